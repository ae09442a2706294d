"""What was done on a page is taken back by Ctrl+Z and done again by Ctrl+Y; pages that cannot say why in this list.

Each verb is done with the page's own controls; what the page shows is compared, not what the file holds: nothing is
ever deleted there.
"""

import ast
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

import shopdesk.ui
from shopdesk.ui.window.page_names import PAGES
from tests.ui.undone import after_sales, goods, leaving, money, more_goods, orders, papers
from tests.ui.undone.hand import FIELDS_OF, VERBS, differing

assert after_sales and goods and leaving and money and more_goods and orders and papers  # they name the verbs


NO_UNDO = {  # modules of the window that write and offer no way back, and why
    "backups_page": "a backup takes nothing away",
    "bill_page": "its bill is taken back from the page of its lines",
    "forecast_section": "reckons anew what rules and sales say",
    "history_page": "takes back: that is a deed of its own, which the history takes back",
    "listing_editor_check": "a check says what is",
    "listing_panel": "a check says what is",
    "packing_work": "a bench of its own with Ctrl+Z of its own: it takes scans back",
    "price_paste": "hands what was done to the page of prices",
    "print_page": "paper: its job is taken out of the queue, or told not to have come out",
    "print_sender": "paper that has come out stays",
    "stall_deeds": "a till is balanced, never undone: refund, recall, count again",
    "stall_extras": "a till is balanced: cash out after cash in",
    "stall_paper": "paper",
    "form_place": "hands what was done to the page that asked",
}


@pytest.mark.parametrize("name", VERBS)
def test_what_was_done_is_taken_back_and_done_again(name, hand):
    page, go, act = VERBS[name]
    go(hand)
    hand.fields = FIELDS_OF[name]
    newest = hand.window.context.undo.newest
    before = hand.told()
    act(hand)
    assert hand.window.context.undo.newest is not newest, "the bottom bar offers no way back"
    if hand.page.name != page:
        hand.window.go(page)
    after = hand.told()
    assert differing(before, after), "nothing of it is seen on the page"
    for _round in range(2):
        hand.key(Qt.Key.Key_Z)
        assert hand.window.context.undo.newest is newest
        assert differing(before, hand.told()) == []
        hand.key(Qt.Key.Key_Y)
        assert differing(after, hand.told()) == []
    hand.key(Qt.Key.Key_Z)
    assert differing(before, hand.told()) == []


def writing_modules() -> dict[str, bool]:
    """Return the window's modules that change something in the shop, and whether they offer a way back."""
    found = {}
    for file in sorted(Path(shopdesk.ui.__file__).parent.rglob("*.py")):
        calls = [node for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Call)]
        names = {call.func.attr for call in calls if isinstance(call.func, ast.Attribute)}
        writes = [call for call in calls if isinstance(call.func, ast.Attribute) and call.func.attr == "write"]
        told = [word.value for call in writes for word in call.keywords if word.arg == "changes"]
        if any(not (isinstance(value, ast.Call) and not value.args) for value in told):
            found[file.stem] = bool({"note", "push"} & names)
    return found


def test_whoever_writes_offers_a_way_back_or_is_listed_with_its_reason():
    without = {name for name, offers in writing_modules().items() if not offers} - {"context"}
    assert sorted(without - NO_UNDO.keys()) == [], "offer a way back (context.note), or say why not"


def test_no_part_of_a_page_is_ever_a_window_of_its_own(hand, flashes):
    for page in PAGES:
        hand.window.go(page)
        hand.settle()
        if page not in ("packing", "stall"):
            hand.window.go(page, new=True)
            hand.settle()
    assert flashes == []

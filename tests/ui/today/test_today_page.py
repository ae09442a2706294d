"""Today: the most urgent first, one verb on each card, the day's answer in words."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from shopdesk.services.orders import cancel_order, each_order, list_orders
from shopdesk.services.shop import create_shop
from shopdesk.services.tickets import list_tickets, open_ticket
from shopdesk.services.today import Outlook, read_today
from shopdesk.ui.context import Context
from shopdesk.ui.theme import TOP_BAR
from shopdesk.ui.today.today_page import SIDE_NARROW, SIDE_WIDTH, TodayPage
from shopdesk.ui.today.today_side import outlook_card, spread


@pytest.fixture
def page(context, qtbot):
    shown = TodayPage(context)
    qtbot.addWidget(shown)
    shown.resize(1280, 760)
    shown.show()
    qtbot.waitExposed(shown)
    return shown


@pytest.fixture
def went(context):
    asked: list[tuple[str, dict[str, object]]] = []
    context.went.connect(lambda name, wanted: asked.append((name, wanted)))
    return asked


def test_cards_stand_in_the_order_of_their_slack_and_enter_opens_the_first(page, context, went, qtbot):
    kinds = [card.kind for card in read_today(context.shop).cards]
    shown = [card.objectName().removeprefix("card-") for card in page._cards]
    assert shown == kinds
    assert [card.button.property("primary") for card in page._cards] == [True] + [None] * (len(kinds) - 1)
    qtbot.keyClick(page._cards[0], Qt.Key.Key_Return)
    assert went == [("orders", {"view": kinds[0]})]


def test_the_first_painting_does_not_wait_for_cards_below_the_windows_edge(context, qtbot):
    kinds = [card.kind for card in read_today(context.shop).cards]
    window = QWidget()
    qtbot.addWidget(window)
    page = TodayPage(context)
    QVBoxLayout(window).addWidget(page)
    window.resize(1280, 480)
    page.freshen()
    laid_out = [card.objectName().removeprefix("card-") for card in page._cards]
    assert laid_out == kinds[: len(laid_out)] and len(laid_out) < len(kinds)
    window.show()
    qtbot.waitUntil(lambda: page.rows_shown() == len(kinds) and all(card.isVisible() for card in page._cards))
    last = page._cards[len(laid_out) - 1]
    assert last.mapTo(window, last.rect().bottomLeft()).y() > window.height() - TOP_BAR, (
        "no gap was to be seen meanwhile"
    )


def test_in_a_narrow_window_the_cards_keep_room_for_their_titles(page, qtbot):
    side = page.findChild(QWidget, "todaySide")
    assert side.width() == SIDE_WIDTH
    page.resize(968, 640)
    qtbot.waitUntil(lambda: side.width() == SIDE_NARROW, timeout=5_000)


def test_arrows_move_from_card_to_card(page, qtbot):
    page.activateWindow()
    first, second = page._cards[:2]
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Up)
    assert page.focusWidget() is first
    qtbot.keyClick(first, Qt.Key.Key_Down)
    assert page.focusWidget() is second
    qtbot.keyClick(second, Qt.Key.Key_Up)
    assert page.focusWidget() is first


@pytest.mark.parametrize(
    ("kind", "place"), [("to-print", ("printing", {"view": "to-print"})), ("low", ("stock", {"view": "low"}))]
)
def test_a_card_opens_the_place_where_it_is_done(page, went, kind, place):
    page.findChild(QPushButton, f"do-{kind}").click()
    assert went == [place]


def test_a_ticket_that_waits_has_its_card_and_leads_to_it(page, context, went, wait):
    context.write("", lambda shop, _job: open_ticket(shop, "Lid cracked", channel="email"), changes={"tickets"})
    wait(context)
    card = page.findChild(QPushButton, "do-ticket-answer").parentWidget()
    assert "without a first answer" in card.accessibleName()
    page.findChild(QPushButton, "do-ticket-solve").click()
    number = list_tickets(context.shop)[0].number
    assert went == [("tickets", {"view": "open", "ticket": number})]


def test_a_cancelled_order_leaves_the_cards(page, context, wait):
    new = list_orders(context.shop, view="new")
    before = page.findChild(QPushButton, "do-new").parentWidget().accessibleName()
    context.write(
        "", lambda shop, _job: each_order(shop, [o.number for o in new[:3]], cancel_order), changes={"orders"}
    )
    wait(context)
    after = page.findChild(QPushButton, "do-new").parentWidget().accessibleName()
    assert str(len(new)) in before
    assert str(len(new) - 3) in after


def test_the_outlook_answers_in_words(context, qtbot):
    now = context.shop.now()
    closes = now.replace(hour=23, minute=59)

    def headline(pace: float | None, left: int) -> str:
        card = outlook_card(Outlook(left, 3, now, closes, pace), now)
        qtbot.addWidget(card)
        return card.findChild(QLabel, "outlookHeadline").text()

    assert headline(None, 5) == "Not known yet"
    assert headline(60.0, 0) == "All done"
    assert headline(0.1, 1).startswith("Yes, about ")
    assert headline(3600.0, 500).startswith("Not all, until ")


@given(
    st.lists(st.tuples(st.floats(0, 300), st.floats(5, 60)), min_size=1, max_size=3),
)
def test_words_on_the_bar_never_lie_on_each_other(marks):
    lefts = spread([x for x, _width in marks], [width for _x, width in marks], 300)
    taken = sorted((left, left + width) for left, (_x, width) in zip(lefts, marks, strict=True))
    assert taken[0][0] >= 0 and taken[-1][1] <= 300 + 1e-6
    assert all(one[1] < other[0] for one, other in pairwise(taken))


def test_words_that_have_room_stand_above_their_places():
    assert spread([50, 200], [20, 30], 300) == [40, 185]
    assert spread([145, 150], [20, 30], 300) == [135, 161]


def test_a_shop_without_orders_is_told_how_to_begin_and_not_that_all_is_done(tmp_path, qtbot):
    create_shop(tmp_path / "new").close()
    context = Context(tmp_path / "new")
    went: list[tuple[str, dict[str, object]]] = []
    context.went.connect(lambda name, wanted: went.append((name, wanted)))
    page = TodayPage(context)
    qtbot.addWidget(page)
    page.resize(1280, 760)
    page.show()
    qtbot.waitExposed(page)
    words = [shown.text() for shown in page.findChildren(QLabel) if shown.isVisibleTo(page)]
    assert "Getting started" in words
    assert "All done" not in words
    for name, place in (("startSender", "settings"), ("startPrinter", "printers"), ("startImport", "import")):
        page.findChild(QPushButton, name).click()
        assert went[-1][0] == place
    context.close()

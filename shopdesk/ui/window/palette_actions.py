"""What the palette can do: go to every place, and press every button of the page that has a key."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton, QPushButton, QWidget

from shopdesk.services.naming import how_far
from shopdesk.ui.context import Context
from shopdesk.ui.crowded_bar import GAP
from shopdesk.ui.window.rail import Place
from shopdesk.words import N_, _

# Places without an entry in the rail, and deeds: words, icon, key, page, what is asked of it.
_WAYS: tuple[tuple[str, str, str, str, dict[str, object]], ...] = (
    (N_("Import files"), "upload", "Ctrl+I", "import", {"choose": True}),
    (N_("New sales order"), "plus", "", "new_order", {}),
    (N_("Parcels"), "truck", "", "parcels", {}),
    (N_("Messages"), "message-square-text", "", "messages", {}),
    (N_("Couriers"), "truck", "", "couriers", {}),
    (N_("Waves"), "list-checks", "", "waves", {}),
    (N_("Handover to couriers"), "truck", "", "handover", {}),
    (N_("Payments"), "clipboard-list", "", "payments", {}),
    (N_("Reconciliation of a bill"), "list-checks", "", "reconcile", {}),
    (N_("Bills taken"), "archive", "", "bills", {}),
    (N_("Open a bill"), "upload", "", "bill", {"choose": True}),
    (N_("Printers"), "printer", "", "printers", {}),
    (N_("Where documents go"), "printer", "", "destinations", {}),
    (N_("Layouts of paper"), "printer", "", "layouts", {}),
    (N_("Image bench"), "images", "", "image_bench", {}),
    (N_("Categories"), "images", "", "categories", {}),
    (N_("Promotions"), "percent", "", "promotions", {}),
    (N_("Stock counts"), "list-checks", "", "counts", {}),
    (N_("Analysis"), "chart-column", "", "analysis", {}),
    (N_("Places"), "boxes", "", "places", {}),
    (N_("Take to the stall"), "arrow-left-right", "", "transfer", {"target": "stall"}),
    (N_("New purchase order"), "plus", "", "purchasing", {"new": True}),
    (N_("Suppliers"), "truck", "", "suppliers", {}),
    (N_("Batches"), "boxes", "", "batches", {}),
    (N_("New return"), "undo-2", "", "return_new", {}),
    (N_("Returns bench"), "scan-barcode", "", "return_bench", {}),
    (N_("Policy of returns"), "undo-2", "", "return_policy", {}),
    (N_("Tickets"), "message-square-text", "", "tickets", {}),
    (N_("Replies by short codes"), "message-square-text", "", "replies", {}),
    (N_("Warranty"), "shield-check", "", "warranty", {}),
    (N_("Quality"), "chart-column", "", "quality", {}),
    (N_("Backups"), "archive", "", "backups", {}),
    (N_("History of everything done"), "history", "", "history", {}),
)
# What is done at the places of the rail, for whoever looks for the deed and not for the place.
_DONE_THERE = {
    "today": N_("To do, what is due, what is late"),
    "orders": N_("Confirm, ship, hold, cancel, split, merge"),
    "printing": N_("Print labels, packing slips, pick lists, receipts"),
    "packing": N_("Pack and check parcels by scanning"),
    "stall": N_("Cash register, sell at the market, shift"),
    "listings": N_("Products, goods, SKUs, main images, titles"),
    "prices": N_("Costs, margins, profit, discounts"),
    "stock": N_("Inventory, movements, shelves, safety lines"),
    "purchasing": N_("Buy, order from suppliers, receive goods"),
    "customers": N_("Buyers, members, block list"),
    "returns": N_("Refunds, exchanges, goods that come back"),
    "import": N_("Import and export files, platforms"),
    "settings": N_("Language, looks, address of the sender, rules"),
}
_AFAR = 3  # a name is nearer than what is done there
_WORD = re.compile(r"[A-Z]?[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Action:
    """Something the palette can do: its words, icon and key, the deed, its English words, and what else it means."""

    text: str
    icon: str
    key: str
    act: Callable[[], object]
    english: str = ""
    also: tuple[str, ...] = ()

    def how_far(self, text: str) -> int | None:
        """Return how far a text is from meaning this, 0 being its name; None where it does not."""
        far = how_far(text, (self.text, self.english))
        if far is None and (afar := how_far(text, self.also)) is not None:
            return afar + _AFAR
        return far


def ways(context: Context, places: Sequence[Place]) -> list[Action]:
    """Return the ways to every place, those of the rail first."""
    found = [Action(p.title, p.icon, p.key, partial(context.go, p.page), p.page, _also(p.page)) for p in places]
    for words, icon, key, page, wanted in _WAYS:
        found.append(Action(_(words), icon, key, partial(context.go, page, **wanted), words))
    return found


def _also(page: str) -> tuple[str, ...]:
    """Return what is done at a place, in the language spoken and in English."""
    words = _DONE_THERE.get(page, "")
    return (_(words), words) if words else ()


def deeds(page: QWidget) -> Iterator[Action]:
    """Give what the buttons of the page do now, those that name a key; what cannot be done is left out."""
    for made in page.findChildren(QPushButton):
        key = _key_of(made)
        if key and made.isVisible() and made.isEnabled() and made.accessibleName():
            english = " ".join(_WORD.findall(made.objectName())).lower()
            yield Action(made.accessibleName(), "", key, made.click, english)


def _key_of(made: QAbstractButton) -> str:
    """Return the key that a button names, in its words or in its tip alone."""
    for text, gap in ((made.text(), GAP), (made.toolTip(), "  ")):
        key = text.rpartition(gap)[2].strip()
        if gap in text and not QKeySequence(key).isEmpty():
            return key
    return ""

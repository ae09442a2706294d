"""What is done to purchase orders in the window, each with its way back."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from shopdesk.domain.jobs import Job
from shopdesk.domain.purchases import Purchase
from shopdesk.services import purchases
from shopdesk.services.identity import new_id
from shopdesk.services.purchases import PurchaseReceipt, Receipt
from shopdesk.services.shop import Shop
from shopdesk.ui.undo import Change
from shopdesk.words import _, ngettext

CHANGES = {"stock", "listings"}


class Drafting:
    """Drafts made together; undo takes them out of the list, again brings the same ones back."""

    def __init__(self, wanted: Mapping[str, int], uuid: str) -> None:
        self._wanted, self._uuid = dict(wanted), uuid
        self.drafts: list[Purchase] = []
        self.unsold: list[str] = []
        self._rows: list[int] = []

    def attempt(self, shop: Shop, _job: Job) -> "Drafting":
        """Draft one purchase order for each supplier; with the same uuid they are drafted once."""
        self.drafts, self.unsold = purchases.draft_orders(shop, self._wanted, uuid=self._uuid)
        return self

    def change(self) -> Change:
        """Return what the person has done, for undo."""
        count = len(self.drafts)
        words = ngettext("{count} purchase order drafted", "{count} purchase orders drafted", count)
        return Change(words.format(count=count), self._back, self._again)

    def _back(self, shop: Shop, _job: Job) -> None:
        self._rows = purchases.remove_drafts(shop, [draft.number for draft in self.drafts])

    def _again(self, shop: Shop, _job: Job) -> None:
        purchases.bring_drafts_back(shop, self._rows)


class Removing:
    """Drafts taken out of the list."""

    def __init__(self, numbers: Sequence[str]) -> None:
        self._numbers = list(numbers)
        self._rows: list[int] = []

    def attempt(self, shop: Shop, _job: Job) -> None:
        """Take them out."""
        self._rows = purchases.remove_drafts(shop, self._numbers)

    def change(self) -> Change:
        """Return what the person has done, for undo."""
        count = len(self._numbers)
        words = ngettext("{count} draft taken out", "{count} drafts taken out", count).format(count=count)
        return Change(words, lambda shop, _job: purchases.bring_drafts_back(shop, self._rows), self.attempt)


class Receiving:
    """Goods received together."""

    def __init__(self, number: str, receipts: Sequence[Receipt], location: str) -> None:
        self._number, self._receipts, self._location = number, list(receipts), location
        self._uuid = new_id()
        self._costs: dict[str, int] = {}

    def attempt(self, shop: Shop, _job: Job) -> Purchase:
        """Book them; the same attempt twice books once."""
        self._costs = purchases.costs_of(shop, [receipt.sku for receipt in self._receipts])
        return purchases.receive_purchase(shop, self._number, self._receipts, location=self._location, uuid=self._uuid)

    def change(self) -> Change:
        """Return what the person has done, for undo."""
        pieces = sum(receipt.pieces for receipt in self._receipts)
        words = ngettext("{number}: {pieces} piece received", "{number}: {pieces} pieces received", pieces)
        uuids = [f"{self._uuid}/{at}" for at in range(len(self._receipts))]
        return Change(
            words.format(number=self._number, pieces=pieces),
            lambda shop, _job: purchases.take_receipts_back(shop, self._number, uuids[::-1], costs=self._costs),
            lambda shop, _job: purchases.book_receipts_again(shop, self._number, uuids),
        )


class TakingBack:
    """One receipt taken back; undo books it again as it was."""

    def __init__(self, number: str, receipt: PurchaseReceipt) -> None:
        self._number, self._told = number, receipt

    def attempt(self, shop: Shop, _job: Job) -> None:
        """Take it back."""
        purchases.take_receipts_back(shop, self._number, [self._told.uuid])

    def change(self) -> Change:
        """Return what the person has done, for undo."""
        words = _("{number}: receipt of {pieces} × {sku} taken back")
        text = words.format(number=self._number, pieces=self._told.pieces, sku=self._told.sku)
        uuids = [self._told.uuid]
        return Change(text, lambda shop, _job: purchases.book_receipts_again(shop, self._number, uuids), self.attempt)


class Rewriting:
    """A draft's lines and note written anew, and sent where that is wanted as well."""

    def __init__(
        self, before: Purchase, lines: Mapping[str, int], prices: Mapping[str, int], note: str, *, order: bool = False,
        expected_on: date | None = None,
    ) -> None:  # fmt: skip
        self._before, self._order, self._expected = before, order, expected_on
        self._lines, self._prices, self._note = dict(lines), dict(prices), note

    def attempt(self, shop: Shop, _job: Job) -> Purchase:
        """Write, and order."""
        number = self._before.number
        with shop.writing():
            made = self._before
            if self._differs:
                made = purchases.change_purchase(shop, number, self._lines, self._prices, note=self._note)
            if self._order:
                made = purchases.order_purchase(shop, number, expected_on=self._expected)
        return made

    def change(self) -> Change:
        """Return what the person has done, for undo."""
        words = _("{number} ordered") if self._order else _("{number} changed")
        return Change(words.format(number=self._before.number), self._back, self.attempt)

    @property
    def _differs(self) -> bool:
        before = [(line.sku, line.quantity, line.price) for line in self._before.lines]
        after = [(sku, pieces, self._prices[sku]) for sku, pieces in self._lines.items()]
        return (before, self._before.note) != (after, self._note)

    def _back(self, shop: Shop, _job: Job) -> None:
        before = self._before
        with shop.writing():
            if self._order:
                purchases.set_purchase_state(shop, before.number, "draft")
            if not self._differs:
                return
            lines = {line.sku: line.quantity for line in before.lines}
            prices = {line.sku: line.price for line in before.lines}
            purchases.change_purchase(shop, before.number, lines, prices, note=before.note)


def standing(numbers: Mapping[str, str], state: str) -> tuple[Any, Change]:
    """Return the verb that puts purchase orders (number: state now) into a state, and what was done, for undo."""

    def put(told: Mapping[str, str], shop: Shop, _job: Job) -> None:
        with shop.writing():
            for number, wanted in told.items():
                purchases.set_purchase_state(shop, number, wanted)

    verb = partial(put, dict.fromkeys(numbers, state))
    words = _("{numbers} cancelled") if state == "cancelled" else _("{numbers} put back")
    text = words.format(numbers=", ".join(numbers))
    return verb, Change(text, partial(put, dict(numbers)), verb)

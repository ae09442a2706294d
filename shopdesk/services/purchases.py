"""Purchase orders: drafted, ordered, received in parts with batch and expiry, taken back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from shopdesk.db import lots, purchases, stock
from shopdesk.db.purchases import PurchaseReceipt
from shopdesk.db.row_ids import row_of
from shopdesk.domain.errors import ShopError
from shopdesk.domain.purchases import OPEN_STATES, Purchase, packed, state_after_receipt
from shopdesk.domain.stock import LARGEST_QUANTITY
from shopdesk.services.identity import new_id, new_ids
from shopdesk.services.ledger import Booking, book, find_place, find_variant, undo_movement
from shopdesk.services.settings import get_setting
from shopdesk.services.shop import Shop
from shopdesk.services.suppliers import find_supplier, list_items, list_suppliers

__all__ = [
    "PurchaseReceipt", "Receipt", "book_receipts_again", "bring_drafts_back", "change_purchase", "costs_of",
    "draft_orders", "draft_purchase", "list_purchases", "order_purchase", "receipts_of", "receive_purchase",
    "remove_drafts", "set_purchase_state", "show_purchase", "show_receipts", "take_receipts_back",
]  # fmt: skip
AGAIN = "+"  # what was taken back and booked again is the same receipt with a movement of its own: "uuid/0+…"
LONGEST_NOTE = 2_000


@dataclass(frozen=True, slots=True)
class Receipt:
    """Pieces of a SKU that have come: their batch, until when they keep, what a piece cost where it differs.

    `unit_cost` is in minor units of the shop's currency, also where the supplier's prices are in another.
    """

    sku: str
    pieces: int
    lot: str = ""
    expires_on: date | None = None
    unit_cost: int | None = None


def list_purchases(shop: Shop, states: Iterable[str] = ()) -> list[Purchase]:
    """Return the purchase orders in these states, or all, the newest first."""
    return [purchases.load_purchase(shop.connection, row) for row in purchases.purchase_rows(shop.connection, states)]


def show_purchase(shop: Shop, number: str) -> Purchase:
    """Return a purchase order. Raises ShopError("purchase-unknown")."""
    return purchases.load_purchase(shop.connection, _row(shop, number))


def draft_purchase(
    shop: Shop, supplier: str, lines: Mapping[str, int], *, prices: Mapping[str, int] | None = None, note: str = "",
    uuid: str = "",
) -> Purchase:  # fmt: skip
    """Draft a purchase order: pieces by SKU, in the supplier's packs and at its prices where none are told.

    The same uuid twice drafts once.

    Raises ShopError with "supplier-unknown", "sku-unknown", "purchase-empty", "quantity-out-of-range" or
    "note-too-long".
    """
    with shop.writing():
        if uuid and (known := row_of(shop.connection, "purchases", uuid)):
            return purchases.load_purchase(shop.connection, known)
        row, found = find_supplier(shop, supplier)
        made = purchases.add_purchase(
            shop.connection,
            uuid=uuid or new_id(),
            supplier_row=row,
            currency=found.currency,
            note=_note(note),
            at=shop.now(),
        )
        offers = {item.sku: item for item in list_items(shop, supplier=supplier)}
        wanted = {
            sku: packed(pieces, offers[sku].minimum, offers[sku].pack) if sku in offers and pieces > 0 else pieces
            for sku, pieces in lines.items()
        }
        asked = {sku: offers[sku].price for sku in wanted if sku in offers} | dict(prices or {})
        _put_lines(shop, made, wanted, asked)
    return purchases.load_purchase(shop.connection, made)


def draft_orders(
    shop: Shop, wanted: Mapping[str, int], currency: str = "", *, uuid: str = ""
) -> tuple[list[Purchase], list[str]]:
    """Draft one purchase order for each supplier, whoever offers a SKU cheapest; all of them or none.

    Returns the drafts, and the SKUs that nobody offers: they stand in none. Raises like `draft_purchase`.
    """
    home = currency or str(get_setting(shop, "shop.currency"))
    known = {supplier.code: supplier.currency for supplier in list_suppliers(shop)}
    by_supplier: dict[str, dict[str, int]] = {}
    with shop.writing():
        offers = list_items(shop, skus=list(wanted)) if wanted else []
        # A foreign price cannot be compared by its number: who sells in the shop's own money goes first.
        offers.sort(key=lambda item: known[item.supplier] != home)
        for sku, pieces in wanted.items():
            if best := next((item for item in offers if item.sku == sku), None):
                by_supplier.setdefault(best.supplier, {})[sku] = pieces
        drafts = [
            draft_purchase(shop, supplier, lines, uuid=f"{uuid} {supplier}" if uuid else "")
            for supplier, lines in by_supplier.items()
        ]
    drafted = {sku for lines in by_supplier.values() for sku in lines}
    return drafts, [sku for sku in wanted if sku not in drafted]


def change_purchase(
    shop: Shop, number: str, lines: Mapping[str, int], prices: Mapping[str, int], *, note: str | None = None
) -> Purchase:
    """Write the lines of a draft anew, and its note where one is told.

    Raises like `draft_purchase`, or "purchase-state".
    """
    with shop.writing():
        row = _row(shop, number)
        before = purchases.load_purchase(shop.connection, row)
        _stand(before, ("draft",))
        asked = {sku: (pieces, prices.get(sku)) for sku, pieces in lines.items()}
        if asked != {line.sku: (line.quantity, line.price) for line in before.lines}:
            _put_lines(shop, row, lines, prices)
        if note is not None:
            purchases.set_note(shop.connection, row, _note(note))
    return purchases.load_purchase(shop.connection, row)


def remove_drafts(shop: Shop, numbers: Sequence[str]) -> list[int]:
    """Take drafts out of the list, all or none; return their rows, by which they can be brought back.

    Raises ShopError with "purchase-unknown" or "purchase-state".
    """
    with shop.writing():
        rows = [_row(shop, number) for number in numbers]
        for row in rows:
            _stand(purchases.load_purchase(shop.connection, row), ("draft",))
            purchases.set_purchase_removed(shop.connection, row, shop.now())
    return rows


def bring_drafts_back(shop: Shop, rows: Sequence[int]) -> None:
    """Bring drafts back into the list."""
    with shop.writing():
        for row in rows:
            purchases.set_purchase_removed(shop.connection, row, None)


def _put_lines(shop: Shop, row: int, lines: Mapping[str, int], prices: Mapping[str, int]) -> None:
    if not lines:
        raise ShopError("purchase-empty")
    for number in (*lines.values(), *(prices.get(sku, 0) + 1 for sku in lines)):
        if not 0 < number <= LARGEST_QUANTITY:
            raise ShopError("quantity-out-of-range", value=number)
    told = [(find_variant(shop, sku), pieces, prices.get(sku, 0)) for sku, pieces in lines.items()]
    purchases.set_lines(
        shop.connection, row, [(uuid, *line) for uuid, line in zip(new_ids(len(told)), told, strict=True)], shop.now()
    )


def order_purchase(shop: Shop, number: str, *, expected_on: date | None = None) -> Purchase:
    """Note that a draft was sent to the supplier; without a date it is expected after the supplier's lead time.

    Raises ShopError with "purchase-unknown" or "purchase-state".
    """
    with shop.writing():
        row = _row(shop, number)
        purchase = purchases.load_purchase(shop.connection, row)
        _stand(purchase, ("draft", "ordered"))
        due = expected_on or shop.now().astimezone().date() + timedelta(days=purchase.supplier.lead_days)
        purchases.set_purchase_state(shop.connection, row, "ordered", ordered_at=shop.now(), expected_on=due)
    return purchases.load_purchase(shop.connection, row)


def receive_purchase(
    shop: Shop, number: str, receipts: Sequence[Receipt], *, location: str = "", uuid: str = ""
) -> Purchase:
    """Book what has come of a purchase order, all of it or nothing; the same uuid twice receives once.

    More than was ordered may come. The price paid becomes the SKU's cost. Raises ShopError with "purchase-unknown",
    "purchase-state", "purchase-line-unknown", "location-unknown", "quantity-out-of-range" or "lot-invalid".
    """
    uuid = uuid or new_id()
    with shop.writing():
        row = _row(shop, number)
        purchase = purchases.load_purchase(shop.connection, row)
        _stand(purchase, (*OPEN_STATES, "received"))
        for at, receipt in enumerate(receipts):
            _receive(shop, row, purchase, receipt, location, f"{uuid}/{at}")
        _follow_receipts(shop, row)
    return purchases.load_purchase(shop.connection, row)


def _receive(shop: Shop, row: int, purchase: Purchase, receipt: Receipt, location: str, uuid: str) -> None:
    lines = purchases.line_rows(shop.connection, row)
    if receipt.sku not in lines:
        raise ShopError("purchase-line-unknown", purchase=purchase.number, sku=receipt.sku)
    if receipt.pieces <= 0 or (receipt.unit_cost or 0) < 0:
        raise ShopError("quantity-out-of-range", value=receipt.pieces)
    if stock.has_movement(shop.connection, uuid):
        return
    line, variant = lines[receipt.sku]
    price = next(told.price for told in purchase.lines if told.sku == receipt.sku)
    cost = price if receipt.unit_cost is None else receipt.unit_cost
    same_money = purchase.supplier.currency == str(get_setting(shop, "shop.currency"))
    known = same_money or receipt.unit_cost is not None  # what a person tells is told in the shop's own money
    batch = _lot(shop, row, variant, receipt, purchase.number)
    told = Booking("purchase", purchase.number, uuid, batch, cost if known else None, None, line)
    book(shop, variant, find_place(shop, location), receipt.pieces, told)
    if cost and known:
        purchases.set_cost(shop.connection, variant, cost)


def _lot(shop: Shop, row: int, variant: int, receipt: Receipt, number: str) -> int | None:
    code = receipt.lot.strip() or (number if receipt.expires_on else "")
    if not code:
        return None
    if len(code) > 80 or not code.isprintable():
        raise ShopError("lot-invalid", value=code[:40])
    return lots.put_lot(
        shop.connection,
        uuid=new_id(),
        variant_id=variant,
        code=code,
        at=shop.now(),
        supplier_id=purchases.supplier_row(shop.connection, row),
        expires_on=receipt.expires_on,
    )


def take_receipts_back(
    shop: Shop, number: str, uuids: Sequence[str] | None = None, *, costs: Mapping[str, int] | None = None
) -> Purchase:
    """Take receipts of a purchase order back, all or none; without uuids every one that stands.

    A cost that came with a receipt goes with it, where an earlier one is known: by an earlier receipt, else by `costs`,
    told by SKU. Raises ShopError with "purchase-unknown", or like `undo_movement`.
    """
    with shop.writing():
        row = _row(shop, number)
        standing = {_first(uuid): uuid for uuid in purchases.receipts_of(shop.connection, row)}
        for asked in standing if uuids is None else uuids:
            if (uuid := standing.get(_first(asked))) is None:
                raise ShopError("movement-unknown", value=asked)
            before = purchases.cost_before(shop.connection, uuid)
            told = purchases.load_receipt(shop.connection, row, uuid)
            undo_movement(shop, uuid)
            if before:
                purchases.set_cost(shop.connection, *before)
            elif told and told.sku in (costs or {}) and costs_of(shop, [told.sku])[told.sku] == told.unit_cost:
                purchases.set_cost(shop.connection, find_variant(shop, told.sku), (costs or {})[told.sku])
        _follow_receipts(shop, row)
    return purchases.load_purchase(shop.connection, row)


def book_receipts_again(shop: Shop, number: str, uuids: Sequence[str]) -> Purchase:
    """Book receipts that were taken back again, as they were; one that stands stays as it is.

    They go by their old uuids from then on. Raises what `receive_purchase` raises, or "movement-unknown".
    """
    with shop.writing():
        row = _row(shop, number)
        purchase = purchases.load_purchase(shop.connection, row)
        _stand(purchase, (*OPEN_STATES, "received"))
        standing = {_first(uuid) for uuid in purchases.receipts_of(shop.connection, row)}
        for uuid in uuids:
            told = purchases.load_receipt(shop.connection, row, uuid)
            if told is None:
                raise ShopError("movement-unknown", value=uuid)
            if _first(uuid) not in standing:
                receipt = Receipt(told.sku, told.pieces, told.lot, told.expires_on, told.unit_cost)
                _receive(shop, row, purchase, receipt, told.location, f"{_first(uuid)}{AGAIN}{new_id()}")
        _follow_receipts(shop, row)
    return purchases.load_purchase(shop.connection, row)


def costs_of(shop: Shop, skus: Iterable[str]) -> dict[str, int]:
    """Return what a piece of each SKU costs now, 0 where nobody knows: what a receipt that goes gives back."""
    return purchases.costs_of(shop.connection, skus)


def _first(uuid: str) -> str:
    """Return the uuid that a receipt had when it was booked first."""
    asked, slash, at = uuid.rpartition("/")
    return asked + slash + at.partition(AGAIN)[0]


def _follow_receipts(shop: Shop, row: int) -> None:
    after = purchases.load_purchase(shop.connection, row)
    purchases.set_purchase_state(shop.connection, row, state_after_receipt(after.lines))


def show_receipts(shop: Shop, number: str) -> list[PurchaseReceipt]:
    """Return what has come of a purchase order and was not taken back, the newest first."""
    return purchases.load_receipts(shop.connection, _row(shop, number))


def receipts_of(shop: Shop, number: str) -> list[str]:
    """Return the receipts of a purchase order that stand, the newest first: what undo takes back."""
    return purchases.receipts_of(shop.connection, _row(shop, number))


def set_purchase_state(shop: Shop, number: str, state: str) -> Purchase:
    """Cancel a purchase order, or put one back where it stood: a cancelled one, or an ordered one to a draft.

    What has come of an order that is open again decides whether it came in part. Raises "purchase-state".
    """
    if state not in ("draft", "cancelled", *OPEN_STATES):
        raise ShopError("purchase-state", purchase=number, state=state)
    with shop.writing():
        row = _row(shop, number)
        purchase = purchases.load_purchase(shop.connection, row)
        _stand(purchase, ("draft", *OPEN_STATES) if state == "cancelled" else ("cancelled", "ordered"))
        if state in OPEN_STATES:
            state = state_after_receipt(purchase.lines)
        elif state == "draft" and any(line.received for line in purchase.lines):
            raise ShopError("purchase-state", purchase=purchase.number, state=purchase.state)
        purchases.set_purchase_state(shop.connection, row, state)
    return purchases.load_purchase(shop.connection, row)


def _row(shop: Shop, number: str) -> int:
    row = purchases.find_purchase(shop.connection, number.strip().upper())
    if row is None:
        raise ShopError("purchase-unknown", value=number)
    return row


def _stand(purchase: Purchase, states: Sequence[str]) -> None:
    if purchase.state not in states:
        raise ShopError("purchase-state", purchase=purchase.number, state=purchase.state)


def _note(note: str) -> str:
    if len(note) > LONGEST_NOTE:
        raise ShopError("note-too-long", limit=LONGEST_NOTE)
    return note

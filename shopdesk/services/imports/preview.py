"""What a dry run tells of each record before anything is written: new, changed with old and new, same, refused."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from shopdesk.db import listings, orders
from shopdesk.db.connection import Connection
from shopdesk.db.order_writes import TOLD_COLUMNS
from shopdesk.db.times import write_time_or_none
from shopdesk.domain.addresses import receiver_is_masked
from shopdesk.domain.imports import CustomerRecord, ListingRecord, OrderRecord, RowProblem, StockRecord
from shopdesk.domain.listings import Listing
from shopdesk.exchange.tables import Table

KEPT = 2_000  # records of each kind; the counts are exact however many there are


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field as it was (None: there was none) and as the file tells it; `of` names the SKU it belongs to."""

    name: str
    old: object
    new: object
    of: str = ""


@dataclass(frozen=True, slots=True)
class PreviewRecord:
    """An order or listing of the file: its row, what it is called, its goods, what it brings."""

    row: int
    name: str
    title: str
    currency: str
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that is not taken, with its cells as they stand in the file, by column."""

    problem: RowProblem
    cells: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """A file looked at: at most KEPT records of each kind, in the order of the file.

    `first` and `last` are the times (UTC) between which its orders were placed, `masked` counts new orders whose
    receiver the platform has hidden, `touched` how often each field changes, the most frequent first.
    """

    columns: int
    created: tuple[PreviewRecord, ...]
    updated: tuple[PreviewRecord, ...]
    unchanged: tuple[PreviewRecord, ...]
    refused: tuple[RefusedRow, ...]
    first: datetime | None
    last: datetime | None
    masked: int
    touched: tuple[tuple[str, int], ...]


class Watcher:
    """Notes what an import does with each record, inside its transaction and before it is done."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._kept: dict[str, list[PreviewRecord]] = {"created": [], "updated": [], "unchanged": []}
        self._touched: Counter[str] = Counter()
        self._first: datetime | None = None
        self._last: datetime | None = None
        self._masked = 0

    def new_orders(self, records: Iterable[OrderRecord]) -> None:
        """Note orders that will be added."""
        for record in records:
            self._note_time(record)
            self._masked += record.head is not None and receiver_is_masked(record.head.receiver)
            self._keep_order("created", record)

    def same_order(self, record: OrderRecord) -> None:
        """Note an order that the file tells nothing new of."""
        self._note_time(record)
        self._keep_order("unchanged", record)

    def changed_order(
        self, record: OrderRecord, row: int, before: Mapping[str, object], changes: Mapping[str, object], lines: bool
    ) -> None:
        """Note an order that will be brought forward, while its old lines are still there."""
        self._note_time(record)
        fields = [
            FieldChange(name, before[name], changes[name])
            for name in TOLD_COLUMNS
            if name in changes and changes[name] != before[name]
        ]
        if lines:
            old = tuple(f"{line.title} ×{line.quantity}" for line in orders.load_order(self._connection, row).lines)
            fields.append(FieldChange("lines", old, _lines(record)))
        self._count(fields)
        self._keep_order("updated", record, tuple(fields))

    def new_listing(self, record: ListingRecord) -> None:
        """Note a listing that will be added."""
        told = record.listing
        fields = [FieldChange("status", None, told.status)]
        fields += [FieldChange("price", None, variant.price, variant.sku) for variant in told.variants]
        fields += [FieldChange("stock", None, pieces, sku) for sku, pieces in record.stock.items() if pieces]
        fields.append(FieldChange("pictures", None, len(told.pictures)))
        self._keep_listing("created", record, fields)

    def same_listing(self, record: ListingRecord) -> None:
        """Note a listing that the file tells nothing new of."""
        self._keep_listing("unchanged", record, [])

    def changed_listing(self, record: ListingRecord, row: int) -> None:
        """Note a listing that will be written anew, while it is still the old one."""
        (before,) = listings.load_listings(self._connection, [row])
        fields = _listing_changes(before, record.listing)
        self._count(fields)
        self._keep_listing("updated", record, fields)

    def stock(self, record: StockRecord, before: int) -> None:
        """Note what lies of a SKU at a place, and what lay there before."""
        fields = () if before == record.pieces else (FieldChange("stock", before, record.pieces, record.sku),)
        kept = self._kept["updated" if fields else "unchanged"]
        self._count(fields)
        if len(kept) < KEPT:
            kept.append(PreviewRecord(record.row, record.sku, record.place, "", fields))

    def customer(self, state: str, record: CustomerRecord, fields: tuple[FieldChange, ...]) -> None:
        """Note what becomes of a customer."""
        self._count(fields if state == "updated" else ())
        if len(kept := self._kept[state]) < KEPT:
            kept.append(PreviewRecord(record.row, record.name or record.buyer, record.note, "", fields))

    def preview(self, table: Table, rejected: Sequence[RowProblem]) -> Preview:
        """Return what was noted, with the cells of the refused rows read from the file again."""
        problems = rejected[:KEPT]
        cells = raw_rows(table, {problem.row for problem in problems})
        kept = {state: tuple(sorted(found, key=lambda record: record.row)) for state, found in self._kept.items()}
        return Preview(
            len(table.header),
            **kept,
            refused=tuple(RefusedRow(problem, cells.get(problem.row, ())) for problem in problems),
            first=self._first,
            last=self._last,
            masked=self._masked,
            touched=tuple(self._touched.most_common()),
        )

    def _note_time(self, record: OrderRecord) -> None:
        at = record.head.placed_at if record.head else None
        if at is not None:
            self._first = min(self._first or at, at)
            self._last = max(self._last or at, at)

    def _count(self, fields: Sequence[FieldChange]) -> None:
        self._touched.update({field.name for field in fields})

    def _keep_order(self, state: str, record: OrderRecord, fields: tuple[FieldChange, ...] = ()) -> None:
        kept, head = self._kept[state], record.head
        if len(kept) < KEPT:
            title = record.lines[0].title if record.lines else ""
            currency = head.currency if head else "CNY"
            fields = fields or (_told(record) if state == "created" else ())
            kept.append(PreviewRecord(record.row, record.channel_order_no, title, currency, fields))

    def _keep_listing(self, state: str, record: ListingRecord, fields: Sequence[FieldChange]) -> None:
        kept, told = self._kept[state], record.listing
        if len(kept) < KEPT:
            name = told.variants[0].sku if told.variants else told.handle
            kept.append(PreviewRecord(record.row, name, told.title, told.currency, tuple(fields)))


def raw_rows(table: Table, numbers: set[int]) -> dict[int, tuple[tuple[str, str], ...]]:
    """Return the cells of these rows as they stand in the file, with the names of their columns."""
    found: dict[int, tuple[tuple[str, str], ...]] = {}
    if numbers:
        last = max(numbers)
        for number, cells in table.rows():
            if number in numbers:
                names = (*table.header, *("" for _ in cells[len(table.header) :]))
                found[number] = tuple(zip(names, (*cells, *("" for _ in names[len(cells) :])), strict=True))
            if number >= last:
                break
    return found


def _told(record: OrderRecord) -> tuple[FieldChange, ...]:
    """Return what a new order brings, as a person reads it."""
    told: dict[str, object] = {"lines": _lines(record)}
    if head := record.head:
        to = head.receiver
        told = {
            "payment": head.payment, "fulfilment": head.fulfilment, "placed_at": write_time_or_none(head.placed_at),
            "total": head.total, "name": to.name, "phone": to.phone, "region": to.region, "courier": head.courier,
            "waybill": head.waybill, "buyer_note": head.buyer_note,
        } | told  # fmt: skip
    return tuple(FieldChange(name, None, value) for name, value in told.items() if value not in ("", None, ()))


def _lines(record: OrderRecord) -> tuple[str, ...]:
    return tuple(f"{line.title} ×{line.quantity}" for line in record.lines)


def _listing_changes(before: Listing, told: Listing) -> list[FieldChange]:
    fields = [
        FieldChange(name, getattr(before, name), getattr(told, name))
        for name in ("title", "status", "brand", "category", "description")
        if getattr(before, name) != getattr(told, name)
    ]
    known = {variant.sku: variant for variant in before.variants}
    for variant in told.variants:
        old = known.get(variant.sku)
        for name in ("price", "list_price", "cost", "weight_g", "barcode"):
            new = getattr(variant, name)
            if (was := getattr(old, name) if old else None) != new and (old or name == "price"):
                fields.append(FieldChange(name, was, new, variant.sku))
    if before.pictures != told.pictures:
        fields.append(FieldChange("pictures", len(before.pictures), len(told.pictures)))
    return fields

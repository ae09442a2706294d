"""Orders from a file into the shop: new ones added in bulk, known ones brought forward, never back."""

import marshal
from collections.abc import Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import cast

from shopdesk.db import imports as batches
from shopdesk.db import order_writes, platform_codes
from shopdesk.db.imports import KnownOrder
from shopdesk.db.search_index import index_again
from shopdesk.db.settings import load_couriers
from shopdesk.db.times import write_time, write_time_or_none
from shopdesk.domain.addresses import receiver_is_masked
from shopdesk.domain.card_numbers import mask_cards
from shopdesk.domain.imports import LineRecord, OrderHead, OrderRecord, Record, RowProblem
from shopdesk.domain.orders import is_at_work, later_fulfilment, later_payment
from shopdesk.services.deadlines import read_deadlines
from shopdesk.services.identity import new_ids
from shopdesk.services.imports.known import news, refund_stops
from shopdesk.services.imports.preview import Watcher
from shopdesk.services.orders import note_event
from shopdesk.services.settings import list_settings
from shopdesk.services.shop import Shop
from shopdesk.services.suspicions import look_at_orders

_SAME_FOR_EQUALS = 2  # the last version of marshal that does not tell whether two values are one object
_PAYMENT = order_writes.HEAD_COLUMNS.index("payment")
_FULFILMENT = order_writes.HEAD_COLUMNS.index("fulfilment")
_REFUNDING = order_writes.HEAD_COLUMNS.index("refunding")


class OrderImport:
    """One batch of orders under way, inside the batch's transaction; a watcher is told of each record."""

    def __init__(self, shop: Shop, batch_id: int, watcher: Watcher | None = None) -> None:
        self.shop = shop
        self.batch_id = batch_id
        self.created = self.updated = self.unchanged = 0
        self.remarks: list[RowProblem] = []
        self._watcher = watcher
        self._deadlines = read_deadlines(shop, list_settings(shop))
        self._now = write_time(shop.now())
        self._couriers = {
            name.casefold(): code
            for code, (zh, en, aliases) in load_couriers(shop.connection).items()
            for name in (code, zh, en, *aliases)
        }
        self._nothing = (*self._head_values(OrderHead(), "")[:-1], "")

    def take(self, records: Sequence[Record]) -> list[RowProblem]:
        """Take these records; an order that stands twice among them is brought forward by the later one."""
        waiting: dict[tuple[str, str], OrderRecord] = {}
        for record in records:
            assert isinstance(record, OrderRecord)
            key = (record.channel, record.channel_order_no)
            if key in waiting:
                self._take_distinct(list(waiting.values()))
                waiting.clear()
            waiting[key] = record
        self._take_distinct(list(waiting.values()))
        return []

    def _take_distinct(self, records: Sequence[OrderRecord]) -> None:
        connection = self.shop.connection
        known: dict[tuple[str, str], KnownOrder] = {}
        for channel in {record.channel for record in records}:
            numbers = [record.channel_order_no for record in records if record.channel == channel]
            found = batches.known_orders(connection, channel, numbers)
            known.update(((channel, number), order) for number, order in found.items())
        new = []
        for record in records:
            if order := known.get((record.channel, record.channel_order_no)):
                self._bring_forward(record, order)
            else:
                new.append(record)
        self._add(new)

    def _add(self, records: Sequence[OrderRecord]) -> None:
        """Add orders that the shop does not know yet, in bulk."""
        connection = self.shop.connection
        first = order_writes.next_order_id(connection)
        orders: list[tuple[object, ...]] = []
        lines: list[tuple[int, Sequence[LineRecord]]] = []
        variants = self._variants(records)
        for row, (uuid, record) in enumerate(zip(new_ids(len(records)), records, strict=True), start=first):
            values = self._nothing if record.head is None else self._head_values(record.head, record.channel)
            unmatched = any(line.sku not in variants for line in record.lines)
            orders.append((
                row, uuid, record.channel, record.channel_order_no, "none", 0, 0, int(unmatched),
                lines_digest(record.lines), int(record.provisional), self._now, self.batch_id, self.batch_id, *values,
            ))  # fmt: skip
            lines.append((row, record.lines))
        order_writes.add_orders(connection, orders)
        self._add_lines(lines, variants)
        if orders:
            look_at_orders(self.shop, first)
        self.created += len(orders)
        if self._watcher:
            self._watcher.new_orders(records)

    def _bring_forward(self, record: OrderRecord, known: KnownOrder) -> None:
        """Change what the file tells anew; `unchanged` when it tells nothing new."""
        changes: dict[str, object] = {}
        if record.head is not None:
            values = self._head_values(record.head, record.channel)
            if values[-1] != known.head_digest:
                changes |= self._head_changes(record, record.head, values, known)
        replace = self._lines_are_news(record, known)
        connection = self.shop.connection
        before = batches.order_snapshot(connection, known.id) if changes or replace else {}
        if changes:
            changes = self._news(record, changes, before["columns"], known.decided)
        if not changes and not replace:
            self.unchanged += 1
            if self._watcher:
                self._watcher.same_order(record)
            return
        batches.keep_before(connection, self.batch_id, "order", known.id, before)
        if self._watcher:
            self._watcher.changed_order(record, known.id, before["columns"], changes, replace)
        if replace:
            changes |= self._replace_lines(record, known)
        order_writes.update_order(connection, known.id, changes | {"touched_batch": self.batch_id})
        if record.head is not None:
            index_again(connection, known.id)
        note_event(self.shop, known.id, "updated")
        self.updated += 1

    def _head_changes(
        self, record: OrderRecord, head: OrderHead, told: Sequence[object], known: KnownOrder
    ) -> dict[str, object]:
        values = list(told)
        values[_PAYMENT] = later_payment(known.payment, head.payment) if known.head_digest else head.payment
        values[_FULFILMENT] = later_fulfilment(known.fulfilment, head.fulfilment)
        if is_at_work(known.fulfilment) and head.fulfilment in ("shipped", "delivered", "cancelled"):
            code = "cancelled-elsewhere" if head.fulfilment == "cancelled" else "shipped-elsewhere"
            self.remarks.append(RowProblem(record.row, code, record.channel_order_no))
            values[_REFUNDING] = int(head.refunding or head.fulfilment == "cancelled")
        changes: dict[str, object] = dict(zip(order_writes.HEAD_COLUMNS, values, strict=True))
        if values[_FULFILMENT] != "new":
            changes["short"] = 0  # the order waits for no goods any more
        return changes

    def _news(
        self, record: OrderRecord, told: dict[str, object], before: Mapping[str, object], decided: frozenset[str]
    ) -> dict[str, object]:
        """Return of what a file tells what the shop does not know, and stop an order whose money goes back."""
        told["refunding"] = int(refund_stops(told, before))
        changes = news(told, before, decided)
        said = self.remarks[-1].code if self.remarks and self.remarks[-1].row == record.row else ""
        if changes.get("refunding") and is_at_work(str(told["fulfilment"])) and said != "cancelled-elsewhere":
            self.remarks.append(RowProblem(record.row, "refund-stops", record.channel_order_no))
        return changes

    def _lines_are_news(self, record: OrderRecord, known: KnownOrder) -> bool:
        if not record.lines or lines_digest(record.lines) == known.lines_digest:
            return False
        if known.is_split or (record.provisional and not known.provisional):
            return False
        if (
            record.head
            and not record.head.total
            and not known.provisional
            and not any(line.unit_price for line in record.lines)
        ):
            return False  # a report without prices
        if is_at_work(known.fulfilment):
            self.remarks.append(RowProblem(record.row, "lines-kept", record.channel_order_no))
            return False
        return True

    def _replace_lines(self, record: OrderRecord, known: KnownOrder) -> dict[str, object]:
        order_writes.remove_lines(self.shop.connection, known.id, self.shop.now())
        variants = self._variants([record])
        self._add_lines([(known.id, record.lines)], variants)
        unmatched = any(line.sku not in variants for line in record.lines)
        return {
            "lines_digest": lines_digest(record.lines),
            "provisional": int(record.provisional),
            "unmatched": int(unmatched),
        }

    def _add_lines(self, orders: Sequence[tuple[int, Sequence[LineRecord]]], variants: dict[str, int]) -> None:
        titles = order_writes.title_ids(self.shop.connection, (line.title for _, lines in orders for line in lines))
        ids = iter(new_ids(sum(len(lines) for _, lines in orders)))
        order_writes.add_lines(
            self.shop.connection,
            [
                (
                    next(ids), row, at, line.sku, titles[line.title], line.options, line.quantity, line.unit_price,
                    variants.get(line.sku),
                )
                for row, lines in orders
                for at, line in enumerate(lines)
            ],
        )  # fmt: skip

    def _variants(self, records: Sequence[OrderRecord]) -> dict[str, int]:
        skus = {line.sku for record in records for line in record.lines if line.sku}
        if not skus:
            return {}
        connection = self.shop.connection
        found = order_writes.variant_ids(connection, skus)
        if unknown := skus - set(found):
            found |= platform_codes.variants_of_codes(connection, records[0].channel, unknown)
        return found

    def _head_values(self, head: OrderHead, channel: str) -> tuple[object, ...]:
        """Return the values of HEAD_COLUMNS: what the file told, its clock, a digest of the telling."""
        to = head.receiver
        courier = self._couriers.get(head.courier.casefold(), head.courier) if head.courier else ""
        placed_at = write_time_or_none(head.placed_at)
        paid_at = placed_at if head.paid_at == head.placed_at else write_time_or_none(head.paid_at)
        name, street, buyer_note, seller_note, paid_by, trade_no = map(
            mask_cards,
            (to.name, to.street, head.buyer_note, head.seller_note, head.payment_method[:60], head.trade_no[:100]),
        )
        later = (head.email, paid_by, trade_no)
        told = (
            placed_at, paid_at, head.payment, head.fulfilment,
            int(receiver_is_masked(to)), int(head.risky), int(head.refunding), head.buyer, name, to.phone,
            to.country, to.province, to.city, to.district, street, to.postcode, head.currency, head.shipping,
            head.discount, head.total, courier, head.waybill, buyer_note, seller_note, *later,
        )  # fmt: skip
        due = self._deadlines.ship_by(channel, head.paid_at)
        leaves = self._deadlines.leave_by(courier, head.paid_at, due)
        silent = next((at for at, text in enumerate(reversed(later)) if text), len(later))
        digest = digest_of(told[: len(told) - silent])  # as digests were when nobody kept these
        return (*told, write_time_or_none(due), write_time_or_none(leaves), digest)


@lru_cache(maxsize=4096)
def lines_digest(lines: tuple[LineRecord, ...]) -> str:
    """Return the digest of an order's lines; most orders of a file share theirs with others."""
    return digest_of([tuple(line) for line in lines])


def digest_of(told: object) -> str:
    """Return a short digest of what a file told, to know the same telling again."""
    try:
        written = marshal.dumps(cast(str, told), _SAME_FOR_EQUALS)  # plain values: four times as fast as their text
    except ValueError:
        written = repr(told).encode(errors="surrogatepass")
    return blake2b(written, digest_size=12).hexdigest()

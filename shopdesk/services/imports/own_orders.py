"""The shop's own order file: orders come back under their numbers, with holds and with what was kept for them."""

import re
from collections.abc import Sequence

from shopdesk.db import imports as batches
from shopdesk.db import order_writes, orders
from shopdesk.db.imports import KnownOrder
from shopdesk.db.search_index import index_again
from shopdesk.db.times import write_time_or_none
from shopdesk.domain.imports import KeptOrder, LineRecord, OrderHead, OrderRecord, Record, RowProblem
from shopdesk.domain.orders import Order, is_at_work
from shopdesk.services.identity import new_id, new_ids
from shopdesk.services.imports.orders import OrderImport, lines_digest
from shopdesk.services.orders import note_event, reserve_lines
from shopdesk.services.shop import Shop

_NUMBER = re.compile(r"SD-(\d{6,9})", re.ASCII)
_SHIP_BY = order_writes.HEAD_COLUMNS.index("ship_by")


class OwnOrderImport(OrderImport):
    """One batch of the shop's own orders under way; those at work get their goods reserved where they lie here."""

    def take(self, records: Sequence[Record]) -> list[RowProblem]:
        """Take these records; an order that stands twice in the file is refused and returned."""
        refused: list[RowProblem] = []
        for record in records:
            assert isinstance(record, OrderRecord) and record.head and record.kept
            row = self._row_of(record, record.kept)
            if row is None:
                self._add_own(record, record.head, record.kept)
            elif orders.is_of_batch(self.shop.connection, row, self.batch_id):
                refused.append(RowProblem(record.row, "order-repeated", record.channel_order_no or record.kept.number))
            else:
                self._change(record, record.head, row)
        return refused

    def _row_of(self, record: OrderRecord, kept: KeptOrder) -> int | None:
        """Return the order that is meant: by its identity, else its platform's number, else its own number."""
        connection = self.shop.connection
        row = orders.find_live(connection, "uuid", kept.uuid)
        if row is None and record.channel_order_no:
            known = batches.known_orders(connection, record.channel, [record.channel_order_no])
            row = known[record.channel_order_no].id if known else None
        if row is None and not kept.uuid and not record.channel_order_no:
            row = orders.find_live(connection, "number", kept.number)
        return row

    def _add_own(self, record: OrderRecord, head: OrderHead, kept: KeptOrder) -> None:
        connection = self.shop.connection
        row, values = self._free_row(kept.number), self._values(head, record.channel, kept)
        uuid = kept.uuid if kept.uuid and orders.find_by_uuid(connection, kept.uuid) is None else new_id()
        variants = self._matched(record, head, kept)
        order_writes.add_orders(
            connection,
            [(
                row, uuid, record.channel, record.channel_order_no, kept.after_sales, int(kept.hold), int(kept.short),
                int(None in variants), lines_digest(record.lines), 0, self._now, self.batch_id, self.batch_id, *values,
            )],
        )  # fmt: skip
        self._add_own_lines(row, record.lines, variants)
        self.created += 1
        if is_at_work(head.fulfilment) and reserve_lines(self.shop, row):
            self.remarks.append(RowProblem(record.row, "pieces-not-reserved", kept.number))
        if self._watcher:
            self._watcher.new_orders([record])

    def _free_row(self, number: str) -> int:
        """Return the row that gives an order its old number where no other order has it, else the next one."""
        told = _NUMBER.fullmatch(number)
        if told and int(told[1]) and not orders.is_taken(self.shop.connection, int(told[1])):
            return int(told[1])
        return order_writes.next_order_id(self.shop.connection)

    def _values(self, head: OrderHead, channel: str, kept: KeptOrder) -> list[object]:
        values = list(self._head_values(head, channel))
        values[_SHIP_BY] = write_time_or_none(kept.ship_by) or values[_SHIP_BY]
        return values

    def _matched(self, record: OrderRecord, head: OrderHead, kept: KeptOrder) -> list[int | None]:
        """Return the variant of each line; what a closed order never found it does not find now."""
        found = order_writes.variant_ids(self.shop.connection, {line.sku for line in record.lines if line.sku})
        told = kept.matched if head.fulfilment != "new" else (None,) * len(record.lines)
        return [None if was is False else found.get(line.sku) for line, was in zip(record.lines, told, strict=True)]

    def _add_own_lines(self, row: int, lines: Sequence[LineRecord], variants: Sequence[int | None]) -> None:
        titles = order_writes.title_ids(self.shop.connection, (line.title for line in lines))
        rows = zip(new_ids(len(lines)), lines, variants, strict=True)
        order_writes.add_lines(
            self.shop.connection,
            [
                (uuid, row, at, line.sku, titles[line.title], line.options, line.quantity, line.unit_price, variant)
                for at, (uuid, line, variant) in enumerate(rows)
            ],
        )

    def _change(self, record: OrderRecord, head: OrderHead, row: int) -> None:
        """Bring a known order to what its row in the file says; `unchanged` when it says nothing new."""
        connection, kept = self.shop.connection, record.kept or KeptOrder()
        order, before = orders.load_order(connection, row), batches.order_snapshot(connection, row)
        columns = before["columns"]
        known = KnownOrder(
            row, columns["head_digest"], columns["lines_digest"], bool(columns["provisional"]), order.payment,
            order.fulfilment,
        )  # fmt: skip
        told = self._head_changes(record, head, self._values(head, record.channel, kept), known)
        changes = {name: value for name, value in told.items() if name in columns and columns[name] != value}
        for reckoned in ("head_digest", "leave_by"):
            changes.pop(reckoned, None)
        replace = self._says_other_lines(record, order)
        if not changes and not replace:
            self.unchanged += 1
            if self._watcher:
                self._watcher.same_order(record)
            return
        batches.keep_before(connection, self.batch_id, "order", row, before)
        if self._watcher:
            self._watcher.changed_order(record, row, columns, changes, replace)
        if replace:
            changes |= self._replace_lines(record, known)
        order_writes.update_order(connection, row, changes | {"touched_batch": self.batch_id})
        index_again(connection, row)
        note_event(self.shop, row, "updated")
        self.updated += 1

    def _says_other_lines(self, record: OrderRecord, order: Order) -> bool:
        there = [(line.title, line.quantity, line.unit_price, line.sku, line.options) for line in order.lines]
        if [tuple(line) for line in record.lines] == there:
            return False
        if is_at_work(order.fulfilment):
            self.remarks.append(RowProblem(record.row, "lines-kept", record.channel_order_no or order.number))
            return False
        return True


def catch_up(shop: Shop) -> None:
    """Let the shop's own files come in any order: orders that were there first find their SKUs and their goods."""
    order_writes.match_own_lines(shop.connection)
    for row in order_writes.orders_without_goods(shop.connection):
        reserve_lines(shop, row)

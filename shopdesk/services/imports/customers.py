"""Customers from a file: new ones added, known ones told what the file says of them and they did not say yet."""

import json
from collections.abc import Sequence
from typing import Any

from shopdesk.db import customer_links as links
from shopdesk.db import customers as rows
from shopdesk.db import imports as batches
from shopdesk.domain.card_numbers import mask_cards
from shopdesk.domain.customers import Buyer, buyer_key, clean_tags, phone_key
from shopdesk.domain.errors import ShopError
from shopdesk.domain.imports import CustomerRecord, Record, RowProblem
from shopdesk.services.customers import catch_up
from shopdesk.services.identity import new_id
from shopdesk.services.imports.preview import FieldChange, Watcher
from shopdesk.services.shop import Shop


class CustomerImport:
    """One batch of customers under way, inside the batch's transaction; a watcher is told of each record."""

    def __init__(self, shop: Shop, batch_id: int, watcher: Watcher | None = None) -> None:
        self.shop = shop
        self.batch_id = batch_id
        self.created = self.updated = self.unchanged = 0
        self.remarks: list[RowProblem] = []
        self._watcher = watcher
        catch_up(shop)

    def take(self, records: Sequence[Record]) -> list[RowProblem]:
        """Take these records; one by which nobody could be known again is refused and returned."""
        refused = []
        for record in records:
            assert isinstance(record, CustomerRecord)
            try:
                self._take(record)
            except ShopError as error:
                refused.append(RowProblem(record.row, error.code, record.name))
        return refused

    def _take(self, record: CustomerRecord) -> None:
        told = Buyer(record.channel, record.buyer, record.name, record.phone)
        keys = [key for key in (buyer_key(told), phone_key(record.phone)) if key]
        if not keys:
            raise ShopError("customer-keyless")
        connection = self.shop.connection
        known = links.known_keys(connection, keys)
        row = next((known[key] for key in keys if key in known), 0)
        if not row:
            self._add(record, keys)
            return
        before = rows.kept_of(connection, row)
        changes = {name: value for name, value in _told(record).items() if value not in ("", "[]", before[name])}
        changes.pop("name", None) if before["name"] else None
        changes.pop("phone", None) if before["phone"] else None
        if not changes and all(key in known for key in keys):
            self.unchanged += 1
            self._note("unchanged", record, ())
            return
        batches.keep_before(connection, self.batch_id, "customer", row, before)
        rows.keep(connection, row, changes)
        links.add_keys(connection, [(key, row) for key in keys])
        links.index_again(connection, [row])
        self.updated += 1
        self._note("updated", record, tuple(FieldChange(name, before[name], new) for name, new in changes.items()))

    def _add(self, record: CustomerRecord, keys: list[str]) -> None:
        connection = self.shop.connection
        row = links.next_customer(connection)
        links.add_customers(
            connection, [(row, new_id(), record.name or record.buyer, record.phone, "")], self.shop.now(), self.batch_id
        )
        rows.keep(connection, row, {k: v for k, v in _told(record).items() if k in ("level", "tags", "note")})
        links.add_keys(connection, [(key, row) for key in keys])
        self.created += 1
        self._note("created", record, tuple(FieldChange(k, None, v) for k, v in _told(record).items() if v))

    def _note(self, state: str, record: CustomerRecord, fields: tuple[FieldChange, ...]) -> None:
        if self._watcher:
            self._watcher.customer(state, record, fields)


def _told(record: CustomerRecord) -> dict[str, Any]:
    tags = json.dumps(clean_tags(list(record.tags)), ensure_ascii=False)
    return {
        "name": record.name,
        "phone": record.phone,
        "level": record.level,
        "tags": tags,
        "note": mask_cards(record.note),
    }

"""Everything done, by whom and when, read from the audit log; imports and changes of state are taken back from it."""

import json
from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from shopdesk.db import audit_log
from shopdesk.db.times import read_time
from shopdesk.domain.errors import ShopError
from shopdesk.domain.jobs import Job
from shopdesk.services import orders
from shopdesk.services.imports import list_batches, undo_imports
from shopdesk.services.listing_scores import rescore
from shopdesk.services.shipments import unship_orders
from shopdesk.services.shop import Shop

BULK_EDIT = "apply_bulk_edit"
_STATES: Mapping[str, Callable[[Shop, int], None]] = {
    "confirmed": orders.unconfirm_order,
    "cancelled": orders.reopen_order,
    "held": orders.release_order,
    "released": orders.unrelease_order,
}


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that was done: `kinds` are the changes of orders it has made, `more` says that others are not named."""

    id: int
    at: datetime
    actor: str
    area: str
    verb: str
    rows: int
    kinds: tuple[str, ...] = ()
    orders: tuple[str, ...] = ()
    more: bool = False
    skus: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    batches: tuple[str, ...] = ()
    events: tuple[int, int] = (0, 0)

    @property
    def is_import(self) -> bool:
        """Whether files came in by it."""
        return bool(self.batches) and self.verb in ("import_file", "import_files", "take_files")

    @property
    def can_be_taken_back(self) -> bool:
        """Whether this page knows the way back; other deeds have theirs where they were done."""
        return (
            self.is_import
            or self.verb == BULK_EDIT
            or (len(self.kinds) == 1 and self.kinds[0] in (*_STATES, "shipped"))
        )


class HistoryTable:
    """The deeds of some areas, or all, that name a text; the newest first."""

    def __init__(self, shop: Shop, areas: Sequence[str] = (), search: str = "") -> None:
        self._shop, self._areas, self._search = shop, tuple(areas), search

    def ids(self, sort: str, descending: bool) -> "array[int]":
        """Return the rows; the log has one order, which can be turned round."""
        found = audit_log.find(self._shop.connection, self._areas, self._search)
        return array("q", found if not sort or descending else reversed(found))

    def rows(self, ids: Sequence[int]) -> Sequence[Deed]:
        """Return these deeds."""
        return [_deed(entry) for entry in audit_log.read(self._shop.connection, ids)]


def take_back(shop: Shop, job: Job, deed: Deed) -> int:
    """Take a deed back, whole or not at all, and return how many imports or orders went back.

    Raises ShopError with "deed-stays", or with what the services say where work has gone on since.
    """
    if not deed.can_be_taken_back:
        raise ShopError("deed-stays")
    if deed.is_import:
        undone = {batch.uuid for batch in list_batches(shop) if batch.undone_at}
        if undone.issuperset(deed.batches):
            raise ShopError("deed-undone")
        undo_imports(shop, deed.batches)
        return len(deed.batches)
    if deed.verb == BULK_EDIT:
        return _take_edit_back(shop, deed)
    numbers = audit_log.orders_of(shop.connection, deed.events)
    with shop.writing():
        for done, number in enumerate(numbers):
            job.step(done, len(numbers))
            if deed.kinds[0] != "shipped":
                _STATES[deed.kinds[0]](shop, orders.order_row(shop, number))
                continue
            for outcome in unship_orders(shop, [number]):
                if outcome.error is not None:
                    raise outcome.error
    return len(numbers)


def _take_edit_back(shop: Shop, deed: Deed) -> int:
    with shop.writing():
        rows, changed = audit_log.give_back(shop.connection, deed.id, shop.now())
        if changed:
            raise ShopError("listing-changed", listing=audit_log.title_of(shop.connection, changed[0]))
        if rows:
            rescore(shop, rows)
    return len(rows)


def _deed(entry: audit_log.Entry) -> Deed:
    told = json.loads(entry.subject)
    first, last = told.get("events", (0, 0))
    return Deed(
        id=entry.id,
        at=read_time(entry.at),
        actor=entry.actor,
        area=entry.area,
        verb=entry.verb,
        rows=entry.rows,
        kinds=tuple(told.get("kinds", ())),
        orders=tuple(told.get("orders", ())),
        more=bool(told.get("more")),
        skus=tuple(told.get("skus", ())),
        files=tuple(told.get("files", ())),
        batches=tuple(told.get("batches", ())),
        events=(int(first), int(last)),
    )

"""Documents printed for orders: every order asked for is printed or refused, every copy is counted."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shopdesk.db import orders, print_queue, waybills
from shopdesk.db.times import write_time
from shopdesk.domain.addresses import is_masked, receiver_is_masked, receiver_is_unsure
from shopdesk.domain.errors import ShopError
from shopdesk.domain.jobs import Job, SilentJob
from shopdesk.domain.layouts import Layout
from shopdesk.domain.orders import Order, refund_stop
from shopdesk.domain.paper import DOCUMENTS, FIRST_LAYOUT
from shopdesk.domain.print_queue import FILE, needs_reason
from shopdesk.reports.checks import check_glyphs
from shopdesk.reports.labels import check_label, write_labels
from shopdesk.reports.layouts import builtin_names
from shopdesk.reports.packing_slips import write_packing_slips
from shopdesk.reports.pick_lists import write_pick_list
from shopdesk.reports.returns_forms import write_returns_forms
from shopdesk.reports.sheets import check_start
from shopdesk.services import paper
from shopdesk.services.identity import new_id, new_ids
from shopdesk.services.layouts import find_kept, find_layout
from shopdesk.services.orders import VIEWS, order_row
from shopdesk.services.printers import in_dots_of
from shopdesk.services.settings import get_setting
from shopdesk.services.shop import Shop
from shopdesk.services.waybills import take_waybill

_FOR_PARCELS = ("labels", "packing-slips", "pick-list")
LAYOUTS = {document: builtin_names(document) for document in DOCUMENTS}  # built-in; a shop's own come on top


@dataclass(frozen=True, slots=True)
class Copy:
    """One physical copy of an order's document; copy 1 is the first, `again` that one before it may be on paper."""

    order: str
    waybill: str
    copy: int
    again: bool = False


@dataclass(frozen=True, slots=True)
class Refusal:
    """An order that was not printed, and why."""

    order: str
    error: ShopError


@dataclass(frozen=True, slots=True)
class Printed:
    """What a print became: the file (None when every order was refused), its pages, and each order's fate.

    `unsure` are the printed orders whose address names no province or no city, `job` the print job's number.
    """

    document: str
    file: Path | None
    pages: int
    printed: tuple[Copy, ...]
    refused: tuple[Refusal, ...]
    sender_missing: bool
    unsure: tuple[str, ...] = ()
    job: int | None = None
    layout_problem: ShopError | None = None  # the shop's own layout is damaged, its base was used


@dataclass(frozen=True, slots=True)
class Drawn:
    """Where and how a document is drawn."""

    target: Path
    layout: Layout
    start_at: int
    job: Job


class _Previewed(Exception):
    """Takes everything back that a preview has noted."""


def preview_document(
    shop: Shop,
    document: str,
    target: Path,
    *,
    texts: Sequence[str] = (),
    view: str = "",
    layout: str = "",
    start_at: int = 1,
    job: Job | None = None,
) -> Printed:
    """Write the file that `print_document` would write now, with its copies and refusals; the shop stays as it is.

    Raises what `print_document` raises.
    """
    result: Printed | None = None
    try:
        with shop.writing():
            result = print_document(
                shop, document, target, texts=texts, view=view, layout=layout, start_at=start_at, job=job
            )
            raise _Previewed
    except _Previewed:
        pass
    assert result is not None
    return result


def print_document(
    shop: Shop,
    document: str,
    target: Path,
    *,
    texts: Sequence[str] = (),
    view: str = "",
    layout: str = "",
    start_at: int = 1,
    reason: str = "reprint",
    printer: str = FILE,
    station: str = "",
    by: str = "",
    job: Job | None = None,
) -> Printed:
    """Write one document for these orders (by name, or a whole view) as a PDF and note every copy in a print job.

    A file's job waits for somebody's word that it was printed, a printer's is queued. Labels take the next number of a
    pool where an order has no waybill; on a sheet the first stands at place `start_at`. Nothing is noted when the file
    cannot be written. `by` is how a pick list goes, one of `domain.pick_lists.WAYS`. Raises ShopError with
    "document-unknown", "layout-unknown", "view-unknown", "start-without-sheet", "start-out-of-range",
    "print-reason-missing" or a disk's code.
    """
    chosen = in_dots_of(printer, _layout(shop, document, layout))
    check_start(chosen, start_at)
    with shop.writing():
        rows, refused = _choose(shop, texts, view)
        desk = paper.prepare(shop, orders.load_orders(shop.connection, rows), by)
        fit: list[tuple[int, Order]] = []
        for row in rows:
            try:
                with shop.writing():  # a refused label gives its waybill back
                    fit.append((row, _make_ready(desk, document, chosen, row)))
            except ShopError as error:
                refused.append(Refusal(orders.load_order(shop.connection, row).number, error))
        before = print_queue.states_before(shop.connection, document, [row for row, _ in fit])
        copies = [
            Copy(
                order.number,
                order.waybill,
                waybills.next_copy(shop.connection, document, row),
                needs_reason(before.get(row, ())),
            )
            for row, order in fit
        ]
        contents = [_content(desk, document, order, copy.copy) for (_, order), copy in zip(fit, copies, strict=True)]
        found = [order for _, order in fit]
        drawn = Drawn(target, chosen, start_at, job or SilentJob())
        pages = _write(desk, document, found, contents, drawn) if fit else 0
        noted = Noted(document, chosen.name, reason, printer, station, pages, start_at)
        number = _note_copies(shop, noted, [row for row, _ in fit], copies) if fit else None
    file = target if fit else None
    unsure = tuple(order.number for _, order in fit if receiver_is_unsure(order.receiver))
    problem = find_kept(shop, document, chosen.name).problem
    return Printed(
        document, file, pages, tuple(copies), tuple(refused), not desk.sender.street, unsure, number, problem
    )


def _make_ready(desk: paper.Desk, document: str, layout: Layout, row: int) -> Order:
    """Return the order ready for print: checked, a label with its waybill, every character drawable."""
    order = orders.load_order(desk.shop.connection, row)
    check_order(document, order)
    if document == "labels":
        if not order.waybill and take_waybill(desk.shop, row):
            order = orders.load_order(desk.shop.connection, row)
        check_label(paper.label(desk, order, 1), layout)
    else:
        check_glyphs(_content(desk, document, order, 1))
    return order


def _content(desk: paper.Desk, document: str, order: Order, copy: int) -> Any:  # noqa: ANN401 - one of domain.paper
    """Return what stands on one order's document; a pick list of it alone for the pick list."""
    if document == "labels":
        return paper.label(desk, order, copy)
    makers = {"packing-slips": paper.slip, "returns-forms": paper.returns_form}
    return makers[document](desk, order) if document in makers else paper.pick_list(desk, [order])


def _write(desk: paper.Desk, document: str, found: list[Order], contents: list[Any], drawn: Drawn) -> int:
    target, layout, job = drawn.target, drawn.layout, drawn.job
    if document == "labels":
        return write_labels(contents, target, layout, job, start_at=drawn.start_at)
    if document == "packing-slips":
        return write_packing_slips(contents, target, layout, job)
    if document == "returns-forms":
        return write_returns_forms(contents, target, layout, job)
    return write_pick_list(paper.pick_list(desk, found), target, job)


@dataclass(frozen=True, slots=True)
class Noted:
    """What a print job is made of, beside its copies."""

    document: str
    layout: str
    reason: str
    printer: str
    station: str
    pages: int
    start_at: int


def _note_copies(shop: Shop, noted: Noted, rows: list[int], copies: list[Copy]) -> int:
    """Note a job and its copies and return its number; a first copy needs no reason."""
    if not noted.reason and (again := [copy.order for copy in copies if copy.again]):
        raise ShopError("print-reason-missing", orders=", ".join(again))
    reasons = [noted.reason if copy.copy > 1 else "" for copy in copies]
    now, state = shop.now(), "sent" if noted.printer == FILE else "queued"
    number = print_queue.add_job(
        shop.connection, uuid=new_id(), document=noted.document, layout=noted.layout, printer=noted.printer,
        station=noted.station, actor=shop.actor, reason=max(reasons), start_at=noted.start_at, labels=len(rows),
        state=state, at=now,
    )  # fmt: skip
    sent = {"sent_at": now, "handed_at": now} if state == "sent" else {}
    print_queue.change_job(shop.connection, number, pages=noted.pages, **sent)
    at, layout, actor = write_time(now), noted.layout, shop.actor
    print_queue.add_copies(
        shop.connection,
        [
            (uuid, noted.document, row, copy.copy, copy.waybill, layout, reason, at, actor, number, place, state)
            for place, (uuid, row, copy, reason) in enumerate(
                zip(new_ids(len(rows)), rows, copies, reasons, strict=True), start=1
            )
        ],
    )
    return number


def _layout(shop: Shop, document: str, layout: str) -> Layout:
    if document not in DOCUMENTS:
        raise ShopError("document-unknown", value=document, allowed=", ".join(DOCUMENTS))
    usual = str(get_setting(shop, "paper.slip_layout")) if document == "packing-slips" else FIRST_LAYOUT[document]
    return find_layout(shop, document, layout or usual)


def _choose(shop: Shop, texts: Sequence[str], view: str) -> tuple[list[int], list[Refusal]]:
    """Return the rows of the orders asked for, in the order asked; unknown ones are refused."""
    if view:
        if view not in VIEWS:
            raise ShopError("view-unknown", value=view, allowed=", ".join(VIEWS))
        return orders.order_ids(shop.connection, view=view, now=shop.now()), []
    rows: list[int] = []
    refused = []
    for text in texts:
        try:
            rows.append(order_row(shop, text))
        except ShopError as error:
            refused.append(Refusal(text, error))
    return list(dict.fromkeys(rows)), refused


def check_order(document: str, order: Order) -> None:
    """Refuse an order for which this document must not be printed.

    Raises ShopError with "order-state", "order-on-hold", "order-refunding", "order-refunded", "receiver-missing",
    "recipient-masked" or "address-missing".
    """
    if order.fulfilment == "cancelled":
        raise ShopError("order-state", order=order.number, state=order.badge, verb="print")
    if "hold" in order.flags:
        raise ShopError("order-on-hold", order=order.number)
    if document in _FOR_PARCELS and (stop := refund_stop(order)):
        raise ShopError(stop, order=order.number)
    if document != "labels":
        return
    to = order.receiver
    if not to.name:
        raise ShopError("receiver-missing", order=order.number)
    if receiver_is_masked(to):
        hidden = next(text for text in (to.name, to.phone, to.street) if is_masked(text))
        raise ShopError("recipient-masked", order=order.number, value=hidden)
    if not to.street and not to.city:
        raise ShopError("address-missing", order=order.number)

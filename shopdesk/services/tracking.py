"""Where parcels are: reports typed, scanned or brought in from a file; a signed parcel counts the days for returns."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from shopdesk.db import order_writes, orders
from shopdesk.db import tracking as table
from shopdesk.db.times import write_time
from shopdesk.domain.errors import ShopError
from shopdesk.domain.imports import RowProblem
from shopdesk.domain.jobs import Job
from shopdesk.domain.orders import Order
from shopdesk.domain.parcel_states import STATES
from shopdesk.domain.parcels import AHEAD, Report, Standing, read_state, standing
from shopdesk.domain.return_clocks import end_of_day, window_ends
from shopdesk.services import orders as orders_service
from shopdesk.services.identity import new_id
from shopdesk.services.orders import note_event, order_row
from shopdesk.services.return_policies import policy_for
from shopdesk.services.settings import get_setting
from shopdesk.services.shop import Shop

TOLD_WINDOWS = ("no-reason", "quality", "not-as-described")  # what a buyer is told of with the parcel


@dataclass(frozen=True, slots=True)
class Tracked:
    """What became of reports: the orders they told something new of, how many were known, what was refused.

    `uuids` are the new reports, by which they can be taken back.
    """

    numbers: tuple[str, ...] = ()
    known: int = 0
    refused: tuple[RowProblem, ...] = ()
    uuids: tuple[str, ...] = ()


@dataclass(slots=True)
class _Tally:
    numbers: dict[str, None] = field(default_factory=dict)
    known: int = 0
    refused: list[RowProblem] = field(default_factory=list)
    uuids: list[str] = field(default_factory=list)

    def whole(self) -> Tracked:
        return Tracked(tuple(self.numbers), self.known, tuple(self.refused), tuple(self.uuids))


def track(shop: Shop, job: Job, reports: Sequence[Report], *, source: str) -> Tracked:
    """Keep reports, all in one transaction; what is refused stops no other.

    `source` is "typed", "scanned" or a file's name.
    """
    rows: list[tuple[int, Report | RowProblem]] = list(enumerate(reports, start=1))
    return _track(shop, job, rows, source)


def track_file(shop: Shop, job: Job, path: Path) -> Tracked:
    """Keep the reports of a csv or workbook. Raises ShopError with the codes of `read_reports`."""
    from shopdesk.exchange.tracking import read_reports  # loaded late: only a file needs it

    return _track(shop, job, list(read_reports(path)), path.name)


def deliver_order(shop: Shop, row: int) -> None:
    """Note that the buyer has signed for the parcel, inside the caller's transaction; known ones stay as they are."""
    orders_service.deliver_order(shop, row)
    known = table.load_standing(shop.connection, row)
    if known is None or known.delivered_at is None:
        table.add_report(
            shop.connection, row, uuid=new_id(), state="delivered", at=shop.now(), note="", source="typed",
            noted_at=shop.now(), actor=shop.actor,
        )  # fmt: skip
        _settle(shop, row)


def take_back_reports(shop: Shop, uuids: Sequence[str]) -> None:
    """Take reports back: each order stands where its other reports say."""
    with shop.writing():
        for row in table.remove_reports(shop.connection, uuids, shop.now()):
            _settle(shop, row)
            order = orders.load_order(shop.connection, row)
            told = table.load_standing(shop.connection, row)
            if order.fulfilment == "delivered" and not (told and told.delivered_at):
                order_writes.update_order(shop.connection, row, {"fulfilment": "shipped"})
            note_event(shop, row, "tracking", {"tracking": told.state if told else "", "back": "1"})


def find_state(text: str) -> str:
    """Return the state that words tell. Raises ShopError("tracking-state")."""
    try:
        return read_state(text)
    except ValueError:
        raise ShopError("tracking-state", value=text[:40], allowed=", ".join(STATES)) from None


def read_moment(text: str) -> datetime | None:
    """Return a moment as it is typed; None for no text. Raises ShopError("time-unreadable")."""
    from shopdesk.exchange.tracking import read_moment as read  # loaded late: the window starts without it

    return read(text.strip())


def parcel_of(shop: Shop, text: str) -> Standing | None:
    """Return where an order's parcel stands; None when nobody has reported. Raises ShopError("order-unknown")."""
    return table.load_standing(shop.connection, order_row(shop, text))


def delivered_at(shop: Shop, text: str) -> datetime | None:
    """Return when the buyer has signed for the parcel: as reported, else as a person has noted it."""
    row = order_row(shop, text)
    told = table.load_standing(shop.connection, row)
    if told and told.delivered_at:
        return told.delivered_at
    delivered = orders.load_order(shop.connection, row).fulfilment == "delivered"
    return table.delivered_event(shop.connection, row) if delivered else None


def returns_end(shop: Shop, text: str) -> dict[str, datetime]:
    """Return until when an order's goods may come back, by reason: midnight after the window's last day.

    Nothing while it is not signed for. The policy of the order's day holds.
    """
    signed = delivered_at(shop, text)
    if signed is None:
        return {}
    order = orders.load_order(shop.connection, order_row(shop, text))
    policy = policy_for(shop, order)
    told = {code: policy.reason(code, channel=order.channel) for code in TOLD_WINDOWS}
    days = {code: reason.days for code, reason in told.items() if reason is not None and reason.days}
    return {code: end_of_day(window_ends(signed, count)) for code, count in days.items()}


def silent_since(shop: Shop) -> datetime:
    """Return the moment before which a parcel's last sign of life is too long ago."""
    return shop.now() - timedelta(days=int(get_setting(shop, "orders.silent_days")))


def _track(shop: Shop, job: Job, rows: Sequence[tuple[int, Report | RowProblem]], source: str) -> Tracked:
    tally = _Tally()
    with shop.writing():
        for done, (row, told) in enumerate(rows):
            job.step(done, len(rows))
            if isinstance(told, RowProblem):
                tally.refused.append(told)
                continue
            try:
                _keep(shop, told, source, tally)
            except ShopError as error:
                if error.stops_everything:
                    raise
                tally.refused.append(RowProblem(row, error.code, str(error.params.get("value", told.number))))
        job.step(len(rows), len(rows))
    return tally.whole()


def _keep(shop: Shop, report: Report, source: str, tally: _Tally) -> None:
    at = report.at or shop.now()
    if at > shop.now() + AHEAD:
        raise ShopError("time-ahead", value=write_time(at))
    parcel = table.orders_of_waybill(shop.connection, report.number) or [order_row(shop, report.number)]
    for row in parcel:
        order = orders.load_order(shop.connection, row)
        if order.fulfilment not in ("shipped", "delivered"):
            raise ShopError("parcel-not-sent", value=order.number)
        uuid = new_id()
        if not table.add_report(
            shop.connection, row, uuid=uuid, state=report.state, at=at, note=report.note, source=source,
            noted_at=shop.now(), actor=shop.actor,
        ):  # fmt: skip
            tally.known += 1
            continue
        tally.uuids.append(uuid)
        tally.numbers[order.number] = None
        if news := _settle(shop, row):
            note_event(shop, row, "tracking", {"tracking": news.state, "when": write_time(news.at)})
        _advance(shop, row, order, report.state)


def _settle(shop: Shop, row: int) -> Standing | None:
    """Derive anew where a parcel stands from all of its reports; return it where that is news."""
    before = table.load_standing(shop.connection, row)
    after = standing(table.reports_of(shop.connection, row))
    table.put_standing(shop.connection, row, after)
    return after if after and (before is None or before.state != after.state) else None


def _advance(shop: Shop, row: int, order: Order, state: str) -> None:
    if state == "delivered" and order.fulfilment == "shipped":
        order_writes.update_order(shop.connection, row, {"fulfilment": "delivered"})
        note_event(shop, row, "delivered")

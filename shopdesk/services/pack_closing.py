"""From the last piece to the closed parcel: its label, its weight, the label scanned back, and what comes next."""

from collections.abc import Mapping
from dataclasses import replace

from shopdesk.db import order_rows, orders
from shopdesk.domain.errors import ShopError
from shopdesk.domain.jobs import Job
from shopdesk.domain.pack_desk import Alarm, Desk, Ended
from shopdesk.domain.packing import Parcel, bare_waybill
from shopdesk.services.order_parts import split_lines
from shopdesk.services.orders import order_row
from shopdesk.services.pack_alarms import alarm_of_error, raise_alarm
from shopdesk.services.pack_labels import has_label, print_label
from shopdesk.services.pack_sessions import find_session, load_parcel, note_scan
from shopdesk.services.packing import finish_parcel, open_parcel
from shopdesk.services.shop import Shop

SHOWN = 5  # parcels that left last
_STEPS = ("label", "weigh", "check")


def clear_desk(desk: Desk) -> Desk:
    """Return a desk with nothing on it."""
    return replace(desk, phase="waiting", parcel=None, label="", reason="", weight_g=None)


def newest(ended: Ended, desk: Desk) -> tuple[Ended, ...]:
    """Return the parcels that left last, this one first."""
    return (ended, *(one for one in desk.recent if one.order != ended.order))[:SHOWN]


def print_first(shop: Shop, desk: Desk, job: Job | None = None) -> Desk:
    """Print the label of a complete parcel unless it has one, and go on. Without a printer the packing goes on too."""
    parcel = _parcel(desk)
    if not desk.steps.label or has_label(shop, parcel.order):
        return go_on(shop, replace(desk, label="printed"), "label", job)
    printed = print_label(shop, parcel.order, station=desk.station, job=job)
    desk = replace(desk, label="none" if printed is None else "queued", parcel=_again(shop, parcel))
    return go_on(shop, desk, "label", job)


def print_again(shop: Shop, desk: Desk, reason: str, job: Job | None = None) -> Desk:
    """Print another copy of a label for a reason: of the parcel on the desk, else of the one before."""
    order = desk.parcel.order if desk.parcel is not None else desk.before
    printed = print_label(shop, order, station=desk.station, reason=reason, job=job)
    return replace(desk, label="none" if printed is None else "queued", answer="reprinted")


def go_on(shop: Shop, desk: Desk, done: str, job: Job | None = None) -> Desk:
    """Go on to the step after the one that is done, and close the parcel after the last."""
    for step in _STEPS[_STEPS.index(done) + 1 :]:
        if step == "weigh" and desk.steps.weigh:
            return replace(desk, phase="weigh")
        if step == "check" and desk.steps.check and desk.label in ("queued", "printed"):
            return replace(desk, phase="check")
    return _finish(shop, desk)


def check_label(shop: Shop, desk: Desk, code: str, job: Job | None = None) -> Desk:
    """Close the parcel when the label that was scanned back is its own; any other one is refused loudly."""
    parcel = _again(shop, _parcel(desk))
    right = parcel.waybill or parcel.order
    found = orders.find_order(shop.connection, bare_waybill(code)) if code else None
    own = bare_waybill(code) == right or (not parcel.waybill and found == order_row(shop, parcel.order))
    with shop.writing():
        session = find_session(shop, parcel.session)
        note_scan(shop, session.row, desk.station, code, "checked" if own else "wrong-label")
    if not own:
        other = orders.load_order(shop.connection, found).number if found is not None else ""
        return raise_alarm(desk, Alarm("wrong-label", code, order=other))
    return go_on(shop, replace(desk, parcel=parcel), "check", job)


def split_parcel(shop: Shop, desk: Desk) -> Desk:
    """Close the box with what is in it: the rest becomes a parcel of its own, opened after this one."""
    parcel = _parcel(desk)
    if len(parcel.orders) > 1:
        raise ShopError("pack-together", order=parcel.order)
    with shop.writing():
        lines = order_rows.line_rows(shop.connection, order_row(shop, parcel.order))
        rest = _rest([(line.sku or line.title, line.quantity) for line in lines], parcel)
        part = split_lines(shop, parcel.order, rest)
        note_scan(shop, find_session(shop, parcel.session).row, desk.station, part.number, "another-parcel")
    return replace(desk, parcel=_again(shop, parcel), next_order=part.number, phase="label", answer="complete")


def _rest(lines: list[tuple[str, int]], parcel: Parcel) -> Mapping[int, int]:
    """Return how many pieces of each line are not in the box, of lines of one SKU the last ones first."""
    missing = {line.key: line.missing for line in parcel.lines}
    rest: dict[int, int] = {}
    for at, (key, quantity) in reversed(list(enumerate(lines))):
        rest[at] = min(quantity, missing.get(key, 0))
        missing[key] = missing.get(key, 0) - rest[at]
    return rest


def _finish(shop: Shop, desk: Desk) -> Desk:
    parcel = finish_parcel(shop, _parcel(desk).session, weight_g=desk.weight_g, reason=desk.reason)
    ended = Ended(parcel.order, parcel.waybill, parcel.state)
    closed = replace(
        clear_desk(desk),
        label=desk.label,
        before=parcel.order,
        recent=newest(ended, desk),
        today=desk.today + 1,
        due=max(desk.due - len(parcel.orders or (1,)), 0),
        answer="packed",
    )
    return _open_next(shop, closed) if desk.next_order else closed


def _open_next(shop: Shop, desk: Desk) -> Desk:
    order, desk = desk.next_order, replace(desk, next_order="")
    try:
        parcel = open_parcel(shop, order, station=desk.station)
    except ShopError as error:
        return alarm_of_error(desk, error, order)
    return replace(desk, phase="open", parcel=parcel)


def _parcel(desk: Desk) -> Parcel:
    assert desk.parcel is not None
    return desk.parcel


def _again(shop: Shop, parcel: Parcel) -> Parcel:
    return load_parcel(shop, find_session(shop, parcel.session))

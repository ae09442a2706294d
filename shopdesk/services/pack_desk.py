"""What people do at a packing desk, one deed after the other: each gives the desk as it stands then."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from shopdesk.db import packing
from shopdesk.db.codes import variants_of_code
from shopdesk.domain.errors import ShopError
from shopdesk.domain.jobs import Job
from shopdesk.domain.pack_commands import command_of
from shopdesk.domain.pack_desk import Alarm, Deed, Desk, Ended, Steps, read_many, read_weight
from shopdesk.domain.packing import TWICE
from shopdesk.services import pack_closing as closing
from shopdesk.services.pack_alarms import alarm_of_error, alarm_of_scan, find_piece, is_in_other_case, raise_alarm
from shopdesk.services.pack_labels import count_stuck
from shopdesk.services.pack_scans import scan_code, take_by_hand, take_scan_back
from shopdesk.services.pack_sessions import find_session, note_scan
from shopdesk.services.packing import open_parcel, pause_parcel
from shopdesk.services.shop import Shop


def open_desk(shop: Shop, station: str, steps: Steps) -> Desk:
    """Return a station's desk with nothing on it: what it has packed today, and what waits."""
    return count_desk(shop, Desk(station, steps))


def count_desk(shop: Shop, desk: Desk) -> Desk:
    """Return a desk with its counts as they are now."""
    midnight = shop.now().astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
    due, urgent = packing.count_to_pack(shop.connection, midnight + timedelta(days=1))
    return replace(
        desk,
        recent=tuple(Ended(*row) for row in packing.last_ended(shop.connection, desk.station, closing.SHOWN)),
        today=packing.count_ended(shop.connection, desk.station, midnight),
        due=due,
        urgent=urgent,
        stuck=count_stuck(shop, desk.station),
    )


def do(shop: Shop, desk: Desk, deed: Deed, job: Job | None = None) -> Desk:
    """Do one thing at a desk. While an alarm stands nothing is done but hearing it.

    Raises ShopError where the shop's file or its disk refuses; whatever else goes wrong is an alarm.
    """
    if deed.kind == "code" and (command := command_of(deed.text)):
        deed = replace(deed, kind=command, text="")
    if deed.kind == "count":
        return _count(shop, desk)
    if desk.alarm is not None:
        return _hear(shop, desk, deed)
    if deed.kind == "code" and _bounced(desk, deed):
        return replace(desk, answer="duplicate", last=_last(deed))
    return _act(shop, replace(desk, answer="", sku="", last=_last(deed) or desk.last), deed, job)


def _act(shop: Shop, desk: Desk, deed: Deed, job: Job | None) -> Desk:
    act = _DEEDS.get(deed.kind)
    if act is None:
        return desk
    try:
        if desk.parcel is not None and (lost := _look_for_parcel(shop, desk)) is not None:
            return lost
        return act(shop, desk, deed, job)
    except ShopError as error:
        return alarm_of_error(desk, error, deed.text)


def _hear(shop: Shop, desk: Desk, deed: Deed) -> Desk:
    """Let the alarm go by when it was heard; scans meanwhile are refused, and nobody comes back to them."""
    assert desk.alarm is not None
    if deed.kind == "ok":
        return replace(desk, alarm=None, answer="heard")
    if deed.kind == "code":
        _keep(shop, desk, deed, "refused")
    return replace(desk, answer=desk.alarm.kind)


def _bounced(desk: Desk, deed: Deed) -> bool:
    if desk.last is None or deed.at is None or desk.last[0] != deed.text.strip():
        return False
    return timedelta(0) <= deed.at - desk.last[1] < TWICE


def _last(deed: Deed) -> tuple[str, datetime] | None:
    return (deed.text.strip(), deed.at) if deed.kind == "code" and deed.at is not None else None


def _keep(shop: Shop, desk: Desk, deed: Deed, answer: str) -> None:
    with shop.writing():
        if deed.uuid and packing.find_scan(shop.connection, deed.uuid):
            return
        session = find_session(shop, desk.parcel.session).row if desk.parcel is not None else None
        note_scan(shop, session, desk.station, deed.text.strip(), answer, uuid=deed.uuid)


def _look_for_parcel(shop: Shop, desk: Desk) -> Desk | None:
    """Return the desk with the alarm for a parcel that another station has taken, or closed; None when it is here."""
    assert desk.parcel is not None
    known = find_session(shop, desk.parcel.session)
    if known.station == desk.station and known.state == "active":
        return None
    gone = closing.clear_desk(desk)
    if known.state in ("packed", "short"):
        return alarm_of_error(gone, ShopError("pack-done", order=desk.parcel.order, state="packed"))
    error = ShopError("pack-busy", order=desk.parcel.order, station=known.station, actor=known.actor)
    return alarm_of_error(gone, error)


# What a code means where


def _code(shop: Shop, desk: Desk, deed: Deed, job: Job | None) -> Desk:
    if desk.phase == "open":
        return _scan(shop, desk, deed)
    if desk.phase == "weigh":
        return _weight(shop, desk, deed, job)
    if desk.phase == "check":
        return closing.check_label(shop, desk, deed.text.strip(), job)
    if desk.phase in ("short", "reprint", "label"):
        return raise_alarm(desk, Alarm(f"{desk.phase}-first", deed.text.strip()))
    return _open(shop, desk, deed)


def _open(shop: Shop, desk: Desk, deed: Deed) -> Desk:
    code = deed.text.strip()
    try:
        parcel = open_parcel(shop, code, station=desk.station)
    except ShopError as error:
        alarmed = alarm_of_error(desk, error, code)
        goods = variants_of_code(shop.connection, code) if error.code == "order-unknown" and code else []
        if goods:
            alarmed = raise_alarm(desk, Alarm("waybill-first", code, find_piece(shop, goods[0][1])))
        elif error.code == "order-unknown" and code and is_in_other_case(shop, code):
            alarmed = raise_alarm(desk, Alarm("caps-lock", code))
        _keep(shop, desk, deed, alarmed.answer)
        return alarmed
    opened = replace(closing.clear_desk(desk), phase="open", parcel=parcel, answer="opened", next_order="")
    if parcel.complete and parcel.lines:
        return replace(opened, phase="label")
    return opened


def _scan(shop: Shop, desk: Desk, deed: Deed) -> Desk:
    parcel = desk.parcel
    assert parcel is not None
    code, pieces = deed.text.strip(), deed.pieces
    told = scan_code(shop, parcel.session, code, uuid=deed.uuid, at=deed.at, pieces=pieces)
    if told.answer == "unknown" and (many := read_many(code)) is not None:
        pieces, code = many
        uuid = f"{deed.uuid} {code}" if deed.uuid else ""
        told = scan_code(shop, parcel.session, code, uuid=uuid, at=deed.at, pieces=pieces)
    desk = replace(desk, parcel=told.parcel, sku=told.sku)
    if told.answer == "ok":
        return _after_piece(desk, "ok")
    if told.answer == "duplicate":
        return replace(desk, answer="duplicate")
    if told.answer == "refunded":
        return alarm_of_error(closing.clear_desk(desk), ShopError("order-refunding", order=parcel.order), code)
    return alarm_of_scan(shop, desk, told, pieces)


def _after_piece(desk: Desk, answer: str) -> Desk:
    assert desk.parcel is not None
    done = desk.parcel.complete
    return replace(desk, answer="complete" if done else answer, phase="label" if done else "open")


# What keys, buttons and command codes ask for


def _hand(shop: Shop, desk: Desk, deed: Deed, _job: Job | None) -> Desk:
    """Tick a piece that has no barcode."""
    if desk.phase != "open" or desk.parcel is None:
        return desk
    line = desk.parcel.current
    name = deed.text or (line.key if line is not None else "")
    told = take_by_hand(shop, desk.parcel.session, name, uuid=deed.uuid)
    desk = replace(desk, parcel=told.parcel, sku=told.sku)
    return _after_piece(desk, "ok") if told.answer == "ok" else alarm_of_scan(shop, desk, told, 1)


def _undo(shop: Shop, desk: Desk, deed: Deed, _job: Job | None) -> Desk:
    """Take the last piece out again; a choice of reasons is only left."""
    if desk.phase == "short":
        return replace(desk, phase="open", answer="undone")
    if desk.phase == "reprint":
        return replace(desk, phase=desk.asked_in, answer="undone")
    if desk.parcel is None or desk.parcel.taken == 0:
        return desk
    told = take_scan_back(shop, desk.parcel.session, uuid=deed.uuid)
    return replace(desk, parcel=told.parcel, sku=told.sku, phase="open", reason="", weight_g=None, answer="undone")


def _pause(shop: Shop, desk: Desk, _deed: Deed, _job: Job | None) -> Desk:
    if desk.parcel is None:
        return desk
    parcel = pause_parcel(shop, desk.parcel.session)
    aside = Ended(parcel.order, parcel.waybill, "paused")
    return replace(closing.clear_desk(desk), answer="paused", recent=closing.newest(aside, desk), before=parcel.order)


def _short(_shop: Shop, desk: Desk, _deed: Deed, _job: Job | None) -> Desk:
    """Ask why pieces stay out."""
    if desk.phase != "open" or desk.parcel is None:
        return desk
    if desk.parcel.taken == 0:
        return raise_alarm(desk, Alarm("nothing-taken", order=desk.parcel.order))
    return replace(desk, phase="short", answer="asked")


def _parcel(shop: Shop, desk: Desk, _deed: Deed, _job: Job | None) -> Desk:
    """Close this box with what is in it; the rest goes in another one."""
    if desk.phase != "open" or desk.parcel is None:
        return desk
    if desk.parcel.taken == 0:
        return raise_alarm(desk, Alarm("nothing-taken", order=desk.parcel.order))
    return closing.split_parcel(shop, desk)


def _weight(shop: Shop, desk: Desk, deed: Deed, job: Job | None) -> Desk:
    if desk.phase != "weigh":
        return desk
    grams = read_weight(deed.text)
    if grams is None:
        return raise_alarm(desk, Alarm("weigh-first", deed.text.strip()))
    return closing.go_on(shop, replace(desk, weight_g=grams, answer="ok"), "weigh", job)


def _skip(shop: Shop, desk: Desk, _deed: Deed, job: Job | None) -> Desk:
    """Go on without a weight, or without a label that does not come."""
    if desk.phase in ("weigh", "label"):
        return closing.go_on(shop, desk, desk.phase, job)
    if desk.phase == "check":
        return raise_alarm(desk, Alarm("check-first"))
    return desk


def _reason(shop: Shop, desk: Desk, deed: Deed, job: Job | None) -> Desk:
    if desk.phase == "short":
        return replace(desk, phase="label", reason=deed.text, answer="complete")
    if desk.phase == "reprint":
        return closing.print_again(shop, replace(desk, phase=desk.asked_in), deed.text, job)
    return desk


def _count(shop: Shop, desk: Desk) -> Desk:
    """Look anew at what waits; what lies on the desk stays as it is."""
    if desk.parcel is None:
        return count_desk(shop, desk)
    return replace(desk, stuck=count_stuck(shop, desk.station))


def _print(shop: Shop, desk: Desk, _deed: Deed, job: Job | None) -> Desk:
    """Print the label; a second one needs a reason, which is asked for."""
    if desk.phase == "label":
        return closing.print_first(shop, desk, job)
    if desk.parcel is None and not desk.before:
        return desk
    if desk.phase in ("short", "reprint"):
        return desk
    return replace(desk, phase="reprint", asked_in=desk.phase, answer="asked")


Act = Callable[[Shop, Desk, Deed, Job | None], Desk]
_DEEDS: dict[str, Act] = {
    "code": _code, "hand": _hand, "undo": _undo, "pause": _pause, "short": _short, "parcel": _parcel,
    "weight": _weight, "skip": _skip, "reason": _reason, "print": _print,
}  # fmt: skip

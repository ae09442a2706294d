"""Scans at the packing bench: each is judged, answered and kept; only right ones are counted."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from shopdesk.db import orders, packing
from shopdesk.db.codes import variants_of_code
from shopdesk.db.packing import ScanRow
from shopdesk.domain.errors import ShopError
from shopdesk.domain.packing import Parcel, Scan, bare_waybill, judge_scan, take_piece, wanted_sku
from shopdesk.services.orders import order_row
from shopdesk.services.pack_sessions import find_session, load_parcel, note_scan, session_of
from shopdesk.services.packing import finish_parcel, open_parcel
from shopdesk.services.shop import Shop

__all__ = [
    "Answer", "ScanRow", "list_scans", "pack_order_by_scans", "scan_code", "take_by_hand", "take_scan_back",
]  # fmt: skip
LONGEST_CODE = 200


@dataclass(frozen=True, slots=True)
class Answer:
    """What a scan came to: one word, the parcel as it stands now, the SKU that the code means."""

    answer: str
    parcel: Parcel | None = None
    sku: str = ""
    code: str = ""
    error: ShopError | None = None


def scan_code(
    shop: Shop,
    session: str,
    code: str,
    *,
    uuid: str = "",
    last: tuple[str, datetime] | None = None,
    at: datetime | None = None,
    pieces: int = 1,
) -> Answer:
    """Judge a scanned code against the open parcel, keep it with its answer, and count it when it is right.

    `last` is the code before it with its time, `at` when this one was heard, `pieces` how many it counts for; the same
    uuid twice counts once. Raises ShopError("pack-unknown").
    """
    code = code.strip()[:LONGEST_CODE]
    with shop.writing():
        known = find_session(shop, session)
        parcel = load_parcel(shop, known)
        if uuid and (told := packing.find_scan(shop.connection, uuid)):
            return Answer(told, parcel, code=code)
        scan = replace(_meaning(shop, code, parcel), pieces=pieces)
        answer = judge_scan(parcel, scan, last, at or shop.now())
        sku = wanted_sku(parcel, scan.skus) or next(iter(scan.skus), "")
        right = answer == "ok"
        note_scan(shop, known.row, known.station, code, answer, sku if right else "", pieces * right, uuid)
        packing.change_session(shop.connection, known.row, known.state, shop.now())
    return Answer(answer, take_piece(parcel, sku, pieces) if right else parcel, sku, code)


def take_scan_back(shop: Shop, session: str, *, uuid: str = "") -> Answer:
    """Take the piece that was scanned last out of the parcel again; the same uuid twice takes one.

    Raises ShopError("pack-unknown").
    """
    with shop.writing():
        known = find_session(shop, session)
        if uuid and packing.find_scan(shop.connection, uuid):
            return Answer("undone", load_parcel(shop, known))
        sku = _last_taken(packing.load_scans(shop.connection, known.row))
        if sku and known.state in ("active", "paused"):
            note_scan(shop, known.row, known.station, "", "undone", sku, -1, uuid)
    return Answer("undone", load_parcel(shop, known), sku)


def _last_taken(scans: Sequence[ScanRow]) -> str:
    standing: list[str] = []
    for scan in scans:
        if scan.pieces > 0:
            standing.extend([scan.sku] * scan.pieces)
        elif scan.pieces < 0 and scan.sku in standing:
            at = len(standing) - 1 - standing[::-1].index(scan.sku)
            del standing[at]
    return standing[-1] if standing else ""


def pack_order_by_scans(
    shop: Shop,
    code: str,
    scans: Sequence[str],
    *,
    station: str,
    by_hand: Sequence[str] = (),
    weight_g: int | None = None,
) -> tuple[Parcel, list[Answer]]:
    """Open an order, scan these codes one after another and close the parcel when everything is in it.

    `by_hand` are pieces without a barcode, by SKU or title. What is scanned into a closed parcel is
    "already-packed". Raises ShopError with the codes of `open_parcel`.
    """
    try:
        parcel = open_parcel(shop, code, station=station)
    except ShopError as error:
        answer = _REFUSALS.get(error.code)
        if answer is None or not scans:
            raise
        return _closed(shop, code), [Answer(answer, code=scan, error=error) for scan in scans]
    answers = []
    pieces = [(scan_code, scan) for scan in scans] + [(take_by_hand, name) for name in by_hand]
    for take, told in pieces:
        answers.append(take(shop, parcel.session, told))
        parcel = answers[-1].parcel or parcel
        if answers[-1].answer == "ok" and parcel.complete:
            parcel = finish_parcel(shop, parcel.session, weight_g=weight_g)
    return parcel, answers


_REFUSALS = {"order-refunded": "refunded", "order-refunding": "refunded", "pack-done": "already-packed"}


def _closed(shop: Shop, code: str) -> Parcel:
    row = order_row(shop, bare_waybill(code))
    known = session_of(shop, row)
    if known is not None:
        return load_parcel(shop, known)
    order = orders.load_order(shop.connection, row)
    return Parcel("", order.number, order.fulfilment, (), order.waybill, order.courier)


def list_scans(shop: Shop, text: str) -> list[ScanRow]:
    """Return every scan of the last time an order was packed. Raises ShopError("order-unknown")."""
    known = session_of(shop, order_row(shop, text))
    return packing.load_scans(shop.connection, known.row) if known else []


def take_by_hand(shop: Shop, session: str, name: str, *, uuid: str = "") -> Answer:
    """Count a piece that has no barcode, by its SKU or title in the parcel; the same uuid twice counts once.

    Raises ShopError("pack-unknown").
    """
    with shop.writing():
        known = find_session(shop, session)
        parcel = load_parcel(shop, known)
        if uuid and (told := packing.find_scan(shop.connection, uuid)):
            return Answer(told, parcel, name)
        line = next((line for line in parcel.lines if name in (line.key, line.sku)), None)
        answer = "unknown" if line is None else "ok" if line.missing else "over"
        key = line.key if line is not None else ""
        right = answer == "ok"
        note_scan(shop, known.row, known.station, "", answer, key if right else "", int(right), uuid)
    return Answer(answer, take_piece(parcel, key) if answer == "ok" else parcel, key)


def _meaning(shop: Shop, code: str, parcel: Parcel) -> Scan:
    """Return what a code means here: exact matches only, goods before orders."""
    skus = tuple(sku for _row, sku in variants_of_code(shop.connection, code)) if code else ()
    if not skus and code and any(line.sku == code for line in parcel.lines):
        skus = (code,)  # goods that the shop does not know yet, by the SKU that the platform tells
    if skus:
        return Scan(code, skus)
    row = orders.find_order(shop.connection, bare_waybill(code)) if code else None
    return Scan(code, (), orders.load_order(shop.connection, row).number if row is not None else "")

"""Handing over: the packed parcels of one courier leave together on a manifest, and come back together."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from shopdesk.db import handovers as table
from shopdesk.db import orders
from shopdesk.db.handovers import HandoverRow, PackedRow, ParcelRow
from shopdesk.db.settings import load_couriers
from shopdesk.domain.errors import ShopError
from shopdesk.domain.handover import Manifest, ManifestRow, Waiting, judge_scan, repeated
from shopdesk.domain.jobs import Job, SilentJob
from shopdesk.domain.packing import bare_waybill
from shopdesk.reports.manifests import write_manifest
from shopdesk.services.couriers import courier_for
from shopdesk.services.documents import Refusal
from shopdesk.services.identity import new_id
from shopdesk.services.orders import each_order, order_row, stand_order
from shopdesk.services.settings import get_setting
from shopdesk.services.shipments import ship_order, unship_orders
from shopdesk.services.shop import Shop
from shopdesk.words import written_moment

__all__ = [
    "Handed", "HandoverRow", "Scanned", "find_handover", "hand_over", "list_handovers", "manifest_of", "print_manifest",
    "redo_handover", "scan_parcel", "take_scan_back", "undo_handover", "waiting_parcels",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Handed:
    """A manifest that was made, the parcels that did not go and why, and those that were not scanned and stay."""

    handover: HandoverRow
    refused: tuple[Refusal, ...]
    left: tuple[Waiting, ...]


@dataclass(frozen=True, slots=True)
class Scanned:
    """The answer to a scan at handover: one of `domain.handover.ANSWERS`; `scan` takes it back."""

    scan: str
    code: str
    answer: str
    order: str = ""
    stop: str = ""
    courier: str = ""


def waiting_parcels(shop: Shop, courier: str = "") -> list[Waiting]:
    """Return the packed parcels that have not left, of one courier or of all, the most urgent first."""
    ticked = table.ticked_orders(shop.connection)
    together: dict[str, list[PackedRow]] = {}
    for row in table.packed_orders(shop.connection):
        together.setdefault(f"g{row.group}" if row.group else row.number, []).append(row)
    usual = str(get_setting(shop, "orders.courier"))
    parcels = [_parcel(shop, rows, ticked, usual) for rows in together.values()]
    twice = repeated(parcel.waybill for parcel in parcels)
    parcels = [
        replace(parcel, stop=parcel.stop or ("waybill-twice" if parcel.waybill in twice else "")) for parcel in parcels
    ]
    return [parcel for parcel in parcels if courier in ("", parcel.courier)]


def _parcel(shop: Shop, rows: Sequence[PackedRow], ticked: set[int], usual: str) -> Waiting:
    first = rows[0]
    stop = next((_stop(row) for row in rows if _stop(row)), "")
    weights = [row.weight_g for row in rows if row.weight_g is not None]
    return Waiting(
        tuple(row.number for row in rows),
        next((row.waybill for row in rows if row.waybill), ""),
        next((row.courier for row in rows if row.courier), usual) or courier_for(shop, first.id),
        _place(first.country, first.province, first.city),
        sum(row.pieces for row in rows),
        max(weights, default=None),
        first.packed_at,
        stop,
        any(row.id in ticked for row in rows),
    )


def _stop(row: PackedRow) -> str:
    if row.payment == "refunded":
        return "refunded"
    return "refunding" if row.refunding else "held" if row.hold else ""


def _place(country: str, province: str, city: str) -> str:
    parts = (province, city if city != province else "") if country in ("", "CN") else (city, country)
    return " ".join(part for part in parts if part)


def scan_parcel(shop: Shop, courier: str, code: str, *, uuid: str = "") -> Scanned:
    """Tick the parcel of a scanned waybill or order number for a courier; the answer is kept whatever it is.

    The same uuid twice is one scan.
    """
    code, uuid = code.strip(), uuid or new_id()
    with shop.writing():
        if known := table.answer_of(shop.connection, uuid):
            return Scanned(uuid, code, known)
        wanted = bare_waybill(code)
        parcels = waiting_parcels(shop)
        row = orders.find_order(shop.connection, wanted) if wanted else None
        order = orders.load_order(shop.connection, row) if row else None
        own = {wanted, order.number} if order else {wanted}
        parcel = next((parcel for parcel in parcels if own & set(parcel.codes)), None)
        ticked = {parcel.orders[0] for parcel in parcels if parcel.scanned}
        answer = judge_scan(parcel, courier, order.fulfilment if order else "", ticked)
        first = order_row(shop, parcel.orders[0]) if parcel else row
        table.add_scan(
            shop.connection, uuid=uuid, courier=courier, code=code[:200], answer=answer, order=first, at=shop.now(),
            actor=shop.actor,
        )  # fmt: skip
    number = parcel.orders[0] if parcel else order.number if order else ""
    return Scanned(uuid, code, answer, number, parcel.stop if parcel else "", parcel.courier if parcel else "")


def take_scan_back(shop: Shop, scan: str) -> None:
    """Take a scan back. Raises ShopError("handover-scan") when its parcel has left or it was taken back before."""
    with shop.writing():
        if not table.undo_scan(shop.connection, scan, shop.now()):
            raise ShopError("handover-scan")


def hand_over(
    shop: Shop, courier: str, *, only_scanned: bool = False, uuid: str = "", job: Job | None = None
) -> Handed:
    """Ship the packed parcels of a courier, all or those that were scanned, in one transaction, on one manifest.

    A parcel that must stay is refused and stops no other; the same uuid twice hands over once. Raises ShopError with
    "courier-unknown" or "handover-empty" (nothing is changed).
    """
    with shop.writing():
        if uuid and (known := table.find_by_uuid(shop.connection, uuid)):
            return Handed(find_handover(shop, known), (), ())
        _check_courier(shop, courier)
        parcels = waiting_parcels(shop, courier)
        going = [parcel for parcel in parcels if parcel.scanned or not only_scanned]
        left = tuple(parcel for parcel in parcels if only_scanned and not parcel.scanned)
        row = table.add_handover(
            shop.connection, uuid=uuid or new_id(), courier=courier, at=shop.now(), actor=shop.actor
        )
        refused = []
        for done, parcel in enumerate(going):
            (job or SilentJob()).step(done, len(going))
            if refusal := _send(shop, row, courier, parcel):
                refused.append(refusal)
        if len(refused) == len(going):
            raise refused[0].error if refused else ShopError("handover-empty", courier=courier)
        table.use_scans(shop.connection, courier, row)
        number = next(told.number for told in table.load_handovers(shop.connection, limit=1))
    return Handed(find_handover(shop, number), tuple(refused), left)


def _check_courier(shop: Shop, courier: str) -> None:
    known = load_couriers(shop.connection)
    if not courier or (courier not in known and not waiting_parcels(shop, courier)):
        raise ShopError("courier-unknown", value=courier, allowed=", ".join(known))


def _send(shop: Shop, handover: int, courier: str, parcel: Waiting) -> Refusal | None:
    try:
        with shop.writing():
            if parcel.stop == "waybill-twice":
                raise ShopError("waybill-twice", order=parcel.orders[0], value=parcel.waybill)
            rows = [order_row(shop, number) for number in parcel.orders]
            ship_order(shop, rows[0], courier=courier, waybill="", allow_short=False)
            told = orders.load_orders(shop.connection, rows)
            weights = (parcel.weight_g, *[None] * len(rows))
            table.add_parcels(
                shop.connection, handover,
                [(row, order.waybill, weight) for row, order, weight in zip(rows, told, weights, strict=False)],
                shop.now(),
            )  # fmt: skip
    except ShopError as error:
        if error.stops_everything:
            raise
        return Refusal(parcel.orders[0], error)
    return None


def undo_handover(shop: Shop, number: str) -> HandoverRow:
    """Take a handover back: its parcels are packed and waiting again, all of them or none.

    Raises ShopError with "handover-unknown", "handover-state", "order-state" or "unship-short".
    """
    with shop.writing():
        row = find_handover(shop, number)
        _stand(row, "done")
        numbers = [parcel.number for parcel in table.parcels_of(shop.connection, row.row) if parcel.live]
        gone = [told for told in numbers if _state(shop, told) in ("shipped", "delivered")]
        for told in gone:
            if _state(shop, told) != "confirmed":  # not back with another order of its parcel
                _each(unship_orders(shop, [told]))
        _each(each_order(shop, gone, partial(stand_order, state="packed")))
        table.set_state(shop.connection, row.row, "undone", shop.now(), shop.actor)
        table.free_scans(shop.connection, row.row)
    return find_handover(shop, number)


def redo_handover(shop: Shop, number: str) -> HandoverRow:
    """Hand over again what was taken back, exactly these parcels. Raises what shipping raises, and "handover-state"."""
    with shop.writing():
        row = find_handover(shop, number)
        _stand(row, "undone")
        parcels = table.parcels_taken_back(shop.connection, row.row)
        for parcel in parcels:
            order = orders.load_order(shop.connection, parcel.order_id)
            if order.fulfilment != "packed":
                raise ShopError("order-state", order=order.number, state=order.badge, verb="ship")
        for parcel in parcels:
            ship_order(shop, parcel.order_id, courier=row.courier, waybill="", allow_short=False)
        table.add_parcels(shop.connection, row.row, [(p.order_id, p.waybill, p.weight_g) for p in parcels], shop.now())
        table.set_state(shop.connection, row.row, "done", None, "")
        table.use_scans(shop.connection, row.courier, row.row)
    return find_handover(shop, number)


def _state(shop: Shop, number: str) -> str:
    return orders.load_order(shop.connection, order_row(shop, number)).fulfilment


def _each(outcomes: Sequence[object]) -> None:
    for outcome in outcomes:
        if error := getattr(outcome, "error", None):
            raise error


def _stand(row: HandoverRow, state: str) -> None:
    if row.state != state:
        raise ShopError("handover-state", handover=row.number)


def list_handovers(shop: Shop) -> list[HandoverRow]:
    """Return the manifests that were made, the newest first."""
    return table.load_handovers(shop.connection)


def find_handover(shop: Shop, number: str) -> HandoverRow:
    """Return a manifest by its number. Raises ShopError("handover-unknown")."""
    found = table.load_handovers(shop.connection, number.strip().upper())
    if not found:
        raise ShopError("handover-unknown", value=number)
    return found[0]


def manifest_of(shop: Shop, number: str) -> Manifest:
    """Return a manifest as it is printed, one row for each parcel. Raises ShopError("handover-unknown")."""
    row = find_handover(shop, number)
    together: dict[str, list[ParcelRow]] = {}
    for parcel in table.parcels_of(shop.connection, row.row):
        together.setdefault(f"g{parcel.group}" if parcel.group else parcel.number, []).append(parcel)
    language = str(get_setting(shop, "shop.language"))
    name, name_en, _aliases = load_couriers(shop.connection).get(row.courier, (row.courier, row.courier, ()))
    return Manifest(
        row.number,
        str(get_setting(shop, "shop.name")),
        (name_en if language == "en" else name) or row.courier,
        written_moment(row.made_at, language),
        row.made_by,
        tuple(_manifest_row(parcels) for parcels in together.values()),
        language,
        row.state == "undone",
    )


def _manifest_row(parcels: Sequence[ParcelRow]) -> ManifestRow:
    first = parcels[0]
    weight = next((parcel.weight_g for parcel in parcels if parcel.weight_g is not None), None)
    return ManifestRow(
        first.waybill,
        tuple(parcel.number for parcel in parcels),
        _place(first.country, first.province, first.city),
        sum(parcel.pieces for parcel in parcels),
        weight,
    )


def print_manifest(shop: Shop, number: str, target: Path, job: Job | None = None) -> int:
    """Write a manifest as PDF and return its pages. Raises "handover-unknown" or the codes of paper."""
    return write_manifest(manifest_of(shop, number), target, job or SilentJob())

"""What a person does at the returns bench: receive the parcel, look at each piece, book it where it belongs."""

from collections.abc import Mapping

from shopdesk.db import orders, return_writes, returns
from shopdesk.db.times import write_time
from shopdesk.domain.errors import ShopError
from shopdesk.domain.packing import bare_waybill
from shopdesk.domain.refunds import Inspected
from shopdesk.domain.returns import VERDICTS, Case, CaseLine, check_counts, check_step, destination
from shopdesk.domain.stock import LARGEST_QUANTITY
from shopdesk.services.identity import new_id
from shopdesk.services.ledger import Booking, Place, book, find_place, find_variant
from shopdesk.services.return_book import known_step, take_step
from shopdesk.services.return_policies import policy_for
from shopdesk.services.returns import case_of, settle_due
from shopdesk.services.shop import Shop

QUARANTINE = "quarantine"


def receive_return(shop: Shop, code: str, *, courier: str = "", waybill: str = "", uuid: str = "") -> Case:
    """Note that the parcel is here: the promise to settle it begins to run.

    Raises ShopError with "return-unknown" or "return-state". The same uuid twice receives once.
    """
    with shop.writing():
        if known := known_step(shop, uuid):
            return known
        case = case_of(shop, code)
        check_step(case, "receive")
        assert case.order_row is not None
        now, policy = shop.now(), policy_for(shop, orders.load_order(shop.connection, case.order_row))
        changes: dict[str, object] = {"state": "received", "received_at": write_time(now)}
        changes["settle_due"] = write_time(settle_due(shop, case, policy, now))
        if waybill:
            changes |= {"waybill": bare_waybill(waybill), "courier": courier or case.courier}
        details = {"waybill": bare_waybill(waybill)}
        return take_step(shop, case.row, "received", changes, details=details, uuid=uuid)


def inspect_return(
    shop: Shop, code: str, *, verdict: str = "resell", found: Mapping[str, Inspected] | None = None,
    notes: Mapping[str, str] | None = None, came: Mapping[str, int] | None = None, uuid: str = "",
) -> Case:  # fmt: skip
    """Say how each line was found and book its pieces: to the shelf, into quarantine, or as scrap.

    Lines that are not named are good whole; damaged pieces never go back on the shelf; `came` are other goods of the
    shop that lay in the parcel. Raises ShopError with "return-unknown", "return-state", "return-verdict-unknown",
    "return-line-unknown", "inspection-counts" or "sku-unknown". The same uuid twice books once.
    """
    if verdict not in VERDICTS:
        raise ShopError("return-verdict-unknown", value=verdict, allowed=", ".join(VERDICTS))
    with shop.writing():
        if known := known_step(shop, uuid):
            return known
        case = case_of(shop, code)
        check_step(case, "inspect")
        _check_named(case, {**(found or {}), **dict.fromkeys(notes or {}, Inspected())})
        before = return_writes.snapshot(shop.connection, case.row)
        moved: list[str] = []
        for line in case.lines:
            seen = (found or {}).get(line.sku, Inspected(good=line.quantity))
            check_counts(case.number, line, seen)
            note = (notes or {}).get(line.sku, line.note)[:500]
            return_writes.set_found(shop.connection, line.row, seen, verdict, note)
            if case.kind != "repair":
                moved += _book_line(shop, case, line, seen, verdict)
        for sku, pieces in (came or {}).items():
            if not 0 < pieces <= LARGEST_QUANTITY:
                raise ShopError("quantity-out-of-range", value=pieces)
            moved += _book(shop, case, find_variant(shop, sku), pieces, verdict)
        counts = {"verdict": verdict, "came": ", ".join(f"{sku} ×{pieces}" for sku, pieces in (came or {}).items())}
        return take_step(
            shop, case.row, "inspected", {"state": "inspected"}, details=counts, uuid=uuid, before=before,
            found={"movements": moved},
        )  # fmt: skip


def _check_named(case: Case, found: Mapping[str, Inspected]) -> None:
    known = {line.sku for line in case.lines}
    for sku in found:
        if sku not in known:
            raise ShopError("return-line-unknown", number=case.number, sku=sku)


def _book_line(shop: Shop, case: Case, line: CaseLine, seen: Inspected, verdict: str) -> list[str]:
    """Book what came back of a line, in the batches it was sold from; return the movements."""
    if line.variant is None:
        return []
    moved = _book(shop, case, line.variant, seen.good, verdict)
    return moved + _book(shop, case, line.variant, seen.damaged, destination(verdict, damaged=True), seen.good)


def _book(shop: Shop, case: Case, variant: int, pieces: int, verdict: str, skipped: int = 0) -> list[str]:
    place = find_place(shop, "" if verdict == "resell" else QUARANTINE)
    moved: list[str] = []
    for lot, cost, some in _lots(shop, case, variant, pieces, skipped):
        moved.append(_move(shop, variant, place, some, Booking("return", case.number, new_id(), lot, cost)))
        if verdict == "scrap":
            moved.append(_move(shop, variant, place, -some, Booking("write-off", case.number, new_id(), lot, cost)))
    return moved


def _move(shop: Shop, variant: int, place: Place, pieces: int, told: Booking) -> str:
    book(shop, variant, place, pieces, told)
    return told.uuid


def _lots(shop: Shop, case: Case, variant: int, pieces: int, skipped: int) -> list[tuple[int | None, int | None, int]]:
    """Return the batches that pieces were sold from, those behind what came back before; the rest without a batch."""
    sold = returns.sold_lots(shop.connection, case.order_row, variant) if case.order_row else []
    skipped += returns.pieces_come_back(shop.connection, case.order_row, variant, case.row) if case.order_row else 0
    told: list[tuple[int | None, int | None, int]] = []
    for lot, cost, count in sold:
        passed = min(skipped, count)
        skipped -= passed
        some = min(count - passed, pieces)
        pieces -= some
        if some:
            told.append((lot, cost, some))
    return [*told, (None, None, pieces)] if pieces else told

"""What is told at the shelf: pieces fetched for a wave, pieces that do not lie there; each act can be taken back."""

from dataclasses import dataclass

from shopdesk.db import order_writes, orders, waves
from shopdesk.domain.errors import ShopError
from shopdesk.domain.waves import WaveLine, share_pieces
from shopdesk.services.codes import find_code
from shopdesk.services.identity import new_id
from shopdesk.services.orders import hold_order, note_event, order_row, release_order
from shopdesk.services.shop import Shop
from shopdesk.services.stock_counts import (
    LONGEST_NOTE,
    find_count,
    list_counts,
    review_count,
    set_count_state,
    start_count,
)
from shopdesk.services.waves import Wave, show_wave, trouble_of


@dataclass(frozen=True, slots=True)
class Told:
    """What was told at a shelf: `act` takes it back, `held` are the orders that wait now, `count` what looks for it."""

    act: str
    wave: Wave
    what: str
    pieces: int
    held: tuple[str, ...] = ()
    count: str = ""


def pick_line(shop: Shop, number: str, code: str, pieces: int | None = None) -> Told:
    """Note that pieces of a SKU (or of a scanned barcode) lie on the cart; without a number, all that are open.

    Raises ShopError with "wave-unknown", "wave-state", "wave-line" (the wave does not want it) or "wave-over".
    """
    with shop.writing():
        wave, line = _line(shop, number, code)
        wanted = line.open if pieces is None else pieces
        if wanted < 1 or wanted > line.open:
            raise ShopError("wave-over", what=line.what, open=line.open)
        act = new_id()
        _note(shop, wave, line, act, "pick", share_pieces(line, wanted))
    return Told(act, show_wave(shop, number), line.what, wanted)


def report_short(shop: Shop, number: str, code: str, found: int = 0) -> Told:
    """Report that a shelf holds only `found` of the open pieces: the orders without theirs wait, a count looks.

    The stock stays as it is until that count is posted. Raises what `pick_line` raises, and "wave-not-short".
    """
    with shop.writing():
        wave, line = _line(shop, number, code)
        if not 0 <= found < line.open:
            raise ShopError("wave-not-short", what=line.what, open=line.open)
        act, shares = new_id(), share_pieces(line, found)
        _note(shop, wave, line, act, "pick", shares)
        lacking = {
            share.order: share.open - shares.get(share.order, 0)
            for share in line.shares
            if share.open > shares.get(share.order, 0)
        }
        _note(shop, wave, line, act, "short", lacking)
        count = _count_for(shop, wave, line)
        missing = line.open - found
        waves.add_short(
            shop.connection, act=act, wave=wave.row.row, what=line.what, place=line.place, missing=missing,
            count=find_count(shop, count).row if count else None, at=shop.now(), actor=shop.actor,
        )  # fmt: skip
        for order, pieces in lacking.items():
            _hold(shop, wave, line, order, pieces)
    return Told(act, show_wave(shop, number), line.what, missing, tuple(lacking), count)


def take_back(shop: Shop, act: str) -> None:
    """Take back what was told in one act: pieces lie on the shelf again, orders held for it go on, its count ends.

    Raises ShopError("wave-act") when it was taken back before.
    """
    with shop.writing():
        undone = waves.undo_act(shop.connection, act, shop.now())
        if undone is None:
            raise ShopError("wave-act")
        wave_number = undone[0]
        for row in undone[1]:
            order = orders.load_order(shop.connection, row)
            if "hold" in order.flags and order.hold_reason.endswith(wave_number):
                release_order(shop, row)
        count = waves.count_of_act(shop.connection, act)
        others = {short.count_number for short in waves.shorts_of(shop.connection)}
        if count and count not in others and find_count(shop, count).state == "open" and not review_count(shop, count):
            set_count_state(shop, count, "cancelled")


def _line(shop: Shop, number: str, code: str) -> tuple[Wave, WaveLine]:
    wave = show_wave(shop, number)
    if wave.state != "open":
        raise ShopError("wave-state", wave=wave.number, state=wave.state)
    lines = {line.what: line for line in wave.lines}
    if code.strip() in lines:
        return wave, lines[code.strip()]
    try:
        _row, sku = find_code(shop, code)
    except ShopError:
        sku = ""
    if sku not in lines:
        raise ShopError("wave-line", value=code[:80], wave=wave.number)
    return wave, lines[sku]


def _note(shop: Shop, wave: Wave, line: WaveLine, act: str, kind: str, shares: dict[str, int]) -> None:
    waves.add_picks(
        shop.connection, act=act, wave=wave.row.row, what=line.what, kind=kind,
        shares=[(order_row(shop, order), pieces) for order, pieces in shares.items()], at=shop.now(),
        actor=shop.actor,
    )  # fmt: skip


def _count_for(shop: Shop, wave: Wave, line: WaveLine) -> str:
    """Return the count that looks for what is missing: the wave's own while it is open; none without a SKU."""
    if not line.sku:
        return ""
    known = next((c for c in list_counts(shop) if c.note.startswith(wave.number) and c.state == "open"), None)
    if known is None:
        return start_count(
            shop, note=" · ".join(filter(None, (wave.number, line.sku, line.place)))[:LONGEST_NOTE]
        ).number
    return known.number


def _hold(shop: Shop, wave: Wave, line: WaveLine, number: str, pieces: int) -> None:
    row = order_row(shop, number)
    goods = f"{line.what} ×{pieces}"
    if not trouble_of(orders.load_order(shop.connection, row)):
        hold_order(shop, row)
        told = " · ".join(part for part in (goods, line.place, wave.number) if part)
        order_writes.update_order(shop.connection, row, {"hold_reason": told[:200]})
    note_event(shop, row, "shelf-short", {"wave": wave.number, "missing": goods, "place": line.place})

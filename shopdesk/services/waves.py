"""Waves: orders are taken from the queue for one walk, stand on the cart, and go on to be packed or back again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shopdesk.db import orders, waves
from shopdesk.db.order_groups import group_rows
from shopdesk.db.shopfile import at_one_moment
from shopdesk.db.waves import ShortRow, WaveRow
from shopdesk.domain.errors import ShopError
from shopdesk.domain.orders import Order, refund_stop
from shopdesk.domain.pick_lists import walk_key
from shopdesk.domain.waves import (
    KINDS,
    MOST_POSITIONS,
    SORTS,
    Candidate,
    Place,
    Share,
    WaveLine,
    choose_orders,
    mark_shares,
)
from shopdesk.services.documents import Refusal
from shopdesk.services.identity import new_id
from shopdesk.services.orders import note_event, order_row, pick_order, step_back_order
from shopdesk.services.shop import Shop

__all__ = [
    "Made", "Member", "Preview", "ShortRow", "Wave", "WaveRow", "back_to_queue", "check_free", "close_wave",
    "find_wave", "list_waves", "make_wave", "open_shorts", "preview_wave", "restore_wave", "show_wave", "undo_wave",
]  # fmt: skip

RESTS = ("picked", "back")


@dataclass(frozen=True, slots=True)
class Member:
    """An order of a wave and its position; `trouble` says why its pieces are not to be fetched any more.

    Trouble is "cancelled", "refunded", "refunding" or "held"; "gone" when it was packed or has left meanwhile.
    """

    order: str
    cart: str
    badge: str
    wanted: int
    taken: int
    missing: int
    trouble: str = ""
    inside: bool = True

    @property
    def ready(self) -> bool:
        """Whether everything of it lies on the cart."""
        return not self.trouble and self.taken >= self.wanted


@dataclass(frozen=True, slots=True)
class Wave:
    """A wave whole: its lines in walking order, its orders by cart position, what its shelves did not hold."""

    row: WaveRow
    members: tuple[Member, ...]
    lines: tuple[WaveLine, ...]
    shorts: tuple[ShortRow, ...]

    @property
    def number(self) -> str:
        """The wave's number."""
        return self.row.number

    @property
    def state(self) -> str:
        """One of `domain.waves.STATES`."""
        return self.row.state


@dataclass(frozen=True, slots=True)
class Preview:
    """What a wave would hold: each order with its position; the orders refused; how many would find no position."""

    places: tuple[Place, ...]
    orders: Mapping[str, Candidate]
    refused: tuple[Refusal, ...]
    waiting: int

    @property
    def pieces(self) -> int:
        """How many pieces it would fetch."""
        return sum(self.orders[place.order].pieces for place in self.places)


@dataclass(frozen=True, slots=True)
class Made:
    """A wave that was made, the orders asked for that are not in it and why, and how many found no position."""

    wave: Wave
    refused: tuple[Refusal, ...]
    waiting: int


def preview_wave(
    shop: Shop, *, texts: Sequence[str] = (), sort: str = "urgent", positions: int = 12, kind: str = "all",
    courier: str = "", shelf: str = "",
) -> Preview:  # fmt: skip
    """Return what a wave would hold now; nothing is changed.

    Without `texts` the whole queue is looked at. Raises ShopError("wave-invalid").
    """
    _check(sort, positions, kind)
    rows, refused = _asked(shop, texts) if texts else (None, [])
    waiting = waves.waiting_orders(shop.connection, rows)
    places = choose_orders(
        waiting, sort=sort, positions=positions, kind=kind, courier=courier, shelf=shelf.strip().upper()
    )
    return Preview(places, {one.order: one for one in waiting}, tuple(refused), len(waiting) - len(places))


def make_wave(
    shop: Shop, *, texts: Sequence[str] = (), sort: str = "urgent", positions: int = 12, kind: str = "all",
    courier: str = "", shelf: str = "", uuid: str = "",
) -> Made:  # fmt: skip
    """Take orders from the queue, or these orders, into a new wave: each has its position and is being picked.

    The same uuid twice makes one wave. Raises ShopError with "wave-empty" (nothing waits, or all were refused) or
    "wave-invalid".
    """
    with shop.writing():
        if uuid and (known := waves.find_by_uuid(shop.connection, uuid)):
            return Made(show_wave(shop, known), (), 0)
        seen = preview_wave(shop, texts=texts, sort=sort, positions=positions, kind=kind, courier=courier, shelf=shelf)
        row = waves.add_wave(
            shop.connection, uuid=uuid or new_id(), sort=sort, positions=positions, at=shop.now(), actor=shop.actor
        )
        number = next(wave.number for wave in waves.load_waves(shop.connection, limit=1))
        late = [refusal for place in seen.places if (refusal := _take_in(shop, row, number, place))]
        if len(late) == len(seen.places):
            first = next(iter((*seen.refused, *late)), None)
            raise ShopError("wave-empty") if first is None else first.error
    return Made(show_wave(shop, number), (*seen.refused, *late), seen.waiting)


def _check(sort: str, positions: int, kind: str) -> None:
    if sort not in SORTS or kind not in KINDS or not 0 < positions <= MOST_POSITIONS:
        raise ShopError("wave-invalid", most=MOST_POSITIONS)


def _asked(shop: Shop, texts: Sequence[str]) -> tuple[list[int], list[Refusal]]:
    """Return the rows of the orders asked for with all that go in their parcels; refuse what cannot be picked."""
    rows: list[int] = []
    refused: list[Refusal] = []
    for text in dict.fromkeys(texts):
        try:
            row = order_row(shop, text)
            check_free(shop, row)
            rows += group_rows(shop.connection, row)
        except ShopError as error:
            refused.append(Refusal(text, error))
    return list(dict.fromkeys(rows)), refused


def check_free(shop: Shop, row: int) -> None:
    """Refuse an order that cannot go into a wave: it is in one, held, short, refunded, or stands at another step."""
    order = orders.load_order(shop.connection, row)
    if number := waves.wave_of(shop.connection, row):
        raise ShopError("wave-taken", order=order.number, wave=number)
    if stop := refund_stop(order):
        raise ShopError(stop, order=order.number)
    if "hold" in order.flags:
        raise ShopError("order-on-hold", order=order.number)
    if "short" in order.flags:
        raise ShopError("order-short", order=order.number)
    if order.fulfilment != "confirmed":
        raise ShopError("order-state", order=order.number, state=order.badge, verb="pick")


def _take_in(shop: Shop, wave: int, number: str, place: Place) -> Refusal | None:
    """Put one order on the cart; what cannot be picked after all stays where it was."""
    try:
        with shop.writing():
            row = order_row(shop, place.order)
            before = orders.load_order(shop.connection, row).fulfilment
            waves.add_member(shop.connection, wave, row, place.cart, "confirmed" if before == "picking" else before)
            pick_order(shop, row)
            note_event(shop, row, "wave", {"wave": number, "cart": place.cart})
    except ShopError as error:
        if error.stops_everything:
            raise
        return Refusal(place.order, error)
    return None


def list_waves(shop: Shop, *, view: str = "all") -> list[WaveRow]:
    """Return the waves, the newest first: "all", or those of one state."""
    return [wave for wave in waves.load_waves(shop.connection) if view in ("all", wave.state)]


def open_shorts(shop: Shop) -> list[ShortRow]:
    """Return what shelves did not hold and nobody has counted yet."""
    return waves.shorts_of(shop.connection)


def find_wave(shop: Shop, number: str) -> WaveRow:
    """Return a wave by its number. Raises ShopError("wave-unknown")."""
    found = waves.load_waves(shop.connection, number.strip().upper())
    if not found:
        raise ShopError("wave-unknown", value=number)
    return found[0]


def show_wave(shop: Shop, number: str) -> Wave:
    """Return a wave with its lines and orders, all of one moment. Raises ShopError("wave-unknown")."""
    with at_one_moment(shop.connection):
        return _read_wave(shop, number)


def _read_wave(shop: Shop, number: str) -> Wave:
    row = find_wave(shop, number)
    known = waves.members_of(shop.connection, row.row)
    told = orders.load_orders(shop.connection, [member.row for member in known])
    troubles = {order.number: trouble_of(order) for order in told}
    lines = _lines(shop, row, known, troubles)
    members = tuple(
        _member(member, order, troubles[member.number], lines) for member, order in zip(known, told, strict=True)
    )
    return Wave(row, members, lines, tuple(waves.shorts_of(shop.connection, row.row)))


def trouble_of(order: Order) -> str:
    """Return why an order's pieces are not to be fetched, "" when they are."""
    if order.fulfilment == "cancelled":
        return "cancelled"
    if stop := refund_stop(order):
        return stop.removeprefix("order-")
    if "hold" in order.flags:
        return "held"
    return "gone" if order.fulfilment in ("packed", "shipped", "delivered") else ""


def _member(known: waves.Member, order: Order, trouble: str, lines: Sequence[WaveLine]) -> Member:
    shares = [share for line in lines for share in line.shares if share.order == order.number]
    wanted, taken, missing = (sum(getattr(share, name) for share in shares) for name in ("wanted", "taken", "missing"))
    return Member(order.number, known.cart, order.badge, wanted, taken, missing, trouble, known.inside)


def _lines(shop: Shop, row: WaveRow, known: Sequence[waves.Member], troubles: dict[str, str]) -> tuple[WaveLine, ...]:
    carts = {member.number: member.cart for member in known}
    stopped = {member.number for member in known if not member.inside or troubles[member.number]}
    first: dict[str, waves.Wanted] = {}
    wanted: dict[str, dict[str, int]] = {}
    for line in waves.wanted_lines(shop.connection, row.row):
        what = line.sku or f"{line.title} {line.options}".strip()
        first.setdefault(what, line)
        own = wanted.setdefault(what, {})
        own[line.order] = own.get(line.order, 0) + line.quantity
    lines = [
        WaveLine(
            what, line.sku, line.title, line.options, line.place, line.picture,
            tuple(Share(order, carts[order], n, stopped=order in stopped) for order, n in wanted[what].items()),
        )
        for what, line in first.items()
    ]  # fmt: skip
    lines.sort(key=lambda line: (walk_key(line.place), line.what))
    return mark_shares(lines, waves.picked(shop.connection, row.row))


def close_wave(shop: Shop, number: str, *, rest: str = "picked") -> Wave:
    """End a wave: its orders go on to be packed, those in trouble or found short go back to where they came from.

    `rest` says what of the pieces that nobody has ticked: "picked" when a paper was ticked instead, "back" to put
    their orders back into the queue. Raises ShopError with "wave-unknown" or "wave-state".
    """
    with shop.writing():
        wave = show_wave(shop, number)
        _stand(wave.row, "open")
        for member in wave.members:
            untold = member.wanted > member.taken + member.missing
            if member.trouble == "held" or (not member.trouble and (member.missing or (untold and rest == "back"))):
                back_to_queue(shop, member.order)
        waves.leave_wave(shop.connection, wave.row.row, shop.now())
        waves.set_state(shop.connection, wave.row.row, "closed", shop.now(), shop.actor)
    return show_wave(shop, number)


def undo_wave(shop: Shop, number: str) -> Wave:
    """Take a wave apart: orders that are still being picked stand where they stood before it.

    Raises ShopError with "wave-unknown" or "wave-state".
    """
    with shop.writing():
        wave = show_wave(shop, number)
        _stand(wave.row, "open")
        for member in wave.members:
            if member.inside and member.trouble in ("", "held", "refunding", "refunded"):
                back_to_queue(shop, member.order)
        waves.leave_wave(shop.connection, wave.row.row, shop.now())
        waves.set_state(shop.connection, wave.row.row, "undone", shop.now(), shop.actor)
    return show_wave(shop, number)


def restore_wave(shop: Shop, number: str) -> Wave:
    """Open a wave again that was closed or taken apart; orders that went on meanwhile, or elsewhere, stay out.

    Raises ShopError with "wave-unknown", "wave-state" or "wave-empty" (none of its orders can come back).
    """
    with shop.writing():
        row = find_wave(shop, number)
        _stand(row, "closed", "undone")
        members = waves.members_of(shop.connection, row.row)
        back = [member for member in members if _comes_back(shop, row, member)]
        if not back:
            raise ShopError("wave-empty")
        waves.set_state(shop.connection, row.row, "open", None, "")
    return show_wave(shop, number)


def _comes_back(shop: Shop, wave: WaveRow, member: waves.Member) -> bool:
    order = orders.load_order(shop.connection, member.row)
    if waves.wave_of(shop.connection, member.row) or order.fulfilment not in ("confirmed", "picking"):
        return False
    if trouble_of(order) in ("refunded", "refunding"):
        return False
    waves.come_back(shop.connection, wave.row, member.row)
    if order.fulfilment == "confirmed" and "hold" not in order.flags:
        pick_order(shop, member.row)
    return True


def back_to_queue(shop: Shop, number: str) -> None:
    """Let an order wait to be picked again, unless it has gone on."""
    row = order_row(shop, number)
    if orders.load_order(shop.connection, row).fulfilment == "picking":
        step_back_order(shop, row, state="confirmed")


def _stand(wave: WaveRow, *states: str) -> None:
    if wave.state not in states:
        raise ShopError("wave-state", wave=wave.number, state=wave.state)

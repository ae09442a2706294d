"""An order is split into parcels: each part is an order of its own under the same platform number, and joins again."""

from collections.abc import Mapping, Sequence

from shopdesk.db import kits, order_writes, orders, stock
from shopdesk.db import order_groups as groups
from shopdesk.db.order_groups import LineShare
from shopdesk.db.times import write_time
from shopdesk.domain.errors import ShopError
from shopdesk.domain.order_parts import Money, join_money, pieces_here, share_money, value_of
from shopdesk.domain.orders import FULFILMENTS, Order, is_at_work
from shopdesk.services.identity import new_id
from shopdesk.services.order_groups import leave_group
from shopdesk.services.orders import note_event, order_number, order_row, reserve_lines
from shopdesk.services.shop import Shop

SPLITTABLE = ("new", "confirmed", "picking")


def split_order(shop: Shop, text: str, pieces: Sequence[tuple[str, int]], *, uuid: str = "") -> Order:
    """Split pieces (SKU, quantity) off an order into a parcel of their own; return the new order.

    The same uuid twice splits once.

    Raises ShopError with "order-state", "sku-not-in-order", "quantity-out-of-range" or "split-everything".
    """
    with shop.writing():
        row = order_row(shop, text)
        lines = groups.line_shares(shop.connection, row)
        if uuid and (known := orders.find_by_uuid(shop.connection, uuid)):
            return orders.load_order(shop.connection, known)
        wanted = _wanted(order_number(row), lines, pieces)
        return orders.load_order(shop.connection, _split(shop, row, lines, wanted, uuid))


def split_lines(shop: Shop, text: str, pieces: Mapping[int, int], *, uuid: str = "") -> Order:
    """Split pieces of lines, counted from 0 as the order shows them, off an order; return the new order.

    The same uuid twice splits once. Raises what `split_order` raises.
    """
    with shop.writing():
        row = order_row(shop, text)
        lines = groups.line_shares(shop.connection, row)
        if uuid and (known := orders.find_by_uuid(shop.connection, uuid)):
            return orders.load_order(shop.connection, known)
        wanted = {lines[at].id: count for at, count in pieces.items() if at < len(lines) and count > 0}
        if any(count > line.quantity for line in lines if (count := wanted.get(line.id))):
            raise ShopError("quantity-out-of-range", value=max(wanted.values()))
        return orders.load_order(shop.connection, _split(shop, row, lines, wanted, uuid))


def split_by_stock(shop: Shop, text: str) -> Order:
    """Split what is not in stock off a new order, so that the rest can go now; return the order that waits.

    Raises ShopError with "order-state", "split-nothing-short" or "split-nothing-here".
    """
    with shop.writing():
        row = order_row(shop, text)
        order = orders.load_order(shop.connection, row)
        if order.fulfilment != "new":
            raise ShopError("order-state", order=order.number, state=order.badge, verb="split")
        lines = groups.line_shares(shop.connection, row)
        here = _here(shop, lines)
        waiting = {line.id: line.quantity - here[line.id] for line in lines if here[line.id] < line.quantity}
        if not waiting:
            raise ShopError("split-nothing-short", order=order.number)
        if not any(here.values()):
            raise ShopError("split-nothing-here", order=order.number)
        part = _split(shop, row, lines, waiting)
        order_writes.update_order(shop.connection, row, {"short": 0})
        order_writes.update_order(shop.connection, part, {"short": 1})
        return orders.load_order(shop.connection, part)


def unsplit_order(shop: Shop, text: str) -> Order:
    """Join a part with the order it was split from again; return that order.

    Raises ShopError with "not-split", "split-has-parts", or "order-state" once one of both is packed or has gone.
    """
    with shop.writing():
        row = order_row(shop, text)
        part = orders.load_order(shop.connection, row)
        if not part.split_from:
            raise ShopError("not-split", order=part.number)
        if part.parts:
            raise ShopError("split-has-parts", order=part.number, parts=", ".join(part.parts))
        home = order_row(shop, part.split_from)
        whole = orders.load_order(shop.connection, home)
        for order in (whole, part):
            _check_splittable(order)
        _join(shop, home, whole, row, part)
        return orders.load_order(shop.connection, home)


def _wanted(number: str, lines: Sequence[LineShare], pieces: Sequence[tuple[str, int]]) -> dict[int, int]:
    """Return how many pieces of each line are meant, line by line from the first of its SKU."""
    wanted: dict[int, int] = {}
    for sku, quantity in pieces:
        if quantity <= 0:
            raise ShopError("quantity-out-of-range", value=quantity)
        if all(line.sku != sku for line in lines):
            raise ShopError("sku-not-in-order", order=number, sku=sku)
        left = quantity
        for line in lines:
            part = min(left, line.quantity - wanted.get(line.id, 0)) if line.sku == sku else 0
            if part > 0:
                wanted[line.id] = wanted.get(line.id, 0) + part
                left -= part
        if left:
            raise ShopError("quantity-out-of-range", value=quantity)
    return wanted


def _here(shop: Shop, lines: Sequence[LineShare]) -> dict[int, int]:
    """Return how many pieces of each line are free; a line that is none of the shop's goods goes as it is."""
    own = [(line.id, line.variant, line.quantity) for line in lines if line.variant is not None]
    variants = {variant for _line, variant, _pieces in own}
    made_of = kits.parts_of(shop.connection, variants)
    variants |= {part for parts in made_of.values() for part, _each in parts}
    here = pieces_here(own, stock.free_pieces(shop.connection, variants), made_of)
    return {line.id: line.quantity for line in lines} | here


def _check_splittable(order: Order) -> None:
    if order.fulfilment not in SPLITTABLE:
        raise ShopError("order-state", order=order.number, state=order.badge, verb="split")


def _split(shop: Shop, row: int, lines: Sequence[LineShare], wanted: Mapping[int, int], uuid: str = "") -> int:
    """Write the part: its lines, its share of the money, its reservations; return its row."""
    whole = orders.load_order(shop.connection, row)
    _check_splittable(whole)
    moved = [line for line in lines if wanted.get(line.id)]
    if not moved or sum(wanted.values()) >= sum(line.quantity for line in lines):
        raise ShopError("split-everything", order=whole.number)
    stock.close_reservations(shop.connection, row, "released", shop.now())
    part = order_writes.next_order_id(shop.connection)
    groups.copy_order(shop.connection, row, part, uuid or new_id(), shop.now())
    for line in moved:
        groups.move_pieces(shop.connection, line, wanted[line.id], part, new_id(), shop.now())
    gone = value_of((wanted[line.id], line.unit_price) for line in moved)
    stays = value_of((line.quantity, line.unit_price) for line in lines) - gone
    kept, taken = share_money(Money(whole.shipping, whole.discount, whole.total), stays, gone)
    _set_money(shop, row, kept)
    _set_money(shop, part, taken)
    _settle(shop, row, part, reserved=is_at_work(whole.fulfilment))
    goods = ", ".join(f"{line.sku or '?'} ×{wanted[line.id]}" for line in moved)
    note_event(shop, row, "split", {"into": order_number(part), "goods": goods})
    note_event(shop, part, "split-off", {"from": whole.number, "goods": goods})
    return part


def _join(shop: Shop, home: int, whole: Order, row: int, part: Order) -> None:
    leave_group(shop, row)
    for other in (home, row):
        stock.close_reservations(shop.connection, other, "released", shop.now())
    for line in groups.line_shares(shop.connection, row):
        groups.bring_back(shop.connection, line, shop.now())
    money = [Money(order.shipping, order.discount, order.total) for order in (whole, part)]
    _set_money(shop, home, join_money(*money))
    _set_money(shop, row, Money(0, 0, 0))
    state = min(whole.fulfilment, part.fulfilment, key=FULFILMENTS.index)
    short = int("short" in whole.flags or "short" in part.flags)
    order_writes.update_order(shop.connection, home, {"fulfilment": state, "short": short})
    order_writes.update_order(shop.connection, row, {"removed_at": write_time(shop.now())})
    _settle(shop, home, reserved=is_at_work(state))
    note_event(shop, home, "joined", {"from": part.number})


def _settle(shop: Shop, *rows: int, reserved: bool) -> None:
    """Look anew at what of the lines is the shop's own, reserve it again, and set old labels aside."""
    for row in rows:
        unmatched = any(line.variant is None for line in groups.line_shares(shop.connection, row))
        order_writes.update_order(shop.connection, row, {"unmatched": int(unmatched)})
        if reserved and (missing := reserve_lines(shop, row)):  # what was kept for both is kept for each
            sku, pieces = next(iter(missing.items()))
            raise ShopError("unship-short", order=order_number(row), sku=sku, missing=pieces)
    groups.outdate_labels(shop.connection, rows, shop.now())


def _set_money(shop: Shop, row: int, money: Money) -> None:
    order_writes.update_order(
        shop.connection, row, {"shipping": money.shipping, "discount": money.discount, "total": money.total}
    )

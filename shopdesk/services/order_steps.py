"""One step with many orders, so that it can be taken back: which orders went, which stayed and why."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from shopdesk.db import order_writes, orders
from shopdesk.domain.errors import ShopError
from shopdesk.domain.jobs import Job
from shopdesk.domain.orders import Order
from shopdesk.services.order_groups import group_rows
from shopdesk.services.orders import (
    Outcome,
    cancel_order,
    confirm_order,
    each_order,
    hold_order,
    order_row,
    pack_order,
    pick_order,
    release_order,
    reopen_order,
    stand_order,
    step_back_order,
    unconfirm_order,
    unrelease_order,
)
from shopdesk.services.settings import get_setting
from shopdesk.services.shipments import ship_order, unship_orders
from shopdesk.services.shop import Shop

Step = Callable[[Shop, Sequence[str]], list[Outcome]]


@dataclass(frozen=True, slots=True)
class Stayed:
    """An order that stayed as it was, and why."""

    number: str
    error: ShopError


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a step: the states before of the orders it changed, those that stayed, how many stood there.

    `unnamed` are the orders that no courier was named for before, `events` the first and last entry in their timelines.
    """

    step: str
    before: Mapping[str, str]
    stayed: tuple[Stayed, ...] = ()
    same: int = 0
    unnamed: frozenset[str] = frozenset()
    events: tuple[int, int] = (0, 0)

    @property
    def changed(self) -> tuple[str, ...]:
        """The numbers of the orders that the step has changed."""
        return tuple(self.before)


def take_step(shop: Shop, job: Job, step: str, texts: Sequence[str]) -> Taken:
    """Take one step with many orders, all in one transaction: one refusal stops no other, a cancelled job keeps none.

    The steps are the keys of STEPS. Raises ShopError("order-unknown").
    """
    before: dict[str, str] = {}
    unnamed: set[str] = set()
    stayed: list[Stayed] = []
    same = 0
    with shop.writing():
        first = order_writes.newest_event(shop.connection) + 1
        for done, text in enumerate(dict.fromkeys(texts)):
            job.step(done, len(texts))
            rows = group_rows(shop, order_row(shop, text))
            parcel = {order.number: order for order in orders.load_orders(shop.connection, rows)}
            (outcome,) = STEPS[step](shop, [text])
            number = outcome.order.number if outcome.order else text
            if error := _refusal(step, outcome):
                stayed.append(Stayed(number, error))
                continue
            later = orders.load_orders(shop.connection, rows)
            moved = {
                o.number: parcel[o.number].fulfilment for o in later if _standing(o) != _standing(parcel[o.number])
            }
            unnamed |= {o for o in moved if not parcel[o].courier}
            same += not moved and number not in before
            before = moved | before
        job.step(len(texts), len(texts))
        events = (first, order_writes.newest_event(shop.connection))
    return Taken(step, before, tuple(stayed), same, frozenset(unnamed), events)


def take_back_step(shop: Shop, job: Job, taken: Taken) -> None:
    """Take a step back for exactly the orders it has changed: all of them, or none when one can no longer go back."""
    with shop.writing():
        since = order_writes.newest_event(shop.connection)
        for done, (number, state) in enumerate(taken.before.items()):
            job.step(done, len(taken.before))
            for outcome in _back(taken.step, state)(shop, [number]):
                if outcome.error:
                    raise outcome.error
            if number in taken.unnamed:
                _unname_courier(shop, number)
        order_writes.note_undone(shop.connection, since, *taken.events)


def _unname_courier(shop: Shop, number: str) -> None:
    """Let an order wait for its courier again, unless a number of that courier stands on its parcel."""
    order = orders.load_order(shop.connection, row := order_row(shop, number))
    if order.courier and not order.waybill:
        order_writes.update_order(shop.connection, row, {"courier": ""})


def _standing(order: Order) -> tuple[str, bool, bool]:
    return order.fulfilment, "hold" in order.flags, "refunding" in order.flags


def _refusal(step: str, outcome: Outcome) -> ShopError | None:
    """A short order is no refusal of the service, but it stays new all the same."""
    order = outcome.order
    if outcome.error is None and step == "confirm" and order and order.fulfilment == "new":
        return ShopError("order-short", order=order.number)
    return outcome.error


def _each(act: Callable[[Shop, int], None]) -> Step:
    return lambda shop, texts: each_order(shop, texts, act)


def _ship(shop: Shop, row: int) -> None:
    """Ship with the order's own courier, the shop's usual one where it names none."""
    own = orders.load_order(shop.connection, row).courier
    ship_order(shop, row, courier=own or str(get_setting(shop, "orders.courier")), waybill="", allow_short=False)


def _unship(shop: Shop, texts: Sequence[str], state: str) -> list[Outcome]:
    """Take shipments back to the step of the work at which they left; a parcel comes back with its first order."""
    gone = [text for text in texts if orders.load_order(shop.connection, order_row(shop, text)).fulfilment == "shipped"]
    outcomes = unship_orders(shop, gone)
    if state in ("picking", "packed"):
        outcomes += each_order(shop, texts, partial(stand_order, state=state))
    return outcomes


STEPS: dict[str, Step] = {
    "confirm": _each(confirm_order),
    "pick": _each(pick_order),
    "pack": _each(pack_order),
    "hold": _each(hold_order),
    "release": _each(release_order),
    "cancel": _each(cancel_order),
    "ship": _each(_ship),
    "unship": unship_orders,
}


def _back(step: str, state: str) -> Step:
    """Return what takes a step back for an order that stood at `state` before it."""
    if step in ("pick", "pack"):
        return _each(partial(step_back_order, state=state))
    if step == "ship":
        return partial(_unship, state=state)
    backs = {"confirm": unconfirm_order, "hold": release_order, "release": unrelease_order, "cancel": reopen_order}
    return _ship_again if step == "unship" else _each(backs[step])


def _ship_again(shop: Shop, texts: Sequence[str]) -> list[Outcome]:
    """Send off again what has not gone with another order of its parcel already."""
    here = [text for text in texts if orders.load_order(shop.connection, order_row(shop, text)).fulfilment != "shipped"]
    return STEPS["ship"](shop, here)

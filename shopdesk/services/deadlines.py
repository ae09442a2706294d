"""The shop's clocks: its promises by channel, its couriers' pick-ups and rest days, kept with every open order."""

from collections.abc import Callable, Mapping
from datetime import time
from typing import TypeVar

from shopdesk.db import order_clocks, orders
from shopdesk.domain.deadlines import Deadlines, Promise
from shopdesk.domain.errors import ShopError
from shopdesk.domain.workdays import RestDays, read_days, read_weekdays
from shopdesk.services.courier_profiles import last_pickups
from shopdesk.services.rule_files import promises, work_calendar
from shopdesk.services.shop import Shop

CLOCKS = ("orders.ship_hours", "orders.channel_hours", "orders.last_pickup", "shop.rest_")
HANDBOOK_HOURS = 48
_EXAMPLES = {
    "orders.channel_hours": "pdd=24",
    "orders.last_pickup": "18:00",
    "shop.rest_weekdays": "sat sun",
    "shop.rest_dates": "2027-05-01",
}
Told = TypeVar("Told")
Read = TypeVar("Read")


def read_deadlines(shop: Shop, values: Mapping[str, str | int | bool]) -> Deadlines:
    """Return the shop's clocks by its settings: what it has decided wins over the table of channels.

    Raises ShopError with "rule-file-damaged", or "setting-invalid" for a setting that was not written by the program.
    """
    told = dict(promises(shop))
    if (hours := int(values["orders.ship_hours"])) != HANDBOOK_HOURS:
        told = {channel: Promise(hours, promise.payment_hours) for channel, promise in told.items()}
    others = told.pop("", Promise())
    for word in _words(values, "orders.channel_hours"):
        channel, _equals, own = word.partition("=")
        told[channel] = Promise(_understood("orders.channel_hours", int, own), told.get(channel, others).payment_hours)
    rest = RestDays(
        _understood("shop.rest_weekdays", read_weekdays, str(values["shop.rest_weekdays"])),
        frozenset(_understood("shop.rest_dates", read_days, _words(values, "shop.rest_dates"))),
        work_calendar(shop) if values["shop.rest_holidays"] else None,
    )
    return Deadlines(told, others, _pickups(shop, _words(values, "orders.last_pickup")), rest)


def _understood(name: str, read: Callable[[Told], Read], told: Told) -> Read:
    try:
        return read(told)
    except ValueError:
        raise ShopError("setting-invalid", name=name, value=str(told)[:40], allowed=_EXAMPLES[name]) from None


def _words(values: Mapping[str, str | int | bool], name: str) -> list[str]:
    return str(values[name]).replace(",", " ").split()


def _pickups(shop: Shop, words: list[str]) -> dict[str, time]:
    """Return the last pick-ups by courier: what the setting says of one, else its own, else the general one."""
    told = list(last_pickups(shop).items())
    told += [(courier, moment) for courier, _equals, moment in (word.rpartition("=") for word in words)]
    return {courier: _understood("orders.last_pickup", _hour, moment) for courier, moment in told}


def _hour(text: str) -> time:
    hour, _colon, minute = text.partition(":")
    return time(int(hour), int(minute))


def set_clocks(shop: Shop, values: Mapping[str, str | int | bool]) -> int:
    """Reckon the clocks of all open orders anew after a setting has changed; return how many now run otherwise."""
    deadlines = read_deadlines(shop, values)
    changed = []
    for clock in order_clocks.open_clocks(shop.connection):
        due = deadlines.ship_by(clock.channel, clock.paid_at)
        leaves = deadlines.leave_by(clock.courier, clock.paid_at, due)
        if (due, leaves) != (clock.ship_by, clock.leave_by):
            changed.append((clock.id, due, leaves))
    with shop.writing():
        order_clocks.write_clocks(shop.connection, changed)
    return len(changed)


def set_clock(shop: Shop, row: int, values: Mapping[str, str | int | bool]) -> None:
    """Reckon one order's clock anew, inside the caller's transaction: it was paid, or another courier takes it."""
    order = orders.load_order(shop.connection, row)
    deadlines = read_deadlines(shop, values)
    due = deadlines.ship_by(order.channel, order.paid_at)
    order_clocks.write_clocks(shop.connection, [(row, due, deadlines.leave_by(order.courier, order.paid_at, due))])

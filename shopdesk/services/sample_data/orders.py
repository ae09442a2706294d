"""The sample shop's orders of the last ninety days, with the steps that bring each to where it stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from shopdesk.domain.imports import OrderRecord
from shopdesk.services.sample_data.baskets import Stockroom
from shopdesk.services.sample_data.courses import Step
from shopdesk.services.sample_data.goods import SampleListing
from shopdesk.services.sample_data.people import People, load_people
from shopdesk.services.sample_data.plans import Plan, plan_orders
from shopdesk.services.sample_data.records import tell_order

_COURIERS = {"zto": 45, "yto": 25, "sto": 15, "sf": 15}
_OWN_COURIER = {"jd": "jd", "woocommerce": "sf", "shopify": "sf"}
_WAYBILLS = {
    "sf": "SF00000{:08d}",
    "zto": "73530000{:06d}",
    "yto": "YT00000{:08d}",
    "sto": "7700000{:08d}",
    "jd": "JDX0000{:08d}",
}
_SCARCE_SINCE = timedelta(hours=72)


@dataclass(frozen=True, slots=True)
class SampleOrder:
    """An order as its platform tells it, and the steps that follow, oldest first; "hold" is a step, too.

    `flag` names what is odd on purpose. The opening stock covers every order but the "short" ones, whose
    confirmation finds too little. Stall sales arrive delivered, without steps: they take nothing from the office.
    """

    record: OrderRecord
    steps: tuple[Step, ...] = ()
    flag: str = ""
    courier: str = ""
    waybill: str = ""

    @property
    def state(self) -> str:
        """The fulfilment in which the order ends."""
        if self.flag in ("hold", "short"):
            return "new"
        if self.steps:
            return self.steps[-1].state
        return self.record.head.fulfilment if self.record.head else "new"


def make_orders(
    now: datetime, listings: Sequence[SampleListing], language: str, count: int = 300, seed: int = 1111
) -> tuple[SampleOrder, ...]:
    """Make up the orders before `now` (with its time zone), oldest first; the same seed gives the same orders.

    The opening stock lasts for about a thousand.
    """
    rng = Random(seed)
    people, stockroom = load_people(language), Stockroom(listings)
    orders = []
    for serial, plan in enumerate(plan_orders(now, count, rng), start=1):
        if now - plan.placed_at < _SCARCE_SINCE:
            stockroom.close_scarce()
        orders.append(_order(serial, plan, stockroom, people, rng))
    return tuple(orders)


def _order(serial: int, plan: Plan, stockroom: Stockroom, people: People, rng: Random) -> SampleOrder:
    lines = stockroom.short_basket(rng) if plan.flag == "short" else stockroom.basket(rng, served=plan.served)
    if plan.flag == "unmatched":
        lines += (people.unknown_goods,)
    record = tell_order(serial, plan, lines, people, rng)
    courier = _OWN_COURIER.get(plan.channel) or rng.choices(list(_COURIERS), list(_COURIERS.values()))[0]
    if not any(step.state == "shipped" for step in plan.course.steps):
        return SampleOrder(record, plan.course.steps, plan.flag)
    return SampleOrder(record, plan.course.steps, plan.flag, courier, _WAYBILLS[courier].format(serial))

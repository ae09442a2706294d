"""Which orders there are, before anything is in them: when, on which channel, how far, and what is odd about some."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from shopdesk.services.sample_data.courses import Course, confirmed_in_vain, course_of, held, sent_off
from shopdesk.services.sample_data.rhythm import order_times

_CHANNELS = {"taobao": 40, "pdd": 25, "jd": 10, "douyin": 10, "woocommerce": 5, "shopify": 5, "stall": 3, "manual": 2}
_MARKETPLACES = ("taobao", "pdd", "jd", "douyin")
_ODD_PER_300 = {"hold": 3, "short": 4, "unmatched": 2, "masked": 4, "suspicious": 3, "refunding": 3}
_ODD_AGE = timedelta(hours=46)
_OVERDUE, _OVERDUE_KEPT = timedelta(hours=48), 6


@dataclass(frozen=True, slots=True)
class Plan:
    """An order to be made up; `flag` is one of the order flags, or empty."""

    placed_at: datetime
    channel: str
    course: Course
    flag: str = ""

    @property
    def served(self) -> bool:
        """Whether the office's stock must be there for it."""
        return self.channel != "stall" and self.course.state != "cancelled" and self.flag != "short"


def plan_orders(now: datetime, count: int, rng: Random) -> list[Plan]:
    """Plan `count` orders of the ninety days before `now`, oldest first; of 300 about twenty are odd on purpose."""
    plans = [_plan(placed, now, rng) for placed in order_times(now, count, rng)]
    overdue = [at for at, plan in enumerate(plans) if _is_overdue(plan, now)]
    rng.shuffle(overdue)
    for at in overdue[_OVERDUE_KEPT:]:
        plans[at] = replace(plans[at], course=sent_off(plans[at].course, now, rng))
    waiting = [at for at, plan in enumerate(plans) if _may_be_odd(plan, now)]
    flags = [flag for flag, wanted in _ODD_PER_300.items() for _ in range(max(1, wanted * count // 300))]
    for at, flag in zip(rng.sample(waiting, min(len(waiting), len(flags))), flags, strict=False):
        plans[at] = _made_odd(plans[at], flag, now)
    return plans


def _plan(placed: datetime, now: datetime, rng: Random) -> Plan:
    channel = rng.choices(list(_CHANNELS), list(_CHANNELS.values()))[0]
    course = course_of(placed, now, rng)
    return Plan(placed, channel, Course("paid", placed) if channel == "stall" else course)


def _is_overdue(plan: Plan, now: datetime) -> bool:
    paid_at = plan.course.paid_at
    waits = plan.channel != "stall" and plan.course.state in ("new", "confirmed", "picking", "packed")
    return waits and paid_at is not None and now - paid_at > _OVERDUE


def _may_be_odd(plan: Plan, now: datetime) -> bool:
    waits = plan.course.payment == "paid" and plan.course.state in ("new", "confirmed")
    return waits and plan.channel in _MARKETPLACES and now - plan.placed_at < _ODD_AGE


def _made_odd(plan: Plan, flag: str, now: datetime) -> Plan:
    change = {"hold": held, "short": confirmed_in_vain}.get(flag)
    return replace(plan, flag=flag, course=change(plan.course, now) if change else plan.course)

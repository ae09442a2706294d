"""How far each sample order has come: paid or not, cancelled, waiting, packed, on its way, delivered."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import NamedTuple

from shopdesk.services.sample_data.rhythm import BACKLOG, in_working_hours, pick_up_after

_CANCELLED = 0.04
_UNPAID, _UNPAID_AGE = 0.12, timedelta(hours=30)
_WAITING = {"new": 35, "confirmed": 33, "picking": 10, "packed": 10, "shipped": 12}


class Step(NamedTuple):
    """What is done with an order after its import, and when (UTC): a fulfilment, or "hold"."""

    state: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Course:
    """How an order has gone until now: its payment, and the steps since it was taken in, oldest first."""

    payment: str
    paid_at: datetime | None
    steps: tuple[Step, ...] = ()

    @property
    def state(self) -> str:
        """The fulfilment that the steps lead to."""
        return self.steps[-1].state if self.steps else "new"


def course_of(placed: datetime, now: datetime, rng: Random) -> Course:
    """Draw the course of an order: what is older than 60 hours has left the house, the rest mostly waits."""
    paid = min(now, placed + _minutes(rng, 1, 15))
    luck = rng.random()
    if luck < _CANCELLED:
        at = min(now, paid + _minutes(rng, 20, 300))
        refunded = luck < _CANCELLED / 2
        return Course("refunded" if refunded else "unpaid", paid if refunded else None, (Step("cancelled", at),))
    if luck < _UNPAID and now - placed < _UNPAID_AGE:
        return Course("unpaid", None)
    confirmed = Step("confirmed", in_working_hours(paid + _minutes(rng, 20, 180)))
    if now - placed > BACKLOG:
        return Course("paid", paid, _sent(paid, confirmed, now, rng))
    return Course("paid", paid, _waiting(paid, confirmed, now, rng))


def held(course: Course, now: datetime) -> Course:
    """Return the course of an order that was put aside instead of being confirmed."""
    return Course(course.payment, course.paid_at, (Step("hold", _soon_after(course, now)),))


def confirmed_in_vain(course: Course, now: datetime) -> Course:
    """Return the course of an order whose confirmation is tried while its goods are missing."""
    return Course(course.payment, course.paid_at, (Step("confirmed", _soon_after(course, now)),))


def sent_off(course: Course, now: datetime, rng: Random) -> Course:
    """Return the course of a paid order that left with the first courier after its payment."""
    assert course.paid_at is not None
    confirmed = Step("confirmed", _soon_after(course, now))
    return Course(course.payment, course.paid_at, _sent(course.paid_at, confirmed, now, rng))


def _soon_after(course: Course, now: datetime) -> datetime:
    assert course.paid_at is not None
    return min(now, in_working_hours(course.paid_at + timedelta(minutes=30)))


def _sent(paid: datetime, confirmed: Step, now: datetime, rng: Random) -> tuple[Step, ...]:
    shipped = pick_up_after(paid) + _minutes(rng, 0, 20)
    packed = confirmed.at + (shipped - confirmed.at) * 0.8
    delivered = shipped + timedelta(days=rng.randint(1, 3)) + _minutes(rng, 900, 1500)
    steps = (confirmed, Step("packed", packed), Step("shipped", shipped), Step("delivered", delivered))
    return tuple(Step(state, at.replace(microsecond=0)) for state, at in steps if at <= now)


def _waiting(paid: datetime, confirmed: Step, now: datetime, rng: Random) -> tuple[Step, ...]:
    wanted = rng.choices(list(_WAITING), list(_WAITING.values()))[0]
    if wanted == "new" or confirmed.at > now:
        return ()
    if wanted == "shipped" and pick_up_after(paid) + timedelta(minutes=20) <= now:
        return _sent(paid, confirmed, now, rng)
    steps = [confirmed]
    for state in {"picking": ("picking",), "packed": ("picking", "packed")}.get(wanted, ()):
        since = steps[-1].at
        steps.append(Step(state, (since + (now - since) * rng.uniform(0.6, 0.95)).replace(microsecond=0)))
    return tuple(steps)


def _minutes(rng: Random, least: int, most: int) -> timedelta:
    return timedelta(minutes=rng.randint(least, most))

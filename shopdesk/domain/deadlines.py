"""The clocks of an order: until when it must be paid, must have left, and with which pick-up it leaves in time."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta, tzinfo

from shopdesk.domain.workdays import DAY, RestDays

_LOOK_BACK = 31  # days in which a pick-up is looked for: longer than any festival's rest


@dataclass(frozen=True, slots=True)
class Promise:
    """What holds on a channel: hours from payment to the parcel's leaving, and from ordering to payment."""

    ship_hours: int = 48
    payment_hours: int = 72


@dataclass(frozen=True, slots=True)
class Deadlines:
    """A shop's clocks: promises by channel, the last pick-up of each courier, the days without one.

    `pickups` holds local times by courier code, "" for all others; without any the parcel may leave until the end.
    `zone` is the shop's time zone, None for the machine's.
    """

    promises: Mapping[str, Promise] = field(default_factory=dict)
    others: Promise = Promise()
    pickups: Mapping[str, time] = field(default_factory=dict)
    rest: RestDays = field(default_factory=RestDays)
    zone: tzinfo | None = None

    def promise(self, channel: str) -> Promise:
        """Return what holds on a channel."""
        return self.promises.get(channel, self.others)

    def ship_by(self, channel: str, paid_at: datetime | None) -> datetime | None:
        """Return until when the parcel must have left: the handbook's 48 hours after payment unless told otherwise."""
        return paid_at + timedelta(hours=self.promise(channel).ship_hours) if paid_at else None

    def pay_by(self, channel: str, placed_at: datetime | None) -> datetime | None:
        """Return until when an order must be paid before its platform closes it."""
        return placed_at + timedelta(hours=self.promise(channel).payment_hours) if placed_at else None

    def leave_by(self, courier: str, paid_at: datetime | None, ship_by: datetime | None) -> datetime | None:
        """Return the courier's last pick-up before `ship_by` on a day that is no rest day.

        Where none comes between payment and `ship_by`, the parcel has to be brought there: `ship_by` itself.
        """
        pickup = self.pickups.get(courier, self.pickups.get(""))
        if ship_by is None or pickup is None:
            return ship_by
        local = ship_by.astimezone(self.zone)
        for back in range(_LOOK_BACK):
            day = local.date() - DAY * back
            if self.rest.rests(day):
                continue
            # The clock of that day, not of the last one: where clocks are put back an hour lies between them.
            moment = datetime.combine(day, pickup, self.zone).astimezone(ship_by.tzinfo)
            if paid_at is not None and moment <= paid_at:
                break
            if moment <= ship_by:
                return moment
        return ship_by

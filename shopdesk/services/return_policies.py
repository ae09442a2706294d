"""What the shop promises after the sale: its policy for an order of a day, and its own working days."""

from datetime import datetime

from shopdesk.db import returns
from shopdesk.domain.orders import Order
from shopdesk.domain.return_clocks import due_after, local_day
from shopdesk.domain.return_policy import Policy, policy_of
from shopdesk.services.deadlines import read_deadlines
from shopdesk.services.rule_files import return_policies, work_calendar
from shopdesk.services.settings import SETTINGS, list_settings
from shopdesk.services.shop import Shop

_WINDOWS = {
    "returns.no_reason_days": "no-reason",
    "returns.quality_days": "quality",
    "returns.not_as_described_days": "not-as-described",
}


def policy_at(shop: Shop, at: datetime) -> Policy:
    """Return the policy of a moment: a window that the shop has set differs from the handbook's and goes first.

    Raises ShopError("rule-file-damaged").
    """
    policy = policy_of(return_policies(shop), local_day(at))
    kept, now = returns.days_at(shop.connection, at), list_settings(shop)
    days = {code: kept.get(name, int(now[name])) for name, code in _WINDOWS.items()}
    own = {code: days[code] for name, code in _WINDOWS.items() if days[code] != SETTINGS[name].default}
    return policy.with_days(own)


def policy_for(shop: Shop, order: Order) -> Policy:
    """Return the policy of an order's day: when it was placed, else when it was paid, else today's."""
    return policy_at(shop, order.placed_at or order.paid_at or shop.now())


def due_in_working_days(shop: Shop, at: datetime, count: int) -> datetime:
    """Return until when something is due within so many working days: the mainland's, less the shop's rest days."""
    rest = read_deadlines(shop, list_settings(shop)).rest
    return due_after(at, count, work_calendar(shop), rest)

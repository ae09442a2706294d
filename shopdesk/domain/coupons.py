"""Whether a coupon may be used: by whom, when, how often and for how much."""

from shopdesk.domain.promotions import Promotion, Used, Visit

Reason = tuple[str, dict[str, object]]


def why_not(coupon: Promotion, visit: Visit) -> Reason | None:
    """Return why a coupon cannot be used at this visit, None where it can; the basket itself is not asked."""
    used = visit.used.get(coupon.code, Used())
    return _not_now(coupon, visit) or _not_theirs(coupon, visit) or _used_up(coupon, used)


def _not_now(coupon: Promotion, visit: Visit) -> Reason | None:
    if coupon.starts is not None and visit.at < coupon.starts:
        return "coupon-too-early", {"starts": coupon.starts}
    if coupon.ends is not None and visit.at >= coupon.ends:
        return "coupon-expired", {"ends": coupon.ends}
    if coupon.scope.channels and visit.channel not in coupon.scope.channels:
        return "coupon-other-channel", {"channel": visit.channel}
    return None


def _not_theirs(coupon: Promotion, visit: Visit) -> Reason | None:
    if coupon.scope.levels and visit.level not in coupon.scope.levels:
        return "coupon-other-level", {"level": visit.level}
    if coupon.audience == "any":
        return None
    if visit.orders is None:
        return "coupon-needs-customer", {}
    if coupon.audience == "new" and visit.orders:
        return "coupon-new-only", {"orders": visit.orders}
    if coupon.audience == "returning" and not visit.orders:
        return "coupon-returning-only", {}
    return None


def _used_up(coupon: Promotion, used: Used) -> Reason | None:
    if coupon.limit and used.uses >= coupon.limit:
        return "coupon-used-up", {"limit": coupon.limit}
    if coupon.per_customer and used.by_customer >= coupon.per_customer:
        return "coupon-used", {"limit": coupon.per_customer}
    if coupon.budget and used.spent >= coupon.budget:
        return "coupon-budget-spent", {"budget": coupon.budget}
    return None

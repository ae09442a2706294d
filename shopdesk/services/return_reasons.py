"""The reasons that a returns form offers: those of the policy of the order's day, for these goods."""

from shopdesk.db import returns
from shopdesk.domain.orders import Order
from shopdesk.domain.paper import ReturnReason
from shopdesk.domain.return_policy import Reason
from shopdesk.services.return_policies import policy_for
from shopdesk.services.shop import Shop

ON_FORM = ("no-reason", "quality", "not-as-described")


def form_reasons(shop: Shop, order: Order) -> tuple[ReturnReason, ...]:
    """Return the reasons that an order's returns form offers: what the policy of its day says of its goods.

    Where its goods differ the narrowest window stands there; what cannot come back for a reason has none.
    """
    policy, facts = policy_for(shop, order), returns.goods_of(shop.connection, [line.sku for line in order.lines])
    told = []
    for code in ON_FORM:
        found: list[tuple[Reason, bool]] = []
        for line in order.lines:
            _row, handle, category, special, _months = facts.get(line.sku, (0, "", [], "", 0))
            reason = policy.reason(code, category=category, listing=handle, channel=order.channel)
            if reason is not None:
                found.append((reason, bool(special) and "return-refund" not in reason.special))
        fitting = [reason for reason, special in found if not special and reason.days is not None]
        if fitting:
            narrow = min(fitting, key=lambda reason: reason.days or 0)
            told.append(ReturnReason(code, narrow.days, narrow.freight))
        elif found and code == "no-reason":
            told.append(ReturnReason("special", None, ""))
    return tuple(told)

"""Orders that look odd are told with their reasons; nothing is stopped by it."""

from shopdesk.db import suspicions
from shopdesk.domain.money import minor_digits
from shopdesk.domain.suspicions import Limits
from shopdesk.services.settings import get_setting
from shopdesk.services.shop import Shop


def look_at_orders(shop: Shop, first: int) -> int:
    """Tell what looks odd about the orders from this row on, inside the transaction that has added them."""
    return suspicions.tell_suspicions(shop.connection, first, _limits(shop))


def _limits(shop: Shop) -> Limits:
    amount = int(get_setting(shop, "orders.odd_amount")) * 10 ** minor_digits(str(get_setting(shop, "shop.currency")))
    return Limits(int(get_setting(shop, "orders.odd_pieces")), amount, int(get_setting(shop, "orders.odd_buyers")))

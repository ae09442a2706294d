"""What some verbs need in the sample shop."""

from datetime import timedelta

from shopdesk.domain.prices import Price
from shopdesk.domain.promotions import Promotion, Step
from shopdesk.domain.purchases import Supplier, SupplierItem
from shopdesk.services.payments import take
from shopdesk.services.prices import set_prices
from shopdesk.services.promotions import save_promotion
from shopdesk.services.purchases import draft_purchase, order_purchase
from shopdesk.services.shop import Shop
from shopdesk.services.suppliers import save_item, save_supplier
from shopdesk.services.tickets import open_ticket
from tests.conftest import NOW


def furnish(shop: Shop) -> None:
    """Put into the sample shop what some verbs need."""
    save_supplier(shop, Supplier("AAA", "甲样板厂", lead_days=5))
    save_item(shop, SupplierItem("AAA", "QH-MUG-W", price=350))
    draft_purchase(shop, "AAA", {"QH-MUG-W": 12})
    ordered = draft_purchase(shop, "AAA", {"QH-MUG-W": 24})
    order_purchase(shop, ordered.number)
    set_prices(shop, [Price("QH-APC-M", "sale", 3_000)])
    steps = (Step(10_000, amount=1_000),)
    save_promotion(shop, Promotion("SPRING", "春季满减", "threshold", steps=steps, ends=NOW + timedelta(9)), new=True)
    open_ticket(shop, "颜色不对", channel="chat")
    take(shop, "S-4711", "cash", 1_000, sale=True)

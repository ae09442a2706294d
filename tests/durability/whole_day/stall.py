"""A market day: the till is opened, promotions run, goods are sold, held, taken back, and the till is counted."""

from shopdesk.domain.promotions import Promotion, Step
from shopdesk.domain.sales import Cart, CartLine
from shopdesk.services import coupons, promotions, sale_receipts, sale_refunds, sales, shifts
from shopdesk.services.shop import Shop
from shopdesk.services.stall_goods import fetch_goods
from tests.durability.day import Verb
from tests.durability.whole_day.find import looked_at, one

FIVE = Promotion("FIVE", "减五元", "coupon", steps=(Step(3000, amount=500),), limit=5)
ONCE = Promotion("ONCE", "单张券", "coupon", steps=(Step(3000, amount=300),))


def verbs() -> list[Verb]:
    """Return this part of the day."""
    cart = Cart((CartLine("BOX", 2),), coupons=("FIVE",))
    return [
        lambda shop: promotions.save_promotion(shop, FIVE, new=True),
        lambda shop: promotions.set_state(shop, "FIVE", "live"),
        lambda shop: promotions.save_promotion(shop, ONCE, new=True),
        looked_at(lambda shop: coupons.make_codes(shop, "ONCE", 3)),
        lambda shop: promotions.restore_promotion(shop, None, "ONCE"),
        lambda shop: coupons.redeem(shop, ["FIVE"], "A-1"),
        lambda shop: coupons.give_back(shop, "A-1"),
        lambda shop: shifts.start_shift(shop, counts={5000: 1, 1000: 5}, uuid="shift 1"),
        lambda shop: shifts.move_cash(shop, -1000, reason="午饭", uuid="cash 1"),
        lambda shop: shifts.keep_counter(shop, cart, "counter 1"),
        lambda shop: shifts.hold_cart(shop, cart, label="红衣服", uuid="held 1"),
        lambda shop: shifts.recall_cart(shop, "held 1"),
        lambda shop: sales.sell(shop, cart, [("cash", 6000, "")], uuid="sale 1"),
        looked_at(lambda shop: sale_receipts.receipts_pdf(shop, [_sale(shop)])),
        lambda shop: sale_refunds.refund_sale(shop, _sale(shop), {"BOX": 1}, method="cash", uuid="back 1"),
        lambda shop: fetch_goods(shop, "MUG", 1, uuid="fetch 1"),
        lambda shop: sales.sell(shop, Cart((CartLine("MUG", 1),)), [("wechat", _price(shop), "4200")], uuid="sale 2"),
        lambda shop: shifts.close_shift(shop, cash=20000, reason="零钱", drop_held=True, uuid="close 1"),
    ]


def _sale(shop: Shop) -> str:
    return one(shop, "SELECT number FROM sales WHERE uuid = 'sale 1'")


def _price(shop: Shop) -> int:
    from shopdesk.services.stall_prices import price_cart

    return price_cart(shop, Cart((CartLine("MUG", 1),))).total

"""Coupons at the stall: each that is refused says why, and what is taken off comes to the cent."""

import pytest

from shopdesk.domain.errors import ShopError
from shopdesk.domain.promotions import Promotion, Step
from shopdesk.domain.sales import Cart, CartLine
from shopdesk.services.coupons import make_codes
from shopdesk.services.promotions import save_promotion, set_state
from shopdesk.services.sales import sell
from shopdesk.services.shifts import start_shift
from shopdesk.services.stall_coupons import coupons_told, is_coupon, try_coupon
from shopdesk.services.stall_prices import price_cart
from shopdesk.services.transfers import transfer_stock

FIVE = Promotion("FIVE", "减五元", "coupon", steps=(Step(5000, amount=500),), limit=2)


@pytest.fixture
def stall(shop, stock_up):
    stock_up(BOX=20, CUP=10)
    transfer_stock(shop, {"BOX": 8}, origin="office", target="stall")
    start_shift(shop, cash=0)
    save_promotion(shop, FIVE, new=True)
    set_state(shop, "FIVE", "live")
    return shop


def box(pieces: int, *coupons: str) -> Cart:
    return Cart((CartLine("BOX", pieces),), coupons=coupons)


def test_a_coupon_takes_off_what_it_says_and_is_used_with_the_sale(stall) -> None:
    cart, told = try_coupon(stall, box(2), " five ")
    assert (cart.coupons, told.name, told.amount, told.missed) == (("FIVE",), "减五元", 500, None)
    sale = sell(stall, cart, [("cash", 5500, "")])
    assert sum(one.amount for one in sale.reductions) == 500


def test_a_coupon_that_cannot_be_used_stays_out_of_the_cart_with_its_reason(stall) -> None:
    for cart, code, reason in (
        (box(1), "FIVE", "coupon-below-threshold"),
        (box(2), "NEVER", "coupon-unknown"),
        (box(2), "'; DROP TABLE sales", "coupon-unknown"),
    ):
        same, told = try_coupon(stall, cart, code)
        assert same == cart
        assert told.missed is not None and told.missed.reason == reason
    for cart, code, reason in (
        (Cart(), "FIVE", "basket-empty"),
        (box(2), "  ", "coupon-missing"),
        (box(2, "FIVE"), "five", "coupon-twice"),
    ):
        with pytest.raises(ShopError, match=reason):
            try_coupon(stall, cart, code)


def test_a_single_code_is_used_once_and_two_of_one_coupon_count_once(stall) -> None:
    first, second = make_codes(stall, "FIVE", 2)
    cart, _told = try_coupon(stall, box(2), first.lower())
    _cart, again = try_coupon(stall, cart, second)
    assert again.missed is not None and again.missed.reason == "coupon-excluded"
    assert sell(stall, cart, [("wechat", 5500, "")]).total == 5500
    _cart, used = try_coupon(stall, box(2), first)
    assert used.missed is not None and used.missed.reason == "coupon-code-used"


def test_a_coupon_whose_goods_were_taken_out_is_told_as_not_used(stall) -> None:
    cart = box(1, "FIVE")
    (told,) = coupons_told(stall, cart, price_cart(stall, cart))
    assert told.amount == 0 and told.missed is not None
    assert [is_coupon(stall, code) for code in ("five", "BOX", "", "FIVE-")] == [True, False, False, False]


def test_a_gift_that_is_not_at_the_stall_is_named(stall) -> None:
    save_promotion(stall, Promotion("CUPS", "买二送杯", "gift", steps=(Step(2),), gift="CUP", pieces=True), new=True)
    set_state(stall, "CUPS", "live")
    priced = price_cart(stall, box(2))
    assert (priced.gifts_missing, len(priced.lines)) == (("CUP",), 1)
    transfer_stock(stall, {"CUP": 1}, origin="office", target="stall")
    priced = price_cart(stall, box(2))
    assert (priced.gifts_missing, [line.sku for line in priced.lines if line.gift]) == ((), ["CUP"])
    sale = sell(stall, box(2), [("cash", 6000, "")])
    assert (sale.total, [line.sku for line in sale.lines]) == (6000, ["BOX", "CUP"])

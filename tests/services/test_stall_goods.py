"""What lies at the stall: since when, until when, and what can be fetched from the office."""

from dataclasses import replace
from datetime import timedelta

import pytest

from shopdesk.domain.errors import ShopError
from shopdesk.domain.sales import Cart, CartLine
from shopdesk.services.sales import sell
from shopdesk.services.settings import set_setting
from shopdesk.services.shifts import start_shift
from shopdesk.services.stall_goods import fetch_goods, fetchable, goods_of_code, stall_lease
from shopdesk.services.stock import show_stock
from shopdesk.services.transfers import bring_back, transfer_stock


@pytest.fixture
def stocked(shop, stock_up):
    stock_up(BOX=20, CUP=10)
    return shop


def later(shop, **told):
    at = shop.now() + timedelta(**told)
    return replace(shop, now=lambda: at)


def test_goods_lie_at_the_stall_since_the_first_of_them_came_and_go_back_in_the_evening(stocked) -> None:
    assert stall_lease(stocked) is None
    transfer_stock(stocked, {"BOX": 4}, origin="office", target="stall")
    noon = later(stocked, hours=3)
    fetch_goods(noon, "CUP", 2)
    start_shift(noon, cash=0)
    sell(noon, Cart((CartLine("BOX", 1),)), [("cash", 3000, "")])
    lease = stall_lease(noon)
    assert lease is not None and lease.since == stocked.now()
    assert 0 < (lease.back_by - lease.since).total_seconds() <= 24 * 3600
    assert f"{lease.back_by:%H:%M}" == "21:00"
    set_setting(stocked, "stall.back_by", "6:30")
    early = stall_lease(noon)
    assert early is not None and f"{early.back_by:%H:%M}" == "06:30" and early.back_by > early.since
    bring_back(noon, origin="stall", target="office")
    assert stall_lease(noon) is None
    tomorrow = later(stocked, days=1)
    fetch_goods(tomorrow, "BOX", 1)
    again = stall_lease(tomorrow)
    assert again is not None and again.since == tomorrow.now()


def test_what_is_fetched_leaves_the_office_and_never_more_than_is_there(stocked) -> None:
    assert fetchable(stocked, "BOX") == 20
    fetch_goods(stocked, "BOX", 3, uuid="a-client-s-own")
    fetch_goods(stocked, "BOX", 3, uuid="a-client-s-own")
    places = dict(show_stock(stocked, "BOX").level.locations)
    assert (places["office"], places["stall"]) == (17, 3)
    for sku, pieces, code in (("BOX", 18, "stock-"), ("BOX", 0, "quantity-out-of-range"), ("NO", 1, "sku-unknown")):
        with pytest.raises(ShopError, match=code):
            fetch_goods(stocked, sku, pieces)
    assert goods_of_code(stocked, "CUP").left == 0
    with pytest.raises(ShopError, match="code-unknown"):
        goods_of_code(stocked, "")

"""`orders add`: an order taken by telephone, its address taken apart, its prices as agreed."""

import pytest


@pytest.fixture
def goods(shopdesk):
    """A shop with one thing to sell."""
    assert shopdesk("init", "--name", "青禾杂货").status == 0
    assert shopdesk("listings", "add", "--title", "搪瓷马克杯", "--sku", "MUG", "--price", "30").status == 0


def test_an_order_by_telephone_has_the_parts_of_its_address(shopdesk, goods):
    address = "浙江杭州西湖区文三路1号 2栋301"
    order = shopdesk(
        "orders", "add", "--line", "MUG=2", "--name", "王小梅", "--phone", "13800001234", "--address", address,
        "--paid", "--channel", "phone", "--price", "MUG=25.50", "--shipping", "8", "--discount", "1",
    ).json  # fmt: skip
    to = order["receiver"]
    assert (to["name"], to["phone"], to["country"]) == ("王小梅", "13800001234", "CN")
    assert (to["province"], to["city"], to["district"]) == ("浙江省", "杭州市", "西湖区")
    assert to["street"] == "文三路1号 2栋301"
    assert (order["badge"], order["channel"], order["payment"]) == ("new", "phone", "paid")
    assert [order[part]["amount"] for part in ("shipping", "discount", "total")] == [800, 100, 5800]


def test_an_address_that_is_not_certain_is_kept_whole(shopdesk, goods):
    order = shopdesk("orders", "add", "--line", "MUG=1", "--name", "王小梅", "--address", "朝阳区样板路1号").json
    assert (order["receiver"]["province"], order["receiver"]["street"]) == ("", "朝阳区样板路1号")


def test_a_price_without_its_sku_is_refused(shopdesk, goods):
    answer = shopdesk("orders", "add", "--line", "MUG=1", "--name", "王小梅", "--price", "25")
    assert (answer.status, answer.json["error"]["code"]) == (3, "line-unreadable")

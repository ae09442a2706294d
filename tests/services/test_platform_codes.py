"""What platforms call a SKU: their orders find the goods, those that wait as well as those that come."""

import pytest

from shopdesk.domain.errors import ShopError
from shopdesk.services.imports import import_file
from shopdesk.services.listing_edit import ListingChange, save_listings
from shopdesk.services.listings import show_listing
from shopdesk.services.orders import list_orders
from shopdesk.services.platform_codes import add_code, list_codes, remove_code

CODE = "TB-20991"


@pytest.fixture
def box(stock_up):
    stock_up(BOX=7)


@pytest.fixture
def taobao_order(shop, taobao, taobao_lines):
    """Import a Taobao order whose line has the code."""

    def bring() -> None:
        import_file(shop, taobao({}))
        import_file(shop, taobao_lines({"商家编码": CODE}))

    return bring


def matched(shop) -> list[bool]:
    return [line.matched for order in list_orders(shop) for line in order.lines]


def test_an_order_with_a_platform_code_finds_the_sku(shop, box, taobao_order):
    assert add_code(shop, "BOX", CODE, "taobao") == 0
    taobao_order()
    (order,) = list_orders(shop)
    assert [line.sku for line in order.lines] == ["BOX"] and matched(shop) == [True]


def test_a_code_told_later_finds_the_orders_that_wait(shop, box, taobao_order):
    taobao_order()
    assert matched(shop) == [False]
    assert add_code(shop, "BOX", f" {CODE} ") == 1
    assert matched(shop) == [True]


def test_a_code_of_another_channel_means_nothing_here(shop, box, taobao_order):
    add_code(shop, "BOX", CODE, "pdd")
    taobao_order()
    assert matched(shop) == [False]


def test_a_code_means_one_sku_on_a_channel(shop, stock_up, refusal):
    stock_up(A=1, B=1)
    add_code(shop, "A", CODE, "taobao")
    assert refusal(add_code, shop, "B", CODE, "taobao") == "code-taken"
    add_code(shop, "B", CODE, "pdd")
    assert list_codes(shop, ["A", "B"]) == [("A", "taobao", CODE), ("B", "pdd", CODE)]
    assert show_listing(shop, "A").variants[0].sku == "A"


def test_several_codes_are_listed_and_taken_away(shop, box):
    for channel in ("", "jd", "taobao"):
        add_code(shop, "BOX", f"{CODE}{channel}", channel)
    remove_code(shop, f"{CODE}jd", "jd")
    assert list_codes(shop, ["BOX"]) == [("BOX", "", CODE), ("BOX", "taobao", f"{CODE}taobao")]
    with pytest.raises(ShopError, match="code-unknown"):
        remove_code(shop, f"{CODE}jd", "jd")


@pytest.mark.parametrize(
    ("sku", "code", "channel", "why"),
    [
        ("NO", CODE, "", "sku-unknown"),
        ("BOX", " ", "", "code-invalid"),
        ("BOX", "a\nb", "", "code-invalid"),
        ("BOX", "x" * 121, "", "code-invalid"),
        ("BOX", CODE, "moon", "channel-unknown"),
    ],
)
def test_what_is_no_code_is_refused(shop, box, refusal, sku, code, channel, why):
    assert refusal(add_code, shop, sku, code, channel) == why


def test_the_code_of_a_variant_that_has_left_can_be_given_to_another(shop, stock_up, taobao_order):
    stock_up(OLD=0, BOX=7)
    add_code(shop, "OLD", CODE, "taobao")
    old = show_listing(shop, "OLD")
    save_listings(shop, [ListingChange(old, None)])
    taobao_order()
    assert matched(shop) == [False]
    assert add_code(shop, "BOX", CODE, "taobao") == 1
    assert [line.sku for order in list_orders(shop) for line in order.lines] == ["BOX"]


def test_a_code_of_a_variant_that_has_left_ties_no_order_to_it(shop, stock_up, taobao_order, products):
    stock_up(OLD=0)
    add_code(shop, "OLD", CODE, "taobao")
    save_listings(shop, [ListingChange(show_listing(shop, "OLD"), None)])
    taobao_order()
    import_file(shop, products(NEW=1))
    assert matched(shop) == [False]

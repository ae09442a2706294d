import pytest
from PIL import Image

from shopdesk.domain.addresses import Receiver
from shopdesk.services import paper
from shopdesk.services.orders import add_order
from shopdesk.services.settings import set_setting, set_settings
from shopdesk.services.stock import set_shelf

BUYER = Receiver("测试人", street="样板路1号")


@pytest.fixture
def orders(shop, stock_up):
    """Two orders that share one SKU."""
    stock_up(BOX=9, LID=9, CUP=9)
    return [
        add_order(shop, [("BOX", 2), ("LID", 1)], BUYER, note="快"),
        add_order(shop, [("CUP", 4), ("BOX", 3)], BUYER),
    ]


def test_a_pick_list_goes_along_the_shelves_those_without_a_place_last(shop, orders):
    set_shelf(shop, "LID", place="A-01-1")
    set_shelf(shop, "BOX", place="B-01-1")
    picked = paper.pick_list(paper.prepare(shop, orders), orders)
    assert [(row.item.sku, row.item.bin, row.item.quantity, row.orders) for row in picked.rows] == [
        ("LID", "A-01-1", 1, ((orders[0].number, 1),)),
        ("BOX", "B-01-1", 5, ((orders[0].number, 2), (orders[1].number, 3))),
        ("CUP", "", 4, ((orders[1].number, 4),)),
    ]
    assert picked.order_count == 2


def test_a_pick_list_goes_as_the_shop_wants_or_as_it_is_told(shop, orders):
    set_shelf(shop, "LID", place="A-01-1")
    set_shelf(shop, "BOX", place="B-01-1")
    set_setting(shop, "paper.pick_by", "order")
    own = paper.pick_list(paper.prepare(shop, orders), orders)
    assert [(row.section, row.item.sku) for row in own.rows] == [
        (orders[0].number, "LID"), (orders[0].number, "BOX"), (orders[1].number, "BOX"), (orders[1].number, "CUP"),
    ]  # fmt: skip
    assert own.notes == ((orders[0].number, "快"),)
    told = paper.pick_list(paper.prepare(shop, orders, "shelf"), orders)
    assert [(row.section, row.item.sku) for row in told.rows] == [("A", "LID"), ("B", "BOX"), ("", "CUP")]


def test_a_label_names_the_courier_in_the_buyers_language(shop, orders):
    from dataclasses import replace

    home = replace(orders[0], courier="sf", waybill="SF1")
    abroad = replace(home, receiver=Receiver("Jo Ng", country="GB"))
    desk = paper.prepare(shop, [home, abroad])
    assert paper.label(desk, home, 2).courier == "顺丰速运"
    assert paper.label(desk, abroad, 1).courier == "SF Express"
    assert (paper.label(desk, home, 2).copy, paper.label(desk, home, 2).note) == (2, "快")
    assert paper.label(desk, replace(home, courier="无名速递"), 1).courier == "无名速递"


def test_the_sender_is_the_shop_unless_it_says_otherwise(shop, orders):
    assert paper.label(paper.prepare(shop, orders), orders[0], 1).sender.name == "青禾杂货"
    set_settings(shop, {"sender.name": "发件人", "sender.city": "上海市"})
    sender = paper.label(paper.prepare(shop, orders), orders[0], 1).sender
    assert (sender.name, sender.city) == ("发件人", "上海市")


def test_a_returns_form_tells_the_shops_own_windows(shop, orders):
    set_setting(shop, "returns.quality_days", "30")
    form = paper.returns_form(paper.prepare(shop, orders), orders[0])
    assert {reason.code: reason.days for reason in form.reasons} == {
        "no-reason": 7,
        "quality": 30,
        "not-as-described": 10,
    }
    assert form.reasons[0].freight == "buyer"


def test_pictures_are_on_slips_only_where_the_shop_wants_them(shop, orders):
    Image.new("RGB", (900, 900), "white").save(shop.images / "box.jpg")
    shop.connection.execute(
        "INSERT INTO pictures (uuid, listing_id, position, place, role)"
        " SELECT 'p', listing_id, 0, 'box.jpg', '' FROM variants WHERE sku = 'BOX'"
    )
    assert [item.picture for item in paper.slip(paper.prepare(shop, orders), orders[0]).items] == ["", ""]
    set_setting(shop, "paper.slip_pictures", "yes")
    shown, none = [item.picture for item in paper.slip(paper.prepare(shop, orders), orders[0]).items]
    with Image.open(shown) as small:
        assert max(small.size) < 900
    assert none == ""
    assert not any(row.item.picture for row in paper.pick_list(paper.prepare(shop, orders), orders).rows)
    set_setting(shop, "paper.pick_pictures", "yes")
    assert any(row.item.picture for row in paper.pick_list(paper.prepare(shop, orders), orders).rows)


@pytest.mark.parametrize("name", ["../secret.png", "/etc/hostname", "gone.png", ""])
def test_a_logo_lies_in_the_shops_folder_or_is_none(shop, orders, name):
    (shop.folder.parent / "secret.png").write_bytes(b"picture")
    set_setting(shop, "paper.logo", name)
    assert paper.slip(paper.prepare(shop, orders), orders[0]).logo == ""


def test_the_logo_is_found(shop, orders):
    (shop.folder / "logo.png").write_bytes(b"picture")
    set_setting(shop, "paper.logo", "logo.png")
    assert paper.slip(paper.prepare(shop, orders), orders[0]).logo == str(shop.folder / "logo.png")

"""What the stall shows is told apart and read from two metres: names, groups, the change, the word on a button."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from shopdesk.services.sales import list_sales
from shopdesk.ui.stall.stall_groups import GroupBar
from shopdesk.ui.stall.stall_parts import brief, whole_words

NAMES = ["", *(f"Group {at}" for at in range(1, 11))]


@pytest.mark.parametrize(
    ("title", "room", "shown"),
    [
        ("三折晴雨伞 黑胶防晒 八骨抗风", 11, "三折晴雨伞 黑胶防晒"),
        ("Folding umbrella, sun-proof, eight ribs", 20, "Folding umbrella"),
        ("Acacia salad bowl by Zhe Wood", 21, "Acacia salad bowl"),
        ("Mug", 3, "Mug"),
        ("Unbreakable", 5, ""),
    ],
)
def test_a_title_is_cut_between_its_words(title, room, shown):
    assert whole_words(title, lambda text: len(text) <= room) == shown


def test_a_name_that_no_word_of_fits_is_cut_with_dots():
    assert brief("Unbreakable", 6) == "Unbre…"


def drawn(button: QPushButton) -> str:
    return button._words  # what a large button paints


def test_the_till_says_on_its_button_what_it_does(stall, seller):
    stall.asks.open_till()
    assert drawn(stall.till.confirm) == "Open the shift"
    seller.key(Qt.Key.Key_Escape)
    seller.open(1)
    stall.asks.open_till()
    assert drawn(stall.till.confirm) == stall.till.title.text() == "Close the shift"


def test_the_change_stands_large_until_the_next_goods_come(stall, seller):
    seller.open(1)
    sku = stall.tiles.goods[0].sku
    seller.scan(sku)
    total = stall.priced.total
    stall.pay()
    stall.pay_sheet.amount.setText(str(total // 100 + 5))
    stall.pay_sheet.take()
    seller.sold(0)
    change = stall.side.findChild(QLabel, "stallSoldChange")
    assert change.text() == f"¥{list_sales(stall.context.shop)[0].change / 100:.2f}"
    assert change.font().pixelSize() >= 44
    seller.scan(sku)
    assert [one for one in stall.side.findChildren(QLabel, "stallSoldChange") if one.isVisible()] == []


def test_colours_of_one_title_are_told_apart_as_goods_come_back(stall, seller):
    seller.open(1)
    goods = stall.tiles.goods
    first = next(one for one in goods if sum(other.title == one.title for other in goods) > 1)
    for one in goods:
        if one.title == first.title:
            seller.scan(one.sku)
    stall.pay("wechat")
    stall.pay_sheet.take()
    seller.sold(0)
    stall.asks.ask_refund()
    stall.deeds.look_for_refund(list_sales(stall.context.shop)[0].number)
    words = [one.accessibleName() for one in stall.refund.findChildren(QPushButton) if "refundLine" in one.objectName()]
    assert len(words) > 1 and len(set(words)) == len(words)


def test_every_group_is_reached_however_many_there_are(stall, seller):
    bar = stall.tiles.groups
    bar.show_groups(NAMES)
    seller.there("stallGroup-0")  # new buttons are shown by the next event
    shown = [one for one in bar.findChildren(QPushButton) if one.isVisible()]
    assert 2 < len(shown) < len(NAMES)
    assert max(one.geometry().right() for one in shown) <= bar.width()
    seller.touch("stallGroups")
    assert stall.shown() is stall.extras.groups
    seller.touch(f"group-{len(NAMES) - 1}")
    assert stall.shown() is stall.tiles and bar.current == NAMES[-1]
    assert seller.there(f"stallGroup-{len(NAMES) - 1}").isChecked()


def test_few_groups_need_no_sheet(qtbot):
    bar = GroupBar()
    qtbot.addWidget(bar)
    bar.resize(600, 64)
    bar.show_groups(["", "Home"])
    bar.show()
    assert bar.findChild(QPushButton, "stallGroups").isHidden()


def test_a_large_screen_has_larger_tiles_and_a_wider_cart(stall, seller, qtbot):
    seller.there(f"tile-{stall.tiles.goods[0].sku}")
    small, cart = stall.tiles._tiles[0].height(), stall.side.width()
    stall.window().resize(1920, 1080)
    qtbot.waitUntil(lambda: stall.tiles._tiles[0].height() > 1.2 * small)
    assert stall.side.width() > cart
    rights = [tile.mapTo(stall, tile.rect().topRight()).x() for tile in stall.tiles._tiles]
    assert max(rights) < stall.side.x()


def standing_out(stall) -> list[str]:
    """Return the names of the buttons in sight that stand out."""
    return [b.objectName() for b in stall.findChildren(QPushButton) if b.isVisible() and b.property("primary")]


def test_one_button_stands_out_while_goods_are_chosen_and_while_money_is_taken(stall, seller):
    seller.open(1)
    seller.scan(stall.tiles.goods[0].sku)
    assert standing_out(stall) == ["stallPay"]
    stall.pay()
    assert standing_out(stall) == ["payDone"]
    seller.key(Qt.Key.Key_Escape)
    assert standing_out(stall) == ["stallPay"]


def test_change_is_told_of_cash_alone(stall, seller):
    seller.open(1)
    seller.scan(stall.tiles.goods[0].sku)
    stall.pay()
    assert stall.pay_sheet.change.isVisible()
    high = stall.pay_sheet.pad.height()
    stall.pay_sheet.choose("wechat")
    assert not stall.pay_sheet.change.isVisible() and stall.pay_sheet.pad.height() == high


def test_an_empty_cart_says_how_goods_come_into_it(stall, seller):
    seller.open(1)
    words = stall.side.findChild(QLabel, "stallCartEmpty")
    assert "Scan goods" in words.text()
    seller.scan(stall.tiles.goods[0].sku)
    assert not [one for one in stall.side.findChildren(QLabel, "stallCartEmpty") if one.isVisible()]


def test_on_a_small_screen_a_message_has_the_place_of_the_shift_until_it_is_gone(stall, seller, qtbot):
    seller.open(1)
    stall.window().resize(1024, 700)
    sides = [stall.head.findChild(QLabel, name) for name in ("stallShift", "stallLease")]
    stall.head.tell("There is no drawer at this printer. The sale is kept; open the drawer by hand.", "error")
    assert not any(side.isVisible() for side in sides)
    stall.head.tell("")
    assert all(side.isVisible() for side in sides)
    stall.window().resize(1440, 900)
    stall.head.tell("Recalled")
    assert all(side.isVisible() for side in sides)

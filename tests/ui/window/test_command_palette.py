"""The palette finds what can be done by words and by initials, shows its key, and does it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QStyleOptionViewItem

from shopdesk import app
from shopdesk.services.naming import how_far, means
from shopdesk.ui.context import Context
from shopdesk.ui.window import command_palette
from shopdesk.ui.window.manual import Manual
from shopdesk.words import spoken


@pytest.fixture
def chinese(folder, qtbot):
    """The whole program's window, in Chinese."""
    spoken.use("zh_CN")
    shown = app.open_window(folder, Context(folder))
    qtbot.addWidget(shown)
    shown.resize(1440, 900)
    shown.show()
    qtbot.waitExposed(shown)
    yield shown
    shown.close()
    spoken.use("en")


def offered(window) -> list[str]:
    found = window.findChild(QListWidget, "searchResults")
    return [found.item(at).text() for at in range(found.count())]


def look_for(window, qtbot, text: str) -> list[str]:
    window.palette_field.focus()
    window.palette_field.clear()
    window.palette_field.insert(text)  # no keyboard types Chinese by itself
    window.palette_field.look_up()
    return offered(window)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("dd", "订单"), ("xdd", "新订单"), ("打单", "打单"), ("supp", "Suppliers"), ("new order", "New sales order"),
        ("dayin", "打印"), ("day", "打印"), ("dyin", "打印"), ("Gongyings", "供应商"), ("gys", "供应商"),
    ],
)  # fmt: skip
def test_a_name_is_meant_by_a_part_of_it_or_its_pinyin(text, name):
    assert means(text, [name])


def test_what_stands_in_no_name_is_not_meant():
    assert not means("zz", ["订单", "Orders"])
    assert not means("new refund", ["New sales order"])
    assert means("", ["Orders"])  # nothing typed offers everything


@pytest.mark.parametrize(
    ("text", "nearest", "farther"),
    [
        ("库存", "库存", "库存盘点"),
        ("order", "Orders", "New sales order"),
        ("stock", "Stock counts", "Restock"),
        ("dingdan", "订单", "新订单"),
    ],
)
def test_the_nearest_name_is_known(text, nearest, farther):
    assert how_far(text, [nearest]) < how_far(text, [farther])


def test_what_fits_best_stands_first_whatever_way_it_is_typed(chinese, qtbot):
    for name, texts in {
        "打印机": ("dayinji", "dyj", "dayinj", "打印机", "printers"), "订单": ("dingdan", "dd", "订单", "orders")
    }.items():  # fmt: skip
        for text in texts:
            assert look_for(chinese, qtbot, text)[0].startswith(name), text


def test_a_place_is_found_by_what_is_done_there_after_those_of_that_name(chinese, qtbot):
    found = look_for(chinese, qtbot, "dayin")
    assert found[0].startswith("打印机") and any(text.startswith("打单") for text in found)
    assert look_for(chinese, qtbot, "refund")[0].startswith("售后")
    assert look_for(chinese, qtbot, "退款")[0].startswith("售后")


def test_a_place_is_found_by_initials_and_by_its_english_words_in_a_chinese_window(chinese, qtbot):
    assert any(text.startswith("供应商") for text in look_for(chinese, qtbot, "gys"))
    assert any(text.startswith("供应商") for text in look_for(chinese, qtbot, "suppl"))
    assert any("F1" in text for text in look_for(chinese, qtbot, "manual"))


def test_a_deed_of_the_page_is_found_with_its_key_and_done(chinese, qtbot, hands_on):
    chinese.go("orders")
    hands_on(chinese).settle()
    found = look_for(chinese, qtbot, "new order")
    assert found[0].endswith("Ctrl+N")
    qtbot.keyClick(chinese.palette_field, Qt.Key.Key_Return)
    assert chinese.current_page.name == "new_order"


def test_what_cannot_be_done_now_is_not_offered(chinese, qtbot, hands_on):
    chinese.go("new_order")
    hands_on(chinese).settle()
    assert not any("Ctrl+N" in text for text in look_for(chinese, qtbot, "xdd"))  # the page before has that button


def test_a_key_stands_apart_from_the_words_it_belongs_to(chinese, qtbot):
    look_for(chinese, qtbot, "manual")
    found = chinese.findChild(QListWidget, "searchResults")
    option = QStyleOptionViewItem()
    found.itemDelegate().initStyleOption(option, found.model().index(0, 0))
    assert found.item(0).text().endswith("F1") and "F1" not in option.text  # read aloud with it, drawn without


def test_what_enter_would_do_is_told_to_a_screen_reader(chinese, qtbot, monkeypatch):
    told: list[str] = []
    monkeypatch.setattr(command_palette, "announce", lambda _field, words: told.append(words))
    found = look_for(chinese, qtbot, "d")
    qtbot.keyClick(chinese.palette_field, Qt.Key.Key_Down)
    assert told[-2:] == found[:2]


def test_a_question_leads_to_the_part_of_the_manual_that_answers_it(chinese, qtbot):
    found = look_for(chinese, qtbot, "电脑坏了")
    assert found == ["手册：电脑坏了，换新电脑", "手册：我的数据在哪儿？"]
    qtbot.keyClick(chinese.palette_field, Qt.Key.Key_Return)
    book = chinese.findChild(Manual)
    assert book.isVisible() and book.chapter == "backups"
    assert book.browser.verticalScrollBar().value() > 0

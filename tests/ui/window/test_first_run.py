"""The first start: a shop of one's own, or the sample shop to look around in."""

import shutil

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPushButton

from shopdesk.paths import SHOP_FILE
from shopdesk.services.settings import list_settings
from shopdesk.services.shop import open_shop
from shopdesk.ui import dialogs
from shopdesk.ui.window.first_run import SAMPLE_FOLDER, FirstRun
from shopdesk.words import spoken


@pytest.fixture
def asked(tmp_path, qtbot):
    shown = FirstRun(tmp_path / "data" / "shop", spoken.use)
    qtbot.addWidget(shown)
    shown.show()
    yield shown
    spoken.use("en")


def test_name_and_address_make_the_shop(asked):
    for name, text in (("shop.name", "青禾杂货"), ("sender.street", "示例路 1 号"), ("sender.city", "杭州市")):
        asked.findChild(QLineEdit, f"first-{name}").setText(text)
    asked.findChild(QPushButton, "makeShop").click()
    assert asked.result() == QDialog.DialogCode.Accepted
    shop = open_shop(asked.folder)
    values = list_settings(shop)
    shop.close()
    assert (values["shop.name"], values["sender.street"], values["sender.city"]) == (
        "青禾杂货",
        "示例路 1 号",
        "杭州市",
    )


def test_the_language_is_spoken_at_once_and_what_was_typed_stays(asked, qtbot):
    qtbot.keyClicks(asked.findChild(QLineEdit, "first-shop.name"), "Heron Goods")
    asked.language.setCurrentIndex(asked.language.findData("zh_CN"))
    asked.language.activated.emit(asked.language.currentIndex())
    assert asked.windowTitle() == "欢迎使用 ShopDesk"
    assert asked.findChild(QLineEdit, "first-shop.name").text() == "Heron Goods"


def test_a_folder_that_cannot_be_written_is_said_and_nothing_is_made(asked, tmp_path):
    (tmp_path / "data").write_text("a file stands where the folder should be")
    asked.findChild(QPushButton, "makeShop").click()
    assert "cannot be written" in asked.findChild(QLabel, "firstWrong").text()
    assert asked.isVisible()


def test_the_sample_shop_lies_in_a_folder_of_its_own(asked, qtbot, sample_template, tmp_path):
    shutil.copytree(sample_template, tmp_path / "data" / SAMPLE_FOLDER)  # made before: it is opened, not made again
    asked.findChild(QPushButton, "openSample").click()
    qtbot.waitUntil(lambda: asked.result() == QDialog.DialogCode.Accepted, timeout=60_000)
    assert asked.folder == tmp_path / "data" / SAMPLE_FOLDER
    assert (asked.folder / SHOP_FILE).exists()
    assert not (tmp_path / "data" / "shop").exists()


def test_a_shop_of_another_pc_is_brought(asked, qtbot, sample_template, tmp_path, monkeypatch):
    old = shutil.copytree(sample_template, tmp_path / "stick")
    monkeypatch.setattr(dialogs, "choose_files", lambda *_: [old / SHOP_FILE])
    qtbot.keyClick(asked, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: asked.result() == QDialog.DialogCode.Accepted)
    assert asked.folder == tmp_path / "data" / "shop"
    shop = open_shop(asked.folder)
    assert list_settings(shop)["shop.name"] == "青禾杂货"
    shop.close()
    assert any((asked.folder / "images").iterdir())


def test_a_file_that_is_no_shop_is_said_and_another_may_be_chosen(asked, qtbot, tmp_path, monkeypatch):
    wrong = tmp_path / "letter.db"
    wrong.write_text("a letter")
    monkeypatch.setattr(dialogs, "choose_files", lambda *_: [wrong])
    bring = asked.findChild(QPushButton, "bringShop")
    bring.click()
    qtbot.waitUntil(bring.isEnabled)
    assert "letter.db" in asked.findChild(QLabel, "firstWrong").text()
    assert asked.isVisible() and not (tmp_path / "data" / "shop" / SHOP_FILE).exists()


def field(asked: FirstRun, name: str) -> QLineEdit:
    found = asked.findChild(QLineEdit, f"first-{name}")
    assert isinstance(found, QLineEdit)
    return found


def test_enter_goes_from_box_to_box_and_makes_the_shop_at_the_last(asked, qtbot):
    qtbot.waitExposed(asked)
    field(asked, "shop.name").setFocus()
    for text in ("青禾杂货", "米小满", "13800000000", "浙江省", "杭州市", "西湖区"):
        asked.focusWidget().setText(text)
        qtbot.keyClick(asked.focusWidget(), Qt.Key.Key_Return)
        assert asked.isVisible(), f"the shop was made after {text}"
    assert asked.focusWidget() is field(asked, "sender.street")
    qtbot.keyClick(asked.focusWidget(), Qt.Key.Key_Return)
    assert asked.result() == QDialog.DialogCode.Accepted


def test_control_enter_makes_the_shop_from_any_box(asked, qtbot):
    qtbot.keyClick(field(asked, "shop.name"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert asked.result() == QDialog.DialogCode.Accepted


def test_a_whole_address_in_one_box_is_taken_apart(asked):
    province = field(asked, "sender.province")
    province.setText("米小满 13800000000 浙江省杭州市西湖区示例路 1 号")
    province.editingFinished.emit()
    told = {name: field(asked, f"sender.{name}").text() for name in ("name", "phone", "province", "city", "district")}
    assert list(told.values()) == ["米小满", "13800000000", "浙江省", "杭州市", "西湖区"]
    assert field(asked, "sender.street").text().startswith("示例路")


def test_what_was_typed_box_by_box_stays_as_it_is(asked):
    for name, text in (("province", "浙江省"), ("city", "杭州市"), ("street", "上海市浦东新区示例路 1 号")):
        field(asked, f"sender.{name}").setText(text)
        field(asked, f"sender.{name}").editingFinished.emit()
    assert field(asked, "sender.province").text() == "浙江省"
    assert field(asked, "sender.street").text() == "上海市浦东新区示例路 1 号"


def test_a_telephone_that_is_too_short_is_said(asked):
    phone = field(asked, "sender.phone")
    for text, said in (("123", True), ("13800000000", False), ("", False)):
        phone.setText(text)
        phone.editingFinished.emit()
        assert bool(asked.findChild(QLabel, "firstSays").text()) is said


def test_the_questions_fit_a_small_screen(asked):
    room = asked.screen().availableSize()
    assert asked.width() <= room.width()
    assert asked.height() <= room.height()
    assert asked.minimumSizeHint().height() < 400, "on a screen at 200 % its buttons stay in sight"

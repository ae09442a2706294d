"""The first start: a shop of one's own, or the sample shop to look around in."""

import shutil

import pytest
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPushButton

from shopdesk.paths import SHOP_FILE
from shopdesk.services.settings import list_settings
from shopdesk.services.shop import open_shop
from shopdesk.ui.first_run import SAMPLE_FOLDER, FirstRun
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
    assert asked._fields["shop.name"].text() == "Heron Goods"


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

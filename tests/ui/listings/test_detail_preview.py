"""A detail page in the window: at two widths, with pictures of the shop alone, written as a folder."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QShortcut, QTextDocument
from PySide6.QtTest import QTest
from shiboken6 import isValid

from shopdesk.services.listings import list_listings
from shopdesk.ui.listings.detail_preview import DESKTOP, PHONE, read_scaled, show_detail_page

IMAGE = QTextDocument.ResourceType.ImageResource


@pytest.fixture
def mug(context):
    return next(told for told in list_listings(context.shop) if told.pictures)


@pytest.fixture
def preview(context, mug, qtbot):
    made = show_detail_page(context, mug)
    qtbot.waitExposed(made)
    yield made
    if isValid(made):
        made.close()


def test_it_shows_the_page_with_the_shops_own_pictures_alone(preview, mug, folder):
    assert mug.title in preview.browser.toPlainText()
    (name, *_more) = preview.browser.pictures
    assert not preview.browser.loadResource(IMAGE, QUrl(name)).isNull()
    for foreign in ("https://example.com/x.png", (folder / "shop.db").as_uri(), "pictures/../../shop.db"):
        assert preview.browser.loadResource(IMAGE, QUrl(foreign)) is None
    assert preview.browser.loadResource(QTextDocument.ResourceType.StyleSheetResource, QUrl(name)) is None


def test_it_turns_between_phone_and_computer(preview, qtbot):
    wide = preview.browser.width()
    preview._wide.click()
    assert preview.browser.broadest == PHONE and preview.browser.width() < wide
    assert preview._wide.accessibleName() == "Computer width"
    preview._wide.click()
    assert (preview.browser.broadest, preview.browser.width()) == (DESKTOP, wide)


def test_the_stock_is_said_where_it_is_asked_for(preview):
    assert "现货" not in preview.browser.toPlainText() and "Available now" not in preview.browser.toPlainText()
    preview._stock.click()
    assert any(told in preview.browser.toPlainText() for told in ("现货", "Available now", "Sold out", "暂时缺货"))


def test_it_is_written_as_a_folder(preview, mug, context, tmp_path, monkeypatch, qtbot):
    monkeypatch.setattr("shopdesk.ui.dialogs.choose_folder", lambda *_told: tmp_path)
    told = []
    context.told.connect(told.append)
    QTest.keyClick(preview, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    assert (tmp_path / mug.handle / "index.html").is_file() and str(tmp_path) in told[0]


def test_it_can_be_closed_while_it_is_written(preview, mug, context, tmp_path, monkeypatch, wait):
    monkeypatch.setattr("shopdesk.ui.dialogs.choose_folder", lambda *_told: tmp_path)
    preview._export()
    QTest.keyClick(preview, Qt.Key.Key_Escape)
    wait(context)
    assert not isValid(preview) and (tmp_path / mug.handle / "index.html").is_file()


def test_foreign_text_is_no_markup(context, mug, qtbot):
    hostile = "<h1>big</h1><img src='file:///etc/passwd'>"
    made = show_detail_page(context, replace(mug, title=hostile))
    assert hostile in made.browser.toPlainText()
    made.close()


def test_large_pictures_are_read_small(tmp_path, qapp):
    image = QImage(3000, 1500, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    image.save(str(tmp_path / "large.png"))
    read = read_scaled(tmp_path / "large.png", 790)
    assert (read.width(), read.height()) == (790, 395)


def test_every_key_is_used_once(preview):
    keys = [shortcut.key().toString() for shortcut in preview.findChildren(QShortcut)]
    assert sorted(keys) == ["Ctrl+E", "Ctrl+T", "Ctrl+W", "Esc"]

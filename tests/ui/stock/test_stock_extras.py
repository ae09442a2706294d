"""On the stock page: labels for goods, kits with their parts, a file of the stock; each by a key."""

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QSpinBox

from shopdesk.services.kits import show_kit
from shopdesk.services.stock import list_stock, show_stock
from shopdesk.ui import dialogs
from shopdesk.ui.stock.stock_page import StockPage

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = CTRL | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def skus(context) -> list[str]:
    """The three SKUs of which most is there; none is a kit or a part of one."""
    levels = sorted(list_stock(context.shop), key=lambda level: -level.available)
    return [level.sku for level in levels if not level.sku.startswith("QH-CPS")][:3]


@pytest.fixture
def page(context, skus, qtbot) -> StockPage:
    made = StockPage(context)
    qtbot.addWidget(made)
    made.resize(1400, 900)
    made.show()
    made.show_panel(True)
    made.show_wanted({"sku": skus[0]})
    return made


@pytest.fixture
def until(qtbot):
    return lambda is_so: qtbot.waitUntil(is_so, timeout=10_000)


def test_labels_of_a_sku_are_written_and_opened(page, skus, until, wait, context, tmp_path, monkeypatch):
    target, opened = tmp_path / "labels.pdf", []
    monkeypatch.setattr(dialogs, "choose_target", lambda *_asked: target)
    monkeypatch.setattr(
        "shopdesk.ui.stock.stock_extras.QDesktopServices.openUrl", lambda url: opened.append(Path(url.toLocalFile()))
    )
    QTest.keyClick(page.table, Qt.Key.Key_P, CTRL)
    count = page.panel.findChild(QSpinBox, "labelCount")
    count.setValue(3)
    QTest.keyClick(count, Qt.Key.Key_S, CTRL)
    until(lambda: opened == [target])
    document = pypdfium2.PdfDocument(target)
    assert len(document) == 3 and skus[0] in document[0].get_textpage().get_text_range()
    until(lambda: page.extras.forms.form is None)


def test_a_form_that_asks_stands_out_alone(page):
    def leading() -> list[str]:
        return [made.objectName() for made in page.findChildren(QPushButton) if made.property("primary")]

    before = leading()
    assert "moveCurrent" in before and "moveStock" in before
    QTest.keyClick(page.table, Qt.Key.Key_P, CTRL)
    assert leading() == ["labelsFormSave"]
    page.refresh()
    assert leading() == ["labelsFormSave"]
    page.findChild(QPushButton, "labelsFormCancel").click()
    assert [name for name in leading() if name in before] == before


def test_a_kit_is_made_built_taken_apart_and_undone(page, skus, until, wait, context):
    kit, part, other = skus
    before = show_stock(context.shop, part).level.here
    QTest.keyClick(page.table, Qt.Key.Key_B, SHIFT)
    parts = page.panel.findChild(QPlainTextEdit, "kitParts")
    parts.setPlainText(f"{part}=2\n{other}=1")
    QTest.keyClick(parts, Qt.Key.Key_S, CTRL)
    until(lambda: show_kit(context.shop, kit) == {part: 2, other: 1})
    until(lambda: page.extras.forms.form is None)
    page.panel.findChild(QPushButton, "editKit").click()
    page.panel.findChild(QSpinBox, "kitPieces").setValue(3)
    page.panel.findChild(QPushButton, "buildKit").click()
    until(lambda: show_stock(context.shop, part).level.here == before - 6)
    for _again in range(2):
        wait(context)
        context.take_back()
    wait(context)
    assert show_stock(context.shop, part).level.here == before and show_kit(context.shop, kit) == {}


def test_a_part_that_cannot_be_read_is_said_and_nothing_changes(page, skus, context):
    told: list[str] = []
    context.failed.connect(lambda error, _doing: told.append(error.code))
    QTest.keyClick(page.table, Qt.Key.Key_B, SHIFT)
    parts = page.panel.findChild(QPlainTextEdit, "kitParts")
    parts.setPlainText("two of these")
    QTest.keyClick(parts, Qt.Key.Key_S, CTRL)
    assert told == ["line-unreadable"] and show_kit(context.shop, skus[0]) == {}
    QTest.keyClick(parts, Qt.Key.Key_Escape)
    assert page.extras.forms.form is None and page.panel.isVisible()


def test_the_stock_is_written_into_a_file(page, skus, until, tmp_path, monkeypatch):
    target = tmp_path / "stock.csv"

    def choose(_page, _title, _name, forms):
        return target, next(at for at, form in enumerate(forms) if "shopdesk-csv" in form)

    monkeypatch.setattr(dialogs, "choose_target_and_form", choose)
    QTest.keyClick(page.table, Qt.Key.Key_E, CTRL)
    until(target.is_file)
    assert skus[0] in target.read_text("utf-8-sig")


def test_a_kit_s_form_goes_with_its_goods_unless_something_was_typed(page, until):
    QTest.keyClick(page.table, Qt.Key.Key_B, SHIFT)
    assert page.extras.forms.form is not None
    page.table.setCurrentIndex(page.model.index(page.table.currentIndex().row() - 1, 0))
    assert page.extras.forms.form is None
    QTest.keyClick(page.table, Qt.Key.Key_B, SHIFT)
    page.extras.forms.form.findChild(QPlainTextEdit, "kitParts").setPlainText("A=1")
    page.table.setCurrentIndex(page.model.index(page.table.currentIndex().row() - 1, 0))
    assert page.extras.forms.form is not None

"""A strange file in the window: its columns are matched, the preset is kept, and the file is known from then on."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit

from shopdesk.services.import_presets import list_presets
from shopdesk.services.imports import ImportResult
from shopdesk.ui.context import Context
from shopdesk.ui.imports.import_page import ImportPage
from shopdesk.ui.listing_fields_choice import CalmCombo
from shopdesk.ui.page import Page
from shopdesk.ui.window.main_window import MainWindow
from shopdesk.ui.window.rail import Place

PLACES = [
    Place(page, "boxes", page, f"Ctrl+{at}")
    for at, page in enumerate(("today", "orders", "printing", "listings", "stock", "import"), 1)
]
SHEET = "流水,货,码,件\nM1,收纳盒,BOX,2\nM2,盒盖,LID,一个\n"


@pytest.fixture
def window(folder: Path, qtbot):
    opened = MainWindow(Context(folder), PLACES, {p.page: Page for p in PLACES} | {"import": ImportPage})
    qtbot.addWidget(opened)
    opened.resize(1366, 768)
    opened.go("import")
    opened.show()
    qtbot.waitExposed(opened)
    yield opened
    opened.close()


@pytest.fixture
def page(window) -> ImportPage:
    return window.current_page


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "market.csv"
    path.write_text(SHEET, "utf-8")
    return path


@pytest.fixture
def click(page, qtbot):
    def clicked(name: str) -> None:
        shown = [button for button in page.findChildren(QAbstractButton, name) if button.isVisible()]
        assert shown, name
        qtbot.mouseClick(shown[0], Qt.MouseButton.LeftButton)

    return clicked


@pytest.fixture
def choose(page, wait):
    """Choose a column, or another of the choices, as a person does."""

    def chosen(name: str, data: object) -> None:
        box = page.findChild(QComboBox, name)
        box.setCurrentIndex(box.findData(data))
        box.activated.emit(box.currentIndex())
        wait(page.context)

    return chosen


@pytest.fixture
def mapped(window, page, file, click, qtbot):
    """Open the mapping of the strange file."""
    window.take_files([file])
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.preview, timeout=20_000)
    click("importMap")
    qtbot.waitUntil(lambda: page.mapping.model.rowCount() == 2, timeout=20_000)
    return page.mapping


@pytest.fixture
def saved(page, mapped, choose, click, qtbot):
    """Match the columns, keep the preset and wait for the check."""
    for name, column in (("number", "流水"), ("title", "货"), ("sku", "码"), ("quantity", "件")):
        choose(f"mapping-{name}", column)
    mapped.name.setText("市场单")
    click("mappingSave")
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.preview, timeout=20_000)


def hint(page: ImportPage) -> str:
    return page.findChild(QLabel, "mappingHint").text()


def test_a_strange_file_is_offered_a_mapping_and_says_what_is_lacking(page, mapped, choose):
    choose("mappingKind", "orders")
    assert page.stack.currentWidget() is mapped
    assert not mapped.save.isEnabled() and "Order number" in hint(page)
    choose("mapping-number", "流水")
    assert "Title" in hint(page)
    choose("mapping-sku", "码")
    assert mapped.save.isEnabled()


def test_a_cell_that_cannot_be_read_is_marked_at_once(page, mapped, choose):
    choose("mappingKind", "stock")
    choose("mapping-sku", "码")
    choose("mapping-quantity", "件")
    cells = [mapped.model.columns[-1].cell(mapped.model.row_at(row)) for row in (0, 1)]
    assert [cell.role for cell in cells] == ["text", "error"]
    assert cells[1].tip and "1 of the first rows" in hint(page)


def test_the_mapped_file_goes_on_to_the_check_and_is_known_next_time(window, page, saved, file, qtbot):
    result = page.preview.current
    assert isinstance(result, ImportResult)
    assert (result.format, result.created, [p.code for p in result.rejected]) == ("市场单", 1, ["quantity-unreadable"])
    page._leave()
    window.take_files([file])
    qtbot.waitUntil(lambda: isinstance(page.preview.current, ImportResult), timeout=20_000)
    assert any("市场单" in made.text() for made in page.preview.card.findChildren(QLabel))
    assert "市场单" in [action.text() for action in page.preview.card.presets.actions()]


def test_a_preset_is_taken_back_and_done_again(page, saved, wait):
    context = page.context
    context.take_back()
    wait(context)
    assert list_presets(context.shop) == []
    context.do_again()
    wait(context)
    assert [preset.name for preset in list_presets(context.shop)] == ["市场单"]


def test_presets_are_renamed_and_taken_out_with_a_way_back(page, saved, click, qtbot, wait):
    page._leave()
    click("importPresets")
    view, context = page.presets, page.context
    assert view.model.rowCount() == 1
    view.findChild(QLineEdit, "presetName").setText("批发单")
    click("renamePreset")
    wait(context)
    assert [preset.name for preset in list_presets(context.shop)] == ["批发单"]
    click("removePreset")
    wait(context)
    qtbot.waitUntil(view.empty.isVisible)
    assert list_presets(context.shop) == []
    context.take_back()
    wait(context)
    assert [preset.name for preset in list_presets(context.shop)] == ["批发单"]
    click("presetsLeave")
    assert page.stack.currentWidget() is page.start


def test_leaving_the_mapping_goes_back_to_the_check(page, mapped, click):
    click("mappingCancel")
    assert page.stack.currentWidget() is page.preview


def test_a_long_column_name_ends_in_dots_where_its_choice_is_narrow(qtbot):
    box = CalmCombo()
    qtbot.addWidget(box)
    box.addItem("When the order was placed, in the time of the warehouse")
    box.resize(140, 32)
    box.show()
    cut = box.shown_text()
    assert cut.endswith("…") and box.fontMetrics().horizontalAdvance(cut) < 140
    box.resize(600, 32)
    assert box.shown_text() == box.currentText()

"""The categories page: the tree changed by keyboard, attributes in place, every change taken back."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QLabel, QLineEdit, QPushButton

from shopdesk.services import categories
from shopdesk.ui import dialogs
from shopdesk.ui.listings.categories_attributes import CHOICES, KIND, NAME, REQUIRED
from shopdesk.ui.listings.categories_page import CategoriesPage
from shopdesk.ui.listings.categories_tree import ENGLISH, Move
from shopdesk.ui.window.main_window import MainWindow
from tests.ui.conftest import PLACES, PlainPage
from tests.ui.keyboard import controls

KITCHEN = ("家居日用", "餐厨")
PANS, BOARDS = (*KITCHEN, "锅具"), (*KITCHEN, "刀具砧板")
PLACE = QAbstractItemView.DropIndicatorPosition


@pytest.fixture
def window(context, qtbot):
    makers = {place.page: PlainPage for place in PLACES} | {"categories": CategoriesPage}
    opened = MainWindow(context, PLACES, makers)
    qtbot.addWidget(opened)
    opened.resize(1440, 900)
    opened.go("categories", path=PANS)
    opened.show()
    qtbot.waitExposed(opened)
    opened.activateWindow()
    yield opened
    opened._left = True  # the context is closed by its fixture
    opened.close()


@pytest.fixture
def page(window) -> CategoriesPage:
    return window.current_page


@pytest.fixture
def press(page, context, qtbot, wait):
    """Press a key on a control and wait until what it does is done."""

    def act(control, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        control.setFocus()
        qtbot.keyClick(control, key, modifier)
        wait(context)

    return act


def paths(page) -> list[tuple[str, ...]]:
    return [category.path for category in categories.list_categories(page.context.shop)]


def undo(page, wait) -> None:
    page.context.take_back()
    wait(page.context)


def test_the_page_stands_where_it_was_asked_and_says_what_is_told(page):
    assert page.tree.path == PANS
    assert page.title.text() == "锅具"
    assert "3 listings" in page.facts.text() and "5 attributes, 3 required" in page.facts.text()
    crumbs = [link.text() for link in page.crumbs.findChildren(QPushButton) if link.isVisible()]
    assert crumbs == list(PANS)
    assert [page.attributes.item(row, NAME).text() for row in range(5)] == ["产地", "风格", "材质", "直径", "灶具"]
    assert page.rows_shown() == 262


def test_a_crumb_leads_up(page, qtbot):
    qtbot.mouseClick(page.crumbs.findChild(QPushButton, "crumb-2"), Qt.MouseButton.LeftButton)
    assert page.tree.path == KITCHEN


def test_esc_ends_the_search_first_and_then_leads_back_to_the_listings(page, context, press, monkeypatch):
    asked = []
    monkeypatch.setattr(context, "go", asked.append)
    page.search.setText("锅")
    press(page.tree, Qt.Key.Key_Escape)
    assert not page.search.text() and not asked
    press(page.tree, Qt.Key.Key_Escape)
    page.findChild(QPushButton, "backFromCategories").click()
    assert asked == ["listings", "listings"]


def test_a_category_is_added_below_the_current_one_and_taken_back(page, context, qtbot, wait, press):
    page.tree.stand_on(KITCHEN)
    press(page.tree, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert page.form.isVisible()
    page.form.name.setText("冰具")
    qtbot.keyClicks(page.form.english, "Ice")
    press(page.form.english, Qt.Key.Key_Return)
    assert page.tree.path == (*KITCHEN, "冰具")
    assert page.form.name.text() == ""
    undo(page, wait)
    assert (*KITCHEN, "冰具") not in paths(page) and page.tree.path == KITCHEN
    context.do_again()
    wait(context)
    assert (*KITCHEN, "冰具") in paths(page)


def test_a_refused_name_stays_with_its_reason_under_it(page, qtbot, press):
    page._begin_new()
    page.form.name.setText("锅具")
    press(page.form.name, Qt.Key.Key_Return)
    assert "already" in page.findChild(QLabel, "newCategoryError").text()
    assert page.form.name.text() == "锅具"
    press(page.form.name, Qt.Key.Key_Escape)
    assert not page.form.isVisible()


def test_f2_renames_in_place_and_listings_follow(page, context, qtbot, wait, press):
    press(page.tree, Qt.Key.Key_F2)
    editor = page.tree.findChild(QLineEdit)
    editor.setText("锅")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.wait(20)  # Qt takes the entry over in its next round
    wait(context)
    renamed = (*KITCHEN, "锅")
    assert categories.count_listings(context.shop)[renamed] == 3
    assert page.tree.path == renamed
    undo(page, wait)
    assert page.tree.path == PANS


def test_a_name_that_is_taken_is_refused_over_the_tree(page, context, wait):
    page.tree.currentItem().setText(0, "杯子茶具")
    wait(context)
    assert "already" in page.error.text() and page.error.isVisible()
    assert page.tree.currentItem().text(0) == "锅具"


def test_an_english_name_is_kept(page, context, wait):
    page.tree.currentItem().setText(ENGLISH, "Pans")
    wait(context)
    assert {c.path: c.name_en for c in categories.list_categories(context.shop)}[PANS] == "Pans"


def test_del_removes_an_empty_category_and_asks_where_listings_go(page, context, qtbot, wait, press):
    page.tree.stand_on(BOARDS)
    press(page.tree, Qt.Key.Key_Delete)
    assert BOARDS not in paths(page)
    undo(page, wait)
    assert BOARDS in paths(page)
    page.tree.stand_on(PANS)
    press(page.tree, Qt.Key.Key_Delete)
    assert PANS in paths(page) and page.put_into.isVisible()
    page.put_into.into.setEditText(" › ".join(BOARDS))
    qtbot.mouseClick(page.findChild(QPushButton, "removeAndPut"), Qt.MouseButton.LeftButton)
    wait(context)
    assert PANS not in paths(page)
    assert categories.count_listings(context.shop)[BOARDS] == 3
    undo(page, wait)
    assert categories.count_listings(context.shop)[PANS] == 3


def test_alt_and_an_arrow_move_among_siblings_and_on_to_the_next_branch(page, press):
    press(page.tree, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    below = [path for path in paths(page) if path[:2] == KITCHEN and len(path) == 3]
    assert below.index(PANS) == 1 and page.tree.path == PANS
    page.tree.stand_on(below[-1])
    press(page.tree, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert page.tree.path == ("家居日用", "香薰摆件", below[-1][-1])


def test_a_drop_keeps_the_levels(page):
    tree = page.tree
    cups = (*KITCHEN, "杯子茶具")
    assert tree.move_to(PANS, ("女装", "上装"), PLACE.OnItem) == Move(PANS, ("女装", "上装"))
    assert tree.move_to(PANS, cups, PLACE.AboveItem) == Move(PANS, KITCHEN, 0)
    assert tree.move_to(cups, PANS, PLACE.BelowItem) == Move(cups, KITCHEN, 2)
    assert tree.move_to(PANS, ("女装",), PLACE.OnItem) is None
    assert tree.move_to(PANS, KITCHEN, PLACE.AboveItem) is None
    assert tree.move_to(PANS, PANS, PLACE.OnItem) is None


def test_the_tree_is_searched_by_name_and_initials(page, qtbot):
    qtbot.keyClicks(page.search, "bzzd")
    assert page.tree.path == ("家居日用", "布艺", "抱枕坐垫")
    assert page.rows_shown() == 3
    page.search.setText("zzzz")
    assert page.none.isVisible()
    page.search.clear()
    assert page.rows_shown() == 262 and page.tree.path == ("家居日用", "布艺", "抱枕坐垫")


def own(page):
    tree = categories.list_categories(page.context.shop)
    return {category.path: category.attributes for category in tree}[page.tree.path]


def test_an_attribute_is_added_changed_and_removed_in_place(page, context, qtbot, wait, press):
    table = page.attributes
    before = own(page)
    press(table, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    editor = table.findChild(QLineEdit)
    editor.setText("盖")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.wait(20)  # Qt takes the entry over in its next round
    wait(context)
    assert own(page)[-1].name == "盖"
    row = table.rowCount() - 1
    table.item(row, CHOICES).setText("有、无")
    wait(context)
    table.item(row, REQUIRED).setCheckState(Qt.CheckState.Unchecked)
    wait(context)
    assert (own(page)[-1].choices, own(page)[-1].required) == (("有", "无"), False)
    table.setCurrentCell(row, NAME)
    press(table, Qt.Key.Key_Delete)
    assert own(page) == before
    undo(page, wait)
    assert own(page)[-1].name == "盖"


def test_the_kind_is_chosen_from_a_list(page, context, qtbot, wait):
    table = page.attributes
    table.setCurrentCell(table.rowCount() - 1, KIND)
    table.editItem(table.currentItem())
    box = table.findChild(QComboBox)
    box.setCurrentIndex(box.findData("text"))
    box.activated.emit(box.currentIndex())
    wait(context)
    assert own(page)[-1].kind == "text"


def test_an_inherited_attribute_is_neither_edited_nor_removed(page, context, wait, press):
    table = page.attributes
    assert not table.item(0, NAME).flags() & Qt.ItemFlag.ItemIsEditable
    told = []
    context.told.connect(told.append)
    before = own(page)
    table.setCurrentCell(0, NAME)
    press(table, Qt.Key.Key_Delete)
    assert own(page) == before and "wider category" in told[0]


def test_a_refused_attribute_is_told_under_the_table(page, context, wait):
    table = page.attributes
    table.item(table.rowCount() - 1, NAME).setText("材质")
    wait(context)
    assert "材质" in page.attribute_error.text() and page.attribute_error.isVisible()


@pytest.fixture
def stranger(context, page):
    context.shop.connection.execute("UPDATE listings SET category = ? WHERE id IN (1, 2)", ('["礼品", "定制"]',))
    page.refresh()
    return ("礼品", "定制")


def test_an_unknown_category_is_added_to_the_tree(page, context, qtbot, wait, stranger):
    assert page.unknown.isVisible() and "2 listings" in page.unknown.which.currentText()
    qtbot.mouseClick(page.findChild(QPushButton, "adoptUnknown"), Qt.MouseButton.LeftButton)
    wait(context)
    assert not page.unknown.isVisible() and page.tree.path == stranger
    undo(page, wait)
    assert page.unknown.isVisible()


def test_an_unknown_category_is_put_into_another(page, context, qtbot, wait, stranger):
    page.unknown.into.setEditText(" › ".join(PANS))
    qtbot.mouseClick(page.findChild(QPushButton, "placeUnknown"), Qt.MouseButton.LeftButton)
    wait(context)
    assert categories.count_listings(context.shop)[PANS] == 5
    undo(page, wait)
    assert categories.unknown_categories(context.shop) == [(stranger, 2)]


def test_a_file_goes_in_with_its_refused_rows_told_and_out_again(page, context, wait, tmp_path: Path, monkeypatch):
    file, target = tmp_path / "in.csv", tmp_path / "out.csv"
    file.write_text("level1,level2,level3\n乐器,弦乐,吉他\n,弦乐,琴\n", "utf-8")
    monkeypatch.setattr(dialogs, "choose_files", lambda *_: [file])
    monkeypatch.setattr(dialogs, "choose_target", lambda *_: target)
    page.findChild(QPushButton, "importCategories").click()
    wait(context)
    assert ("乐器", "弦乐", "吉他") in paths(page)
    assert page.findings.isVisible()
    page.findChild(QPushButton, "exportCategories").click()
    wait(context)
    assert "乐器,弦乐,吉他" in target.read_text("utf-8-sig")
    undo(page, wait)
    assert ("乐器",) not in paths(page)


def test_every_control_is_named_and_reached_by_keyboard(page, stranger):
    page._begin_new()
    found = controls(page)
    assert [w.objectName() for w in found if not w.objectName()] == []
    unnamed = [w.objectName() for w in found if not QAccessible.queryAccessibleInterface(w).text(QAccessible.Text.Name)]
    assert unnamed == []
    mouse_only = [w.objectName() for w in found if w.isEnabled() and not w.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert mouse_only == []

"""The editor of layouts: a part is moved, a built-in layout is copied, what is wrong is said, all of it is undone."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from shopdesk.services import layouts
from shopdesk.ui.context import Context
from shopdesk.ui.printing.layout_editor_page import LayoutEditorPage


@pytest.fixture
def page(context: Context, qtbot, wait):
    shown = LayoutEditorPage(context)
    qtbot.addWidget(shown)
    shown.resize(1200, 800)
    shown.show()
    qtbot.waitExposed(shown)
    wait(context)
    return shown


def names(context: Context, document: str = "labels") -> list[str]:
    return layouts.layout_names(context.shop, document)


def settled(page: LayoutEditorPage, qtbot) -> None:
    qtbot.waitUntil(lambda: not page.context.runner.busy and not page._writing, timeout=20_000)


def drag(page: LayoutEditorPage, part: str, by: tuple[float, float], corner: bool = False) -> None:
    """Drag a part by its middle, or by its lower right corner, by millimetres."""
    box = page._draft.part(part).box
    canvas, scale = page.canvas, page.canvas.scale()
    place = (box.right - 0.3, box.bottom - 0.3) if corner else (box.centre, box.y + box.height / 2)
    start = canvas.point_of(*place).toPoint()
    end = start + QPoint(round(by[0] * scale), round(by[1] * scale))
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(canvas, end)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=end)


def test_the_page_is_drawn_true(page, qtbot):
    qtbot.waitUntil(lambda: page.canvas._image is not None)
    rect = page.canvas.page_rect()
    assert rect.height() / rect.width() == pytest.approx(1.5, rel=0.01)


def test_a_built_in_layout_is_copied_at_the_first_change_and_undo_takes_the_copy_out(page, context, qtbot, wait):
    page._choose_part("courier")
    page.canvas.setFocus()
    QTest.keyClick(page.canvas, Qt.Key.Key_Right)
    settled(page, qtbot)
    assert names(context)[-1] == "100x150 2"
    assert page._shown.own and page._shown.layout.part("courier").box.x == 4.5
    assert layouts.find_kept(context.shop, "labels", "100x150").layout.part("courier").box.x == 4
    context.take_back()
    wait(context)
    qtbot.waitUntil(lambda: not page._shown.own)
    assert "100x150 2" not in names(context)
    context.do_again()
    wait(context)
    assert layouts.find_kept(context.shop, "labels", "100x150 2").layout.part("courier").box.x == 4.5


def test_many_arrow_keys_make_one_copy_and_end_where_the_last_one_went(page, context, qtbot):
    page._choose_part("courier")
    for _ in range(8):
        QTest.keyClick(page.canvas, Qt.Key.Key_Right)
    qtbot.waitUntil(
        lambda: not page._writing and page._shown.own and page._shown.layout.part("courier").box.x == 8, timeout=20_000
    )
    assert [name for name in names(context) if name.startswith("100x150")] == ["100x150", "100x150 2"]


def test_a_part_is_dragged_to_the_grid_and_resized_by_its_corner(page, context, qtbot):
    drag(page, "copy", (-7.2, 0))
    settled(page, qtbot)
    box = page._shown.layout.part("copy").box
    assert box.x < 61 and (box.x * 2) == int(box.x * 2)
    drag(page, "goods", (-10, -4), corner=True)
    settled(page, qtbot)
    goods = page._shown.layout.part("goods").box
    assert goods.width == pytest.approx(82, abs=1.5) and goods.height == pytest.approx(31, abs=1.5)


def test_what_is_wrong_is_said_next_to_the_field_and_not_written(page, context, qtbot):
    page._choose_part("waybill")
    page.form.figures["width"].setValue(20)
    settled(page, qtbot)
    assert page.form.wrong_part.isVisibleTo(page.form)
    assert "40" in page.form.wrong_part.text()
    assert names(context)[-1] != "100x150 2", "nothing was written"
    page.form.figures["width"].setValue(90)
    settled(page, qtbot)
    assert not page.form.wrong_part.isVisibleTo(page.form)
    assert layouts.find_kept(context.shop, "labels", "100x150 2").layout.part("waybill").box.width == 90


def test_bars_that_another_part_would_cover_are_refused(page, qtbot):
    page._choose_part("goods")
    page.form.figures["y"].setValue(80)
    settled(page, qtbot)
    assert page.form.wrong_part.text()
    assert not page._shown.own


def test_telephones_are_hidden_and_text_is_larger_by_the_form(page, context, qtbot):
    page.form.masks["phone"].click()
    settled(page, qtbot)
    page.form.text.setValue(110)
    settled(page, qtbot)
    kept = layouts.find_layout(context.shop, "labels", "100x150 2")
    assert (kept.mask, kept.text) == (("phone",), 110)


def test_sections_of_a_slip_are_put_in_another_order_and_left_out(page, context, qtbot):
    page.show_wanted({"document": "packing-slips"})
    page._choose_part("note")
    page.form.later.click()
    settled(page, qtbot)
    own = page._shown.layout
    assert [part.name for part in own.parts][:3] == ["parties", "goods", "note"]
    page.form.parts.item(2).setCheckState(Qt.CheckState.Unchecked)
    settled(page, qtbot)
    assert layouts.find_layout(context.shop, "packing-slips", own.name).part("note").shown is False


@pytest.mark.parametrize("document", ["labels", "packing-slips", "returns-forms", "refund-vouchers", "receipts",
                                      "stock-labels", "pick-list"])  # fmt: skip
@pytest.mark.parametrize("sample", ["abroad", "extreme"])
def test_every_document_shows_every_sample(page, context, qtbot, document, sample):
    page.sample.setCurrentIndex(page.sample.findData(sample))
    page.show_wanted({"document": document})
    page._draw()
    qtbot.waitUntil(lambda: not page._drawing and not page._again and not context.runner.busy, timeout=20_000)
    assert page.canvas._image is not None, page.told.text()


def test_a_damaged_layout_is_said_and_shown_as_its_base(page, context, qtbot, wait):
    layouts.copy_layout(context.shop, "labels", "76x130", "mine")
    context.shop.connection.execute("UPDATE layouts SET layout = 'x'")
    page.show_wanted({"document": "labels", "layout": "mine"})
    wait(context)
    assert page.told.isVisibleTo(page)
    assert page._shown.layout.width == 76


def test_a_layout_of_ones_own_is_taken_out_and_comes_back(page, context, qtbot, wait):
    page.findChild(type(page._remove), "copyLayout").click()
    settled(page, qtbot)
    assert page._shown.layout.name == "100x150 2"
    page._remove.click()
    settled(page, qtbot)
    assert "100x150 2" not in names(context)
    context.take_back()
    wait(context)
    assert "100x150 2" in names(context)

"""Stock labels as a scanner and a pair of eyes see them."""

from io import BytesIO

import pypdfium2
import pytest
import zxingcpp

from shopdesk.domain.errors import ShopError
from shopdesk.domain.jobs import SilentJob
from shopdesk.domain.paper import StockLabel
from shopdesk.reports.layouts import builtin_layout, builtin_names
from shopdesk.reports.stock_labels import write_stock_labels

MUG = StockLabel("CUP-350", "陶瓷马克杯 350 ml", "颜色: 米白", "6901234567892", "A-03-1", "45.00", "en")
PLAIN = StockLabel("TOWEL-2", "华夫格毛巾 两条装 <b>", "", "TOWEL-2")


def pages(labels, layout, **named):
    target = BytesIO()
    write_stock_labels(labels, target, builtin_layout("stock-labels", layout), SilentJob(), **named)
    return pypdfium2.PdfDocument(target.getvalue())


def codes(page) -> list[tuple[float, float, str]]:
    """Read the codes of a page at 203 dpi: left and top in millimetres, text."""
    scale = 203 / 72
    found = zxingcpp.read_barcodes(page.render(scale=scale).to_pil())
    per_mm = 203 / 25.4
    return sorted((code.position.top_left.x / per_mm, code.position.top_left.y / per_mm, code.text) for code in found)


@pytest.mark.parametrize("layout", builtin_names("stock-labels"))
def test_every_layout_scans_at_the_resolution_of_a_label_printer(layout):
    (page,) = pages([MUG], layout)
    assert [text for _x, _y, text in codes(page)] == ["6901234567892"]
    paper = builtin_layout("stock-labels", layout).paper
    width, height = (points * 25.4 / 72 for points in page.get_size())
    assert (width, height) == pytest.approx(paper, abs=0.1)


def test_a_label_says_what_the_thing_is_and_a_sku_stands_in_for_a_barcode():
    (page,) = pages([PLAIN], "60x40")
    text = page.get_textpage().get_text_range()
    assert all(part in text for part in ("华夫格毛巾 两条装 <b>", "TOWEL-2"))
    assert [code for _x, _y, code in codes(page)] == ["TOWEL-2"]


def test_a_half_used_sheet_is_begun_where_its_next_label_is():
    (page,) = pages([MUG, MUG], "a4-24up", start_at=5)
    (left, top, _), (right, same, _) = codes(page)
    assert 70 < left < 140 < right < 210
    assert 37 < top < 75
    assert top == pytest.approx(same, abs=1)


def test_the_label_after_the_last_place_begins_a_new_sheet():
    first, second = pages([MUG] * 3, "a4-24up", start_at=23)
    assert (len(codes(first)), len(codes(second))) == (2, 1)


@pytest.mark.parametrize(
    ("layout", "start", "code"),
    [("a7", 1, "layout-unknown"), ("60x40", 2, "start-without-sheet"), ("a4-24up", 25, "start-out-of-range")],
)
def test_a_place_that_is_not_on_the_sheet_is_refused(layout, start, code):
    with pytest.raises(ShopError) as caught:
        pages([MUG], layout, start_at=start)
    assert caught.value.code == code

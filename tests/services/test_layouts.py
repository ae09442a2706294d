"""The shop's own layouts: copied, changed, taken back, hidden; a damaged one does not stop the printing."""

from dataclasses import replace

import pypdfium2
import pytest

from shopdesk.domain.addresses import Receiver
from shopdesk.domain.errors import ShopError
from shopdesk.domain.layout_json import write_layout
from shopdesk.domain.layouts import Box
from shopdesk.reports.layouts import builtin_layout
from shopdesk.services import layouts
from shopdesk.services.documents import print_document
from shopdesk.services.orders import add_order
from shopdesk.services.settings import set_setting

BUYER = Receiver("测试人", "13900001234", "CN", "浙江省", "杭州市", "西湖区", "样板路1号", "310000")


@pytest.fixture
def order(shop, stock_up):
    stock_up(BOX=50)
    return lambda: add_order(shop, [("BOX", 1)], BUYER, paid=True).number


def text_of(path) -> str:
    with pypdfium2.PdfDocument(path) as pdf:
        return "\n".join(page.get_textpage().get_text_bounded() for page in pdf)


def names(shop, document="labels"):
    return layouts.layout_names(shop, document)


def test_a_shop_begins_with_the_built_in_layouts(shop):
    assert {"100x150", "100x180", "76x130", "100x100", "4x6in", "a4-1up", "a4-2up", "a4-4up"} <= set(names(shop))
    assert {"a5", "a4", "80mm"} == set(names(shop, "packing-slips"))
    assert not any(kept.own or kept.problem for kept in layouts.list_layouts(shop))


def test_a_copy_is_changed_printed_on_and_taken_back(shop, order, tmp_path):
    change = layouts.copy_layout(shop, "labels", "100x150", "我的面单")
    assert names(shop)[-1] == "我的面单"
    second = layouts.set_fields(shop, "labels", "我的面单", {"mask": "phone", "goods.shown": "false", "text": "90"})
    done = print_document(shop, "labels", tmp_path / "l.pdf", texts=[order()], layout="我的面单")
    assert done.pages == 1 and done.layout_problem is None
    text = text_of(tmp_path / "l.pdf")
    assert "139****1234" in text and "收纳盒" not in text
    layouts.take_back(shop, second)
    assert layouts.find_layout(shop, "labels", "我的面单").mask == ()
    layouts.do_again(shop, second)
    assert layouts.find_layout(shop, "labels", "我的面单").mask == ("phone",)
    layouts.take_back(shop, change)
    assert "我的面单" not in names(shop)


def test_copies_without_a_name_get_one_of_their_own(shop):
    told = [layouts.copy_layout(shop, "labels", "100x150").name for _ in range(2)]
    assert told == ["100x150 2", "100x150 3"]
    with pytest.raises(ShopError, match="layout-name-taken"):
        layouts.copy_layout(shop, "labels", "100x150", "100X150")


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"waybill.x": "60"}, "layout-part-outside"),
        ({"waybill.width": "20"}, "layout-bars-small"),
        ({"receiver_name.shown": "false"}, "layout-part-missing"),
        ({"text": "much"}, "layout-field-invalid"),
        ({"poem.x": "1"}, "layout-field-unknown"),
        ({"sheet.rows": "1"}, "layout-field-unknown"),
        ({"name": "other"}, "layout-field-unknown"),
        ({"waybill.glitter": "1"}, "layout-not-json"),
    ],
)
def test_a_change_that_would_spoil_a_layout_is_refused_whole(shop, fields, code):
    layouts.copy_layout(shop, "labels", "100x150", "mine")
    before = layouts.find_kept(shop, "labels", "mine")
    with pytest.raises(ShopError, match=code):
        layouts.set_fields(shop, "labels", "mine", fields)
    assert layouts.find_kept(shop, "labels", "mine") == before


def test_a_built_in_layout_stays_as_it_is(shop):
    layout = builtin_layout("labels", "100x150")
    for verb in (
        lambda: layouts.change_layout(shop, replace(layout, text=120)),
        lambda: layouts.import_layout(shop, write_layout(layout)),
        lambda: layouts.remove_layout(shop, "labels", "100x150"),
    ):
        with pytest.raises(ShopError, match="layout-builtin"):
            verb()


def test_a_hidden_layout_is_not_offered_but_still_prints(shop, order, tmp_path):
    change = layouts.hide_layout(shop, "labels", "76x130")
    assert "76x130" not in names(shop)
    assert [k.hidden for k in layouts.list_layouts(shop, "labels", hidden=True) if k.layout.name == "76x130"] == [True]
    assert print_document(shop, "labels", tmp_path / "l.pdf", texts=[order()], layout="76x130").pages == 1
    layouts.take_back(shop, change)
    assert "76x130" in names(shop)


@pytest.mark.parametrize(
    "text", ["", "no json", "[]", '{"document": "labels", "name": "mine", "width": 1e9, "height": 3}']
)
def test_a_damaged_layout_is_replaced_by_its_base_and_told(shop, order, tmp_path, text):
    layouts.copy_layout(shop, "labels", "76x130", "mine")
    shop.connection.execute("UPDATE layouts SET layout = ?", (text,))
    kept = layouts.find_kept(shop, "labels", "mine")
    assert kept.problem and kept.layout.width == 76
    done = print_document(shop, "labels", tmp_path / "l.pdf", texts=[order()], layout="mine")
    assert done.pages == 1 and done.layout_problem and done.layout_problem.code == kept.problem.code


def test_a_layout_travels_as_json(shop):
    layout = replace(builtin_layout("labels", "a4-4up"), name="von drüben").with_part(
        replace(builtin_layout("labels", "a4-4up").part("copy"), box=Box(70, 4, 25, 9))
    )
    layouts.import_layout(shop, write_layout(layout))
    assert layouts.find_kept(shop, "labels", "Von Drüben").layout == layout
    again = layouts.import_layout(shop, write_layout(replace(layout, text=110)))
    assert again.before and layouts.find_layout(shop, "labels", "von drüben").text == 110


@pytest.mark.parametrize("document", ["labels", "packing-slips", "returns-forms"])
def test_a_shop_that_hides_telephones_hides_them_on_every_paper(shop, order, tmp_path, document):
    set_setting(shop, "paper.mask", "phone")
    print_document(shop, document, tmp_path / "p.pdf", texts=[order()])
    text = text_of(tmp_path / "p.pdf")
    assert "139****1234" in text
    assert "13900001234" not in text


def test_labels_on_a_sheet_begin_at_the_place_that_is_free(shop, order, tmp_path):
    done = print_document(
        shop, "labels", tmp_path / "l.pdf", texts=[order() for _ in range(3)], layout="a4-4up", start_at=3
    )
    assert (done.pages, len(done.printed)) == (2, 3)


@pytest.mark.parametrize(
    ("document", "layout", "start", "code"),
    [
        ("labels", "a4-4up", 5, "start-out-of-range"),
        ("labels", "100x150", 2, "start-without-sheet"),
        ("packing-slips", "a5", 2, "start-without-sheet"),
        ("labels", "10x10", 1, "layout-unknown"),
    ],
)
def test_a_place_or_paper_that_is_not_there_prints_nothing(shop, order, tmp_path, document, layout, start, code):
    number = order()
    with pytest.raises(ShopError, match=code):
        print_document(shop, document, tmp_path / "l.pdf", texts=[number], layout=layout, start_at=start)
    assert not list(tmp_path.glob("*.pdf"))

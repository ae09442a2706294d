"""Shipping labels: the right size, scannable, complete, and honest about what does not fit."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from unicodedata import normalize

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shopdesk.domain.addresses import Receiver
from shopdesk.domain.errors import ShopError
from shopdesk.domain.jobs import SilentJob
from shopdesk.domain.paper import Item, Label
from shopdesk.reports.labels import check_label, write_labels
from shopdesk.reports.layouts import builtin_layout

USUAL = builtin_layout("labels", "100x150")
LONG_TITLE = "这是一个很长的商品标题" * 50


def test_a_label_is_exactly_100_by_150_millimetres(label: Label, see: Callable) -> None:
    width, height = see(write_labels, [label], USUAL).size()
    assert width == pytest.approx(100, abs=0.5)
    assert height == pytest.approx(150, abs=0.5)


@pytest.mark.parametrize("waybill", ["SF1234567890123", "773100002096", "YT9876543210987", "JD0123456789012-1-1-"])
def test_two_scanners_read_waybill_and_order_at_the_printers_resolution(
    label: Label, see: Callable, waybill: str
) -> None:
    for read in see(write_labels, [replace(label, waybill=waybill)], USUAL).scanned():
        assert {waybill, "SD-000123"} <= read


def test_an_order_number_in_chinese_is_a_qr_symbol(label: Label, see: Callable) -> None:
    zxing, zbar = see(write_labels, [replace(label, order="订单-0001")], USUAL).scanned()
    assert "订单-0001" in zxing
    assert len(zbar) == 2


def test_everything_that_goes_onto_a_label_can_be_read_back(label: Label, see: Callable) -> None:
    text = see(write_labels, [replace(label, note="杯子分开包", copy=3)], USUAL).all_text()
    for told in (
        "中通快递", "米小满", "138-0000-1234", "浙江省杭州市西湖区示例路 18 号 301 室 310000",
        "青禾杂货  021-5550-1234", "上海市示例区样板街 5 号 200000", "SF12 3456 7890 123", "SD-000123",
        "陶瓷马克杯 350 ml  米白", "×2", "华夫格毛巾 两条装", "3 pieces", "Note: 杯子分开包", "Copy 3",
    ):  # fmt: skip
        assert "".join(told.split()) in text


@pytest.mark.parametrize(
    "name",
    [
        "喆堃翀䶮𬭎",
        "<b>&amp;</b>",
        "عبد الله الخالدي",
        "שרה לוי",
        "Łukasz Nguyễn",
        "Мария",
        "小明😀🎁",
        "مُحَمَّد بيت",
        "(سلام)",
    ],
)
def test_names_of_the_whole_world_stay_text(label: Label, see: Callable, name: str) -> None:
    seen = see(write_labels, [replace(label, receiver=Receiver(name, "138-0000-1234"))], USUAL)
    assert normalize("NFC", name) in normalize("NFC", seen.text())


def test_an_address_abroad_runs_from_street_to_country(label: Label, see: Callable) -> None:
    abroad = Receiver("Ann Example", "+1 555 0100", "US", "CA", "Sampleton", "", "12 Model Street", "90000")
    text = see(write_labels, [replace(label, receiver=abroad)], USUAL).text()
    lines = text.split("\n")
    assert lines[lines.index("12 Model Street") :][:3] == ["12 Model Street", "Sampleton, CA 90000", "UNITED STATES"]


def test_a_label_without_waybill_says_so_and_bears_no_waybill_bars(label: Label, see: Callable) -> None:
    seen = see(write_labels, [replace(label, waybill="")], USUAL)
    assert "no waybill yet" in seen.text()
    assert seen.scanned()[0] == {"SD-000123"}


def test_a_waybill_that_scanners_could_not_read_is_refused(label: Label) -> None:
    for waybill, code in (("运单123", "barcode-impossible"), ("A1" * 40, "barcode-too-long")):
        with pytest.raises(ShopError) as refused:
            check_label(replace(label, waybill=waybill), USUAL)
        assert refused.value.code == code


def test_a_character_that_no_face_has_refuses_the_label_and_is_named(label: Label) -> None:
    with pytest.raises(ShopError) as refused:
        check_label(replace(label, note="ok \ue000 ก"), USUAL)
    assert (refused.value.code, refused.value.params) == ("glyph-missing", {"characters": "ก\ue000"})


def test_no_label_is_ever_printed_with_a_blank_for_a_character(label: Label) -> None:
    with pytest.raises(ShopError, match="glyph-missing"):
        write_labels([replace(label, note="ก")], BytesIO(), USUAL, SilentJob())


def test_goods_that_do_not_fit_are_counted(label: Label, see: Callable) -> None:
    items = tuple(Item(f"SKU-{at}", f"第{at}件商品", "", 1) for at in range(40))
    text = see(write_labels, [replace(label, items=items)], USUAL).text()
    shown = sum(f"第{at}件商品" in text for at in range(40))
    assert 5 <= shown < 40
    assert f"and {40 - shown} more items, see the packing slip" in text
    assert "40 pieces" in text


def test_a_title_up_to_120_characters_is_whole_and_a_longer_one_keeps_60(label: Label, see: Callable) -> None:
    whole, cut = LONG_TITLE[:120], "超" + LONG_TITLE[:499]
    items = (Item("A", whole, "", 1), Item("B", cut, "", 1))
    text = see(write_labels, [replace(label, items=items)], USUAL).all_text()
    assert whole in text
    assert cut[:60] in text
    assert cut not in text


def test_a_note_that_is_too_long_points_to_the_packing_slip(label: Label, see: Callable) -> None:
    text = see(write_labels, [replace(label, note="请放门口" * 200)], USUAL).all_text()
    assert "请放门口" * 12 in text
    assert "…(allofitonthepackingslip)" in text


def test_an_address_that_cannot_be_shown_whole_refuses_the_label(label: Label) -> None:
    endless = replace(label, receiver=replace(label.receiver, street="很长的路" * 400))
    with pytest.raises(ShopError, match="text-too-long"):
        check_label(endless, USUAL)


def test_line_breaks_and_invisible_characters_do_no_harm(label: Label, see: Callable) -> None:
    text = see(write_labels, [replace(label, note="一\r\n二\t三\u200b\ufe0f\x00四\u2028五")], USUAL).text()
    assert "Note: 一 二 三 四 五" in text


def test_labels_know_black_only(label: Label, see: Callable) -> None:
    seen = see(write_labels, [replace(label, note="杯子分开包")], USUAL)
    drawn = seen.pdf[0].render(scale=8).to_pil().convert("RGB")
    colours = drawn.getcolors(1 << 24)
    assert all(red == green == blue for _, (red, green, blue) in colours)
    between = sum(count for count, (grey, _, _) in colours if 40 < grey < 215)
    assert between < 0.02 * drawn.width * drawn.height  # the soft edges of letters, no tints


def test_at_least_one_item_is_shown_however_long_texts_are(label: Label, see: Callable) -> None:
    item = Item("S", "字" * 120, "色" * 300, 1)
    text = see(write_labels, [replace(label, items=(item,) * 3, note="留言" * 300)], USUAL).all_text()
    assert "字" * 120 in text
    assert "and2moreitems" in text


def test_a_thousand_labels_stay_small(label: Label) -> None:
    file = BytesIO()
    assert write_labels([replace(label, order=f"SD-{at:06}") for at in range(200)], file, USUAL, SilentJob()) == 200
    assert len(file.getvalue()) < 200 * 4096


texts = st.text(st.sampled_from("中文路，。abcXYZ 0189-ÅŁ𬭎😀שלוםسلام"), max_size=120)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=texts, street=texts, title=texts, note=texts, courier=st.text("圆通abc ", max_size=20))
def test_nothing_leaves_its_place_whatever_the_texts(label: Label, see: Callable, **given: str) -> None:
    made = replace(
        label,
        courier=given["courier"],
        receiver=replace(label.receiver, name=given["name"], street=given["street"]),
        items=(Item("S", given["title"], given["title"], 3),) * 5,
        note=given["note"],
    )
    seen = see(write_labels, [made], USUAL)
    for _, left, top, right, bottom in seen.letters():
        assert left >= USUAL.margin - 0.4
        assert right <= USUAL.width - USUAL.margin + 0.4
        assert top >= 3
        assert bottom <= 147.5
        assert not any(top + 0.3 < rule < bottom - 0.3 for rule in USUAL.rules)


def test_lines_do_not_run_into_each_other(label: Label, see: Callable) -> None:
    crowded = replace(
        label,
        receiver=replace(label.receiver, name="Alexandria Featherstonehaugh " * 3, street="很长的地址" * 40),
        items=(Item("S", LONG_TITLE, "", 1),) * 9,
        note="留言" * 60,
    )
    letters = see(write_labels, [crowded], USUAL).letters()
    hanzi = sorted({round(bottom, 1) for character, _, _, _, bottom in letters if character == "的"})
    assert len(hanzi) > 10
    assert all(later - earlier > 2.2 for earlier, later in pairwise(hanzi))

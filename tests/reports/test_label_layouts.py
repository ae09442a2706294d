"""Every built-in label: exact paper, two decoders, nothing lost, sheets begun at any place."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from shopdesk.domain.addresses import Receiver
from shopdesk.domain.errors import ShopError
from shopdesk.domain.layouts import Layout, Part
from shopdesk.domain.paper import Item, Label
from shopdesk.reports.labels import check_label, write_labels
from shopdesk.reports.layouts import builtin_layout, builtin_layouts, builtin_names

LAYOUTS = builtin_names("labels")
PAPER = {
    "100x150": (100, 150), "100x180": (100, 180), "76x130": (76, 130), "100x100": (100, 100), "4x6in": (101.6, 152.4),
}  # fmt: skip
FAR = Receiver(
    "阿依努尔·买买提", "+86 138-0000-1234", "CN", "新疆维吾尔自治区", "克孜勒苏柯尔克孜自治州", "阿合奇县",
    "某某街道某某路一百二十三弄四十五号六单元七零八室（放在快递柜，不要放门口）", "843500",
)  # fmt: skip


def label_layout(name: str) -> Layout:
    return builtin_layout("labels", name)


def shows_order_code(layout: Layout) -> bool:
    return any(part.kind == "order_code" for part in layout.shown)


@pytest.mark.parametrize("name", LAYOUTS)
@pytest.mark.parametrize("waybill", ["SF1234567890123", "77310000209612", "JD0123456789012-1-1-"])
def test_every_layout_has_its_paper_and_scans_with_two_decoders(
    label: Label, see: Callable, name: str, waybill: str
) -> None:
    layout = label_layout(name)
    seen = see(write_labels, [replace(label, waybill=waybill)], layout)
    assert seen.size() == pytest.approx(PAPER.get(name, (210, 297)), abs=0.5)
    for read in seen.scanned():
        assert waybill in read
        assert ("SD-000123" in read) == shows_order_code(layout)


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_bars_of_a_finer_printer_are_whole_dots_as_well(label: Label, see: Callable, name: str) -> None:
    for read in see(write_labels, [label], replace(label_layout(name), dpi=300)).scanned(dpi=300):
        assert label.waybill in read


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_layout_tells_who_gets_what_or_how_much_more_there_is(label: Label, see: Callable, name: str) -> None:
    items = tuple(Item(f"SKU-{at}", f"第{at:02}件商品😀<b>", "红色", 1) for at in range(30))
    seen = see(
        write_labels, [replace(label, receiver=FAR, items=items, note="请放门口" * 100, copy=12)], label_layout(name)
    )
    text = seen.all_text()
    for told in (
        FAR.name,
        "138-0000-1234",
        "阿合奇县",
        "不要放门口",
        "843500",
        "样板街5号",
        "30pieces",
        "Copy12",
        "请放门口",
    ):
        assert told in text, told
    shown = sum(f"第{at:02}件商品😀<b>" in text for at in range(30))
    assert f"and{30 - shown}moreitems" in text


@pytest.mark.parametrize("name", LAYOUTS)
def test_letters_stay_on_the_label_and_off_the_lines(label: Label, see: Callable, name: str) -> None:
    layout = label_layout(name)
    crowded = replace(label, receiver=FAR, items=(Item("S", "长标题" * 40, "红", 3),) * 9, note="留言" * 200)
    left, top = layout.corner(0)
    for character, x1, y1, x2, y2 in see(write_labels, [crowded], layout).letters():
        assert left + layout.margin - 0.6 <= x1 <= x2 <= left + layout.width - layout.margin + 0.6, character
        assert top + 1.5 <= y1 <= y2 <= top + layout.height - 1.5, character
        assert not any(y1 - top + 0.4 < rule < y2 - top - 0.4 for rule in layout.rules), character


def test_a_half_used_sheet_is_begun_at_its_first_free_place(label: Label, see: Callable) -> None:
    labels = [replace(label, order=f"SD-{at:06}") for at in range(1, 4)]
    seen = see(lambda *told, **named: write_labels(*told, **named, start_at=3), labels, label_layout("a4-4up"))
    assert len(seen.pdf) == 2
    assert "SD-000001" in seen.text(0) and "SD-000002" in seen.text(0)
    assert "SD-000003" in seen.text(1)
    assert min(y for _, _, y, _, _ in seen.letters(0)) > 297 / 2, "the upper two places stay empty"
    assert max(y for *_, y in seen.letters(1)) < 297 / 2


@pytest.mark.parametrize(
    ("name", "start", "code"), [("a4-4up", 5, "start-out-of-range"), ("100x150", 2, "start-without-sheet")]
)
def test_a_place_that_is_not_there_is_refused(label: Label, see: Callable, name: str, start: int, code: str) -> None:
    with pytest.raises(ShopError, match=code):
        see(lambda *told, **named: write_labels(*told, **named, start_at=start), [label], label_layout(name))


def test_a_layout_hides_the_telephone_and_speaks_its_own_language(label: Label, see: Callable) -> None:
    layout = replace(label_layout("100x150"), mask=("phone",), language="en")
    text = see(write_labels, [replace(label, language="zh_CN")], layout).text()
    assert "138****1234" in text
    assert "138-0000-1234" not in text
    assert "Order no." in text


def test_larger_text_is_larger_and_still_on_the_label(label: Label, see: Callable) -> None:
    usual, large = (
        see(write_labels, [label], replace(label_layout("100x150"), text=percent)).letters() for percent in (100, 130)
    )
    height = {
        name: max(y2 - y1 for c, _, y1, _, y2 in found if c == "陶") for name, found in (("u", usual), ("l", large))
    }
    assert height["l"] == pytest.approx(height["u"] * 1.3, rel=0.05)


def test_larger_text_keeps_no_long_address_from_print(see, label):
    street = "101, Building 1, Green Rice Lane, No. 1 Example Road, Example Subdistrict, beside the old water tower"
    sender = Receiver("Green Rice Goods", "13800000000", "CN", "浙江省", "杭州市", "西湖区", street, "310012")
    layout = replace(label_layout("100x150"), text=150)
    assert "water tower" in see(write_labels, [replace(label, sender=sender, language="en")], layout).text()


def test_a_part_that_is_hidden_is_not_printed_and_the_label_still_is(label: Label, see: Callable) -> None:
    layout = label_layout("100x150")
    hidden = replace(layout, parts=tuple(replace(p, shown=p.kind not in ("goods", "sender")) for p in layout.parts))
    text = see(write_labels, [label], hidden).text()
    assert "陶瓷马克杯" not in text
    assert "样板街" not in text
    assert "米小满" in text


def test_bars_too_long_for_their_part_refuse_the_label(label: Label) -> None:
    layout = label_layout("100x150")
    part = layout.part("waybill")
    assert part and part.box
    narrow = layout.with_part(Part("waybill", replace(part.box, width=40)))
    with pytest.raises(ShopError, match="barcode-too-long"):
        check_label(replace(label, waybill="JD0123456789012-1-1-"), narrow)


def test_no_layout_is_called_what_another_is_called() -> None:
    assert len({(document, name.lower()) for document, name in builtin_layouts()}) == len(builtin_layouts()) >= 26


def test_an_unknown_layout_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ShopError) as refused:
        builtin_layout("labels", "10x10")
    assert refused.value.code == "layout-unknown"
    assert "a4-4up" in str(refused.value.params["allowed"])

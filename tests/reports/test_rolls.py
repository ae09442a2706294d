"""Paper from a roll: receipts and slips as long as their content, refund vouchers beside them."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from shopdesk.domain.addresses import Receiver
from shopdesk.domain.errors import ShopError
from shopdesk.domain.paper import Item, Receipt, ReceiptLine, RefundRow, RefundVoucher, Slip
from shopdesk.reports.layouts import builtin_layout
from shopdesk.reports.packing_slips import write_packing_slips
from shopdesk.reports.receipts import write_receipts
from shopdesk.reports.refund_vouchers import write_refund_vouchers

SHOP = Receiver("青禾杂货", "021-5550-1234", "CN", "上海市", "上海市", "示例区", "样板街 5 号", "200000")
BUYER = Receiver("米小满", "138-0000-1234", "CN", "浙江省", "杭州市", "西湖区", "示例路 18 号", "310000")
MUG = ReceiptLine("陶瓷马克杯 350 ml", "米白", 2, "45.00", "90.00")
TOWEL = ReceiptLine("华夫格毛巾 <b>", "", 1, "39.90", "35.00", "−4.90")
WILD = "很长的标题😀 שלום <b>&amp;</b> " * 20
RECEIPT = Receipt(
    "R-20261128-0007",
    "青禾杂货",
    SHOP,
    "2026-11-28 13:45",
    (MUG, TOWEL),
    "125.00",
    (("coupon", "−5.00"), ("圣诞抹零", "−0.10")),
    "¥119.90",
    (("cash", "¥150.00"),),
    "¥30.10",
    "小规模纳税人，免征增值税",
    language="en",
)
VOUCHER = RefundVoucher(
    "RF-000017",
    "SD-000123",
    "青禾杂货",
    SHOP,
    BUYER,
    (RefundRow("CUP-350", "陶瓷马克杯", "米白", 2, "¥90.00", "¥85.00", "quality"),),
    (("goods", "¥85.00"), ("shipping", "¥8.00"), ("店长让利", "¥2.00")),
    "¥95.00",
    "original",
    (("asked", "2026-11-20"), ("refunded", "2026-11-25")),
    "店主",
    "杯子到货时已裂",
    language="en",
)


@pytest.mark.parametrize(("name", "width"), [("58mm", 58), ("80mm", 80)])
def test_a_receipt_tells_all_and_scans_at_the_printers_resolution(see: Callable, name: str, width: float) -> None:
    seen = see(write_receipts, [RECEIPT], builtin_layout("receipts", name))
    text = seen.all_text()
    for told in (
        "青禾杂货",
        "样板街 5 号",
        "021-5550-1234",
        "R-20261128-0007",
        "2026-11-28 13:45",
        "陶瓷马克杯 350 ml",
        "米白",
        "2 × 45.00",
        "90.00",
        "华夫格毛巾 <b>",
        "−4.90",
        "3 pieces",
        "125.00",
        "Coupon",
        "−5.00",
        "圣诞抹零",
        "¥119.90",
        "Cash",
        "¥150.00",
        "Change",
        "¥30.10",
        "小规模纳税人，免征增值税",
        "Sales receipt",
    ):
        assert "".join(told.split()) in text, told
    assert seen.size()[0] == pytest.approx(width, abs=0.5)
    for read in seen.scanned():
        assert read == {"R-20261128-0007"}


def test_the_paper_is_as_long_as_what_stands_on_it(see: Callable) -> None:
    paper = builtin_layout("receipts", "80mm")
    short = see(write_receipts, [RECEIPT], paper)
    long = see(write_receipts, [replace(RECEIPT, lines=(MUG,) * 20)], paper)
    assert long.size()[1] > short.size()[1] + 100
    for seen in (short, long):
        lowest = max(bottom for *_, bottom in seen.letters())
        assert lowest + 3 < seen.size()[1] < lowest + 10, "neither cut off nor wasted"


@pytest.mark.parametrize("name", ["58mm", "80mm"])
def test_nothing_leaves_the_roll_and_no_amount_is_broken(see: Callable, name: str) -> None:
    line = ReceiptLine(WILD, WILD, 12_000, "1,299,999.00", "15,599,988,000.00", "−1,000,000,000.00")
    wild = replace(
        RECEIPT,
        shop="青禾杂货" * 15,
        lines=(line,) * 3,
        reductions=((WILD, "−5.00"),),
        total="CN¥15,599,988,000.00",
        tax_text=WILD,
        note=WILD,
    )
    paper = builtin_layout("receipts", name)
    seen = see(write_receipts, [wild], paper)
    for page in range(len(seen.pdf)):
        for character, left, _, right, _ in seen.letters(page):
            assert paper.margin - 0.6 <= left <= right <= paper.width - paper.margin + 0.6, character
    assert any("CN¥15,599,988,000.00" in line for line in seen.text().split("\n"))


def test_a_receipt_of_a_thousand_lines_becomes_several_strips(see: Callable) -> None:
    lines = tuple(replace(MUG, title=f"第{at}件") for at in range(600))
    seen = see(write_receipts, [replace(RECEIPT, lines=lines)], builtin_layout("receipts", "80mm"))
    assert len(seen.pdf) > 1
    assert all(seen.size(page)[1] <= 2010 for page in range(len(seen.pdf)))
    text = seen.all_text()
    assert all(f"第{at}件" in text for at in range(600))


def test_a_character_without_a_face_refuses_the_receipt(see: Callable) -> None:
    with pytest.raises(ShopError, match="glyph-missing"):
        see(write_receipts, [replace(RECEIPT, note="ก")], builtin_layout("receipts", "58mm"))


@pytest.mark.parametrize(("name", "size"), [("a5", (148, 210)), ("a4", (210, 297))])
def test_a_voucher_says_what_comes_back_why_and_which_way(see: Callable, name: str, size: tuple[float, float]) -> None:
    seen = see(write_refund_vouchers, [VOUCHER], builtin_layout("refund-vouchers", name))
    text = seen.all_text()
    for told in (
        "RF-000017",
        "SD-000123",
        "米小满",
        "示例路 18 号",
        "陶瓷马克杯",
        "CUP-350",
        "Quality defect",
        "¥90.00",
        "¥85.00",
        "¥8.00",
        "店长让利",
        "¥95.00",
        "Back the way it was paid",
        "2026-11-20",
        "2026-11-25",
        "Decided by 店主",
        "杯子到货时已裂",
        "Signature",
        "Freight of the order",
    ):
        assert "".join(told.split()) in text, told
    assert seen.size() == pytest.approx(size, abs=0.5)
    assert len(seen.pdf) == 1
    for read in seen.scanned(dpi=300):
        assert read == {"RF-000017"}


def test_a_voucher_with_endless_texts_keeps_its_margins(see: Callable) -> None:
    row = RefundRow("X" * 60, WILD, WILD, 12_000, "CN¥1,299,999.00", "CN¥1,299,999.00", WILD)
    wild = replace(VOUCHER, rows=(row,) * 4, note=WILD * 3, amounts=((WILD, "CN¥1,299,999.00"),), route=WILD)
    seen = see(write_refund_vouchers, [wild], builtin_layout("refund-vouchers", "a5"))
    for page in range(len(seen.pdf)):
        for character, left, _, right, bottom in seen.letters(page):
            assert 9.4 <= left <= right <= 138.6, character
            assert bottom <= 202


def test_a_slip_on_a_roll_lists_every_line(slip: Slip, see: Callable) -> None:
    items = tuple(Item(f"SKU-{at:03}", f"商品{at:03}", "颜色", at + 1) for at in range(60))
    paper = builtin_layout("packing-slips", "80mm")
    seen = see(write_packing_slips, [replace(slip, items=items, buyer_note="杯子分开包")], paper)
    text = seen.all_text()
    assert all(item.sku in text and item.title in text and f"×{item.quantity}" in text for item in items)
    assert "杯子分开包" in text and "示例路18号" in text
    assert len(seen.pdf) == 1
    assert seen.size()[0] == pytest.approx(80, abs=0.5)
    for read in seen.scanned():
        assert "SD-000123" in read


@pytest.mark.parametrize("name", ["a5", "a4", "80mm"])
def test_a_slip_leaves_out_what_its_layout_hides(slip: Slip, see: Callable, name: str) -> None:
    paper = builtin_layout("packing-slips", name)
    parts = tuple(replace(part, shown=part.kind != "sender") for part in paper.parts)
    seen = see(write_packing_slips, [slip], replace(paper, parts=parts, mask=("phone",), note="常来啊"))
    text = seen.all_text()
    assert "138****1234" in text and "138-0000-1234" not in text
    assert "021-5550-1234" not in text
    assert "常来啊" in text


def test_parts_stand_in_the_layouts_order(slip: Slip, see: Callable) -> None:
    paper = builtin_layout("packing-slips", "a5")
    usual, turned = (
        see(write_packing_slips, [slip], replace(paper, parts=parts)).all_text()
        for parts in (paper.parts, paper.parts[::-1])
    )
    assert usual.index("米小满") < usual.index("马克杯")
    assert turned.index("马克杯") < turned.index("米小满")

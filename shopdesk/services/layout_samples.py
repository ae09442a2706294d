"""Documents as a layout would print them, filled with invented orders: a usual one, one abroad, an extreme one."""

from dataclasses import replace
from io import BytesIO
from typing import Any

from shopdesk.domain.addresses import Receiver
from shopdesk.domain.jobs import SilentJob
from shopdesk.domain.layouts import Layout
from shopdesk.domain.paper import (
    Item,
    Label,
    PickList,
    PickRow,
    Receipt,
    ReceiptLine,
    RefundRow,
    RefundVoucher,
    ReturnReason,
    ReturnsForm,
    Slip,
    StockLabel,
)
from shopdesk.reports.labels import write_labels
from shopdesk.reports.packing_slips import write_packing_slips
from shopdesk.reports.pick_lists import write_pick_list
from shopdesk.reports.receipts import write_receipts
from shopdesk.reports.refund_vouchers import write_refund_vouchers
from shopdesk.reports.returns_forms import write_returns_forms
from shopdesk.reports.stock_labels import write_stock_labels

SAMPLES = ("usual", "abroad", "extreme")
_SHOP = Receiver("青禾杂货", "021-5550-1234", "CN", "上海市", "上海市", "示例区", "样板街 5 号", "200000")
_BUYERS = {
    "usual": Receiver(
        "米小满", "13800001234", "CN", "浙江省", "杭州市", "西湖区", "示例路 18 号 2 幢 301 室", "310000"
    ),
    "abroad": Receiver("Ann Example", "+1 555 0100", "US", "CA", "Sampleton", "", "12 Model Street, Flat 4", "90000"),
    "extreme": Receiver(
        "阿卜杜拉·喆堃翀 عبد الله <b>",
        "+86 138-0000-1234 转 5678",
        "CN",
        "新疆维吾尔自治区",
        "克孜勒苏柯尔克孜自治州",
        "阿合奇县",
        "某某街道某某路一百二十三弄四十五号六单元七零八室（放在快递柜，不要放门口）",
        "843500",
    ),
}
_ITEMS = (
    Item("CUP-350-WHITE", "陶瓷马克杯 350 ml", "米白", 2, "A-03-1"),
    Item("TOWEL-2", "华夫格毛巾 两条装", "灰色", 1, "A-05-2"),
)
_LONG = Item("LONG-NUMBER-OF-A-SKU-0001", "很长的商品标题😀 שלום <b>" * 25, "颜色：红色；尺码：特大", 120, "B-99-9")
_REASONS = (ReturnReason("no-reason", 7, "buyer"), ReturnReason("quality", 15, "merchant"))


def draw_sample(layout: Layout, sample: str, logo: str = "") -> bytes:
    """Return one document on this layout as a PDF; a label alone, without the sheet around it.

    Raises ShopError like the printing of an order: "text-too-long" where an extreme one does not fit.
    """
    target = BytesIO()
    _WRITERS[layout.document](target, layout, sample, logo)
    return target.getvalue()


def _items(sample: str) -> tuple[Item, ...]:
    return (_LONG,) * 6 if sample == "extreme" else _ITEMS


def _language(sample: str) -> str:
    return "en" if sample == "abroad" else "zh_CN"


def _note(sample: str) -> str:
    return {"usual": "杯子分开包", "extreme": "请放门口，不要打电话。" * 30}.get(sample, "")


def _label(target: BytesIO, layout: Layout, sample: str, logo: str) -> None:
    waybill = {"usual": "77310000209612", "abroad": "YT9876543210987"}.get(sample, "JD0123456789012-1-1-")
    courier = {"usual": "中通快递", "abroad": "YTO Express"}.get(sample, "顺丰速运 国际特快（冷链）")
    label = Label(
        "SD-000123", _SHOP, _BUYERS[sample], courier, waybill, _items(sample), _note(sample), 2, logo, _language(sample)
    )
    write_labels([label], target, replace(layout, sheet=None), SilentJob())


def _stock_label(target: BytesIO, layout: Layout, sample: str, _logo: str) -> None:
    item = _items(sample)[0]
    code = item.sku if sample == "extreme" else "6901234567892"
    label = StockLabel(item.sku, item.title, item.options, code, item.bin, "¥45.00", _language(sample))
    write_stock_labels([label], target, replace(layout, sheet=None), SilentJob())


def _slip(target: BytesIO, layout: Layout, sample: str, logo: str) -> None:
    slip = Slip(
        "SD-000123",
        "1234567890123456789",
        None,
        "青禾杂货",
        _SHOP,
        _BUYERS[sample],
        _items(sample),
        _note(sample),
        logo,
        _language(sample),
    )
    write_packing_slips([slip], target, layout, SilentJob())


def _returns_form(target: BytesIO, layout: Layout, sample: str, logo: str) -> None:
    form = ReturnsForm(
        "SD-000123", "青禾杂货", _SHOP, _BUYERS[sample], _items(sample), _REASONS, logo, _language(sample)
    )
    write_returns_forms([form], target, layout, SilentJob())


def _voucher(target: BytesIO, layout: Layout, sample: str, logo: str) -> None:
    rows = tuple(
        RefundRow(item.sku, item.title, item.options, item.quantity, "¥90.00", "¥85.00", "quality")
        for item in _items(sample)
    )
    voucher = RefundVoucher(
        "RF-000017",
        "SD-000123",
        "青禾杂货",
        _SHOP,
        _BUYERS[sample],
        rows,
        (("goods", "¥85.00"), ("shipping", "¥8.00"), ("wear", "−¥5.00")),
        "¥88.00",
        "original",
        (("asked", "2026-11-20"), ("received", "2026-11-24"), ("refunded", "2026-11-25")),
        "店主",
        _note(sample),
        1,
        logo,
        _language(sample),
    )
    write_refund_vouchers([voucher], target, layout, SilentJob())


def _receipt(target: BytesIO, layout: Layout, sample: str, logo: str) -> None:
    lines = tuple(
        ReceiptLine(item.title, item.options, item.quantity, "45.00", f"{45 * item.quantity:,}.00", sku=item.sku)
        for item in _items(sample)
    )
    receipt = Receipt(
        "R-20261128-0007",
        "青禾杂货",
        _SHOP,
        "2026-11-28 13:45",
        lines,
        "¥135.00",
        (("coupon", "−¥5.00"),),
        "¥130.00",
        (("cash", "¥150.00"),),
        "¥20.00",
        "小规模纳税人，免征增值税",
        "",
        "米小满",
        1,
        logo,
        _language(sample),
    )
    write_receipts([receipt], target, layout, SilentJob())


def _pick_list(target: BytesIO, _layout: Layout, sample: str, _logo: str) -> None:
    rows = tuple(PickRow(item, (("SD-000123", item.quantity),)) for item in _items(sample))
    write_pick_list(PickList("青禾杂货", rows, 1, "2026-11-28 13:45", _language(sample)), target, SilentJob())


_WRITERS: dict[str, Any] = {
    "labels": _label,
    "stock-labels": _stock_label,
    "packing-slips": _slip,
    "returns-forms": _returns_form,
    "refund-vouchers": _voucher,
    "receipts": _receipt,
    "pick-list": _pick_list,
}

"""How a file that nobody foresaw is read: which of its columns is which field, and how its dates are written."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

MAPPED_KINDS = (
    "orders",
    "listings",
    "stock",
    "customers",
)  # a bill is none: it goes to the payments, not to the import
DATE_ORDERS = ("ymd", "dmy", "mdy")
# A preset knows a file by its header: of the names in either of the two, so many must be in both.
LIKE_ENOUGH = 0.8


class Field(NamedTuple):
    """A field of a kind: how its cells are read, and the names that columns have for it."""

    name: str
    reader: str  # text, number (exact digits), pieces, count, amount, time, grams, status or country
    names: tuple[str, ...]


def _field(name: str, reader: str, names: str) -> Field:
    return Field(name, reader, tuple(names.split("|")))


FIELDS: Mapping[str, tuple[Field, ...]] = MappingProxyType({
    "orders": (
        _field("number", "number", "订单编号|订单号|订单id|单号|平台单号|order number|order no|order id|order"),
        _field("title", "text", "商品标题|宝贝标题|商品名称|品名|商品|货品|product name|item name|title|product|item"),
        _field("sku", "number", "sku|商家编码|商品编码|货号|款号|编码|item code|product code|code"),
        _field("options", "text", "规格|商品规格|颜色尺码|商品属性|颜色|尺码|variant|options|specification"),
        _field("quantity", "pieces", "数量|件数|购买数量|商品数量|quantity|qty|pieces|count"),
        _field("unit_price", "amount", "单价|商品单价|售价|unit price|item price|price"),
        _field("total", "amount", "实付金额|实付|订单金额|总金额|合计|金额|order total|grand total|total|amount"),
        _field("shipping", "amount", "运费|邮费|快递费|shipping fee|shipping cost|shipping|postage|freight"),
        _field("discount", "amount", "优惠金额|优惠|折扣|discount"),
        _field("placed_at", "time", "下单时间|订单创建时间|创建时间|日期|order date|ordered|created at|date"),
        _field("paid_at", "time", "付款时间|支付时间|订单付款时间|paid at|payment date|paid"),
        _field("status", "status", "订单状态|状态|order status|status|state"),
        _field("buyer", "text", "买家会员名|买家昵称|买家|会员名|旺旺|客户|buyer|customer|username"),
        _field("name", "text", "收货人姓名|收货人|收件人|姓名|recipient name|recipient|receiver|ship to|name"),
        _field("phone", "number", "联系手机|手机号码|手机号|手机|联系电话|电话|收件人手机|telephone|phone|mobile|tel"),
        _field("country", "country", "国家|国家地区|country"),
        _field("email", "text", "电子邮箱|邮箱|电子邮件|email|e-mail|email address|buyer email"),
        _field("province", "text", "省份|省|province|region"),
        _field("city", "text", "城市|市|city|town"),
        _field("district", "text", "区县|区|县|district|county"),
        _field("street", "text", "收货地址|收件地址|详细地址|地址|收件人地址|street|address"),
        _field("postcode", "number", "邮编|邮政编码|postcode|zip code|zip|postal code"),
        _field("courier", "text", "快递公司|物流公司|快递|courier|carrier"),
        _field("waybill", "number", "快递单号|运单号|物流单号|运单号码|tracking number|waybill|tracking"),
        _field("buyer_note", "text", "买家留言|买家备注|留言|buyer note|customer note|note"),
        _field("seller_note", "text", "卖家备注|商家备注|备注|seller note|remark|remarks"),
        _field("payment_method", "text", "支付方式|付款方式|payment method"),
        _field("trade_no", "text", "支付单号|支付交易号|交易号|支付流水号|transaction id|payment id|trade number"),
    ),
    "listings": (
        _field("title", "text", "商品标题|宝贝标题|商品名称|产品名称|品名|标题|product name|title|product|name"),
        _field("handle", "text", "商品编号|商品id|款号|产品编号|handle|product id|parent sku"),
        _field("sku", "number", "sku|商家编码|规格编码|货号|商品编码|编码|item code|product code|code"),
        _field("barcode", "number", "条形码|条码|商品条码|barcode|ean|upc|gtin"),
        _field("options", "text", "规格|规格名称|颜色尺码|颜色|尺码|variant|options|specification"),
        _field("price", "amount", "售价|销售价|单价|价格|一口价|selling price|price|unit price"),
        _field("list_price", "amount", "原价|市场价|划线价|吊牌价|list price|compare at price|regular price|rrp"),
        _field("cost", "amount", "成本价|成本|进价|采购价|cost price|cost"),
        _field("weight_g", "grams", "重量(克)|重量(g)|克重|重量|weight (g)|weight g|grams|weight"),
        _field("stock", "count", "库存数量|库存|数量|stock|quantity|qty|on hand"),
        _field("brand", "text", "品牌|brand|vendor|manufacturer"),
        _field("category", "text", "商品类目|类目|分类|品类|category|type"),
        _field("description", "text", "商品描述|描述|详情|简介|description|details"),
        _field("picture", "text", "商品图片|主图|图片|图片链接|image url|main image|image|picture"),
    ),
    "stock": (
        _field("sku", "number", "sku|商家编码|规格编码|货号|商品编码|编码|item code|product code|code"),
        _field("quantity", "count", "盘点数量|库存数量|可用库存|库存|数量|on hand|counted|quantity|qty|stock|count"),
        _field("location", "text", "仓库|库位|仓位|地点|位置|location|warehouse"),
    ),
    "customers": (
        _field("name", "text", "客户姓名|客户名称|姓名|客户|收货人|收件人|customer name|full name|name|customer"),
        _field("phone", "number", "手机号码|手机号|手机|联系电话|电话|telephone|phone|mobile|tel"),
        _field("buyer", "text", "买家会员名|买家昵称|会员名|旺旺|昵称|buyer|username|email|e-mail"),
        _field("level", "level", "客户等级|会员等级|等级|level|grade"),
        _field("tags", "text", "标签|tags|labels"),
        _field("note", "text", "备注|说明|note|notes|remark|remarks"),
    ),
    "statements": (
        _field("at", "when", "交易时间|交易日期|记账日期|入账日期|日期|时间|transaction date|booking date|date"),
        _field("income", "moved",
               "收入金额|贷方发生额|贷方金额|存入金额|收入|贷方|存入|credit amount|credit|deposit|money in"),
        _field("outgo", "moved",
               "支出金额|借方发生额|借方金额|支取金额|支出|借方|支取|debit amount|debit|withdrawal|money out"),
        _field("amount", "moved", "交易金额|发生额|金额|amount"),
        _field("way", "text", "收/支|借贷标志|借贷方向|收支|方向|dr/cr|type"),
        _field("trade_no", "text", "交易流水号|流水号|交易号|凭证号|参考号|reference|transaction id"),
        _field("order_no", "text", "商户订单号|订单号|order number"),
        _field("party", "text", "对方户名|对方名称|对方账户名|对手方|counterparty|payee|name"),
        _field("remark", "text", "摘要|附言|用途|备注|交易说明|description|details|memo|remark"),
        _field("currency", "text", "币种|currency"),
    ),
})  # fmt: skip
# Of each of these groups at least one column must be there.
NEEDED: Mapping[str, tuple[tuple[str, ...], ...]] = MappingProxyType({
    "orders": (("number",), ("title", "sku")),
    "listings": (("title",),),
    "stock": (("sku",), ("quantity",)),
    "customers": (("phone", "buyer"),),
    "statements": (("at",), ("amount", "income", "outgo")),
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """How a file is read: `columns` gives a column's name for each field that the file has.

    `encoding` is "" for the one found in the file, `header_row` 0 for its first filled row. `paid` says that orders
    without a word on payment are paid; `method` is that by which the money of a bill came; `header` holds all column
    names of the file the mapping was made with.
    """

    kind: str = "orders"
    columns: Mapping[str, str] = field(default_factory=dict)
    encoding: str = ""
    header_row: int = 0
    date_order: str = "ymd"
    channel: str = "manual"
    currency: str = "CNY"
    paid: bool = False
    header: tuple[str, ...] = ()
    method: str = ""


@dataclass(frozen=True, slots=True)
class Preset:
    """A mapping that the shop keeps under a name."""

    name: str
    mapping: ColumnMapping
    row: int = 0


def missing_fields(mapping: ColumnMapping) -> list[tuple[str, ...]]:
    """Return the groups of fields of which none has a column; one of each is needed."""
    told = {name for name, column in mapping.columns.items() if column}
    return [group for group in NEEDED[mapping.kind] if not told.intersection(group)]


def missing_columns(mapping: ColumnMapping, header: Iterable[str]) -> list[str]:
    """Return the mapping's columns that a header lacks."""
    there = set(header)
    return sorted({column for column in mapping.columns.values() if column} - there)


def likeness(mapping: ColumnMapping, header: Iterable[str]) -> float:
    """Tell how alike a header is to the one the mapping was made with, 0 to 1; 0 where a mapped column is missing."""
    there = {name for name in header if name}
    known = {name for name in mapping.header if name} or set(mapping.columns.values())
    if not there or missing_columns(mapping, there):
        return 0.0
    return len(there & known) / len(there | known)


def best_preset(presets: Sequence[Preset], header: Sequence[str]) -> Preset | None:
    """Return the preset whose file had this header, of several the one that was most alike; None for a strange file."""
    fitting = [(likeness(preset.mapping, header), preset) for preset in presets]
    best = max(fitting, key=lambda pair: pair[0], default=None)
    return best[1] if best and best[0] >= LIKE_ENOUGH else None


def guess_columns(kind: str, header: Sequence[str]) -> dict[str, str]:
    """Guess from their names which column is which field; every column is taken once, the surest name first."""
    plain = {name: _plain(name) for name in header if name}
    found: dict[str, str] = {}
    for is_it in (str.__eq__, str.startswith, _ends_with):
        for told in FIELDS[kind]:
            if told.name in found:
                continue
            left = [name for name in plain if name not in found.values()]
            hit = next((c for known in told.names for c in left if _is_name(known, plain[c], is_it)), None)
            if hit is not None:
                found[told.name] = hit
    if kind == "statements" and found.keys() & {"income", "outgo"}:
        found.pop("amount", None)  # the same money once more, without its direction
    return found


def guess_kind(header: Sequence[str]) -> str:
    """Guess what a file holds: the kind that finds what it needs and knows most of the columns."""

    def rank(kind: str) -> tuple[bool, int]:
        columns = guess_columns(kind, header)
        return not missing_fields(ColumnMapping(kind, columns)), len(columns)

    return max(MAPPED_KINDS, key=rank)


def guess_date_order(cells: Iterable[str]) -> str:
    """Guess how dates are written: year first, or which of day and month comes first; unsure ones are day first."""
    order = "ymd"
    for cell in cells:
        parts = re.split(r"\D+", cell.strip().strip("'="))
        numbers = [part for part in parts if part]
        if len(numbers) < 3 or len(numbers[0]) == 4:
            continue
        if int(numbers[0]) > 12:
            return "dmy"
        if int(numbers[1]) > 12:
            return "mdy"
        order = "dmy"
    return order


def guess_mapping(header: Sequence[str], kind: str = "", currency: str = "CNY") -> ColumnMapping:
    """Return the mapping that a file's header suggests."""
    kind = kind or guess_kind(header)
    return ColumnMapping(kind, guess_columns(kind, header), currency=currency, header=tuple(header))


def _plain(name: str) -> str:
    """Return a column's name as names are compared: small letters, no brackets' notes, single blanks."""
    bare = re.sub(r"[(（\[【].*?[)）\]】]", "", name.casefold()) or name.casefold()
    return " ".join(re.sub(r"[_\-:：.*#/]+", " ", bare).split())


def _is_name(known: str, told: str, is_it: object) -> bool:
    assert callable(is_it)
    short = len(known) < (2 if not known.isascii() else 3)
    return bool(is_it(told, _plain(known))) and not (short and is_it is not str.__eq__)


def _ends_with(told: str, known: str) -> bool:
    """Tell whether a name ends with a known one, in Latin letters at the beginning of a word."""
    return told.endswith(f" {known}" if known.isascii() else known)

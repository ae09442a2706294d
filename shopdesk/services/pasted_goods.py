"""A pasted list looked at before anything is done with it: each line's goods, or the reason why it cannot be taken."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from shopdesk.db.prices import goods_of
from shopdesk.domain.errors import ShopError
from shopdesk.domain.money import parse_amount
from shopdesk.domain.pasted_lines import PastedLine, read_lines, read_whole, was_rounded
from shopdesk.domain.prices import PricedGoods
from shopdesk.domain.stock import LARGEST_QUANTITY
from shopdesk.services.codes import find_code
from shopdesk.services.prices import quoted_prices
from shopdesk.services.shop import Shop

Read = Callable[[PastedLine, PricedGoods], int]


@dataclass(frozen=True, slots=True)
class PastedGoods:
    """One line: what stood there, the SKU and number it means (pieces, or minor units), or why it means none.

    `before` is the usual price that holds now, where prices are read.
    """

    line: int
    code: str
    value: str
    sku: str = ""
    title: str = ""
    number: int = 0
    currency: str = ""
    before: int = 0
    error: ShopError | None = None


def read_pieces(shop: Shop, text: str, *, least: int = 1) -> list[PastedGoods]:
    """Return the lines of a list of goods and pieces; codes alone, as a hand scanner gives them, are one piece each.

    Raises ShopError("paste-too-long").
    """
    lines = read_lines(text)
    counted = any(line.value for line in lines)

    def pieces(line: PastedLine, _goods: PricedGoods) -> int:
        found = read_whole(line.value) if counted else 1
        if found is None or not least <= found <= LARGEST_QUANTITY:
            code = "paste-pieces" if line.value else "paste-pieces-missing"
            raise ShopError(code, value=line.value, least=least, limit=LARGEST_QUANTITY)
        return found

    return [replace(_told(line, goods, pieces), currency="") for line, goods in _with_goods(shop, lines)]


def read_prices(shop: Shop, text: str, *, channel: str = "") -> list[PastedGoods]:
    """Return the lines of a list of goods and prices; a second price of the same goods is refused.

    Raises ShopError("paste-too-long").
    """

    def price(line: PastedLine, goods: PricedGoods) -> int:
        try:
            found = parse_amount(line.value, goods.currency)
        except ShopError:
            found = 0
        if found <= 0:
            raise ShopError("paste-price", value=line.value or "–")
        return found

    told, first = [], dict[str, PastedGoods]()
    for pasted, found in _with_goods(shop, read_lines(text)):
        line = _told(pasted, found, price)
        if line.error is None:
            line = replace(line, before=_usual_price(shop, line.sku, channel))
        before = first.setdefault(line.sku, line) if line.error is None else line
        if before.number != line.number:
            line = replace(line, error=ShopError("paste-twice", sku=line.sku, line=before.line))
        told.append(line)
    return told


def _usual_price(shop: Shop, sku: str, channel: str) -> int:
    return quoted_prices(shop, {sku: 1}, channel=channel)[sku][1].listed


def sum_up(lines: Sequence[PastedGoods]) -> dict[str, int]:
    """Return the pieces by SKU of the lines that can be taken: the same goods on two lines add up."""
    found: dict[str, int] = {}
    for line in lines:
        if line.error is None:
            found[line.sku] = found.get(line.sku, 0) + line.number
    return found


def _with_goods(shop: Shop, lines: Sequence[PastedLine]) -> list[tuple[PastedLine, PricedGoods | ShopError]]:
    found = [_sku_of(shop, line.code) for line in lines]
    goods = goods_of(shop.connection, {sku for sku in found if isinstance(sku, str)})
    return [
        (line, sku if isinstance(sku, ShopError) else goods.get(sku) or ShopError("paste-code-unknown", value=sku))
        for line, sku in zip(lines, found, strict=True)
    ]


def _sku_of(shop: Shop, code: str) -> str | ShopError:
    """Return the SKU of a code, also where a spreadsheet or a person has changed its letters or put .0 behind it."""
    if not code:
        return ShopError("paste-code-missing")
    for written in dict.fromkeys((code, code.removesuffix(".0"), code.upper())):
        try:
            return find_code(shop, written)[1]
        except ShopError as error:
            if error.code == "code-ambiguous":
                return error
    return ShopError("paste-code-rounded" if was_rounded(code) else "paste-code-unknown", value=code)


def _told(line: PastedLine, goods: PricedGoods | ShopError, read: Read) -> PastedGoods:
    told = PastedGoods(line.number, line.code, line.value)
    if isinstance(goods, ShopError):
        return replace(told, error=goods)
    told = replace(told, sku=goods.sku, title=goods.title, currency=goods.currency)
    try:
        return replace(told, number=read(line, goods))
    except ShopError as error:
        return replace(told, error=error)

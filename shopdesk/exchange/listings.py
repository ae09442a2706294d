"""Product files: rows of one product become a listing with its variants."""

from collections.abc import Callable, Iterable
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from shopdesk.domain.errors import ShopError
from shopdesk.domain.imports import Refused
from shopdesk.domain.listings import CATEGORY_LEVELS, Picture, Variant
from shopdesk.exchange.refusals import refuse
from shopdesk.exchange.rows import Row

_HEAVIEST_G = 10**9


class Variants:
    """The variants of one listing with their stock, gathered row by row; bad rows are put aside.

    `taken` holds the SKUs of the whole file, because a SKU stands for one thing only.
    """

    def __init__(self, taken: set[str], sku_column: str) -> None:
        self._taken = taken
        self._sku_column = sku_column
        self.variants: list[Variant] = []
        self.stock: dict[str, int | None] = {}
        self.refused: list[Refused] = []

    def read(self, rows: Iterable[Row], variant: Callable[[Row], tuple[Variant, int | None]]) -> None:
        """Read one variant from every row; a SKU that was there before is refused with sku-duplicate."""
        for row in rows:
            try:
                row.check_width()
                one, stock = variant(row)
                if one.sku in self._taken:
                    raise ShopError("sku-duplicate", value=one.sku, column=self._sku_column)
            except ShopError as error:
                self.refused.append(refuse(row.number, error))
                continue
            self._taken.add(one.sku)
            self.variants.append(one)
            self.stock[one.sku] = stock


def grams(row: Row, column: str, grams_per_unit: str = "1") -> int:
    """Return a weight in whole grams, 0 for an empty cell; raises ShopError("weight-unreadable")."""
    text = row.text(column)
    if not text:
        return 0
    try:
        weight = Decimal(text.replace(",", "")) * Decimal(grams_per_unit)
        if not 0 <= weight <= _HEAVIEST_G:
            raise InvalidOperation
    except InvalidOperation:
        raise ShopError("weight-unreadable", value=text, column=column) from None
    return int(weight.quantize(Decimal(1), ROUND_HALF_UP))


def category_path(text: str) -> tuple[str, ...]:
    """Split "Clothing > Shirts > Polo" into at most three names, widest first."""
    return tuple([name for part in text.split(">") if (name := part.strip())][:CATEGORY_LEVELS])


def pictures(addresses: Iterable[str]) -> tuple[Picture, ...]:
    """Return the published addresses as pictures, each once; the first is the main image."""
    places = list(dict.fromkeys(address for address in addresses if address))
    return tuple(Picture(place, "" if at else "main") for at, place in enumerate(places))

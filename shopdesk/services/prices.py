"""The price book: prices set, scheduled, changed in bulk and taken back; what competitors ask."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from shopdesk.db import prices as rows
from shopdesk.db.row_ids import row_of
from shopdesk.domain.channels import CHANNELS
from shopdesk.domain.customers import LEVELS
from shopdesk.domain.errors import ShopError
from shopdesk.domain.prices import (
    EVERYWHERE,
    Asked,
    CompetitorPrice,
    Price,
    PriceChange,
    PricedGoods,
    Quoted,
    Recipe,
    check_price,
    check_recipe,
    quote_price,
)
from shopdesk.services.identity import new_id
from shopdesk.services.ledger import find_variant
from shopdesk.services.shop import Shop

HISTORY = 50
LONGEST = 200


@dataclass(frozen=True, slots=True)
class PriceSheet:
    """Everything about the price of a SKU on a channel now."""

    goods: PricedGoods
    channel: str
    quoted: Quoted
    book: tuple[Price, ...]


def show_price(
    shop: Shop, sku: str, *, channel: str = "", level: str = "", quantity: int = 1, at: datetime | None = None
) -> PriceSheet:
    """Return the price of a SKU on a channel. Raises ShopError with "sku-unknown" or "channel-unknown"."""
    check_channel(channel)
    goods = find_goods(shop, sku)
    book = rows.load_prices(shop.connection, [sku]).get(sku, [])
    quoted = quote_price(goods.price, book, Asked(channel, at or shop.now(), level, quantity))
    return PriceSheet(goods, channel, quoted, tuple(book))


def find_goods(shop: Shop, sku: str) -> PricedGoods:
    """Return a live SKU as it is priced. Raises ShopError("sku-unknown")."""
    found = rows.goods_of(shop.connection, [sku]).get(sku)
    if found is None:
        raise ShopError("sku-unknown", value=sku)
    return found


def check_channel(channel: str) -> None:
    """Refuse what is no channel; "" stands for all of them. Raises ShopError("channel-unknown")."""
    if channel not in (EVERYWHERE, *CHANNELS):
        raise ShopError("channel-unknown", value=channel, allowed=", ".join(CHANNELS))


def set_prices(shop: Shop, prices: Sequence[Price], *, reason: str = "", uuid: str = "") -> int:
    """Put prices in the book and return the change, by which they are taken back.

    One that has no beginning takes the place of the one that stood there; one with a beginning waits beside it.
    The same uuid twice is one change.
    Raises ShopError with "price-invalid", "price-kind", "price-dates", "channel-unknown", "level-unknown" or
    "sku-unknown"; then none of them is kept.
    """
    for price in prices:
        check_channel(price.channel)
        check_price(price, now=shop.now())
        if price.level not in LEVELS:
            raise ShopError("level-unknown", value=price.level, allowed=", ".join(filter(None, LEVELS)))
    with shop.writing():
        if uuid and (known := row_of(shop.connection, "price_changes", uuid)):
            return known
        book = rows.load_prices(shop.connection, {price.sku for price in prices})
        change = rows.add_change(shop.connection, uuid or new_id(), _line(reason), shop.now(), shop.actor)
        for price in prices:
            variant = find_variant(shop, price.sku)
            for old in book.get(price.sku, []):
                if old.place == price.place and (old.starts, old.ends) == (price.starts, price.ends):
                    rows.remove_price(shop.connection, change, old.row)
            rows.add_price(shop.connection, change, variant, price)
    return change


def remove_prices(shop: Shop, entries: Sequence[int], *, reason: str = "", uuid: str = "") -> int:
    """End entries of the price book and return the change; the same uuid twice is one.

    Raises ShopError("price-unknown").
    """
    with shop.writing():
        if uuid and (known := row_of(shop.connection, "price_changes", uuid)):
            return known
        change = rows.add_change(shop.connection, uuid or new_id(), _line(reason), shop.now(), shop.actor)
        for entry in entries:
            if not rows.remove_price(shop.connection, change, entry):
                raise ShopError("price-unknown", value=entry)
    return change


def undo_price_change(shop: Shop, change: int) -> None:
    """Take a change of prices back as a whole. Raises "price-changed-since" where a later one stands on it."""
    with shop.writing():
        if not rows.is_newest(shop.connection, change):
            raise ShopError("price-changed-since")
        rows.set_change_undone(shop.connection, change, shop.now())


def price_history(shop: Shop, sku: str) -> list[PriceChange]:
    """Return the newest changes of a SKU's prices. Raises ShopError("sku-unknown")."""
    return rows.changes_of(shop.connection, find_variant(shop, sku), HISTORY)


@dataclass(frozen=True, slots=True)
class BulkRow:
    """One price before and after a bulk change; `refused` is why it stays, as an error's code."""

    goods: PricedGoods
    before: int
    after: int
    refused: str = ""


def preview_bulk(shop: Shop, skus: Sequence[str], recipe: Recipe, *, channel: str = "") -> list[BulkRow]:
    """Return what a recipe would make of the list prices of these SKUs, changing nothing.

    Raises ShopError with "price-recipe", "channel-unknown" or "sku-unknown".
    """
    check_recipe(recipe)
    check_channel(channel)
    goods = rows.goods_of(shop.connection, skus)
    book = rows.load_prices(shop.connection, skus)
    found = []
    for sku in dict.fromkeys(skus):
        if sku not in goods:
            raise ShopError("sku-unknown", value=sku)
        before = quote_price(goods[sku].price, book.get(sku, ()), Asked(channel, shop.now())).listed
        after = recipe.apply(before)
        found.append(BulkRow(goods[sku], before, after, "" if after > 0 else "price-invalid"))
    return found


def apply_bulk(
    shop: Shop, skus: Sequence[str], recipe: Recipe, *, channel: str = "", starts: datetime | None = None,
    reason: str = "", uuid: str = "",
) -> int:  # fmt: skip
    """Change the list prices of many SKUs at once, at a moment to come where `starts` names one.

    Returns the change; the same uuid twice is one. Raises like `preview_bulk`, and "price-invalid" for the first that
    would be no price.
    """
    with shop.writing():
        if uuid and (known := row_of(shop.connection, "price_changes", uuid)):
            return known
        preview = preview_bulk(shop, skus, recipe, channel=channel)
        wanted = [Price(row.goods.sku, "list", row.after, channel, starts=starts) for row in preview
                  if row.after != row.before]  # fmt: skip
        return set_prices(shop, wanted, reason=reason, uuid=uuid)


def quoted_prices(
    shop: Shop, pieces: Mapping[str, int], *, channel: str, level: str = "", at: datetime | None = None
) -> dict[str, tuple[PricedGoods, Quoted]]:
    """Return the price that holds for each of these SKUs at so many pieces. Raises ShopError("sku-unknown")."""
    goods = rows.goods_of(shop.connection, pieces)
    book = rows.load_prices(shop.connection, pieces)
    found = {}
    for sku, count in pieces.items():
        if sku not in goods:
            raise ShopError("sku-unknown", value=sku)
        asked = Asked(channel, at or shop.now(), level, count)
        found[sku] = goods[sku], quote_price(goods[sku].price, book.get(sku, ()), asked)
    return found


def note_competitor(
    shop: Shop, sku: str, competitor: str, amount: int, *, channel: str = "", note: str = "",
    at: datetime | None = None, uuid: str = "",
) -> int:  # fmt: skip
    """Note what a competitor asks for the same goods; return its row. The same uuid twice is one note.

    Raises ShopError with "price-invalid", "competitor-missing", "channel-unknown" or "sku-unknown".
    """
    check_channel(channel)
    check_price(Price(sku, "list", amount))
    name = competitor.strip()
    if not name or not name.isprintable() or len(name) > 60:
        raise ShopError("competitor-missing")
    told = CompetitorPrice(0, name, channel, amount, _line(note), min(at or shop.now(), shop.now()))
    with shop.writing():
        if uuid and (known := row_of(shop.connection, "competitor_prices", uuid)):
            return known
        variant = find_variant(shop, sku)
        return rows.add_competitor_price(shop.connection, uuid or new_id(), variant, told, shop.actor)


def remove_competitor(shop: Shop, row: int, *, back: bool = False) -> None:
    """Take a note of a competitor's price out, or bring it back."""
    with shop.writing():
        rows.set_competitor_price_removed(shop.connection, row, None if back else shop.now())


def list_competitors(shop: Shop, sku: str) -> list[CompetitorPrice]:
    """Return what competitors asked for a SKU, in the order of time. Raises ShopError("sku-unknown")."""
    return rows.competitor_prices(shop.connection, find_variant(shop, sku))


def _line(text: str) -> str:
    return " ".join(text.split())[:LONGEST]

"""Stock labels for SKUs: as many of each as are asked for."""

from collections.abc import Mapping
from pathlib import Path

from shopdesk.db.listings import find_listing, load_listings, shelved_skus
from shopdesk.domain.errors import ShopError
from shopdesk.domain.jobs import Job, SilentJob
from shopdesk.domain.money import format_amount
from shopdesk.domain.option_text import options_text
from shopdesk.domain.paper import StockLabel
from shopdesk.reports.layouts import builtin_names
from shopdesk.reports.stock_labels import write_stock_labels
from shopdesk.services.layouts import find_layout
from shopdesk.services.settings import get_setting
from shopdesk.services.shop import Shop

MOST_LABELS = 20_000
LABEL_SHEETS = builtin_names("stock-labels")


def print_stock_labels(
    shop: Shop,
    wanted: Mapping[str, int],
    target: Path,
    *,
    layout: str = "60x40",
    start_at: int = 1,
    prices: bool = False,
    job: Job | None = None,
) -> int:
    """Write labels, pieces by SKU, as a PDF and return its pages.

    Raises ShopError with "sku-unknown", "quantity-out-of-range", and the codes of `write_stock_labels`.
    """
    if not wanted or sum(wanted.values()) > MOST_LABELS or min(wanted.values()) < 1:
        raise ShopError("quantity-out-of-range", value=sum(wanted.values()))
    labels = [label for sku, pieces in wanted.items() for label in [_label(shop, sku, prices)] * pieces]
    paper = find_layout(shop, "stock-labels", layout)
    return write_stock_labels(labels, target, paper, job or SilentJob(), start_at=start_at)


def _label(shop: Shop, sku: str, priced: bool) -> StockLabel:
    row = find_listing(shop.connection, sku)
    listing = load_listings(shop.connection, [row])[0] if row else None
    variant = next((told for told in listing.variants if told.sku == sku), None) if listing else None
    if listing is None or variant is None:
        raise ShopError("sku-unknown", value=sku)
    return StockLabel(
        sku,
        listing.title,
        options_text(variant.options),
        variant.barcode or sku,
        shelved_skus(shop.connection, [sku])[sku].bin,
        format_amount(variant.price, listing.currency) if priced and variant.price else "",
        str(get_setting(shop, "shop.language")),
    )

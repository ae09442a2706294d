"""The files that platforms take: one module a format, loaded only when a file is written."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import NamedTuple, Protocol, cast

from shopdesk.domain.errors import ShopError
from shopdesk.domain.exports import Terms
from shopdesk.exchange.workbooks import Cell


class Outbound(NamedTuple):
    """A format as it is written: what it may hold (the first is its own kind), whose it is, its module.

    `others` are file suffixes that the platform takes as well.
    """

    name: str
    kinds: tuple[str, ...]
    channel: str
    module: str
    suffix: str = ".csv"
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shape:
    """How a format's text is laid down: its delimiter, encoding and line end."""

    delimiter: str = ","
    encoding: str = "utf-8"
    line_end: str = "\r\n"


class OutboundModule(Protocol):
    """What every outbound format has: its shape, the rows above the data, and the rows of one record."""

    SHAPE: Shape

    def header(self, terms: Terms) -> list[Sequence[Cell]]:
        """Return the rows that stand above the data, the names of the columns last."""

    def rows(self, record: object, terms: Terms) -> list[Sequence[Cell]]:
        """Return the rows of an Order, a Parcel or an Offer, by kind; raises ShopError where none could take it."""


_OFFERED = ("stock", "listings")
EXPORTS = (
    Outbound("pdd-shipments", ("shipments",), "pdd", "outbound.pdd_shipments", others=(".xlsx",)),
    Outbound("amazon-shipments", ("shipments",), "amazon", "outbound.amazon_shipments", ".txt"),
    Outbound("amazon-price-quantity", _OFFERED, "amazon", "outbound.amazon_price_quantity", ".txt"),
    Outbound("ebay-inventory", _OFFERED, "ebay", "outbound.ebay_inventory"),
    Outbound("ebay-listings", ("listings",), "ebay", "outbound.ebay_listings"),
    Outbound("shopify-products", ("listings",), "shopify", "outbound.shopify_products"),
    Outbound("shopify-inventory", _OFFERED, "shopify", "outbound.shopify_inventory"),
    Outbound("woocommerce-products", ("listings",), "woocommerce", "outbound.woocommerce_products"),
    *(
        Outbound(f"shopdesk-{form}", (kind,), "", module, f".{form}")
        for form in ("csv", "xlsx")
        for kind, module in (
            ("orders", "shopdesk_orders"),
            ("listings", "shopdesk_listings"),
            ("stock", "shopdesk_stock"),
            ("shipments", "outbound.shopdesk_shipments"),
        )
    ),
)
_SHORT = {"csv": "shopdesk-csv", "xlsx": "shopdesk-xlsx", "": "shopdesk-csv"}


def formats_for(kind: str) -> list[Outbound]:
    """Return the formats that can hold a kind."""
    return [entry for entry in EXPORTS if kind in entry.kinds]


def find_format(kind: str, name: str) -> Outbound:
    """Return the format of this name for a kind. Raises ShopError("export-format-unknown")."""
    wanted = _SHORT.get(name, name)
    for entry in formats_for(kind):
        if entry.name == wanted:
            return entry
    allowed = ", ".join(entry.name for entry in formats_for(kind))
    raise ShopError("export-format-unknown", value=name, kind=kind, allowed=allowed)


def load(entry: Outbound) -> OutboundModule:
    """Load a format's module."""
    return cast(OutboundModule, import_module(f"shopdesk.exchange.{entry.module}"))

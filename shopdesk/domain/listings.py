"""Listings: what the shop sells. A listing has variants (one SKU each) and pictures."""

from dataclasses import dataclass, field

STATUSES = ("draft", "ready", "listed", "archived")
PICTURE_ROLES = ("main", "front", "back", "side", "detail", "scene")
CATEGORY_LEVELS = 3


@dataclass(frozen=True, slots=True)
class Variant:
    """One thing that can be sold and counted: prices in minor units, weight in grams, options by name."""

    sku: str
    barcode: str = ""
    options: dict[str, str] = field(default_factory=dict)
    price: int = 0
    list_price: int = 0
    cost: int = 0
    weight_g: int = 0


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a listing: a file name below the shop's images/, or the address it was published at."""

    place: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """A product as it is offered; `category` holds one to three names, widest first."""

    handle: str
    title: str
    variants: tuple[Variant, ...]
    description: str = ""
    category: tuple[str, ...] = ()
    brand: str = ""
    status: str = "draft"
    currency: str = "CNY"
    pictures: tuple[Picture, ...] = ()
    uuid: str = ""


def sku_from_handle(handle: str, options: dict[str, str]) -> str:
    """Make a SKU for a variant that has none: the same handle and options always give the same SKU."""
    parts = [handle, *options.values()]
    return "-".join("-".join(part.split()) for part in parts if part)[:80]

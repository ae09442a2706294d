"""Listings: what the shop sells. A listing has variants (one SKU each) and pictures."""

from dataclasses import dataclass, field

STATUSES = ("draft", "ready", "listed", "archived")
PICTURE_ROLES = ("main", "front", "back", "side", "detail", "scene")
CATEGORY_LEVELS = 3
SALES_ROLES = ("hit", "profit", "traffic", "regular")
# What need not be taken back within seven days where the listing says so (PRC Consumer Rights Law, article 25).
SPECIAL_GOODS = ("", "made-to-order", "fresh", "digital", "periodical", "other")
BLOCKS = ("features", "use", "specifications", "promise")
LONGEST_WARRANTY = 240


@dataclass(frozen=True, slots=True)
class Variant:
    """One thing that can be sold and counted: prices in minor units, grams, millimetres, options by name."""

    sku: str
    barcode: str = ""
    options: dict[str, str] = field(default_factory=dict)
    price: int = 0
    list_price: int = 0
    cost: int = 0
    weight_g: int = 0
    # Not told by platform files: left out of the text by which an import knows the same telling again.
    length_mm: int = field(default=0, repr=False)
    width_mm: int = field(default=0, repr=False)
    height_mm: int = field(default=0, repr=False)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a listing: a file name below the shop's images/, or the address it was published at.

    `name` is what the file was called when it was added, `own` that a person added it, not an import.
    """

    place: str
    role: str = ""
    name: str = field(default="", repr=False)
    own: bool = field(default=False, repr=False)


@dataclass(frozen=True, slots=True)
class Facts:
    """What only the shop knows of a product: none of it comes from, or is overwritten by, a platform's file.

    `role` is one of SALES_ROLES, `special` one of SPECIAL_GOODS, `blocks` holds texts by BLOCKS, `attributes` by name.
    """

    keyword: str = ""
    selling_point: str = ""
    role: str = "regular"
    special: str = ""
    warranty_months: int = 0
    attributes: dict[str, str] = field(default_factory=dict)
    blocks: dict[str, str] = field(default_factory=dict)


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
    facts: Facts = field(default_factory=Facts, repr=False)


def sku_from_handle(handle: str, options: dict[str, str]) -> str:
    """Make a SKU for a variant that has none: the same handle and options always give the same SKU."""
    parts = [handle, *options.values()]
    return "-".join("-".join(part.split()) for part in parts if part)[:80]

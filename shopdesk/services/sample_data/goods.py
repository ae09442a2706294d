"""What the sample shop sells: its listings, and of every SKU the opening stock, safety line, bin and demand."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from shopdesk.domain.listings import Listing, Picture, Variant
from shopdesk.resources import resources


@dataclass(frozen=True, slots=True)
class PictureSpec:
    """How a listing's main picture is drawn: colours as #RRGGBB, `flaw` what its check shall find ("" for nothing)."""

    kind: str
    colour: str
    background: str
    flaw: str = ""


@dataclass(frozen=True, slots=True)
class Shelf:
    """What the shop knows of a SKU beside its variant; `demand` weighs how often it is bought, 0 for never."""

    opening: int
    safety: int
    bin: str
    demand: int


@dataclass(frozen=True, slots=True)
class SampleListing:
    """A listing of the sample shop with its shelves by SKU; `special` goods cannot be returned without a reason."""

    listing: Listing
    shelves: Mapping[str, Shelf]
    picture: PictureSpec
    special: bool = False


def load_listings(language: str) -> tuple[SampleListing, ...]:
    """Read the forty listings of the sample shop in one language ("zh_CN" or "en")."""
    entries: list[dict[str, Any]] = json.loads(sample_text("listings.json"))
    return tuple(_listing(entry, language) for entry in entries)


def sample_text(name: str) -> str:
    """Return the text of one of the sample shop's UTF-8 files."""
    return (resources() / "sample" / name).read_text("utf-8")


def in_language(language: str, key: str) -> str:
    """Return the key under which an entry keeps its words in this language."""
    return f"{key}_en" if language == "en" else key


def _listing(entry: dict[str, Any], language: str) -> SampleListing:
    def words(key: str) -> Any:  # noqa: ANN401 – texts and lists of texts alike
        return entry[in_language(language, key)]

    listing = Listing(
        handle=entry["handle"],
        title=words("title"),
        variants=tuple(_variant(variant, language) for variant in entry["variants"]),
        description=words("description"),
        category=tuple(words("category")),
        brand=words("brand"),
        status=entry["status"],
        pictures=(Picture(f"{entry['handle']}.jpg", "main"),),
    )
    return SampleListing(
        listing,
        {variant["sku"]: _shelf(variant) for variant in entry["variants"]},
        PictureSpec(**entry["picture"]),
        entry["special"],
    )


def _variant(entry: dict[str, Any], language: str) -> Variant:
    return Variant(
        sku=entry["sku"],
        barcode=entry["barcode"],
        options=entry[in_language(language, "options")],
        price=entry["price"],
        cost=entry["cost"],
        weight_g=entry["weight_g"],
    )


def _shelf(entry: dict[str, Any]) -> Shelf:
    return Shelf(entry["opening"], entry["safety"], entry["bin"], entry["demand"])

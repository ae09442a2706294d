"""The shop's own listing file, written and read without loss: a row a SKU, the product's cells on its first row."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from shopdesk.domain.errors import ShopError
from shopdesk.domain.exports import Offer, Terms
from shopdesk.domain.imports import FileFormat, Item, ListingRecord, Refused
from shopdesk.domain.listings import (
    CATEGORY_LEVELS,
    PICTURE_ROLES,
    SALES_ROLES,
    SPECIAL_GOODS,
    STATUSES,
    Facts,
    Listing,
    Picture,
    Variant,
)
from shopdesk.exchange.grouping import groups
from shopdesk.exchange.outbound import Shape
from shopdesk.exchange.refusals import refuse
from shopdesk.exchange.rows import Row
from shopdesk.exchange.shopdesk_cells import OwnCells, write_money, write_table, write_yes
from shopdesk.exchange.tables import Table
from shopdesk.exchange.workbooks import Cell

SHAPE = Shape(encoding="utf-8-sig")
ALIASES: dict[str, str] = {}
_LEVELS = tuple(f"category_{level}" for level in range(1, CATEGORY_LEVELS + 1))
_PRODUCT = (
    "title", *_LEVELS, "brand", "status", "currency", "description", "keyword", "selling_point", "role", "special",
    "warranty_months", "attributes", "blocks", "images", "image_roles", "image_names", "image_own", "uuid",
)  # fmt: skip
_MOST_NAMED = 3
_OPTIONS = tuple(f"option_{at}_{part}" for at in range(1, _MOST_NAMED + 1) for part in ("name", "value"))
_VARIANT = (
    "sku", "barcode", *_OPTIONS, "more_options", "price", "list_price", "cost", "weight_g", "length_mm", "width_mm",
    "height_mm",
)  # fmt: skip
FORMAT = FileFormat(
    "shopdesk-csv", "listings", ("import", "export"), frozenset({"handle", "sku", "title", "status", "price", "images"})
)


def header(_terms: Terms) -> list[Sequence[Cell]]:
    """Return the names of the columns."""
    return [("handle", *_VARIANT, *_PRODUCT)]


def rows(offer: Offer, _terms: Terms) -> list[Sequence[Cell]]:
    """Return the rows of a listing: one for each SKU, at least one."""
    listing = offer.listing
    variants = [_variant_cells(variant, listing.currency) for variant in listing.variants]
    product, nothing = _product_cells(listing), [""] * len(_PRODUCT)
    return [
        (listing.handle, *variant, *(nothing if at else product))
        for at, variant in enumerate(variants or [[""] * len(_VARIANT)])
    ]


def _variant_cells(variant: Variant, money: str) -> Sequence[Cell]:
    prices = (write_money(amount, money) for amount in (variant.price, variant.list_price, variant.cost))
    named = list(variant.options.items())[:_MOST_NAMED]
    if not all(name and value for name, value in named):
        named = []
    rest = variant.options if not named else dict(list(variant.options.items())[_MOST_NAMED:])
    options = [cell for pair in named for cell in pair] + [""] * (len(_OPTIONS) - 2 * len(named))
    return (
        variant.sku, variant.barcode, *options, write_table(rest), *prices, variant.weight_g, variant.length_mm,
        variant.width_mm, variant.height_mm,
    )  # fmt: skip


def _product_cells(listing: Listing) -> Sequence[Cell]:
    facts, pictures = listing.facts, listing.pictures
    category = [name for name, _level in zip_longest(listing.category, _LEVELS, fillvalue="")]
    return (
        listing.title, *category, listing.brand, listing.status, listing.currency, listing.description, facts.keyword,
        facts.selling_point, facts.role, facts.special, facts.warranty_months, write_table(facts.attributes),
        write_table(facts.blocks), "\n".join(picture.place for picture in pictures),
        "\n".join(picture.role for picture in pictures).rstrip("\n"),
        "\n".join(picture.name for picture in pictures).rstrip("\n"),
        "\n".join(write_yes(picture.own) for picture in pictures), listing.uuid,
    )  # fmt: skip


def read(table: Table) -> Iterator[Item]:
    """Read listings with everything that the shop knew of them; a bad row refuses its whole listing."""
    taken: set[str] = set()
    for rows_of_one in groups(table, ALIASES, _handle):
        if isinstance(rows_of_one, Refused):
            yield rows_of_one
            continue
        try:
            for row in rows_of_one:
                row.check_width()
            record = _listing([OwnCells(row) for row in rows_of_one])
            _check_skus(record, taken)
        except ShopError as error:
            yield refuse(rows_of_one[0].number, error)
        else:
            yield record


def _handle(row: Row) -> str:
    handle = OwnCells(row).code("handle")
    if not handle:
        raise ShopError("handle-missing", column="handle")
    return handle


def _check_skus(record: ListingRecord, taken: set[str]) -> None:
    for variant in record.listing.variants:
        if variant.sku in taken:
            raise ShopError("sku-duplicate", value=variant.sku, column="sku")
        taken.add(variant.sku)


def _listing(cells: list[OwnCells]) -> ListingRecord:
    top = next((row for row in cells if row.text("title")), None)
    if top is None:
        raise ShopError("title-missing", value=cells[0].text("handle"), column="title")
    currency = top.text("currency") or "CNY"
    levels = [top.text(name) for name in _LEVELS]
    listing = Listing(
        handle=top.code("handle"),
        title=top.text("title"),
        variants=tuple(_variant(row, currency) for row in cells if row.text("sku")),
        description=top.text("description"),
        category=tuple(levels[: max((at for at, name in enumerate(levels, 1) if name), default=0)]),
        brand=top.text("brand"),
        status=top.word("status", STATUSES, "draft"),
        currency=currency,
        pictures=_pictures(top),
        uuid=top.text("uuid"),
        facts=_facts(top),
    )
    return ListingRecord(top.number, listing)


def _facts(row: OwnCells) -> Facts:
    return Facts(
        keyword=row.text("keyword"),
        selling_point=row.text("selling_point"),
        role=row.word("role", SALES_ROLES, "regular"),
        special=row.word("special", SPECIAL_GOODS, ""),
        warranty_months=row.whole("warranty_months"),
        attributes=row.table("attributes"),
        blocks=row.table("blocks"),
    )


def _variant(row: OwnCells, currency: str) -> Variant:
    options = {
        name: row.text(f"option_{at}_value")
        for at in range(1, _MOST_NAMED + 1)
        if (name := row.text(f"option_{at}_name"))
    }
    sizes = (row.whole(name) for name in ("weight_g", "length_mm", "width_mm", "height_mm"))
    prices = (row.money(name, currency) for name in ("price", "list_price", "cost"))
    return Variant(row.code("sku"), row.code("barcode"), options | row.table("more_options"), *prices, *sizes)


def _pictures(row: OwnCells) -> tuple[Picture, ...]:
    told = (row.text(name).split("\n") for name in ("images", "image_roles", "image_names", "image_own"))
    pictures = []
    for place, role, name, own in zip_longest(*told, fillvalue=""):
        if place:
            pictures.append(Picture(place, role if role in PICTURE_ROLES else "", name, own == "yes"))
    return tuple(pictures)

"""Words of a bulk edit: fields, what is done to them, examples of values, and what is to be thought of."""

from shopdesk.domain.listings import BLOCKS, SALES_ROLES, SPECIAL_GOODS, STATUSES
from shopdesk.services.detail_pages import HEADINGS
from shopdesk.words import N_, _
from shopdesk.words.listing_editor import ROLE_WORDS, SPECIAL_WORDS
from shopdesk.words.states import word_state

FIELD_WORDS = {
    "title": N_("Title"),
    "price": N_("Price"),
    "list_price": N_("Crossed-out price"),
    "cost": N_("Cost"),
    "weight_g": N_("Weight, g"),
    "brand": N_("Brand"),
    "category": N_("Category"),
    "status": N_("Status"),
    "keyword": N_("Core keyword"),
    "selling_point": N_("Selling point"),
    "role": N_("Product role"),
    "special": N_("Special goods"),
    "warranty_months": N_("Warranty, months"),
    "attribute": N_("Attribute"),
    "block": N_("Description block"),
    "description": N_("Plain description"),
    "findings": N_("Everything that can be mended"),
    "length_mm": N_("Length, mm"),
    "width_mm": N_("Width, mm"),
    "height_mm": N_("Height, mm"),
    "barcode": N_("Barcode"),
}
OFFERED = tuple(field for field in FIELD_WORDS if field != "barcode")  # a barcode belongs to one SKU alone
VERB_WORDS = {
    "front": N_("put in front"),
    "append": N_("add behind"),
    "replace": N_("replace"),
    "remove": N_("take out"),
    "mend": N_("take all offered fixes"),
    "set": N_("set to"),
    "percent": N_("change by percent"),
    "add": N_("change by amount"),
    "ending": N_("let it end in"),
    "floor": N_("raise to cost, plus percent"),
    "clear": N_("empty it"),
}
HINTS = {
    "percent": N_("-10 or 5.5"),
    "add": N_("2.00 or -1.50"),
    "ending": N_("0.90 or 9.90"),
    "floor": N_("0 or 20"),
    "category": N_("Home > Kitchen > Cups"),
}
WARNINGS = {
    "price-below-cost": N_("Below its cost"),
    "price-missing": N_("No price any more"),
    "list-price-low": N_("Crossed out below price"),
    "title-too-long": N_("Too long for {of}"),
    "title-missing": N_("No title any more"),
}


def choices_of(field: str) -> dict[str, str]:
    """Return the only values a field may have, with their words; none where any text will do."""
    values = {"status": STATUSES, "role": SALES_ROLES, "special": SPECIAL_GOODS}.get(field, ())
    return {value: word_value(field, value) for value in values}


def block_words() -> dict[str, str]:
    """Return the blocks of a description with their words."""
    return {block: _(HEADINGS[block]) for block in BLOCKS}


def word_value(field: str, value: str) -> str:
    """Return a value as a person reads it."""
    if field == "status":
        return word_state(value)
    words = {"role": ROLE_WORDS, "special": SPECIAL_WORDS, "block": HEADINGS}.get(field, {})
    return _(words[value]) if value in words else value

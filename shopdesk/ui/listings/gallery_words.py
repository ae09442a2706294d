"""What a listing's card says in few words: the verdict with the one worst finding, the price, what is available."""

from dataclasses import fields

from shopdesk.domain.listing_score import FAIR, GOOD, Finding
from shopdesk.domain.money import format_amount
from shopdesk.services.listing_table import ListingRow
from shopdesk.ui.status import LISTING, PICTURE, STOCK, Status
from shopdesk.ui.stock_words import figure
from shopdesk.words import N_, _, listed
from shopdesk.words.currencies import money
from shopdesk.words.listings import word_finding
from shopdesk.words.pictures import PLATFORMS

# Shown behind the verdict, where a whole sentence has no room.
SHORT = {
    "title-missing": N_("no title"),
    "title-too-long": N_("title too long"),
    "title-too-short": N_("title of only {measured}"),
    "title-forbidden": N_("“{of}” in the title"),
    "title-stuffed": N_("“{of}” {measured} times"),
    "title-spaced": N_("extra spaces in the title"),
    "title-emoji": N_("pictograph in the title"),
    "keyword-missing": N_("no keyword"),
    "keyword-absent": N_("keyword not in title"),
    "keyword-not-first": N_("keyword not in front"),
    "selling-point-missing": N_("no selling point"),
    "selling-point-absent": N_("selling point not in title"),
    "picture-unchecked": N_("image not checked"),
    "picture-missing": N_("no picture"),
    "picture-fails": N_("main image"),
    "picture-warns": N_("main image"),
    "pictures-few": N_("{measured} of {limit} pictures"),
    "description-missing": N_("no description"),
    "description-short": N_("short description"),
    "promise-missing": N_("no promise"),
    "special-unsaid": N_("not returnable, unsaid"),
    "price-missing": N_("no price"),
    "price-below-cost": N_("below cost"),
    "list-price-low": N_("crossed-out price"),
    "barcode-wrong": N_("barcode wrong"),
    "weight-missing": N_("no weight"),
    "category-missing": N_("no category"),
    "category-shallow": N_("category of {measured} levels"),
    "brand-missing": N_("no brand"),
    "variants-missing": N_("no SKU"),
    "attributes-missing": N_("attributes {measured} of {limit}"),
}
UNCHECKED = "picture-unchecked"
_FIELDS = tuple(field.name for field in fields(Finding))


def worst_finding(row: ListingRow) -> Finding | None:
    """Return the dearest finding as it was kept, None where there is none."""
    if not row.worst:
        return None
    return Finding(**{name: value for name, value in row.worst.items() if name in _FIELDS})  # type: ignore[arg-type]


def verdict_of(row: ListingRow) -> Status:
    """Return how the card's badge looks: what stops the listing fails, a score below good is to be looked at.

    A main image that nobody has checked stops it too, but has not failed.
    """
    found = worst_finding(row)
    if row.verdict == "fail" or (row.stops and row.verdict) or (found and found.stops and found.code != UNCHECKED):
        return PICTURE["fail"]
    if not row.verdict and (found is None or found.code == UNCHECKED):
        return PICTURE["none"]
    if row.verdict == "warn" or (row.score is not None and row.score < GOOD and found):
        return PICTURE["warn"]
    return PICTURE["none" if row.score is None else "pass"]


def badge_text(row: ListingRow) -> str:
    """Return the badge's words: the verdict and, unless it is good, the one worst finding."""
    status, found = verdict_of(row), worst_finding(row)
    if status.state == "none":
        return _("Not scored yet") if row.score is None else _("Image not checked")
    if status.state == "pass":
        return status.shown
    if status.state == "fail" and not (found and found.stops):  # what stops it is not what costs most
        short = _("main image") if row.verdict == "fail" else _("not ready")
    else:
        short = short_finding(found) if found else _("main image")
    return f"{status.shown} · {short}"


def short_finding(found: Finding) -> str:
    """Return a finding in few words; one without its own is told by its first sentence."""
    if found.code not in SHORT:
        return full_finding(found).split(". ")[0].split("。")[0].rstrip(".")
    of = _(PLATFORMS[found.of]) if found.of in PLATFORMS else found.of
    return _(SHORT[found.code]).format(measured=found.measured, limit=found.limit, of=of)


def full_finding(found: Finding) -> str:
    """Return the whole sentence; one kept by a newer program is told by its code."""
    try:
        return word_finding(found)
    except KeyError:
        return found.code


def badge_tip(row: ListingRow) -> str:
    """Return what the badge says in full, and what a double click does."""
    found = worst_finding(row)
    whole = full_finding(found) if found else badge_text(row)
    return f"{whole}\n" + _("Double click: image bench  Ctrl+Shift+B")


def price_text(row: ListingRow) -> str:
    """Return the price with its sign, the lowest and the highest where they differ."""
    low = money(row.low, row.currency)
    return low if row.low == row.high else f"{low} – {format_amount(row.high, row.currency, grouped=True)}"


def lowest_price_text(row: ListingRow) -> str:
    """Return the price where a card has no room for both ends."""
    low = money(row.low, row.currency)
    return low if row.low == row.high else _("from {price}").format(price=low)


def available_text(row: ListingRow) -> str:
    """Return how many can be sold."""
    if row.available == 0:
        return STOCK["out"].shown
    return _("{pieces} available").format(pieces=figure(row.available))


def stock_status(row: ListingRow) -> Status | None:
    """Return how the stock stands, None where it is as it should be."""
    if row.available < 0:
        return STOCK["oversold"]
    return STOCK["out"] if row.available == 0 else STOCK["low"] if row.low_stock else None


def score_role(score: int) -> str:
    """Return the role of a score's colour."""
    return "ok" if score >= GOOD else "warn" if score >= FAIR else "error"


def spoken_card(row: ListingRow) -> str:
    """Return a whole card as one sentence, for a screen reader."""
    score = _("not scored yet") if row.score is None else _("score {points}").format(points=row.score)
    parts = (row.title, badge_text(row), price_text(row), available_text(row), LISTING[row.status].shown, score)
    return listed(parts)

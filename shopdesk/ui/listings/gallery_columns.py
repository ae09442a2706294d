"""The columns of the listings' table."""

from shopdesk.domain.money import format_amount
from shopdesk.services.listing_table import ListingRow
from shopdesk.ui.cell_edits import edit_listing
from shopdesk.ui.listings.gallery_words import (
    badge_text,
    badge_tip,
    score_role,
    short_finding,
    verdict_of,
    worst_finding,
)
from shopdesk.ui.status import LISTING, PICTURE
from shopdesk.ui.stock_words import DASH, figure
from shopdesk.ui.tables.table_model import Cell, Column
from shopdesk.words import _, begun


def columns() -> list[Column]:
    """Return the columns."""
    return [
        Column("title", _("Title"), lambda row: Cell(row.title, picture=row.picture or None), 240, stretch=True,
               edit=edit_listing("title")),
        Column("score", _("Score"), _score, 60, right=True),
        Column("worst", _("Worst finding"), _worst, 160),
        Column("price", _("Price"), _price, 114, right=True),
        Column("available", _("Available"), _available, 76, right=True),
        Column("status", _("Status"), lambda row: Cell(LISTING[row.status].shown, status=LISTING[row.status]), 92),
        Column("verdict", _("Main image"), _verdict, 92, hidden=True),
        Column("variants", _("Variants"), _variants, 100, right=True, hidden=True),
        Column("pictures", _("Pictures"), _pictures, 68, right=True, hidden=True),
        Column("category", _("Category"), _category, 120, hidden=True),
        Column("brand", _("Brand"), lambda row: Cell(row.brand or DASH, role="text-2"), 88, hidden=True,
               edit=edit_listing("brand")),
        Column("handle", _("Handle"), lambda row: Cell(row.handle, role="text-2"), 140, hidden=True),
    ]  # fmt: skip


def _score(row: ListingRow) -> Cell:
    if row.score is None:
        return Cell(DASH, role="muted", tip=_("Not scored yet"))
    return Cell(str(row.score), role=score_role(row.score), bold=True)


def _worst(row: ListingRow) -> Cell:
    found = worst_finding(row)
    if found is None:
        return Cell(badge_text(row) if row.score is None else DASH, role="muted")
    words, tip, status = begun(short_finding(found)), badge_tip(row).split("\n")[0], verdict_of(row)
    if status.state == "pass":  # good as it stands: a tick beside something to mend would say two things
        return Cell(words, role="text-2", tip=tip)
    return Cell(words, status=status, tip=tip)


def _variants(row: ListingRow) -> Cell:
    return Cell(row.sku if row.variants == 1 else figure(row.variants), role="text-2")


def _price(row: ListingRow) -> Cell:
    low, high = (format_amount(amount, row.currency, grouped=True) for amount in (row.low, row.high))
    return Cell(low if low == high else f"{low} – {high}", tip=row.currency)


def _available(row: ListingRow) -> Cell:
    return Cell(figure(row.available), role="text" if row.available > 0 else "error", bold=True)


def _verdict(row: ListingRow) -> Cell:
    if not row.verdict:
        return Cell(DASH, role="muted", tip=_("Not checked yet"))
    return Cell(PICTURE[row.verdict].shown, status=PICTURE[row.verdict])


def _pictures(row: ListingRow) -> Cell:
    return Cell(figure(row.pictures), role="text-2" if row.pictures else "warn")


def _category(row: ListingRow) -> Cell:
    return Cell(row.category[-1] if row.category else DASH, role="text-2", tip=" › ".join(row.category))

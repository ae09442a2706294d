"""The listings: what the shop sells, at which price, with which pictures, and how much of it there is."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from shopdesk.domain.money import format_amount
from shopdesk.services.listing_table import ListingRow, ListingTable, count_listing_views, listing_id
from shopdesk.services.picture_checks import check_main_images, keep_verdicts, stale_main_images
from shopdesk.services.settings import get_setting
from shopdesk.state_words import word_state
from shopdesk.ui.context import Context
from shopdesk.ui.controls import button
from shopdesk.ui.listing_panel import ListingPanel
from shopdesk.ui.status import LISTING, PICTURE
from shopdesk.ui.stock_words import DASH, figure
from shopdesk.ui.table_model import Cell, Column
from shopdesk.ui.table_page import TablePage
from shopdesk.words import _, ngettext


class ListingsPage(TablePage):
    """The table of listings, and one of them with its pictures and variants."""

    name = "listings"
    concerns = frozenset({"listings", "stock", "orders", "checks"})
    panel: ListingPanel

    def __init__(self, context: Context) -> None:
        states = {state: word_state(state) for state in LISTING}
        super().__init__(
            context,
            views={"all": _("All"), **states, "fails": _("Fails the check"), "without-picture": _("Without picture")},
            columns=_columns(),
            panel=ListingPanel(context),
            search_hint=_("Title, SKU, barcode, pinyin initials"),
        )
        self.refresh()

    # What the table asks

    def source(self, view: str, search: str) -> ListingTable:  # noqa: D102
        return ListingTable(self.context.shop, view, search)

    def count_views(self) -> Mapping[str, int]:  # noqa: D102
        return count_listing_views(self.context.shop)

    def filter_parts(self) -> Sequence[QWidget | int | None]:  # noqa: D102
        every = button("checkAll", _("Check all"), self._check_all, icon_name="list-checks", key="Ctrl+Shift+J")
        return (None, every, self._check_button("checkPictures"))

    def selection_parts(self) -> Sequence[QWidget | int | None]:  # noqa: D102
        copy = button("copyListings", _("Copy"), self.table.copy_text, icon_name="copy")
        return (copy, self._check_button("checkCurrent"))

    def selection_text(self, count: int) -> str:  # noqa: D102
        return ngettext("{count} listing selected", "{count} listings selected", count).format(count=f"{count:,}")

    def show_row(self, row_id: int) -> None:  # noqa: D102
        self.panel.show_listing(self.model.row_at(self.model.row_of(row_id)).handle)

    def tell_empty(self, view: str, search: str) -> None:  # noqa: D102
        if not search and not self._counts.get("all"):
            files = button(
                "importListings", _("Import files"), self._import, primary=True, icon_name="upload", key="Ctrl+I"
            )
            text = _("Import the products of your platform; titles, prices, stock and pictures come with them.")
            self.empty.tell("images", _("No listings yet"), text, [files])
        elif not search and view == "without-picture":
            self.empty.tell("check", _("Nothing here"), _("Every listing has a picture."))
        else:
            super().tell_empty(view, search)

    # What others ask

    def show_wanted(self, wanted: dict[str, object]) -> None:  # noqa: D102
        if "view" in wanted:
            self.show_view(str(wanted["view"]))
        if "listing" in wanted:
            row_id = listing_id(self.context.shop, str(wanted["listing"]))
            if row_id is None:
                self.context.told.emit(_("The shop has no listing {listing}.").format(listing=wanted["listing"]))
            elif not self.show_row_of(row_id):
                self.show_view("all")
                self.show_row_of(row_id)

    def counts_text(self) -> str:  # noqa: D102
        shown = self.rows_shown()
        return ngettext("{count} listing", "{count} listings", shown).format(count=f"{shown:,}")

    def kept(self) -> dict[str, object]:  # noqa: D102
        return super().kept() | {"view": self.tabs.view, "listing": self.panel.handle}

    def put_back(self, kept: dict[str, object]) -> None:  # noqa: D102
        super().put_back(kept)
        self.tabs.stand_on(str(kept.get("view", "all")))
        if row_id := listing_id(self.context.shop, str(kept.get("listing", ""))):
            self.table.go_to(row_id)

    # What a person does

    def _check_button(self, name: str) -> QWidget:
        return button(name, _("Check pictures"), self._check, icon_name="image", key="Ctrl+J", primary=True)

    def _check(self) -> None:
        if self.table.current_id() is not None:
            self.show_panel(True)
            self.panel.check()

    def _check_all(self) -> None:
        """Check every main image that was never checked, or has changed since; the verdicts are kept."""
        images = stale_main_images(self.context.shop)
        profile = str(get_setting(self.context.shop, "pictures.profile"))
        if not images:
            self.context.told.emit(_("Every main image has been checked as it is."))
            return
        self.context.compute(
            _("Checking pictures"),
            lambda job: check_main_images(images, profile, job),
            partial(self._keep, profile),
        )

    def _keep(self, profile: str, found: Sequence[tuple[str, Path, str]]) -> None:
        failing = sum(verdict == "fail" for _place, _file, verdict in found)
        told = ngettext("{count} main image checked", "{count} main images checked", len(found))
        fails = ngettext("{count} fails", "{count} fail", failing).format(count=failing)
        self.context.write(
            _("Checking pictures"), lambda shop, _job: keep_verdicts(shop, found, profile), changes={"checks"}
        )
        self.context.told.emit(f"{told.format(count=len(found))}, {fails}")

    def _import(self) -> None:
        self.context.go("import", choose=True)


def _columns() -> list[Column]:
    return [
        Column("title", _("Title"), lambda row: Cell(row.title, picture=row.picture or None), 280, stretch=True),
        Column("variants", _("Variants"), _variants, 100, right=True),
        Column("price", _("Price"), _price, 120, right=True),
        Column("available", _("Available"), _available, 76, right=True),
        Column("pictures", _("Pictures"), _pictures, 68, right=True, hidden=True),
        Column("verdict", _("Main image"), _verdict, 92),
        Column("status", _("Status"), lambda row: Cell(LISTING[row.status].shown, status=LISTING[row.status]), 96),
        Column("category", _("Category"), _category, 120, hidden=True),
        Column("brand", _("Brand"), lambda row: Cell(row.brand or DASH, role="text-2"), 88, hidden=True),
        Column("handle", _("Handle"), lambda row: Cell(row.handle, role="text-2"), 140, hidden=True),
    ]


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

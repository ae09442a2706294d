"""Why no listing is shown, and what to do about it: first use, nothing found, or a view that is rightly empty."""

from typing import TYPE_CHECKING

from shopdesk.ui.controls import button
from shopdesk.words import N_, _

if TYPE_CHECKING:
    from shopdesk.ui.listings.listings_page import ListingsPage

# A view's own reason for holding nothing.
NOTHING = {
    "listed": N_("No listing is on sale yet. Note one as listed when it stands on a platform."),
    "ready": N_("No listing waits to be offered. Mark a draft as ready with Ctrl+R."),
    "draft": N_("No draft is left."),
    "archived": N_("Nothing is archived. Del archives what is selected."),
    "fails": N_("No main image fails its check."),
    "not-ready": N_("Nothing keeps a listing from being offered."),
    "title": N_("No title needs mending."),
    "attributes": N_("Every listing has the attributes that its category asks for."),
    "without-picture": N_("Every listing has a picture."),
    "unchecked": N_("Every main image has been checked."),
}


def tell_empty(page: "ListingsPage", view: str, search: str) -> None:
    """Say why the page shows no row."""
    if page.is_first_use:
        _tell_first_use(page)
        return
    ways = []
    if page.is_narrowed:
        ways.append(button("allCategories", _("All categories"), page.pane.release))
    if search and view != "all":
        ways.append(button("searchAllListings", _("Search all listings"), lambda: page.tabs.stand_on("all")))
    if search:
        ways.append(button("clearSearch", _("Clear the search"), page.search.clear))
        title = _("Nothing found for “{text}”").format(text=search)
        page.empty.tell("search", title, _("No listing of this view holds this text."), ways[:2])
    elif page.is_narrowed:
        text = _("No listing of this view stands in this category or channel.")
        page.empty.tell("filter", _("Nothing here"), text, ways)
    else:
        everything = button("showAllListings", _("Show all listings"), lambda: page.show_view("all"))
        page.empty.tell("circle-check", _("Nothing here"), _(NOTHING.get(view, NOTHING["draft"])), [everything])


def _tell_first_use(page: "ListingsPage") -> None:
    context = page.context
    files = button(
        "importListings", _("Import files"), lambda: context.go("import", choose=True),
        primary=True, icon_name="upload", key="Ctrl+I",
    )  # fmt: skip
    own = button("firstListing", _("New listing"), lambda: context.go("listing", new=True), icon_name="plus")
    text = _("Import the products of your platform; titles, prices, stock and pictures come with them.")
    page.empty.tell("images", _("No listings yet"), text, [files, own])

"""Everything done: what, to what, by whom and when; imports and changes of state are taken back from here."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from shopdesk.services.history import Deed, HistoryTable, take_back
from shopdesk.ui.context import EVERYTHING, Context
from shopdesk.ui.controls import button, label, row
from shopdesk.ui.settings.backup_words import word_moment
from shopdesk.ui.side_panel import SidePanel, facts
from shopdesk.ui.tables.table_model import Cell, Column, TableSource
from shopdesk.ui.tables.table_page import TablePage
from shopdesk.words import _, listed, ngettext
from shopdesk.words.history import AREAS, MODULES, word_area, word_deed

VIEWS = ("imports", "orders", "stock", "listings", "settings")


class HistoryPanel(SidePanel):
    """One deed whole."""

    def __init__(self, page: "HistoryPage") -> None:
        super().__init__(_("What was done"))
        self._page = page

    def show_deed(self, deed: Deed) -> None:
        """Show a deed and its way back."""
        self.begin(word_deed(deed.area, deed.verb, deed.kinds))
        shown = [(_("When"), word_moment(deed.at)), (_("By"), deed.actor or "–"), (_("Where"), word_area(deed.area))]
        named = ((_("Files"), deed.files), (_("Orders"), deed.orders), (_("SKUs"), deed.skus))
        shown += [(title, "\n".join(names) + (" …" if deed.more else "")) for title, names in named if names]
        shown.append((_("Rows written"), f"{deed.rows:,}"))
        self.add(facts(shown))
        if deed.can_be_taken_back:
            said = _("Whole or not at all; where work has gone on since, it is refused and says why.")
            back = button("takeDeedBack", _("Take this back"), partial(self._page.take_deed_back, deed),
                          icon_name="undo-2", key="Ctrl+Del")  # fmt: skip
            self.add(label(said, rank="second", wrap=True), row(back, None))
        if deed.orders:
            go = button(
                "goDeedOrder", _("Show the order"), lambda: self._page.context.go("orders", order=deed.orders[0])
            )
            self.add(row(go, None))


class HistoryPage(TablePage):
    """The audit log as a table."""

    name = "history"
    place = "settings"
    panel: HistoryPanel

    def __init__(self, context: Context) -> None:
        self.concerns = frozenset(EVERYTHING)
        super().__init__(
            context,
            title=_("History"),
            views={"all": _("All"), **{view: _(AREAS[view]) for view in VIEWS}},
            columns=_columns(),
            panel=HistoryPanel(self),
            search_hint=_("Order, SKU, file, person"),
        )
        self.refresh()

    def source(self, view: str, search: str) -> TableSource:  # noqa: D102
        return HistoryTable(self.context.shop, MODULES.get(view, ()), search)

    def count_views(self) -> Mapping[str, int]:  # noqa: D102
        self._count = len(HistoryTable(self.context.shop).ids("", False))
        return {"all": self._count}

    def filter_parts(self) -> Sequence[QWidget | int | None]:  # noqa: D102
        return (None, button("historyBackups", _("Backups"), lambda: self.context.go("backups"), icon_name="archive"))

    def show_row(self, row_id: int) -> None:  # noqa: D102
        self.panel.show_deed(self.model.row_at(self.model.row_of(row_id)))

    def tell_empty(self, view: str, search: str) -> None:  # noqa: D102
        if search or view != "all":
            super().tell_empty(view, search)
        else:
            text = _("From the first change on, everything that is done stands here, and nobody can change it.")
            way = button("historyToImport", _("Import files"), partial(self.context.go, "import"), icon_name="upload")
            self.empty.tell("history", _("Nothing was done yet"), text, [way])

    def counts_text(self) -> str:  # noqa: D102
        return ngettext("{count} entry", "{count} entries", self._count).format(count=f"{self._count:,}")

    def take_deed_back(self, deed: Deed) -> None:
        """Take a deed back; that is a deed of its own."""
        title = _("Taken back: {what}").format(what=word_deed(deed.area, deed.verb, deed.kinds))
        self.context.write(
            title, lambda shop, job: take_back(shop, job, deed), changes=set(EVERYTHING),
            done=lambda _count: self.context.told.emit(title),
        )  # fmt: skip


def _columns() -> list[Column]:
    return [
        Column("at", _("When"), lambda deed: Cell(word_moment(deed.at)), 140),
        Column("", _("What"), lambda d: Cell(word_deed(d.area, d.verb, d.kinds), bold=True), 220, stretch=True),
        Column("", _("Concerns"), lambda deed: Cell(_named(deed), role="text-2"), 300),
        Column("", _("By"), lambda deed: Cell(deed.actor, role="text-2"), 100),
        Column("", _("Rows written"), lambda deed: Cell(f"{deed.rows:,}", role="muted"), 100, right=True),
    ]


def _named(deed: Deed) -> str:
    names = dict.fromkeys(deed.files or deed.orders or deed.skus)
    return listed(names) + (" …" if deed.more else "")

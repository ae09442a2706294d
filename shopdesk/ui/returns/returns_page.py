"""The cases of after-sales: what waits for an answer, for its parcel, for its money, and until when."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from shopdesk.domain.errors import ShopError
from shopdesk.domain.returns import Case
from shopdesk.services.return_table import ReturnTable
from shopdesk.services.returns import case_of, count_returns, show_return
from shopdesk.ui.context import Context
from shopdesk.ui.controls import button, tip_key
from shopdesk.ui.returns.after_sales_areas import add_after_sales_areas
from shopdesk.ui.returns.return_columns import return_columns
from shopdesk.ui.returns.return_panel import ReturnPanel
from shopdesk.ui.tables.table_model import TableSource
from shopdesk.ui.tables.table_page import TablePage
from shopdesk.words import N_, _, ngettext

VIEWS = {
    "open": N_("Open"),
    "requested": N_("To answer"),
    "awaiting": N_("Parcel awaited"),
    "received": N_("On the bench"),
    "exchanged": N_("Exchanged"),
    "done": N_("Done"),
    "all": N_("All"),
}
MINUTE_MS = 60_000


class ReturnsPage(TablePage):
    """The list of cases; Enter opens one on the bench."""

    name = "returns"
    concerns = frozenset({"orders", "stock", "settings"})
    panel: ReturnPanel

    def __init__(self, context: Context) -> None:
        super().__init__(
            context,
            title=_("Returns"),
            views={key: _(title) for key, title in VIEWS.items()},
            columns=return_columns(context.shop.now),
            panel=ReturnPanel(context),
            search_hint=_("Case, order, waybill, name, goods"),
        )
        add_after_sales_areas(self)
        self._minute = QTimer(self)
        self._minute.setInterval(MINUTE_MS)
        self._minute.timeout.connect(self.table.viewport().update)
        self._minute.start()
        self.refresh()

    # What the table asks

    def source(self, view: str, search: str) -> TableSource:  # noqa: D102
        return ReturnTable(self.context.shop, view, search)

    def count_views(self) -> Mapping[str, int]:  # noqa: D102
        return count_returns(self.context.shop)

    def filter_parts(self) -> Sequence[QWidget | int | None]:  # noqa: D102
        bench = button("toReturnBench", _("Returns bench"), self._to_bench, icon_name="scan-barcode", key="Ctrl+B")
        new = button("newReturn", _("New return"), self._begin_new, icon_name="plus", key="Ctrl+N")
        policy = button("toReturnPolicy", _("Policy"), lambda: self.context.go("return_policy"), look="quiet")
        tip_key(policy, "Ctrl+Shift+Y")
        return (None, policy, bench, new)

    def selection_parts(self) -> Sequence[QWidget | int | None]:  # noqa: D102
        return (button("copyReturns", _("Copy"), self.table.copy_text, icon_name="copy"),)

    def selection_text(self, count: int) -> str:  # noqa: D102
        return ngettext("{count} case selected", "{count} cases selected", count).format(count=f"{count:,}")

    def show_row(self, row_id: int) -> None:  # noqa: D102
        case: Case = self.model.row_at(self.model.row_of(row_id))
        self.panel.show_case(show_return(self.context.shop, case.number))

    def tell_empty(self, view: str, search: str) -> None:  # noqa: D102
        if search:
            super().tell_empty(view, search)
        elif not self._counts.get("all"):
            text = _("Open a return from its order, or scan a parcel that came back on the bench.")
            bench = button("firstReturn", _("To the returns bench"), self._to_bench, primary=True)
            self.empty.tell("undo-2", _("No returns yet"), text, [bench])
        else:
            everything = button("showAllReturns", _("Show all cases"), lambda: self.show_view("all"))
            self.empty.tell(
                "circle-check", _("Nothing is waiting here"), _("No case is in this view now."), [everything]
            )

    def _open(self, row_id: int) -> None:
        case: Case = self.model.row_at(self.model.row_of(row_id))
        self.context.go("return_bench", case=case.number)

    def _to_bench(self) -> None:
        self.context.go("return_bench")

    def _begin_new(self) -> None:
        self.context.go("return_new")

    # What others ask

    def show_wanted(self, wanted: dict[str, object]) -> None:  # noqa: D102
        if (view := str(wanted.get("view", ""))) in VIEWS:
            self.show_view(view)
        if code := str(wanted.get("case", "")):
            try:
                row_id = case_of(self.context.shop, code).row
            except ShopError as error:
                self.context.failed.emit(error, _("Show a case"))
                return
            if not self.show_row_of(row_id):
                self.show_view("all")
                self.show_row_of(row_id)

    def counts_text(self) -> str:  # noqa: D102
        count = self._counts.get("open", 0)
        return ngettext("{count} open case", "{count} open cases", count).format(count=f"{count:,}")

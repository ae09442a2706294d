"""What the stock's history says: who earns the money, what is to be expected, what it all is worth."""

from collections.abc import Callable
from importlib import import_module

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from shopdesk.ui.context import Context
from shopdesk.ui.controls import bar, button
from shopdesk.ui.page import Page
from shopdesk.ui.stock.analysis_section import AnalysisSection
from shopdesk.ui.tables.view_tabs import ViewTabs
from shopdesk.ui.theme import SPACE, VIEW_TABS
from shopdesk.words import _

_SECTIONS = {
    "abc": ("abc_section", "AbcSection"),
    "forecast": ("forecast_section", "ForecastSection"),
    "value": ("value_section", "ValueSection"),
    "due": ("due_section", "DueSection"),
}


class AnalysisPage(Page):
    """The sections as tabs, each made and read when it is first shown."""

    name = "analysis"
    place = "stock"
    concerns = frozenset({"stock", "listings", "settings", "counts"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        titles = {
            "abc": _("ABC classes"),
            "forecast": _("Forecast"),
            "value": _("Stock value"),
            "due": _("To count"),
        }
        self.tabs = ViewTabs(titles, "analysisAreas")
        self.tabs.setAccessibleName(_("Analysis"))
        self._sections: dict[str, AnalysisSection] = {}
        self._old: set[str] = set()
        self._stack = QStackedWidget()
        back = button("backToStock", _("Stock"), lambda: context.go("stock"), icon_name="chevron-left", look="quiet")
        views = bar("viewBar", VIEW_TABS, back, self.tabs, None)
        inside = views.layout()
        assert inside is not None
        inside.setContentsMargins(SPACE[3], 0, SPACE[4], 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(views)
        layout.addWidget(self._stack, 1)
        for at, (view, title) in enumerate(titles.items(), 1):
            key = f"Alt+{at}"
            self.tabs.setTabToolTip(at - 1, f"{title}  {key}")
            self._on_key(key, lambda view=view: self.tabs.stand_on(view))  # type: ignore[misc]
        self._on_key("Esc", self._leave)
        self.tabs.chosen.connect(self._show)
        self._show(self.tabs.view)

    @property
    def section(self) -> AnalysisSection:
        """The section that is shown."""
        return self._sections[self.tabs.view]

    # What others ask

    def show_wanted(self, wanted: dict[str, object]) -> None:  # noqa: D102
        if "view" in wanted:
            self.tabs.stand_on(str(wanted["view"]))
        self.section.show_wanted(wanted)

    def refresh(self) -> None:  # noqa: D102
        self._old = set(self._sections) - {self.tabs.view}
        self.section.refresh()

    def counts_text(self) -> str:  # noqa: D102
        return self.section.counts_text()

    def rows_shown(self) -> int:  # noqa: D102
        return self.section.rows

    def kept(self) -> dict[str, object]:  # noqa: D102
        kept = {name: section.kept() for name, section in self._sections.items()}
        return {"view": self.tabs.view, "sections": kept}

    def put_back(self, kept: dict[str, object]) -> None:  # noqa: D102
        sections = kept["sections"]
        assert isinstance(sections, dict)
        for name, told in sections.items():
            self.tabs.stand_on(name)
            self.section.put_back(told)
            self.section.refresh()
        self.tabs.stand_on(str(kept["view"]))

    # What a person does

    def _show(self, view: str) -> None:
        if view not in self._sections:
            made = _maker(view)(self.context)
            made.counted.connect(self.counted)
            self._sections[view] = made
            self._stack.addWidget(made)
            self._old.add(view)
        self._stack.setCurrentWidget(self._sections[view])
        if view in self._old:
            self._old.discard(view)
            self.section.refresh()
        self.counted.emit()
        self.section.take_focus()

    def _leave(self) -> None:
        if not self.section.leave():
            self.context.go("stock")

    def _on_key(self, key: str, act: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802, D102
        super().showEvent(event)
        self.section.take_focus()


def _maker(view: str) -> Callable[[Context], AnalysisSection]:
    """Return what makes a section; each module is loaded when its section is first shown."""
    module, name = _SECTIONS[view]
    made: Callable[[Context], AnalysisSection] = getattr(import_module(f"shopdesk.ui.stock.{module}"), name)
    return made

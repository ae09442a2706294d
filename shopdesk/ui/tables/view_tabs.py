"""The views of a page as tabs, each with how many it holds; those a person has saved stand behind the page's own."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QTabBar

from shopdesk.words import _


class ViewTabs(QTabBar):
    """Shows views by name; `chosen` tells the view's key when a person takes another one, `kept_chosen` its tab's.

    `laid_out` tells that tabs have come, gone or changed their width.
    """

    laid_out = Signal()
    chosen = Signal(str)
    kept_chosen = Signal(str)
    counted = Signal()

    def __init__(self, views: Mapping[str, str], name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(_("Views"))
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)
        self._titles = dict(views)
        self._keys = list(views)
        self._own = len(views)
        self._views: dict[str, str] = {}
        self._counts: dict[str, int] = {}
        for title in self._titles.values():
            self.addTab(title)
        self.currentChanged.connect(self._choose)

    @property
    def view(self) -> str:
        """The key of the view that is shown; a saved one narrows down one of the page's own."""
        return self._views.get(self.key, self.key)

    @property
    def key(self) -> str:
        """The key of the tab that is shown."""
        return self._keys[self.currentIndex()]

    @property
    def title(self) -> str:
        """What the view that is shown is called."""
        return self._titles[self.key]

    def has(self, view: str) -> bool:
        """Whether the page has such a view of its own."""
        return view in self._keys[: self._own]

    def stand_on(self, view: str) -> None:
        """Show another view; `chosen` follows when it was not shown already."""
        self.setCurrentIndex(self._keys.index(view))

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many each of the page's own views holds."""
        self._show_counts(counts)
        self.counted.emit()

    def set_saved_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many each saved view holds."""
        self._show_counts(counts)

    def set_saved(self, saved: Sequence[tuple[str, str, str]]) -> None:
        """Show saved views (key, title, the page's own view) behind the page's own; the one shown stays, if it can."""
        shown, view = self.key, self.view
        with QSignalBlocker(self):
            while self.count() > self._own:
                self.removeTab(self.count() - 1)
            self._keys = self._keys[: self._own]
            self._views = {key: of for key, _title, of in saved}
            self._titles |= {key: title for key, title, _of in saved}
            for key, title, _of in saved:
                self._keys.append(key)
                self.addTab(title)
            self.setCurrentIndex(self._keys.index(shown if shown in self._keys else view))
        self._show_counts({})
        if self.key != shown:
            self._choose(self.currentIndex())

    def tabLayoutChange(self) -> None:  # noqa: N802, D102
        super().tabLayoutChange()
        self.laid_out.emit()

    def _choose(self, at: int) -> None:
        if at >= 0:
            self.laid_out.emit()
            self.chosen.emit(self.view)
            self.kept_chosen.emit(self.key)

    def _show_counts(self, counts: Mapping[str, int]) -> None:
        self._counts |= counts
        for at, key in enumerate(self._keys):
            count = f"  {self._counts[key]:,}" if key in self._counts else ""
            self.setTabText(at, self._titles[key].replace("&", "&&") + count)

"""The views of a page as tabs, each with how many it holds."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabBar

from shopdesk.words import _


class ViewTabs(QTabBar):
    """Shows views by name; `chosen` tells the view's key when a person takes another one."""

    chosen = Signal(str)

    def __init__(self, views: Mapping[str, str], name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(_("Views"))
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)
        self._titles = dict(views)
        self._keys = list(views)
        for title in self._titles.values():
            self.addTab(title)
        self.currentChanged.connect(lambda at: self.chosen.emit(self._keys[at]))

    @property
    def view(self) -> str:
        """The key of the view that is shown."""
        return self._keys[self.currentIndex()]

    def stand_on(self, view: str) -> None:
        """Show another view; `chosen` follows when it was not shown already."""
        self.setCurrentIndex(self._keys.index(view))

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many each view holds."""
        for at, key in enumerate(self._keys):
            count = f"  {counts[key]:,}" if key in counts else ""
            self.setTabText(at, self._titles[key].replace("&", "&&") + count)

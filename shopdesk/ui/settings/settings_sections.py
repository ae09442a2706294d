"""The list of the settings' sections: leads to one of them, and tells which is read."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QScrollArea, QWidget

from shopdesk.ui.theme import RAIL_ENTRY, SPACE
from shopdesk.words import _

KEY = Qt.ItemDataRole.UserRole
WIDTH = 184


class SettingsSections(QListWidget):
    """Stands at the left of the sections; `chosen` carries the one a person went to."""

    chosen = Signal(str)

    def __init__(self, titles: Mapping[str, str]) -> None:
        super().__init__()
        self.setObjectName("settingsSections")
        self.setAccessibleName(_("Sections of the settings"))
        self.setProperty("lines", "two")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFixedWidth(WIDTH)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for section, title in titles.items():
            item = QListWidgetItem(title)
            item.setData(KEY, section)
            item.setSizeHint(QSize(0, RAIL_ENTRY))
            item.setToolTip(title)
            self.addItem(item)
        self.currentItemChanged.connect(self._choose)

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(KEY))

    def stand_on(self, section: str) -> None:
        """Mark a section without going there."""
        self.blockSignals(True)
        for at in range(self.count()):
            if self.item(at).data(KEY) == section:
                self.setCurrentRow(at)
        self.blockSignals(False)

    def show_only(self, wanted: Callable[[str], bool]) -> None:
        """Leave out the sections in which nothing is found."""
        for at in range(self.count()):
            self.item(at).setHidden(not wanted(self.item(at).data(KEY)))


class SectionScroll(QScrollArea):
    """The sections below each other; `read` carries the one at the top as a person scrolls."""

    read = Signal(str)

    def __init__(self, inner: QWidget, sections: Mapping[str, QWidget]) -> None:
        super().__init__()
        self.setObjectName("settingsScroll")
        self.setAccessibleName(_("Settings"))
        self.setWidgetResizable(True)
        self.setWidget(inner)
        self._inner, self._sections = inner, sections
        self._going = False
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._tell())

    def go_to(self, section: str) -> None:
        """Bring a section to the top, as far as the page reaches."""
        self._going = True
        self.verticalScrollBar().setValue(self._top_of(section) - SPACE[5])
        self._going = False

    def _top_of(self, section: str) -> int:
        return self._sections[section].mapTo(self._inner, self._sections[section].rect().topLeft()).y()

    def _tell(self) -> None:
        if self._going:
            return
        bar = self.verticalScrollBar()
        shown = [section for section, card in self._sections.items() if not card.isHidden()]
        above = [section for section in shown if self._top_of(section) <= bar.value() + 3 * SPACE[6]]
        if bar.value() == bar.maximum():
            above = shown
        if above:
            self.read.emit(above[-1])

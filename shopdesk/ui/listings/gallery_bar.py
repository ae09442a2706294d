"""The listings' filter bar: categories, order, cards or table, check all, a new listing."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QButtonGroup, QPushButton, QToolButton, QWidget

from shopdesk.ui.controls import button, row, set_text
from shopdesk.ui.icons import icon, icon_pixmap
from shopdesk.ui.listings.gallery_sort import SortBox
from shopdesk.words import _

GALLERY, TABLE = "gallery", "table"
TIGHT = 860  # a narrower bar leaves the keys to the tips


class FilterBar:
    """The bar's controls; the page owns their keys and says what they do."""

    def __init__(
        self,
        sort: SortBox,
        *,
        toggle_pane: Callable[[], object],
        show_layout: Callable[[str], object],
        check_all: Callable[[], object],
        new: Callable[[], object],
    ) -> None:
        self.sort = sort
        self._pane = _switch("showCategories", "sliders-horizontal", _("Categories and channels"), "Ctrl+B")
        self._pane.clicked.connect(lambda _on=False: toggle_pane())
        self._layouts = {
            GALLERY: _switch("showGallery", "layout-grid", _("Gallery"), "Ctrl+Shift+G"),
            TABLE: _switch("showTable", "rows-3", _("Table"), "Ctrl+Shift+T"),
        }
        self._holder = QWidget()
        group = QButtonGroup(self._holder)
        for key, made in self._layouts.items():
            group.addButton(made)
            made.clicked.connect(lambda _on=False, key=key: show_layout(key))
        self._holder.setLayout(row(*self._layouts.values(), spacing=0))
        self._every = button("checkAll", "", check_all, icon_name="list-checks")
        self._new = button("newListing", "", new, icon_name="plus", primary=True)
        self.fit(0)

    def parts(self) -> list[QWidget | int | None]:
        """Return the controls in their order."""
        return [self._pane, self.sort, self._holder, None, self._every, self._new]

    def show_state(self, layout: str, pane_shown: bool) -> None:
        """Show which of the two is shown, and whether the categories are."""
        for key, made in self._layouts.items():
            made.setChecked(key == layout)
        self._pane.setChecked(pane_shown)

    def fit(self, width: int) -> None:
        """Show the key of what is done most where a bar this wide has the room."""
        _tell_key(self._every, _("Check all"), "Ctrl+Shift+J", shown=False)
        _tell_key(self._new, _("New listing"), "Ctrl+N", shown=width >= TIGHT)


def _switch(name: str, icon_name: str, tip: str, key: str) -> QToolButton:
    """Return a button that is pressed or not, its key in its tip."""
    made = QToolButton()
    made.setObjectName(name)
    made.setProperty("framed", True)
    made.setCheckable(True)
    shown = icon(icon_name)
    shown.addPixmap(icon_pixmap(icon_name, "accent"), QIcon.Mode.Normal, QIcon.State.On)
    made.setIcon(shown)
    made.setToolTip(f"{tip}  {key}")
    made.setAccessibleName(tip)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return made


def _tell_key(made: QPushButton, text: str, key: str, *, shown: bool) -> None:
    set_text(made, text, key if shown else "")
    made.setToolTip(f"{text}  {key}")

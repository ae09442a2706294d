"""The views that have no room among the tabs: a menu of all of them, where not each stands whole."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QToolButton

from shopdesk.ui.tables.view_tabs import ViewTabs
from shopdesk.ui.theme import font
from shopdesk.words import _

KEY = "Alt+Shift+V"


class HiddenViews(QToolButton):
    """Stands behind the tabs while they do not all fit, and says how many are out of sight."""

    def __init__(self, tabs: ViewTabs) -> None:
        super().__init__()
        self._tabs, self._turning = tabs, False
        tabs.setProperty("menu", True)  # in place of the arrows that push the tabs to and fro
        self.setObjectName("hiddenViews")
        self.setToolTip(_("All views  Alt+Shift+V"))
        self.setAccessibleName(_("All views"))
        self.setShortcut(QKeySequence(KEY))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill)
        self.setMenu(self._menu)
        self.hide()
        tabs.installEventFilter(self)
        tabs.laid_out.connect(self._look)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802, D102
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self._look()
        return super().eventFilter(watched, event)

    def _look(self) -> None:
        """Come where the tabs have too little room, go where they have it all."""
        needed = sum(self._tabs.tabRect(at).width() for at in self._shown())
        bar = self._tabs.parentWidget()
        layout = bar.layout() if bar else None
        spacing = layout.spacing() if layout else 0
        room = self._tabs.width() + (self.width() + spacing) * (not self.isHidden())
        hidden = [at for at in self._shown() if not self._is_whole(at)]
        self.setText(f"+{max(len(hidden), 1)}")
        if (needed > room) == self.isHidden() and not self._turning:
            self._turning = (
                True  # coming gives the tabs another width: to be asked meanwhile would leave it half hidden
            )
            self.setVisible(needed > room)
            self._turning = False

    def _shown(self) -> list[int]:
        return [at for at in range(self._tabs.count()) if self._tabs.isTabVisible(at)]

    def _is_whole(self, at: int) -> bool:
        place = self._tabs.tabRect(at)
        return place.left() >= 0 and place.right() <= self._tabs.width()

    def _fill(self) -> None:
        self._menu.clear()
        for at in self._shown():
            action = QAction(self._tabs.tabText(at), self._menu)
            action.setFont(font(bold=at == self._tabs.currentIndex()))
            action.triggered.connect(lambda _on=False, at=at: self._tabs.setCurrentIndex(at))
            self._menu.addAction(action)

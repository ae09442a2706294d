"""The frame: rail, top bar, pages, bottom bar; it carries wishes from page to page and files to the import."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from shopdesk.domain.errors import ShopError
from shopdesk.services.today import count_waiting
from shopdesk.ui import machine
from shopdesk.ui.context import Context
from shopdesk.ui.controls import bar
from shopdesk.ui.key_words import word_key
from shopdesk.ui.page import Page
from shopdesk.ui.theme import NARROW_WIDTH, TOP_BAR
from shopdesk.ui.window.bottom_bar import BottomBar
from shopdesk.ui.window.command_palette import CommandPalette
from shopdesk.ui.window.field_undo import FieldUndo
from shopdesk.ui.window.file_drops import FileDrops, no_file
from shopdesk.ui.window.help import show_keys, show_manual
from shopdesk.ui.window.rail import Place, Rail
from shopdesk.ui.window.rail_drops import RailDrops
from shopdesk.ui.window.reading_order import step_focus
from shopdesk.ui.window.roles import RoleButton, known_roles
from shopdesk.words import _

PageMaker = Callable[[Context], Page]
SMALLEST = (1024, 600)


class MainWindow(QMainWindow):
    """The window of one shop.

    `painted` says once that its first page stands on the screen, `rebuild` asks for a window with other words or
    looks in its place.
    """

    painted = Signal()
    rebuild = Signal()

    def __init__(self, context: Context, places: list[Place], makers: dict[str, PageMaker]) -> None:
        super().__init__()
        self.setObjectName("mainWindow")
        self.setWindowTitle(_("{shop} – ShopDesk").format(shop=context.shop_name))
        self.setMinimumSize(*SMALLEST)
        self.context = context
        self._makers = makers
        self._pages: dict[str, Page] = {}
        self._visited: list[str] = []
        self.keys: dict[str, str] = {}
        self.places = places
        self._seen = self._left = False
        self._framed = True
        self.rail = Rail(places)
        self.palette_field = CommandPalette(context, places)
        self.role = RoleButton(makers)
        self._stack, self.bottom = QStackedWidget(), BottomBar(context.undo)
        self._lay_out()
        self._connect(places)
        FieldUndo(self)
        RailDrops(self.rail, context)
        FileDrops(self, self._stack).dropped.connect(self._drop)

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        self._top = bar("topBar", TOP_BAR, self.palette_field, None, self.role)
        right.addWidget(self._top)
        right.addWidget(self._stack, 1)
        whole = QHBoxLayout()
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.rail)
        whole.addLayout(right, 1)
        centre = QWidget()
        centre.setLayout(whole)
        self.setCentralWidget(centre)
        self.setStatusBar(self.bottom)

    def _connect(self, places: list[Place]) -> None:
        context = self.context
        self.rail.chosen.connect(self.go)
        context.went.connect(self._went)
        context.told.connect(self.bottom.tell)
        context.failed.connect(self.show_error)
        context.changed.connect(self._count)
        context.changed.connect(context.upkeep.begin)
        context.looks_changed.connect(self.rebuild)
        self.painted.connect(context.upkeep.begin)
        context.runner.started.connect(self.bottom.watch)
        self.bottom.undo_button.clicked.connect(context.take_back)
        for place in places:
            self._on_key(place.key, place.title, partial(self.go, place.page))
        self.role.chosen.connect(self.go)
        taken = {place.key for place in places}
        for role in known_roles(self._makers).values():
            if role.key not in taken:
                self._on_key(role.key, _(role.word), partial(self.go, role.page))
        self._on_key("Ctrl+K", self.palette_field.accessibleName(), self.palette_field.focus)
        self._on_key("Ctrl+Z", _("Undo"), self._take_back)
        self._on_key("Ctrl+Y", _("Redo"), context.do_again)
        self._on_key("Ctrl+I", _("Import files"), lambda: self.go("import", choose=True))
        self._on_key("F5", _("Read again"), self._refresh)
        self._on_key("F11", _("Full screen"), self._full_screen)
        self._on_key("Ctrl+Shift+Left", _("Previous page"), self._back)
        self._on_key("F1", _("Manual"), partial(show_manual, self))
        self._on_key("Ctrl+/", _("Keys"), partial(show_keys, self))

    def _on_key(self, key: str, words: str, act: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setWhatsThis(words)
        shortcut.activated.connect(act)
        self.keys[word_key(shortcut.key())] = words

    def _went(self, page: str, wanted: dict[str, object]) -> None:
        self.go(page, **wanted)

    # What others ask of the window

    def go(self, page: str, **wanted: object) -> None:
        """Show a page, made at its first visit, and what it should show."""
        if page not in self._pages:
            made = self._makers[page](self.context)
            self._pages[page] = made
            made.counted.connect(self._show_counts)
            made.framed.connect(self.set_framed)
            self._stack.addWidget(made)
        shown = self._pages[page]
        self._visited = [*self._visited[-19:], page]
        self._stack.setCurrentWidget(shown)
        self.rail.stand_on(shown.place or page)
        self.set_framed(not shown.bare)
        shown.freshen()
        shown.show_wanted(wanted)
        self._calm_focus(shown)
        self._count()

    def _calm_focus(self, shown: Page) -> None:
        """Take the ring off the way back, where Qt has put it because a page has no first field of its own."""
        focus = self.focusWidget()
        if isinstance(focus, QPushButton) and focus.property("quiet") and shown.isAncestorOf(focus):
            shown.setFocus()

    def appear(self) -> None:
        """Come onto the screen; a page that has no frame fills it."""
        self._fill(not self._framed)
        self.show()

    def _fill(self, full: bool) -> None:
        """Take the whole screen or give it back; a window that was maximised is so again."""
        state, whole = self.windowState(), Qt.WindowState.WindowFullScreen
        self.setWindowState(state | whole if full else state & ~whole)

    def set_framed(self, framed: bool) -> None:
        """Show rail and bars around the page, or give it the whole screen."""
        if framed == self._framed:
            return
        self._framed = framed
        for part in (self.rail, self._top, self.bottom):
            part.setVisible(framed)
        if self.isVisible():
            self._fill(not framed)

    def _full_screen(self) -> None:
        if self.current_page.bare:
            self.set_framed(not self._framed)
        else:
            self._fill(not self.isFullScreen())

    @property
    def current_page(self) -> Page:
        """The page that is shown."""
        page = self._stack.currentWidget()
        assert isinstance(page, Page)
        return page

    def rows_shown(self) -> int:
        """Return how many rows or cards the page shows."""
        return self.current_page.rows_shown()

    def leave(self) -> tuple[str, dict[str, dict[str, object]]]:
        """Return the page that is shown, and of every page what must not be lost when the window is built anew."""
        self._left = True
        return self._visited[-1], {name: page.kept() for name, page in self._pages.items()}

    def take_over(self, page: str, kept: dict[str, dict[str, object]]) -> None:
        """Go on where another window has left."""
        for name, typed in kept.items():
            self.go(name)
            self.current_page.put_back(typed)
        self.go(page)
        for task in self.context.runner.tasks:
            self.bottom.watch(task)

    def come_forward(self) -> None:
        """Stand before the other windows."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.raise_()
        self.activateWindow()

    def show_error(self, error: BaseException, doing: str) -> None:
        """Say an error in words; work goes on."""
        from shopdesk.ui.dialogs import error_dialog  # loaded late: most days need none

        error_dialog(error, doing, self).open()

    def _refresh(self) -> None:
        """Read the page anew; a shop whose file was taken away is said, what is shown would be old."""
        try:
            self.context.shop.look_for_file()
        except ShopError as error:
            self.show_error(error, _("Reading"))
            return
        self.context.changed.emit(self.current_page.concerns)

    def _drop(self, paths: list[Path]) -> None:
        if paths:
            self.take_files(paths)
        else:
            self.context.told.emit(no_file())

    def _take_back(self) -> None:
        if not self.current_page.take_back():
            self.context.take_back()

    def _back(self) -> None:
        if len(self._visited) > 1:
            self._visited.pop()
            self.go(self._visited.pop())

    def _count(self) -> None:
        for page, count in count_waiting(self.context.shop).items():
            self.rail.set_count(page, count)
        self._show_counts()

    def _show_counts(self) -> None:
        self.bottom.counts.setText(self.current_page.counts_text())

    # Qt tells these

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802, D102
        super().resizeEvent(event)
        self.rail.set_narrow(self.width() < NARROW_WIDTH)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, D102
        super().paintEvent(event)
        if not self._seen:
            self._seen = True
            QTimer.singleShot(0, self, self.painted.emit)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, N802, D102
        return step_focus(self, forward=next)

    def take_files(self, paths: list[Path]) -> None:
        """Give dropped files to the page that is shown, else to the import page."""
        if not self.current_page.take_files(paths):
            self.go("import", files=paths)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802, D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow() and self._pages and self.isEnabled():
            self._count()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802, D102
        if not self._left:
            self.set_framed(True)  # the next start does not begin without rail and bars
            machine.remember(machine.GEOMETRY, self.saveGeometry())
            if (typing := self.focusWidget()) is not None:
                typing.clearFocus()  # what is being entered is kept
            self.setEnabled(False)
            self.context.close()
        event.accept()

    def restore_geometry(self) -> None:
        """Stand where the window stood last time, else in the middle of the screen."""
        kept = machine.recall_bytes(machine.GEOMETRY)
        if kept.isEmpty() or not self.restoreGeometry(kept):
            self.resize(1440, 900)
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)

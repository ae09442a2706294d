"""One search field for everything: orders, SKUs, pages and actions, by keyboard from anywhere (Ctrl+K)."""

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from shopdesk.ui.announce import announce
from shopdesk.ui.context import Context
from shopdesk.ui.icons import icon, shape_pixmap
from shopdesk.ui.status import ORDER
from shopdesk.ui.theme import CONTROL, SPACE
from shopdesk.ui.window.rail import Place
from shopdesk.words import _, spoken

if TYPE_CHECKING:
    from PySide6.QtWidgets import QListWidget, QListWidgetItem

    from shopdesk.ui.window.palette_actions import Action

FOUND_EACH = 6
ASKED, ANSWERS = 4, 3  # so many letters may be a question; so many answers of the manual are offered
WAIT_MS = 120
LEFT_MS = 150
ICON, ROW, SHOWN = 16, 30, 14
_OWN_KEYS = (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Up, Qt.Key.Key_Down)


class CommandPalette(QLineEdit):
    """The field; what it finds hangs below it."""

    def __init__(self, context: Context, places: Sequence[Place]) -> None:
        super().__init__()
        self.setObjectName("searchField")
        self.setPlaceholderText(_("Search orders and goods, or type what to do   Ctrl+K"))
        self.setAccessibleName(_("Search or do"))
        self.setFixedHeight(CONTROL)
        self.setFixedWidth(480)
        self.setClearButtonEnabled(True)
        self.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self._context = context
        self._places = places
        self._popup: QFrame | None = None
        self._before: QWidget | None = None  # what had the keyboard when the field was asked for
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.timeout.connect(self._look_up_now)
        self._left = QTimer(self)
        self._left.setSingleShot(True)
        self._left.timeout.connect(self._leave)
        self.textEdited.connect(lambda _text: self._wait.start(WAIT_MS))
        self.installEventFilter(self)

    @cached_property
    def _list(self) -> "QListWidget":
        """What was found; made when something is looked for."""
        from PySide6.QtWidgets import QListWidget

        from shopdesk.ui.window.palette_line import PaletteLine

        made = QListWidget()
        made.setItemDelegate(PaletteLine(made))
        made.setObjectName("searchResults")
        made.setIconSize(QSize(ICON, ICON))
        made.setProperty("lines", "one")
        made.setAccessibleName(_("Found"))
        made.itemActivated.connect(self._run)
        made.itemClicked.connect(self._run)
        return made

    @cached_property
    def _everywhere(self) -> "list[Action]":
        """What can be done from every page: go to another one, and what the window itself can do."""
        from shopdesk.ui.window.palette_actions import Action, ways

        return [
            *ways(self._context, self._places),
            Action(_("Manual"), "book-open", "F1", partial(self._help, "manual"), "Manual help"),
            Action(_("Keys"), "keyboard", "Ctrl+/", partial(self._help, "keys"), "Keys shortcuts"),
            Action(_("Undo"), "corner-up-left", "Ctrl+Z", self._context.take_back, "Undo"),
            Action(_("Redo"), "history", "Ctrl+Y", self._context.do_again, "Redo"),
        ]

    def _help(self, what: str, chapter: str = "", part: int = 0) -> None:
        from shopdesk.ui.window import help as shown  # late: it knows the window, which is made with this field
        from shopdesk.ui.window.main_window import MainWindow

        window = self.window()
        assert isinstance(window, MainWindow)
        if what == "keys":
            shown.show_keys(window)
        else:
            shown.show_manual(window, chapter, part)

    def focus(self) -> None:
        """Take the keyboard and offer everything."""
        if not self.hasFocus():
            self._before = self.window().focusWidget()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
        self.look_up()

    def look_up(self) -> None:
        """Look for what is typed: deeds by their words or pinyin, orders and goods from two characters on."""
        from shopdesk.ui.window.palette_line import GAP  # loaded late: not before somebody searches

        text = self.text().strip()
        self._list.clear()
        for action in self._actions(text):
            self._offer(icon(action.icon or "play"), f"{action.text}{GAP}{action.key}".rstrip(), action.act)
        if len(text) >= 2:
            self._find_orders(text)
            self._find_listings(text)
        if len(text) >= (ASKED if text.isascii() else 2):
            self._find_in_manual(text)
        if not self._list.count():
            self._list.addItem(_("Nothing found for “{text}”").format(text=text))
        self._list.setCurrentRow(0)
        self._say_current()
        self._show()

    def _say_current(self) -> None:
        """Tell a screen reader what Enter would do: the keyboard itself stays in the field."""
        if (item := self._list.currentItem()) is not None:
            announce(self, item.text())

    def _look_up_now(self) -> None:
        if self.isVisible():  # a window that was closed meanwhile has no shop to read any more
            self.look_up()

    def _actions(self, text: str) -> "list[Action]":
        """Return what the text may mean, the nearest first; of the same words what the page shown does."""
        near: dict[str, tuple[int, Action]] = {}
        for action in (*self._deeds(), *self._everywhere):
            far = action.how_far(text)
            if far is not None:
                near.setdefault(action.text, (far, action))
        return [action for _far, action in sorted(near.values(), key=lambda one: one[0])]

    def _deeds(self) -> "list[Action]":
        """Return what the page shown can do now."""
        from shopdesk.ui.window.palette_actions import deeds

        page = self._page()
        return list(deeds(page)) if page is not None else []

    def _page(self) -> QWidget | None:
        """Return the page that is shown; the others stay below it."""
        pages = self.window().findChildren(QWidget, "page")
        return next((page for page in pages if page.isVisible()), None)

    def _find_orders(self, text: str) -> None:
        from shopdesk.domain.addresses import mask_name
        from shopdesk.services.order_table import newest_orders

        for order in newest_orders(self._context.shop, text, FOUND_EACH):
            status = ORDER[order.badge]
            title = order.lines[0].title if order.lines else ""
            shown = "   ".join(filter(None, (order.number, mask_name(order.receiver.name), title)))
            pixmap = shape_pixmap(status.shape, status.role)
            self._offer(pixmap, shown, partial(self._context.go, "orders", order=order.number))

    def _find_listings(self, text: str) -> None:
        from shopdesk.services.listings import list_listings

        for listing in list_listings(self._context.shop, search=text, limit=FOUND_EACH):
            sku = listing.variants[0].sku if listing.variants else ""
            handle = listing.handle
            self._offer(
                icon("images"), f"{listing.title}   {sku}", partial(self._context.go, "listings", listing=handle)
            )

    def _find_in_manual(self, text: str) -> None:
        """Offer what the manual says of it, last: a question is asked here as well as there."""
        from shopdesk.ui.window.manual import answers  # loaded late: as above

        for part in answers(spoken.language).find(text)[:ANSWERS]:
            words = _("Manual: {part}").format(part=part.title)
            self._offer(icon("book-open"), words, partial(self._help, "manual", part.chapter, part.at))

    def _offer(self, picture: object, text: str, act: Callable[[], object]) -> None:
        from PySide6.QtWidgets import QListWidgetItem

        item = QListWidgetItem(picture, text)  # type: ignore[call-overload]
        item.setSizeHint(QSize(0, ROW))
        item.setData(Qt.ItemDataRole.UserRole, act)
        self._list.addItem(item)

    def _run(self, item: "QListWidgetItem | None") -> None:
        act = item.data(Qt.ItemDataRole.UserRole) if item else None
        self._hide()
        self.clear()
        self._give_back()
        if act is not None:
            act()

    def _show(self) -> None:
        if self._popup is None:
            self._popup = QFrame(self.window())
            self._popup.setObjectName("searchPopup")
            self._popup.setProperty("card", True)
            layout = QVBoxLayout(self._popup)
            layout.setContentsMargins(1, 1, 1, 1)
            layout.addWidget(self._list)
        below = self.mapTo(self.window(), QPoint(0, self.height() + SPACE[1]))
        rows = min(self._list.count(), SHOWN)
        self._popup.setGeometry(below.x(), below.y(), self.width() + 160, rows * ROW + 8)
        self._popup.raise_()
        self._popup.show()

    def _leave(self) -> None:
        if self._popup is not None and not (self.hasFocus() or self._list.hasFocus()):
            self._hide()

    def _hide(self) -> None:
        if self._popup is not None:
            self._popup.hide()
            self._list.clear()

    @property
    def _is_open(self) -> bool:
        return self._popup is not None and self._popup.isVisible()

    def _give_back(self) -> None:
        """Give the keyboard back to what had it, else to the page."""
        before, self._before = self._before, None
        page = self._page()
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus()
        elif page is not None:
            page.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802, D102
        if event.type() == QEvent.Type.FocusOut:
            self._left.start(LEFT_MS)
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in _OWN_KEYS:
            event.accept()  # the page behind has the same keys; here they are the field's
            return True
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._steer(Qt.Key(event.key()))
        return super().eventFilter(watched, event)

    def _steer(self, key: Qt.Key) -> bool:
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if key == Qt.Key.Key_Down else -1
            self._list.setCurrentRow(max(0, min(self._list.count() - 1, self._list.currentRow() + step)))
            self._say_current()
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._wait.isActive():
                self._wait.stop()
                self.look_up()
            if self._is_open:
                self._run(self._list.currentItem())
            return True
        if key == Qt.Key.Key_Escape:
            self._hide()
            self.clear()
            self._give_back()
            return True
        return False

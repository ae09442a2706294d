"""What can be done with the selected orders: steps that can be taken back, papers to print, numbers to copy."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QPushButton, QToolButton, QWidget

from shopdesk.services.order_steps import Taken, take_back_step, take_step
from shopdesk.services.order_table import numbers, sum_orders
from shopdesk.ui.context import Context
from shopdesk.ui.controls import button, set_text
from shopdesk.ui.icons import icon
from shopdesk.ui.orders.order_words import totals_text, word_taken
from shopdesk.ui.undo import Change
from shopdesk.words import _, ngettext

CHANGES = {"orders", "stock"}
SUMMED_AT_MOST = 10_000  # more than these are counted, not added up: it would be felt at each key


class OrderActions(QObject):
    """Acts on what `chosen` gives; `stayed` tells what a step has left as it was, each time it has run.

    `decided` asks for a decision by its name, `exported` and `handed_back` for a file out.
    """

    stayed = Signal(object)
    decided = Signal(str)
    exported = Signal()
    handed_back = Signal()

    def __init__(self, context: Context, chosen: Callable[[], Sequence[int]], parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._chosen = chosen
        self._titles = {
            "confirm": _("Confirm orders"),
            "ship": _("Ship orders"),
            "unship": _("Take shipments back"),
            "hold": _("Put orders on hold"),
            "release": _("Release orders"),
            "cancel": _("Cancel orders"),
            "pick": _("Begin to pick"),
            "pack": _("Note as packed"),
        }
        self._hold = _keyed("holdOrders", _("Hold"), self.hold_or_release, "Ctrl+H")
        self._more = _framed("moreOrders", _("More"))
        self._more.setMenu(self._menu())

    def parts(self) -> list[QWidget | int | None]:
        """Return the buttons of the selection bar."""
        return [
            button("printOrders", _("Print"), self.print_labels, icon_name="printer", key="Ctrl+P", primary=True),
            _keyed("confirmOrders", _("Confirm now"), partial(self.step, "confirm"), "Ctrl+Return", "Ctrl+Enter"),
            _keyed("shipOrders", _("Ship now"), partial(self.step, "ship"), "Ctrl+Shift+S"),
            self._hold,
            self._more,
        ]

    def _menu(self) -> QMenu:
        menu = QMenu(self._more)
        menu.setObjectName("moreOrdersMenu")
        for name, text, act, key in (
            ("pickOrders", _("Begin to pick"), partial(self.step, "pick"), ""),
            ("waveOrders", _("Put into a wave"), self.to_wave, "Alt+W"),
            ("packOrders", _("Note as packed"), partial(self.step, "pack"), ""),
            ("", "", None, ""),
            ("mergeOrders", _("Put into one parcel"), partial(self.decided.emit, "merge"), "Ctrl+M"),
            ("unmergeOrders", _("Let go alone again"), partial(self.decided.emit, "unmerge"), ""),
            ("splitOrder", _("Split the order"), partial(self.decided.emit, "split"), "Ctrl+Shift+X"),
            ("joinOrder", _("Join with the order it was split off from"), partial(self.decided.emit, "join"), ""),
            ("holdUntil", _("Hold until"), partial(self.decided.emit, "hold"), "Ctrl+Shift+H"),
            ("changeReceiver", _("Change the receiver"), partial(self.decided.emit, "receiver"), "Ctrl+Shift+R"),
            ("noteOrder", _("Write a note"), partial(self.decided.emit, "note"), "Ctrl+Shift+N"),
            ("payOrder", _("Note as paid"), partial(self.decided.emit, "pay"), ""),
            ("", "", None, ""),
            ("printPickList", _("Print pick list"), partial(self.print_labels, "pick-list"), ""),
            ("printSlips", _("Print packing slips"), partial(self.print_labels, "packing-slips"), ""),
            ("", "", None, ""),
            ("exportOrders", _("Export"), self.exported.emit, "Ctrl+E"),
            ("handBackOrders", _("Hand back to platform"), self.handed_back.emit, "Ctrl+Shift+K"),
            ("copyNumbers", _("Copy order numbers"), self.copy_numbers, ""),
            ("unshipOrders", _("Take shipment back"), partial(self.step, "unship"), ""),
            ("cancelOrders", _("Cancel order"), partial(self.step, "cancel"), "Del"),
        ):
            if act is None:
                menu.addSeparator()
                continue
            action = QAction(text + (f"\t{key}" if key else ""), menu)
            action.setObjectName(name)
            action.triggered.connect(lambda _checked=False, act=act: act())
            menu.addAction(action)
        return menu

    # What is said of the selection

    def sums_text(self, count: int) -> str:
        """Return what the selected orders come to; the button of holding says what it would do with them."""
        text = ngettext("{count} order selected", "{count} orders selected", count).format(count=f"{count:,}")
        if count > SUMMED_AT_MOST:
            set_text(self._hold, _("Hold"))
            return text
        sums = sum_orders(self._context.shop, self._chosen())
        set_text(self._hold, _("Release") if sums.held == count else _("Hold"))
        pieces = ngettext("{count} piece", "{count} pieces", sums.pieces).format(count=f"{sums.pieces:,}")
        return " · ".join([text, pieces, totals_text(sums.totals)])

    # What is done with it

    def step(self, step: str) -> None:
        """Take a step with the selected orders and offer to take it back."""
        if not (asked := numbers(self._chosen())):
            return
        title = self._titles[step]
        self._context.write(
            title, lambda shop, job: take_step(shop, job, step, asked), changes=CHANGES, done=self._tell
        )

    def _tell(self, taken: Taken) -> None:
        self.stayed.emit(taken.stayed)
        if not taken.changed:
            self._context.told.emit(word_taken(taken))
            return
        self._context.note(
            Change(
                word_taken(taken),
                lambda shop, job: take_back_step(shop, job, taken),
                lambda shop, job: take_step(shop, job, taken.step, taken.changed),
            )
        )

    def hold_or_release(self) -> None:
        """Put the selected orders aside; when all of them are, let them go on."""
        ids = self._chosen()
        held = len(ids) <= SUMMED_AT_MOST and sum_orders(self._context.shop, ids).held == len(ids)
        self.step("release" if held else "hold")

    def print_labels(self, document: str = "") -> None:
        """Ask for the printing of the selected orders, in the order of the list."""
        wanted: dict[str, object] = {"document": document} if document else {}
        if asked := numbers(self._chosen()):
            self._context.go("printing", orders=asked, **wanted)

    def to_wave(self) -> None:
        """Ask for a wave of the selected orders, without any for one of the queue."""
        asked = numbers(self._chosen())
        self._context.go("waves", **({"orders": asked} if asked else {"new": True}))

    def copy_numbers(self) -> None:
        """Put the numbers of the selected orders on the clipboard, one a line."""
        asked = numbers(self._chosen())
        QGuiApplication.clipboard().setText("\n".join(asked))
        text = ngettext("{count} order number copied", "{count} order numbers copied", len(asked))
        self._context.told.emit(text.format(count=f"{len(asked):,}"))


def _framed(name: str, tip: str) -> QToolButton:
    made = QToolButton()
    made.setObjectName(name)
    made.setProperty("framed", True)
    made.setIcon(icon("ellipsis"))
    made.setToolTip(tip)
    made.setAccessibleName(tip)
    made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    return made


def _keyed(name: str, text: str, act: Callable[[], object], *keys: str) -> QPushButton:
    """Return a button whose keys stand in its tip: the bar has no room for all of them."""
    made = button(name, text, act)
    made.setToolTip(f"{text}  {keys[0]}")
    for key in keys:
        shortcut = QShortcut(QKeySequence(key), made)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.activated.connect(lambda: _press(made))
    return made


def _press(made: QPushButton) -> None:
    if made.isVisible():
        made.click()

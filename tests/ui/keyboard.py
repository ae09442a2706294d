"""What a keyboard can do in a window: where Tab goes and comes back, what arrows reach, which keys are bound twice."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDateTimeEdit,
    QFrame,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextBrowser,
    QTextEdit,
    QWidget,
)

from shopdesk.ui.window.main_window import MainWindow

Kind = TypeVar("Kind", bound=QObject)
CONTROLS = (
    QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QTabBar, QTextEdit
)  # fmt: skip
OF_FORMS = {"Ctrl+S"}
DIRECT = Qt.FindChildOption.FindDirectChildrenOnly
MOST_STOPS = 300
BY_HAND = re.compile(r"Pad-|-less$|-more$")  # fingers use them: beside a field in which digits and arrows do the same
ARROWS = (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Left)
LINE = 12  # pixels by which controls of one line may differ in height
Turns = list[tuple[QWidget, QWidget]]


def controls(window: QWidget) -> list[QWidget]:
    """Return what a person uses; what Qt puts inside its own controls is not among it."""
    return [w for w in inside(window, QWidget) if w.isVisible() and isinstance(w, CONTROLS) and whole(w)]


def inside(window: QWidget, kind: type[Kind]) -> list[Kind]:
    """Return what of a kind stands in a window; of its pages only that which is shown is looked at."""
    if not isinstance(window, MainWindow):
        return window.findChildren(kind)
    parts = [window.rail, window.bottom, window.current_page, *window.findChildren(QFrame, "topBar")]
    found = [part for part in parts if isinstance(part, kind)] + window.findChildren(kind, options=DIRECT)
    return found + [one for part in parts for one in part.findChildren(kind)]


def whole(control: QWidget) -> bool:
    """Tell whether a control is a person's, not a part that Qt has put inside another."""
    above = control.parentWidget()
    inside = isinstance(above, QLineEdit | QComboBox | QTabBar | QAbstractSpinBox | QAbstractItemView)
    drawn = isinstance(control, QHeaderView) or control.objectName().startswith("qt_")
    return not (drawn or inside or isinstance(above and above.parentWidget(), QComboBox))


def called(control: QWidget | None) -> str:
    """Return a control's object name, else what it is."""
    return "nothing" if control is None else control.objectName() or type(control).__name__


def place_of(control: QWidget) -> QRect:
    """Return where a control stands in its window."""
    return QRect(control.mapTo(control.window(), QPoint(0, 0)), control.size())


# Tab


def ring(window: QWidget, key: Qt.Key = Qt.Key.Key_Tab, turns: Turns | None = None) -> list[QWidget]:
    """Press Tab until it comes back to where it was first, and return all it has reached, in its order.

    Raises AssertionError where it ends, stands still, goes round in a part, or reaches what is out of sight. `turns`
    collects where it leads against the way one reads.
    """
    seen: list[QWidget] = []
    for _step in range(MOST_STOPS):
        before = window.focusWidget()
        now = _press(window, before, key)
        assert now is not None, f"Tab leads from {called(before)} nowhere"
        if now is before and [c for c in controls(window) if c.isEnabled()] == [now]:
            return [now]
        assert now is not before, f"Tab does not leave {called(before)}"
        assert is_in_sight(now), f"{called(now)} has the keyboard and is out of sight"
        if turns is not None and before is not None and seen and out_of_order(before, now):
            turns.append((before, now))
        if seen and now is seen[0]:
            return seen
        assert now not in seen, f"Tab leads from {called(before)} back to {called(now)}, not once around"
        seen.append(now)
    raise AssertionError("Tab does not come back")


def is_in_sight(control: QWidget) -> bool:
    """Tell whether something of a control is within all that it is scrolled in."""
    seen, here = control.rect(), control
    while (above := here.parentWidget()) is not None and not here.isWindow():
        seen, here = seen.translated(here.pos()).intersected(above.rect()), above
    return not seen.isEmpty()


def _press(window: QWidget, before: QWidget | None, key: Qt.Key) -> QWidget | None:
    """Press a key and return what has the keyboard then: first it goes through links of a text, parts of a moment."""
    for _part in range(MOST_STOPS if isinstance(before, QTextBrowser | QDateTimeEdit) else 1):
        QTest.keyClick(before or window, key)
        if window.focusWidget() is not before:
            break
    return window.focusWidget()


def stops_of(window: QWidget) -> list[QWidget]:
    """Return where Tab stops, as far as that can be told without pressing it."""
    tab = Qt.FocusPolicy.TabFocus
    found = [w for w in inside(window, QWidget) if w.isVisible() and w.isEnabled() and w.focusPolicy() & tab]
    return [w for w in found if w.focusProxy() is None and w.window() is window]


def by_arrows(window: QWidget, stops: list[QWidget]) -> list[QWidget]:
    """Press arrows in each choice of buttons that Tab stops at, and return what they reach."""
    reached: list[QWidget] = []
    for stop in stops:
        group = stop.group() if isinstance(stop, QAbstractButton) else None
        if group is None or not group.exclusive():
            continue
        chosen, waiting = group.checkedButton(), [stop]
        while waiting:
            here = waiting.pop()
            reached.append(here)
            for key in ARROWS:
                here.setFocus()
                QTest.keyClick(here, key)
                if (now := window.focusWidget()) in group.buttons() and now not in [*reached, *waiting]:
                    waiting.append(now)
        if chosen is not None and group.checkedButton() is not chosen:
            chosen.click()
    return reached


def out_of_order(one: QWidget, other: QWidget) -> bool:
    """Tell whether `other`, met after `one`, stands before it: above in its column, or before it on its line."""
    a, b = place_of(one), place_of(other)
    if abs(a.center().y() - b.center().y()) <= LINE:
        return b.right() <= a.left()
    return b.bottom() <= a.top() and b.left() < a.right() and a.left() < b.right()


def tab_faults(window: QWidget) -> Iterator[str]:
    """Walk once around by Tab and once back, and tell what is not reached, not in order, or out of sight."""
    turns: Turns = []
    try:
        stops = ring(window, turns=turns)
        back = ring(window, Qt.Key.Key_Backtab)
    except AssertionError as error:
        yield str(error)
        return
    there, home = _from(stops, stops[0]), _from(back[::-1], stops[0])
    if there != home:
        yield f"Shift+Tab goes {' '.join(map(called, home))} instead of {' '.join(map(called, there))}"
    usable = [control for control in controls(window) if control.isEnabled()]
    also = by_arrows(window, stops)
    for control in usable:
        if control not in stops and control not in also and not BY_HAND.search(control.objectName()):
            yield f"{called(control)} is not reached"
    for one, other in turns:
        if other is not _first(stops):
            yield f"{called(other)} comes after {called(one)}, but stands before it"


def _from(stops: list[QWidget], first: QWidget) -> list[QWidget]:
    at = stops.index(first) if first in stops else 0
    return stops[at:] + stops[:at]


def _first(stops: list[QWidget]) -> QWidget:
    """Return where reading begins: in the rail, else next to the upper left corner."""
    rail = [stop for stop in stops if stop.objectName().startswith("rail-")]
    return rail[0] if rail else min(stops, key=lambda stop: (place_of(stop).y() // LINE, place_of(stop).x()))


# Keys


class Probe(QObject):
    """Takes every shortcut and key before it acts, and remembers which were bound twice."""

    def __init__(self) -> None:
        super().__init__()
        self.doubled: list[str] = []

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Shortcut:
            if event.isAmbiguous():
                self.doubled.append(event.key().toString())
            return True
        return event.type() in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease)


def keys_in(window: QWidget) -> list[str]:
    """Return every key that something in sight is bound to, each as often as it is: shortcuts, buttons, mnemonics."""
    found = [key for shortcut in inside(window, QShortcut) if _in_sight(shortcut) for key in shortcut.keys()]  # noqa: SIM118
    found += [key for action in inside(window, QAction) if action.isEnabled() for key in action.shortcuts()]
    found += [made.shortcut() for made in inside(window, QAbstractButton) if made.isVisible()]
    found += [QKeySequence.mnemonic(one.text()) for one in inside(window, QLabel) if one.isVisible() and one.buddy()]
    for tabs in inside(window, QTabBar):
        found += [QKeySequence.mnemonic(tabs.tabText(at)) for at in range(tabs.count()) if tabs.isVisible()]
    return [key.toString() for key in found if not key.isEmpty()]


def _in_sight(shortcut: QShortcut) -> bool:
    owner = shortcut.parent()
    return shortcut.isEnabled() and (not isinstance(owner, QWidget) or (owner.isVisible() and owner.isEnabled()))


def doubled_keys(window: QWidget, stops: list[QWidget]) -> list[str]:
    """Press every key without letting it act, in each part of a window that has keys of its own; return doubled ones.

    Ctrl+S is the one key that two forms may have: it means the nearer one.
    """
    app, probe = QApplication.instance(), Probe()
    keys = [QKeySequence(key)[0] for key, times in Counter(keys_in(window)).items() if times > 1]
    found: set[str] = set()
    app.installEventFilter(probe)
    try:
        for stop in {_scope(stop, window): stop for stop in stops}.values():
            stop.setFocus()
            for key in keys:
                QTest.keyClick(stop, key.key(), key.keyboardModifiers())
            found |= {f"{key} means two things at {called(stop)}" for key in probe.doubled if key not in OF_FORMS}
            probe.doubled.clear()
    finally:
        app.removeEventFilter(probe)
    return sorted(found)


def _scope(control: QWidget, window: QWidget) -> tuple[QWidget, ...]:
    """Return what around a control has keys that work inside it alone."""
    around = [control]
    while around[-1] is not window and (above := around[-1].parentWidget()) is not None:
        around.append(above)
    return tuple(w for w in around if w.actions() or w.findChildren(QShortcut, options=DIRECT))

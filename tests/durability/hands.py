"""Hands that throw anything at whatever is on the screen: keys, clicks, wheels, sizes, files, changes of looks."""

import random
from collections import Counter
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDropEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget

from shopdesk.app import PAGES
from shopdesk.ui import machine
from shopdesk.ui.window.main_window import MainWindow

_K = Qt.Key
PLAIN = (_K.Key_Tab, _K.Key_Backtab, _K.Key_Return, _K.Key_Escape, _K.Key_Space, _K.Key_Up, _K.Key_Down, _K.Key_Left)
PLAIN += (_K.Key_Right, _K.Key_Home, _K.Key_End, _K.Key_PageUp, _K.Key_PageDown, _K.Key_Delete, _K.Key_Backspace)
PLAIN += (_K.Key_F1, _K.Key_F2, _K.Key_F3, _K.Key_F5, _K.Key_F11, _K.Key_Menu, _K.Key_Insert)
LETTERS = tuple(Qt.Key(code) for code in (*range(ord("0"), ord("9") + 1), *range(ord("A"), ord("Z") + 1)))
CONTROL = Qt.KeyboardModifier.ControlModifier
NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
LEAVING = {_K.Key_Q, _K.Key_W}  # the window would be gone; that is another test


class RandomHands:
    """Throws so many events, one for each turn of the window's loop, then closes the window."""

    def __init__(self, rolled: random.Random, folder: Path, number: int) -> None:
        self._rolled, self._folder, self._number = rolled, folder, number
        self.thrown, self.kinds = 0, Counter[str]()

    def begin(self) -> None:
        """Start throwing."""
        QTimer.singleShot(1, self._throw)

    def _throw(self) -> None:
        if self.thrown >= self._number and self._end():
            return
        QTimer.singleShot(1, self._throw)  # before anything: what is thrown may open a menu that waits in here
        if self.thrown >= self._number:
            return
        ways = (self._key, self._key, self._key, self._letter, self._click, self._click, self._click, self._wheel)
        way = self._rolled.choice((*ways, self._go, self._size, self._drop))
        if self.thrown % 1_000 == 777:
            way = self._other_looks
        target = QApplication.activePopupWidget() or QApplication.activeModalWidget() or QApplication.activeWindow()
        if target is None or not target.isVisible():
            target = next((w for w in QApplication.topLevelWidgets() if w.isVisible() and w.isEnabled()), None)
        if target is None:
            return
        self.thrown += 1
        self.kinds[way.__name__.strip("_")] += 1
        if isinstance(target, QDialog | QMenu) and self._rolled.random() < 0.15:
            QTest.keyClick(target, _K.Key_Escape)  # nobody stays in a menu for ever
        else:
            way(target)

    def _end(self) -> bool:
        """Give up what waits for an answer, innermost first; with nothing left of that, close the window."""
        waiting = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if waiting is not None:
            waiting.close()
            return False
        QApplication.closeAllWindows()
        return True

    def _key(self, target: QWidget) -> None:
        modifiers = self._rolled.choice((NONE, NONE, NONE, SHIFT, CONTROL))
        QTest.keyClick(target.focusWidget() or target, self._rolled.choice(PLAIN), modifiers)

    def _letter(self, target: QWidget) -> None:
        key = self._rolled.choice(LETTERS)
        modifiers = self._rolled.choice((NONE, NONE, SHIFT, CONTROL, CONTROL | SHIFT))
        if not (key in LEAVING and modifiers & CONTROL):
            QTest.keyClick(target.focusWidget() or target, key, modifiers)

    def _click(self, target: QWidget) -> None:
        there = [w for w in target.findChildren(QWidget) if w.isVisible() and w.isEnabled()] or [target]
        hit = self._rolled.choice(there)
        place = QPoint(self._rolled.randrange(max(1, hit.width())), self._rolled.randrange(max(1, hit.height())))
        right = self._rolled.random() < 0.1
        act = self._rolled.choice((QTest.mouseClick, QTest.mouseClick, QTest.mouseDClick))
        act(hit, Qt.MouseButton.RightButton if right else Qt.MouseButton.LeftButton, NONE, place)

    def _wheel(self, target: QWidget) -> None:
        place = QPointF(self._rolled.randrange(max(1, target.width())), self._rolled.randrange(max(1, target.height())))
        turn = QPoint(0, self._rolled.choice((-480, -120, 120, 480)))
        hit = target.childAt(place.toPoint()) or target
        buttons, phase = Qt.MouseButton.NoButton, Qt.ScrollPhase.NoScrollPhase
        QApplication.sendEvent(hit, QWheelEvent(place, place, QPoint(), turn, buttons, NONE, phase, False))

    def _go(self, target: QWidget) -> None:
        if isinstance(target, MainWindow):
            page = self._rolled.choice(sorted(PAGES))
            if page not in ("listing", "promotion_proof"):  # they show one thing that must be named
                target.go(page)

    def _size(self, target: QWidget) -> None:
        target.resize(self._rolled.randrange(300, 2000), self._rolled.randrange(200, 1300))

    def _drop(self, target: QWidget) -> None:
        files = [path for path in self._folder.iterdir() if path.is_file()]
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in self._rolled.sample(files, 1)])
        copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
        QApplication.sendEvent(target, QDropEvent(QPointF(100, 100), copy, data, left, NONE))

    def _other_looks(self, target: QWidget) -> None:
        if isinstance(target, MainWindow):
            machine.remember(machine.THEME, self._rolled.choice(("light", "dark")))
            target.rebuild.emit()

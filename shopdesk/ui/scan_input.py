"""The scanner at a page: its codes are heard whatever has the focus, and never land in a field or press a button."""

import time
import unicodedata
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from shopdesk.ui.scan_keys import ENDS, Heard, ScanKeys

_FIELDS = (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox, QComboBox)
_TYPED_BY_HAND = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)
FIELD_MS, FIELD_KEYS = 35.0, 5  # in a field that a person types in, only what is as fast and long was scanned
_ECHO_MS, _ECHO_KEYS = 120.0, 3
_QT_KEYS = {"\r": Qt.Key.Key_Return, "\n": Qt.Key.Key_Enter, "\t": Qt.Key.Key_Tab, " ": Qt.Key.Key_Space}


def input_time(event: QEvent) -> float:
    """Return when a key was pressed, in milliseconds of a clock that never goes back."""
    stamp = event.timestamp() if isinstance(event, QKeyEvent) else 0
    return float(stamp) or time.monotonic() * 1000


class ScanInput(QObject):
    """Hears all keys of the window that a page stands in, while the page is shown.

    `scanned` tells a code and its time in milliseconds, `pressed` a key that a person pressed (a return is Enter).
    What a person types into a field arrives there, a moment later.
    """

    scanned = Signal(str, float)
    pressed = Signal(str)

    def __init__(self, page: QWidget, *, clock: Callable[[QEvent], float] = input_time) -> None:
        super().__init__(page)
        self.keys = ScanKeys()
        self._page, self._clock = page, clock
        self._typed: list[str] = []  # what came as keys, for an input method that says it again
        self._typed_at = 0.0
        self._replaying = self._heard_more = self._armed = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._perhaps_rest)

    def arm(self) -> None:
        """Hear from now on."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.disarm()
        app.focusChanged.connect(self._follow)
        self._armed = True
        for heard in (self._page, self._page.window()):
            heard.installEventFilter(self)
        self._follow(None, QApplication.focusWidget())

    def disarm(self) -> None:
        """Hear no longer; what was begun is forgotten."""
        app = QApplication.instance()
        if self._armed and isinstance(app, QApplication):
            app.focusChanged.disconnect(self._follow)
            self._armed = False
            for heard in (self._page, self._page.window(), QApplication.focusWidget()):
                if heard is not None:
                    heard.removeEventFilter(self)
        self._timer.stop()
        self.keys.rest()

    def rest(self) -> None:
        """Take what was typed so far as all there is."""
        self._tell(self.keys.rest())

    def _perhaps_rest(self) -> None:
        """Look once more whether keys wait to be heard: a window that was busy hears them late, not never."""
        self._heard_more = False
        QTimer.singleShot(0, self, self._rest_unless_more)

    def _rest_unless_more(self) -> None:
        if not self._heard_more:
            self.rest()

    # What the keys come to

    def _hear(self, text: str, at: float) -> None:
        self._heard_more = True
        self._tell(self.keys.press(text, at))
        if self.keys.waiting:
            self._timer.start(round(self.keys.patience))
        else:
            self._timer.stop()

    def _tell(self, heard: list[Heard]) -> None:
        for told in heard:
            field = _field()
            if field is None and told.key and (dialog := QApplication.activeModalWidget()) is not None:
                field = dialog.focusWidget()  # a dialog's buttons are pressed as ever
            if told.code and (field is None or _scanned_here(told)):
                self.scanned.emit(told.code, told.at)
            elif field is not None:
                for key in told.code or told.key:
                    self._replay(field, key)
            elif told.key == "\t":  # Tab goes on wherever nothing was being scanned
                self._replay(QApplication.focusWidget() or self._page, told.key)
            else:
                self.pressed.emit(told.key)

    def _replay(self, field: QWidget, key: str) -> None:
        self._replaying = True
        try:
            none = Qt.KeyboardModifier.NoModifier
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(field, QKeyEvent(kind, _QT_KEYS.get(key, Qt.Key.Key_unknown), none, key))
        finally:
            self._replaying = False

    def _hear_key(self, event: QKeyEvent) -> bool:
        """Take a key; False leaves it to whoever has the focus."""
        text = event.text()
        if not text or not (text.isprintable() or text in ENDS) or event.key() == Qt.Key.Key_Backtab:
            return False
        by_hand = bool(event.modifiers() & _TYPED_BY_HAND)
        if by_hand and not (text in ENDS and self.keys.waiting):  # Ctrl+J ends a code as Enter does
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # no shortcut takes a key out of a code
            return True
        if not event.isAutoRepeat():
            at = self._clock(event)
            self._remember(text, at)
            self._hear(text, at)
        return True

    def _remember(self, text: str, at: float) -> None:
        if at - self._typed_at > _ECHO_MS:
            self._typed.clear()
        self._typed_at = at
        self._typed.append(text if text.isprintable() else "")

    def _hear_input_method(self, event: QInputMethodEvent) -> bool:
        """Take what an input method made of keys: plain letters go into the code, once; other writing is a person's."""
        text = unicodedata.normalize("NFKC", event.commitString())
        if _field() is not None and not (text and text.isascii()):
            return False
        at = self._clock(event)
        keys = "".join(self._typed) if at - self._typed_at <= _ECHO_MS else ""
        if text.isascii() and not (len(text) >= _ECHO_KEYS and keys.endswith(text)):
            for key in text:
                self._hear("\r" if key in ENDS else key, at)
        return True

    # Qt tells these

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802, D102
        kind = event.type()
        if kind not in _HEARD or self._replaying or not self._concerns(watched):
            return False
        if isinstance(event, QKeyEvent):
            return self._hear_key(event)
        return isinstance(event, QInputMethodEvent) and self._hear_input_method(event)

    def _concerns(self, watched: QObject) -> bool:
        window = self._page.window()
        return isinstance(watched, QWidget) and window in (watched.window(), watched.window().parentWidget())

    def _follow(self, old: QWidget | None, new: QWidget | None) -> None:
        """Listen where the keys go: a filter on the whole program would be asked about every line that is painted."""
        always = (self._page, self._page.window())
        if old is not None and old not in always:
            old.removeEventFilter(self)
        if new is not None:
            new.installEventFilter(self)


_HEARD = (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride, QEvent.Type.InputMethod)


def _field() -> QWidget | None:
    focus = QApplication.focusWidget()
    return focus if isinstance(focus, _FIELDS) and focus.isEnabled() else None


def _scanned_here(told: Heard) -> bool:
    return len(told.code) >= FIELD_KEYS and told.longest <= FIELD_MS

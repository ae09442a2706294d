"""Small controls that every page uses: buttons with their key, words by rank, lines, notes, empty states."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from shopdesk.ui.crowded_bar import CrowdedBar
from shopdesk.ui.icons import icon, icon_pixmap, shape_pixmap
from shopdesk.ui.key_words import word_key
from shopdesk.ui.near_key import meant
from shopdesk.ui.status import Status
from shopdesk.ui.theme import BODY, CAPTION, HEADLINE, SPACE, TITLE, font
from shopdesk.words import _

Part = QWidget | QLayout | int | None


def button(
    name: str,
    text: str,
    act: Callable[[], object] | None = None,
    *,
    icon_name: str = "",
    key: str = "",
    primary: bool = False,
    look: str = "",
    kind: type[QPushButton] = QPushButton,
) -> QPushButton:
    """Return a button; `name` is its object name, its key stands in its text and works while its page is shown.

    `look` is "quiet", "link" or "tile"; `kind` is the class it is made of.
    """
    made = kind()
    made.setObjectName(name)
    if primary:
        made.setProperty("primary", True)
    if look:
        made.setProperty(look, True)
    if icon_name:
        made.setProperty("iconName", icon_name)
        made.setIcon(_icon_of(icon_name, primary=primary))
    set_text(made, text, key)
    if act is not None:
        made.clicked.connect(lambda _checked=False: act())
    if key:
        _bind(made, QKeySequence(key))
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setAutoDefault(True)  # Enter presses it where it has the keyboard, on pages as in dialogs
    return made


def _icon_of(name: str, *, primary: bool) -> QIcon:
    shown = icon(name, "on-accent" if primary else "text")
    shown.addPixmap(icon_pixmap(name, "disabled"), QIcon.Mode.Disabled)
    return shown


def set_primary(made: QPushButton, primary: bool) -> None:
    """Make a button the one that stands out, or one among the others."""
    made.setProperty("primary", primary)
    if name := made.property("iconName"):
        made.setIcon(_icon_of(str(name), primary=primary))
    made.style().unpolish(made)
    made.style().polish(made)


def _bind(made: QPushButton, key: QKeySequence) -> None:
    shortcut = QShortcut(key, made)
    shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
    shortcut.activated.connect(lambda: _press(made))
    shortcut.activatedAmbiguously.connect(lambda: _press(meant(made, key)))


def _press(made: QPushButton) -> None:
    if made.isVisible() and made.isEnabled():
        made.click()


def tip_key(made: QPushButton, key: str) -> None:
    """Give a button a key that stands in its tip alone, where its bar has no room for it."""
    shown = word_key(key)
    made.setToolTip(f"{made.accessibleName()}  {shown}")
    _bind(made, QKeySequence(key))


def set_text(made: QPushButton, text: str, key: str = "") -> None:
    """Set a button's text with its key behind it; foreign text never makes a mnemonic."""
    shown = word_key(key) if key else ""
    gap = "" if made.icon().isNull() else " "  # Fusion sets icon and words too close
    made.setText(gap + text.replace("&", "&&") + (f"   {shown}" if shown else ""))
    made.setAccessibleName(text)


def tell_fold(made: QWidget, is_open: bool) -> None:
    """Let a screen reader say of what unfolds something whether that is unfolded."""
    made.setAccessibleDescription(_("expanded") if is_open else _("collapsed"))


def tool(name: str, icon_name: str, tip: str, act: Callable[[], object]) -> QToolButton:
    """Return a button that is an icon alone, with its tip as its name."""
    made = QToolButton()
    made.setObjectName(name)
    made.setIcon(icon(icon_name))
    made.setToolTip(tip)
    made.setAccessibleName(tip)
    made.clicked.connect(lambda _checked=False: act())
    return made


def label(text: str = "", *, rank: str = "", size: int = BODY, bold: bool = False, wrap: bool = False) -> QLabel:
    """Return plain text; what strangers wrote is never markup. `rank` is muted, second, ok, warn, error or link."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setFont(font(size, bold=bold))
    made.setWordWrap(wrap)
    if rank:
        made.setProperty("rank", rank)
    return made


class ElidedLabel(QLabel):
    """Plain text on one line, cut with … where the place is narrow; the whole of it stands in the tooltip."""

    def __init__(self, text: str, *, rank: str = "", size: int = BODY, bold: bool = False) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(font(size, bold=bold))
        self.setProperty("rank", rank)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.say(text)

    def say(self, text: str) -> None:
        """Say other words."""
        self._whole = text
        self.setAccessibleName(text)
        self.setText(text)
        if self.isVisible():
            self._fit()
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:  # noqa: N802, D102
        return QSize(SPACE[4], super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:  # noqa: N802, D102
        return QSize(self.fontMetrics().horizontalAdvance(self._whole) + 2, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802, D102
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        cut = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width())
        self.setText(cut)
        self.setToolTip(self._whole if cut != self._whole else "")


def selectable(made: QLabel) -> QLabel:
    """Let a label's text be selected and copied."""
    made.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return made


def line() -> QFrame:
    """Return a hairline."""
    made = QFrame()
    made.setProperty("line", True)
    return made


def row(*parts: Part, spacing: int = SPACE[2], margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QHBoxLayout:
    """Lay widgets out in a row: a number is a gap, None takes what room is left."""
    layout = QHBoxLayout()
    _fill(layout, parts, spacing, margins)
    return layout


def column(*parts: Part, spacing: int = SPACE[2], margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QVBoxLayout:
    """Lay widgets out in a column: a number is a gap, None takes what room is left."""
    layout = QVBoxLayout()
    _fill(layout, parts, spacing, margins)
    return layout


def _fill(layout: QBoxLayout, parts: Sequence[Part], spacing: int, margins: tuple[int, int, int, int]) -> None:
    layout.setSpacing(spacing)
    layout.setContentsMargins(*margins)
    for part in parts:
        if part is None:
            layout.addStretch(1)
        elif isinstance(part, int):
            layout.addSpacing(part)
        elif isinstance(part, QLayout):
            layout.addLayout(part)
        else:
            layout.addWidget(part)


def clear(layout: QLayout) -> None:
    """Take everything out of a layout."""
    while (item := layout.takeAt(0)) is not None:
        if (old := item.widget()) is not None:
            old.hide()
            old.deleteLater()


def card_around(shown: QWidget, margin: int) -> QFrame:
    """Return a card that holds one thing."""
    made = QFrame()
    made.setProperty("card", "true")
    made.setLayout(column(shown, margins=(margin,) * 4))
    return made


def laid_in(layout: QLayout) -> list[QWidget]:
    """Return the widgets that stand in a layout itself, in order.

    Items of layouts are not asked for: Python would go on holding them after Qt has deleted them, and take what is made
    in their place in memory for them.
    """
    parent = layout.parentWidget()
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    children = parent.findChildren(QWidget, options=direct) if parent is not None else []
    return sorted((child for child in children if layout.indexOf(child) >= 0), key=layout.indexOf)


def bar(name: str, height: int, *parts: Part) -> QFrame:
    """Return a bar of fixed height with its parts in a row."""
    return CrowdedBar(name, height, row(*parts, margins=(SPACE[4], 0, SPACE[4], 0)))


class StatusLabel(QWidget):
    """A state by shape, colour and word."""

    def __init__(self, status: Status | None = None, *, size: int = BODY, wrap: bool = False) -> None:
        super().__init__()
        self._shape, self._word = QLabel(), label(size=size, wrap=wrap)
        self._shape.setFixedWidth(18)
        layout = row(self._shape, self._word, spacing=SPACE[1])
        layout.setStretch(1, 1)
        self.setLayout(layout)
        if status is not None:
            self.show_status(status)

    def show_status(self, status: Status, words: str = "") -> None:
        """Show a state, in other words than its own where given."""
        self._shape.setPixmap(shape_pixmap(status.shape, status.role))
        self._word.setText(words or status.shown)
        self._word.setProperty("rank", {"text": "", "accent": "link"}.get(status.role, status.role))
        self._word.style().polish(self._word)
        self.setAccessibleName(words or status.shown)


class EmptyState(QWidget):
    """What a page shows instead of a void: what is so, what it means, and at most two ways on."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._icon = QLabel()
        self._icon.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._title = label(size=HEADLINE, bold=True)
        self._title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._text = label(rank="second", wrap=True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._buttons = QHBoxLayout()
        self._first: list[QPushButton] = []
        self.leads = False  # whether one of its ways stands out
        layout = column(None, self._icon, SPACE[2], self._title, self._text, SPACE[2])
        layout.setContentsMargins(SPACE[6], SPACE[3], SPACE[6], SPACE[3])
        layout.addLayout(self._buttons)
        layout.addStretch(2)
        self.setLayout(layout)

    def tell(self, icon_name: str, title: str, text: str, ways: Sequence[QPushButton] = ()) -> None:
        """Say what is so; `ways` are the buttons."""
        self._icon.setPixmap(icon_pixmap(icon_name, "muted", 40))
        self._title.setText(title)
        self._text.setText(text)
        while (item := self._buttons.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        self._buttons.addStretch(1)
        for way in ways:
            self._buttons.addWidget(way)
        self._buttons.addStretch(1)
        self._first = [way for way in ways if way.property("primary")]
        self.leads = bool(self._first)
        self.setFocusProxy(ways[0] if ways else None)  # type: ignore[arg-type] # the stub does not know None
        self.setAccessibleName(title)

    def give_way(self, wanted: bool) -> None:
        """Let the way that stands out stand back, as while a form beside has its own, or stand out again."""
        for way in self._first:
            set_primary(way, not wanted)


def note(text: str) -> QFrame:
    """Return a buyer's note: always on its yellow, never markup."""
    made = QFrame()
    made.setObjectName("note")
    words = selectable(label(_("Buyer: {note}").format(note=text), wrap=True))
    picture = QLabel()
    picture.setPixmap(icon_pixmap("message-square-text", "note-text"))
    layout = row(picture, words, margins=(SPACE[3], SPACE[2], SPACE[3], SPACE[2]))
    layout.setStretch(1, 1)
    made.setLayout(layout)
    return made


def caption(text: str) -> QLabel:
    """Return a section's caption."""
    return label(text, rank="muted", size=CAPTION, bold=True)


def heading(text: str) -> QLabel:
    """Return the title of a card or panel."""
    return label(text, size=TITLE, bold=True)

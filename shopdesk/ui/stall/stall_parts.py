"""Parts of the stall that fingers can hit: large buttons, a number pad, sheets that stand in the tiles' place."""

from collections.abc import Callable, Sequence
from functools import partial
from unicodedata import east_asian_width

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QLineEdit, QPushButton, QSizePolicy, QWidget

from shopdesk.domain.errors import ShopError
from shopdesk.domain.money import format_amount, parse_amount
from shopdesk.ui.controls import button, column, label, row
from shopdesk.ui.form_fields import ErrorLine
from shopdesk.ui.icons import icon
from shopdesk.ui.key_words import word_key
from shopdesk.ui.stall.large_button import LargeButton
from shopdesk.ui.theme import HEADLINE, SPACE, font, legible
from shopdesk.words import _

PAD = ("7", "8", "9", "4", "5", "6", "1", "2", "3", "00", "0", ".")
JOINING = frozenset("a an and at by for from in of on or the to with without &".split())  # noqa: SIM905
LETTERS = tuple("1234567890QWERTYUIOPASDFGHJKL-ZXCVBNM")  # of codes that are typed on a screen


def yuan(amount: int, *, grouped: bool = True) -> str:
    """Return an amount as it is shown at the stall."""
    return f"{'−' if amount < 0 else ''}¥{format_amount(abs(amount), grouped=grouped)}"


def read_sum(text: str) -> int:
    """Read an amount that was typed, nothing for nothing. Raises ShopError("tender-amount")."""
    try:
        return parse_amount(text.strip() or "0")
    except ShopError as error:
        raise ShopError("tender-amount", value=text.strip()) from error


def large(
    name: str, text: str, act: Callable[[], object] | None = None, *, key: str = "", look: str = "key",
    icon_name: str = "", size: int = HEADLINE, primary: bool = False, below: str = "",
) -> QPushButton:  # fmt: skip
    """Return a button for a finger; its key stands below its words."""
    made = button(name, text, act, key=key, primary=primary, kind=LargeButton)
    made.setProperty("stall", look)
    made.setFont(font(legible(size) if look in ("key", "way") else size, bold=primary))
    say(made, text, below or key)
    if icon_name:
        made.setIcon(icon(icon_name, "on-accent" if primary else "text", 24))
        made.setIconSize(QSize(24, 24))
        if not (below or key):
            made.setText(f" {made.text()}")  # Fusion sets icon and words too close
    return made


def say(made: QPushButton, text: str, key: str = "") -> None:
    """Set the words of a large button, with its key on a second line."""
    shown = word_key(key) if key else ""
    assert isinstance(made, LargeButton)
    made.say(text, shown)
    made.setAccessibleName(text)
    made.setToolTip(f"{text}  {shown}".rstrip())


def cut(text: str, columns: int) -> str:
    """Return a text that is so many columns wide at the most, a Chinese character counting two."""
    wide = 0
    for at, char in enumerate(text):
        wide += 2 if east_asian_width(char) in "WF" else 1
        if wide > columns:
            return text[: max(at - 1, 0)].rstrip() + "…"
    return text


def whole_words(title: str, fits: Callable[[str], bool]) -> str:
    """Return as many whole words of a title as fit, up to a comma where one is there; "" where none does."""
    if fits(title):
        return title
    for parting in (", ", "，", " "):
        parts = title.split(parting)
        for count in range(len(parts) - 1, 0, -1):
            if fits(shown := parting.join(parts[:count])):
                return _ended(shown)
    return ""


def _ended(words: str) -> str:
    """Leave out words that only join what is cut off: "Salad bowl by" ends with the bowl."""
    while words.rpartition(" ")[2] in JOINING and " " in words:
        words = words.rpartition(" ")[0]
    return words


def brief(title: str, columns: int) -> str:
    """Return the beginning of a title in whole words, so many columns wide at the most."""
    return whole_words(title, lambda text: cut(text, columns) == text) or cut(title, columns)


def amount_field(name: str, words: str) -> QLineEdit:
    """Return a large field for an amount or a number."""
    made = QLineEdit()
    made.setObjectName(name)
    made.setAccessibleName(words)
    made.setPlaceholderText(words)
    made.setProperty("stall", "amount")
    made.setMaxLength(40)
    return made


class NumberPad(QWidget):
    """Digits on the screen; they go into the field that was given last. Fields are typed in directly by keyboard."""

    typed = Signal(str)

    def __init__(self, name: str, keys: Sequence[str] = PAD, columns: int = 3) -> None:
        super().__init__()
        self._target: QLineEdit | None = None
        grid = QGridLayout()
        grid.setSpacing(SPACE[1])
        grid.setContentsMargins(0, 0, 0, 0)
        for at, digit in enumerate((*keys, "⌫")):
            made = large(f"{name}-{digit if digit != '⌫' else 'back'}", digit, partial(self.press, digit), look="pad")
            made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            if digit == "⌫":
                made.setAccessibleName(_("Delete the last one"))
            beside = digit == "⌫" and not len(keys) % columns  # at the end of a row that is full already
            place = (0, columns, len(keys) // columns, 1) if beside else (at // columns, at % columns, 1, 1)
            grid.addWidget(made, *place)
        self.setLayout(grid)

    @property
    def target(self) -> QLineEdit | None:
        """The field that the keys go to."""
        return self._target

    @target.setter
    def target(self, field: QLineEdit) -> None:
        self._target = field
        self.setFocusProxy(field)  # else a touch would take the focus, and what is selected, out of the field

    def press(self, digit: str) -> None:
        """Take a key of the pad."""
        if self.target is not None:
            self.target.backspace() if digit == "⌫" else self.target.insert(digit)  # in the place of what is selected
        self.typed.emit(digit)


class Sheet(QFrame):
    """Stands in the place of the tiles until it is `left`: a title, what is asked, one large way on."""

    left = Signal()

    def __init__(self, name: str, title: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setProperty("stall", "sheet")
        self.title = label(title, size=24, bold=True)
        self.error = ErrorLine(f"{name}Error", 15)
        self.close_button = large(f"{name}Back", "✕  Esc", self.left.emit, size=15, look="head")
        self.close_button.setAccessibleName(_("Back"))
        self.close_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.body = column(spacing=SPACE[3])
        whole = column(
            row(self.title, None, self.close_button),
            self.error,
            margins=(SPACE[4], SPACE[2], SPACE[4], SPACE[2]),
            spacing=SPACE[2],
        )
        whole.addLayout(self.body, 1)
        self.setLayout(whole)

    def refuse(self, words: str = "") -> None:
        """Say why it did not go, or say nothing more."""
        self.error.setText(words)
        self.error.setVisible(bool(words))

    def begin(self) -> None:
        """Make ready to be used: nothing refused, focus where one types."""
        self.refuse()


def choices(made: Sequence[QPushButton], columns: int) -> QWidget:
    """Return buttons in a grid."""
    shown, grid = QWidget(), QGridLayout()
    grid.setSpacing(SPACE[2])
    grid.setContentsMargins(0, 0, 0, 0)
    for at, one in enumerate(made):
        grid.addWidget(one, at // columns, at % columns)
    shown.setLayout(grid)
    return shown


def figure(name: str, size: int, *, rank: str = "") -> QLabel:
    """Return a large number."""
    made = label(rank=rank, size=size, bold=True)
    made.setObjectName(name)
    made.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return made

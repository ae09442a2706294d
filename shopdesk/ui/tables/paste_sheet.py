"""A pasted list before it is taken: each line with its goods or its reason; what is wrong is mended where it stands."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QDialog, QLabel, QPlainTextEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from shopdesk.domain.errors import ShopError
from shopdesk.domain.money import format_amount
from shopdesk.services.pasted_goods import PastedGoods
from shopdesk.services.shop import Shop
from shopdesk.ui.announce import announce
from shopdesk.ui.context import Context
from shopdesk.ui.controls import bar, button, column, label, row, set_text
from shopdesk.ui.icons import shape_pixmap
from shopdesk.ui.imports.import_tables import ListSource
from shopdesk.ui.status import Status
from shopdesk.ui.tables.table_model import Cell, Column, TableModel
from shopdesk.ui.tables.table_view import TableView
from shopdesk.ui.theme import CAPTION, FOOTER, HEADLINE, SPACE
from shopdesk.words import _, ngettext
from shopdesk.words.errors import word_error

WAIT_MS = 250
WIDTH, HEIGHT, TEXT_HEIGHT = 900, 600, 132
GOOD, BAD = Status("done", "ok", "pass"), Status("oct", "error", "fail")


@dataclass(frozen=True, slots=True)
class PasteWords:
    """What a sheet says: where the list goes, what its second column holds, how a line looks.

    `before` is the title of what holds now, where that is shown.
    """

    title: str
    number: str
    hint: str
    before: str = ""


class PasteSheet(QDialog):
    """Reads what is pasted as it is typed; `taken` carries the lines that can be taken.

    It stays open until `accept`, so that a refusal is said where the list still stands.
    """

    taken = Signal(list)

    def __init__(
        self, context: Context, words: PasteWords, read: Callable[[Shop, str], list[PastedGoods]], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("pasteSheet")
        self.setWindowTitle(words.title)
        self.resize(WIDTH, HEIGHT)
        self._context, self._words, self._read, self._asked = context, words, read, 0
        self.lines: list[PastedGoods] = []
        self._rows: list[PastedGoods] = []
        self.text = QPlainTextEdit()
        self.text.setObjectName("pasteText")
        self.text.setAccessibleName(_("Pasted list"))
        self.text.setPlaceholderText(words.hint)
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(TEXT_HEIGHT)
        self.model = TableModel(_columns(words), self)
        self.table = TableView(self.model, context.thumbnails, "pasteTable", _("Lines of the pasted list"))
        self.table.chooser.keeps = self.table.widths.keeps = False  # one sheet for several lists
        self._shape, self.sums = QLabel(), label(wrap=True)
        self.sums.setObjectName("pasteSums")
        self.reason = label(rank="error", wrap=True)
        self.reason.setObjectName("pasteReason")
        self.table.stood_on.connect(lambda _id: self._tell_reason())
        self.take = button("pasteTake", "", self._take, key="Ctrl+Return", primary=True)
        self._lay_out()
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(WAIT_MS)
        self._waiting.timeout.connect(self.look)
        self.text.textChanged.connect(self._typed)
        self._tell()

    def _lay_out(self) -> None:
        cancel = button("pasteCancel", _("Cancel"), self.reject, key="Esc")
        hint = label(self._words.hint, rank="second", size=CAPTION, wrap=True)
        top = column(
            label(self._words.title, size=HEADLINE, bold=True), self.text, hint, spacing=SPACE[2],
            margins=(SPACE[5], SPACE[4], SPACE[5], SPACE[3]),
        )  # fmt: skip
        said = row(self._shape, self.sums, margins=(SPACE[5], SPACE[2], SPACE[5], SPACE[2]))
        said.setStretch(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(self.table, 1)
        layout.addLayout(row(self.reason, margins=(SPACE[5], SPACE[2], SPACE[5], 0)))
        layout.addLayout(said)
        layout.addWidget(bar("footer", FOOTER, None, cancel, self.take))

    def begin(self, text: str) -> None:
        """Show the sheet with what was pasted."""
        self.text.setPlainText(text)
        self.open()
        self.text.setFocus()
        self._waiting.stop()
        self.look()

    def look(self) -> None:
        """Read the list as it stands now, beside the window."""
        self._asked += 1
        asked, text, read = self._asked, self.text.toPlainText(), self._read

        def look(shop: Shop, _job: object) -> list[PastedGoods] | ShopError:
            try:
                return read(shop, text)
            except ShopError as error:
                return error

        def show(found: list[PastedGoods] | ShopError) -> None:
            if isValid(self) and asked == self._asked:
                self._show(found)

        self._context.look(self._words.title, look, show)

    def refuse(self, error: ShopError) -> None:
        """Say why nothing was taken; the list stays as it is."""
        self._say(word_error(error), "error")
        self.take.setEnabled(True)

    @property
    def good(self) -> list[PastedGoods]:
        """The lines that can be taken."""
        return [line for line in self.lines if line.error is None]

    def _typed(self) -> None:
        self._asked += 1  # an answer to what stood here before is none any more
        self.take.setEnabled(False)
        self._waiting.start()

    def _show(self, found: list[PastedGoods] | ShopError) -> None:
        self.lines = [] if isinstance(found, ShopError) else found
        shown = sorted(self.lines, key=lambda line: (line.error is None, line.line))
        self._rows = shown
        self.model.show(ListSource(shown, {}))
        if shown:
            self.table.stand_on_first()
        self._tell_reason()
        self._tell()
        if isinstance(found, ShopError):
            self._say(word_error(found), "error")

    def _tell_reason(self) -> None:
        """Say in full why the current line cannot be taken: its cell may be too narrow."""
        at = self.table.current_id()
        line = self._rows[at] if at is not None and at < len(self._rows) else None
        error = line.error if line is not None else None
        self.reason.setVisible(error is not None)
        if line is not None and error is not None:
            self.reason.setText(_("Line {line}: {reason}").format(line=line.line, reason=word_error(error)))

    def _tell(self) -> None:
        good, bad = len(self.good), len(self.lines) - len(self.good)
        words = ngettext("Take {count} line", "Take {count} lines", good).format(count=f"{good:,}")
        set_text(self.take, words if good else _("Take the list"), "Ctrl+Return")
        self.take.setEnabled(good > 0)
        if not self.lines:
            self._say(self._words.hint, "")
        elif bad:
            told = ngettext(
                "{count} line cannot be taken and stays out; it stands first, with its reason. Mend it above.",
                "{count} lines cannot be taken and stay out; they stand first, with their reason. Mend them above.",
                bad,
            )
            self._say(told.format(count=f"{bad:,}"), "error" if not good else "warn")
        else:
            self._say(_("Every line is understood."), "ok")

    def _say(self, words: str, rank: str) -> None:
        shape = {"ok": "done", "warn": "tri", "error": "oct"}.get(rank)
        self._shape.setVisible(shape is not None)
        if shape:
            self._shape.setPixmap(shape_pixmap(shape, rank))
        self.sums.setVisible(bool(rank))
        self.sums.setText(words)
        self.sums.setAccessibleName(words)
        if rank:
            announce(self.sums, words, urgent=rank == "error")

    def _take(self) -> None:
        if good := self.good:
            self.take.setEnabled(False)
            self.taken.emit(good)

    def done(self, result: int) -> None:
        """Close, and leave nothing behind."""
        self._asked += 1
        self._waiting.stop()
        super().done(result)
        self.deleteLater()


def _columns(words: PasteWords) -> list[Column]:
    def told(line: PastedGoods) -> Cell:
        if line.error is not None:
            return Cell(line.value, role="muted")
        return Cell(format_amount(line.number, line.currency) if line.currency else f"{line.number:,}", bold=True)

    def before(line: PastedGoods) -> Cell:
        known = line.error is None and line.before
        return Cell(format_amount(line.before, line.currency) if known else "", role="text-2")

    def said(line: PastedGoods) -> Cell:
        if line.error is None:
            return Cell(_("Can be taken"), status=GOOD)
        return Cell(word_error(line.error), status=BAD, tip=word_error(line.error))

    return [
        Column("", _("Line"), lambda line: Cell(str(line.line), role="text-2"), 52, right=True),
        Column("", _("SKU or barcode"), lambda line: Cell(line.code), 140),
        Column("", _("Goods"), lambda line: Cell(line.title, role="text-2"), 190),
        *([Column("", words.before, before, 88, right=True)] if words.before else []),
        Column("", words.number, told, 96, right=True),
        Column("", _("State"), said, 240, stretch=True),
    ]

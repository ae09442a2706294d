"""A bill before it is taken: its days and sums, its lines by what becomes of them; nothing is written yet."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from shopdesk.services.statement_preview import StatementLook
from shopdesk.ui.context import Context
from shopdesk.ui.controls import bar, button, column, label, row, set_text
from shopdesk.ui.icons import shape_pixmap
from shopdesk.ui.imports.import_tables import ListSource
from shopdesk.ui.imports.import_tiles import Tile
from shopdesk.ui.moments import span_of_days
from shopdesk.ui.payments.bill_rows import BILL_KEYS, BILL_ROW, FATES, BillRow, bill_columns, bill_rows
from shopdesk.ui.tables.table_model import TableModel
from shopdesk.ui.tables.table_view import TableView
from shopdesk.ui.theme import FOOTER, PAGE, SPACE
from shopdesk.words import _, ngettext
from shopdesk.words.currencies import money
from shopdesk.words.payments import word_bill


class BillView(QWidget):
    """Shows what a bill would do; it asks for it to be taken, for its columns to be named, or to be left."""

    take_asked = Signal()
    map_asked = Signal()
    cancelled = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._rows: list[BillRow] = []
        self.title = label(size=PAGE, bold=True)
        self.title.setObjectName("billTitle")
        self.title.setMinimumWidth(1)
        self.facts = label(rank="second", wrap=True)
        self.facts.setObjectName("billFacts")
        self.tiles: dict[str, Tile] = {}
        self.model = TableModel(bill_columns(), self)
        self.table = TableView(self.model, context.thumbnails, "billTable", _("Lines of the bill"))
        self._hint = label(rank="second", wrap=True)
        self._hint.setObjectName("billHint")
        self._shape = label()
        self._lay_out()

    def _lay_out(self) -> None:
        framed = QFrame()
        framed.setProperty("card", "true")
        inner = QVBoxLayout(framed)
        inner.setContentsMargins(1, 1, 1, 1)
        inner.addWidget(self.table)
        top = column(
            row(self.title, None), self.facts, self._tiles(), spacing=SPACE[3], margins=(SPACE[5],) * 4
        )  # fmt: skip
        top.addWidget(framed, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top, 1)
        layout.addWidget(self._footer())

    def _tiles(self) -> QHBoxLayout:
        words = {
            "match": _("Will match"), "left": _("Left to you"), "aside": _("No sale"), "known": _("Known already"),
            "refused": _("Refused"),
        }  # fmt: skip
        beside = row(spacing=SPACE[3])
        for fate in FATES:
            tile = Tile(f"billTile-{fate}", BILL_ROW[fate], words[fate])
            tile.toggled.connect(lambda on, fate=fate: self._filter(fate if on else ""))
            self.tiles[fate] = tile
            beside.addWidget(tile, 1)
        return beside

    def _footer(self) -> QFrame:
        cancel = button("billCancel", _("Cancel"), self.cancelled.emit, key="Esc")
        self.columns = button("billColumns", _("Name its columns"), self.map_asked.emit, icon_name="columns-3",
                              key="Ctrl+M")  # fmt: skip
        self.take = button("billTake", _("Take this bill"), self.take_asked.emit, key="Ctrl+Return", primary=True)
        footer = bar("footer", FOOTER, self._shape, self._hint, cancel, self.columns, self.take)
        layout = footer.layout()
        assert isinstance(layout, QHBoxLayout)
        layout.setContentsMargins(SPACE[5], 0, SPACE[5], 0)
        layout.setStretch(1, 1)
        return footer

    def show_look(self, look: StatementLook, method: str) -> None:
        """Show a bill that was looked at; `method` is that by which its money came."""
        self._rows = bill_rows(look)
        self.title.setText(f"{word_bill(look.format)} · {look.path.name}")
        self.facts.setText("  ·  ".join(_facts(look, method)))
        said = {
            "match": _("find their payment"), "left": _("are matched by hand"),
            "aside": _("transfers and the like"), "known": _("skipped"), "refused": _("the reasons are below"),
        }  # fmt: skip
        for fate, tile in self.tiles.items():
            count = sum(one.fate == fate for one in self._rows)
            tile.tell(count, said[fate] if count else _("none"))
            tile.setEnabled(bool(count))
            tile.setChecked(False)
        self._filter("")
        self.columns.setVisible(look.format == "bank")
        self._tell(look)

    def _filter(self, fate: str) -> None:
        """Show the rows of one fate alone, or all."""
        for other, tile in self.tiles.items():
            if fate and other != fate and tile.isChecked():
                tile.blockSignals(True)
                tile.setChecked(False)
                tile.blockSignals(False)
        chosen = [one for one in self._rows if fate in ("", one.fate)]
        self.model.show(ListSource(chosen, BILL_KEYS))

    def _tell(self, look: StatementLook) -> None:
        words = ngettext("Take {count} line", "Take {count} lines", look.new).format(count=f"{look.new:,}")
        set_text(self.take, words if look.new else _("Nothing new in it"), "Ctrl+Return")
        self.take.setEnabled(look.new > 0)
        if look.lacking:
            said = _("The file tells of {count} more lines than it holds: it was cut off. Download it again.")
            self._say("tri", "warn", said.format(count=look.lacking))
        elif not look.new:
            self._say("done", "muted", _("Every line of this bill is known already. Taking it changes nothing."))
        else:
            self._say(
                "ring", "accent", _("Nothing is written yet. A bill that was taken can be taken back as a whole.")
            )

    def _say(self, shape: str, role: str, words: str) -> None:
        self._shape.setPixmap(shape_pixmap(shape, role))
        self._hint.setText(words)


def _facts(look: StatementLook, method: str) -> list[str]:
    """Return what there is to know of a bill: lines, days, sums, and by which method its money came."""
    lines = ngettext("{count} line", "{count} lines", len(look.lines)).format(count=f"{len(look.lines):,}")
    told = [lines]
    if look.span:
        told.append(span_of_days(*(line.at for line in look.span)))
    for currency, (came, went, other) in look.sums.items():
        words = _("in {came}, paid back and fees {went}")
        told.append(words.format(came=money(came, currency), went=money(went, currency)))
        if other:
            told.append(_("other movements {amount}").format(amount=money(other, currency)))
    if look.skipped:
        words = ngettext("{count} row moved no money", "{count} rows moved no money", look.skipped)
        told.append(words.format(count=f"{look.skipped:,}"))
    return [*told, method]

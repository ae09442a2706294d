"""Where an import starts: a place to drop files, what can be read, and what was imported before."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QLabel, QStackedWidget, QVBoxLayout, QWidget

from shopdesk.services.imports import Batch, format_names, list_batches
from shopdesk.ui.context import Context
from shopdesk.ui.controls import EmptyState, button, column, heading, label, line, row, set_text
from shopdesk.ui.icons import icon_pixmap
from shopdesk.ui.imports.import_tables import BATCH_KEYS, ListSource, batch_columns
from shopdesk.ui.imports.import_words import word_format
from shopdesk.ui.tables.spared_columns import spare_where
from shopdesk.ui.tables.table_model import TableModel
from shopdesk.ui.tables.table_view import TableView
from shopdesk.ui.theme import CAPTION, FILTER_BAR, NARROW_WIDTH, PAGE, RAIL, SPACE, TITLE
from shopdesk.words import _, listed, ngettext

_MADE_UP = "sample"
SPARED = ("unchanged", "actor")  # columns left out where there is little room


class HistoryView(QWidget):
    """Asks for files to be chosen, and for a batch to be taken back."""

    choose_asked = Signal()
    presets_asked = Signal()
    take_back_asked = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._batches: list[Batch] = []
        self.model = TableModel(batch_columns(), self)
        self.table = TableView(self.model, context.thumbnails, "importHistory", _("Earlier imports"))
        self.empty = EmptyState("importHistoryEmpty")
        self._lay_out()
        self.table.stood_on.connect(lambda _id: self._show_state())
        self.refresh()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(SPACE[5],) * 4)
        layout.setSpacing(SPACE[3])
        to = partial(self._context.go, "payments")
        payments = button(
            "importPayments", _("Payments and bills"), to, icon_name="banknote", key="Alt+P", look="quiet"
        )
        layout.addLayout(row(label(_("In and out"), size=PAGE, bold=True), None, payments))
        layout.addWidget(self._drop_card())
        layout.addWidget(self._history_card(), 1)

    def _drop_card(self) -> QFrame:
        picture = QLabel()
        picture.setPixmap(icon_pixmap("upload", "accent", 32))
        self._choose = choose = button("importChoose", "", self.choose_asked.emit, primary=True)
        set_text(choose, _("Choose files"), "Ctrl+I")  # the window knows the key, on every page
        formats = listed(word_format(name) for name in format_names())
        readable = _("Can be read, as CSV, Excel, ODS or JSON: {formats}")
        words = column(
            label(_("Drop files here, or choose them"), size=TITLE, bold=True),
            label(_("They are checked first; nothing is written before you say so."), rank="second", wrap=True),
            label(readable.format(formats=formats), rank="muted", size=CAPTION, wrap=True),
            spacing=SPACE[1],
        )
        made = QFrame()
        made.setObjectName("importDrop")
        made.setProperty("card", "true")
        layout = row(picture, spacing=SPACE[4], margins=(SPACE[5], SPACE[3], SPACE[5], SPACE[3]))
        layout.addLayout(words, 1)
        presets = button("importPresets", _("Presets"), self.presets_asked.emit, icon_name="columns-3", key="Ctrl+M")
        layout.addWidget(presets)
        layout.addWidget(choose)
        made.setLayout(layout)
        return made

    def _history_card(self) -> QFrame:
        self._count = label(rank="muted")
        self.take_back = button("importTakeBack", _("Take back"), self._ask, icon_name="undo-2", key="Ctrl+Del")
        self._rows = QStackedWidget()
        self._rows.addWidget(self.table)
        self._rows.addWidget(self.empty)
        made = QFrame()
        made.setProperty("card", "true")
        layout = QVBoxLayout(made)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        head = QWidget()
        head.setFixedHeight(FILTER_BAR)
        title = heading(_("What was imported"))
        head.setLayout(row(title, self._count, None, self.take_back, margins=(SPACE[4], 0, SPACE[3], 0)))
        layout.addWidget(head)
        layout.addWidget(line())
        layout.addWidget(self._rows, 1)
        return made

    def refresh(self) -> None:
        """Read the history anew; the sample shop's own making is no import."""
        self._batches = [batch for batch in list_batches(self._context.shop) if batch.format != _MADE_UP]
        self.model.show(ListSource(self._batches, BATCH_KEYS))
        self._rows.setCurrentIndex(0 if self._batches else 1)
        if not self._batches:
            text = _("Export orders or products from your platform and drop the file here.")
            self.empty.tell("history", _("Nothing was imported yet"), text)
        elif not self.table.currentIndex().isValid():
            self.table.stand_on_first()
        self._count.setText(self.counted() if self._batches else "")
        self._show_state()

    def counted(self) -> str:
        """Return how many imports there were."""
        count = len(self._batches)
        return ngettext("{count} import", "{count} imports", count).format(count=f"{count:,}")

    @property
    def undone(self) -> set[str]:
        """The batches that were taken back."""
        return {batch.uuid for batch in self._batches if batch.undone_at}

    def current(self) -> Batch | None:
        """Return the batch of the current row."""
        at = self.table.current_id()
        return self._batches[at] if at is not None and at < len(self._batches) else None

    def _show_state(self) -> None:
        batch = self.current()
        self.take_back.setVisible(bool(self._batches))
        self.take_back.setEnabled(batch is not None and not batch.undone_at)
        taken_back = batch is not None and batch.undone_at
        self.take_back.setToolTip(_("This import was taken back already.") if taken_back else "")

    def _ask(self) -> None:
        if batch := self.current():
            self.take_back_asked.emit(batch)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802, D102
        super().resizeEvent(event)
        spare_where(self.width() < NARROW_WIDTH - RAIL, self.table, SPARED)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802, D102
        super().showEvent(event)
        self.take_focus()

    def take_focus(self) -> None:
        """Stand in the table, so that the arrow keys work at once; without rows on what brings the first."""
        (self.table if self._batches else self._choose).setFocus(Qt.FocusReason.OtherFocusReason)

"""After an import: what came in, what stayed out, where to go on; and while it runs, what is being read."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from shopdesk.services.imports import FileRefused, ImportResult
from shopdesk.ui.controls import button, column, label, row
from shopdesk.ui.icons import shape_pixmap
from shopdesk.ui.imports.import_look import Result, Taken
from shopdesk.ui.imports.import_tiles import ImportSteps
from shopdesk.ui.imports.import_words import word_file_error
from shopdesk.ui.theme import HEADLINE, PAGE, PANEL, SPACE
from shopdesk.words import _, listed


class DoneView(QWidget):
    """Tells what was imported; it asks to see it, to import more, or to take it back."""

    show_asked = Signal()
    more_asked = Signal()
    undo_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._shape = QLabel()
        self._title = label(size=HEADLINE, bold=True, wrap=True)
        self._title.setObjectName("importDoneTitle")
        self._text = label(rank="second", wrap=True)
        self._text.setObjectName("importDoneText")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(SPACE[2])
        self._steps = ImportSteps()
        self._show = button("importShow", _("Show them"), self.show_asked.emit, primary=True, key="Ctrl+Return")
        more = button("importMoreFiles", _("Import more"), self.more_asked.emit, key="Esc")
        self._undo = button("importUndo", _("Take it back"), self.undo_asked.emit, icon_name="undo-2", look="quiet")
        head = row(self._shape, spacing=SPACE[3])
        head.addWidget(self._title, 1)
        inner = column(self._text, spacing=SPACE[3], margins=(SPACE[5],) * 4)
        inner.insertLayout(0, head)
        inner.addLayout(self._lines)
        inner.addSpacing(SPACE[2])
        inner.addLayout(row(self._show, more, None, self._undo))
        card = QFrame()
        card.setObjectName("importDone")
        card.setProperty("card", "true")
        card.setLayout(inner)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(SPACE[5],) * 4)
        layout.setSpacing(SPACE[3])
        layout.addLayout(row(label(_("Import"), size=PAGE, bold=True), None, self._steps))
        layout.addWidget(card)
        layout.addStretch(1)

    def tell(self, taken: Taken) -> None:
        """Tell what came in, file by file."""
        self._steps.stand_on(3)
        self._shape.setPixmap(shape_pixmap("done", "ok", 24))
        self._title.setText(_("Imported {what}").format(what=taken.counted))
        self._text.setText(_("It can be taken back as a whole, now with Ctrl+Z and later under In and out."))
        _clear(self._lines)
        for result in taken.results:
            self._lines.addLayout(_line(result))
        self._show.setVisible(True)
        self._undo.setVisible(True)
        self._show.setFocus()

    def tell_taken_back(self, taken: Taken) -> None:
        """Tell that all of it is gone again."""
        self._shape.setPixmap(shape_pixmap("back", "muted", 24))
        self._title.setText(_("Taken back: {what}").format(what=taken.counted))
        self._text.setText(_("Everything is as it was before the import. The files themselves were never touched."))
        self._show.setVisible(False)
        self._undo.setVisible(False)


def _line(result: Result) -> QHBoxLayout:
    shape = QLabel()
    if isinstance(result, FileRefused):
        shape.setPixmap(shape_pixmap("oct", "error"))
        words = f"{_name(result.file)}: {word_file_error(result.error)}"
    else:
        shape.setPixmap(shape_pixmap("done", "ok"))
        words = _("{file}: {what}").format(file=_name(result.file), what=_counted(result))
    line = row(shape, spacing=SPACE[2])
    line.addWidget(label(words, wrap=True), 1)
    return line


def _counted(result: ImportResult) -> str:
    """Return what became of a file's rows; what there was none of is not told."""
    told = (
        (_("{count} new"), result.created),
        (_("{count} changed"), result.updated),
        (_("{count} the same"), result.unchanged),
        (_("{count} refused"), len(result.rejected)),
    )
    return listed(words.format(count=f"{count:,}") for words, count in told if count) or _("nothing new")


def _name(path: str) -> str:
    return path.replace("\\", "/").rsplit("/", 1)[-1]


def _clear(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        inner = item.layout()
        while inner is not None and (part := inner.takeAt(0)) is not None:
            if (old := part.widget()) is not None:
                old.deleteLater()


class ReadingView(QWidget):
    """Says which files are being read; `cancelled` asks to stop."""

    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._title = label(size=HEADLINE, bold=True)
        self._title.setObjectName("importReading")
        self._title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._files = label(rank="second", wrap=True)
        self._files.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setRange(0, 0)
        self._progress.setFixedWidth(PANEL)
        self._progress.setAccessibleName(_("Reading"))
        stop = button("importStop", _("Cancel"), self.cancelled.emit, key="Esc")
        layout = column(None, self._title, self._files, spacing=SPACE[3], margins=(SPACE[6],) * 4)
        layout.addLayout(row(None, self._progress, None))
        layout.addLayout(row(None, stop, None))
        layout.addStretch(2)
        self.setLayout(layout)

    def tell(self, title: str, files: str) -> None:
        """Say what is under way."""
        self._title.setText(title)
        self._files.setText(files)
        self._progress.setRange(0, 0)

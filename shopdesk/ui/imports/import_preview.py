"""The check before an import: every file with what it would bring, row by row; nothing is written yet."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QStackedWidget, QVBoxLayout, QWidget

from shopdesk.services.import_presets import list_presets
from shopdesk.services.imports import FileRefused, ImportResult
from shopdesk.ui.context import Context
from shopdesk.ui.controls import EmptyState, bar, button, column, label, row, set_text
from shopdesk.ui.icons import icon, icon_pixmap, shape_pixmap
from shopdesk.ui.imports.import_file_card import FileCard
from shopdesk.ui.imports.import_look import Looked, Result, records
from shopdesk.ui.imports.import_records import Records
from shopdesk.ui.imports.import_refused_rows import save_refused_rows
from shopdesk.ui.imports.import_tables import KINDS
from shopdesk.ui.imports.import_tiles import ImportSteps, Tiles
from shopdesk.ui.imports.import_words import word_file_error
from shopdesk.ui.theme import FOOTER, NARROW_WIDTH, PAGE, RAIL, SPACE
from shopdesk.words import _, listed, ngettext

MAPPABLE = ("format-unknown", "columns-missing", "encoding-unknown", "format-not-offered")
TAKE_KEY = "Ctrl+Enter"


class PreviewView(QWidget):
    """Shows what was looked at; it asks for a preset, for a file to be mapped or left out, and for the import."""

    preset = Signal(int, str)
    map_asked = Signal(int)
    left_out = Signal(int)
    cancelled = Signal()
    take_asked = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._looked: Looked | None = None
        self.title = label(size=PAGE, bold=True)
        self.title.setObjectName("importTitle")
        self.steps = ImportSteps()
        self.files = QListWidget()
        self.card = FileCard()
        self.tiles = Tiles()
        self.records = Records(context)
        self.refused = EmptyState("importRefused")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.files.setObjectName("importFiles")
        self.files.setAccessibleName(_("Files"))
        self.files.setProperty("lines", "two")
        self.files.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.files.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self._inside = QStackedWidget()
        whole = QWidget()
        inner = column(self.tiles, self.records, spacing=SPACE[3])
        inner.setStretch(1, 1)
        whole.setLayout(inner)
        lost = QFrame()
        lost.setProperty("card", "true")
        lost.setLayout(column(self.refused))
        self._inside.addWidget(whole)
        self._inside.addWidget(lost)
        right = column(self.card, self._inside, spacing=SPACE[3])
        right.setStretch(1, 1)
        middle = row(self.files, spacing=SPACE[3])
        middle.addLayout(right, 1)
        top = column(row_widget(self.title, None, self.steps), spacing=SPACE[3], margins=(SPACE[5],) * 4)
        top.addLayout(middle, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top, 1)
        layout.addWidget(self._footer())

    def _footer(self) -> QFrame:
        history = label()
        history.setPixmap(icon_pixmap("history", "muted"))
        self._hint = label(rank="second", wrap=True)
        self._hint.setObjectName("importHint")
        cancel = button("importCancel", _("Cancel"), self.cancelled.emit, key="Esc")
        self._save = button("importSaveRefused", "", self._save_refused, icon_name="download")
        self.take = button("importTake", "", self._ask_to_take, primary=True)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(key), self.take)
            shortcut.activated.connect(self._ask_to_take)
        footer = bar("footer", FOOTER, history, self._hint, cancel, self._save, self.take)
        layout = footer.layout()
        assert layout is not None
        layout.setContentsMargins(SPACE[5], 0, SPACE[5], 0)
        layout.setStretch(1, 1)  # type: ignore[attr-defined]
        return footer

    def _connect(self) -> None:
        self.files.currentRowChanged.connect(self._show_file)
        self.tiles.chosen.connect(self.records.show_kind)
        self.card.preset.connect(lambda name: self.preset.emit(self.files.currentRow(), name))
        self.card.map_asked.connect(self._ask_to_map)
        self.card.left_out.connect(lambda: self.left_out.emit(self.files.currentRow()))

    # What the page tells

    def show_looked(self, looked: Looked) -> None:
        """Show files that were looked at; the file that was shown stays so, unless others have joined it."""
        kept = self.current_name
        known = {path for path, _name in self._looked.files} if self._looked and kept else set()
        self._looked = looked
        self.files.blockSignals(True)
        self.files.clear()
        for (path, _name), result in zip(looked.files, looked.results, strict=True):
            self.files.addItem(_item(path.name, result))
        self.files.blockSignals(False)
        self.files.setVisible(len(looked.files) > 1)
        self._fit()
        names = [str(path) for path, _name in looked.files]
        joined = [at for at, (path, _name) in enumerate(looked.files) if known and path not in known]
        stays = kept in names and not joined
        self.files.setCurrentRow(names.index(kept) if stays else _first_taken(looked, joined))
        self._tell_whole(looked)
        self.steps.stand_on(1)

    @property
    def current_name(self) -> str:
        """The path of the file that is shown."""
        at = self.files.currentRow()
        return str(self._looked.files[at][0]) if self._looked and 0 <= at < len(self._looked.files) else ""

    @property
    def current(self) -> Result | None:
        """What became of the file that is shown."""
        at = self.files.currentRow()
        return self._looked.results[at] if self._looked and 0 <= at < len(self._looked.results) else None

    def rows_shown(self) -> int:
        """Return how many records the table shows."""
        return self.records.model.rowCount()

    # How it shows it

    def _tell_whole(self, looked: Looked) -> None:
        kinds = dict.fromkeys(result.kind for result in looked.results if isinstance(result, ImportResult))
        titles: dict[tuple[str, ...], str] = {
            ("orders",): _("Import orders"),
            ("listings",): _("Import listings"),
            ("stock",): _("Import stock"),
        }
        self.title.setText(titles.get(tuple(kinds), _("Import")))
        counted = [(kind, looked.count(kind)) for kind in kinds]
        parts = [records(kind, count) for kind, count in counted if count]
        may_take = bool(parts)
        what = _("Import {what}").format(what=listed(parts)) if parts else _("Nothing to import")
        set_text(self.take, what)
        self.take.setText(f"{self.take.text()}   {TAKE_KEY}")
        self.take.setEnabled(may_take)
        self._hint.setText(_hint(looked, may_take))
        self.take.setToolTip("" if may_take else self._hint.text())

    def _show_file(self, at: int) -> None:
        if self._looked is None or at < 0:
            return
        (path, told), result = self._looked.files[at], self._looked.results[at]
        self.card.show_file(path, told, result, [preset.name for preset in list_presets(self._context.shop)])
        self._inside.setCurrentIndex(1 if isinstance(result, FileRefused) else 0)
        if isinstance(result, FileRefused):
            self._save.hide()
            text = _("The other files are not held up by it.") if len(self._looked.files) > 1 else _nothing_lost()
            ways = []
            if result.error.code in MAPPABLE:
                ways.append(
                    button("importMap", _("Match its columns"), self._ask_to_map, icon_name="columns-3", key="Ctrl+M",
                           primary=True)
                )  # fmt: skip
            self.refused.tell("octagon-alert", _("This file will not be imported"), text, ways)
            return
        count = len(result.rejected)
        self._save.setVisible(bool(count))
        words = ngettext("Save the {count} refused row", "Save the {count} refused rows", count)
        set_text(self._save, words.format(count=f"{count:,}"))
        self.tiles.show_result(result)
        self.records.show_result(result)
        self._stand_on_best(result)

    def _stand_on_best(self, result: ImportResult) -> None:
        """Show what needs a person first: refused rows, then news."""
        counts = dict(zip(KINDS, (result.created, result.updated, result.unchanged, len(result.rejected)), strict=True))
        best = next((kind for kind in ("rejected", "created", "updated", "unchanged") if counts[kind]), "created")
        if self.tiles.kind == best:
            self.records.show_kind(best)
        else:
            self.tiles.stand_on(best)

    def take_focus(self) -> None:
        """Stand where the keyboard is wanted next: in the list of files, else in the records."""
        if self.files.isVisibleTo(self):
            self.files.setFocus()
        elif isinstance(self.current, ImportResult):
            self.records.take_focus()

    def _ask_to_map(self) -> None:
        self.map_asked.emit(self.files.currentRow())

    def _save_refused(self) -> None:
        at, result = self.files.currentRow(), self.current
        if self._looked is not None and isinstance(result, ImportResult):
            save_refused_rows(self._context, self, self._looked.files[at][0], result)

    def _ask_to_take(self) -> None:
        if self.take.isEnabled() and self.isVisible():
            self.take_asked.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802, D102
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        width = self.window().width()
        self.files.setFixedWidth(RAIL if width < NARROW_WIDTH else RAIL + FOOTER)
        beside = self.files.width() + SPACE[3] if self.files.isVisibleTo(self) else 0
        self.records.fit(width, beside)


def row_widget(*parts: QWidget | int | None) -> QWidget:
    """Return widgets in a row as one widget."""
    made = QWidget()
    made.setLayout(row(*parts))
    return made


def _item(name: str, result: Result) -> QListWidgetItem:
    """Return a file's entry in the list: what it would bring, or that it stays out."""
    if isinstance(result, FileRefused):
        item = QListWidgetItem("\n".join((name, _("Not imported"))))
        item.setIcon(shape_pixmap("oct", "error"))
        item.setToolTip(word_file_error(result.error))
        return item
    told = (
        (_("{count} new"), result.created),
        (_("{count} changed"), result.updated),
        (_("{count} refused"), len(result.rejected)),
    )
    parts = [words.format(count=f"{count:,}") for words, count in told if count]
    counts = listed(parts) or _("nothing new")
    item = QListWidgetItem(f"{name}\n{counts}")
    item.setIcon(icon("file-spreadsheet", "ok"))
    item.setToolTip(f"{name}\n{counts}")
    return item


def _first_taken(looked: Looked, among: Sequence[int] = ()) -> int:
    """Return the first file that can be taken, of those asked about, else the first of them."""
    places = among or range(len(looked.results))
    return next((at for at in places if isinstance(looked.results[at], ImportResult)), places[0])


def _nothing_lost() -> str:
    return _("Nothing was written. Choose another file, or what this one is under “Other preset”.")


def _hint(looked: Looked, may_take: bool) -> str:
    if may_take:
        return _("After the import it can be taken back as a whole, later too, under In and out.")
    if not looked.takable:
        return _("None of the files can be taken; nothing was written.")
    if any(isinstance(result, ImportResult) and result.unchanged for result in looked.results):
        return _("The shop knows all of this already; there is nothing to import.")
    return _("No row can be taken; correct the file and drop it again.")

"""The mapping of a strange file: what it holds, which column is which field, and its first rows as they are read."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from shopdesk.domain.errors import ShopError
from shopdesk.domain.mapping import Preset, guess_columns
from shopdesk.services.import_presets import Look, guess_for, list_presets, look_at
from shopdesk.services.settings import get_setting
from shopdesk.ui.context import Context
from shopdesk.ui.controls import bar, button, column, label, row, set_text
from shopdesk.ui.form_fields import field
from shopdesk.ui.icons import shape_pixmap
from shopdesk.ui.imports.import_mapping_form import MappingForm
from shopdesk.ui.imports.import_mapping_rows import look_columns
from shopdesk.ui.imports.import_presets import PresetSaving
from shopdesk.ui.imports.import_tables import ListSource
from shopdesk.ui.imports.import_tiles import ImportSteps
from shopdesk.ui.imports.import_words import FIELDS, word_file_error
from shopdesk.ui.tables.table_model import TableModel
from shopdesk.ui.tables.table_view import TableView
from shopdesk.ui.theme import FOOTER, PAGE, PANEL, PANEL_NARROW, SPACE
from shopdesk.ui.undo import Change
from shopdesk.words import _, listed, ngettext


class MappingView(QWidget):
    """Shows a file under a mapping that can be changed; `saved` tells its preset's name, `cancelled` leads back."""

    saved = Signal(str)
    cancelled = Signal()
    failed = Signal(object)

    def __init__(self, context: Context, kind: str = "", methods: Sequence[tuple[str, str]] = ()) -> None:
        """`kind` is what all its files hold, "" where each is asked; bills come with the `methods` of their money."""
        super().__init__()
        self._context, self._kind = context, kind
        self._path = Path()
        self._look: Look | None = None
        self._asked = 0
        self.title = label(size=PAGE, bold=True)
        self.title.setObjectName("mappingTitle")
        self.form = MappingForm(methods)
        self.model = TableModel([], self)
        self.table = TableView(self.model, context.thumbnails, "mappingRows", _("First rows of the file"))
        self.table.chooser.keeps = self.table.widths.keeps = False  # each file has its own columns
        self.name = field("mappingName", _("Name of the preset"), _("Such as: wholesale sheet"))
        self._said = label(rank="second", wrap=True)
        self._said.setObjectName("mappingHint")
        self._shape = QLabel()
        self._shape.setMinimumWidth(SPACE[4])  # its sign is never cut
        self._heading = label(bold=True)
        self._heading.setMinimumWidth(1)  # a long name is cut, never the window widened
        self._lay_out()
        self.form.changed.connect(self._look_again)
        self.form.kind_chosen.connect(self._take_kind)
        self.form.reading_chosen.connect(self._guess)
        self.name.textChanged.connect(lambda _text: self._tell())

    def _lay_out(self) -> None:
        steps = ImportSteps()
        steps.stand_on(1)
        right = QFrame()
        right.setProperty("card", "true")
        inner = QVBoxLayout(right)
        inner.setContentsMargins(1, 1, 1, 1)
        inner.setSpacing(0)
        above = row(self._heading,
                    margins=(SPACE[4], SPACE[3], SPACE[4], SPACE[3]))  # fmt: skip
        inner.addLayout(above)
        inner.addWidget(self.table, 1)
        middle = row(self.form, right, spacing=SPACE[3])
        middle.setStretch(1, 1)
        top = column(row(self.title, None, steps), spacing=SPACE[3], margins=(SPACE[5],) * 4)
        top.addLayout(middle, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top, 1)
        layout.addWidget(self._footer())

    def _footer(self) -> QFrame:
        self.name.setFixedWidth(PANEL_NARROW * 3 // 4)
        self.name.returnPressed.connect(self.submit)
        cancel = button("mappingCancel", _("Cancel"), self.cancelled.emit, key="Esc")
        self.save = button("mappingSave", _("Save and check"), self.submit, key="Ctrl+S", primary=True)
        footer = bar("footer", FOOTER, self._shape, self._said, label(_("Name")), self.name, cancel, self.save)
        layout = footer.layout()
        assert isinstance(layout, QHBoxLayout)
        layout.setContentsMargins(SPACE[5], 0, SPACE[5], 0)
        layout.setStretch(1, 1)
        return footer

    # What the page tells

    def open(self, path: Path) -> None:
        """Look at a file with the mapping that its columns suggest."""
        self._path, self._look = path, None
        self.title.setText(_("Match the columns"))
        self._heading.setText(_("{file}: the first rows, as they would be read").format(file=path.name))
        self.name.setText(path.stem[:40])
        self._guess("", 0)

    @property
    def preset(self) -> Preset | None:
        """The preset as it stands, None while the file was not looked at."""
        if self._look is None:
            return None
        name = self.name.text().strip()
        known = {kept.name: kept.row for kept in list_presets(self._context.shop)}
        return Preset(name, self._look.mapping, known.get(name, 0))

    def submit(self) -> None:
        """Keep the mapping as a preset, where nothing is lacking."""
        if self.save.isEnabled() and (preset := self.preset):
            saving = PresetSaving(preset)
            self._context.write(
                _("Saving a preset"), saving.save, changes={"settings"}, done=partial(self._tell_saved, saving)
            )

    def _tell_saved(self, saving: PresetSaving, saved: Preset) -> None:
        self._context.note(Change(_("Preset {name} saved").format(name=saved.name), saving.take_back, saving.save))
        self.saved.emit(saved.name)

    def take_focus(self) -> None:
        """Stand in the first choice."""
        (self.form.method if self._kind else self.form.kind).setFocus(Qt.FocusReason.OtherFocusReason)

    # Looking

    def _guess(self, encoding: str, header_row: int) -> None:
        currency = str(get_setting(self._context.shop, "shop.currency"))
        kind = self._look.mapping.kind if self._look else self._kind
        path = self._path
        self._run(lambda: guess_for(path, currency=currency, kind=kind, encoding=encoding, header_row=header_row))

    def _take_kind(self, kind: str) -> None:
        if self._look is not None:
            mapping = self._look.mapping
            self._run(partial(look_at, self._path, replace(
                mapping, kind=kind, columns=guess_columns(kind, mapping.header)
            )))  # fmt: skip

    def _look_again(self) -> None:
        if self._look is not None:
            self._run(partial(look_at, self._path, self.form.read(self._look.mapping)))

    def _run(self, look: Callable[[], Look]) -> None:
        """Look beside the window; the answer to an older question is left behind."""
        self._asked += 1
        asked = self._asked

        def work(_job: object) -> tuple[int, Look | ShopError]:
            try:
                return asked, look()
            except ShopError as error:
                return asked, error

        self._context.compute(_("Reading {files}").format(files=self._path.name), work, self._show)

    def _show(self, answer: tuple[int, Look | ShopError]) -> None:
        asked, look = answer
        if asked != self._asked:
            return
        if isinstance(look, ShopError):
            self.save.setEnabled(False)
            self._say("oct", "error", word_file_error(look))
            if self._look is None:
                self.failed.emit(look)
            return
        self._look = look
        self.form.show_look(look)
        self.table.set_columns(look_columns(look))
        self.model.show(ListSource(look.rows, {}))
        self._tell()

    # Saying

    def _tell(self) -> None:
        """Say what is lacking, what cannot be read, or that all is well."""
        if self._look is None:
            self.save.setEnabled(False)
            return
        lacking = [_either([_(FIELDS[name]) for name in group]) for group in self._look.missing]
        bad = sum(any(cell[2] for cell in cells.values()) for _number, cells in self._look.rows)
        self.save.setEnabled(bool(not lacking and self.name.text().strip()))
        set_text(self.save, _("Save and check"), "Ctrl+S")
        if lacking:
            self._say("tri", "warn", _("Still to choose: {fields}").format(fields=listed(lacking)))
        elif not self.name.text().strip():
            self._say("tri", "warn", _("Give the preset a name, by which it is listed."))
        elif bad:
            words = ngettext(
                "{count} of the first rows has a cell that cannot be read. Choose another column, or it is refused.",
                "{count} of the first rows have cells that cannot be read. Choose other columns, or they are refused.",
                bad,
            )
            self._say("tri", "warn", words.format(count=bad))
        else:
            self._say("done", "ok", _("All of the first rows can be read. Files with these columns are then known."))

    def _say(self, shape: str, role: str, words: str) -> None:
        self._shape.setPixmap(shape_pixmap(shape, role))
        self._said.setText(words)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802, D102
        super().resizeEvent(event)
        self.form.setFixedWidth(PANEL)


def _either(words: list[str]) -> str:
    return words[0] if len(words) == 1 else _("{first} or {second}").format(first=words[0], second=words[1])

"""The shop's presets of the import: listed, called otherwise, taken out and brought back."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from shopdesk.domain.errors import ShopError
from shopdesk.domain.jobs import Job
from shopdesk.domain.mapping import Preset
from shopdesk.services.import_presets import bring_preset_back, list_presets, remove_preset, rename_preset, save_preset
from shopdesk.services.shop import Shop
from shopdesk.ui.context import Context
from shopdesk.ui.controls import EmptyState, button, column, label, line, row
from shopdesk.ui.form_fields import complain, error_line, field
from shopdesk.ui.imports.import_tables import ListSource
from shopdesk.ui.imports.import_words import word_kind
from shopdesk.ui.tables.table_model import Cell, Column, TableModel
from shopdesk.ui.tables.table_view import TableView
from shopdesk.ui.theme import PAGE, PANEL_NARROW, SPACE
from shopdesk.ui.undo import Change
from shopdesk.words import _
from shopdesk.words.errors import word_error


class PresetSaving:
    """A preset that is kept, in the place of one of the same name where there is one, and how that is taken back."""

    def __init__(self, preset: Preset) -> None:
        self._preset = preset
        self._before: Preset | None = None

    def save(self, shop: Shop, _job: Job) -> Preset:
        """Keep the preset."""
        if self._preset.row and self._before is None:
            self._before = next((kept for kept in list_presets(shop) if kept.row == self._preset.row), None)
        self._preset = save_preset(shop, self._preset)
        return self._preset

    def take_back(self, shop: Shop, _job: Job) -> None:
        """Give back what was there before."""
        if self._before is not None:
            save_preset(shop, self._before)
        else:
            remove_preset(shop, self._preset.name)
            self._preset = replace(self._preset, row=0)


class PresetsView(QWidget):
    """Shows the presets; `left` leads back to the start."""

    left = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._presets: list[Preset] = []
        self.model = TableModel(_columns(), self)
        self.table = TableView(self.model, context.thumbnails, "presetsTable", _("Presets"))
        self.empty = EmptyState("presetsEmpty")
        self.name = field("presetName", _("Name of the preset"))
        self._error = error_line("presetError")
        self._lay_out()
        self.table.stood_on.connect(lambda _id: self._show_current())
        self.name.returnPressed.connect(self._rename)
        for key, act in (("F2", self._begin_name), ("Del", self._remove)):
            shortcut = QShortcut(QKeySequence(key), self.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(act)

    def _lay_out(self) -> None:
        back = button("presetsLeave", _("Back"), self.left.emit, key="Esc")
        self._rename_button = button("renamePreset", _("Rename   F2"), self._rename, icon_name="pencil")
        self._remove_button = button("removePreset", _("Take out   Del"), self._remove, icon_name="trash-2")
        self.name.setFixedWidth(PANEL_NARROW // 2)
        self._rows = QStackedWidget()
        self._rows.addWidget(self.table)
        self._rows.addWidget(self.empty)
        card = QFrame()
        card.setProperty("card", "true")
        inner = QVBoxLayout(card)
        inner.setContentsMargins(1, 1, 1, 1)
        inner.setSpacing(0)
        inner.addWidget(self._rows, 1)
        inner.addWidget(line())
        below = row(self.name, self._rename_button, self._error, None, self._remove_button,
                    margins=(SPACE[4], SPACE[2], SPACE[4], SPACE[2]))  # fmt: skip
        inner.addLayout(below)
        words = label(_("Files with these columns are recognised automatically and read this way."), rank="second")
        layout = column(row(label(_("Presets"), size=PAGE, bold=True), None, back), words, spacing=SPACE[3],
                        margins=(SPACE[5],) * 4)  # fmt: skip
        layout.addWidget(card, 1)
        self.setLayout(layout)

    def refresh(self) -> None:
        """Read the presets anew."""
        self._presets = list_presets(self._context.shop)
        self.model.show(ListSource(self._presets, {}))
        self._rows.setCurrentIndex(0 if self._presets else 1)
        if not self._presets:
            text = _("Drop a file that no format fits on this page, match its columns, and the preset is kept here.")
            self.empty.tell("columns-3", _("No presets yet"), text)
        elif not self.table.currentIndex().isValid():
            self.table.stand_on_first()
        for widget in (self.name, self._rename_button, self._remove_button):
            widget.setEnabled(bool(self._presets))
        self._show_current()

    def take_focus(self) -> None:
        """Stand in the table."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def current(self) -> Preset | None:
        """Return the preset of the current row."""
        at = self.table.current_id()
        return self._presets[at] if at is not None and at < len(self._presets) else None

    def _show_current(self) -> None:
        preset = self.current()
        self.name.setText(preset.name if preset else "")
        complain(self.name, self._error, "")

    def _begin_name(self) -> None:
        self.name.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.name.selectAll()

    def _rename(self) -> None:
        preset, new = self.current(), self.name.text().strip()
        if preset is None:
            return
        if new == preset.name:
            self._begin_name()
            return
        old = preset.name

        def there(shop: Shop, _job: Job) -> None:
            rename_preset(shop, old, new)

        def back(shop: Shop, _job: Job) -> None:
            rename_preset(shop, new, old)

        change = Change(_("Preset {name} renamed").format(name=new), back, there)
        self._context.write(
            _("Renaming a preset"), there, changes={"settings"}, done=lambda _result: self._done(change),
            refused=self._refuse,
        )  # fmt: skip

    def _remove(self) -> None:
        if (preset := self.current()) is None:
            return

        def there(shop: Shop, _job: Job) -> None:
            remove_preset(shop, preset.name)

        def back(shop: Shop, _job: Job) -> None:
            bring_preset_back(shop, preset.row)

        change = Change(_("Preset {name} taken out").format(name=preset.name), back, there)
        self._context.write(
            _("Taking a preset out"), there, changes={"settings"}, done=lambda _result: self._done(change)
        )

    def _done(self, change: Change) -> None:
        self.refresh()
        self._context.note(change)

    def _refuse(self, error: ShopError) -> None:
        complain(self.name, self._error, word_error(error))


def _columns() -> list[Column]:
    return [
        Column("", _("Preset"), lambda preset: Cell(preset.name, bold=True), 200),
        Column("", _("Holds"), lambda preset: Cell(word_kind(preset.mapping.kind), "text-2"), 110),
        Column("", _("Columns"), lambda preset: Cell(", ".join(preset.mapping.columns.values())), 320, stretch=True),
    ]

"""A file as a card: what it was recognised as, how it is written, and the choice to take it as something else."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QFrame, QLabel, QMenu

from shopdesk.services.imports import FileRefused, ImportResult, format_names
from shopdesk.ui.controls import ElidedLabel, StatusLabel, button, column, heading, label, row
from shopdesk.ui.icons import icon_pixmap
from shopdesk.ui.imports.import_look import Result
from shopdesk.ui.imports.import_words import word_file_error, word_format
from shopdesk.ui.moments import stamp
from shopdesk.ui.status import Status
from shopdesk.ui.theme import SPACE
from shopdesk.words import _, ngettext

_RECOGNISED = Status("done", "ok", "pass")
_REFUSED = Status("oct", "error", "rejected")


class FileCard(QFrame):
    """Shows one file; `preset` tells the format it should be taken as ("" as recognised)."""

    preset = Signal(str)
    map_asked = Signal()
    left_out = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("importFile")
        self.setProperty("card", "true")
        self._picture = QLabel()
        self._name = heading("")
        self._name.setObjectName("importFileName")
        self._found = StatusLabel()
        self._found.setObjectName("importFileFound")
        self._details = ElidedLabel("", rank="muted")
        self._details.setObjectName("importFileDetails")
        self._why = label(rank="second", wrap=True)
        self._why.setObjectName("importFileError")
        other = button("importPreset", _("Other preset"))
        self.presets = QMenu(other)
        self.presets.setObjectName("importPresetMenu")
        self._choices = QActionGroup(self.presets)
        self._offer([])
        other.setMenu(self.presets)
        other.setProperty("menu", True)
        leave = button("importLeaveOut", _("Leave this file out"), self.left_out.emit, look="quiet")
        middle = column(self._name, self._why, spacing=SPACE[1])
        below = row(self._found, spacing=SPACE[3])
        below.addWidget(self._details, 1)
        middle.insertLayout(1, below)
        layout = row(self._picture, spacing=SPACE[4], margins=(SPACE[4], SPACE[3], SPACE[4], SPACE[3]))
        layout.addLayout(middle, 1)
        layout.addWidget(leave)
        layout.addWidget(other)
        self.setLayout(layout)

    def _offer(self, kept: Sequence[str]) -> None:
        """Offer the formats, the shop's presets, and the making of another one."""
        self.presets.clear()
        for name in ("", *format_names(), *kept):
            action = QAction(word_format(name) if name else _("As recognised"), self.presets, checkable=True)
            action.setData(name)
            action.triggered.connect(lambda _on=False, name=name: self.preset.emit(name))
            self._choices.addAction(action)
            self.presets.addAction(action)
        self.presets.addSeparator()
        mapping = QAction(_("Match the columns…"), self.presets)
        mapping.setObjectName("importMapColumns")
        mapping.triggered.connect(lambda _on=False: self.map_asked.emit())
        self.presets.addAction(mapping)

    def show_file(self, path: Path, told: str, result: Result, kept: Sequence[str] = ()) -> None:
        """Show a file and what it was recognised as, or why it stays out; `kept` are the shop's presets."""
        self._offer(kept)
        self._name.setText(path.name)
        self.setAccessibleName(path.name)
        for action in self._choices.actions():
            action.setChecked(action.data() == told)
        refused = isinstance(result, FileRefused)
        self._why.setVisible(refused)
        self._details.setVisible(not refused)
        self._picture.setPixmap(icon_pixmap("file-spreadsheet", "error" if refused else "ok", 32))
        if isinstance(result, FileRefused):
            self._found.show_status(_REFUSED, _("This file is not imported"))
            self._why.setText(word_file_error(result.error))
            return
        words = _("Taken as: {format}") if told else _("Recognised: {format}")
        self._found.show_status(_RECOGNISED, words.format(format=word_format(result.format)))
        self._details.say(_details(result))


def _details(result: ImportResult) -> str:
    parts = []
    preview = result.preview
    if preview:
        parts.append(ngettext("{count} column", "{count} columns", preview.columns).format(count=preview.columns))
    parts.append(result.encoding.upper())
    parts.append(ngettext("{count} row", "{count} rows", result.rows).format(count=f"{result.rows:,}"))
    if preview and preview.first and preview.last:
        parts.append(_("{first} to {last}").format(first=stamp(preview.first), last=stamp(preview.last)))
    if result.warnings:
        count = len(result.warnings)
        parts.append(ngettext("{count} remark", "{count} remarks", count).format(count=f"{count:,}"))
    return " · ".join(parts)

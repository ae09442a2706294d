"""A backup in the panel: what it is, what differs from today, and the way back."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QGridLayout

from shopdesk.domain.backups import Backup
from shopdesk.domain.errors import ShopError
from shopdesk.services.backup_files import backups_folder
from shopdesk.services.restore import Difference, compare
from shopdesk.ui.context import Context
from shopdesk.ui.controls import StatusLabel, button, caption, label, row
from shopdesk.ui.settings.backup_words import state_of, word_kind, word_moment, word_reason, word_size, word_state
from shopdesk.ui.side_panel import SidePanel, facts
from shopdesk.ui.theme import SPACE
from shopdesk.words import _, begun
from shopdesk.words.errors import word_error

RIGHT = Qt.AlignmentFlag.AlignRight


class BackupPanel(SidePanel):
    """`restore_asked` carries the file that is to be brought back."""

    restore_asked = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__(_("Backup"))
        self._context = context
        self._path = Path()

    def show_backup(self, backup: Backup) -> None:
        """Show a backup; what differs from today is read beside the window."""
        self._path = backups_folder(self._context.shop.folder) / backup.name
        state = StatusLabel()
        state.show_status(state_of(backup), begun(word_state(backup)))
        self.begin(word_moment(backup.made_at), [state])
        self.add(
            facts(
                [
                    (_("Why"), begun(word_reason(backup.reason))),
                    (_("File size"), word_size(backup.size)),
                    (_("File"), backup.name),
                    *([(_("Program"), backup.version)] if backup.version else []),
                ]
            )
        )
        if backup.findings:
            self.add(label("\n".join(backup.findings[:10]), rank="warn", wrap=True), title=_("Numbers that differ"))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(SPACE[3])
        self._grid.setColumnStretch(0, 1)
        self._told = label(_("Reading…"), rank="muted", wrap=True)
        self.add(self._grid, self._told, title=_("What differs"))
        explain = _("The present shop is kept aside first, and a backup of it is made: a restore can be taken back.")
        bring = button("restoreBackup", _("Bring this one back"), self.ask, icon_name="history",
                       key="Ctrl+Return")  # fmt: skip
        show = button("showBackup", _("Show in its folder"), self._show_folder, icon_name="folder")
        self.add(label(explain, rank="second", wrap=True), row(bring, None), row(show, None))
        shown, folder = self._path, self._context.shop.folder
        self._context.compute("", lambda _job: _compared(folder, shown), lambda found: self._compared(shown, found))

    def ask(self) -> None:
        """Ask for the backup that is shown to be brought back."""
        self.restore_asked.emit(self._path)

    def _compared(self, path: Path, found: "list[Difference] | ShopError") -> None:
        if path != self._path:
            return
        if isinstance(found, ShopError):
            self._told.setText(word_error(found))
            return
        self._told.setText(_("It holds the same as today.") if all(d.now == d.then for d in found) else "")
        self._told.setVisible(bool(self._told.text()))
        for at, words in enumerate(("", _("Now"), _("In the backup"))):
            self._grid.addWidget(caption(words), 0, at, RIGHT)
        for down, difference in enumerate(found, start=1):
            other = difference.now != difference.then
            self._grid.addWidget(label(word_kind(difference.kind), rank="second"), down, 0)
            now = "–" if difference.now is None else f"{difference.now:,}"
            self._grid.addWidget(label(now), down, 1, RIGHT)
            then = label(f"{difference.then:,}", rank="warn" if other else "", bold=other)
            self._grid.addWidget(then, down, 2, RIGHT)

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path.parent)))


def _compared(folder: Path, path: Path) -> list[Difference] | ShopError:
    try:
        return compare(folder, path)
    except ShopError as error:
        return error

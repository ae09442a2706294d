"""When the shop's file does not open or a backup comes back: what happened, and the ways out."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QThread, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFrame, QLabel, QListWidget, QListWidgetItem, QProgressBar, QVBoxLayout

from shopdesk.domain.errors import Cancelled, ShopError
from shopdesk.domain.jobs import Job
from shopdesk.services.backup_files import backups_folder, read_backups
from shopdesk.services.rescue import WAITING, Salvaged, copy_for_help, salvage_shop
from shopdesk.services.restore import Restored, restore
from shopdesk.services.shop import as_shop_error, utc_now
from shopdesk.ui.controls import bar, button, column, heading, label, row
from shopdesk.ui.icons import shape_pixmap
from shopdesk.ui.settings.backup_words import word_backup
from shopdesk.ui.theme import FOOTER, HEADLINE, SPACE
from shopdesk.words import N_, _, ngettext
from shopdesk.words.errors import word_error

WIDTH, HEIGHT = 720, 640
_DAMAGED = N_("The shop's file is damaged")
_HEADS = {
    "shop-missing": N_("The shop's file is gone"),
    "shop-empty": N_("The shop's file is empty"),
    "shop-foreign": N_("What stands in the shop's place is not a shop"),
    "shop-not-readable": N_("The shop's file cannot be read"),
    "disk-error": N_("The disk refuses to read the shop"),
    "shop-busy": N_("Another program is writing to the shop"),
    "shop-in-use": N_("Another program has the shop open"),
    "shop-not-writable": N_("The shop cannot be written"),
    "folder-not-writable": N_("The shop's folder cannot be written"),
    "shop-newer": N_("The shop was made by a newer ShopDesk"),
}
_TEXTS = {
    "shop-missing": N_(
        "{path} is not there. If it lies on a drive that is not plugged in, plug it in and try again; else bring a"
        " backup back."
    ),
    "shop-foreign": N_(
        "{path} is something else than a ShopDesk file. It was left untouched; a backup that comes back takes its"
        " place, and it is kept aside."
    ),
    "shop-empty": N_(
        "{path} holds nothing. It was left untouched; a backup that comes back takes its place, and it is kept aside."
    ),
}
_NOTHING_THERE = {"shop-missing", "shop-empty"}  # nothing can be saved of it, and a copy would help nobody
_AGAIN = {*WAITING, "shop-missing", "shop-not-readable", "disk-error"}


class _Worker(QThread):
    """Does one thing beside the window; it can be stopped."""

    told = Signal(int, int)
    done = Signal(object)
    failed = Signal(object)

    def __init__(self, work: Callable[[Job], object]) -> None:
        super().__init__()
        self._work = work
        self._stopped = False

    def stop(self) -> None:
        """Ask it to stop at its next step."""
        self._stopped = True

    def step(self, done: int, total: int) -> None:
        """Take note of how far it is."""
        if self._stopped:
            raise Cancelled
        self.told.emit(done, total)

    def run(self) -> None:
        """Do the work on a thread of its own."""
        try:
            self.done.emit(self._work(self))
        except BaseException as error:
            self.failed.emit(error)


class RescueWindow(QDialog):
    """Accepted once a sound shop stands in its place; without an error it only brings a backup back."""

    def __init__(self, folder: Path, error: ShopError | None = None) -> None:
        super().__init__()
        self.setObjectName("rescue")
        self.setWindowTitle("ShopDesk")
        self._waits = error is not None and error.code in WAITING
        self.setMinimumSize(WIDTH, HEIGHT if error and not self._waits else 400 if error else 260)
        self.folder, self._error = folder, error
        self._is_there = error is None or error.code not in _NOTHING_THERE
        self._salvageable = self._is_there and not self._waits
        self._worker: _Worker | None = None
        self._lay_out(error)

    # How it is laid out

    def _lay_out(self, error: ShopError | None) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._ways: list[QFrame] = []
        body = column(spacing=SPACE[3], margins=(SPACE[5], SPACE[5], SPACE[5], SPACE[4]))
        body.addLayout(self._head(error))
        if error is not None:
            if not self._waits:
                self._ways.append(self._backups_card())
            if self._salvageable:
                self._ways.append(self._salvage_card())
            self._ways.append(self._help_card())
            for way in self._ways:
                body.addWidget(way, 1 if way is self._ways[0] and not self._waits else 0)
        self.progress = QProgressBar()
        self.progress.setObjectName("rescueProgress")
        self.progress.setAccessibleName(_("Progress"))
        self.progress.setTextVisible(False)
        self.progress.hide()
        self.told = label(rank="second", wrap=True)
        self.told.setObjectName("rescueTold")
        self.told.hide()
        body.addWidget(self.progress)
        body.addWidget(self.told)
        if error is None or self._waits:
            body.addStretch(1)
        layout.addLayout(body, 1)
        self.stop = button("rescueStop", _("Cancel"), self._stop)
        self.stop.hide()
        self.leave = button("rescueLeave", _("Quit"), self.reject, key="Esc")
        self.again = button("rescueAgain", _("Try again"), self.accept, key="F5", primary=self._waits)
        if error is None or error.code not in _AGAIN:
            self.again.hide()
        layout.addWidget(bar("footer", FOOTER, None, self.stop, self.leave, self.again))
        if self._waits:
            self.again.setFocus()

    def _head(self, error: ShopError | None) -> QVBoxLayout:
        self._title = label(size=HEADLINE, bold=True, wrap=True)
        self._title.setObjectName("rescueTitle")
        self._text = label(rank="second", wrap=True)
        self._text.setObjectName("rescueText")
        if error is None:
            self._title.setText(_("A backup is brought back"))
            self._text.setText(_("It is checked first; the present shop is kept aside."))
            return column(self._title, self._text, spacing=SPACE[2])
        shape = QLabel()
        shape.setPixmap(shape_pixmap("tri", "warn", 32) if self._waits else shape_pixmap("oct", "error", 32))
        self._title.setText(_(_HEADS.get(error.code, _DAMAGED)))
        said = _TEXTS.get(error.code)
        self._text.setText(_(said).format(**error.params) if said else word_error(error))
        top = row(SPACE[2])
        top.insertWidget(0, shape, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(column(self._title, self._text, spacing=SPACE[2]), 1)
        return column(top)

    def _backups_card(self) -> QFrame:
        self.list = QListWidget()
        self.list.setObjectName("rescueBackups")
        self.list.setAccessibleName(_("Backups"))
        self.list.setProperty("lines", "two")
        for backup in read_backups(backups_folder(self.folder)):
            if not backup.name.startswith("salvaged-"):
                item = QListWidgetItem(word_backup(backup))
                item.setData(Qt.ItemDataRole.UserRole, backups_folder(self.folder) / backup.name)
                self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.itemActivated.connect(lambda _item: self._restore_chosen())
        some = self.list.count() > 0
        self.bring = button("rescueRestore", _("Bring this one back"), self._restore_chosen, primary=some,
                            icon_name="history", key="Ctrl+Return")  # fmt: skip
        self.bring.setVisible(some)
        other = button("rescueOther", _("Another file"), self._choose, icon_name="folder", key="Ctrl+O",
                       primary=not some)  # fmt: skip
        said = _("The newest stands first.")
        if self._is_there:
            said = _("The newest stands first; the damaged file is kept aside.")
        if not self.list.count():
            said = _("There are no backups beside the shop. Perhaps one lies on a USB stick or in a second folder.")
        self.list.setVisible(some)
        return _card(
            heading(_("Bring a backup back")), label(said, rank="second", wrap=True), self.list,
            *([] if some else [None]), row(None, other, self.bring),
        )  # fmt: skip

    def _salvage_card(self) -> QFrame:
        self.salvage = button(
            "rescueSalvage", _("Save what can be read"), self._salvage, icon_name="wand-sparkles", key="Ctrl+S"
        )
        said = _("Row by row into a new file, with a report of what is lost. The damaged file is not touched.")
        return _card(_beside(heading(_("Salvage")), label(said, rank="second", wrap=True), self.salvage))

    def _help_card(self) -> QFrame:
        self.report = button("rescueReport", _("Pack a report"), self._report, icon_name="clipboard-list", key="Ctrl+R")
        masked = _("The report holds versions, findings and the log: nobody's name, address or number.")
        report = _beside(heading(_("Report for help")), label(masked, rank="second", wrap=True), self.report)
        if not self._is_there:
            return _card(report)
        self.help = button("rescueCopy", _("Pack a copy"), self._copy, icon_name="copy", key="Ctrl+P")
        said = _("For whoever helps you: the file as it is. It holds your buyers' addresses; give it to nobody else.")
        return _card(_beside(heading(_("A copy for help")), label(said, rank="second", wrap=True), self.help), report)

    # What a person does

    def _restore_chosen(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.bring_back(item.data(Qt.ItemDataRole.UserRole))

    def _choose(self) -> None:
        from shopdesk.ui.dialogs import choose_files  # loaded late: seldom asked for

        if chosen := choose_files(self, _("Backup"), _("Backups (*.db)")):
            self.bring_back(chosen[0])

    def bring_back(self, path: Path) -> None:
        """Bring a backup back; accepted once it stands in its place."""

        def done(_result: Restored) -> None:
            self.accept()

        self._begin(_("Bringing back"), lambda job: restore(self.folder, path, job), done)

    def _salvage(self) -> None:
        def done(result: Salvaged) -> None:
            words = ngettext("{count} row saved", "{count} rows saved", result.rows).format(count=f"{result.rows:,}")
            lost = ngettext("{count} stretch lost", "{count} stretches lost", result.gaps).format(
                count=f"{result.gaps:,}"
            )
            self._say(
                _("{saved}, {lost}; the report lies in {path}").format(saved=words, lost=lost, path=result.report)
            )
            self._offer(result)

        self._begin(_("Saving what can be read"), lambda job: salvage_shop(self.folder, job), done)

    def _offer(self, result: Salvaged) -> None:
        """Let the salvaged file be chosen as a backup is."""
        item = QListWidgetItem(_("Salvaged: {name}").format(name=result.file.name))
        item.setData(Qt.ItemDataRole.UserRole, result.file)
        self.list.insertItem(0, item)
        self.list.show()
        self.list.setCurrentRow(0)
        self.bring.show()
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(result.report)))

    def _copy(self) -> None:
        from shopdesk.ui.dialogs import choose_target  # loaded late: seldom asked for

        name = f"shopdesk-{utc_now():%Y%m%d}.zip"
        target = choose_target(self, _("A copy for help"), name, _("ZIP files (*.zip)"))
        if target is not None:
            self._begin(_("Packing a copy"), lambda job: copy_for_help(self.folder, target, job),
                        lambda path: self._say(_("Packed: {path}").format(path=path)))  # fmt: skip

    def _report(self) -> None:
        from shopdesk.services.help_report import pack_report  # loaded late: seldom asked for
        from shopdesk.ui.dialogs import choose_target

        name = f"shopdesk-report-{utc_now():%Y%m%d}.zip"
        target = choose_target(self, _("Report for help"), name, _("ZIP files (*.zip)"))
        if target is not None:
            self._begin(_("Packing a report"), lambda _job: pack_report(self.folder, target, None, self._error),
                        lambda path: self._say(_("Packed: {path}").format(path=path)))  # fmt: skip

    # How work goes

    def _begin(self, title: str, work: Callable[[Job], object], done: Callable[..., object]) -> None:
        self._worker = worker = _Worker(work)
        worker.told.connect(self._show_progress)
        worker.failed.connect(self._fail)
        worker.done.connect(done)
        worker.finished.connect(self._end)
        self._say(title)
        self.progress.setRange(0, 0)
        self._set_busy(True)
        worker.start()

    def _show_progress(self, done: int, total: int) -> None:
        if total:
            self.progress.setRange(0, total)
            self.progress.setValue(done)

    def _fail(self, error: BaseException) -> None:
        if isinstance(error, Cancelled):
            self._say(_("Stopped; nothing was changed."))
            return
        known = as_shop_error(error)
        self._say(word_error(known) if known else f"{type(error).__name__}: {error}", "error")

    def _end(self) -> None:
        self._worker = None
        self._set_busy(False)

    def _set_busy(self, busy: bool) -> None:
        self.progress.setVisible(busy)
        self.stop.setVisible(busy)
        self.leave.setEnabled(not busy)
        for way in self._ways:
            way.setEnabled(not busy)

    def _say(self, text: str, rank: str = "second") -> None:
        self.told.setText(text)
        self.told.setProperty("rank", rank)
        self.told.style().polish(self.told)
        self.told.show()

    def _stop(self) -> None:
        if self._worker is not None:
            self._worker.stop()

    def reject(self) -> None:
        """Leave; work under way is finished first, so that no half of it lies about."""
        if self._worker is not None:
            self._worker.stop()
            self._worker.wait()
        super().reject()


def _card(*parts: object) -> QFrame:
    card = QFrame()
    card.setProperty("card", "true")
    card.setLayout(column(*parts, spacing=SPACE[2], margins=(SPACE[4], SPACE[3], SPACE[4], SPACE[3])))  # type: ignore[arg-type]
    return card


def _beside(title: QLabel, words: QLabel, act: object) -> object:
    made = row(column(title, words, spacing=0), act)  # type: ignore[arg-type]
    made.setStretch(0, 1)
    return made

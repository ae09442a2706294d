"""The backups: what there is and what each holds, one made now, one brought back, a second folder."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from operator import attrgetter

from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopdesk.domain.backups import Backup
from shopdesk.services.backups import Made, list_backups, make_backup, mirror_folder
from shopdesk.services.rescue import risky_place
from shopdesk.services.settings import get_setting, set_setting
from shopdesk.ui.context import Context
from shopdesk.ui.controls import button, label
from shopdesk.ui.imports.import_tables import ListSource
from shopdesk.ui.settings.backup_panel import BackupPanel
from shopdesk.ui.settings.backup_words import (
    state_of,
    word_age,
    word_backup,
    word_moment,
    word_reason,
    word_size,
    word_state,
)
from shopdesk.ui.tables.table_model import Cell, Column, TableSource
from shopdesk.ui.tables.table_page import TablePage
from shopdesk.ui.theme import SPACE
from shopdesk.ui.undo import Change
from shopdesk.words import _, begun, ngettext

KEYS = {name: attrgetter(name) for name in ("made_at", "size", "reason", "number")}
LATE = timedelta(days=14)  # a shop that rests has nothing new to be backed up


class BackupsPage(TablePage):
    """The list of backups with their panel."""

    name = "backups"
    place = "settings"
    concerns = frozenset({"backups", "settings"})
    panel: BackupPanel

    def __init__(self, context: Context) -> None:
        self._held: list[Backup] = []
        self._worry = label(rank="warn", wrap=True)
        self._worry.setObjectName("backupsState")
        self._worry.setContentsMargins(SPACE[4], SPACE[2], SPACE[4], SPACE[2])
        super().__init__(
            context,
            title=_("Backups"),
            views={"all": _("All"), "sound": _("Sound")},
            columns=_columns(),
            panel=BackupPanel(context),
            search_hint=_("Day, reason, file"),
        )
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(1, self._worry)
        self.panel.restore_asked.connect(context.restore_asked)
        self.refresh()

    # What the table asks

    def source(self, view: str, search: str) -> TableSource:  # noqa: D102
        wanted = search.casefold()
        held = [b for b in self._held if view == "all" or b.verified]
        return ListSource([b for b in held if wanted in f"{word_backup(b)} {b.name}".casefold()], KEYS)

    def count_views(self) -> Mapping[str, int]:  # noqa: D102
        self._held = list_backups(self.context.shop.folder)
        self._tell_worry()
        self.now.setVisible(bool(self._held))  # else the empty page asks for the first one
        return {"all": len(self._held), "sound": sum(b.verified for b in self._held)}

    def filter_parts(self) -> Sequence[QWidget | int | None]:  # noqa: D102
        mirror = button("backupsMirror", _("Second folder"), self._choose_mirror, icon_name="folder", key="Ctrl+M")
        self.now = button("backupNow", _("Back up now"), self.back_up, primary=True, icon_name="archive", key="Ctrl+B")
        report = button("helpReport", _("Report for help"), self.pack_report, icon_name="clipboard-list", look="quiet",
                        key="Ctrl+Shift+R")  # fmt: skip
        other = button("otherBackup", _("Bring back from a file"), self.bring_other, look="quiet", key="Ctrl+O")
        return (None, report, other, mirror, self.now)

    def show_row(self, row_id: int) -> None:  # noqa: D102
        self.panel.show_backup(self.model.row_at(self.model.row_of(row_id)))

    def tell_empty(self, view: str, search: str) -> None:  # noqa: D102
        if search or self._held:
            super().tell_empty(view, search)
            return
        now = button("firstBackup", _("Back up now"), self.back_up, primary=True, icon_name="archive", key="Ctrl+B")
        text = _("They are made automatically: half an hour after changes, on leaving, before imports.")
        self.empty.tell("archive", _("No backups yet"), text, [now])

    def counts_text(self) -> str:  # noqa: D102
        count, good = len(self._held), self._good()
        size = word_size(sum(b.size for b in self._held))
        told = ngettext("{count} backup, {size}", "{count} backups, {size}", count).format(count=count, size=size)
        if good is not None:
            told = _("{told} · the last {age}").format(told=told, age=word_age(good.made_at, self.context.shop.now()))
        mirror = mirror_folder(self.context.shop)
        return told if mirror is None else _("{told} · second folder {path}").format(told=told, path=mirror.parent)

    def _good(self) -> Backup | None:
        return next((b for b in self._held if b.verified), None)

    def _tell_worry(self) -> None:
        """Say what stands in the way of safety, the gravest only; nothing where all is well."""
        shop, good = self.context.shop, self._good()
        target, place = mirror_folder(shop), risky_place(shop.folder)
        text = ""
        if place == "network":
            text = _("The shop lies on a network drive, where a file can be torn: move it to this PC.")
        elif place == "synced":
            text = _("The shop lies in a folder that is synced, where a file can be torn: move it out.")
        elif self._held and good is None:
            text = _("None of these was found sound when it was made: the numbers of the ledger differ.")
        elif good is not None and shop.now() - good.made_at > LATE:
            text = _("The last sound backup was made {age}.").format(age=word_age(good.made_at, shop.now()))
        elif target is not None and not target.parent.is_dir():
            text = _("The second folder is not there; it is brought up to date once it is.")
        self._worry.setText(text)
        self._worry.setVisible(bool(text))

    # What a person does

    def back_up(self) -> None:
        """Make a backup now, beside the window."""

        def done(made: Made) -> None:
            self.context.changed.emit(frozenset({"backups"}))
            self.context.told.emit(_("Backed up: {what}").format(what=word_backup(made.backup)))

        self.context.look(_("Backup"), lambda shop, job: make_backup(shop, "asked", job), done)

    def bring_other(self) -> None:
        """Bring a backup back that lies elsewhere: on a USB stick, in the second folder."""
        from shopdesk.ui.dialogs import choose_files  # loaded late: seldom asked for

        if chosen := choose_files(self, _("Backup"), _("Backups (*.db)")):
            self.context.restore_asked.emit(chosen[0])

    def pack_report(self) -> None:
        """Check the shop and pack what was found for whoever helps, masked."""
        from shopdesk.services.doctor import examine  # loaded late: seldom asked for
        from shopdesk.services.help_report import pack_report
        from shopdesk.ui.dialogs import choose_target

        name = f"shopdesk-report-{self.context.shop.now():%Y%m%d}.zip"
        target = choose_target(self, _("Report for help"), name, _("ZIP files (*.zip)"))
        if target is not None:
            self.context.look(
                _("Packing a report"), lambda shop, _job: pack_report(shop.folder, target, examine(shop)),
                lambda path: self.context.told.emit(_("Packed: {path}").format(path=path)),
            )  # fmt: skip

    def _choose_mirror(self) -> None:
        """Choose the second folder; it is filled by the next backup."""
        from shopdesk.ui.dialogs import choose_folder  # loaded late: seldom asked for

        chosen = choose_folder(self, _("Second folder for backups"))
        if chosen is None:
            return
        before, after = str(get_setting(self.context.shop, "backups.mirror")), str(chosen)

        def done(_value: object) -> None:
            self.context.note(
                Change(
                    _("Backups go to {path} too").format(path=after),
                    lambda shop, _job: set_setting(shop, "backups.mirror", before),
                    lambda shop, _job: set_setting(shop, "backups.mirror", after),
                )
            )
            self.back_up()

        self.context.write(
            _("Second folder for backups"), lambda shop, _job: set_setting(shop, "backups.mirror", after),
            changes={"settings"}, done=done,
        )  # fmt: skip


def _columns() -> list[Column]:
    return [
        Column("made_at", _("Made"), lambda b: Cell(word_moment(b.made_at), bold=True), 140),
        Column("reason", _("Why"), lambda b: Cell(begun(word_reason(b.reason))), 130),
        Column("", _("State"), lambda b: Cell(begun(word_state(b)), status=state_of(b)), 120),
        Column("", _("Orders"), lambda b: _count(b, "orders"), 80, right=True),
        Column("", _("Listings"), lambda b: _count(b, "listings"), 80, right=True),
        Column("", _("Pieces"), lambda b: _count(b, "pieces"), 80, right=True),
        Column("size", _("File size"), lambda b: Cell(word_size(b.size), role="text-2"), 90, right=True),
        Column("", _("File"), lambda b: Cell(b.name, role="muted"), 160, stretch=True),
    ]


def _count(backup: Backup, kind: str) -> Cell:
    count = backup.counts.get(kind)
    return Cell("–", "muted") if count is None else Cell(f"{count:,}")

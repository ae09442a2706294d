"""The parcels of one courier, scanned while the driver waits, or a manifest that was made of them."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from shopdesk.domain.handover import Waiting
from shopdesk.domain.jobs import Job
from shopdesk.services.handovers import (
    Handed,
    HandoverRow,
    Scanned,
    hand_over,
    manifest_of,
    print_manifest,
    redo_handover,
    scan_parcel,
    take_scan_back,
    undo_handover,
)
from shopdesk.services.identity import new_id
from shopdesk.services.shop import Shop
from shopdesk.ui import dialogs
from shopdesk.ui.context import Context
from shopdesk.ui.controls import bar, button, column, label, row, set_text, tip_key
from shopdesk.ui.orders.handover_table import ParcelRows, columns, gone_parcels
from shopdesk.ui.said import Said
from shopdesk.ui.scan_field import scan_field
from shopdesk.ui.tables.table_model import TableModel
from shopdesk.ui.tables.table_view import TableView
from shopdesk.ui.tasks import Verb
from shopdesk.ui.theme import FILTER_BAR, HEADLINE, SPACE, TITLE
from shopdesk.ui.undo import Change
from shopdesk.ui.wishes import Wishes
from shopdesk.words import _, ngettext
from shopdesk.words.errors import word_error
from shopdesk.words.waves import word_answer, word_stop

CHANGES = {"orders", "stock"}


class HandoverWork(QWidget):
    """A scan ticks a parcel; one key hands all of them over, another only what was scanned; `made` is a manifest."""

    made = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._courier = ""
        self._wishes = Wishes()
        self._number = ""
        self._parcels: Sequence[Waiting] = ()
        self._title = label(size=HEADLINE, bold=True)
        self._title.setObjectName("handoverTitle")
        self._sums = label(size=TITLE, bold=True)
        self._sums.setObjectName("handoverSums")
        self.scan = scan_field("handoverScan", _("Scan a waybill"), _("Scan every parcel that goes with this courier"))
        self.scan.returnPressed.connect(self._scanned)
        self.last = Said("handoverLast")
        self.model = TableModel(columns(lambda: bool(self._number)), self)
        self.table = TableView(self.model, context.thumbnails, "handoverTable", _("Parcels"))
        self._lay_out()

    def _lay_out(self) -> None:
        self._all = button("handOverAll", _("Hand over all"), self.hand_over_all, primary=True,
                           icon_name="truck", key="Ctrl+Return")  # fmt: skip
        self._some = button("handOverScanned", _("Only what was scanned"), self.hand_over_scanned, key="F8")
        self._print = button("saveManifest", _("Manifest as PDF"), self._save, icon_name="printer", key="Ctrl+P")
        self._back = button("undoHandover", _("Take the handover back"), self._take_back, icon_name="undo-2")
        tip_key(self._back, "Ctrl+Shift+D")
        head = column(
            row(self._title, None, self._sums), self.scan, self.last, spacing=SPACE[2],
            margins=(SPACE[4], SPACE[3], SPACE[4], SPACE[2]),
        )  # fmt: skip
        whole = column(spacing=0)
        whole.addLayout(head)
        whole.addWidget(self.table, 1)
        whole.addWidget(bar("handoverSteps", FILTER_BAR, self._all, self._some, self._print, None, self._back))
        self.setLayout(whole)

    def show_courier(self, courier: str, name: str, parcels: Sequence[Waiting]) -> None:
        """Show what waits for a courier; without one nothing can be handed over."""
        if (self._courier, self._number) != (courier, ""):
            self.last.clear()
        self._courier, self._number, self._parcels = courier, "", tuple(parcels)
        ready = [parcel for parcel in parcels if not parcel.stop]
        scanned = sum(parcel.scanned for parcel in ready)
        self._title.setText(name or _("Without a courier"))
        self._sums.setText(_("{scanned} of {count} scanned").format(scanned=scanned, count=len(ready)))
        self.model.show(ParcelRows(parcels))
        self._offer(waiting=True)
        self._all.setEnabled(bool(courier and ready))
        self._some.setEnabled(bool(courier and scanned))
        told = ngettext("Hand over {count} parcel", "Hand over all {count} parcels", len(ready))
        set_text(self._all, told.format(count=len(ready)), "Ctrl+Return")
        some = ngettext("Only the {count} scanned", "Only the {count} scanned", scanned)
        set_text(self._some, some.format(count=scanned) if scanned else _("Only those scanned"), "F8")
        if not courier:
            self.last.say(_("Give these orders a courier first, in their panel."), "warn")

    def show_handover(self, handover: HandoverRow, name: str) -> None:
        """Show a manifest that was made."""
        if self._number != handover.number:
            self.last.clear()
        self._courier, self._number = handover.courier, handover.number
        manifest = manifest_of(self.context.shop, handover.number)
        state = _("Handed over") if handover.state == "done" else _("Taken back")
        self._title.setText(f"{handover.number} · {name} · {state}")
        count = ngettext("{count} parcel", "{count} parcels", handover.parcels)
        self._sums.setText(count.format(count=handover.parcels))
        self.model.show(ParcelRows(gone_parcels(manifest, handover.courier)))
        self._offer(waiting=False)
        self._back.setVisible(handover.state == "done")

    def _offer(self, *, waiting: bool) -> None:
        for shown in (self.scan, self._all, self._some):
            shown.setVisible(waiting)
        for shown in (self._print, self._back):
            shown.setVisible(not waiting)

    def arm(self) -> None:
        """Let the next scan go into the field."""
        (self.scan if self.scan.isVisible() else self.table).setFocus()

    # What a person does

    def _scanned(self) -> None:
        code, courier = self.scan.text().strip(), self._courier
        self.scan.setText("")
        if not code:
            return
        scans: list[str] = []

        def scan(shop: Shop, _job: Job) -> Scanned:
            told = scan_parcel(shop, courier, code, uuid=new_id())
            scans.append(told.scan)
            return told

        def back(shop: Shop, _job: Job) -> None:
            take_scan_back(shop, scans[-1])

        self.context.write(
            _("Scanning"), scan, changes={"waves"}, done=lambda told: self._answer(told, back, scan),
            refused=self.last.refuse,
        )  # fmt: skip

    def _answer(self, told: Scanned, back: Verb, again: Verb) -> None:
        words = word_stop(told.stop) if told.answer == "stopped" else ""
        self.last.say(
            "  ".join(filter(None, (told.code, told.order, word_answer(told.answer), words))),
            {"ok": "ok", "twice": "warn"}.get(told.answer, "error"),
        )
        if told.answer == "ok":
            text = _("Scanned: {code}").format(code=told.code)
            self.context.undo.push(Change(text, back, again))

    def hand_over_all(self) -> None:
        """Let all parcels of this courier leave."""
        self._hand_over(only_scanned=False)

    def hand_over_scanned(self) -> None:
        """Let only the parcels leave that were scanned."""
        self._hand_over(only_scanned=True)

    def _hand_over(self, *, only_scanned: bool) -> None:
        courier = self._courier
        uuid = self._wishes.identity(courier, only_scanned)

        def done(handed: Handed) -> None:
            if self._wishes.granted(courier, only_scanned):
                self._handed(handed)

        self.context.write(
            _("Handing over"),
            lambda shop, job: hand_over(shop, courier, only_scanned=only_scanned, uuid=uuid, job=job),
            changes=CHANGES,
            done=done,
            refused=self.last.refuse,
        )

    def _handed(self, handed: Handed) -> None:
        number, count = handed.handover.number, handed.handover.parcels
        words = ngettext("{number}: {count} parcel handed over", "{number}: {count} parcels handed over", count)
        text = words.format(number=number, count=count)
        self.made.emit(number)
        if handed.refused:
            told = "\n".join(f"{one.order}: {word_error(one.error)}" for one in handed.refused)
            self.last.say(told, "error")
        self.context.note(
            Change(
                text,
                lambda shop, _job: undo_handover(shop, number),
                lambda shop, _job: redo_handover(shop, number),
            )
        )

    def _take_back(self) -> None:
        number = self._number
        title = _("{number}: taken back").format(number=number)

        def done(_result: object) -> None:
            self.context.note(
                Change(
                    title,
                    lambda shop, _job: redo_handover(shop, number),
                    lambda shop, _job: undo_handover(shop, number),
                )
            )

        self.context.write(
            title, lambda shop, _job: undo_handover(shop, number), changes=CHANGES, done=done, refused=self.last.refuse
        )

    def _save(self) -> None:
        number = self._number
        target = dialogs.choose_target(self, _("Save the manifest"), f"{number}.pdf", "PDF (*.pdf)")
        if target is not None:
            self.context.look(_("Manifest"), _printing(number, target), self._saved(target))

    def _saved(self, target: Path) -> Callable[[object], None]:
        return lambda _pages: self.context.told.emit(_("Saved: {file}").format(file=target.name))


def _printing(number: str, target: Path) -> Callable[..., int]:
    return lambda shop, job: print_manifest(shop, number, target, job)

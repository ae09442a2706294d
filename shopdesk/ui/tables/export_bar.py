"""Files out of a page: which form and where to, then a bar that says what is in the file and what stayed out."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from shopdesk.domain.jobs import Job
from shopdesk.services.exports import Chosen, Export, Outbound, export_file, formats_for, undo_hand_back
from shopdesk.services.shop import Shop, open_shop
from shopdesk.ui import dialogs
from shopdesk.ui.context import Context
from shopdesk.ui.controls import button, label, row, selectable, tool
from shopdesk.ui.theme import SPACE
from shopdesk.ui.undo import Change
from shopdesk.words import N_, _, ngettext
from shopdesk.words.errors import word_error

KINDS = {
    "orders": N_("Orders"),
    "shipments": N_("Parcels that left"),
    "listings": N_("Listings"),
    "stock": N_("Stock"),
}
_MOST_REASONS = 5


class ExportBar(QWidget):
    """Writes the rows that `chosen` gives into a file; what came of it stands in the bar until it is put away."""

    def __init__(self, context: Context, kinds: Sequence[str], chosen: Callable[[], Chosen | None]) -> None:
        super().__init__()
        self._context, self._kinds, self._chosen = context, kinds, chosen
        self._folder = Path()
        self._title = label(bold=True)
        self._title.setObjectName("exportTitle")
        self._reasons = selectable(label(rank="second", wrap=True))
        self._reasons.setObjectName("exportReasons")
        self._open = button("openExported", _("Open folder"), self._open_folder, icon_name="folder")
        words = QVBoxLayout()
        words.setSpacing(SPACE[1])
        words.addWidget(self._title)
        words.addWidget(self._reasons)
        card = QFrame()
        card.setObjectName("exportBar")
        card.setProperty("card", "true")
        inside = row(margins=(SPACE[3], SPACE[2], SPACE[2], SPACE[2]))
        inside.addLayout(words, 1)
        inside.addWidget(self._open)
        inside.addWidget(tool("dismissExport", "x", _("Put away"), self.hide))
        card.setLayout(inside)
        self.setLayout(row(card, margins=(SPACE[3], SPACE[2], SPACE[3], SPACE[2])))
        self.hide()

    def export(self) -> None:
        """Ask for form and place, then write the file."""
        chosen = self._chosen()
        if chosen is None:
            self._context.told.emit(_("The list is still being read. Export it in a moment."))
        else:
            self._ask(self._kinds, chosen)

    def hand_back(self) -> None:
        """Hand the parcels that a platform does not know of back to it."""
        self._ask(("shipments",), Chosen(view="to-hand-back"))

    def _ask(self, kinds: Sequence[str], chosen: Chosen) -> None:
        offered = [
            (kind, entry)
            for kind in kinds
            for entry in formats_for(kind)
            if kind == entry.kinds[0] and (entry.channel or chosen.view != "to-hand-back")
        ]
        patterns = [f"{_(KINDS[kind])} · {entry.name} ({_suffixes(entry)})" for kind, entry in offered]
        day = self._context.shop.now().astimezone().strftime("%Y-%m-%d")
        asked = dialogs.choose_target_and_form(self, _("Export"), f"{_(KINDS[kinds[0]])} {day}", patterns)
        if asked is None:
            return
        (kind, entry), target = offered[asked[1]], asked[0]
        if target.suffix.lower() not in (entry.suffix, *entry.others):
            target = target.with_name(f"{target.name}{entry.suffix}")
        self._write(kind, entry, target, chosen)

    def _write(self, kind: str, entry: Outbound, target: Path, chosen: Chosen) -> None:
        title = _("Export")
        if kind == "shipments" and entry.channel:
            self._context.write(
                title,
                lambda shop, job: export_file(shop, kind, entry.name, target, chosen, job=job),
                changes={"orders"},
                done=self._tell,
            )
            return
        folder, now = self._context.shop.folder, self._context.shop.now

        def work(job: Job) -> Export:
            shop = open_shop(folder, now=now)  # a connection of its own: neither window nor writing waits for it
            try:
                return export_file(shop, kind, entry.name, target, chosen, job=job)
            finally:
                shop.close()

        self._context.compute(title, work, self._tell)

    def _tell(self, result: Export) -> None:
        said = ngettext("{count} record in {file}", "{count} records in {file}", result.records)
        text = said.format(count=f"{result.records:,}", file=result.file.name if result.file else "–")
        self._title.setText(text if result.file else _("No file was made: everything was refused"))
        lines = [str(result.file)] if result.file else []
        if result.left_out:
            lines.append(_("Handed back before, left out: {count}").format(count=result.left_out))
        lines += [f"{refusal.name}: {word_error(refusal.error)}" for refusal in result.refused[:_MOST_REASONS]]
        if (more := len(result.refused) - _MOST_REASONS) > 0:
            lines.append(_("and {count} more").format(count=more))
        self._reasons.setText("\n".join(lines))
        self._open.setVisible(result.file is not None)
        self._folder = result.file.parent if result.file else Path()
        self.show()
        if result.hand_back:
            self._context.note(Change(text, partial(_take_back, uuid=result.hand_back)))

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))


def _take_back(shop: Shop, _job: Job, *, uuid: str) -> None:
    undo_hand_back(shop, uuid)


def _suffixes(entry: Outbound) -> str:
    return " ".join(f"*{suffix}" for suffix in (entry.suffix, *entry.others))

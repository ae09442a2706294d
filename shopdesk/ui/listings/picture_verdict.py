"""A picture of a listing with the verdict on it: measured numbers beside their limits."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QLabel, QWidget

from shopdesk.domain.listings import Picture
from shopdesk.domain.pictures import PictureReport
from shopdesk.ui.context import Context
from shopdesk.ui.controls import StatusLabel, column, label
from shopdesk.ui.side_panel import picture as framed
from shopdesk.ui.status import PICTURE
from shopdesk.ui.theme import CAPTION, CONTROL, PANEL_NARROW, SPACE, TOP_BAR
from shopdesk.words import _
from shopdesk.words.pictures import describe

LARGE, SMALL = PANEL_NARROW - TOP_BAR - CONTROL, TOP_BAR
_TOLD_WHEN_GOOD = ("size", "longest", "background", "fill")


class PictureVerdict(QWidget):
    """One picture, the main one large; `show_report` says what the check has found."""

    def __init__(self, context: Context, at: int, shown: Picture, file: Path | None) -> None:
        super().__init__()
        self.setObjectName(f"picture-{at}")
        self.context, self.place, self.file = context, shown.place, file
        self.is_main = shown.role == "main"
        self._side = SMALL if at else LARGE
        self._picture = framed(QLabel(), self._side)
        self._picture.setAccessibleName(shown.place)
        self._status = StatusLabel()
        self._status.setObjectName(f"verdict-{at}")
        self._name = label(shown.place, rank="muted", size=CAPTION)
        self._name.setWordWrap(True)
        self._findings = column(spacing=SPACE[1])
        words = column(self._status, self._name, spacing=SPACE[1])
        words.addLayout(self._findings)
        whole = QBoxLayout(QBoxLayout.Direction.LeftToRight if at else QBoxLayout.Direction.TopToBottom)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(SPACE[3])
        where = Qt.AlignmentFlag.AlignTop if at else Qt.AlignmentFlag.AlignHCenter
        whole.addWidget(self._picture, 0, where)
        whole.addLayout(words, 1)
        self.setLayout(whole)
        if file is None:
            self._status.show_status(PICTURE["none"], _("Not in the shop's folder"))
        self.show_picture(self.place)
        context.thumbnails.loaded.connect(self.show_picture)

    def show_picture(self, place: str) -> None:
        """Show the picture when it has been read."""
        if place == self.place and (pixmap := self.context.thumbnails.pixmap(place, self._side - SPACE[1])):
            self._picture.setPixmap(pixmap)

    def wait(self) -> None:
        """Say that the check is under way."""
        if self.file is not None:
            self._status.show_status(PICTURE["none"], _("Being checked…"))

    def show_report(self, report: PictureReport) -> None:
        """Say the verdict, and every finding with what was measured and what is allowed."""
        while (item := self._findings.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        self._status.show_status(PICTURE[report.verdict])
        found = [check for check in report.checks if check.verdict != "pass"]
        good = [check for check in report.checks if check.check in _TOLD_WHEN_GOOD]
        for check in sorted(found, key=lambda check: check.verdict) or good:
            rank = {"fail": "error", "warn": "warn"}.get(check.verdict, "second")
            self._findings.addWidget(label(describe(check, report.profile), rank=rank, size=CAPTION, wrap=True))

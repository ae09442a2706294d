"""A document that was just saved: its name, and the key that opens it in whatever program the system has for it."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from shopdesk.ui.controls import ElidedLabel, button, row
from shopdesk.ui.theme import SPACE
from shopdesk.words import _


class SavedFile(QWidget):
    """Hidden until something was saved."""

    def __init__(self) -> None:
        super().__init__()
        self._file = Path()
        self._name = ElidedLabel("", rank="second")
        self._name.setObjectName("savedName")
        inside = row(margins=(SPACE[4], 0, SPACE[4], SPACE[2]), spacing=SPACE[2])
        inside.addWidget(self._name, 1)
        inside.addWidget(button("openSaved", _("Open the PDF"), self._open, key="Ctrl+O"))
        self.setLayout(inside)
        self.hide()

    def tell(self, file: Path) -> None:
        """Offer the file that was saved last."""
        self._file = file
        self._name.say(file.name)
        self.show()

    def _open(self) -> None:
        """Open the file; one that was moved away leads to its folder."""
        shown = self._file if self._file.is_file() else self._file.parent
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(shown)))

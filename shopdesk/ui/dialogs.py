"""The only dialogs: an error in words, a fault of the program with details to copy, and choosing files."""

import platform
import re
import traceback
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from shopdesk import __version__
from shopdesk.domain.private_text import mask
from shopdesk.exchange.file_names import safe_name
from shopdesk.services.shop import as_shop_error
from shopdesk.ui import machine
from shopdesk.ui.controls import bar, button, column, label, row
from shopdesk.ui.icons import shape_pixmap
from shopdesk.ui.theme import FOOTER, HEADLINE, SPACE
from shopdesk.words import _
from shopdesk.words.errors import word_error

LONGEST_NAME = 120
WIDTH = 520


class ErrorDialog(QDialog):
    """Says what happened; a fault of the program's own carries details that can be copied, masked."""

    def __init__(self, title: str, message: str, details: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("errorDialog")
        self.setWindowTitle(title)
        self.setMinimumWidth(WIDTH)
        shape = QLabel()
        shape.setPixmap(shape_pixmap("oct", "error", 32))
        head, *rest = re.split(r"(?<=[。！？])|(?<=[.!?])\s+", message, maxsplit=1)  # a path holds full stops too
        headline = label(head.rstrip("。."), size=HEADLINE, bold=True, wrap=True)
        headline.setObjectName("errorHeadline")
        body = label("".join(rest), rank="second", wrap=True)
        top = row(SPACE[2], margins=(SPACE[5], SPACE[5], SPACE[5], SPACE[4]))
        top.insertWidget(0, shape, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(column(headline, body, None, spacing=SPACE[2]), 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        self.details = mask(details, str(Path.home()))
        if details:
            shown = QPlainTextEdit(self.details)
            shown.setReadOnly(True)
            shown.setAccessibleName(_("Details"))
            shown.setFixedHeight(140)
            layout.addLayout(row(shown, margins=(SPACE[5], 0, SPACE[5], SPACE[4])))
        copy = button("copyDetails", _("Copy details"), self._copy, icon_name="copy")
        copy.setVisible(bool(details))
        close = button("closeError", _("Close"), self.accept, primary=True, key="Esc")
        close.setDefault(True)
        layout.addWidget(bar("footer", FOOTER, copy, None, close))
        close.setFocus()  # not the details: Enter goes on
        self.resize(WIDTH, layout.totalHeightForWidth(WIDTH))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.details)


def error_dialog(error: BaseException, doing: str, parent: QWidget | None = None) -> ErrorDialog:
    """Return the dialog for an error that was met while doing something."""
    known = as_shop_error(error)
    if known is not None:
        return ErrorDialog(doing or "ShopDesk", word_error(known), parent=parent)
    message = _("ShopDesk has met a fault of its own. What was being done was not saved; your other data is safe.")
    told = "".join(traceback.format_exception(error))
    versions = f"ShopDesk {__version__}, Python {platform.python_version()}, {platform.platform()}"
    return ErrorDialog(doing or "ShopDesk", message, f"{versions}\n{doing}\n{told}", parent)


def choose_files(parent: QWidget, title: str, pattern: str) -> list[Path]:
    """Let the person choose files to open."""
    names, _chosen = QFileDialog.getOpenFileNames(parent, title, _begin(machine.OPENED), pattern)
    return [_kept(machine.OPENED, name) for name in names]


def choose_target(parent: QWidget, title: str, name: str, pattern: str) -> Path | None:
    """Let the person choose where a file is saved."""
    chosen, _pattern = QFileDialog.getSaveFileName(parent, title, _begin(machine.SAVED, name), pattern)
    return _kept(machine.SAVED, chosen) if chosen else None


def choose_target_and_form(parent: QWidget, title: str, name: str, patterns: Sequence[str]) -> tuple[Path, int] | None:
    """Let the person choose where a file is saved and, of several forms, which one; return its place in the list."""
    chosen, pattern = QFileDialog.getSaveFileName(parent, title, _begin(machine.SAVED, name), ";;".join(patterns))
    form = list(patterns).index(pattern) if pattern in patterns else 0
    return (_kept(machine.SAVED, chosen), form) if chosen else None


def choose_folder(parent: QWidget, title: str) -> Path | None:
    """Let the person choose a folder."""
    chosen = QFileDialog.getExistingDirectory(parent, title, _begin(machine.SAVED))
    return Path(chosen) if chosen else None


_USUAL = {
    machine.OPENED: QStandardPaths.StandardLocation.DownloadLocation,  # where the platforms' files arrive
    machine.SAVED: QStandardPaths.StandardLocation.DocumentsLocation,
}


def _begin(kind: str, name: str = "") -> str:
    """Return where a choice begins: where the last one of its kind ended, never in the program's own folder."""
    folder = machine.recall(kind)
    if not folder or not Path(folder).is_dir():
        folder = QStandardPaths.writableLocation(_USUAL[kind])
    return str(Path(folder) / safe_name(name, LONGEST_NAME)) if name else folder


def _kept(kind: str, chosen: str) -> Path:
    path = Path(chosen)
    machine.remember(kind, str(path.parent))
    return path

"""A field of several lines: it takes text, and leaves files that are dropped on it to the page."""

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QPlainTextEdit


class TextField(QPlainTextEdit):
    """Plain text; a file dropped on a note is a file for the page, not its path as text."""

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: N802, D102
        return not source.hasUrls() and super().canInsertFromMimeData(source)

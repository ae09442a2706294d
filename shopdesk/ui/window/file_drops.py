"""Files over the window: what becomes of them is said before they are let go; dropped, they go to the page."""

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QStackedWidget, QWidget

from shopdesk.ui.announce import announce
from shopdesk.ui.controls import column, label
from shopdesk.ui.icons import icon_pixmap
from shopdesk.ui.page import Page
from shopdesk.ui.theme import HEADLINE, RADIUS, SPACE, looks
from shopdesk.words import _, ngettext

_KINDS = (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.DragLeave, QEvent.Type.Drop)
_VEIL = 244  # of 255: the page below is still seen to be there
_PICTURE = 40


def no_file() -> str:
    """Return what is said of a link out of a browser or a mail's attachment: there is no file yet."""
    return _("Only files of this PC can be dropped here. Save it first, then drop the file.")


class DropSign(QWidget):
    """Lies over the page while files hover, and lets all that is dropped through."""

    def __init__(self, ground: QWidget) -> None:
        super().__init__(ground)
        self.setObjectName("dropSign")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._picture = QLabel()
        self._title, self._text = label(size=HEADLINE, bold=True), label(rank="second")
        for part in (self._picture, self._title, self._text):
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setLayout(column(None, self._picture, self._title, self._text, None, spacing=SPACE[2]))
        self.hide()

    def tell(self, picture: str, role: str, title: str, text: str) -> None:
        """Say what becomes of what hovers."""
        ground = self.parentWidget()
        assert ground is not None
        self._role = role
        self._picture.setPixmap(icon_pixmap(picture, role, _PICTURE))
        self._title.setText(title)
        self._text.setText(text)
        self.setGeometry(ground.rect())
        self.raise_()
        self.show()
        announce(self, f"{title}. {text}")

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802, D102
        painter, veil = QPainter(self), looks.colour("window")
        veil.setAlpha(_VEIL)
        painter.fillRect(self.rect(), veil)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(looks.colour(self._role), 2, Qt.PenStyle.DashLine))
        edge = SPACE[4]
        painter.drawRoundedRect(self.rect().adjusted(edge, edge, -edge, -edge), RADIUS, RADIUS)


class FileDrops(QObject):
    """Watches a window for files; the page that is shown says what it does with them.

    `dropped` carries their paths, none where there is no file.
    """

    dropped = Signal(list)

    def __init__(self, window: QWidget, ground: QStackedWidget) -> None:
        super().__init__(window)
        self._ground, self._sign = ground, DropSign(ground)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802, D102
        if event.type() not in _KINDS:
            return super().eventFilter(watched, event)
        if event.type() in (QEvent.Type.DragLeave, QEvent.Type.Drop):
            self._sign.hide()
        if not isinstance(event, QDropEvent) or not event.mimeData().hasUrls():
            return False
        event.acceptProposedAction()
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if event.type() == QEvent.Type.DragEnter and event.source() is None:
            self._tell(paths)
        elif event.type() == QEvent.Type.Drop:
            self.dropped.emit(paths)
        return True

    def _tell(self, paths: list[Path]) -> None:
        if not paths:
            self._sign.tell("octagon-alert", "warn", _("Nothing to drop here"), no_file())
            return
        page = self._ground.currentWidget()
        assert isinstance(page, Page)
        title, text = page.drop_words()
        what = ngettext("{count} file", "{count} files", len(paths)).format(count=f"{len(paths):,}")
        name = paths[0].name if len(paths) == 1 else what
        self._sign.tell("upload", "accent", title, f"{name}\n{text}")

"""Fields of a listing that are typed: kept when they are left, with the reason below where that is refused."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from shopdesk.domain.errors import ShopError
from shopdesk.domain.listings import Listing
from shopdesk.ui.controls import column, label, row
from shopdesk.ui.form_fields import error_line
from shopdesk.ui.listings.listing_editor_draft import ListingDraft
from shopdesk.ui.theme import CAPTION, SPACE
from shopdesk.words import _
from shopdesk.words.errors import word_error

Read = Callable[[Listing], str]
Write = Callable[[Listing, str], Listing]


class Field(QWidget):
    """A caption, an editor, and below it why it was refused; a field of its own says what its editor holds."""

    def __init__(self, draft: ListingDraft, name: str, title: str, read: Read, write: Write, editor: QWidget) -> None:
        super().__init__()
        self.draft, self.name, self.title = draft, name, title
        self._read, self._write = read, write
        self.editor = editor
        editor.setObjectName(name)
        editor.setAccessibleName(title)
        self.beside = label(rank="muted", size=CAPTION)
        self.error = error_line(f"{name}Error")
        caption = label(title, rank="muted", size=CAPTION)
        caption.setBuddy(editor)
        head = row(caption, None, self.beside)
        whole = column(spacing=SPACE[1])
        whole.addLayout(head)
        whole.addWidget(editor)
        whole.addWidget(self.error)
        self.setLayout(whole)
        draft.opened.connect(self._show_other)
        draft.changed.connect(self.show_listing)

    # What a field of its own tells

    def text(self) -> str:
        """Return what is typed."""
        raise NotImplementedError

    def put(self, text: str) -> None:
        """Show a text as kept."""
        raise NotImplementedError

    def is_typed(self) -> bool:
        """Whether something is typed that is not kept yet."""
        raise NotImplementedError

    def set_typed(self, typed: bool) -> None:
        """Set whether something is typed that is not kept yet."""
        raise NotImplementedError

    # What it does

    def show_listing(self) -> None:
        """Show the listing's; what is being typed is left alone."""
        text = self._read(self.draft.listing)
        if not self.is_typed() and text != self.text():
            self.put(text)

    def keep(self) -> None:
        """Save what was typed."""
        if not self.is_typed():
            return
        self.set_typed(False)
        text = self.text()
        what = _("{listing}: {field}").format(listing=self.draft.listing.title or _("New listing"), field=self.title)
        self.draft.edit(what, partial(self._changed, text), refused=self._refuse, done=self._clear)

    def complain(self, why: str) -> None:
        """Say below the field why it was refused; nothing takes the complaint away."""
        self.error.setText(why)
        self.error.setVisible(bool(why))
        self.editor.setProperty("invalid", bool(why))
        self.editor.style().polish(self.editor)
        self.editor.setAccessibleDescription(why)

    def _show_other(self) -> None:
        self.put(self._read(self.draft.listing))
        self.set_typed(False)
        self.complain("")

    def _changed(self, text: str, listing: Listing) -> Listing:
        return self._write(listing, text)

    def _clear(self) -> None:
        if isValid(self):
            self.complain("")

    def _refuse(self, error: ShopError) -> None:
        if isValid(self):
            self.set_typed(True)
            self.complain(word_error(error))


class LineField(Field):
    """One line."""

    def __init__(
        self, draft: ListingDraft, name: str, title: str, read: Read, write: Write, *, hint: str = "", width: int = 0
    ) -> None:
        self._line = QLineEdit()
        self._line.setPlaceholderText(hint)
        if width:
            self._line.setMaximumWidth(width)
        super().__init__(draft, name, title, read, write, self._line)
        self._line.editingFinished.connect(self.keep)

    @property
    def line(self) -> QLineEdit:
        """The editor."""
        return self._line

    def text(self) -> str:  # noqa: D102
        return self._line.text()

    def put(self, text: str) -> None:  # noqa: D102
        self._line.setText(text)
        self._line.setCursorPosition(0)
        self._line.setModified(False)

    def is_typed(self) -> bool:  # noqa: D102
        return self._line.isModified()

    def set_typed(self, typed: bool) -> None:  # noqa: D102
        self._line.setModified(typed)


class _Paragraphs(QPlainTextEdit):
    """Some lines of text; Tab leaves it."""

    left = Signal()

    def __init__(self, lines: int) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * lines + SPACE[4] + SPACE[1])
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.FocusOut:
            self.left.emit()
        return super().eventFilter(watched, event)


class TextField(Field):
    """Some lines."""

    def __init__(
        self, draft: ListingDraft, name: str, title: str, read: Read, write: Write, *, hint: str = "", lines: int = 3
    ) -> None:
        self._text = _Paragraphs(lines)
        self._text.setPlaceholderText(hint)
        super().__init__(draft, name, title, read, write, self._text)
        self._text.left.connect(self.keep)

    def text(self) -> str:  # noqa: D102
        return self._text.toPlainText()

    def put(self, text: str) -> None:  # noqa: D102
        self._text.setPlainText(text)
        self._text.document().setModified(False)

    def is_typed(self) -> bool:  # noqa: D102
        return self._text.document().isModified()

    def set_typed(self, typed: bool) -> None:  # noqa: D102
        self._text.document().setModified(typed)


def caption_of(text: str) -> QLabel:
    """Return the small muted line that explains a group of fields."""
    return label(text, rank="muted", size=CAPTION, wrap=True)

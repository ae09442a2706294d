"""Parts of the categories page: the form of a new one, the choice of another one, and what the tree does not hold."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QFrame, QHBoxLayout, QWidget

from shopdesk.domain.categories import Path, path_text
from shopdesk.domain.errors import ShopError
from shopdesk.ui.controls import button, clear, column, label, row
from shopdesk.ui.form_fields import complain, error_line, field
from shopdesk.ui.theme import CAPTION, SPACE
from shopdesk.words import _, ngettext
from shopdesk.words.categories import count_words
from shopdesk.words.errors import word_error


class PathBox(QComboBox):
    """A choice of one category, found by typing any part of its path."""

    def __init__(self, name: str, accessible: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        typed = field(f"{name}Text", accessible, _("Choose a category"))
        self.setLineEdit(typed)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setFixedWidth(280)
        completer = QCompleter(self.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.setCompleter(completer)

    def offer(self, paths: Sequence[Path]) -> None:
        """Offer these categories; what is typed stays."""
        typed = self.currentText()
        with QSignalBlocker(self):
            self.clear()
            for path in paths:
                self.addItem(path_text(path), list(path))
            self.setCurrentIndex(self.findText(typed))
            self.setEditText(typed)

    @property
    def path(self) -> Path:
        """The category that is chosen, () without one."""
        at = self.findText(self.currentText().strip())
        return tuple(self.itemData(at)) if at >= 0 else ()


class Crumbs(QWidget):
    """The way to a category: every name on it leads there; `asked` carries the path."""

    asked = Signal(tuple)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("categoryCrumbs")
        self._row: QHBoxLayout = row(spacing=SPACE[1])
        self.setLayout(self._row)

    def show_path(self, path: Path) -> None:
        """Show the way to a category."""
        clear(self._row)
        for depth in range(1, len(path) + 1):
            here = path[:depth]
            if depth > 1:
                self._row.addWidget(label("›", rank="muted"))
            link = button(f"crumb-{depth}", here[-1], look="link")
            link.clicked.connect(lambda _checked=False, to=here: self.asked.emit(to))
            self._row.addWidget(link)
        self._row.addStretch(1)


class NewCategoryForm(QFrame):
    """The name of a new category and its English one; `submitted` carries the whole path and the English name."""

    submitted = Signal(tuple, str)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("newCategoryForm")
        self.setProperty("card", "true")
        self._parent: Path = ()
        self._where = label(rank="muted", size=CAPTION, wrap=True)
        self.name = field("newCategoryName", _("Name of the new category"), _("Name"))
        self.english = field("newCategoryEnglish", _("English name"), _("English name"))
        self.error = error_line("newCategoryError")
        add = button("saveNewCategory", _("Add"), self._submit, key="Ctrl+S", primary=True)
        leave = button("leaveNewCategory", _("Cancel"), self.closed.emit, look="quiet")
        inside = column(self._where, row(self.name, self.english, add, leave), self.error, spacing=SPACE[1])
        inside.setContentsMargins(SPACE[3], SPACE[2], SPACE[3], SPACE[2])
        self.setLayout(inside)
        for typed in (self.name, self.english):
            typed.returnPressed.connect(self._submit)
        self.name.textEdited.connect(lambda _text: complain(self.name, self.error, ""))
        self.hide()

    def begin(self, parent: Path) -> None:
        """Ask for a category below another one; at the top for ()."""
        self._parent = parent
        where = _("Below {category}").format(category=path_text(parent)) if parent else _("At the top of the tree")
        self._where.setText(where)
        self.show()
        self.name.setFocus()
        self.name.selectAll()

    def refuse(self, error: ShopError) -> None:
        """Say under the name why it was not taken."""
        complain(self.name, self.error, word_error(error))
        self.name.setFocus()

    def finish(self) -> None:
        """Stand ready for the next one."""
        self.name.clear()
        self.english.clear()
        self.name.setFocus()

    def _submit(self) -> None:
        if self.name.text().strip():
            self.submitted.emit((*self._parent, self.name.text().strip()), self.english.text().strip())
        else:
            complain(self.name, self.error, _("Write a name."))


class PutInto(QFrame):
    """Where the listings of a category go before it is removed; `chosen` carries the category and the other one."""

    chosen = Signal(tuple, tuple)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("putIntoForm")
        self.setProperty("card", "soon")
        self._path: Path = ()
        self._why = label(wrap=True)
        self._why.setObjectName("putIntoWhy")
        self.into = PathBox("removeInto", _("Put its listings into"))
        go = button("removeAndPut", _("Move listings and remove"), self._choose)
        leave = button("leavePutInto", _("Cancel"), self.hide, look="quiet")
        inside = column(self._why, row(self.into, go, leave, None), spacing=SPACE[1])
        inside.setContentsMargins(SPACE[3], SPACE[2], SPACE[3], SPACE[2])
        self.setLayout(inside)
        self.hide()

    def begin(self, path: Path, error: ShopError, paths: Sequence[Path]) -> None:
        """Say why a category was not removed, and ask where its listings shall go."""
        self._path = path
        self._why.setText(word_error(error))
        self.into.offer([told for told in paths if told[: len(path)] != path])
        self.show()
        self.into.setFocus()

    def _choose(self) -> None:
        if self.into.path:
            self.hide()
            self.chosen.emit(self._path, self.into.path)


class UnknownBanner(QFrame):
    """Categories that listings name and the tree does not hold; `asked` carries one, and where its listings go."""

    asked = Signal(tuple, tuple)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("unknownCategories")
        self.setProperty("card", "soon")
        self._words = label(bold=True)
        self._words.setObjectName("unknownWords")
        self.which = QComboBox()
        self.which.setObjectName("unknownWhich")
        self.which.setAccessibleName(_("Category that the tree does not hold"))
        self.which.setFixedWidth(240)
        self.into = PathBox("unknownInto", _("Put its listings into"))
        add = button("adoptUnknown", _("Add to the tree"), lambda: self._ask(()), icon_name="plus")
        put = button("placeUnknown", _("Put into"), self._put)
        line = row(self._words, SPACE[2], self.which, add, SPACE[2], self.into, put, None)
        line.setContentsMargins(SPACE[4], SPACE[2], SPACE[4], SPACE[2])
        self.setLayout(line)
        self.hide()

    def show_unknown(self, unknown: Sequence[tuple[Path, int]], paths: Sequence[Path]) -> None:
        """Show what the tree does not hold; nothing hides the banner."""
        kept = self.which.currentData()
        self.which.clear()
        for path, count in unknown:
            self.which.addItem(f"{path_text(path)} ({count_words(count)})", list(path))
        self.which.setCurrentIndex(max(self.which.findData(kept), 0))
        self.into.offer(paths)
        words = ngettext("{count} category is not in the tree", "{count} categories are not in the tree", len(unknown))
        self._words.setText(words.format(count=len(unknown)))
        self.setAccessibleName(self._words.text())
        self.setVisible(bool(unknown))

    def _put(self) -> None:
        if self.into.path:
            self._ask(self.into.path)
        else:
            self.into.setFocus()

    def _ask(self, into: Path) -> None:
        if (path := self.which.currentData()) is not None:
            self.asked.emit(tuple(path), into)

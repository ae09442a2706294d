"""The sheet of keys (Ctrl+/): read off the controls of the page and of the window, so that it cannot be out of date."""

import re
from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QDialog,
    QGridLayout,
    QLineEdit,
    QScrollArea,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from shopdesk.services.naming import means
from shopdesk.ui.announce import Hits
from shopdesk.ui.controls import bar, button, clear, column, label, row
from shopdesk.ui.key_words import word_key
from shopdesk.ui.page import Page
from shopdesk.ui.theme import FOOTER, HEADLINE, SPACE, TITLE
from shopdesk.words import _

Keys = dict[str, str]  # what it does by its keys, in the order of the page
WIDTH, HEIGHT = 880, 620
_TIP = re.compile(r"(?P<words>.+?)\s{2,}(?P<keys>\S.*)")  # tips and texts name their key behind a wide gap


def keys_of(page: QWidget) -> Keys:
    """Return what the keys of a page do: those its buttons and menus name, then those that have no control."""
    named = {keys: words for keys, words in _named(page) if _is_key(keys) and not ("+" in words and _is_key(words))}
    found: Keys = {}
    for shortcut in page.findChildren(QShortcut):
        for sequence in shortcut.keys():  # noqa: SIM118 -- no mapping
            keys = shown(sequence)
            usual = _usual().get(sequence.toString(QKeySequence.SequenceFormat.PortableText), "")
            words = shortcut.whatsThis() or (usual if keys == "Esc" else "") or named.get(keys)
            found[keys] = found.get(keys) or words or _owner_words(shortcut) or usual
    return found | {keys: words for keys, words in named.items() if keys not in found}


def shown(sequence: QKeySequence) -> str:
    """Return keys as this system writes them."""
    return word_key(sequence)


def _named(page: QWidget) -> Iterator[tuple[str, str]]:
    told = [control.toolTip() for control in page.findChildren(QWidget)]
    told += [control.text().replace("&&", "&") for control in page.findChildren(QAbstractButton)]
    for tabs in page.findChildren(QTabBar):
        told += [tabs.tabToolTip(at) for at in range(tabs.count())]
    for action in page.findChildren(QAction):
        told += [action.toolTip(), action.text().replace("&&", "&").replace("\t", "   ")]
        if action.text() and not action.shortcut().isEmpty():
            yield shown(action.shortcut()), action.text().replace("&", "").partition("\t")[0]
    for text in told:
        if (found := _TIP.fullmatch(text.strip())) and "\n" not in text:
            for keys in re.split(r"\s*/\s*|,\s+", found["keys"]):
                yield shown(QKeySequence(keys)), found["words"].strip()


def _owner_words(shortcut: QShortcut) -> str:
    owner = shortcut.parent()
    return owner.accessibleName() if isinstance(owner, QAbstractButton) else ""


def _is_key(text: str) -> bool:
    sequence = QKeySequence(text)
    return not sequence.isEmpty() and sequence[0].key() != Qt.Key.Key_unknown  # type: ignore[index]


def _usual() -> Keys:
    """What some keys mean on every page."""
    return {
        "Esc": _("One step back"),
        "Del": _("Take out, with undo"),
        "F2": _("Edit"),
        "Ctrl+F": _("Filter"),
        "Ctrl+N": _("New"),
        "Ctrl+S": _("Save"),
        "Ctrl+V": _("Paste"),
        "Ctrl+E": _("Export"),
        "Return": _("Open"),
        "Ctrl+Return": _("Confirm"),
        "Ctrl+Enter": _("Confirm"),
    }


class KeysSheet(QDialog):
    """Shows the keys of a page beside those of the whole window; typing looks for one."""

    def __init__(self, page: Page, title: str, window_keys: Keys, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("keysSheet")
        self.setWindowTitle(_("Keys"))
        self.resize(WIDTH, HEIGHT)
        self._groups = ((title, keys_of(page)), (_("Everywhere"), window_keys))
        self.search = QLineEdit()
        self.search.setObjectName("keysSearch")
        self.search.setAccessibleName(_("Look for a key"))
        self.search.setPlaceholderText(self.search.accessibleName())
        self.search.setClearButtonEnabled(True)
        self._shown = 0
        self.search.textChanged.connect(lambda _text: self._fill())
        self.search.textChanged.connect(Hits(self.search, lambda: self._shown).follow)
        inner = QWidget()
        self._columns = row(spacing=SPACE[5], margins=(SPACE[5], SPACE[3], SPACE[5], SPACE[4]))
        inner.setLayout(self._columns)
        scroll = QScrollArea()
        scroll.setObjectName("keysList")
        scroll.setAccessibleName(_("Keys"))
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inner)
        head = bar("filterBar", FOOTER, label(_("Keys"), size=TITLE, bold=True), None, self.search)
        self.search.setFixedWidth(260)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addWidget(scroll, 1)
        layout.addWidget(bar("footer", FOOTER, None, button("keysClose", _("Close"), self.accept, key="Esc")))
        self._fill()

    def _fill(self) -> None:
        wanted = self.search.text().strip()
        clear(self._columns)
        self._shown = 0
        for title, keys in self._groups:
            grid = QGridLayout()
            grid.setVerticalSpacing(SPACE[1])
            grid.setColumnStretch(0, 1)
            found = {k: words for k, words in keys.items() if words and means(wanted, [words, k])}
            self._shown += len(found)
            for at, (key, words) in enumerate(found.items()):
                cap = label(key)
                cap.setProperty("keycap", True)
                cap.setAccessibleName(f"{words}: {key}")
                grid.addWidget(label(words, wrap=True), at, 0)
                grid.addWidget(cap, at, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
            none = label("" if found else _("None of these keys"), rank="muted")
            none.setVisible(not found)
            side = QWidget()
            side.setLayout(column(label(title, size=HEADLINE, bold=True), none, grid, None, spacing=SPACE[2]))
            self._columns.addWidget(side, 1)

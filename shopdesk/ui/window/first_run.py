"""The first start: language, the shop's name, its address for labels, or the sample shop to look around in."""

from collections.abc import Callable, Collection
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QThread, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from shopdesk.domain.jobs import Job
from shopdesk.paths import SHOP_FILE
from shopdesk.services.sample import create_sample_shop
from shopdesk.services.settings import set_settings
from shopdesk.services.shop import as_shop_error, create_shop
from shopdesk.ui import dialogs, machine
from shopdesk.ui.announce import announce
from shopdesk.ui.controls import bar, button, column, label, row
from shopdesk.ui.theme import CAPTION, CONTROL, FOOTER, PAGE, SPACE, TITLE
from shopdesk.ui.window.roles import known_roles, role_of_this_pc
from shopdesk.ui.window.sender_fields import SenderFields
from shopdesk.words import LANGUAGES, _, spoken
from shopdesk.words.errors import word_error

SAMPLE_FOLDER = "sample-shop"
LANGUAGE_NAMES = {"zh_CN": "简体中文", "en": "English"}
WIDTH, HEIGHT = 640, 780
TITLE_BAR = 40  # what a system puts above a window, at most


def make_shop(folder: Path, speak: Callable[[str], None], pages: Collection[str]) -> Path | None:
    """Ask what a new shop needs and make it; return the folder of the shop to open, None when the person leaves."""
    asked = FirstRun(folder, speak, pages)
    return asked.folder if asked.exec() == QDialog.DialogCode.Accepted else None


class _Maker(QThread):
    """Makes a shop beside the window: the sample, or what is brought from elsewhere."""

    told = Signal(int, int)
    failed = Signal(object)

    def __init__(self, make: Callable[[Job], object]) -> None:
        super().__init__()
        self._make = make

    def step(self, done: int, total: int) -> None:
        self.told.emit(done, total)

    def run(self) -> None:
        try:
            self._make(self)
        except Exception as error:
            self.failed.emit(error)


def _make_sample(folder: Path, job: Job) -> None:
    if not (folder / SHOP_FILE).exists():
        create_sample_shop(folder, job=job).close()


class FirstRun(QDialog):
    """One page of questions, all of them optional but the language; it speaks the language chosen at once."""

    def __init__(self, folder: Path, speak: Callable[[str], None], pages: Collection[str] = ("today",)) -> None:
        super().__init__()
        self.setObjectName("firstRun")
        self._roles = known_roles(pages)
        self.role = QComboBox()
        self.folder = folder
        self._speak = speak
        self._maker: _Maker | None = None
        self._fields = SenderFields({})
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        room = self.screen().availableSize()
        self.resize(min(WIDTH, room.width()), min(HEIGHT, room.height() - TITLE_BAR))
        self._build()

    def _build(self) -> None:
        """Lay the questions out in the language spoken now; what was typed stays."""
        typed = self._fields.typed()
        while (item := self._outer.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        self.setWindowTitle(_("Welcome to ShopDesk"))
        scroll = QScrollArea()
        scroll.setObjectName("firstScroll")
        scroll.setAccessibleName(self.windowTitle())
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self._questions(typed))
        self._outer.addWidget(scroll, 1)
        self._outer.addWidget(self._foot())
        self._fields.edits["shop.name"].setFocus()

    def _questions(self, typed: dict[str, str]) -> QWidget:
        page = QWidget()
        title = label(_("Welcome to ShopDesk"), size=PAGE, bold=True)
        text = label(
            _("Everything stays on this PC: no account, no cloud. You can change all of it later in the settings."),
            rank="second",
            wrap=True,
        )
        self.language = QComboBox()
        self.language.setObjectName("firstLanguage")
        self.language.setAccessibleName("Language 语言")
        self.language.setFixedHeight(CONTROL)
        for code in LANGUAGES:
            self.language.addItem(LANGUAGE_NAMES[code], code)
        self.language.setCurrentIndex(LANGUAGES.index(spoken.language))
        self.language.activated.connect(lambda _at: self._change_language(self.language.currentData()))
        kept = self.role.currentData() or role_of_this_pc()
        self.role = QComboBox()
        self.role.setObjectName("firstRole")
        self.role.setAccessibleName(_("This PC is for"))
        self.role.setFixedHeight(CONTROL)
        for name, role in self._roles.items():
            self.role.addItem(_(role.word), name)
        self.role.setCurrentIndex(max(self.role.findData(kept), 0))
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE[4])
        grid.setVerticalSpacing(SPACE[2])
        grid.addWidget(label("Language 语言", rank="second"), 0, 0)
        grid.addWidget(self.language, 0, 1)
        grid.addWidget(label(_("This PC is for"), rank="second"), 1, 0)
        grid.addWidget(self.role, 1, 1)
        self._fields = SenderFields(typed)
        self._fields.place(grid, 2)
        grid.setColumnStretch(1, 1)
        self._wrong = label(rank="error", wrap=True)
        self._wrong.setObjectName("firstWrong")
        where = label(_("Your data: {folder}").format(folder=str(self.folder)), rank="muted", size=CAPTION, wrap=True)
        why = _("The address is printed on labels as the sender. A whole address in one box is split up by itself.")
        layout = column(title, text, SPACE[2], spacing=SPACE[2], margins=(SPACE[6], SPACE[5], SPACE[6], SPACE[4]))
        layout.addLayout(grid)
        for shown in (self._fields.says, label(why, rank="muted", size=CAPTION), self._other_ways(), self._wrong):
            layout.addWidget(shown)
        layout.addStretch(1)
        layout.addWidget(where)
        page.setLayout(layout)
        return page

    def _other_ways(self) -> QFrame:
        """Return the card of what else a start may be: a look around, or a shop that there is already."""
        card = QFrame()
        card.setProperty("card", "true")
        self._progress = QProgressBar()
        self._progress.setAccessibleName(_("Making the shop"))
        self._progress.setTextVisible(False)
        self._progress.hide()
        self.sample = button("openSample", _("Open the sample shop"), self._open_sample, key="Ctrl+O")
        self.bring = button("bringShop", _("Bring my shop"), self._choose_shop, key="Ctrl+B")
        self.bring.setMinimumWidth(self.sample.sizeHint().width())
        about = _("The sample shop has goods, orders and pictures, in a folder of its own.")
        brought = _("From another PC or a backup: choose its file shop.db, or a copy on a USB stick.")
        inside = column(
            _way(_("Only looking?"), about, self.sample), _way(_("You have a shop already?"), brought, self.bring),
            self._progress, spacing=SPACE[3], margins=(SPACE[4], SPACE[3], SPACE[4], SPACE[3]),
        )  # fmt: skip
        card.setLayout(inside)
        return card

    def _foot(self) -> QFrame:
        leave = button("leaveFirst", _("Quit"), self.reject, key="Esc")
        self.make = button("makeShop", _("Create my shop"), self._make, primary=True, key="Ctrl+Return")
        self.make.setDefault(True)
        return bar("footer", FOOTER, None, leave, self.make)

    def _change_language(self, language: str) -> None:
        machine.remember(machine.LANGUAGE, language)
        self._speak(language)
        self._build()

    def _make(self) -> None:
        """Make the shop; what cannot be made is said and nothing is left behind."""
        values = {name: text for name, text in self._fields.typed().items() if text}
        self._remember()
        try:
            made = create_shop(self.folder, name=values.pop("shop.name", ""))
            try:
                set_settings(made, values | {"shop.language": spoken.language})
            finally:
                made.close()
        except Exception as error:
            known = as_shop_error(error)
            if known is None:
                raise
            self._refuse(word_error(known))
            return
        self.accept()

    def _remember(self) -> None:
        machine.remember(machine.LANGUAGE, spoken.language)
        machine.remember(machine.ROLE, self.role.currentData())

    def _open_sample(self) -> None:
        self._begin(self.folder.parent / SAMPLE_FOLDER, _make_sample)

    def _choose_shop(self) -> None:
        """Bring a shop from elsewhere; what cannot be brought is said, and another file may be chosen."""
        from shopdesk.services.restore import bring_shop  # loaded late: needed once in a shop's life

        if chosen := dialogs.choose_files(self, _("Shop or backup"), _("Shops and backups (*.db)")):
            self._begin(self.folder, lambda folder, job: bring_shop(folder, chosen[0], job))

    def _begin(self, folder: Path, make: Callable[[Path, Job], object]) -> None:
        """Make a shop in a folder beside the window, and go on with it."""
        self._remember()
        self._wrong.clear()
        self._maker = _Maker(partial(make, folder))
        self._maker.told.connect(self._show_progress)
        self._maker.failed.connect(self._fail)
        self._maker.finished.connect(partial(self._made, folder))
        for shown in (self.sample, self.bring, self.make, self.language):
            shown.setEnabled(False)
        self._progress.setRange(0, 0)
        self._progress.show()
        self._maker.start()

    def _show_progress(self, done: int, total: int) -> None:
        self._progress.setRange(0, total)
        self._progress.setValue(done)

    def _fail(self, error: BaseException) -> None:
        known = as_shop_error(error)
        self._refuse(word_error(known) if known else str(error))

    def _refuse(self, words: str) -> None:
        self._wrong.setText(words)
        announce(self._wrong, words, urgent=True)

    def _made(self, folder: Path) -> None:
        if not self._wrong.text() and (folder / SHOP_FILE).exists():
            self.folder = folder
            self.accept()
            return
        self._progress.hide()
        for shown in (self.sample, self.bring, self.make, self.language):
            shown.setEnabled(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter goes on to the next box and makes the shop at the last one, Ctrl+Enter makes it from anywhere."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier or self._fields.at_last:
            self.make.click()
        else:
            self.focusNextChild()

    def reject(self) -> None:
        """Leave; a shop under way is finished first, so that no half of one lies about."""
        if self._maker is not None and self._maker.isRunning():
            self._maker.wait()
        super().reject()


def _way(title: str, about: str, way: QPushButton) -> QHBoxLayout:
    """Return a line of what else a start may be, with its button."""
    line = row(spacing=SPACE[4])
    words = column(label(title, size=TITLE, bold=True), label(about, rank="second", wrap=True), spacing=SPACE[1])
    line.addLayout(words, 1)
    line.addWidget(way, 0, Qt.AlignmentFlag.AlignVCenter)
    return line

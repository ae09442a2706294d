"""The editor of layouts: the list at the left, the page in the middle, what can be said of it at the right."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QComboBox, QFrame, QListWidget, QListWidgetItem, QScrollArea, QWidget

from shopdesk.domain.errors import ShopError
from shopdesk.domain.jobs import Job
from shopdesk.domain.layouts import Box, Layout, layout_problems
from shopdesk.services import layouts
from shopdesk.services.layout_samples import SAMPLES, draw_sample
from shopdesk.services.layouts import KeptLayout, LayoutChange
from shopdesk.services.paper import prepare
from shopdesk.services.shop import Shop
from shopdesk.ui.context import Context
from shopdesk.ui.controls import bar, button, column, label, row
from shopdesk.ui.icons import icon
from shopdesk.ui.page import Page
from shopdesk.ui.printing.layout_canvas import LayoutCanvas
from shopdesk.ui.printing.layout_form import LayoutForm
from shopdesk.ui.printing.print_pages import draw_page, open_pages
from shopdesk.ui.printing.print_words import word_paper
from shopdesk.ui.theme import FILTER_BAR, HEADLINE, PANEL_NARROW, SPACE
from shopdesk.ui.undo import Change
from shopdesk.words import N_, _
from shopdesk.words.errors import word_error
from shopdesk.words.layouts import DOCUMENTS

_SAMPLES = {"usual": N_("Usual order"), "abroad": N_("Order from abroad"), "extreme": N_("Extreme content")}
_DPI = 203
_LIST = 272
_ICON = 16


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What a drawing came to: the page and its length in millimetres, or why there is none."""

    image: QImage | None
    height: float
    problem: ShopError | None


class LayoutEditorPage(Page):
    """Shows one layout and writes every change at once; a built-in one is copied at the first change."""

    name = "layouts"
    place = "printing"
    concerns = frozenset({"settings"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._kept: list[KeptLayout] = []
        self._shown: KeptLayout | None = None
        self._standing = ""  # the layout a person stands on: undo may take it out, and redo bring it again
        self._draft: Layout | None = None
        self._part = ""
        self._writing = self._drawing = self._again = False
        self._pending: Layout | None = None
        self.document = QComboBox()
        self.list = QListWidget()
        self.list.setProperty("lines", "one")
        self.list.setIconSize(QSize(_ICON, _ICON))
        self.sample = QComboBox()
        self.canvas = LayoutCanvas()
        self.form = LayoutForm()
        self.told = label(rank="warn", wrap=True)
        self.told.setObjectName("layoutTold")
        self._lay_out()
        self.document.activated.connect(lambda _at: self._stand_on(""))
        self.list.currentItemChanged.connect(self._choose)
        self.sample.activated.connect(lambda _at: self._draw())
        self.canvas.chosen.connect(self._choose_part)
        self.form.chosen.connect(self._choose_part)
        self.canvas.placed.connect(self._place)
        self.form.edited.connect(self.edit)
        self.refresh()

    def refresh(self) -> None:
        """Read the layouts anew; the one shown stays shown where it is still there."""
        if self._writing:
            return
        self._fill_list(self._standing)

    def show_wanted(self, wanted: dict[str, object]) -> None:
        """Show a document's layouts, one of them if named."""
        if (at := self.document.findData(wanted.get("document", ""))) >= 0:
            self.document.setCurrentIndex(at)
        self._stand_on(str(wanted.get("layout", "")))

    def counts_text(self) -> str:
        """Say what is shown."""
        return word_paper(self._draft) if self._draft else ""

    def edit(self, layout: Layout) -> None:
        """Take a layout as a person wants it: told what is wrong with it, else written at once."""
        self._draft = layout
        self._tell()
        if any(True for _problem in layout_problems(layout)):
            return
        self._draw()
        if self._writing:
            self._pending = layout
        else:
            self._write(layout)

    # How it looks

    def _lay_out(self) -> None:
        for field, name, words in (
            (self.document, "layoutDocument", _("Document")),
            (self.list, "layoutList", _("Layouts")),
            (self.sample, "layoutSample", _("Sample")),
        ):
            field.setObjectName(name)
            field.setAccessibleName(words)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        for code, words in DOCUMENTS.items():
            self.document.addItem(_(words), code)
        for code in SAMPLES:
            self.sample.addItem(_(_SAMPLES[code]), code)
        copy = button("copyLayout", _("Copy"), self._copy, icon_name="copy", key="Ctrl+D")
        self._remove = button("removeLayout", _("Take out"), self._take_out, icon_name="trash-2", key="Ctrl+Del")
        left = QFrame()
        left.setObjectName("layoutSide")
        left.setFixedWidth(_LIST)
        left.setLayout(column(self.document, self.list, copy, self._remove, margins=(SPACE[4],) * 4))
        middle = column(self.told, self.canvas, spacing=SPACE[2], margins=(0, SPACE[4], 0, 0))
        middle.setStretch(1, 1)
        across = row(left, spacing=0)
        across.addLayout(middle, 1)
        across.addWidget(_scrolled(self.form))
        whole = column(_head(self.context, self.sample), spacing=0)
        whole.addLayout(across, 1)
        self.setLayout(whole)

    def _fill_list(self, wanted: str) -> None:
        document = str(self.document.currentData())
        self._kept = layouts.list_layouts(self.context.shop, document)
        names = [kept.layout.name for kept in self._kept]
        blocked = self.list.blockSignals(True)
        self.list.clear()
        for kept in self._kept:
            item = QListWidgetItem(word_paper(kept.layout))
            item.setToolTip(_("{layout}: your own").format(layout=item.text()) if kept.own else item.text())
            item.setIcon(icon("pencil" if kept.own else "lock"))
            self.list.addItem(item)
        at = names.index(wanted) if wanted in names else 0
        self.list.setCurrentRow(at)
        self.list.blockSignals(blocked)
        self._show(at)

    def _show(self, at: int) -> None:
        if not 0 <= at < len(self._kept):
            return
        self._shown = self._kept[at]
        self._draft = self._shown.layout
        if self._draft.part(self._part) is None:
            self._part = self._draft.parts[0].name
        self._remove.setEnabled(self._shown.own)
        self._tell()
        self._draw()
        self.counted.emit()

    def _tell(self, drawn: _Drawn | None = None) -> None:
        """Show the draft everywhere, and what is wrong with it."""
        assert self._draft and self._shown
        problems = list(layout_problems(self._draft))
        wrong = frozenset(
            str(problem.params[name]) for problem in problems for name in ("part", "other") if name in problem.params
        )
        self.canvas.show_layout(self._draft, self._part, wrong)
        self.form.show_layout(self._draft, self._part, problems)
        told = self._shown.problem or (drawn.problem if drawn else None)
        self.told.setText(word_error(told) if told else "")
        self.told.setVisible(bool(told))

    # What a person does

    def rows_shown(self) -> int:  # noqa: D102
        return self.list.count()

    def _stand_on(self, name: str) -> None:
        self._standing = name
        self._fill_list(name)

    def _choose(self, _item: QListWidgetItem | None) -> None:
        self._pending = None
        self._show(self.list.currentRow())
        self._standing = self._shown.layout.name if self._shown else ""

    def _choose_part(self, part: str) -> None:
        self._part = part
        self._tell()

    def _place(self, part: str, box: Box) -> None:
        self._part = part
        if self._draft and (known := self._draft.part(part)):
            self.edit(self._draft.with_part(replace(known, box=box)))

    def _copy(self) -> None:
        if self._shown:
            document, name = self._shown.layout.document, self._shown.layout.name
            self._change(
                _("Layout {name} copied").format(name=name), lambda shop: [layouts.copy_layout(shop, document, name)]
            )

    def _take_out(self) -> None:
        if self._shown and self._shown.own:
            document, name = self._shown.layout.document, self._shown.layout.name
            self._change(
                _("Layout {name} taken out").format(name=name),
                lambda shop: [layouts.remove_layout(shop, document, name)],
            )

    def _write(self, layout: Layout) -> None:
        """Keep a changed layout; a built-in one stays and is copied."""
        assert self._shown
        own, name = self._shown.own, layout.name

        def keep(shop: Shop) -> list[LayoutChange]:
            if own:
                return [layouts.change_layout(shop, layout)]
            copied = layouts.copy_layout(shop, layout.document, name)
            return [copied, layouts.change_layout(shop, replace(layout, name=copied.name))]

        self._change(_("Layout {name} changed").format(name=name), keep)

    def _change(self, words: str, verb: Callable[[Shop], list[LayoutChange]]) -> None:
        done: list[LayoutChange] = []

        def change(shop: Shop, _job: Job) -> None:
            with shop.writing():
                done[:] = verb(shop)

        def undo(shop: Shop, _job: Job) -> None:
            with shop.writing():
                for made in reversed(done):
                    layouts.take_back(shop, made)

        def redo(shop: Shop, _job: Job) -> None:
            with shop.writing():
                for made in done:
                    layouts.do_again(shop, made)

        self._writing = True
        self.context.write(
            words, change, changes=set(),
            done=lambda _result: self._changed(Change(words, undo, redo), done[-1]),
            ended=self._end_writing,
        )  # fmt: skip

    def _end_writing(self) -> None:
        self._writing = False

    def _changed(self, change: Change, last: LayoutChange) -> None:
        self._writing = False
        self.context.note(change)
        pending, self._pending = self._pending, None
        self._stand_on(last.name)
        if pending is not None and self._shown:
            self.edit(replace(pending, name=self._shown.layout.name))

    # The page itself

    def _draw(self) -> None:
        """Draw the draft beside the window; what is changed meanwhile is drawn after it."""
        if self._drawing:
            self._again = True
            return
        assert self._draft
        layout, sample = self._draft, str(self.sample.currentData())
        if any(True for _problem in layout_problems(layout)):
            return
        logo = prepare(self.context.shop, []).logo
        self._drawing = True
        self.context.compute(_("Drawing a layout"), lambda _job: _draw(layout, sample, logo), self._drawn)

    def _drawn(self, drawn: _Drawn) -> None:
        self._drawing = False
        self.canvas.show_image(drawn.image, drawn.height)
        self._tell(drawn)
        if self._again:
            self._again = False
            self._draw()


def _head(context: Context, sample: QComboBox) -> QWidget:
    """Name the page, lead back, and let a sample order be chosen."""
    to = partial(context.go, "printing")
    back = button("backToPrinting", _("Printing"), to, icon_name="chevron-left", look="quiet")
    words = label(_("Sample"), rank="second")
    words.setBuddy(sample)
    title = label(_("Layouts of paper"), size=HEADLINE, bold=True)
    return bar("filterBar", FILTER_BAR, back, title, None, words, sample)


def _draw(layout: Layout, sample: str, logo: str) -> _Drawn:
    """Draw the first page of a sample; one that does not fit is said."""
    try:
        pages = open_pages(draw_sample(layout, sample, logo))
    except ShopError as problem:
        return _Drawn(None, layout.height, problem)
    return _Drawn(draw_page(pages, 0, _DPI), pages.sizes[0][1], None)


def _scrolled(form: LayoutForm) -> QScrollArea:
    made = QScrollArea()
    made.setObjectName("layoutForm")
    made.setAccessibleName(_("Fields of the layout"))
    made.setWidgetResizable(True)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setFixedWidth(PANEL_NARROW)
    made.setWidget(form)
    return made

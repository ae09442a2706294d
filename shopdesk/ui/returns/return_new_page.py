"""A return is opened: which order, which pieces, why and what is wanted; the policy's decision stands beside it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from shopdesk.domain.errors import ShopError
from shopdesk.domain.jobs import Job
from shopdesk.domain.return_rules import Decision
from shopdesk.domain.returns import Case
from shopdesk.services.identity import new_id
from shopdesk.services.return_preview import Asked, kinds_for, open_asked, preview_decision, reasons_for
from shopdesk.services.return_undo import undo_return
from shopdesk.services.returns import approve_return, open_return, reopen_return
from shopdesk.services.shop import Shop
from shopdesk.ui.context import Context
from shopdesk.ui.controls import ElidedLabel, EmptyState, bar, button, clear, column, label, line, row
from shopdesk.ui.form_fields import choice, complain, error_line, field
from shopdesk.ui.page import Page
from shopdesk.ui.returns.return_decision_card import NEVER, ReturnDecisionCard
from shopdesk.ui.returns.return_line import PICTURE
from shopdesk.ui.returns.return_stepper import Stepper
from shopdesk.ui.returns.return_steps import CHANGES
from shopdesk.ui.side_panel import picture
from shopdesk.ui.theme import CAPTION, FILTER_BAR, FOOTER, HEADLINE, PANEL, SPACE
from shopdesk.ui.undo import Change
from shopdesk.words import _
from shopdesk.words.errors import word_error
from shopdesk.words.returns import word_kind, word_return_reason

WIDEST = 800  # of a line: a count stands near the goods it counts


class ReturnNewPage(Page):
    """The form of a new case; nothing is written before it is opened."""

    name = "return_new"
    place = "returns"
    concerns = frozenset({"orders", "settings"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.asked: Asked | None = None
        self.decision: Decision | None = None
        self._uuid = new_id()
        self.order = field("returnOrder", _("Order"), _("Order, platform number or waybill; Enter"))
        self.order_error = error_line("returnOrderError")
        self.pieces: dict[str, Stepper] = {}
        self._pictures: list[tuple[str, QLabel]] = []
        self._lines = column(spacing=SPACE[2])
        self.reason = choice("returnWhy", _("Reason"), [])
        self.kind = choice("returnKind", _("What is wanted"), [])
        self.note = field("returnNote", _("What the buyer says"))
        self.card = ReturnDecisionCard()
        self.open = button("openReturn", _("Open the case"), self.submit, primary=True, key="Ctrl+Return")
        self.overrule = button("openAnyway", _("Grant anyway"), self.submit_anyway, key="Ctrl+Shift+A")
        self._lay_out()
        self.order.returnPressed.connect(self._find)
        self.reason.currentIndexChanged.connect(lambda _at: self._fit_kinds())
        self.kind.currentIndexChanged.connect(lambda _at: self._judge())
        context.thumbnails.loaded.connect(self._show_pictures)
        self.show_order(None)

    def _lay_out(self) -> None:
        back = button("backFromNewReturn", _("After-sales"), self._leave, icon_name="chevron-left", look="quiet")
        back.setToolTip("Esc")
        goods = column(self._lines, None, margins=(SPACE[4], SPACE[3]) * 2)
        narrow = QWidget()
        narrow.setLayout(goods)
        narrow.setMaximumWidth(WIDEST)
        holder = QFrame()
        holder.setProperty("ground", "surface")
        beside = row(narrow, spacing=0)
        beside.setStretch(0, 1)
        beside.addStretch(0)
        holder.setLayout(beside)
        scroll = QScrollArea()
        scroll.setObjectName("returnNewScroll")
        scroll.setAccessibleName(_("Goods"))
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(holder)
        side = column(spacing=SPACE[1], margins=(SPACE[4], SPACE[3]) * 2)
        for shown, under in ((self.order, self.order_error), (self.reason, None), (self.kind, None), (self.note, None)):
            side.addSpacing(SPACE[2] if side.count() else 0)
            side.addWidget(label(shown.accessibleName(), rank="muted", size=CAPTION))
            side.addWidget(shown)
            if under is not None:
                side.addWidget(under)
        side.addSpacing(SPACE[2])
        side.addWidget(self.card)
        side.addStretch(1)
        left = QFrame()
        left.setProperty("ground", "surface")
        left.setLayout(side)
        left.setFixedWidth(PANEL)
        upright = line()
        upright.setProperty("line", "upright")
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addWidget(left)
        across.addWidget(upright)
        self._stack = QStackedWidget()
        self._stack.addWidget(scroll)
        self._stack.addWidget(_no_order())
        across.addWidget(self._stack, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(bar("filterBar", FILTER_BAR, back, label(_("New return"), size=HEADLINE, bold=True), None))
        layout.addLayout(across, 1)
        layout.addWidget(bar("footer", FOOTER, None, self.overrule, self.open))
        for key, act in (("Esc", self._leave), ("Ctrl+Enter", self.submit)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # Which order

    def _find(self) -> None:
        try:
            asked = open_asked(self.context.shop, self.order.text().strip())
        except ShopError as error:
            complain(self.order, self.order_error, word_error(error))
            self.show_order(None)
            return
        complain(self.order, self.order_error, "")
        self.show_order(asked)

    def show_order(self, asked: Asked | None) -> None:
        """Show an order's lines with the pieces that the buyer still has; all of them are asked for at first."""
        self.asked = asked
        self.pieces.clear()
        self._pictures.clear()
        clear(self._lines)
        if asked is not None:
            self.order.setText(asked.order.number)
            for sku, sold in asked.sold.items():
                self._lines.addWidget(self._line(asked, sku, sold))
            self._fill(
                self.reason, [(code, word_return_reason(code)) for code in reasons_for(self.context.shop, asked)]
            )
        else:
            self._fill(self.reason, [])
        self._stack.setCurrentIndex(int(asked is None))
        for part in (self.reason, self.kind, self.note):
            part.setEnabled(asked is not None)
        self._fit_kinds()
        self._show_pictures()
        self.counted.emit()

    def _line(self, asked: Asked, sku: str, sold: int) -> QWidget:
        shown, left = asked.lines.get(sku), max(asked.left[sku], 0)
        stepper = Stepper(f"asked-{sku}", _("Pieces of {sku}").format(sku=sku), sold, left)
        stepper.edited.connect(lambda _count: self._judge())
        self.pieces[sku] = stepper
        image = picture(QLabel(), PICTURE)
        self._pictures.append((shown.picture if shown else "", image))
        words = _("{sold} sold").format(sold=sold)
        if left < sold:
            words += " · " + _("{count} in other cases").format(count=sold - left)
        about = " · ".join(filter(None, (words, sku, shown.options if shown else "")))
        middle = column(
            ElidedLabel(shown.title if shown else sku), ElidedLabel(about, rank="muted", size=CAPTION), spacing=2
        )
        made = QWidget()
        layout = row(image, spacing=SPACE[3])
        layout.addLayout(middle, 1)
        layout.addWidget(stepper)
        made.setLayout(layout)
        return made

    @staticmethod
    def _fill(box: QComboBox, options: list[tuple[str, str]], *, keep: bool = False) -> None:
        before = box.currentData()
        box.blockSignals(True)
        box.clear()
        for code, words in options:
            box.addItem(words, code)
        at = box.findData(before) if keep else 0
        box.setCurrentIndex(max(at, 0) if options else -1)
        box.blockSignals(False)

    def _fit_kinds(self) -> None:
        kinds = kinds_for(self.context.shop, self.asked, str(self.reason.currentData())) if self.asked else ()
        self._fill(self.kind, [(kind, word_kind(kind)) for kind in kinds])
        self._judge()

    # What the policy says

    def _judge(self) -> None:
        self.decision = None
        if self.asked is not None:
            reason, kind = str(self.reason.currentData()), str(self.kind.currentData())
            self.decision = preview_decision(self.context.shop, self.asked, self.wanted(), reason, kind)
        self.card.show_decision(self.decision)
        meant = self.decision is not None and self.decision.rule not in NEVER
        self.open.setEnabled(meant)
        self.overrule.setVisible(meant and self.decision is not None and not self.decision.allowed)

    def wanted(self) -> list[tuple[str, int]]:
        """Return the pieces that are asked for."""
        return [(sku, stepper.value) for sku, stepper in self.pieces.items() if stepper.value]

    # What a person does

    def submit(self) -> None:
        """Open the case; the policy decides."""
        self._write("")

    def submit_anyway(self) -> None:
        """Open the case and grant it against the policy, with the reason for that."""
        if note := self.card.reason():
            self._write(note)

    def _write(self, anyway: str) -> None:
        if self.asked is None or not self.open.isEnabled():
            return
        number, wanted, uuid = self.asked.order.number, self.wanted(), self._uuid
        reason, kind = str(self.reason.currentData()), str(self.kind.currentData())
        note = self.note.text().strip()
        made: list[str] = []

        def act(shop: Shop, _job: Job) -> Case:
            with shop.writing():
                if made:
                    case = reopen_return(shop, made[0])
                else:
                    case = open_return(shop, number, wanted, reason=reason, kind=kind, note=note, uuid=uuid)
                    made.append(case.number)
                return approve_return(shop, case.number, anyway=True, note=anyway) if anyway else case

        def back(shop: Shop, _job: Job) -> None:
            with shop.writing():
                while undo_return(shop, made[0]).state != "withdrawn":
                    pass

        def done(case: Case) -> None:
            self._uuid = new_id()
            for edit in (self.note, self.card.anyway, self.order):
                edit.clear()
            self.show_order(None)
            self.context.note(Change(_("{case} opened").format(case=case.number), back, act))
            self.context.go("return_bench", case=case.number)

        self.open.setEnabled(False)
        self.context.write(_("Opening a return"), act, changes=CHANGES, done=done, ended=self._judge)

    def _leave(self) -> None:
        self.context.go("returns")

    def _show_pictures(self, _place: str = "") -> None:
        for place, shown in self._pictures:
            if place and (pixmap := self.context.thumbnails.pixmap(place, PICTURE - SPACE[1])):
                shown.setPixmap(pixmap)

    # What others ask

    def show_wanted(self, wanted: dict[str, object]) -> None:  # noqa: D102
        if number := str(wanted.get("order", "")):
            self.order.setText(number)
            self._find()
            if wanted.get("came"):
                self._suppose_refused()
            self.reason.setFocus()
        elif self.asked is None:
            self.order.setFocus()

    def _suppose_refused(self) -> None:
        """Suppose that a parcel that is back and was never signed for was refused at the door."""
        at = self.reason.findData("refused")
        if self.asked is None or at < 0:
            return
        told = preview_decision(self.context.shop, self.asked, self.wanted(), "refused", "refused-parcel")
        if told.allowed:
            self.reason.setCurrentIndex(at)

    def refresh(self) -> None:  # noqa: D102
        if self.asked is not None:
            self._judge()

    def rows_shown(self) -> int:  # noqa: D102
        return len(self.pieces)


def _no_order() -> EmptyState:
    made = EmptyState("returnNewEmpty")
    words = _("Write the order at the left; its goods stand here.")
    made.tell("package", _("Which order does it come from?"), words)
    return made

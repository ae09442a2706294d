"""The returns bench: a scan opens the case, its pieces are counted, booked, and paid back or exchanged; one page."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QHideEvent, QImage, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from shopdesk.domain.errors import ShopError
from shopdesk.services.return_desk import Desk, read_desk
from shopdesk.services.return_money import left_to_refund, propose_return
from shopdesk.services.return_scans import Scanned, scan_return
from shopdesk.services.settings import get_setting
from shopdesk.ui.context import Context
from shopdesk.ui.controls import EmptyState, button, column
from shopdesk.ui.page import Page
from shopdesk.ui.returns.after_sales_areas import words_of_evidence
from shopdesk.ui.returns.return_bench_head import ReturnBenchHead
from shopdesk.ui.returns.return_bench_words import hint_of, refund_facts, word_scan
from shopdesk.ui.returns.return_foot import ReturnFoot
from shopdesk.ui.returns.return_history_card import ReturnHistoryCard
from shopdesk.ui.returns.return_inspect_card import ReturnInspectCard
from shopdesk.ui.returns.return_instead_card import ReturnInsteadCard
from shopdesk.ui.returns.return_next import next_steps
from shopdesk.ui.returns.return_papers import ReturnPapers
from shopdesk.ui.returns.return_policy_card import ReturnPolicyCard
from shopdesk.ui.returns.return_refund_card import ReturnRefundCard
from shopdesk.ui.returns.return_steps import CHANGES, ReturnSteps, Wanted
from shopdesk.ui.scan_input import ScanInput
from shopdesk.ui.theme import NARROW_WIDTH, PANEL, PANEL_NARROW, SPACE
from shopdesk.words import N_, _

MONEY_STEPS = ("refund", "instead-refund", "inspect-refund")

_PICTURES = N_("Pictures (*.jpg *.jpeg *.png *.webp *.bmp *.gif *.tif *.tiff *.avif)")


class ReturnBenchPage(Page):
    """One case at a time; what is scanned is heard whatever has the focus."""

    name = "return_bench"
    place = "returns"
    concerns = frozenset({"orders", "stock", "settings"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.desk: Desk | None = None
        self._fresh = False
        self._currency = str(get_setting(context.shop, "shop.currency"))
        self.scanner = ScanInput(self)
        self.steps = ReturnSteps(context, self)
        self.papers = ReturnPapers(context, self)
        self.head = ReturnBenchHead(context, self.papers)
        self.policy = ReturnPolicyCard()
        self.inspect = ReturnInspectCard(context, self._currency)
        self.instead = ReturnInsteadCard(context, self._currency)
        self.history = ReturnHistoryCard()
        self.refund = ReturnRefundCard()
        self.foot = ReturnFoot()
        self.empty = EmptyState("returnBenchEmpty")
        self._lay_out()
        self._connect()
        self.show_nothing()

    def _lay_out(self) -> None:
        left = column(self.policy, self.inspect, self.instead, self.history, None, spacing=SPACE[3])
        self._side = QWidget()
        self._side.setLayout(column(self.refund, None))
        inner = QWidget()
        inner.setObjectName("returnBenchBody")
        across = QHBoxLayout(inner)
        across.setContentsMargins(SPACE[5], SPACE[1], SPACE[5], SPACE[4])
        across.setSpacing(SPACE[4])
        across.addLayout(left, 1)
        across.addWidget(self._side, 0, Qt.AlignmentFlag.AlignTop)
        self._scroll = _scrolled(inner)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self._scroll)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.foot)

    def _connect(self) -> None:
        self.scanner.scanned.connect(lambda code, _at: self.scan(code))
        self.head.scanned.connect(self.scan)
        self.head.left.connect(self._leave)
        self.head.owner_wanted.connect(self.steps.keep_ownerless)
        self.steps.taken.connect(self.show_case)
        self.inspect.edited.connect(self._counted)
        self.inspect.photo_wanted.connect(self._choose_photos)
        self.inspect.photo_dropped.connect(self.steps.leave_photo_out)
        self.refund.edited.connect(self._show_next)
        self.refund.policy_wanted.connect(lambda: self.context.go("return_policy"))
        self.history.undo_wanted.connect(self._take_last_back)
        self.foot.wanted.connect(self._take)
        for key, act in (("Esc", self._leave), ("Ctrl+V", self._paste), ("Ctrl+F", self.head.into_scan)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # What is scanned

    def scan(self, code: str) -> None:
        """Take a code: open its case, receive the parcel, stand on a line, or say that nobody awaits it."""
        current = self.desk.details.case.number if self.desk else ""
        self.context.write(
            "", lambda shop, _job: scan_return(shop, code, current=current), changes=set(), done=self._scanned
        )

    def _scanned(self, told: Scanned) -> None:
        self.head.tell(word_scan(told), told)
        if told.outcome == "goods":
            self.inspect.stand_on(told.sku)
        elif told.outcome == "order" and told.order is not None:
            self.context.go("return_new", order=told.order.number, came=True)
        elif told.case is not None:
            self.show_case(told.case.number)
            self.head.tell(word_scan(told), told)
            if told.outcome == "received":
                self.steps.note_received(told.case)
                QTimer.singleShot(0, self, self._announce)  # the case stands there first

    def _announce(self) -> None:
        """Tell the others what a scan has changed; the case stands here as it is already."""
        self._fresh = True
        self.context.changed.emit(frozenset(CHANGES))
        self._fresh = False

    # What is shown

    def show_nothing(self) -> None:
        """Wait for a scan."""
        self.desk = None
        self._stack.setCurrentWidget(self.empty)
        _ask_for_scan(self.empty, self.context)
        self.head.show_desk(None)
        self.foot.hide()

    def show_case(self, code: str) -> None:
        """Show a case."""
        try:
            desk = read_desk(self.context.shop, code)
        except ShopError as error:
            self.context.failed.emit(error, _("Show a case"))
            return
        anew = self.desk is None or self.desk.details.case.number != desk.details.case.number
        state = self.desk.details.case.state if self.desk else ""
        self.desk = desk
        self._stack.setCurrentWidget(self._scroll)
        self.head.show_desk(desk)
        self.policy.show_desk(desk, self.context.shop.now())
        self.inspect.show_desk(desk, anew=anew or state == "requested")
        self.instead.show_case(desk.details.case, anew=anew)
        self.history.show_details(desk.details)
        self.foot.show()
        self._show_refund(anew=anew)
        if anew:
            self.foot.leave()
            self._scroll.verticalScrollBar().setValue(0)
        self.counted.emit()

    def _show_refund(self, *, anew: bool) -> None:
        """Show what would go back for what is counted now."""
        desk = self.desk
        assert desk is not None
        case = desk.details.case
        self._side.setVisible(desk.order is not None)
        if desk.order is not None:
            shop, found = self.context.shop, dict(self.inspect.found)
            proposal = propose_return(shop, case, found=found if case.state == "received" else None)
            self.refund.show_desk(desk, proposal, anew=anew, left=left_to_refund(shop, case))
            self.refund.show_facts(*refund_facts(desk, found, str(self.inspect.verdict.currentData())))
        self._show_next()

    def _counted(self) -> None:
        self._show_refund(anew=False)

    def _show_next(self) -> None:
        desk = self.desk
        assert desk is not None
        case = desk.details.case
        agreed = self.refund.agreed() if desk.order is not None else None
        wanting = case.kind == "partial" and not (agreed and agreed.amount)

        def ready(step: str) -> bool:
            return step not in MONEY_STEPS or (agreed is not None and not wanting)

        next_ = next_steps(case, came=bool(self.inspect.came))
        self.foot.show_next(next_, self.refund.total.text(), hint_of(case, next_), ready)

    # What is done

    def _take(self, step: str, note: str) -> None:
        if self.desk is None:
            return
        if step == "instead-exchange":
            step = "inspect-exchange" if self.desk.details.case.state == "received" else "exchange"
        wanted = Wanted(
            verdict=str(self.inspect.verdict.currentData()), found=dict(self.inspect.found),
            notes=dict(self.inspect.notes), came=dict(self.inspect.came), agreed=self.refund.agreed(),
            route=str(self.refund.route.currentData()), reference=self.refund.reference.text().strip(), note=note,
            pieces=self.instead.pieces(),
        )  # fmt: skip
        self.steps.take(step, self.desk.details.case, wanted)

    def _take_last_back(self) -> None:
        if self.desk is not None:
            self.steps.take_last_back(self.desk.details.case)

    def _choose_photos(self, sku: str) -> None:
        from shopdesk.ui.dialogs import choose_files  # loaded late: only a photo asks for it

        if self.desk is not None and (files := choose_files(self, _("Photos of what came back"), _(_PICTURES))):
            self.steps.add_photos(self.desk.details.case, files, sku)

    def drop_words(self) -> tuple[str, str]:  # noqa: D102
        is_open = self.desk is not None and self.desk.details.case.is_open
        return words_of_evidence() if is_open else super().drop_words()

    def take_files(self, paths: list[Path]) -> bool:
        """Keep dropped pictures with the line that has the focus; without an open case the import takes the files."""
        if self.desk is None or not self.desk.details.case.is_open:
            return False
        self.steps.add_photos(self.desk.details.case, paths, self.inspect.current_sku())
        return True

    def _paste(self) -> None:
        image: QImage = QGuiApplication.clipboard().image()
        if self.desk is None or image.isNull():
            return
        from shopdesk.ui.returns.return_papers import write_pasted

        if (file := write_pasted(image)) is not None:
            self.steps.add_photos(self.desk.details.case, [file], self.inspect.current_sku())

    def _leave(self) -> None:
        """Take one step back: what is asked, the case, the page."""
        if self.foot.leave():
            return
        if self.desk is not None:
            self.show_nothing()
            self.head.tell("", None)
        else:
            self.context.go("returns")

    # What others ask

    def show_wanted(self, wanted: dict[str, object]) -> None:  # noqa: D102
        if code := str(wanted.get("case", "")):
            self.head.tell("", None)
            self.show_case(code)

    def refresh(self) -> None:  # noqa: D102
        if self.desk is not None and not self._fresh:
            self.show_case(self.desk.details.case.number)

    def rows_shown(self) -> int:  # noqa: D102
        return len(self.inspect.lines) if self.desk is not None else 0

    def kept(self) -> dict[str, object]:  # noqa: D102
        return super().kept() | ({"case": self.desk.details.case.number} if self.desk else {})

    def put_back(self, kept: dict[str, object]) -> None:  # noqa: D102
        if code := str(kept.get("case", "")):
            self.show_case(code)
        super().put_back(kept)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802, D102
        super().showEvent(event)
        self.scanner.arm()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802, D102
        self.scanner.disarm()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802, D102
        super().resizeEvent(event)
        self._side.setFixedWidth(PANEL_NARROW - SPACE[5] if self.window().width() < NARROW_WIDTH else PANEL)


def _scrolled(inner: QWidget) -> QScrollArea:
    made = QScrollArea()
    made.setObjectName("returnBenchScroll")
    made.setAccessibleName(_("Returns bench"))
    made.setWidgetResizable(True)
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setWidget(inner)
    return made


def _ask_for_scan(empty: EmptyState, context: Context) -> None:
    """Say on the empty bench what is scanned, and where the parcels stand that shall come."""
    awaited = button(
        "seeAwaited", _("See the parcels that are awaited"), partial(context.go, "returns", view="awaiting")
    )
    text = _("Scan the waybill, the returns form or the order's number; by hand it is typed above.")
    empty.tell("scan-barcode", _("Scan a parcel that came back"), text, [awaited])

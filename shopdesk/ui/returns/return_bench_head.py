"""The head of the returns bench: which case, of which order, the field for scans, the papers, and what a scan said."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QVBoxLayout

from shopdesk.services.return_desk import Desk
from shopdesk.services.return_scans import Scanned
from shopdesk.ui.announce import announce
from shopdesk.ui.context import Context
from shopdesk.ui.controls import ElidedLabel, StatusLabel, button, clear, label, row
from shopdesk.ui.form_fields import field
from shopdesk.ui.icons import icon
from shopdesk.ui.returns.return_papers import ReturnPapers
from shopdesk.ui.status import RETURN
from shopdesk.ui.theme import HEADLINE, SPACE
from shopdesk.words import _, begun
from shopdesk.words.returns import word_case_state, word_kind, word_return_reason
from shopdesk.words.states import word_channel

HEIGHT = 60


class ReturnBenchHead(QFrame):
    """Shows a case's number and state; `scanned` carries what was typed, `owner_wanted` the code of nobody's parcel."""

    scanned = Signal(str)
    left = Signal()
    owner_wanted = Signal(str)

    def __init__(self, context: Context, papers: ReturnPapers) -> None:
        super().__init__()
        self._context, self._papers = context, papers
        self._code = ""
        self.number = label(size=HEADLINE, bold=True)
        self.number.setObjectName("returnNumber")
        self.state = StatusLabel()
        self._about = row(spacing=SPACE[1])
        self.field = field("returnScan", _("Scan"), _("Waybill, form, order"))
        self.field.setFixedWidth(200)
        self.field.setToolTip(_("Scan, or type and press Enter  Ctrl+F"))
        self.field.returnPressed.connect(self._typed)
        self.form = button("printReturnsForm", _("Returns form"), papers.print_form, icon_name="printer")
        self.form.setToolTip(_("Print the returns form  Ctrl+P"))
        self.more = self._menu()
        back = button("backToReturns", _("After-sales"), self.left.emit, icon_name="chevron-left", look="quiet")
        back.setToolTip("Esc")
        top = QHBoxLayout()
        top.setContentsMargins(SPACE[4], 0, SPACE[5], 0)
        top.setSpacing(SPACE[2])
        top.addWidget(back)
        top.addWidget(self.number)
        top.addWidget(self.state)
        top.addLayout(self._about, 1)
        for part in (self.field, self.form, self.more):
            top.addWidget(part)
        holder = QFrame()
        holder.setFixedHeight(HEIGHT)
        holder.setLayout(top)
        self.said = label(wrap=True)
        self.said.setObjectName("returnSaid")
        self.keep = button(
            "keepOwnerless", _("Keep as a parcel without an owner"), self._keep, primary=True, key="Ctrl+Shift+O"
        )
        self.banner = QFrame()
        self.banner.setObjectName("note")
        self.banner.setLayout(row(self.said, None, self.keep, margins=(SPACE[4], SPACE[2], SPACE[4], SPACE[2])))
        self.banner.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(holder)
        wide = row(self.banner, margins=(SPACE[5], 0, SPACE[5], SPACE[2]))
        layout.addLayout(wide)

    def _menu(self) -> QToolButton:
        made = QToolButton()
        made.setObjectName("returnMore")
        made.setProperty("framed", True)
        made.setIcon(icon("ellipsis"))
        made.setToolTip(_("More papers"))
        made.setAccessibleName(_("More papers"))
        made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(made)
        for name, text, act, key in (
            ("copyInstructions", _("Copy the buyer's instructions"), self._papers.copy_instructions, "Ctrl+Shift+C"),
            ("saveVoucher", _("Save the refund voucher"), self._papers.save_voucher, "Ctrl+Shift+P"),
        ):
            action = QAction(f"{text}\t{key}", menu)
            action.setObjectName(name)
            action.triggered.connect(lambda _checked=False, act=act: act())
            menu.addAction(action)
            QShortcut(QKeySequence(key), self).activated.connect(act)
        QShortcut(QKeySequence("Ctrl+P"), self).activated.connect(self._papers.print_form)
        made.setMenu(menu)
        return made

    def show_desk(self, desk: Desk | None) -> None:
        """Show a case, or that none is on the bench."""
        self._papers.desk = desk
        clear(self._about)
        for part in (self.state, self.form, self.more):
            part.setVisible(desk is not None)
        if desk is None:
            self.number.setText(_("Returns bench"))
            self._about.addStretch(1)
            return
        case = desk.details.case
        self.number.setText(case.number)
        self.state.show_status(RETURN[case.state], begun(word_case_state(case.state)))
        self.form.setVisible(desk.order is not None)
        told = [word_kind(case.kind), word_return_reason(case.reason) if case.order else ""]
        if desk.order is not None:
            told.append(word_channel(desk.order.channel))
        self._about.addSpacing(SPACE[2])
        self._about.addWidget(ElidedLabel(" · ".join(filter(None, told)), rank="second"), 1)
        for number in filter(None, (case.order, case.exchange)):
            to = partial(self._context.go, "orders", order=number)
            self._about.addWidget(button(f"order-{number}", number, to, look="link"))

    def tell(self, words: str, told: Scanned | None) -> None:
        """Say what a scan came to; nobody's parcel can be kept from here."""
        self._code = told.code if told is not None and told.outcome == "unknown" else ""
        self.said.setText(words)
        if words:
            announce(self.said, words, urgent=bool(self._code))
        self.keep.setVisible(bool(self._code))
        self.banner.setVisible(bool(words) and told is not None and told.outcome != "goods")

    def into_scan(self) -> None:
        """Stand in the field for scans."""
        self.field.setFocus()
        self.field.selectAll()

    def _typed(self) -> None:
        if code := self.field.text().strip():
            self.field.setText("")
            self.scanned.emit(code)

    def _keep(self) -> None:
        if code := self._code:
            self.tell("", None)
            self.owner_wanted.emit(code)

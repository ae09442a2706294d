"""What the shop promises after the sale: its versions, reasons and exceptions; what is changed is a new one."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from shopdesk.domain.errors import ShopError
from shopdesk.domain.return_clocks import local_day
from shopdesk.domain.return_policy import PAYERS as ALL_PAYERS
from shopdesk.domain.return_policy import Policy, Reason
from shopdesk.services.listings import show_listing
from shopdesk.services.return_versions import (
    PROMISES,
    NewVersion,
    add_version,
    list_versions,
    newest_exceptions,
    put_versions,
)
from shopdesk.ui.context import Context
from shopdesk.ui.controls import bar, button, clear, column, heading, label, row, tool
from shopdesk.ui.day_field import DayField
from shopdesk.ui.form_fields import choice, error_line, field
from shopdesk.ui.page import Page
from shopdesk.ui.returns.return_bench_words import word_policy
from shopdesk.ui.returns.return_exception_form import ReturnExceptionForm, word_exception
from shopdesk.ui.theme import CAPTION, FILTER_BAR, FOOTER, HEADLINE, SPACE
from shopdesk.ui.undo import Change
from shopdesk.words import N_, _, begun, full_day, listed
from shopdesk.words.errors import word_error
from shopdesk.words.returns import NEEDS, PAYERS, word_kind, word_return_reason

WIDEST = 1200  # of a card: beyond it fields drift apart
PROMISE_WORDS = {
    "answer_hours": N_("Hours to answer"),
    "send_days": N_("Days to send it back"),
    "refund_days": N_("Working days to pay back"),
    "exchange_days": N_("Working days to exchange"),
}


class ReturnPolicyPage(Page):
    """Shows a version; the newest one can be changed, and what is changed begins on a day of its own."""

    name = "return_policy"
    place = "returns"
    concerns = frozenset({"settings"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._versions: list[Policy] = []
        self._days: dict[str, QLineEdit] = {}
        self._payers: dict[str, QComboBox] = {}
        self._promises: dict[str, QLineEdit] = {}
        self._exceptions: list[dict[str, Any]] = []
        self.version = choice("policyVersion", _("Version"), [])
        self.version.currentIndexChanged.connect(lambda _at: self._show())
        self.begins = DayField("policyBegins", _("New version from"), context.shop.now)
        self.begins.setFixedWidth(144)
        self.error = error_line("policyError")
        self.save = button("savePolicy", _("Begin this version"), self.submit, primary=True, key="Ctrl+S")
        self.form = ReturnExceptionForm(context)
        self.form.added.connect(self._add_exception)
        self._body = column(spacing=SPACE[3], margins=(SPACE[5], SPACE[3], SPACE[5], SPACE[4]))
        self._lay_out()
        self.refresh()

    def _title(self, handle: str) -> str:
        try:
            return show_listing(self.context.shop, handle).title
        except ShopError:
            return handle

    def _lay_out(self) -> None:
        back = button("backFromPolicy", _("After-sales"), self._leave, icon_name="chevron-left", look="quiet")
        back.setToolTip("Esc")
        to_settings = button("policySettings", _("Days in the settings"), self._to_settings, look="link")
        title = label(_("Policy of returns"), size=HEADLINE, bold=True)
        inner = QWidget()
        inner.setObjectName("returnBenchBody")
        narrow = QWidget()
        narrow.setLayout(self._body)
        narrow.setMaximumWidth(WIDEST)
        beside = row(narrow, spacing=0)
        beside.setStretch(0, 1)
        beside.addStretch(0)
        inner.setLayout(beside)
        scroll = QScrollArea()
        scroll.setObjectName("policyScroll")
        scroll.setAccessibleName(_("Policy of returns"))
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(inner)
        self._foot = bar("footer", FOOTER, self.error, None, label(_("New version from"), rank="muted"), self.begins,
                         self.save)  # fmt: skip
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(bar("filterBar", FILTER_BAR, back, title, None, to_settings, self.version))
        layout.addWidget(scroll, 1)
        layout.addWidget(self._foot)
        leave = QShortcut(QKeySequence("Esc"), self)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self._leave)

    # What is shown

    def refresh(self) -> None:  # noqa: D102
        try:
            self._versions = list_versions(self.context.shop)
            self._exceptions = newest_exceptions(self.context.shop)
        except ShopError as error:
            self._versions = []
            self.error.setText(word_error(error))
            self.error.setVisible(True)
        self.version.blockSignals(True)
        self.version.clear()
        for policy in self._versions:
            self.version.addItem(word_policy(policy.begins), policy.begins.isoformat())
        self.version.blockSignals(False)
        self._show()

    @property
    def newest(self) -> bool:
        """Whether the newest version is shown: the others stand as they held."""
        return self.version.currentIndex() == 0

    def _show(self) -> None:
        self.form.setParent(None)
        clear(self._body)
        for kept in (self._days, self._payers, self._promises):
            kept.clear()
        if not self._versions:
            return
        policy = self._versions[max(self.version.currentIndex(), 0)]
        self._body.addWidget(self._promise_card(policy))
        self._body.addWidget(self._reason_card(policy))
        self._body.addWidget(self._exception_card(policy))
        self._body.addStretch(1)
        self._foot.setVisible(self.newest)
        today = local_day(self.context.shop.now())
        self.begins.set_day(max(today, policy.begins))
        self.counted.emit()

    def _promise_card(self, policy: Policy) -> QFrame:
        across = row(spacing=SPACE[4])
        for name in PROMISES:
            edit = self._number(f"policy-{name}", _(PROMISE_WORDS[name]), str(getattr(policy, name)))
            self._promises[name] = edit
            across.addLayout(column(label(_(PROMISE_WORDS[name]), rank="muted", size=CAPTION), edit, spacing=2))
        across.addStretch(1)
        return _card(heading(_("Promises")), across)

    def _reason_card(self, policy: Policy) -> QFrame:
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE[3])
        grid.setVerticalSpacing(SPACE[1])
        grid.setColumnStretch(3, 1)
        for at, title in enumerate((_("Reason"), _("Days from signing"), _("Way back paid by"), _("May be asked for"))):
            grid.addWidget(label(title, rank="muted", size=CAPTION), 0, at)
        for at, reason in enumerate(policy.reasons.values(), start=1):
            self._reason_row(grid, at, reason)
        return _card(heading(_("Reasons")), grid)

    def _reason_row(self, grid: QGridLayout, at: int, reason: Reason) -> None:
        words = word_return_reason(reason.code)
        days = self._number(f"policyDays-{reason.code}", _("Days for {reason}").format(reason=words), "")
        days.setText("" if reason.days is None else str(reason.days))
        days.setPlaceholderText(_("open"))
        payer = choice(f"policyPayer-{reason.code}", _("Way back of {reason}").format(reason=words),
                       [(code, begun(_(PAYERS[code]))) for code in ALL_PAYERS])  # fmt: skip
        payer.setCurrentIndex(payer.findData(reason.freight))
        payer.setEnabled(self.newest)
        self._days[reason.code], self._payers[reason.code] = days, payer
        kinds = listed(word_kind(kind) for kind in sorted(reason.kinds))
        needs = listed(_(NEEDS[need]) for need in reason.needs if need in NEEDS)
        told = column(label(kinds, wrap=True), spacing=0)
        if needs:
            told.addWidget(label(needs, rank="muted", size=CAPTION, wrap=True))
        grid.addWidget(label(words, bold=True), at, 0)
        grid.addWidget(days, at, 1)
        grid.addWidget(payer, at, 2)
        grid.addLayout(told, at, 3)

    def _exception_card(self, policy: Policy) -> QFrame:
        rows = column(spacing=SPACE[1])
        told = self._exceptions if self.newest else [
            {"category": list(one.category), "listing": one.listing, "channel": one.channel, "reasons": one.reasons}
            for one in policy.exceptions
        ]  # fmt: skip
        for at, one in enumerate(told):
            holder = QWidget()
            parts = row(label(word_exception(one, self._title), wrap=True))
            parts.setStretch(0, 1)
            if self.newest:
                parts.addWidget(
                    tool(f"exceptionOut-{at + 1}", "x", _("Leave this exception out"), partial(self._out, at))
                )
            holder.setLayout(parts)
            rows.addWidget(holder)
        if not told:
            rows.addWidget(label(_("No exceptions: every reason holds for all goods on every channel."), rank="muted"))
        made = _card(heading(_("Exceptions")), rows)
        if self.newest:
            inside = made.layout()
            assert inside is not None
            inside.addWidget(self.form)
            self.form.show()
        return made

    def _number(self, name: str, accessible: str, text: str) -> QLineEdit:
        made = field(name, accessible)
        made.setText(text)
        made.setFixedWidth(88)
        made.setReadOnly(not self.newest)
        return made

    # What is changed

    def _add_exception(self, told: dict[str, Any]) -> None:
        self._keep_typed(lambda: self._exceptions.append(told))

    def _out(self, at: int) -> None:
        self._keep_typed(lambda: self._exceptions.pop(at))

    def _keep_typed(self, change: Any) -> None:  # noqa: ANN401 - its answer is of no use
        typed = {edit.objectName(): edit.text() for edit in self.findChildren(QLineEdit)}
        chosen = {code: box.currentIndex() for code, box in self._payers.items()}
        change()
        self._show()
        for edit in (*self._days.values(), *self._promises.values(), self.begins):
            edit.setText(typed.get(edit.objectName(), edit.text()))
        for code, index in chosen.items():
            self._payers[code].setCurrentIndex(index)

    def submit(self) -> None:
        """Begin a version with what was changed."""
        try:
            if (begins := self.begins.day()) is None:
                raise ValueError(self.begins.text())
            told = NewVersion(
                begins,
                {code: self._read(edit, empty=True) for code, edit in self._days.items()},
                {code: str(box.currentData()) for code, box in self._payers.items()},
                {name: int(edit.text().strip()) for name, edit in self._promises.items()},
                list(self._exceptions),
            )
        except ValueError:
            self._refuse(_("Write whole numbers of days, and the day as {day}.").format(day=self.begins.example))
            return
        before: list[str | None] = []

        def act(shop: Any, _job: Any) -> None:  # noqa: ANN401 - a verb
            before[:] = [add_version(shop, told)]

        def done(_result: object) -> None:
            self.error.hide()
            back = Change(
                _("Policy from {day} begun").format(day=full_day(told.begins)),
                lambda shop, _job: put_versions(shop, before[0]), act,
            )  # fmt: skip
            self.context.note(back)

        self.context.write(
            _("Policy of returns"), act, changes={"settings"}, done=done,
            refused=lambda error: self._refuse(word_error(error)),
        )  # fmt: skip

    @staticmethod
    def _read(edit: QLineEdit, *, empty: bool) -> int | None:
        text = edit.text().strip()
        return None if empty and not text else int(text)

    def _refuse(self, words: str) -> None:
        self.error.setText(words)
        self.error.setVisible(True)

    def _to_settings(self) -> None:
        self.context.go("settings", section="returns")

    def _leave(self) -> None:
        self.context.go("returns")

    def rows_shown(self) -> int:  # noqa: D102
        return len(self._days)


def _card(*parts: Any) -> QFrame:  # noqa: ANN401 - widgets and layouts
    made = QFrame()
    made.setProperty("card", True)
    made.setLayout(column(*parts, spacing=SPACE[2], margins=(SPACE[4], SPACE[3], SPACE[4], SPACE[3])))
    return made

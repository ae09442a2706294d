"""The forms of a ticket: opening it, its next step, an answer with replies by short code."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from shopdesk.domain.tickets import KINDS, SEVERITIES, STEPS, ReplyTemplate, Ticket
from shopdesk.ui.controls import button, column, label, laid_in, row, tip_key
from shopdesk.ui.form_fields import choice, error_line, field
from shopdesk.ui.panel_form import PanelForm
from shopdesk.ui.returns.ticket_words import CHANNELS, SATISFACTION, STAGES
from shopdesk.ui.text_field import TextField
from shopdesk.ui.theme import CAPTION, SPACE
from shopdesk.words import N_, _, begun, spoken
from shopdesk.words.returns import word_ticket

TEXT_HEIGHT, ANSWER_HEIGHT = 60, 88
PREVIEW = 18
VERBS = {
    "diagnosed": (N_("What was found out"), N_("Diagnosis made")),
    "planned": (N_("What should be done"), N_("Plan made")),
    "carried-out": (N_("What was done"), N_("Carried out")),
    "confirmed": (N_("What came of it"), N_("Result confirmed")),
}


class NewTicketForm(PanelForm):
    """Asks what a new ticket is about; `prefilled` are order, case, sku and the like from where a person came."""

    def __init__(self, people: Sequence[str], me: str, prefilled: dict[str, str]) -> None:
        super().__init__("ticketForm", _("New ticket"), _("Open the ticket"))
        self.subject = QLineEdit(prefilled.get("subject", ""))
        self.subject.setMaxLength(2000)
        self.body.addLayout(self.ask(_("What the buyer wants, in a sentence"), self.subject, "ticketSubject"))
        self.channel = choice("ticketChannel", _("Channel"), [(code, _(name)) for code, name in CHANNELS.items()])
        self.kind = choice("ticketKind", _("Kind"), [(code, word_ticket(code)) for code in KINDS])
        self.severity = choice(
            "ticketSeverity", _("Severity"), [(code, begun(word_ticket(code))) for code in SEVERITIES]
        )
        self.severity.setCurrentIndex(SEVERITIES.index("normal"))
        if prefilled.get("kind") in KINDS:
            self.kind.setCurrentIndex(KINDS.index(prefilled["kind"]))
        for shown in (self.channel, self.kind, self.severity):
            narrow(shown)
        self.assigned = person_field("ticketAssigned", people, me)
        self._lay(self.channel, self.kind)
        self._lay(self.severity, self.assigned)
        self.order = field("ticketOrder", _("Order"), _("Number, if it is known"))
        self.sku = field("ticketSku", _("SKU"), _("If it is about goods"))
        self.case = field("ticketReturn", _("Return"), _("Case number"))
        for edit, name in ((self.order, "order"), (self.sku, "sku"), (self.case, "case")):
            edit.setText(prefilled.get(name, ""))
        self._lay(self.order, self.case)
        self._lay(self.sku)
        for field_ in (self.severity, self.assigned):  # the ticket below has such fields, too
            field_.setAccessibleDescription(_("New ticket"))
        self.error = error_line("ticketError")
        self.body.addWidget(self.error)
        for edit in (self.subject, self.order, self.sku, self.case, self.assigned):
            edit.returnPressed.connect(self.saved.emit)

    def _lay(self, *fields: QWidget) -> None:
        line = row(spacing=SPACE[2])
        for shown in fields:
            line.addLayout(captioned(shown), 1)
        self.body.addLayout(line)

    def told(self) -> dict[str, str]:
        """Return what was typed, by the names that `open_ticket` takes."""
        return {
            "subject": self.subject.text(), "channel": str(self.channel.currentData()),
            "kind": str(self.kind.currentData()), "severity": str(self.severity.currentData()),
            "assigned": self.assigned.text().strip(), "order": self.order.text().strip(),
            "sku": self.sku.text().strip(), "case": self.case.text().strip(),
        }  # fmt: skip


class StepForm(QWidget):
    """Takes a ticket one of its steps further; the last one asks for satisfaction and suggestion."""

    saved = Signal()

    def __init__(self, ticket: Ticket) -> None:
        super().__init__()
        self.setObjectName("ticketStepForm")
        ahead = STEPS[STEPS.index(ticket.step) + 1 :]
        self.step = choice("ticketStep", _("Next step"), [(code, word_ticket(code)) for code in ahead])
        self.kind = choice("ticketDiagnosis", _("It turns out to be"), [(code, word_ticket(code)) for code in KINDS])
        self.kind.setCurrentIndex(KINDS.index(ticket.kind))
        self.words = text_field("ticketStepWords", _("What was found out"), TEXT_HEIGHT)
        self.satisfaction = choice(
            "ticketSatisfaction", _("Satisfaction"),
            [("", _("not asked")), *((str(n), _(words)) for n, words in SATISFACTION.items())],
        )  # fmt: skip
        self.suggestion = field("ticketSuggestion", _("Suggestion"), _("Filed with the customer"))
        self.error = error_line("ticketStepError")
        self._save = button("saveTicketStep", "", self.saved.emit, key="Ctrl+Shift+S", primary=True)
        self._diagnosis, self._result = captioned(self.kind), captioned(self.satisfaction)
        self._suggested = captioned(self.suggestion)
        for shown in (self.step, self.kind, self.satisfaction):
            narrow(shown)
        first = row(spacing=SPACE[2])
        first.addLayout(captioned(self.step), 1)
        first.addLayout(self._diagnosis, 1)
        first.addLayout(self._result, 1)
        whole = column(first, captioned(self.words), self._suggested, self.error, row(self._save, None))
        self.setLayout(whole)
        self.step.currentIndexChanged.connect(lambda _at: self._ask_for())
        self._ask_for()

    def _ask_for(self) -> None:
        """Show the fields of the step that is chosen."""
        asked, done = VERBS[str(self.step.currentData())]
        self.words.setAccessibleName(_(asked))
        self.words.setPlaceholderText(_(asked))
        self._save.setText(f"{_(done)}   Ctrl+Shift+S")
        self._save.setAccessibleName(_(done))
        step = self.step.currentData()
        _show(self._diagnosis, step == "diagnosed")
        _show(self._result, step == "confirmed")
        _show(self._suggested, step == "confirmed")

    def told(self) -> dict[str, object]:
        """Return the step and what was told of it."""
        stars = str(self.satisfaction.currentData())
        return {
            "step": str(self.step.currentData()), "kind": str(self.kind.currentData()),
            "words": self.words.toPlainText().strip(), "satisfaction": int(stars) if stars else None,
            "suggestion": self.suggestion.text().strip(),
        }  # fmt: skip


class AnswerForm(QWidget):
    """Takes what the buyer is told; a short code, or a choice from the list, puts a reply where the cursor stands."""

    saved = Signal()

    def __init__(self, replies: Sequence[ReplyTemplate], word: Callable[[str], str]) -> None:
        super().__init__()
        self.setObjectName("ticketAnswerForm")
        self._word = word
        self.code = field("replyCode", _("Short code"), _("Short code"))
        self.code.setToolTip(_("Type a short code and press Enter: the reply is put in, filled with what is known."))
        self.code.setCompleter(QCompleter([reply.code for reply in replies], self.code))
        self.code.returnPressed.connect(self._insert_typed)
        self.list: QComboBox = choice("replyList", _("Replies"), [("", _("Choose a reply"))])
        for reply in replies:
            self.list.addItem(_offer(reply), reply.code)
        self.list.activated.connect(lambda _at: self._insert_chosen())
        self.words = text_field("ticketAnswer", _("Answer to the buyer"), ANSWER_HEIGHT)
        self.words.setPlaceholderText(_("What the buyer is told"))
        self.error = error_line("replyError")
        save = button("saveTicketAnswer", _("Note and copy"), self.saved.emit, icon_name="copy")
        tip_key(save, "Ctrl+Return")
        first = row(self.code, self.list, spacing=SPACE[2])
        first.setStretch(0, 1)
        first.setStretch(1, 2)
        narrow(self.list)
        self.setLayout(column(first, self.error, self.words, row(save, None)))

    def insert(self, code: str) -> None:
        """Put a reply where the cursor stands; a code that nobody knows is told by who words it."""
        if text := self._word(code):
            self.words.textCursor().insertText(text)
            self.code.clear()
            self.words.setFocus()

    def _insert_typed(self) -> None:
        if code := self.code.text().strip():
            self.insert(code)

    def _insert_chosen(self) -> None:
        if code := str(self.list.currentData()):
            self.insert(code)
        self.list.setCurrentIndex(0)


def narrow(made: QComboBox) -> QComboBox:
    """Let a choice be as narrow as its place; what does not fit is cut."""
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(6)
    return made


def person_field(name: str, people: Sequence[str], shown: str) -> QLineEdit:
    """Return a field for who looks after a ticket, offering who has done so."""
    made = field(name, _("Looked after by"))
    made.setText(shown)
    made.setCompleter(QCompleter(list(people), made))
    return made


def text_field(name: str, accessible: str, height: int) -> QPlainTextEdit:
    """Return a field of several lines that Tab leaves."""
    made = TextField()
    made.setObjectName(name)
    made.setAccessibleName(accessible)
    made.setTabChangesFocus(True)
    made.setFixedHeight(height)
    return made


def captioned(shown: QWidget) -> QVBoxLayout:
    """Return a field under its name."""
    return column(label(shown.accessibleName(), rank="muted", size=CAPTION), shown, spacing=SPACE[1])


def _show(captioned_field: QVBoxLayout, wanted: bool) -> None:
    for part in laid_in(captioned_field):
        part.setVisible(wanted)


def _offer(reply: ReplyTemplate) -> str:
    text = reply.texts.get(spoken.language) or next(iter(reply.texts.values()))
    return f"{reply.code} · {_(STAGES[reply.stage])} · {text[:PREVIEW]}…"

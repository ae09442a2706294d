"""One ticket at the right of the table: its clocks, its five steps, answers, evidence, and what happened."""

from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QLayout, QWidget

from shopdesk.domain.errors import ShopError
from shopdesk.domain.tickets import SEVERITIES, STEPS, Ticket, TicketNote, running
from shopdesk.services.rule_files import reply_templates
from shopdesk.services.ticket_evidence import EvidenceFile, evidence_of
from shopdesk.services.ticket_table import known_people
from shopdesk.services.tickets import word_reply
from shopdesk.ui import dialogs
from shopdesk.ui.context import Context
from shopdesk.ui.controls import ElidedLabel, StatusLabel, button, column, label, row, selectable, tip_key, tool
from shopdesk.ui.form_fields import choice, error_line
from shopdesk.ui.icons import shape_pixmap
from shopdesk.ui.moments import stamp, used_share
from shopdesk.ui.returns.ticket_forms import AnswerForm, StepForm, captioned, narrow, person_field
from shopdesk.ui.returns.ticket_words import PROMISES, SATISFACTION, STEP_STATUS, left, role_of, word_way
from shopdesk.ui.returns.ticket_work import TicketWork
from shopdesk.ui.side_panel import SidePanel, facts
from shopdesk.ui.slack_clock import SlackClock
from shopdesk.ui.theme import CAPTION, SPACE
from shopdesk.words import _, begun
from shopdesk.words.errors import word_error
from shopdesk.words.returns import word_ticket

PICTURES = "*.jpg *.jpeg *.png *.webp *.gif *.bmp *.tif *.tiff *.avif *.mp4 *.mov *.avi *.mkv *.webm *.3gp"


class TicketPanel(SidePanel):
    """Shows one ticket and does what is to be done with it."""

    def __init__(self, context: Context) -> None:
        super().__init__(_("Ticket"))
        self._context, self.work = context, TicketWork(context)
        self._shown: object = None
        self.ticket: Ticket | None = None
        self.step_form: StepForm | None = None
        self.answer_form: AnswerForm | None = None

    def show_ticket(self, ticket: Ticket) -> None:
        """Show a ticket, unless it stands there already as it is: what is being typed stays."""
        files = evidence_of(self._context.shop, ticket)
        if self._shown == (ticket, files):
            return
        focused = QApplication.focusWidget()
        back = focused.objectName() if focused is not None and self.isAncestorOf(focused) else ""
        typed = self._typed() if self.ticket is not None and self.ticket.row == ticket.row else ""
        self._shown, self.ticket = (ticket, files), ticket
        self.step_form = self.answer_form = None
        copy = tool("copyTicket", "copy", _("Copy the ticket's number"), lambda: self._copy(ticket.number))
        status = StatusLabel()
        self.begin(ticket.number, [status, copy])
        status.show_status(STEP_STATUS[ticket.step], word_ticket(ticket.step))
        self._add_concern(ticket)
        is_open = ticket.solved_at is None and ticket.step in STEPS
        if is_open:
            self._add_answer(ticket, typed)
        else:
            self._add_result(ticket)
        self._add_steps(ticket)
        if is_open:
            self._add_person(ticket)
        self._add_evidence(ticket, files)
        self._add_history(ticket)
        if back and (found := self.findChild(QWidget, back)) is not None:
            found.setFocus()

    def forget(self) -> None:
        """Read the ticket anew at the next showing."""
        self._shown = None

    def take_files(self, files: list[Path]) -> None:
        """Keep files as evidence of the ticket that is shown."""
        if self.ticket is not None:
            self.work.add_evidence(self.ticket.number, files, self._refuse_evidence)

    # What it is about

    def _add_concern(self, ticket: Ticket) -> None:
        now = self._context.shop.now()
        clocks = [_clock(ticket, kind, due, now) for kind, due in running(ticket)]
        self.add(selectable(label(ticket.subject, bold=True, wrap=True)), *clocks, line_above=False)
        told: list[tuple[str, str | QWidget]] = [
            (_("Kind"), f"{word_ticket(ticket.kind)} · {word_ticket(ticket.severity)}"),
            (_("Channel"), word_way(ticket.channel)),
        ]
        if ticket.order:
            told.append((_("Order"), self._link("ticketToOrder", ticket.order, "orders", order=ticket.order)))
        if ticket.case:
            told.append((_("Return"), self._link("ticketToReturn", ticket.case, "returns", case=ticket.case)))
        if ticket.sku:
            told.append((_("SKU"), self._link("ticketToStock", ticket.sku, "stock", sku=ticket.sku)))
        if ticket.customer is not None:
            shown = _("Show the customer")
            told.append((_("Customer"), self._link("ticketToCustomer", shown, "customers", customer=ticket.customer)))
        told.append((_("Taken in"), f"{stamp(ticket.opened_at)} · {ticket.opened_by}"))
        self.add(facts(told))

    def _link(self, name: str, text: str, page: str, **wanted: object) -> QWidget:
        holder = QWidget()
        holder.setLayout(row(button(name, text, partial(self._context.go, page, **wanted), look="link"), None))
        return holder

    # The five steps

    def _add_steps(self, ticket: Ticket) -> None:
        rows = [_step_row(ticket, step) for step in STEPS]
        if ticket.solved_at is None and ticket.step in STEPS:
            self.step_form = StepForm(ticket)
            self.step_form.saved.connect(self.advance)
            self.add(*rows, SPACE[1], self.step_form, title=_("Five steps"))
        else:
            self.add(*rows, title=_("Five steps"))

    def advance(self) -> None:
        """Take the ticket to the step that is chosen."""
        form, ticket = self.step_form, self.ticket
        if form is None or ticket is None:
            return
        told = form.told()
        if not told["words"]:
            form.error.setText(_("Write it in a few words: who looks at this ticket next must know."))
            form.error.show()
            form.words.setFocus()
            return
        form.setEnabled(False)
        self.work.advance(ticket.number, told, partial(self._refuse, form, form.error))

    # Answers

    def _add_answer(self, ticket: Ticket, typed: str) -> None:
        try:
            replies = reply_templates(self._context.shop)
            damaged = ""
        except ShopError as error:  # the shop's own file, damaged: it is answered without
            replies, damaged = (), word_error(error)
        self.answer_form = AnswerForm(replies, partial(self._word, ticket.number))
        self.answer_form.words.setPlainText(typed)
        self.answer_form.saved.connect(self.answer)
        if damaged:
            self.answer_form.error.setText(damaged)
            self.answer_form.error.show()
        to_replies = partial(self._context.go, "replies")
        edit = button("editReplies", _("Edit the replies"), to_replies, look="link")
        self.add(self.answer_form, row(edit, None), title=_("Answer to the buyer"))

    def _word(self, number: str, code: str) -> str:
        assert self.answer_form is not None
        try:
            text = word_reply(self._context.shop, code, ticket=number)
        except ShopError as error:
            self.answer_form.error.setText(word_error(error))
            self.answer_form.error.show()
            return ""
        self.answer_form.error.hide()
        return text

    def answer(self) -> None:
        """Note the answer, and lay it on the clipboard for the platform's chat."""
        form, ticket = self.answer_form, self.ticket
        words = form.words.toPlainText().strip() if form is not None else ""
        if form is None or ticket is None:
            return
        if not words:
            form.error.setText(_("Write what the buyer is told, or put a reply in by its short code."))
            form.error.show()
            form.words.setFocus()
            return
        QGuiApplication.clipboard().setText(words)
        form.words.clear()
        self.work.answer(ticket.number, words, partial(self._refuse_answer, form, words))

    def _refuse_answer(self, form: AnswerForm, words: str, error: ShopError) -> None:
        form.words.setPlainText(words)
        self._refuse(form, form.error, error)

    def _typed(self) -> str:
        return self.answer_form.words.toPlainText() if self.answer_form is not None else ""

    # Who looks after it

    def _add_person(self, ticket: Ticket) -> None:
        self.person = person_field("ticketPerson", known_people(self._context.shop), ticket.assigned)
        options = [(code, begun(word_ticket(code))) for code in SEVERITIES]
        self.severity = choice("ticketGravity", _("Severity"), options)
        narrow(self.severity).setCurrentIndex(SEVERITIES.index(ticket.severity))
        self.person_error = error_line("ticketPersonError")
        save = button("assignTicket", _("Assign"), self.assign)
        tip_key(save, "Ctrl+Shift+A")
        self.person.returnPressed.connect(self.assign)
        line = row(spacing=SPACE[2])
        line.addLayout(captioned(self.person), 2)
        line.addLayout(captioned(self.severity), 1)
        line.addWidget(save, 0, Qt.AlignmentFlag.AlignBottom)
        self.add(line, self.person_error)

    def assign(self) -> None:
        """Give the ticket to the person who is named, as grave as is chosen."""
        ticket = self.ticket
        person, severity = self.person.text().strip(), str(self.severity.currentData())
        if ticket is not None and (person, severity) != (ticket.assigned, ticket.severity):
            refuse = partial(self._refuse, self.person, self.person_error)
            self.work.assign(ticket.number, person, severity, refuse)

    # Result, evidence, history

    def _add_result(self, ticket: Ticket) -> None:
        told: list[tuple[str, str | QWidget]] = [(_("Result"), ticket.result or "–")]
        if ticket.satisfaction:
            told.append((_("Satisfaction"), _(SATISFACTION[ticket.satisfaction])))
        if ticket.suggestion:
            told.append((_("Suggestion"), ticket.suggestion))
        if ticket.solved_at is not None:
            told.append((_("Solved"), stamp(ticket.solved_at)))
        back = button("ticketStepBack", _("Take the newest step back"), partial(self.work.take_last_back,
                      ticket.number), icon_name="undo-2", look="quiet")  # fmt: skip
        self.add(facts(told), *([row(back, None)] if ticket.solved_at else []), title=_("Result"))

    def _add_evidence(self, ticket: Ticket, files: list[EvidenceFile]) -> None:
        rows: list[QLayout | QWidget] = []
        for at, file in enumerate(files):
            picture = QLabel()
            picture.setPixmap(shape_pixmap("dot" if file.is_there else "oct", "accent" if file.is_there else "error"))
            kind = _("Video") if file.is_video else _("Picture")
            see = button(f"seeEvidence-{at}", file.name, partial(self.work.see, file), look="link")
            see.setToolTip(_("Open with the system's program"))
            out = tool(f"dropEvidence-{at}", "trash-2", _("Take out"), partial(self.work.take_evidence_out, file))
            rows.append(row(picture, see, None, label(kind, rank="muted", size=CAPTION), out, spacing=SPACE[1]))
        add = button("addEvidence", _("Add pictures or videos"), self._choose, icon_name="upload", look="quiet")
        tip_key(add, "Ctrl+Shift+E")
        self.evidence_error = error_line("evidenceError")
        hint = [] if files else [label(_("Or drop the files on this window."), rank="muted", size=CAPTION, wrap=True)]
        self.add(*rows, row(add, None), *hint, self.evidence_error, title=_("Evidence files"))

    def _choose(self) -> None:
        pattern = _("Pictures and videos") + f" ({PICTURES})"
        if files := dialogs.choose_files(self, _("Add pictures or videos"), pattern):
            self.take_files(files)

    def _refuse_evidence(self, error: ShopError) -> None:
        self.evidence_error.setText(word_error(error))
        self.evidence_error.show()

    def _add_history(self, ticket: Ticket) -> None:
        rows = [_note_row(note, newest=at == 0) for at, note in enumerate(reversed(ticket.notes))]
        self.add(*rows, title=_("History"))

    def _refuse(self, form: QWidget, line: QLabel, error: ShopError) -> None:
        form.setEnabled(True)
        line.setText(word_error(error))
        line.show()

    def _copy(self, number: str) -> None:
        QGuiApplication.clipboard().setText(number)
        self._context.told.emit(_("{number} copied").format(number=number))


def _clock(ticket: Ticket, kind: str, due: datetime, now: datetime) -> QLayout:
    role = role_of(due, now)
    words = _("{promise} until {moment}").format(promise=_(PROMISES[kind]), moment=stamp(due))
    bold = label(left(due, now), rank={"text-2": "second"}.get(role, role), bold=True)
    return row(SlackClock(used_share(ticket.opened_at, due, now), role), bold, label(words, rank="second"), None,
               spacing=SPACE[1])  # fmt: skip


def _step_row(ticket: Ticket, step: str) -> QWidget:
    """Return one of the five steps: done with its moment and words, or still ahead."""
    at = STEPS.index(step)
    stands = STEPS.index(ticket.step) if ticket.step in STEPS else -1
    done = at <= stands
    shape = QLabel()
    shape.setPixmap(shape_pixmap("done" if done else "ring", "ok" if done else "muted"))
    shape.setFixedWidth(18)
    note = next((n for n in reversed(ticket.notes) if n.kind == (step if at else "opened") and not n.undone), None)
    when = label(stamp(note.at) if note else "", rank="muted", size=CAPTION)
    name = label(word_ticket(step), bold=at == stands, rank="" if done else "muted")
    made = QWidget()
    whole = column(row(shape, name, None, when, spacing=SPACE[1]), spacing=0)
    if note and at and note.text:
        more = ElidedLabel(note.text, rank="second", size=CAPTION)
        whole.addLayout(row(SPACE[5], more, spacing=0))
    made.setLayout(whole)
    return made


def _note_row(note: TicketNote, *, newest: bool) -> QWidget:
    dot = QLabel()
    dot.setPixmap(shape_pixmap("dot", "accent" if newest else "muted", 14 if newest else 12))
    dot.setFixedWidth(SPACE[4])
    title = word_ticket(note.kind)
    if note.undone:
        title = _("{step} (taken back)").format(step=title)
    words = column(label(title, bold=newest, rank="muted" if note.undone else ""), spacing=0)
    if note.text:
        told = word_ticket(note.text) if note.kind == "undone" else note.text
        words.addWidget(selectable(label(told, rank="second", size=CAPTION, wrap=True)))
    words.addWidget(label(" · ".join(p for p in (stamp(note.at), note.actor) if p), rank="muted", size=CAPTION))
    made = QWidget()
    layout = row(dot)
    layout.setAlignment(dot, Qt.AlignmentFlag.AlignTop)
    layout.addLayout(words, 1)
    made.setLayout(layout)
    return made

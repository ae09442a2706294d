"""Small forms in the order's panel: wait until when, what goes apart, who gets it, the shop's own note."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QLineEdit

from shopdesk.domain.addresses import Receiver
from shopdesk.services.addresses import parse_line
from shopdesk.services.order_table import LineRow
from shopdesk.ui.controls import button, label, row
from shopdesk.ui.count_field import CountField
from shopdesk.ui.day_field import DayField
from shopdesk.ui.form_fields import complain, error_line
from shopdesk.ui.panel_form import PanelForm
from shopdesk.ui.text_field import TextField
from shopdesk.ui.theme import CONTROL, SPACE
from shopdesk.words import _


class HoldForm(PanelForm):
    """Until when an order waits, and why."""

    def __init__(self, order: str, now: Callable[[], datetime], until: datetime | None, reason: str) -> None:
        super().__init__("holdForm", _titled(_("Hold until"), order), _("Hold"))
        self._reason = QLineEdit(reason)
        self._reason.setMaxLength(200)
        self.body.addLayout(self.ask(_("Why it waits"), self._reason, "holdReason"))
        tomorrow = (now().astimezone() + timedelta(days=1)).replace(hour=9, minute=0, second=0, microsecond=0)
        self._until = DayField("holdUntil", _("Goes on by itself at"), now, timed=True)
        self._until.set_moment(until or tomorrow)
        self._wrong = error_line("holdError")
        by_hand = button("holdByHand", _("Without a time"), self._hold_by_hand)
        when = row(self.ask(_("Goes on by itself at"), self._until, "holdUntil"), spacing=SPACE[2])
        when.addWidget(by_hand, 0, Qt.AlignmentFlag.AlignBottom)
        self.body.addLayout(when)
        self.body.addWidget(self._wrong)
        self.open_ended = False

    def _hold_by_hand(self) -> None:
        self.open_ended = True
        self.saved.emit()

    def until(self) -> datetime | None:
        """Return the time told, None for by hand. Raises ValueError, after saying why under the field."""
        complain(self._until, self._wrong, "")
        if self.open_ended:
            return None
        try:
            if (told := self._until.moment()) is None:
                raise ValueError(self._until.text())
        except ValueError:
            words = _("Write a day or a moment, such as {moment}.").format(moment=self._until.example)
            complain(self._until, self._wrong, words)
            self._until.setFocus()
            raise
        return told

    @property
    def reason(self) -> str:
        """Why it waits."""
        return self._reason.text().strip()


class SplitForm(PanelForm):
    """How many pieces of each line go into a parcel of their own."""

    by_stock = Signal()

    def __init__(self, order: str, lines: Sequence[LineRow], may_be_short: bool) -> None:
        super().__init__("splitForm", _titled(_("Split the order"), order), _("Split off"))
        self._counts: list[CountField] = []
        self.body.addWidget(label(_("How many pieces go into a parcel of their own?"), rank="second", wrap=True))
        for at, line in enumerate(lines):
            count = CountField(0, line.quantity)
            count.setObjectName(f"splitCount-{at}")
            count.setAccessibleName(_("Pieces of {goods}").format(goods=f"{line.title} {line.options}".strip()))
            words = label(f"{line.title} {line.options}".strip(), wrap=True)
            of = QLabel(_("of {count}").format(count=line.quantity))
            layout = row(words, count, of, spacing=SPACE[2])
            layout.setStretch(0, 1)
            self.body.addLayout(layout)
            self._counts.append(count)
        if may_be_short:
            self.body.addWidget(button("splitByStock", _("Split off what is not in stock"), self.by_stock.emit))

    @property
    def pieces(self) -> dict[int, int]:
        """Pieces by the place of their line."""
        return {at: count.value() for at, count in enumerate(self._counts) if count.value()}


class ReceiverForm(PanelForm):
    """Who gets an order: typed field by field, or pasted in one line."""

    LINES = (("name", "phone"), ("province", "city", "district"), ("street",), ("postcode",))

    def __init__(self, order: str, receiver: Receiver) -> None:
        super().__init__("receiverForm", _titled(_("Change the receiver"), order), _("Save receiver"))
        self._before = receiver
        self._fields: dict[str, QLineEdit] = {}
        pasted = QLineEdit()
        pasted.setPlaceholderText(_("Name, telephone and address in one line"))
        self.body.addLayout(self.ask(_("Paste the whole address"), pasted, "receiverPaste"))
        pasted.textChanged.connect(self._take)
        titles = {
            "name": _("Receiver"), "phone": _("Telephone"), "province": _("Province"), "city": _("City"),
            "district": _("District"), "street": _("Street and house"), "postcode": _("Postcode"),
        }  # fmt: skip
        for line in self.LINES:
            beside = row(spacing=SPACE[2])
            for name in line:
                field = self._fields[name] = QLineEdit(getattr(receiver, name))
                beside.addLayout(self.ask(titles[name], field, f"receiver-{name}"))
            self.body.addLayout(beside)

    def _take(self, text: str) -> None:
        if len(text.strip()) < 6:
            return
        found = parse_line(text)
        for name, field in self._fields.items():
            if told := getattr(found, name, ""):
                field.setText(told)

    @property
    def receiver(self) -> Receiver:
        """The receiver as it is typed."""
        return replace(self._before, **{name: field.text().strip() for name, field in self._fields.items()})


class NoteForm(PanelForm):
    """The shop's own note on an order."""

    def __init__(self, order: str, note: str) -> None:
        super().__init__("noteForm", _titled(_("Write a note"), order), _("Save note"))
        self._note = TextField(note)
        self._note.setTabChangesFocus(True)
        self._note.setFixedHeight(4 * CONTROL)
        self.body.addLayout(self.ask(_("Own note"), self._note, "noteText"))

    @property
    def note(self) -> str:
        """The note as it is typed."""
        return self._note.toPlainText().strip()


def _titled(what: str, order: str) -> str:
    """Return what a form is for and which order it means: the panel below may follow another row meanwhile."""
    return f"{what} · {order}"

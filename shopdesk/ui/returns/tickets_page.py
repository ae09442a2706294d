"""The tickets of buyers: what must be answered first in front, each with its clocks, steps, answers and evidence."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QWidget

from shopdesk.domain.errors import ShopError
from shopdesk.domain.tickets import Ticket
from shopdesk.services.ticket_table import TicketTable, count_views, known_people
from shopdesk.services.tickets import find_ticket
from shopdesk.ui.context import Context
from shopdesk.ui.controls import button, set_text
from shopdesk.ui.form_place import FormPlace
from shopdesk.ui.returns.after_sales_areas import add_after_sales_areas, words_of_evidence
from shopdesk.ui.returns.ticket_columns import columns
from shopdesk.ui.returns.ticket_forms import NewTicketForm
from shopdesk.ui.returns.ticket_panel import TicketPanel
from shopdesk.ui.returns.ticket_words import VIEWS
from shopdesk.ui.tables.spared_columns import spare_where
from shopdesk.ui.tables.table_model import TableSource
from shopdesk.ui.tables.table_page import TablePage
from shopdesk.ui.theme import SMALL_WIDTH
from shopdesk.words import _, ngettext
from shopdesk.words.errors import word_error

TICK_MS = 15_000
NEW_KEY = "Ctrl+N"
SPARED = ("channel", "assigned")  # columns that give way to the concern in a small window


class TicketsPage(TablePage):
    """The list of tickets with their panel."""

    name = "tickets"
    place = "returns"
    concerns = frozenset({"tickets", "settings"})
    panel: TicketPanel

    def __init__(self, context: Context) -> None:
        super().__init__(
            context,
            title=_("Tickets"),
            views={key: _(title) for key, title in VIEWS.items()},
            columns=columns(context.shop.now),
            panel=TicketPanel(context),
            search_hint=_("Number, words, order, SKU, name"),
        )
        add_after_sales_areas(self)
        self._forms = FormPlace(context, self)
        self._tick = QTimer(self)
        self._tick.timeout.connect(self._repaint)
        self._tick.start(TICK_MS)
        self.refresh()

    # What the table asks

    def source(self, view: str, search: str) -> TableSource:  # noqa: D102
        return TicketTable(self.context.shop, view, search)

    def count_views(self) -> Mapping[str, int]:  # noqa: D102
        return count_views(self.context.shop)

    def filter_parts(self) -> Sequence[QWidget | int | None]:  # noqa: D102
        new = button("newTicket", "", self.begin_new, icon_name="plus")
        set_text(new, _("New ticket"), NEW_KEY)
        QShortcut(QKeySequence(NEW_KEY), self).activated.connect(self.begin_new)  # though rows be selected
        return (None, new)

    def selection_parts(self) -> Sequence[QWidget | int | None]:  # noqa: D102
        return (button("copyTickets", _("Copy"), self.table.copy_text, icon_name="copy"),)

    def selection_text(self, count: int) -> str:  # noqa: D102
        return ngettext("{count} ticket selected", "{count} tickets selected", count).format(count=f"{count:,}")

    def show_row(self, row_id: int) -> None:  # noqa: D102
        ticket: Ticket = self.model.row_at(self.model.row_of(row_id))
        self.panel.show_ticket(ticket)

    def tell_empty(self, view: str, search: str) -> None:  # noqa: D102
        if search:
            super().tell_empty(view, search)
            return
        new = button("firstTicket", _("New ticket"), self.begin_new, primary=True, icon_name="plus")
        if self._counts.get("all"):
            self.empty.tell("circle-check", _("Nothing is waiting here"), _("Every concern of this view is settled."),
                            [new])  # fmt: skip
        else:
            text = _("What buyers ask by chat, telephone, mail or at the counter becomes a ticket with its deadlines.")
            self.empty.tell("ticket", _("No tickets yet"), text, [new])

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802, D102
        super().resizeEvent(event)
        spare_where(self.window().width() < SMALL_WIDTH, self.table, SPARED)

    # What others ask

    def show_wanted(self, wanted: dict[str, object]) -> None:  # noqa: D102
        if (view := wanted.get("view")) in VIEWS:
            self.show_view(str(view))
        if number := str(wanted.get("ticket", "")):
            self._stand_on(number)
        elif wanted.get("new"):
            self.begin_new({name: str(told) for name, told in wanted.items() if name != "new"})

    def _stand_on(self, number: str) -> None:
        try:
            row_id = find_ticket(self.context.shop, number).row
        except ShopError as error:
            self.context.failed.emit(error, _("Tickets"))
            return
        if not self.show_row_of(row_id):
            self.show_view("all")
            self.show_row_of(row_id)

    def counts_text(self) -> str:  # noqa: D102
        count = self._counts.get("open", 0)
        return ngettext("{count} open ticket", "{count} open tickets", count).format(count=f"{count:,}")

    def drop_words(self) -> tuple[str, str]:  # noqa: D102
        if self.panel.ticket is None or not self.panel.isVisibleTo(self):
            return super().drop_words()
        return words_of_evidence()

    def take_files(self, paths: list[Path]) -> bool:
        """Keep dropped pictures and videos as evidence; with no ticket shown they are the import's."""
        if self.panel.ticket is None or not self.panel.isVisibleTo(self):
            return False
        self.panel.take_files(paths)
        return True

    # What a person does

    def begin_new(self, prefilled: dict[str, str] | None = None) -> None:
        """Open the form of a new ticket, with what is known from where a person came."""
        told = prefilled or {}
        form = NewTicketForm(known_people(self.context.shop), self.context.shop.actor, told)
        customer = int(told["customer"]) if told.get("customer", "").isdecimal() else None
        form.saved.connect(lambda: self._take(form, customer))
        self.panel.show()
        self._forms.ask(form)

    def _take(self, form: NewTicketForm, customer: int | None) -> None:
        if not form.isEnabled():
            return
        told = form.told()
        if not told["subject"].strip():
            form.error.setText(_("Write in a sentence what the buyer wants."))
            form.error.show()
            form.subject.setFocus()
            return
        form.setEnabled(False)

        def done(ticket: Ticket) -> None:
            self._forms.close(form)
            self._stand_on(ticket.number)

        def refuse(error: ShopError) -> None:
            form.setEnabled(True)
            form.error.setText(word_error(error))
            form.error.show()

        self.panel.work.open({**told, "customer": customer}, done, refuse)

    def _show_current(self) -> None:
        """Keep the panel open while the form of a new ticket stands in it, though the view be empty."""
        super()._show_current()
        if hasattr(self, "_forms") and self._forms.form is not None:
            self.panel.show()

    def _repaint(self) -> None:
        if self.isVisible():
            self.table.viewport().update()

    def _leave(self) -> None:
        """Take one step back: the form, then as every table does."""
        if self._forms.form is not None:
            self._forms.close(self._forms.form)
        else:
            super()._leave()

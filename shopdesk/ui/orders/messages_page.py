"""The messages to buyers: what is to be confirmed or told, in words that can be copied, mailed or exported."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QWidget

from shopdesk.domain.addresses import mask_name
from shopdesk.domain.jobs import Job
from shopdesk.services.message_table import MessageTable
from shopdesk.services.messages import (
    Message,
    count_messages,
    mark_sent,
    mark_unsent,
    prepare_messages,
    read_messages,
)
from shopdesk.services.shop import Shop
from shopdesk.ui.context import Context
from shopdesk.ui.controls import button
from shopdesk.ui.moments import stamp
from shopdesk.ui.orders.message_panel import MessagePanel
from shopdesk.ui.orders.order_areas import add_order_areas
from shopdesk.ui.tables.table_model import Cell, Column, TableSource
from shopdesk.ui.tables.table_page import TablePage
from shopdesk.ui.undo import Change
from shopdesk.words import _, ngettext
from shopdesk.words.messages import word_kind, word_way
from shopdesk.words.states import word_channel


class MessagesPage(TablePage):
    """Messages in a table, the text of the current one in the panel."""

    name = "messages"
    place = "orders"
    concerns = frozenset({"orders", "settings", "stock"})
    panel: MessagePanel

    def __init__(self, context: Context) -> None:
        super().__init__(
            context,
            title=_("Messages"),
            views={
                "to-confirm": _("To confirm to the buyer"), "dispatch": _("Dispatched"), "delay": _("Delayed"),
                "review": _("Review requests"), "sent": _("Sent"),
            },
            columns=_columns(),
            panel=MessagePanel(context),
            search_hint=_("Order, buyer, text"),
        )  # fmt: skip
        add_order_areas(self)
        self.panel.copy_wanted.connect(self.copy)
        self.panel.saved.connect(self.refresh, Qt.ConnectionType.QueuedConnection)
        self.refresh()

    # What the table asks

    def source(self, view: str, search: str) -> TableSource:  # noqa: D102
        return MessageTable(self.context.shop, view, search)

    def count_views(self) -> Mapping[str, int]:  # noqa: D102
        return count_messages(self.context.shop)

    def filter_parts(self) -> Sequence[QWidget | int | None]:  # noqa: D102
        save = button("exportMessages", _("Export"), self.export, icon_name="arrow-left-right", key="Ctrl+E")
        save.setToolTip(_("A table of this view for the platform's bulk message  Ctrl+E"))
        return (None, save)

    def selection_parts(self) -> Sequence[QWidget | int | None]:  # noqa: D102
        return (
            button("markSent", _("Sent"), self.send, key="Ctrl+Return"),
            button("saveMails", _("As mails"), self.mail, key="Ctrl+M"),
            button("exportSelected", _("Export"), self.export, icon_name="arrow-left-right"),
        )

    def selection_text(self, count: int) -> str:  # noqa: D102
        return ngettext("{count} message selected", "{count} messages selected", count).format(count=f"{count:,}")

    def show_row(self, row_id: int) -> None:  # noqa: D102
        self.panel.show_message(self.model.row_at(self.model.row_of(row_id)))

    def tell_empty(self, view: str, search: str) -> None:  # noqa: D102
        if search:
            super().tell_empty(view, search)
        else:
            text = _("Orders that come in are checked here and get their text; dispatch, delays and reviews follow.")
            to = partial(self.context.go, "orders", view="new")
            ways = [button("messagesToOrders", _("Orders to confirm"), to)] if view == "to-confirm" else []
            self.empty.tell("message-square-text", _("No message here"), text, ways)

    def show_wanted(self, wanted: dict[str, object]) -> None:  # noqa: D102
        if view := str(wanted.get("view", "")):
            self.show_view(view)

    def counts_text(self) -> str:  # noqa: D102
        count = self._counts.get("to-confirm", 0)
        return ngettext("{count} order to confirm", "{count} orders to confirm", count).format(count=f"{count:,}")

    # What a person does

    def _marked(self) -> list[int]:
        current = self.table.current_id()
        return list(self.table.selected_ids()) or ([] if current is None else [current])

    def copy(self) -> None:
        """Put the current message's text on the clipboard and note it as sent."""
        current = self.table.current_id()
        if current is not None:
            message: Message = self.model.row_at(self.model.row_of(current))
            QGuiApplication.clipboard().setText(message.text)
            self._mark([current], "copied")

    def send(self) -> None:
        """Note the selected messages as sent."""
        self._mark(self._marked(), "typed")

    def mail(self) -> None:
        """Write the selected messages as mails into a folder."""
        from shopdesk.services.message_files import write_mails  # loaded late: few send mails
        from shopdesk.ui.dialogs import choose_folder

        ids = self._marked()
        folder = choose_folder(self, _("Folder for the mails")) if ids else None
        if folder is not None:
            self._write(ids, lambda found: write_mails(found, folder), folder)

    def export(self) -> None:
        """Write the selected messages, else all of the view, as a table."""
        from shopdesk.services.message_files import write_table  # loaded late: few export
        from shopdesk.ui.dialogs import choose_target

        ids = list(self.table.selected_ids()) or list(MessageTable(self.context.shop, self.tabs.view).ids())
        name = f"{self.tabs.view}.csv"
        target = choose_target(self, _("Export messages"), name, _("Tables (*.csv *.xlsx)")) if ids else None
        if target is not None:
            self._write(ids, lambda found: write_table(found, target), target)

    def _write(self, ids: Sequence[int], write: Callable[[Sequence[Message]], object], target: Path) -> None:
        def act(shop: Shop, _job: Job) -> int:
            found = read_messages(shop, ids)
            write(found)
            return len(found)

        def done(count: int) -> None:
            words = ngettext("{count} message written to {file}", "{count} messages written to {file}", count)
            self.context.told.emit(words.format(count=f"{count:,}", file=target.name))

        self.context.write(_("Writing messages"), act, changes=set(), done=done)

    def _mark(self, ids: Sequence[int], way: str) -> None:
        if not ids:
            return
        fresh: list[int] = []

        def send(shop: Shop, _job: Job) -> int:
            fresh[:] = mark_sent(shop, ids, way)
            return len(fresh)

        def done(count: int) -> None:
            if not count:
                return
            words = ngettext("{count} message noted as sent", "{count} messages noted as sent", count)
            back = lambda shop, _job: mark_unsent(shop, fresh)  # noqa: E731
            self.context.note(Change(words.format(count=f"{count:,}"), back, send))

        self.context.write(_("Noting messages"), send, changes={"orders"}, done=done)

    def _prepare(self) -> None:
        """Find what is due in the background; the page is read anew when there is something new."""
        self.context.write(_("Preparing messages"), prepare_messages, changes=set(), done=self._prepared)

    def _prepared(self, count: int) -> None:
        if count:
            self.refresh()

    def _leave(self) -> None:
        """Take one step back; the last one leads to the orders."""
        if self.panel.is_editing:
            self.panel.leave_template()
        elif self.table.selected_count() or self.search.text():
            super()._leave()
        else:
            self.context.go("orders")

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802, D102
        super().showEvent(event)
        self._prepare()


def _columns() -> list[Column]:
    return [
        Column("number", _("Order"), lambda row: Cell(row.order.number, bold=True), 104),
        Column("channel", _("Channel"), lambda row: Cell(word_channel(row.order.channel)), 100),
        Column("kind", _("Message"), _kind, 120),
        Column("", _("Buyer"), lambda row: Cell(mask_name(row.order.receiver.name)), 96),
        Column("", _("Subject"), lambda row: Cell(row.subject, role="text-2"), 200, stretch=True),
        Column("made", _("Since"), _moment, 120),
    ]


def _kind(row: Message) -> Cell:
    return Cell(word_kind(row.kind), role="warn" if row.kind in ("short", "delay") else "text")


def _moment(row: Message) -> Cell:
    if row.sent_at is None:
        return Cell(stamp(row.made_at), role="text-2")
    return Cell(f"{stamp(row.sent_at)} {word_way(row.way)}", role="ok")

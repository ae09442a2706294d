"""The replies to buyers: what is often said, by a short code, in both languages."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from shopdesk.domain.errors import ShopError
from shopdesk.domain.jobs import Job
from shopdesk.domain.tickets import ReplyTemplate
from shopdesk.services.reply_texts import ReplyTable, count_replies, put_replies, remove_reply
from shopdesk.services.rule_files import reply_templates
from shopdesk.services.shop import Shop
from shopdesk.ui.context import Context
from shopdesk.ui.controls import button
from shopdesk.ui.returns.reply_panel import ReplyPanel
from shopdesk.ui.returns.ticket_words import STAGES
from shopdesk.ui.tables.record_page import RecordPage
from shopdesk.ui.tables.table_model import Cell, Column, TableSource
from shopdesk.ui.undo import Change
from shopdesk.words import _, ngettext, spoken
from shopdesk.words.errors import word_error


class RepliesPage(RecordPage):
    """The list of replies with the panel that edits one."""

    name = "replies"
    place = "returns"
    home = "tickets"
    concerns = frozenset({"settings"})
    panel: ReplyPanel

    def __init__(self, context: Context) -> None:
        super().__init__(
            context,
            title=_("Replies"),
            views={"all": _("All")} | {stage: _(words) for stage, words in STAGES.items()},
            columns=_columns(),
            panel=ReplyPanel(context),
            search_hint=_("Code, text"),
        )
        self.panel.saved.connect(self._stand_on)
        self._connect_panel()
        remove = QShortcut(QKeySequence("Del"), self.table)
        remove.setContext(Qt.ShortcutContext.WidgetShortcut)
        remove.activated.connect(self._remove)
        remove.setWhatsThis(_("Take out"))
        self.refresh()

    # What the table asks

    def source(self, view: str, search: str) -> TableSource:  # noqa: D102
        return ReplyTable(self._replies(), view, search)

    def _replies(self) -> Sequence[ReplyTemplate]:
        try:
            return reply_templates(self.context.shop)
        except ShopError as error:  # the shop's own file, damaged: said, and nothing is shown for it
            self.context.told.emit(word_error(error))
            return ()

    def count_views(self) -> Mapping[str, int]:  # noqa: D102
        return count_replies(self._replies())

    def filter_parts(self) -> Sequence[QWidget | int | None]:  # noqa: D102
        back = button("backFromReplies", _("Tickets"), lambda: self.context.go("tickets"), icon_name="chevron-left",
                      look="quiet")  # fmt: skip
        remove = button("removeReply", _("Take out   Del"), self._remove, icon_name="trash-2")
        new = button("newReplyForm", _("New reply"), self.begin_new, icon_name="plus", key="Ctrl+N")
        return (None, back, remove, new)

    def selection_parts(self) -> Sequence[QWidget | int | None]:  # noqa: D102
        return (
            button("copyReplies", _("Copy"), self.table.copy_text, icon_name="copy"),
            button("removeReplies", _("Take out   Del"), self._remove, icon_name="trash-2"),
        )

    def selection_text(self, count: int) -> str:  # noqa: D102
        return ngettext("{count} reply selected", "{count} replies selected", count).format(count=f"{count:,}")

    def show_row(self, row_id: int) -> None:  # noqa: D102
        self.panel.show_reply(self.model.row_at(self.model.row_of(row_id)))

    def tell_empty(self, view: str, search: str) -> None:  # noqa: D102
        if search or view != "all":
            super().tell_empty(view, search)
            return
        new = button("firstReplyForm", _("Write a reply"), self.begin_new, primary=True, icon_name="plus")
        text = _("What is often said to buyers stands here once, and goes into an answer by its short code.")
        self.empty.tell("message-square-text", _("No replies"), text, [new])

    def show_wanted(self, wanted: dict[str, object]) -> None:  # noqa: D102
        if wanted.get("new"):
            self.begin_new()

    def counts_text(self) -> str:  # noqa: D102
        count = self._counts.get("all", 0)
        return ngettext("{count} reply", "{count} replies", count).format(count=f"{count:,}")

    # What a person does

    def _stand_on(self, code: str) -> None:
        self.show_view("all")
        self.show_row_of([reply.code for reply in self._replies()].index(code))

    def _remove(self) -> None:
        """Take the chosen replies out, as one change."""
        codes = [self.model.row_at(self.model.row_of(row_id)).code for row_id in self.chosen_ids()]
        if not codes:
            return
        before: list[str | None] = []

        def take(shop: Shop, _job: Job) -> None:
            before[:] = [remove_reply(shop, code) for code in codes][:1]

        words = ngettext("{count} reply taken out", "{count} replies taken out", len(codes))
        change = Change(words.format(count=len(codes)), lambda shop, _job: put_replies(shop, before[0]), take)
        self.panel.form = None
        self.context.write(
            _("Taking replies out"), take, changes={"settings"}, done=lambda _result: self.context.note(change)
        )


def _columns() -> list[Column]:
    return [
        Column("code", _("Short code"), lambda reply: Cell(reply.code, bold=True), 96),
        Column("stage", _("Part of the talk"), lambda reply: Cell(_(STAGES[reply.stage]), role="text-2"), 120),
        Column("", _("Text"), lambda reply: Cell(_shown(reply)), 420, stretch=True),
    ]


def _shown(reply: ReplyTemplate) -> str:
    return (reply.texts.get(spoken.language) or next(iter(reply.texts.values()), "")).replace("\n", " ")

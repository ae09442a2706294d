"""The tables of rules a shop can edit as files: opened in the system's editor, and given back for the shipped ones."""

from contextlib import suppress
from functools import partial

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton

from shopdesk.domain.errors import ShopError
from shopdesk.domain.jobs import Job
from shopdesk.services.rule_files import FILES, check_rules, is_own, own_copy, own_text, put_aside, put_own_text
from shopdesk.services.settings import keep_clocks
from shopdesk.services.shop import Shop
from shopdesk.ui.context import Context
from shopdesk.ui.controls import button, column, heading, label, row
from shopdesk.ui.theme import CAPTION, SPACE
from shopdesk.ui.undo import Change
from shopdesk.words import N_, _
from shopdesk.words.errors import word_error

TITLES = {
    "title_rules.json": N_("Listing titles and scores"),
    "picture_profiles.json": N_("Main images by platform"),
    "festivals.json": N_("Festivals and promotion days"),
    "deadlines.json": N_("Deadlines by platform"),
    "workdays.json": N_("Public holidays and workdays"),
    "return_policy.json": N_("Returns, exchanges and refunds"),
    "ticket_rules.json": N_("Deadlines of tickets"),
    "reply_templates.json": N_("Replies by short codes"),
    "payment_methods.json": N_("Payment methods and their fees"),
    "channel_costs.json": N_("What each channel costs"),
    "pricing_rules.json": N_("Costs, price floor and preparation"),
}


class RuleFilesCard(QFrame):
    """One line a table; a damaged one is said here before anything meets it."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.setObjectName("section-rules")
        self.setProperty("card", "true")
        self.setAccessibleName(_("Rules as files"))
        self._states: dict[str, QLabel] = {}
        self._back: dict[str, QPushButton] = {}
        words = _("Platforms change their rules, and each shop has promotion days of its own: both stand in files.")
        inside = column(
            heading(_("Rules as files")), label(words, rank="second", wrap=True), spacing=SPACE[3],
            margins=(SPACE[4],) * 4,
        )  # fmt: skip
        for name in FILES:
            code = name.removesuffix(".json")
            state = self._states[name] = label(rank="muted", size=CAPTION, wrap=True)
            state.setObjectName(f"stateRules-{code}")
            back = self._back[name] = button(
                f"shippedRules-{code}", _("Use the shipped"), partial(self._put_aside, name)
            )
            edit = button(f"editRules-{code}", _("Edit"), partial(self._edit, name), icon_name="pencil")
            for made in (back, edit):
                made.setAccessibleName(f"{made.accessibleName()}: {_(TITLES[name])}")
            line = row(column(label(_(TITLES[name])), state, spacing=0), back, edit)
            line.setStretch(0, 1)
            inside.addLayout(line)
        self.setLayout(inside)
        self.refresh()

    def refresh(self) -> None:
        """Say of each table whether it is the shop's own, and whether it can be read."""
        for name, state in self._states.items():
            own = is_own(self.context.shop, name)
            text, rank = (_("your own") if own else _("as shipped")), "muted"
            try:
                check_rules(self.context.shop, name)
            except ShopError as error:
                text, rank = word_error(error), "error"
            state.setText(text)
            state.setProperty("rank", rank)
            state.style().polish(state)
            self._back[name].setVisible(own)

    def _edit(self, name: str) -> None:
        """Open the shop's own copy, made from the shipped one where there is none."""
        shop = self.context.shop
        before = own_text(shop, name)
        try:
            file = own_copy(shop, name)
        except ShopError as error:
            self.context.failed.emit(error, _(TITLES[name]))
            return
        self.refresh()
        if before is None:
            self._note(_("Rules of your own: {what}"), name, before)
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(file))):
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(file.parent)))

    def _put_aside(self, name: str) -> None:
        before = own_text(self.context.shop, name)
        words = _("Back to the shipped rules: {what}")

        def done(_result: object) -> None:
            self._note(words, name, before)
            self.context.keep_clocks()

        self.context.write(
            words.format(what=_(TITLES[name])),
            lambda shop, _job: put_aside(shop, name),
            changes={"settings"},
            done=done,
        )

    def _note(self, words: str, name: str, before: str | None) -> None:
        turn = _Turn(name, before).turn
        self.context.note(Change(words.format(what=_(TITLES[name])), turn, turn))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802, D102
        super().showEvent(event)
        self.refresh()
        self.context.keep_clocks()  # who comes back here has perhaps edited a file


class _Turn:
    """Changes a table with what stood there: one way and, with what the person has written meanwhile, back."""

    def __init__(self, name: str, other: str | None) -> None:
        self._name, self._other = name, other

    def turn(self, shop: Shop, _job: Job) -> None:
        """Let the other text stand, and keep the clocks that hang on it."""
        now = own_text(shop, self._name)
        put_own_text(shop, self._name, self._other)
        self._other = now
        with suppress(ShopError):  # a damaged table is said where it is edited
            keep_clocks(shop)

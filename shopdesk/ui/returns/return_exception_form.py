"""The form of an exception: for which goods or which channel, for which reason, with which window and payer."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from shopdesk.domain.errors import ShopError
from shopdesk.domain.return_policy import PAYERS as ALL_PAYERS
from shopdesk.domain.return_policy import REASONS
from shopdesk.services.categories import list_categories
from shopdesk.services.listings import show_listing
from shopdesk.ui.context import Context
from shopdesk.ui.controls import button, column, row
from shopdesk.ui.form_fields import choice, error_line, field
from shopdesk.ui.theme import SPACE
from shopdesk.words import N_, _, listed
from shopdesk.words.errors import word_error
from shopdesk.words.returns import PAYERS, word_return_reason
from shopdesk.words.states import CHANNELS, word_channel

SCOPES = {"category": N_("Category"), "listing": N_("Listing"), "channel": N_("Channel")}


class ReturnExceptionForm(QWidget):
    """Reads one exception; `added` carries it as the table tells it."""

    added = Signal(dict)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.setObjectName("exceptionForm")
        self.scope = choice("exceptionScope", _("For"), [(key, _(title)) for key, title in SCOPES.items()])
        self._paths = [told.path for told in list_categories(context.shop)]
        self.category = choice(
            "exceptionCategory", _("Category"), [("/".join(path), " › ".join(path)) for path in self._paths]
        )
        self.listing = field("exceptionListing", _("Listing"), _("SKU, barcode or handle"))
        self.channel = choice("exceptionChannel", _("Channel"), [(code, word_channel(code)) for code in CHANNELS])
        self.reason = choice("exceptionReason", _("Reason"), [(code, word_return_reason(code)) for code in REASONS])
        self.days = field("exceptionDays", _("Days from signing"), _("Days"))
        self.days.setFixedWidth(72)
        payers = [("", _("Payer stays")), *((code, _(PAYERS[code])) for code in ALL_PAYERS)]
        self.payer = choice("exceptionPayer", _("Way back paid by"), payers)
        self.error = error_line("exceptionError")
        add = button("addException", _("Add exception"), self.submit, icon_name="plus", key="Ctrl+Shift+N")
        self._which = {"category": self.category, "listing": self.listing, "channel": self.channel}
        line = row(self.scope, *self._which.values(), self.reason, self.days, self.payer, add)
        for at, which in enumerate(self._which.values(), start=1):
            which.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            line.setStretch(at, 1)
        self.scope.currentIndexChanged.connect(lambda _at: self._offer())
        self.setLayout(column(line, self.error, spacing=SPACE[1]))
        self._offer()

    def _offer(self) -> None:
        """Ask for what is chosen by: a category, a listing or a channel."""
        for scope, which in self._which.items():
            which.setVisible(scope == self.scope.currentData())

    def submit(self) -> None:
        """Hand over what was chosen, or say what is missing."""
        days = self.days.text().strip()
        changes: dict[str, Any] = {"days": int(days)} if days.isascii() and days.isdigit() else {}
        if payer := str(self.payer.currentData()):
            changes["freight"] = payer
        if not changes or (days and "days" not in changes):
            self._refuse(_("Say how many days, or who pays."))
            return
        if self.scope.currentData() == "category" and not self._paths:
            self._refuse(_("No categories yet"))
            return
        try:
            told = self._read()
        except ShopError as error:
            self._refuse(word_error(error))
            return
        self._refuse("")
        self.listing.clear()
        self.days.clear()
        self.added.emit(told | {"reasons": {str(self.reason.currentData()): changes}})

    def _read(self) -> dict[str, Any]:
        """Return for what the exception holds. Raises ShopError("listing-unknown")."""
        scope = str(self.scope.currentData())
        if scope == "category":
            return {scope: list(self._paths[self.category.currentIndex()])}
        if scope == "listing":
            return {scope: show_listing(self._context.shop, self.listing.text().strip()).handle}
        return {scope: str(self.channel.currentData())}

    def _refuse(self, words: str) -> None:
        self.error.setText(words)
        self.error.setVisible(bool(words))


def word_exception(told: Mapping[str, Any], title_of: Callable[[str], str]) -> str:
    """Return one line for an exception; `title_of` tells a listing's title by its handle."""
    where = []
    if told.get("category"):
        where.append(" › ".join(told["category"]))
    if told.get("listing"):
        where.append(title_of(str(told["listing"])))
    if told.get("channel"):
        where.append(word_channel(str(told["channel"])))
    what = []
    for code, changes in told.get("reasons", {}).items():
        parts = []
        if "days" in changes:
            days = changes["days"]
            parts.append(_("{days} days").format(days=days) if days is not None else _("open"))
        if "freight" in changes:
            payer = str(changes["freight"])
            parts.append(_("way back paid by {who}").format(who=_(PAYERS[payer])))
        parts += [f"{name} {value}" for name, value in changes.items() if name not in ("days", "freight")]
        words = listed(parts)
        what.append(f"{word_return_reason(code)}: {words}")
    scope = " · ".join(where) or _("all goods")
    return f"{scope} – " + "; ".join(what)

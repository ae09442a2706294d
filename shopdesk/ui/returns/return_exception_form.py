"""The form of an exception: for which goods or which channel, for which reason, with which window and payer."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from shopdesk.domain.return_policy import PAYERS as ALL_PAYERS
from shopdesk.domain.return_policy import REASONS
from shopdesk.ui.controls import button, column, row
from shopdesk.ui.form_fields import choice, error_line, field
from shopdesk.ui.theme import SPACE
from shopdesk.words import N_, _, listed
from shopdesk.words.returns import PAYERS, word_return_reason
from shopdesk.words.states import word_channel

SCOPES = {"category": N_("Category"), "listing": N_("Listing"), "channel": N_("Channel")}


class ReturnExceptionForm(QWidget):
    """Reads one exception; `added` carries it as the table tells it."""

    added = Signal(dict)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("exceptionForm")
        self.scope = choice("exceptionScope", _("For"), [(key, _(title)) for key, title in SCOPES.items()])
        self.value = field("exceptionValue", _("Which one"), _("Path with /, handle, or channel code"))
        self.reason = choice("exceptionReason", _("Reason"), [(code, word_return_reason(code)) for code in REASONS])
        self.days = field("exceptionDays", _("Days from signing"), _("Days"))
        self.days.setFixedWidth(72)
        payers = [("", _("Payer stays")), *((code, _(PAYERS[code])) for code in ALL_PAYERS)]
        self.payer = choice("exceptionPayer", _("Way back paid by"), payers)
        self.error = error_line("exceptionError")
        add = button("addException", _("Add exception"), self.submit, icon_name="plus", key="Ctrl+Shift+N")
        line = row(self.scope, self.value, self.reason, self.days, self.payer, add)
        line.setStretch(1, 1)
        self.setLayout(column(line, self.error, spacing=SPACE[1]))

    def submit(self) -> None:
        """Hand over what was typed, or say what is missing."""
        value, days = self.value.text().strip(), self.days.text().strip()
        changes: dict[str, Any] = {"days": int(days)} if days.isascii() and days.isdigit() else {}
        if payer := str(self.payer.currentData()):
            changes["freight"] = payer
        wrong = bool(days) and "days" not in changes
        words = "" if value and changes and not wrong else _("Name the goods or the channel, and days or who pays.")
        self.error.setText(words)
        self.error.setVisible(bool(words))
        if words:
            return
        scope = str(self.scope.currentData())
        path = [part.strip() for part in value.replace(">", "/").split("/") if part.strip()]
        told = {scope: path if scope == "category" else value, "reasons": {str(self.reason.currentData()): changes}}
        self.value.clear()
        self.days.clear()
        self.added.emit(told)


def word_exception(told: Mapping[str, Any]) -> str:
    """Return one line for an exception."""
    where = []
    if told.get("category"):
        where.append(" / ".join(told["category"]))
    if told.get("listing"):
        where.append(str(told["listing"]))
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

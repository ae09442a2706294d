"""Many list prices at once: what is typed is shown as before and after, line by line, until it is saved."""

from datetime import datetime

from PySide6.QtWidgets import QLabel, QLineEdit

from shopdesk.domain.errors import ShopError
from shopdesk.domain.money import format_amount, parse_amount
from shopdesk.domain.prices import Recipe
from shopdesk.services.prices import BulkRow, preview_bulk
from shopdesk.ui.context import Context
from shopdesk.ui.controls import label, row
from shopdesk.ui.day_field import DayField
from shopdesk.ui.form_fields import choice
from shopdesk.ui.panel_form import PanelForm
from shopdesk.ui.theme import CAPTION, SPACE
from shopdesk.words import _, ngettext
from shopdesk.words.errors import word_error

SHOWN = 6


class BulkPriceForm(PanelForm):
    """Asks how many prices shall change; `recipe` is None while what is typed says nothing."""

    def __init__(self, context: Context, skus: list[str], channel: str) -> None:
        count = len(skus)
        title = ngettext("Change the price of {count} SKU", "Change the prices of {count} SKUs", count)
        super().__init__("bulkPrices", title.format(count=f"{count:,}"), _("Change the prices"))
        self._context, self.skus, self.channel = context, skus, channel
        self.how = choice(
            "bulkHow", _("How"),
            [("percent", _("by percent")), ("amount", _("by an amount")), ("price", _("to one price"))],
        )  # fmt: skip
        self.value, self.ending, self.reason = QLineEdit(), QLineEdit(), QLineEdit()
        self.starts = DayField("bulkStarts", _("From (empty: now)"), context.shop.now, timed=True)
        self.value.setPlaceholderText("-10")
        self.ending.setPlaceholderText("90")
        first = row(spacing=SPACE[2])
        first.addLayout(self.ask(_("How"), self.how, "bulkHow"), 2)
        first.addLayout(self.ask(_("Up or down"), self.value, "bulkValue"), 1)
        first.addLayout(self.ask(_("Ending"), self.ending, "bulkEnding"), 1)
        second = row(spacing=SPACE[2])
        second.addLayout(self.ask(_("From (empty: now)"), self.starts, "bulkStarts"), 1)
        second.addLayout(self.ask(_("Why"), self.reason, "bulkReason"), 1)
        self.preview: QLabel = label(rank="second", size=CAPTION, wrap=True)
        self.preview.setObjectName("bulkPreview")
        for part in (first, second):
            self.body.addLayout(part)
        self.body.addWidget(self.preview)
        self.how.currentIndexChanged.connect(lambda _at: self._show())
        for edit in (self.value, self.ending, self.starts):
            edit.textChanged.connect(lambda _text: self._show())
        for edit in (self.value, self.ending, self.starts, self.reason):
            edit.returnPressed.connect(self.saved)
        self._show()

    def recipe(self) -> Recipe | None:
        """Return what is typed, None while it says nothing that can be done."""
        try:
            ending = int(self.ending.text()) if self.ending.text().strip() else -1
            text, how = self.value.text().strip().removesuffix("%").removeprefix("+"), self.how.currentData()
            if how == "percent":
                return Recipe(percent=int(text or 0), ending=ending)
            return Recipe(**{how: parse_amount(text)}, ending=ending)
        except (ValueError, ShopError):
            return None

    def moment(self) -> datetime | None:
        """Return from when the prices shall hold. Raises ValueError."""
        return self.starts.moment()

    def _show(self) -> None:
        words, good = self._words()
        self.preview.setText(words)
        self._save.setEnabled(good)

    def _words(self) -> tuple[str, bool]:
        recipe = self.recipe()
        if recipe is None or not (self.value.text().strip() or self.ending.text().strip()):
            return _("What you type is shown here as before and after, before anything is changed."), False
        try:
            self.moment()
            found = preview_bulk(self._context.shop, self.skus, recipe, channel=self.channel)
        except ShopError as error:
            return word_error(error), False
        except (ValueError, OverflowError):
            return _("Write a day or a moment, such as {moment}.").format(moment=self.starts.example), False
        told = [_line(line) for line in found[:SHOWN]]
        if len(found) > SHOWN:
            told.append(_("… and {count} more").format(count=len(found) - SHOWN))
        refused = [line for line in found if line.refused]
        if refused:
            told.append(_("{sku} would cost nothing; change less.").format(sku=refused[0].goods.sku))
        return "\n".join(told), not refused and any(line.after != line.before for line in found)


def _line(told: BulkRow) -> str:
    money = told.goods.currency
    return f"{told.goods.sku}   {format_amount(told.before, money)} → {format_amount(told.after, money)}"

"""A courier's pool of waybill numbers: what is left, and the form that adds a range or a list."""

import re

from PySide6.QtWidgets import QWidget

from shopdesk.domain.errors import ShopError
from shopdesk.services.courier_table import CourierRow
from shopdesk.services.shop import Shop
from shopdesk.services.waybills import add_waybills, new_numbers, number_range, odd_numbers, take_waybills_out
from shopdesk.ui.context import Context
from shopdesk.ui.controls import button, column, label, row
from shopdesk.ui.form_fields import error_line, field
from shopdesk.ui.side_panel import facts
from shopdesk.ui.text_field import TextField
from shopdesk.ui.theme import CAPTION, SPACE
from shopdesk.ui.undo import Change
from shopdesk.words import _, ngettext
from shopdesk.words.couriers import warn_low, warn_odd
from shopdesk.words.errors import word_error

LIST_HEIGHT = 64
_PARTED = re.compile(r"[\s,;，；、]+")


class NumberPool(QWidget):
    """Shows and fills one pool."""

    def __init__(self, context: Context, shown: CourierRow) -> None:
        super().__init__()
        self.setObjectName("numberPool")
        self.context, self.courier, self._name = context, shown.courier.code, shown.courier.name
        self.first = field("poolFirst", _("First number"))
        self.last = field("poolLast", _("Last number"))
        self.pasted = TextField()
        self.pasted.setObjectName("poolPasted")
        self.pasted.setAccessibleName(_("Or a list of numbers"))
        self.pasted.setPlaceholderText(_("Paste numbers, one a line or with commas"))
        self.pasted.setTabChangesFocus(True)
        self.pasted.setFixedHeight(LIST_HEIGHT)
        self.error = error_line("poolError")
        layout = column(facts(_facts(shown)), spacing=SPACE[2])
        if shown.low:
            layout.addWidget(label(warn_low(self._name, shown.free), rank="warn", bold=True, wrap=True))
        both = row(spacing=SPACE[3])
        for edit in (self.first, self.last):
            words = label(edit.accessibleName(), rank="muted", size=CAPTION)
            both.addLayout(column(words, edit, spacing=SPACE[1]), 1)
            edit.returnPressed.connect(self.submit)
        layout.addLayout(both)
        words = label(self.pasted.accessibleName(), rank="muted", size=CAPTION)
        layout.addLayout(column(words, self.pasted, spacing=SPACE[1]))
        layout.addWidget(self.error)
        layout.addLayout(row(button("addNumbers", _("Add numbers"), self.submit, key="Ctrl+Return"), None))
        self.setLayout(layout)

    def submit(self) -> None:
        """Add the numbers that were typed or pasted."""
        first, last = self.first.text().strip(), self.last.text().strip()
        wanted = [number for number in _PARTED.split(self.pasted.toPlainText()) if number]
        if not (first or last or wanted):
            self._tell(_("Write the first and the last number of a range, or paste numbers."))
            self.first.setFocus()
            return

        def add(shop: Shop, _job: object) -> tuple[list[str], list[str], int]:
            numbers = [*(number_range(first, last or first) if first or last else []), *wanted]
            fresh = new_numbers(shop, self.courier, numbers)
            add_waybills(shop, self.courier, fresh)
            return fresh, odd_numbers(shop, self.courier, fresh), len(numbers) - len(fresh)

        self.error.hide()
        words = _("Adding numbers")
        self.context.write(words, add, changes={"orders"}, done=self._added, refused=self._refuse)

    def _added(self, told: tuple[list[str], list[str], int]) -> None:
        fresh, odd, known = told
        if not fresh:
            self.context.told.emit(_("The pool knows all of these numbers already."))
            return
        words = ngettext("{count} number of {courier} added", "{count} numbers of {courier} added", len(fresh))
        text = words.format(count=f"{len(fresh):,}", courier=self._name)
        if known:
            text = _("{text}, {known} known already").format(text=text, known=known)
        code = self.courier
        change = Change(
            text,
            lambda shop, _job: take_waybills_out(shop, code, fresh),
            lambda shop, _job: add_waybills(shop, code, fresh),
        )
        self.context.note(change)
        if odd:
            self.context.told.emit(f"{text}. {warn_odd(self._name, odd)}")

    def _refuse(self, error: ShopError) -> None:
        self._tell(word_error(error))

    def _tell(self, words: str) -> None:
        self.error.setText(words)
        self.error.show()


def _facts(shown: CourierRow) -> list[tuple[str, str | QWidget]]:
    return [
        (_("Left"), f"{shown.free:,}"),
        (_("Given out"), f"{shown.used:,}"),
        (_("Next number"), shown.following or "–"),
    ]

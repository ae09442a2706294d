"""One piece of warranty at the right: what is covered until when, its serial numbers, its repairs, a new one."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLayout, QWidget

from shopdesk.domain.errors import ShopError
from shopdesk.domain.jobs import Job
from shopdesk.services.return_undo import undo_return
from shopdesk.services.returns import case_of, open_return, reopen_return
from shopdesk.services.shop import Shop
from shopdesk.services.warranty import Warranty, look_up, note_serial, take_serial_out
from shopdesk.ui.context import Context
from shopdesk.ui.controls import StatusLabel, button, label, row, tip_key
from shopdesk.ui.form_fields import error_line, field
from shopdesk.ui.side_panel import SidePanel, facts
from shopdesk.ui.status import Status
from shopdesk.ui.theme import CAPTION, SPACE
from shopdesk.ui.undo import Change
from shopdesk.words import N_, _, begun, full_day, ngettext
from shopdesk.words.errors import word_error
from shopdesk.words.returns import word_case_state

STANDINGS = {
    "covered": N_("covered"),
    "over": N_("over"),
    "none": N_("no warranty"),
    "not-begun": N_("not signed for yet"),
}
STATUS = {
    "covered": Status("done", "ok", ""),
    "over": Status("no", "muted", ""),
    "none": Status("dash", "muted", ""),
    "not-begun": Status("ring", "accent", ""),
}
CHANGES = {"orders", "stock"}


class WarrantyPanel(SidePanel):
    """Shows what is warranted of one SKU of an order; `changed` tells that it must be read anew."""

    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(_("Warranty"))
        self._context = context
        self._shown: Warranty | None = None

    def show_warranty(self, told: Warranty) -> None:
        """Show a warranty, unless it stands there already: what is being typed stays."""
        if told == self._shown:
            return
        self._shown = told
        status = StatusLabel()
        self.begin(told.title or told.sku, [status])
        status.show_status(STATUS[told.standing], begun(_(STANDINGS[told.standing])))
        months = ngettext("{n} month", "{n} months", told.months).format(n=told.months) if told.months else "–"
        to_order = QWidget()
        link = button("warrantyToOrder", told.order, partial(self._context.go, "orders", order=told.order), look="link")
        to_order.setLayout(row(link, None))
        self.add(
            facts(
                [
                    (_("SKU"), f"{told.sku} × {told.pieces}"),
                    (_("Order"), to_order),
                    (_("Warranty"), months),
                    (_("Covered until"), full_day(told.ends_on) if told.ends_on else "–"),
                    (_("Serial number"), told.serial or "–"),
                ]
            ),
            line_above=False,
        )
        covers = _(
            "Covered are defects in use as intended, inspection included. Damage by falls, water or opening by hand is"
            " repaired at the buyer's cost."
        )
        self.add(label(covers, rank="second", size=CAPTION, wrap=True))
        self._add_repairs(told)
        self._add_repair(told)
        self._add_serial()

    def _add_repairs(self, told: Warranty) -> None:
        rows: list[QLayout] = []
        for number in told.repairs:
            link = button(f"repair-{number}", number, partial(self._context.go, "returns", case=number), look="link")
            state = word_case_state(case_of(self._context.shop, number).state)
            rows.append(row(link, None, label(begun(state), rank="second")))
        if not rows:
            rows.append(row(label(_("It was never repaired."), rank="muted"), None))
        self.add(*rows, title=_("Repairs"))

    def _add_repair(self, told: Warranty) -> None:
        self.words = field("repairWords", _("What does not work"), _("In a few words"))
        self.repair_error = error_line("warrantyError")
        repair = button("openRepair", _("Open a repair"), self.open_repair, primary=told.standing == "covered")
        tip_key(repair, "Ctrl+Shift+R")
        self.words.returnPressed.connect(self.open_repair)
        line = row(self.words, repair, spacing=SPACE[2])
        line.setStretch(0, 1)
        self.add(line, self.repair_error, title=_("New repair"))

    def _add_serial(self) -> None:
        self.serial = field("warrantySerial", _("Serial number"), _("Scan or type it"))
        note = button("noteSerial", _("Save"), self.note_serial)
        self.serial.returnPressed.connect(self.note_serial)
        line = row(self.serial, note, spacing=SPACE[2])
        line.setStretch(0, 1)
        self.add(line, title=_("Serial number"))

    def open_repair(self) -> None:
        """Open a case of repair for one piece; the rules of warranty decide it, and say why."""
        told = self._shown
        if told is None:
            return
        repair = _Repair(told, self.words.text().strip())

        def opened(number: str) -> None:
            words = _("Repair {number} opened").format(number=number)
            self._context.note(Change(words, repair.back, repair.there))
            self.changed.emit()

        self._context.write(_("Opening a repair"), repair.there, changes=CHANGES, done=opened, refused=self._refuse)

    def note_serial(self) -> None:
        """Note which piece the buyer has."""
        told, serial = self._shown, self.serial.text().strip()
        if told is None:
            return
        noting = _Noting(told, serial)

        def noted(_result: object) -> None:
            words = _("Serial number {serial} noted").format(serial=serial)
            self._context.note(Change(words, noting.back, noting.there))
            self.changed.emit()

        self._context.write(
            _("Noting a serial number"), noting.there, changes=CHANGES, done=noted, refused=self._refuse
        )

    def _refuse(self, error: ShopError) -> None:
        self.repair_error.setText(word_error(error))
        self.repair_error.show()


class _Noting:
    """A serial number that is noted; taken back, the piece belongs to the order that it was noted with before."""

    def __init__(self, told: Warranty, serial: str) -> None:
        self._told, self._serial = told, serial
        self._before = ""

    def there(self, shop: Shop, _job: Job) -> None:
        """Note it."""
        try:
            found = look_up(shop, self._serial)
        except ShopError:
            found = []
        self._before = next((one.order for one in found if one.sku == self._told.sku and one.serial), "")
        note_serial(shop, self._told.order, self._told.sku, self._serial)

    def back(self, shop: Shop, _job: Job) -> None:
        """Give back what stood there."""
        if self._before:
            note_serial(shop, self._before, self._told.sku, self._serial)
        else:
            take_serial_out(shop, self._told.sku, self._serial)


class _Repair:
    """A case of repair that is opened, taken back, and opened again."""

    def __init__(self, told: Warranty, words: str) -> None:
        self._told, self._words, self._number = told, words, ""

    def there(self, shop: Shop, _job: Job) -> str:
        """Open it."""
        if self._number:
            reopen_return(shop, self._number)
        else:
            self._number = open_return(
                shop, self._told.order, [(self._told.sku, 1)], reason="functional-fault", kind="repair",
                note=self._words,
            ).number  # fmt: skip
        return self._number

    def back(self, shop: Shop, _job: Job) -> None:
        """Take every step of it back."""
        with shop.writing():
            while case_of(shop, self._number).state != "withdrawn":
                undo_return(shop, self._number)

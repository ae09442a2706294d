"""One courier: its form, and its pool of waybill numbers."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QWidget

from shopdesk.domain.couriers import Courier
from shopdesk.domain.errors import ShopError
from shopdesk.services.courier_table import CourierRow
from shopdesk.services.couriers import remove_courier, save_courier
from shopdesk.ui.context import Context
from shopdesk.ui.controls import button, row
from shopdesk.ui.orders.courier_form import CourierForm
from shopdesk.ui.orders.number_pool import NumberPool
from shopdesk.ui.side_panel import SidePanel
from shopdesk.ui.undo import Change
from shopdesk.words import _, spoken
from shopdesk.words.errors import word_error


class CourierPanel(SidePanel):
    """Edits one courier; `saved` carries its code, `form_left` tells that the form of a new one was closed."""

    saved = Signal(str)
    form_left = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(_("Courier"))
        self.context = context
        self.form: CourierForm | None = None
        self.pool: NumberPool | None = None
        self.is_new = False
        self._shown: object = None

    def show_courier(self, shown: CourierRow) -> None:
        """Show a courier, unless it stands there already as it is: what is being typed stays."""
        if self.is_new or self._shown == shown:
            return
        focused = QApplication.focusWidget()
        back = focused.objectName() if focused is not None and self.isAncestorOf(focused) else ""
        self._shown = shown
        courier = shown.courier
        self.begin(courier.name_en if spoken.language == "en" else courier.name)
        self.pool = NumberPool(self.context, shown)
        self.add(self.pool, title=_("Waybill numbers"), line_above=False)
        self.form = CourierForm(courier, is_new=False)
        self._add_form(self.form, _("Save"))
        if back and (found := self.findChild(QWidget, back)) is not None:
            found.setFocus()

    def open_new(self) -> None:
        """Open the form of a new courier."""
        self.is_new, self._shown, self.pool = True, None, None
        self.begin(_("New courier"))
        self.form = CourierForm(Courier(""), is_new=True)
        self._add_form(self.form, _("Add"))

    def begin_typing(self) -> None:
        """Stand in the first field."""
        if self.form is not None:
            self.form.code.setFocus()

    def leave_form(self) -> None:
        """Close the form of a new courier."""
        self.is_new, self._shown = False, None
        self.form_left.emit()

    def _add_form(self, form: CourierForm, words: str) -> None:
        steps = row(button("saveCourier", words, self.submit, key="Ctrl+S", primary=True))
        if self.is_new:
            steps.addWidget(button("leaveCourier", _("Cancel"), self.leave_form, look="quiet"))
        steps.addStretch(1)
        self.add(form, steps, title=_("Stars, rates and numbers"))

    def submit(self) -> None:
        """Save what was typed."""
        form = self.form
        after = form.read() if form is not None else None
        if form is None or after is None or (after == form.before and not self.is_new):
            return
        before = None if self.is_new else form.before
        self.context.write(
            _("Saving a courier"),
            lambda shop, _job: save_courier(shop, after),
            changes={"settings"},
            done=lambda made: self._saved(before, made),
            refused=self._refuse,
        )

    def _saved(self, before: Courier | None, made: Courier) -> None:
        self.is_new, self._shown = False, None
        self.context.note(_changed(before, made))
        self.saved.emit(made.code)

    def _refuse(self, error: ShopError) -> None:
        if self.form is not None:
            self.form.tell(word_error(error))


def _changed(before: Courier | None, after: Courier) -> Change:
    """Return a courier's change with its way back."""
    if before is None:
        return Change(
            _("Courier {name} added").format(name=after.name),
            lambda shop, _job: remove_courier(shop, after.code),
            lambda shop, _job: save_courier(shop, after),
        )
    return Change(
        _("Courier {name} changed").format(name=after.name),
        lambda shop, _job: save_courier(shop, before),
        lambda shop, _job: save_courier(shop, after),
    )

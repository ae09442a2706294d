"""What a person decides about orders beside the usual steps: together, apart, waiting, paid, receiver, note."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from shopdesk.domain.jobs import Job
from shopdesk.services.order_edits import (
    Edited,
    change_receiver,
    clear_suspicion,
    hold_until,
    note_order,
    pay_order,
    take_edit_back,
)
from shopdesk.services.order_groups import Merged, merge_orders, regroup, unmerge_orders
from shopdesk.services.order_parts import split_by_stock, split_lines, unsplit_order
from shopdesk.services.order_table import OrderDetails, numbers, read_details
from shopdesk.services.shop import Shop
from shopdesk.ui.context import Context
from shopdesk.ui.order_forms import HoldForm, NoteForm, ReceiverForm, SplitForm
from shopdesk.ui.panel_form import PanelForm
from shopdesk.ui.undo import Change
from shopdesk.words import _, ngettext

CHANGES = {"orders", "stock"}
Act = Callable[[Shop], Edited]


class OrderDecisions(QObject):
    """Acts on the selected orders, or on the current one alone where a form is needed; all of it can be undone."""

    def __init__(
        self,
        context: Context,
        chosen: Callable[[], Sequence[int]],
        current: Callable[[], int | None],
        show_form: Callable[[PanelForm | None], None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._context, self._chosen, self._current, self._show_form = context, chosen, current, show_form

    # Together and apart

    def merge(self) -> None:
        """Let the selected orders go in one parcel."""
        asked = numbers(self._chosen())
        if len(asked) < 2:
            self._context.told.emit(_("Select two or more orders of one receiver, then put them together."))
            return
        self._group(_("Putting orders together"), lambda shop: merge_orders(shop, asked), together=True)

    def unmerge(self) -> None:
        """Let the selected orders go alone again."""
        if asked := numbers(self._chosen()):
            self._group(_("Taking orders apart"), lambda shop: unmerge_orders(shop, asked), together=False)

    def _group(self, title: str, act: Callable[[Shop], Merged], *, together: bool) -> None:
        def done(merged: Merged) -> None:
            count = len(merged.numbers)
            if together:
                text = ngettext("{count} order goes in one parcel", "{count} orders go in one parcel", count)
            else:
                text = ngettext("{count} order taken apart", "{count} orders taken apart", count)
            self._context.note(
                Change(
                    text.format(count=count),
                    lambda shop, _job: regroup(shop, merged.before),
                    lambda shop, _job: act(shop),
                )
            )

        self._context.write(title, lambda shop, _job: act(shop), changes=CHANGES, done=done)

    def split(self) -> None:
        """Ask which pieces of the current order go apart."""
        details = self._details()
        if details is None:
            return
        number = details.order.number
        if sum(line.quantity for line in details.lines) < 2:
            self._context.told.emit(_("A single piece cannot be split."))
            return
        stock = (lambda: self._split(number, {})) if details.order.fulfilment == "new" else None
        form = SplitForm(number, details.lines, stock)
        form.saved.connect(lambda: self._split(number, form.pieces) if form.pieces else None)
        self._ask(form)

    def _split(self, number: str, pieces: dict[int, int]) -> None:
        made: list[str] = []

        def act(shop: Shop, _job: Job) -> str:
            part = split_lines(shop, number, pieces) if pieces else split_by_stock(shop, number)
            made[:] = [part.number]
            return part.number

        def done(part: str) -> None:
            self._close()
            text = _("{part} split off from {order}").format(part=part, order=number)
            self._context.note(Change(text, lambda shop, _job: unsplit_order(shop, made[0]), act))

        self._context.write(_("Splitting an order"), act, changes=CHANGES, done=done)

    def join(self) -> None:
        """Join the current part with the order that it was split off from."""
        details = self._details()
        if details is None:
            return
        number = details.order.number

        def done(whole: object) -> None:
            self._context.told.emit(_("{order} is whole again").format(order=details.order.split_from))

        self._context.write(
            _("Joining orders"), lambda shop, _job: unsplit_order(shop, number), changes=CHANGES, done=done
        )

    # One order corrected

    def hold(self) -> None:
        """Ask until when the current order waits."""
        if (details := self._details()) is None:
            return
        order = details.order
        form = HoldForm(order.number, self._context.shop.now(), order.hold_until, order.hold_reason)

        def save() -> None:
            until, reason, said = form.until, form.reason, _("{order} waits").format(order=order.number)
            act = partial(hold_until, text=order.number, until=until, reason=reason)
            self._edit(_("Holding an order"), said, act)

        form.saved.connect(save)
        self._ask(form)

    def receiver(self) -> None:
        """Ask who gets the current order."""
        if (details := self._details()) is None:
            return
        number = details.order.number
        form = ReceiverForm(number, details.order.receiver)

        def save() -> None:
            said = _("Receiver of {order} changed").format(order=number)
            self._edit(_("Changing the receiver"), said, partial(change_receiver, text=number, receiver=form.receiver))

        form.saved.connect(save)
        self._ask(form)

    def note(self) -> None:
        """Ask for the shop's own note on the current order."""
        if (details := self._details()) is None:
            return
        number = details.order.number
        form = NoteForm(number, details.order.seller_note)

        def save() -> None:
            said = _("Note on {order} changed").format(order=number)
            self._edit(_("Writing a note"), said, partial(note_order, text=number, note=form.note))

        form.saved.connect(save)
        self._ask(form)

    def pay(self) -> None:
        """Note that the current order is paid."""
        if (details := self._details()) is not None:
            number = details.order.number
            said = _("{order} noted as paid").format(order=number)
            self._edit(_("Noting a payment"), said, lambda shop: pay_order(shop, number))

    def clear(self) -> None:
        """Note that the current order was looked at and is not odd."""
        if (details := self._details()) is not None:
            number = details.order.number
            said = _("{order} looked at, nothing odd").format(order=number)
            self._edit(_("Looking at an order"), said, lambda shop: clear_suspicion(shop, number))

    def _edit(self, title: str, said: str, act: Act) -> None:
        def done(edited: Edited) -> None:
            self._close()
            self._context.note(
                Change(said, lambda shop, _job: take_edit_back(shop, edited), lambda shop, _job: act(shop))
            )

        self._context.write(title, lambda shop, _job: act(shop), changes=CHANGES, done=done)

    def _details(self) -> OrderDetails | None:
        row = self._current()
        return read_details(self._context.shop, row) if row is not None else None

    def _ask(self, form: PanelForm) -> None:
        form.left.connect(self._close)
        self._show_form(form)

    def _close(self) -> None:
        if isValid(self):
            self._show_form(None)

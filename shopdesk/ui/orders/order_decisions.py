"""What a person decides about orders beside the usual steps: together, apart, waiting, paid, receiver, note."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from shopdesk.domain.jobs import Job
from shopdesk.domain.orders import Order
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
from shopdesk.services.order_parts import split_by_stock, split_lines, split_order, unsplit_order
from shopdesk.services.order_table import OrderDetails, numbers, read_details
from shopdesk.services.shop import Shop
from shopdesk.ui.context import Context
from shopdesk.ui.form_place import FormPlace
from shopdesk.ui.orders.order_forms import HoldForm, NoteForm, ReceiverForm, SplitForm
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
        place: FormPlace,
    ) -> None:
        super().__init__(place)
        self._context, self._chosen, self._current, self._place = context, chosen, current, place

    def decide(self, name: str) -> None:
        """Take the decision of this name: a key, the menu and the panel ask for it alike."""
        acts = {
            "merge": self.merge, "unmerge": self.unmerge, "split": self.split, "join": self.join, "hold": self.hold,
            "receiver": self.receiver, "note": self.note, "pay": self.pay, "clear": self.clear,
        }  # fmt: skip
        acts[name]()

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

        self._write(title, lambda shop, _job: act(shop), done)

    def split(self) -> None:
        """Ask which pieces of the current order go apart."""
        details = self._details()
        if details is None:
            return
        number = details.order.number
        if sum(line.quantity for line in details.lines) < 2:
            self._context.told.emit(_("A single piece cannot be split."))
            return
        form = SplitForm(number, details.lines, details.order.fulfilment == "new")

        def save() -> None:
            if pieces := form.pieces:
                self._split(form, number, lambda shop: split_lines(shop, number, pieces))
            else:
                self._context.told.emit(_("Say how many pieces go apart."))

        form.saved.connect(save)
        form.by_stock.connect(lambda: self._split(form, number, lambda shop: split_by_stock(shop, number)))
        self._place.ask(form)

    def _split(self, form: PanelForm, number: str, apart: Callable[[Shop], Order]) -> None:
        made: list[str] = []

        def act(shop: Shop, _job: Job) -> str:
            made[:] = [apart(shop).number]
            return made[0]

        def done(part: str) -> None:
            text = _("{part} split off from {order}").format(part=part, order=number)
            self._context.note(Change(text, lambda shop, _job: unsplit_order(shop, made[0]), act))

        self._write(_("Splitting an order"), act, done, form)

    def join(self) -> None:
        """Join the current part with the order that it was split off from."""
        details = self._details()
        if details is None:
            return
        home, part = details.order.split_from, [details.order.number]
        pieces = [(line.sku, line.quantity) for line in details.order.lines]

        def act(shop: Shop, _job: Job) -> object:
            return unsplit_order(shop, part[0])

        def apart(shop: Shop, _job: Job) -> None:
            part[:] = [split_order(shop, home, pieces).number]

        said = _("{order} is whole again").format(order=home)
        change = Change(said, apart, act)
        self._write(_("Joining orders"), act, lambda _whole: self._context.note(change))

    # One order corrected

    def hold(self) -> None:
        """Ask until when the current order waits."""
        if (details := self._details()) is None:
            return
        order = details.order
        form = HoldForm(order.number, self._context.shop.now, order.hold_until, order.hold_reason)

        def save() -> None:
            try:
                until = form.until()
            except ValueError:
                return
            said = _("{order} waits").format(order=order.number)
            act = partial(hold_until, text=order.number, until=until, reason=form.reason)
            self._edit(_("Holding an order"), said, act, form)

        form.saved.connect(save)
        self._place.ask(form)

    def receiver(self) -> None:
        """Ask who gets the current order."""
        if (details := self._details()) is None:
            return
        number = details.order.number
        form = ReceiverForm(number, details.order.receiver)

        def save() -> None:
            said = _("Receiver of {order} changed").format(order=number)
            act = partial(change_receiver, text=number, receiver=form.receiver)
            self._edit(_("Changing the receiver"), said, act, form)

        form.saved.connect(save)
        self._place.ask(form)

    def note(self) -> None:
        """Ask for the shop's own note on the current order."""
        if (details := self._details()) is None:
            return
        number = details.order.number
        form = NoteForm(number, details.order.seller_note)

        def save() -> None:
            said = _("Note on {order} changed").format(order=number)
            self._edit(_("Writing a note"), said, partial(note_order, text=number, note=form.note), form)

        form.saved.connect(save)
        self._place.ask(form)

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

    def _edit(self, title: str, said: str, act: Act, form: PanelForm | None = None) -> None:
        def done(edited: Edited) -> None:
            self._context.note(
                Change(said, lambda shop, _job: take_edit_back(shop, edited), lambda shop, _job: act(shop))
            )

        self._write(title, lambda shop, _job: act(shop), done, form)

    def _write(
        self,
        title: str,
        act: Callable[[Shop, Job], object],
        done: Callable[[Any], None],
        form: PanelForm | None = None,
    ) -> None:
        self._place.write(title, act, done, changes=CHANGES, form=form)

    def _details(self) -> OrderDetails | None:
        row = self._current()
        return read_details(self._context.shop, row) if row is not None else None

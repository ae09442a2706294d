"""One customer at the right of the table: who it is, note, tags, level, block, orders, who may be the same person."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from shopdesk.domain.addresses import mask_name, mask_phone
from shopdesk.domain.customers import LEVELS, Customer
from shopdesk.domain.errors import ShopError
from shopdesk.domain.orders import Order
from shopdesk.services import customers
from shopdesk.services.customers import CustomerDetails
from shopdesk.services.shop import Shop
from shopdesk.ui.context import Context
from shopdesk.ui.controls import StatusLabel, button, column, label, row
from shopdesk.ui.customers.customer_words import LEVEL_WORDS
from shopdesk.ui.form_fields import complain, error_line, field
from shopdesk.ui.listing_fields_choice import CalmCombo
from shopdesk.ui.moments import stamp
from shopdesk.ui.orders.order_words import totals_text
from shopdesk.ui.side_panel import SidePanel, facts
from shopdesk.ui.status import ORDER, Status
from shopdesk.ui.text_field import TextField
from shopdesk.ui.theme import CAPTION, SPACE
from shopdesk.ui.undo import Change
from shopdesk.words import _, ngettext
from shopdesk.words.currencies import money
from shopdesk.words.errors import word_error

NOTE_HEIGHT = 64
ORDERS_LISTED = 20


class CustomerPanel(SidePanel):
    """Shows and keeps one customer; names stay masked until a person asks. `wanted` asks for another customer."""

    wanted = Signal(int)

    def __init__(self, context: Context) -> None:
        super().__init__(_("Customer"))
        self.context = context
        self._shown: CustomerDetails | None = None
        self._revealed: int | None = None

    def show_customer(self, row_id: int) -> None:
        """Show a customer, unless it stands there already as it is: what is being typed stays."""
        details = customers.show_customer(self.context.shop, row_id)
        if details != self._shown:
            self._show(details)

    def _show(self, details: CustomerDetails) -> None:
        focused = QApplication.focusWidget()
        back = focused.objectName() if focused is not None and self.isAncestorOf(focused) else ""
        self._shown, one = details, details.customer
        open_ = self._revealed == one.row
        self.begin((one.name if open_ else mask_name(one.name)) or one.number)
        self._add_facts(one, open_)
        self._add_form(one)
        self._add_block(one)
        self._add_others(details)
        self._add_orders(details.orders, one.orders)
        if back and (found := self.findChild(QWidget, back)) is not None:
            found.setFocus()

    def _add_facts(self, one: Customer, open_: bool) -> None:
        told = [
            (_("Customer no."), one.number),
            (_("Telephone"), one.phone if open_ else mask_phone(one.phone)),
            (_("Orders"), f"{one.orders:,}"),
            (_("Paid in all"), totals_text(one.totals)),
            (_("Returns"), f"{one.returns:,}"),
            (_("Last order"), stamp(one.last_at)),
        ]
        words = _("Hide name and telephone") if open_ else _("Show name and telephone")
        reveal = button("revealCustomer", words, self._reveal, look="link")
        ask = partial(self.context.go, "tickets", new=True, customer=one.row)
        ticket = button("customerTicket", _("Open a ticket"), ask, look="link")
        self.add(facts([pair for pair in told if pair[1]]), row(reveal, ticket, None, spacing=SPACE[3]))

    def _reveal(self) -> None:
        if self._shown is not None:
            row_id = self._shown.customer.row
            self._revealed = None if self._revealed == row_id else row_id
            self._show(self._shown)

    # Note, tags, level

    def _add_form(self, one: Customer) -> None:
        self.note = TextField(one.note)
        self.note.setObjectName("customerNote")
        self.note.setAccessibleName(_("Note"))
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(NOTE_HEIGHT)
        self.tags: QLineEdit = field("customerTags", _("Tags"), _("Separated by commas"))
        self.tags.setText(", ".join(one.tags))
        self.level = CalmCombo()
        self.level.setObjectName("customerLevel")
        self.level.setAccessibleName(_("Level"))
        for level in LEVELS:
            self.level.addItem(_(LEVEL_WORDS[level]), level)
        self.level.setCurrentIndex(self.level.findData(one.level))
        save = button("saveCustomer", _("Save"), self.submit, key="Ctrl+S")
        self.tags.returnPressed.connect(self.submit)
        both = row(spacing=SPACE[3])
        both.addLayout(column(label(_("Tags"), rank="muted", size=CAPTION), self.tags, spacing=SPACE[1]), 2)
        both.addLayout(column(label(_("Level"), rank="muted", size=CAPTION), self.level, spacing=SPACE[1]), 1)
        self.add(
            column(label(_("Note"), rank="muted", size=CAPTION), self.note, spacing=SPACE[1]), both, row(save, None)
        )

    def submit(self) -> None:
        """Keep note, tags and level, where one of them is another."""
        if self._shown is None:
            return
        one = self._shown.customer
        tags = tuple(tag.strip() for tag in self.tags.text().replace("，", ",").split(",") if tag.strip())
        told: dict[str, Any] = {
            "note": self.note.toPlainText().strip(), "tags": tags, "level": str(self.level.currentData()),
        }  # fmt: skip
        if told == {"note": one.note, "tags": one.tags, "level": one.level}:
            return
        saving = _Saving(one.row, told)
        self._do(_("Customer {name} changed").format(name=mask_name(one.name) or one.number), saving.there, saving.back)

    # Blocking

    def _add_block(self, one: Customer) -> None:
        if one.blocked:
            shown = StatusLabel()
            shown.show_status(Status("dia", "error", "suspicious"), _("Blocked: {why}").format(why=one.blocked))
            self.add(shown, row(button("unblockCustomer", _("Unblock"), self._unblock), None))
            return
        self.reason = field("blockReason", _("Why block"), _("Such as: refused three parcels"))
        self.reason_error = error_line("blockError")
        self.reason.returnPressed.connect(self._block)
        line = row(spacing=SPACE[2])
        line.addWidget(self.reason, 1)
        line.addWidget(button("blockCustomer", _("Block buyer"), self._block, icon_name="shield-alert"))
        self.add(line, self.reason_error, label(_("Orders of a blocked buyer are marked, none is held back."),
                                                rank="muted", size=CAPTION, wrap=True))  # fmt: skip

    def _block(self) -> None:
        if self._shown is None:
            return
        one, reason = self._shown.customer, self.reason.text().strip()
        if not reason:
            complain(self.reason, self.reason_error, word_error(ShopError("reason-missing")))
            self.reason.setFocus()
            return
        self._do(
            _("Customer {name} blocked").format(name=mask_name(one.name) or one.number),
            lambda shop, _job: customers.block_customer(shop, one.row, reason),
            lambda shop, _job: customers.unblock_customer(shop, one.row),
        )

    def _unblock(self) -> None:
        if self._shown is None:
            return
        one = self._shown.customer
        self._do(
            _("Customer {name} unblocked").format(name=mask_name(one.name) or one.number),
            lambda shop, _job: customers.unblock_customer(shop, one.row),
            lambda shop, _job: customers.block_customer(shop, one.row, one.blocked),
        )

    # Others, orders

    def _add_others(self, details: CustomerDetails) -> None:
        one = details.customer
        for other in details.perhaps_same:
            words = f"{mask_name(other.name)} {mask_phone(other.phone)}".strip()
            join = button(f"joinWith-{other.row}", _("Join"), partial(self._join, other), look="quiet")
            see = button(f"seeCustomer-{other.row}", words, partial(self.wanted.emit, other.row), look="link")
            self.add(row(see, None, join), title=_("Perhaps the same person"))
        for other in details.joined:
            words = f"{mask_name(other.name)} {mask_phone(other.phone)}".strip()
            apart = button(
                f"takeApart-{other.row}", _("Take apart"), partial(self._take_apart, one, other), look="quiet"
            )
            self.add(row(label(words), None, apart), title=_("Joined by hand"))

    def _join(self, other: Customer) -> None:
        if self._shown is None:
            return
        one = self._shown.customer
        words = ngettext("{count} customer joined to {name}", "{count} customers joined to {name}", 1)
        self._do(
            words.format(count=1, name=mask_name(one.name) or one.number),
            lambda shop, _job: customers.join_customers(shop, one.row, [other.row]),
            lambda shop, _job: customers.take_apart(shop, [other.row]),
        )

    def _take_apart(self, one: Customer, other: Customer) -> None:
        self._do(
            _("Customer {name} taken apart").format(name=mask_name(other.name) or other.number),
            lambda shop, _job: customers.take_apart(shop, [other.row]),
            lambda shop, _job: customers.join_customers(shop, one.row, [other.row]),
        )

    def _add_orders(self, orders: tuple[Order, ...], count: int) -> None:
        right = ngettext("{count} order", "{count} orders", count).format(count=f"{count:,}")
        lines = []
        for order in orders[:ORDERS_LISTED]:
            see = button(f"order-{order.number}", order.number, partial(self.context.go, "orders", order=order.number),
                         look="link")  # fmt: skip
            amount = label(money(order.total, order.currency))
            amount.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            when = label(stamp(order.placed_at), rank="muted", size=CAPTION)
            made = QWidget()
            made.setLayout(row(see, StatusLabel(ORDER[order.badge]), None, when, amount))
            lines.append(made)
        if len(orders) > ORDERS_LISTED:
            more = _("The newest {count} are shown.").format(count=ORDERS_LISTED)
            lines.append(label(more, rank="muted", size=CAPTION))
        self.add(*lines, title=_("Orders"), right=right)

    def _do(self, words: str, there: Callable[..., Any], back: Callable[..., Any]) -> None:
        """Do something to the customer, and offer the way back."""
        change = Change(words, back, there)
        self.context.write(
            words, there, changes={"customers", "orders"}, done=lambda _result: self.context.note(change)
        )


class _Saving:
    """What is written about a customer, and what stood there before."""

    def __init__(self, row_id: int, told: dict[str, Any]) -> None:
        self._row, self._told = row_id, told
        self._before: dict[str, Any] = {}

    def there(self, shop: Shop, _job: object) -> None:
        """Write it."""
        self._before = customers.write_customer(shop, self._row, **self._told)

    def back(self, shop: Shop, _job: object) -> None:
        """Give back what stood there."""
        customers.restore_customer(shop, self._row, self._before)

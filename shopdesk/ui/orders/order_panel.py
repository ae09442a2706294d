"""Everything about one order at the right of the table: clock, flags, receiver, notes, goods, money, timeline."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from shopdesk.domain.orders import Order, is_open
from shopdesk.domain.return_clocks import local_day
from shopdesk.services.order_table import LineRow, OrderDetails, clock
from shopdesk.services.rule_files import payment_rules
from shopdesk.services.today import urgency
from shopdesk.ui.context import Context
from shopdesk.ui.controls import StatusLabel, button, column, label, note, row, selectable, tip_key, tool
from shopdesk.ui.moments import hour, slack, stamp, used_share
from shopdesk.ui.orders.order_courier import OrderCourier
from shopdesk.ui.orders.order_payments import payment_rows
from shopdesk.ui.orders.order_receiver import ReceiverFacts
from shopdesk.ui.orders.order_timeline import timeline_rows
from shopdesk.ui.orders.order_words import flag_means
from shopdesk.ui.orders.pack_papers import evidence_link
from shopdesk.ui.side_panel import SidePanel, amount_row, picture
from shopdesk.ui.slack_clock import SlackClock
from shopdesk.ui.status import FLAG, ORDER, Status
from shopdesk.ui.theme import CAPTION, RAIL_ENTRY, SPACE, font
from shopdesk.words import _, ngettext
from shopdesk.words.currencies import money

PICTURE = RAIL_ENTRY + SPACE[3]
RESERVED = Status("done", "ok", "")


class OrderPanel(SidePanel):
    """Shows one order; names and telephones stay masked until a person asks for them, and for that order only.

    `decided` carries what a person wants of it, by the name that OrderDecisions knows.
    """

    decided = Signal(str)

    def __init__(self, context: Context, courier_name: Callable[[str], str]) -> None:
        super().__init__(_("Order"))
        self._context = context
        self._courier_name = courier_name
        self._pictures: dict[str, list[QLabel]] = {}
        self._shown: int | None = None
        self._open: ReceiverFacts | None = None
        context.thumbnails.loaded.connect(self._show_picture)

    def show_order(self, details: OrderDetails) -> None:
        """Show an order, its receiver as open as it was left."""
        order = details.order
        revealed = self._open is not None and self._open.revealed and self._shown == details.row
        self._pictures.clear()
        copy = tool("copyNumber", "copy", _("Copy the order number"), lambda: self._copy(order.number))
        self.begin(order.number, [StatusLabel(ORDER[order.badge]), copy])
        self._add_clock(order)
        if details.pay_by is not None:
            words = _("The platform closes it unpaid at {moment}").format(moment=stamp(details.pay_by))
            self.add(label(words, rank="second", wrap=True), line_above=False)
        self._add_flags(order)
        self._add_relatives(order)
        self._open = ReceiverFacts(order, self._courier_name(order.courier), revealed)
        self.add(self._open)
        courier = OrderCourier(self._context.shop, order)
        if courier.says_something:
            self.add(courier, title=_("Recommended courier") if order.badge != "shipped" else "")
        self._add_notes(order)
        self._add_goods(details)
        self._add_money(order)
        self._add_payments(details)
        evidence = evidence_link(self._context, self, order.number, details.timeline)
        self._add_return(order)
        shown = timeline_rows(details.timeline, self._courier_name)
        self.add(*([row(evidence, None)] if evidence else []), *shown, title=_("Timeline"))
        self._shown = details.row

    def _add_return(self, order: Order) -> None:
        """Lead to a new return of an order that has left, and to its cases where it has any."""
        if order.fulfilment not in ("shipped", "delivered"):
            return
        to = partial(self._context.go, "return_new", order=order.number)
        begin = button("openReturnOf", _("Open a return"), to, icon_name="undo-2", look="quiet")
        tip_key(begin, "Alt+R")
        parts: list[QWidget | None] = [begin, None]
        if order.after_sales != "none":
            cases = partial(self._context.go, "return_bench", case=order.number)
            parts.insert(1, button("casesOfOrder", _("Its return"), cases, look="link"))
        self.add(row(*parts))

    def _link(self, name: str, text: str, decision: str) -> QPushButton:
        return button(name, text, partial(self.decided.emit, decision), look="link")

    def _add_relatives(self, order: Order) -> None:
        """Name the orders of the same parcel, the parts, and the order that this one was split off from."""
        told = [
            (_("Goes in one parcel with"), order.together),
            (_("Split off from it"), order.parts),
            (_("Split off from"), (order.split_from,) if order.split_from else ()),
        ]
        for words, others in told:
            if others:
                links = [
                    button(f"order-{number}", number, partial(self._context.go, "orders", order=number), look="link")
                    for number in others
                ]
                self.add(row(label(words, rank="second"), *links, None, spacing=SPACE[1]))

    def _copy(self, number: str) -> None:
        QGuiApplication.clipboard().setText(number)
        self._context.told.emit(_("{number} copied").format(number=number))

    def _add_clock(self, order: Order) -> None:
        now = self._context.shop.now()
        due = clock(order, now)
        if due is None:
            return
        role = urgency(due, now)
        left = slack(due, now).lstrip("\N{MINUS SIGN}")
        text = _("{time} left") if due >= now else _("{time} late")
        bold = label(text.format(time=left), rank={"text-2": "second"}.get(role, role), bold=True)
        bold.setObjectName("slackLeft")
        self.add(
            row(SlackClock(used_share(order.paid_at, due, now), role), bold, None, spacing=SPACE[1]),
            label(_must_leave(order, now), rank="second", wrap=True),
            line_above=False,
        )

    def _add_flags(self, order: Order) -> None:
        shown: list[QWidget | QHBoxLayout] = []
        for flag in FLAG:
            if flag in order.flags:
                means = label(flag_means(flag, order), rank="second", size=CAPTION, wrap=True)
                shown.append(_closely(StatusLabel(FLAG[flag]), means))
                if flag == "suspicious":
                    shown.append(row(self._link("clearSuspicion", _("Looked at, nothing odd"), "clear"), None))
        if shown:
            self.add(*shown)

    def _add_notes(self, order: Order) -> None:
        if order.email:
            self.add(selectable(label(order.email, rank="second")), line_above=False)
        if order.buyer_note:
            self.add(note(order.buyer_note))
        if order.seller_note:
            words = _("Own note: {note}").format(note=order.seller_note)
            self.add(selectable(label(words, rank="second", wrap=True)), line_above=not order.buyer_note)
        links = [self._link("noteOrder", _("Change the note") if order.seller_note else _("Add a note"), "note")]
        if is_open(order.fulfilment):
            links.append(self._link("changeReceiver", _("Change the receiver"), "receiver"))
            if order.payment == "unpaid":
                links.append(self._link("payOrder", _("Note as paid"), "pay"))
        else:
            ask = partial(self._context.go, "tickets", new=True, order=order.number)
            links.append(button("orderTicket", _("Open a ticket"), ask, look="link"))
        self.add(row(*links, None, spacing=SPACE[2]), line_above=False)

    def _add_goods(self, details: OrderDetails) -> None:
        pieces = sum(line.quantity for line in details.lines)
        right = ngettext("{count} piece", "{count} pieces", pieces).format(count=f"{pieces:,}")
        rows = [self._line(line, details.order.currency) for line in details.lines]
        self.add(*rows, title=_("Goods"), right=right)

    def _line(self, line: LineRow, currency: str) -> QWidget:
        shown = picture(QLabel(), PICTURE)
        shown.setAccessibleName(_("Picture of {title}").format(title=line.title))
        if line.picture:
            self._pictures.setdefault(line.picture, []).append(shown)
            self._show_picture(line.picture)
        price = label(f"{money(line.unit_price, currency)} × {line.quantity}")
        price.setAlignment(Qt.AlignmentFlag.AlignRight)
        title = " ".join(part for part in (line.title, line.options) if part)
        end = column(price, spacing=0)
        if line.reserved >= line.quantity:
            end.addWidget(_short_status(RESERVED, _("All reserved")))
        end.addStretch(1)
        beside = row(spacing=SPACE[2])
        beside.addWidget(selectable(label(title, wrap=True)), 1, Qt.AlignmentFlag.AlignTop)
        beside.addLayout(end)
        whole = QWidget()
        layout = row(shown, spacing=SPACE[2])
        layout.setAlignment(shown, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(column(beside, self._shelf(line), None, spacing=0), 1)
        whole.setLayout(layout)
        return whole

    def _shelf(self, line: LineRow) -> QHBoxLayout:
        if line.available is None:
            sku = line.sku or _("No SKU")
            return row(label(_("{sku} · not in the shop").format(sku=sku), rank="warn", size=CAPTION), None)
        link = button("stockOfLine", line.sku, lambda: self._context.go("stock", sku=line.sku), look="link")
        link.setAccessibleName(_("Stock of {sku}").format(sku=line.sku))
        link.setFont(font(CAPTION))
        place = _("Shelf {place}").format(place=line.place) if line.place else ""
        free = _("{count} available").format(count=f"{line.available:,}".replace("-", "\N{MINUS SIGN}"))
        facts = label(" · ".join(part for part in (place, free) if part), rank="muted", size=CAPTION, wrap=True)
        both = row(link, facts, spacing=SPACE[1])
        both.setStretch(1, 1)
        return both

    def _add_money(self, order: Order) -> None:
        rows = [amount_row(_("Shipping"), money(order.shipping, order.currency))]
        if order.discount:
            rows.append(amount_row(_("Discount"), money(-order.discount, order.currency)))
        word = _("To pay") if order.payment == "unpaid" else _("Paid")
        self.add(*rows, amount_row(word, money(order.total, order.currency), bold=True))

    def _add_payments(self, details: OrderDetails) -> None:
        if not details.payments:
            return
        shop = self._context.shop
        blocks = payment_rows(details.payments, payment_rules(shop), local_day(shop.now()))
        to = partial(self._context.go, "payments", order=details.order.number)
        link = button("paymentsOfOrder", _("Show them among the payments"), to, look="link")
        tip_key(link, "Alt+P")
        self.add(*blocks, row(link, None), title=_("Payments"))

    def _show_picture(self, place: str) -> None:
        for shown in self._pictures.get(place, ()):
            if pixmap := self._context.thumbnails.pixmap(place, PICTURE - SPACE[1]):
                shown.setPixmap(pixmap)


def _must_leave(order: Order, now: datetime) -> str:
    """Return by when a parcel must leave, and why just then."""
    due = order.ship_by
    assert due is not None
    moment = hour(due) if due.astimezone().date() == now.astimezone().date() else stamp(due)
    if due < now:
        return _("Should have left by {moment}").format(moment=moment)
    if order.paid_at is None:
        return _("Must leave by {moment}").format(moment=moment)
    hours = round((due - order.paid_at).total_seconds() / 3600)
    return _("Must leave by {moment} ({hours} hours after payment)").format(moment=moment, hours=hours)


def _closely(*parts: QWidget) -> QWidget:
    made = QWidget()
    made.setLayout(column(*parts, spacing=0))
    return made


def _short_status(status: Status, words: str) -> StatusLabel:
    made = StatusLabel(size=CAPTION)
    made.show_status(status, words)
    return made

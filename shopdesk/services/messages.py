"""Messages to buyers: each new order is checked and gets its text, others follow when they are due; what was told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from shopdesk.db import messages as table
from shopdesk.db import order_writes, orders
from shopdesk.domain.errors import ShopError
from shopdesk.domain.jobs import Job, SilentJob
from shopdesk.domain.messages import Template, fill
from shopdesk.domain.money import format_amount
from shopdesk.domain.orders import Order
from shopdesk.services.identity import new_ids
from shopdesk.services.message_templates import load_templates
from shopdesk.services.orders import note_event, order_number, order_row, share_lines
from shopdesk.services.settings import courier_names, list_settings
from shopdesk.services.shop import Shop
from shopdesk.services.tracking import delivered_at, returns_end

VIEWS = tuple(table.VIEWS)
MOST_AT_IMPORT = 1_000  # a file of more orders is a history: they are looked at when messages are
_DISPATCH_DAYS, _REVIEW_AFTER, _REVIEW_UNTIL = 7, 3, 30
_SYMBOLS = {"CNY": "¥", "USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥"}
_STAMPS = {"zh_CN": "{0.month}月{0.day}日 {0:%H:%M}", "en": "{0.day} {0:%B %H:%M}"}


@dataclass(frozen=True, slots=True)
class Message:
    """One message: due while `sent_at` is None, then as it was sent; `way` is how."""

    row: int
    order: Order
    kind: str
    language: str
    subject: str
    text: str
    made_at: datetime
    sent_at: datetime | None = None
    actor: str = ""
    way: str = ""


def prepare_messages(shop: Shop, job: Job | None = None) -> int:
    """Find what is due for every order and return how many messages are new."""
    job, made = job or SilentJob(), 0
    with shop.writing():
        table.settle_kinds(shop.connection)
        for kind, since, until in _spans(shop.now()):
            made += _prepare(shop, job, kind, table.due_orders(shop.connection, kind, since, until))
    return made


def prepare_new(shop: Shop, batch: int, touched: int) -> int:
    """Check the orders that came in just now and prepare their confirmations, inside the import's transaction.

    `touched` is how many the batch holds; one of very many is left for later.
    """
    if not 0 < touched <= MOST_AT_IMPORT:
        return 0
    now = shop.now()
    due = table.due_orders(shop.connection, "confirmation", now, now, batch=batch)
    return _prepare(shop, SilentJob(), "confirmation", due)


def count_messages(shop: Shop) -> dict[str, int]:
    """Return how many messages each view holds."""
    return {view: table.count_messages(shop.connection, view) for view in VIEWS}


def message_ids(shop: Shop, view: str) -> list[int]:
    """Return the messages of a view, the newest first. Raises ShopError("view-unknown")."""
    if view not in VIEWS:
        raise ShopError("view-unknown", value=view, allowed=", ".join(VIEWS))
    return table.message_ids(shop.connection, view)


def read_messages(shop: Shop, ids: Sequence[int]) -> list[Message]:
    """Return messages with their texts: those not sent yet as the templates and their orders are now."""
    rows = table.message_rows(shop.connection, ids)
    known = {order.number: order for order in orders.load_orders(shop.connection, [row[1] for row in rows])}
    writer = _Writer(shop)
    found = []
    for row, order_id, kind, made, sent, actor, way, *told in rows:
        order = known[order_number(order_id)]
        language, subject, text = told if sent else writer.write(order_id, order, kind)
        found.append(Message(row, order, kind, language, subject, text, made, sent, actor, way))
    return found


def messages_of_order(shop: Shop, text: str) -> list[Message]:
    """Return the messages of one order. Raises ShopError("order-unknown")."""
    return read_messages(shop, table.messages_of(shop.connection, order_row(shop, text)))


def mark_sent(shop: Shop, ids: Sequence[int], way: str) -> list[int]:
    """Note messages as sent, in words as they are now, and return those that were not sent before."""
    with shop.writing():
        fresh = [message for message in read_messages(shop, ids) if message.sent_at is None]
        for message in fresh:
            told = (message.language, message.subject, message.text)
            table.set_sent(shop.connection, message.row, at=shop.now(), actor=shop.actor, way=way, told=told)
            row = order_row(shop, message.order.number)
            note_event(shop, row, "message", {"message": message.kind, "way": way})
    return [message.row for message in fresh]


def mark_unsent(shop: Shop, ids: Sequence[int]) -> None:
    """Take it back that messages were sent: they are due again."""
    with shop.writing():
        for message in read_messages(shop, ids):
            if message.sent_at is not None:
                table.set_sent(shop.connection, message.row, at=None, actor="", way="", told=("", "", ""))
                row = order_row(shop, message.order.number)
                note_event(shop, row, "message", {"message": message.kind, "back": "1"})


def _spans(now: datetime) -> list[tuple[str, datetime, datetime]]:
    return [
        ("confirmation", now, now),
        ("dispatch", now - timedelta(days=_DISPATCH_DAYS), now),
        ("delay", now, now),
        ("review", now - timedelta(days=_REVIEW_UNTIL), now - timedelta(days=_REVIEW_AFTER)),
    ]


def _prepare(shop: Shop, job: Job, kind: str, due: Sequence[tuple[int, str, bool]]) -> int:
    made: list[tuple[str, int, str, str]] = []
    at = f"{shop.now().isoformat()[:19]}Z"
    for done, (uuid, (row, fulfilment, short)) in enumerate(zip(new_ids(len(due)), due, strict=True)):
        job.step(done, len(due))
        lacking = kind == "confirmation" and (short or (fulfilment == "new" and bool(share_lines(shop, row)[1])))
        made.append((uuid, row, "short" if lacking else kind, at))
    table.add_messages(shop.connection, made)
    return len(made)


class _Writer:
    """Writes the texts of orders; templates, couriers and settings are read once."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop
        self._templates = load_templates(shop)
        self._couriers = courier_names(shop)
        self._settings = list_settings(shop)

    def write(self, row: int, order: Order, kind: str) -> tuple[str, str, str]:
        """Return language, subject and text: the shop's language at home, English abroad."""
        home = str(self._settings["shop.language"])
        language = home if order.receiver.country in ("", "CN") else "en"
        template: Template = self._templates[kind, language]
        values = self._values(row, order, kind, language)
        return language, fill(template.subject, values), fill(template.text, values)

    def _values(self, row: int, order: Order, kind: str, language: str) -> Mapping[str, str]:
        amount = format_amount(order.total, order.currency, grouped=True)
        names = self._couriers.get(order.courier, (order.courier, order.courier))
        missing = self._missing(row) if kind == "short" else ""
        goods = _joined([_title(line.title, line.options, line.quantity) for line in order.lines], language)
        return {
            "buyer": _plain(_name(order)),
            "number": order.number, "platform_no": order.channel_order_no or order.number,
            "shop": _plain(str(self._settings["shop.name"])), "goods": goods,
            "pieces": str(sum(line.quantity for line in order.lines)),
            "total": f"{_SYMBOLS.get(order.currency, order.currency + ' ')}{amount}",
            "ship_by": _stamp(order.ship_by, language), "courier": names[language == "en"], "waybill": order.waybill,
            "missing": missing or goods, "returns_until": self._returns(order, language) if kind == "review" else "",
        }  # fmt: skip

    def _missing(self, row: int) -> str:
        """Return the goods of an order that cannot be had, by their titles."""
        _shares, lacking = share_lines(self._shop, row)
        skus = order_writes.skus_of(self._shop.connection, lacking)
        return ", ".join(f"{skus[variant]} ×{pieces}" for variant, pieces in lacking.items())

    def _returns(self, order: Order, language: str) -> str:
        ends = returns_end(self._shop, order.number) if delivered_at(self._shop, order.number) else {}
        return _stamp(ends.get("no-reason"), language)


def _name(order: Order) -> str:
    """Return what the buyer is called: a name that the platform masks gives way to the platform's own."""
    name = order.receiver.name
    return name if name and "*" not in name else order.buyer or name


def _title(title: str, options: str, quantity: int) -> str:
    return f"{_plain(' '.join(part for part in (title, options) if part))} ×{quantity}"


def _joined(goods: Sequence[str], language: str) -> str:
    return ("、" if language == "zh_CN" else ", ").join(goods)


def _plain(text: str) -> str:
    """Return a stranger's text on one line: it stands in a subject as well."""
    return " ".join(text.split())


def _stamp(at: datetime | None, language: str) -> str:
    return _STAMPS[language].format(at.astimezone()) if at else "–"

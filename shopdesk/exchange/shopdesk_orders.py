"""The shop's own order file, written and read without loss: a row a line, the order's own cells on its first row."""

from collections.abc import Iterator, Sequence

from shopdesk.domain.addresses import Receiver
from shopdesk.domain.errors import ShopError
from shopdesk.domain.exports import Terms
from shopdesk.domain.imports import FileFormat, Item, KeptOrder, LineRecord, OrderHead, OrderRecord, Refused
from shopdesk.domain.orders import AFTER_SALES, FLAGS, FULFILMENTS, PAYMENTS, Order, OrderLine
from shopdesk.exchange.cells import read_mail
from shopdesk.exchange.grouping import groups
from shopdesk.exchange.orders import line_title
from shopdesk.exchange.outbound import Shape
from shopdesk.exchange.refusals import refuse
from shopdesk.exchange.rows import Row
from shopdesk.exchange.shopdesk_cells import OwnCells, write_moment, write_money, write_yes
from shopdesk.exchange.tables import Table
from shopdesk.exchange.workbooks import Cell

SHAPE = Shape(encoding="utf-8-sig")
ALIASES: dict[str, str] = {}
_LINE = ("sku", "title", "options", "quantity", "unit_price", "matched")
_COLUMNS = (
    "number", "channel", "channel_order_no", "placed_at", "paid_at", "ship_by", "payment", "fulfilment",
    "after_sales", "flags", "buyer", "receiver_name", "receiver_phone", "country", "province", "city", "district",
    "street", "postcode", *_LINE, "currency", "shipping", "discount", "total", "courier", "waybill", "buyer_note",
    "seller_note", "uuid", "email", "payment_method", "trade_no",
)  # fmt: skip
FORMAT = FileFormat(
    "shopdesk-csv",
    "orders",
    ("import", "export"),
    frozenset({"number", "channel", "channel_order_no", "payment", "fulfilment", "title", "quantity", "currency"}),
)
LARGEST_QUANTITY = 10**9


def header(_terms: Terms) -> list[Sequence[Cell]]:
    """Return the names of the columns."""
    return [_COLUMNS]


def rows(order: Order, _terms: Terms) -> list[Sequence[Cell]]:
    """Return the rows of an order: one for each line, at least one."""
    to, money = order.receiver, order.currency
    front = (
        order.number, order.channel, order.channel_order_no, write_moment(order.placed_at),
        write_moment(order.paid_at), write_moment(order.ship_by), order.payment, order.fulfilment, order.after_sales,
        " ".join(sorted(order.flags)), order.buyer, to.name, to.phone, to.country, to.province, to.city, to.district,
        to.street, to.postcode,
    )  # fmt: skip
    behind = (
        money, write_money(order.shipping, money), write_money(order.discount, money), write_money(order.total, money),
        order.courier, order.waybill, order.buyer_note, order.seller_note, order.uuid, order.email,
        order.payment_method, order.trade_no,
    )  # fmt: skip
    first = order.lines[0] if order.lines else None
    told: list[Sequence[Cell]] = [(*front, *_line_cells(first, money), *behind)]
    for line in order.lines[1:]:
        told.append((order.number, *[""] * (len(front) - 1), *_line_cells(line, money)))
    return told


def _line_cells(line: OrderLine | None, money: str) -> Sequence[Cell]:
    if line is None:
        return [""] * len(_LINE)
    price, matched = write_money(line.unit_price, money), write_yes(line.matched)
    return (line.sku, line.title, line.options, line.quantity, price, matched)


def read(table: Table) -> Iterator[Item]:
    """Read orders with everything that the shop knew of them; a bad row refuses its whole order."""
    for rows_of_one in groups(table, ALIASES, _key):
        if isinstance(rows_of_one, Refused):
            yield rows_of_one
            continue
        try:
            for row in rows_of_one:
                row.check_width()
            yield _order([OwnCells(row) for row in rows_of_one])
        except ShopError as error:
            yield refuse(rows_of_one[0].number, error)


def _key(row: Row) -> str:
    """Return what ties an order's rows together: its number, else the platform's."""
    cells = OwnCells(row)
    key = cells.code("number") or f"{cells.text('channel')} {cells.code('channel_order_no')}".strip()
    if not key:
        raise ShopError("order-number-missing", column="number")
    return key


def _order(cells: list[OwnCells]) -> OrderRecord:
    heads = [row for row in cells if row.text("channel") and row.text("payment")]
    # Where a spreadsheet user has filled the order's cells down, they must say the same.
    if len({(row.text("channel"), row.text("channel_order_no"), row.text("total")) for row in heads}) > 1:
        raise ShopError("order-repeated", value=heads[0].text("number"))
    if not heads:
        raise ShopError("order-head-missing", value=cells[0].text("number"), column="channel")
    top = heads[0]
    currency = top.text("currency") or "CNY"
    told = [row for row in cells if row.text("title") or row.text("quantity")]
    flags = _flags(top)
    kept = KeptOrder(
        number=top.text("number"),
        uuid=top.text("uuid"),
        ship_by=top.moment("ship_by"),
        after_sales=top.word("after_sales", AFTER_SALES, "none"),
        hold="hold" in flags,
        short="short" in flags,
        matched=tuple(row.yes("matched") for row in told),
    )
    lines = tuple(_line(row, currency) for row in told)
    number = top.code("channel_order_no")
    return OrderRecord(top.number, top.text("channel"), number, _head(top, currency, flags), lines, kept=kept)


def _line(row: OwnCells, currency: str) -> LineRecord:
    pieces = row.whole("quantity")
    if not 0 < pieces <= LARGEST_QUANTITY:
        raise ShopError("quantity-unreadable", value=row.text("quantity"), column="quantity")
    title, price = line_title(row.text("title"), "title"), row.money("unit_price", currency)
    return LineRecord(title, pieces, price, row.code("sku"), row.text("options"))


def _head(row: OwnCells, currency: str, flags: frozenset[str]) -> OrderHead:
    return OrderHead(
        placed_at=row.moment("placed_at"),
        paid_at=row.moment("paid_at"),
        payment=row.word("payment", PAYMENTS, "unpaid"),
        fulfilment=row.word("fulfilment", FULFILMENTS, "new"),
        refunding="refunding" in flags,
        buyer=row.text("buyer"),
        receiver=Receiver(
            row.text("receiver_name"), row.code("receiver_phone"), row.text("country"), row.text("province"),
            row.text("city"), row.text("district"), row.text("street"), row.code("postcode"),
        ),
        currency=currency,
        shipping=row.money("shipping", currency),
        discount=row.money("discount", currency),
        total=row.money("total", currency),
        courier=row.text("courier"),
        waybill=row.code("waybill"),
        buyer_note=row.text("buyer_note"),
        seller_note=row.text("seller_note"),
        risky="suspicious" in flags,
        email=read_mail(row.text("email")),
        payment_method=row.text("payment_method"),
        trade_no=row.code("trade_no"),
    )  # fmt: skip


def _flags(row: OwnCells) -> frozenset[str]:
    flags = frozenset(row.text("flags").split())
    if strange := flags - set(FLAGS):
        raise ShopError("word-unknown", value=" ".join(sorted(strange)), column="flags")
    return flags

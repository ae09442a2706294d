"""Cells of the shop's own files: whatever text a person or a platform wrote comes back to the letter."""

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shopdesk.domain.addresses import Receiver
from shopdesk.domain.exports import Terms
from shopdesk.domain.orders import Order, OrderLine
from shopdesk.exchange import shopdesk_orders
from shopdesk.exchange.formats import read
from shopdesk.exchange.outbound.writer import marked, part_of, text_sink, unmarked, workbook_sink

TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cn"], exclude_characters="\0"), max_size=20) | st.from_regex(
    r"'{0,3}[=+\-@\t\r\n]?'?[a-z0-9,;\"]{0,4}_x00[04]1_", fullmatch=True
)
FILLED = TEXTS.filter(lambda text: bool(text.strip()))
AT = datetime(2026, 11, 13, 2, 24, tzinfo=UTC)


@given(TEXTS)
def test_a_mark_is_taken_off_as_it_was_put_on(text):
    assert unmarked(str(marked(text))) == text
    assert not str(marked(text)).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    texts=st.lists(TEXTS, min_size=9, max_size=9), titles=st.lists(FILLED, min_size=1, max_size=3), cents=st.integers()
)
def test_an_order_is_read_as_it_was_written(tmp_path, form, texts, titles, cents):
    cents = cents % 10**12
    buyer, name, phone, street, options, waybill, note, reply, code = texts
    lines = tuple(OrderLine(title, at + 1, cents, code, options, True) for at, title in enumerate(titles))
    order = Order(
        "SD-000001", "taobao", "1234567890123456789", AT, AT, AT, "paid", "new", "none", frozenset({"hold"}), buyer,
        Receiver(name, phone, "CN", "浙江省", "杭州市", "", street, "310000"), lines, total=cents, waybill=waybill,
        buyer_note=note, seller_note=reply, uuid="u",
    )  # fmt: skip
    path = tmp_path / f"o.{form}"
    with part_of(path) as part:
        with workbook_sink(part, "x") if form == "xlsx" else text_sink(part, shopdesk_orders.SHAPE) as write:
            write(shopdesk_orders.header(Terms()))
            write(shopdesk_orders.rows(order, Terms()))
        part.keep()
    (record,) = read(path).items
    head = record.head
    assert (head.buyer, head.receiver, head.waybill) == (buyer, order.receiver, waybill)
    assert (head.buyer_note, head.seller_note, head.total) == (note, reply, cents)
    assert [(line.title, line.quantity, line.unit_price, line.sku, line.options) for line in record.lines] == [
        (line.title, line.quantity, line.unit_price, line.sku, line.options) for line in lines
    ]

from datetime import UTC, datetime

import pytest

from shopdesk.domain.imports import LineRecord, Refused
from shopdesk.exchange.formats import read

ROW = {
    "order-id": "123-4567890-1234567",
    "order-item-id": "11111111111111",
    "purchase-date": "2026-01-01T10:50:49-08:00",
    "payments-date": "2026-01-01T10:55:49-08:00",
    "buyer-name": "Erika Muster",
    "buyer-phone-number": "555-0100",
    "sku": "MUG-B",
    "product-name": "Clay Mug",
    "quantity-purchased": "2",
    "currency": "USD",
    "item-price": "40.00",
    "item-tax": "3.20",
    "shipping-price": "4.00",
    "shipping-tax": "0.00",
    "recipient-name": "Erika Muster",
    "ship-address-1": "1 Sample Street",
    "ship-address-2": "Apt 2",
    "ship-city": "Springfield",
    "ship-state": "MA",
    "ship-postal-code": "02139",
    "ship-country": "US",
    "ship-phone-number": "",
}
SECOND = ROW | {"order-item-id": "22222222222222", "sku": "MUG-R", "quantity-purchased": "1", "item-price": "21.00"}


def test_the_items_of_an_order_are_its_lines_and_its_money_their_sum(items_of):
    (order,) = items_of([ROW, SECOND])
    assert order.lines == (LineRecord("Clay Mug", 2, 2000, "MUG-B"), LineRecord("Clay Mug", 1, 2100, "MUG-R"))
    head = order.head
    assert (head.currency, head.shipping, head.total) == ("USD", 800, 4000 + 320 + 400 + 2100 + 320 + 400)
    assert head.placed_at == datetime(2026, 1, 1, 18, 50, 49, tzinfo=UTC)
    assert (head.payment, head.fulfilment) == ("paid", "new")
    to = head.receiver
    assert (to.street, to.postcode, to.country, to.phone) == ("1 Sample Street, Apt 2", "02139", "US", "555-0100")


def test_an_item_told_twice_is_one_line(items_of):
    (order,) = items_of([ROW, ROW, SECOND])
    assert len(order.lines) == 2


def test_the_unshipped_report_has_no_prices(items_of):
    prices = ("item-price", "item-tax", "shipping-price", "shipping-tax", "currency")
    (order,) = items_of([{name: text for name, text in ROW.items() if name not in prices}])
    assert (order.head.total, order.lines[0].unit_price) == (0, 0)


@pytest.mark.parametrize(
    ("status", "told"),
    [("Pending", ("unpaid", "new")), ("Unshipped", ("paid", "new")), ("Shipped", ("paid", "shipped"))],
)
def test_all_orders_by_date_tell_a_state_and_no_receiver(items_of, status, told):
    names = ("order-id", "purchase-date", "sku", "product-name", "currency", "item-price")
    row = {name.replace("order-id", "amazon-order-id"): ROW[name] for name in names}
    (order,) = items_of([row | {"quantity": "2", "order-status": status, "item-status": "Unshipped"}])
    assert (order.head.payment, order.head.fulfilment) == told
    assert not order.head.receiver.name


def test_a_state_that_nobody_knows_refuses_the_order(items_of):
    (refused,) = items_of([ROW | {"order-status": "Dreaming"}])
    assert (type(refused), refused.problem.code) == (Refused, "status-unknown")


def test_two_currencies_in_one_order_are_never_added_up(items_of):
    (refused,) = items_of([ROW, SECOND | {"currency": "CAD"}])
    assert (type(refused), refused.problem.code) == (Refused, "currencies-mixed")


def test_japan_writes_a_line_above_the_header_in_its_own_encoding(tmp_path):
    row = ROW | {
        "product-name": "マグカップ 青",
        "recipient-name": "見本 花子",
        "currency": "JPY",
        "item-price": "4000",
    }
    row |= {"item-tax": "", "shipping-price": "", "shipping-tax": "", "ship-country": "JP"}
    lines = ["TemplateType=OrderFulfillment\tVersion=2011.1102", "\t".join(row), "\t".join(row.values())]
    path = tmp_path / "orders.txt"
    path.write_bytes("\r\n".join(lines).encode("shift_jis"))
    reading = read(path)
    (order,) = reading.items
    assert (reading.encoding, reading.rows, order.row) == ("shift_jis", 1, 3)
    assert (order.lines[0].title, order.head.receiver.name) == ("マグカップ 青", "見本 花子")
    assert (order.head.currency, order.head.total, order.lines[0].unit_price) == ("JPY", 4000, 2000)

from datetime import UTC, datetime

import pytest

from shopdesk.domain.imports import LineRecord, Refused

ORDER = {
    "Sale Date": "09/03/26",
    "Order ID": "3310000001",
    "Buyer User ID": "",
    "Full Name": "Erika Muster",
    "Number of Items": "3",
    "Date Shipped": "",
    "Street 1": "1 Sample Street",
    "Street 2": "Apt 2",
    "Ship City": "Springfield",
    "Ship State": "MA",
    "Ship Zipcode": "02139",
    "Ship Country": "United States",
    "Currency": "USD",
    "Order Value": "$60.00",
    "Discount Amount": "$6.00",
    "Shipping Discount": "0.00",
    "Shipping": "$4.50",
    "Sales Tax": "0.00",
    "Order Total": "$58.50",
    "Status": "Completed",
    "Order Net": "55.00",
    "Adjusted Order Total": "0.00",
}
ITEM = {
    "Sale Date": "09/03/26",
    "Item Name": "Clay Mug",
    "Quantity": "2",
    "Price": "20.00",
    "Currency": "USD",
    "Transaction ID": "4001",
    "Order ID": "3310000001",
    "Variations": "Color:Blue",
    "SKU": "MUG-B",
}


def test_an_order_with_a_line_for_the_time_being(items_of):
    (order,) = items_of([ORDER])
    assert (order.channel, order.channel_order_no, order.provisional) == ("etsy", "3310000001", True)
    assert [(line.quantity, line.unit_price) for line in order.lines] == [(3, 2000)]
    head = order.head
    assert (head.currency, head.total, head.shipping, head.discount) == ("USD", 5850, 450, 600)
    assert head.placed_at == datetime(2026, 9, 3, tzinfo=UTC)
    assert (head.payment, head.fulfilment) == ("paid", "new")
    assert (head.receiver.country, head.receiver.street) == ("US", "1 Sample Street, Apt 2")


@pytest.mark.parametrize("written", ["09/03/26", "09/03/2026", "2026-09-03", "9/3/26"])
def test_years_of_two_and_four_digits(items_of, written):
    (order,) = items_of([ORDER | {"Sale Date": written}])
    assert order.head.placed_at == datetime(2026, 9, 3, tzinfo=UTC)


def test_comma_decimals_of_another_country(items_of):
    told = {"Currency": "EUR", "Order Total": "1.058,50 €", "Order Value": "60,00", "Shipping": "4,5"}
    (order,) = items_of([ORDER | told])
    assert (order.head.total, order.head.shipping, order.lines[0].unit_price) == (105850, 450, 2000)


@pytest.mark.parametrize(
    ("told", "payment", "fulfilment"),
    [
        ({"Date Shipped": "09/05/26"}, "paid", "shipped"),
        ({"Adjusted Order Total": "50.00"}, "part-refunded", "new"),
        ({"Status": "Refunded"}, "refunded", "new"),
        ({"Status": "Partially Refunded"}, "part-refunded", "new"),
        ({"Status": "Canceled"}, "refunded", "cancelled"),
        ({"Status": ""}, "paid", "new"),
    ],
)
def test_where_an_order_stands(items_of, told, payment, fulfilment):
    (order,) = items_of([ORDER | told])
    assert (order.head.payment, order.head.fulfilment) == (payment, fulfilment)


def test_the_items_file_has_the_lines_and_no_head(items_of):
    second = ITEM | {"Transaction ID": "4002", "Quantity": "1", "SKU": "", "Variations": ""}
    (order,) = items_of([ITEM, second, ITEM | {"Order ID": "#3310000001"}])[:1]
    assert (order.head, order.channel_order_no) == (None, "3310000001")
    assert order.lines == (LineRecord("Clay Mug", 2, 2000, "MUG-B", "Color:Blue"), LineRecord("Clay Mug", 1, 2000))


def test_a_part_of_a_piece_refuses_the_order(items_of):
    (refused,) = items_of([ITEM | {"Quantity": "1.5"}])
    assert (type(refused), refused.problem.code) == (Refused, "quantity-unreadable")

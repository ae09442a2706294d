import csv
from collections import Counter
from datetime import UTC, datetime

import pytest

from shopdesk.domain.addresses import Receiver
from shopdesk.domain.imports import LineRecord, OrderRecord, Refused, RowProblem
from shopdesk.exchange.formats import read

HEAD = {
    "Name": "#1051",
    "Email": "buyer@example.com",
    "Financial Status": "paid",
    "Paid at": "2025-12-06 10:37:36 -0500",
    "Fulfillment Status": "unfulfilled",
    "Currency": "USD",
    "Shipping": "4.50",
    "Total": "42.00",
    "Discount Amount": "2.50",
    "Created at": "2025-12-06 10:37:33 -0500",
    "Lineitem quantity": "2",
    "Lineitem name": "Clay Mug - Blue",
    "Lineitem price": "20.00",
    "Lineitem sku": "MUG-B",
    "Billing Name": "Erika Muster",
    "Shipping Name": "Erika Muster",
    "Shipping Street": "1 Sample Street, Apt 2",
    "Shipping Company": "",
    "Shipping City": "Springfield",
    "Shipping Zip": "'02139",
    "Shipping Province": "MA",
    "Shipping Province Name": "Massachusetts",
    "Shipping Country": "US",
    "Shipping Phone": "'+1 555 0100",
    "Notes": "ring twice\n\nthen wait",
    "Cancelled at": "",
    "Risk Level": "Low",
}
LINE = {"Name": "#1051", "Email": "buyer@example.com", "Lineitem quantity": "1", "Lineitem name": "Clay Mug - Red"}
LINE |= {"Created at": "2025-12-06 10:37:33 -0500", "Lineitem price": "21.00", "Lineitem sku": "MUG-R"}


def test_an_order_of_two_rows(items_of):
    (order,) = items_of([HEAD, LINE])
    assert (order.channel_order_no, order.channel, order.provisional) == ("#1051", "shopify", False)
    assert order.lines == (
        LineRecord("Clay Mug - Blue", 2, 2000, "MUG-B"),
        LineRecord("Clay Mug - Red", 1, 2100, "MUG-R"),
    )
    head = order.head
    assert (head.currency, head.shipping, head.discount, head.total) == ("USD", 450, 250, 4200)
    assert head.placed_at == datetime(2025, 12, 6, 15, 37, 33, tzinfo=UTC)
    assert head.paid_at == datetime(2025, 12, 6, 15, 37, 36, tzinfo=UTC)
    assert head.receiver == Receiver(
        "Erika Muster", "+1 555 0100", "US", "Massachusetts", "Springfield", "", "1 Sample Street, Apt 2", "02139"
    )
    assert (head.buyer, head.buyer_note, head.risky) == ("Erika Muster", "ring twice\n\nthen wait", False)


def test_rows_of_an_order_need_not_stand_together(items_of):
    orders = items_of([HEAD, HEAD | {"Name": "#1052"}, LINE])
    assert [(order.channel_order_no, len(order.lines)) for order in orders] == [("#1052", 1), ("#1051", 2)]


@pytest.mark.parametrize(
    ("status", "payment"),
    [
        ("pending", "unpaid"),
        ("authorized", "unpaid"),
        ("partially_paid", "unpaid"),
        ("voided", "unpaid"),
        ("expired", "unpaid"),
        ("paid", "paid"),
        ("partially_refunded", "part-refunded"),
        ("refunded", "refunded"),
    ],
)
def test_what_the_financial_status_says(items_of, status, payment):
    (order,) = items_of([HEAD | {"Financial Status": status}])
    assert order.head.payment == payment


@pytest.mark.parametrize(
    ("cells", "fulfilment"),
    [
        ({"Fulfillment Status": "fulfilled"}, "shipped"),
        ({"Fulfillment Status": "partial"}, "new"),
        ({"Fulfillment Status": "fulfilled", "Cancelled at": "2025-12-07 10:00:00 -0500"}, "cancelled"),
    ],
)
def test_where_the_parcel_is(items_of, cells, fulfilment):
    (order,) = items_of([HEAD | cells])
    assert order.head.fulfilment == fulfilment


def test_a_high_risk_is_told(items_of):
    (order,) = items_of([HEAD | {"Risk Level": "High"}])
    assert order.head.risky


def test_the_company_stands_before_the_street(items_of):
    cells = {
        "Shipping Company": "Sample Ltd",
        "Shipping Street": "",
        "Shipping Address1": "1 Road",
        "Shipping Address2": "Hall 3",
    }
    (order,) = items_of([HEAD | cells])
    assert order.head.receiver.street == "Sample Ltd, 1 Road, Hall 3"


def test_the_billing_address_is_no_delivery_address(items_of):
    without = {name: "" for name in HEAD if name.startswith("Shipping ")}
    (order,) = items_of([HEAD | without | {"Billing Street": "9 Elsewhere"}])
    assert order.head.receiver == Receiver(country="")


def test_yen_have_no_hundredths_in_lines_either(items_of):
    (order,) = items_of(
        [HEAD | {"Currency": "JPY", "Total": "4200", "Shipping": "0", "Discount Amount": "", "Lineitem price": "2000"}]
    )
    assert (order.head.total, order.lines[0].unit_price) == (4200, 2000)


def test_one_bad_line_refuses_the_order(items_of):
    assert items_of([HEAD, LINE | {"Lineitem quantity": "1.5"}]) == [
        Refused(RowProblem(3, "quantity-unreadable", "1.5", "Lineitem quantity"))
    ]


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("Name", "", "order-number-missing"),
        ("Financial Status", "bartered", "status-unknown"),
        ("Created at", "2025-12-06 10:37:33", "time-unreadable"),
        ("Total", "a lot", "amount-unreadable"),
        ("Shipping Country", "Ruritania", "country-unknown"),
    ],
)
def test_a_bad_order_is_refused_and_the_next_is_taken(items_of, column, value, code):
    refused, order = items_of([HEAD | {column: value}, HEAD | {"Name": "#1052"}])
    assert (refused.problem.row, refused.problem.code) == (2, code)
    assert isinstance(order, OrderRecord)


def test_an_order_that_stands_twice_is_not_doubled(items_of):
    assert items_of([HEAD, LINE, HEAD, LINE]) == [Refused(RowProblem(2, "order-repeated", "#1051"))]


def test_a_real_export(shared_data):
    path = shared_data / "orders/shopify_orders_export_1_masked.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    reading = read(path)
    orders = list(reading.items)
    assert all(isinstance(order, OrderRecord) for order in orders)
    assert reading.rows == len(rows) == 121
    assert {order.channel_order_no: len(order.lines) for order in orders} == Counter(row["Name"] for row in rows)
    assert sum(line.quantity for order in orders for line in order.lines) == sum(
        int(row["Lineitem quantity"]) for row in rows
    )
    totals = {row["Name"]: round(float(row["Total"]) * 100) for row in rows if row["Total"]}
    assert {order.channel_order_no: order.head.total for order in orders} == totals
    assert {order.head.currency for order in orders} == {"INR"}

import csv
import json
from datetime import UTC, datetime

import pytest

from shopdesk.domain.imports import LineRecord, Refused
from shopdesk.exchange.formats import read

PLACE = {"first_name": "Erika", "last_name": "Muster", "company": "", "address_1": "1 Sample Street"}
PLACE |= {"address_2": "Apt 2", "city": "Springfield", "state": "MA", "postcode": "02139", "country": "US"}
GOODS = {"id": 1, "name": "Clay Mug", "quantity": 2, "subtotal": "40.00", "total": "36.00", "sku": "MUG-B", "price": 18}
ORDER = {
    "id": 77,
    "number": "1077",
    "status": "processing",
    "currency": "USD",
    "date_created_gmt": "2026-09-03T10:00:00",
    "date_paid_gmt": "2026-09-03T10:01:00",
    "total": "40.50",
    "discount_total": "4.00",
    "shipping_total": "4.50",
    "customer_note": "ring twice",
    "billing": PLACE | {"email": "buyer@example.com", "phone": "555-0100"},
    "shipping": PLACE,
    "line_items": [GOODS],
}
SHEET = {
    "Order Number": "1077",
    "Order Status": "Processing",
    "Order Date": "2026-09-03 10:00",
    "Customer Note": "ring twice",
    "First Name (Billing)": "Erika",
    "Last Name (Billing)": "Muster",
    "Phone (Billing)": "555-0100",
    "First Name (Shipping)": "Erika",
    "Last Name (Shipping)": "Muster",
    "Address 1&2 (Shipping)": "1 Sample Street, Apt 2",
    "City (Shipping)": "Springfield",
    "State Code (Shipping)": "MA",
    "Postcode (Shipping)": "02139",
    "Country Code (Shipping)": "US",
    "Cart Discount Amount": "4.00",
    "Order Shipping Amount": "4.50",
    "Order Refund Amount": "0.00",
    "Order Total Amount": "40.50",
    "SKU": "MUG-B",
    "Item Name": "Clay Mug",
    "Quantity (- Refund)": "2",
    "Item Cost": "20.00",
}


@pytest.fixture
def orders_of(tmp_path):
    def read_orders(*orders):
        path = tmp_path / "orders.json"
        path.write_text(json.dumps(orders), encoding="utf-8")
        return list(read(path).items)

    return read_orders


def check(order):
    assert (order.channel, order.channel_order_no) == ("woocommerce", "1077")
    assert order.lines == (LineRecord("Clay Mug", 2, 2000, "MUG-B"),)
    head = order.head
    assert (head.currency, head.total, head.discount, head.shipping) == ("USD", 4050, 400, 450)
    assert head.placed_at == datetime(2026, 9, 3, 10, tzinfo=UTC)
    assert (head.payment, head.fulfilment, head.buyer, head.buyer_note) == ("paid", "new", "Erika Muster", "ring twice")
    to = head.receiver
    assert (to.name, to.phone, to.country, to.postcode) == ("Erika Muster", "555-0100", "US", "02139")
    assert to.street == "1 Sample Street, Apt 2"


def test_an_order_of_the_interface(orders_of):
    check(*orders_of(ORDER))


def test_the_same_names_in_a_csv(tmp_path):
    flat = {name: value for name, value in ORDER.items() if not isinstance(value, dict | list)}
    flat |= {f"{side}.{name}": text for side in ("billing", "shipping") for name, text in ORDER[side].items()}
    path = tmp_path / "orders.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [*flat, "line_items"])
        writer.writeheader()
        writer.writerow(flat | {"line_items": json.dumps(ORDER["line_items"])})
    check(*read(path).items)


def test_a_plugins_sheet_with_its_goods_in_numbered_columns(items_of):
    row = {f"{side}_{name}": text for side in ("billing", "shipping") for name, text in ORDER[side].items()}
    row |= {"order_number": "1077", "order_date": "2026-09-03 10:00:00", "paid_date": "", "status": "wc-processing"}
    row |= {"order_total": "40.50", "order_currency": "USD", "shipping_total": "4.50", "discount_total": "4.00"}
    row |= {"customer_note": "ring twice", "line_item_2": ""}
    row["line_item_1"] = "name:Clay Mug|product_id:5|sku:MUG-B|quantity:2|total:36.00|sub_total:40.00"
    check(*items_of([row]))


def test_a_plugins_sheet_with_a_row_a_line(items_of):
    check(*items_of([SHEET]))
    blank = dict.fromkeys(("Order Number", "Order Status", "Order Date", "Order Total Amount"), "")
    blank |= {"First Name (Billing)": "", "Item Name": "Lid", "SKU": "LID", "Item Cost": "2"}
    (order,) = items_of([SHEET, SHEET | blank])
    assert [line.sku for line in order.lines] == ["MUG-B", "LID"]


def test_two_lines_with_one_id_are_one_line_and_options_are_told(orders_of):
    told = [{"key": "pa_color", "value": "blue"}, {"key": "_hidden", "value": "x"}]
    (order,) = orders_of(ORDER | {"line_items": [GOODS | {"meta_data": told}, GOODS, GOODS | {"id": 2}]})
    assert [(line.quantity, line.options) for line in order.lines] == [(2, "color: blue"), (2, "")]


@pytest.mark.parametrize(
    ("told", "payment", "fulfilment"),
    [
        ({"status": "pending", "date_paid_gmt": None}, "unpaid", "new"),
        ({"status": "on-hold", "date_paid_gmt": None}, "unpaid", "new"),
        ({"status": "completed"}, "paid", "shipped"),
        ({"status": "cancelled", "date_paid_gmt": None}, "unpaid", "cancelled"),
        ({"status": "cancelled"}, "paid", "cancelled"),
        ({"status": "refunded"}, "refunded", "cancelled"),
        ({"status": "refunded", "date_completed_gmt": "2026-09-05T10:00:00"}, "refunded", "shipped"),
        ({"refunds": [{"id": 1, "total": "-10.00"}]}, "part-refunded", "new"),
        ({"refunds": [{"id": 1, "total": "-10.00"}, {"id": 2, "total": "-30.50"}]}, "refunded", "new"),
    ],
)
def test_where_an_order_stands(orders_of, told, payment, fulfilment):
    (order,) = orders_of(ORDER | told)
    assert (order.head.payment, order.head.fulfilment) == (payment, fulfilment)


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"line_items": [GOODS | {"quantity": 1.5}]}, "quantity-unreadable"),
        ({"line_items": "[{"}, "lines-unreadable"),
        ({"status": "dreaming"}, "status-unknown"),
        ({"currency": "US"}, "currency-unknown"),
    ],
)
def test_what_cannot_be_read_refuses_the_whole_order(orders_of, told, code):
    (refused, order) = orders_of(ORDER | told, ORDER | {"number": "1078"})
    assert (type(refused), refused.problem.code, refused.problem.row) == (Refused, code, 1)
    assert order.channel_order_no == "1078"

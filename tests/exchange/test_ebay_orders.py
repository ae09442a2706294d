from datetime import UTC, datetime

import pytest

from shopdesk.domain.imports import LineRecord, Refused
from shopdesk.exchange.formats import read

ROW = {
    "Sales Record Number": "101",
    "Order Number": "04-15250-08826",
    "Buyer Username": "invented-2000",
    "Buyer Name": "Erika Muster",
    "Buyer Note": "",
    "Ship To Name": "Erika Muster",
    "Ship To Phone": "555-0100",
    "Ship To Address 1": "1 Sample Street",
    "Ship To Address 2": "",
    "Ship To City": "Springfield",
    "Ship To State": "MA",
    "Ship To Zip": "02139",
    "Ship To Country": "United States",
    "Item Number": "318000000001",
    "Item Title": "Clay Mug",
    "Custom Label": "MUG-B",
    "Quantity": "2",
    "Sold For": "$40.00",
    "Shipping And Handling": "$4.00",
    "Seller Collected Tax": "$0.00",
    "eBay Collected Tax": "$3.20",
    "Total Price": "$47.20",
    "Sale Date": "Sep-30-26 23:45:00",
    "Paid On Date": "Sep-30-26",
    "Shipped On Date": "",
    "Tracking Number": "",
    "Transaction ID": "10001",
    "Variation Details": "[Colour: Blue]",
}


def test_an_order_with_one_line(items_of):
    (order,) = items_of([ROW])
    assert (order.channel, order.channel_order_no) == ("ebay", "04-15250-08826")
    assert order.lines == (LineRecord("Clay Mug", 2, 2000, "MUG-B", "[Colour: Blue]"),)
    head = order.head
    assert (head.currency, head.total, head.shipping) == ("USD", 4400, 400)
    assert head.placed_at == datetime(2026, 9, 30, 23, 45, tzinfo=UTC)
    assert (head.payment, head.fulfilment, head.buyer) == ("paid", "new", "invented-2000")
    assert (head.receiver.country, head.receiver.postcode) == ("US", "02139")


def test_a_price_of_one_piece_is_known_by_the_total_that_it_adds_up_to(items_of):
    (order,) = items_of([ROW | {"Sold For": "$20.00"}])
    assert (order.head.total, order.lines[0].unit_price) == (4400, 2000)


def test_an_order_of_several_goods_begins_with_a_row_that_has_none(items_of):
    empty = {"Item Number": "", "Item Title": "", "Custom Label": "", "Quantity": "", "Transaction ID": ""}
    part = {"Total Price": "", "Shipping And Handling": "", "Ship To Name": ""}
    rows = [
        ROW | empty | {"Sold For": "$61.00", "Total Price": "$68.20"},
        ROW | part,
        ROW | part | {"Quantity": "1", "Sold For": "$21.00", "Custom Label": "MUG-R", "Transaction ID": "10002"},
    ]
    (order,) = items_of(rows)
    assert [(line.sku, line.unit_price) for line in order.lines] == [("MUG-B", 2000), ("MUG-R", 2100)]
    assert (order.head.total, order.head.shipping, order.head.receiver.name) == (6500, 400, "Erika Muster")


def test_a_parcel_is_gone_when_all_its_goods_are(items_of):
    sent = {"Shipped On Date": "Oct-01-26", "Tracking Number": "1Z999"}
    (order,) = items_of([ROW | sent, ROW | {"Transaction ID": "2"}])
    assert order.head.fulfilment == "new"
    (order,) = items_of([ROW | sent, ROW | sent | {"Transaction ID": "2"}])
    assert (order.head.fulfilment, order.head.waybill) == ("shipped", "1Z999")


def test_a_sale_not_checked_out_has_no_number_and_is_refused(items_of):
    (refused,) = items_of([ROW | {"Order Number": ""}])
    assert (type(refused), refused.problem.code) == (Refused, "order-number-missing")


@pytest.mark.parametrize(("written", "currency"), [("£40.00", "GBP"), ("AU $40.00", "AUD"), ("40,00 €", "EUR")])
def test_the_currency_stands_in_the_amounts(items_of, written, currency):
    (order,) = items_of([ROW | {"Sold For": written, "Shipping And Handling": "", "Total Price": ""}])
    assert (order.head.currency, order.head.total) == (currency, 4000)


def test_britain_writes_post_to_and_lines_around_the_table(tmp_path):
    names = {
        "Sales record number": "101", "Order number": "04-1", "Buyer username": "invented", "Post to name": "A. Sample",
        "Post to phone": "07700 900111", "Post to address 1": "12 Maple Street", "Post to city": "York",
        "Post to county": "North Yorkshire", "Post to postcode": "YO1 7HH", "Post to country": "United Kingdom",
        "Item title": "Clay Mug", "Custom label": "MUG-B", "Quantity": "1", "Sold for": "£20.00",
        "Postage and packaging": "£3.50", "Sale date": "30-Sep-26", "Paid on date": "30-Sep-26",
    }  # fmt: skip
    blank = "," * (len(names) - 1)
    lines = ["sep=,", blank, ",".join(names), blank, ",".join(names.values()), ""]
    lines += ['1,"record(s) downloaded","from 1 to 30"', "Seller ID : invented"]
    path = tmp_path / "orders.csv"
    path.write_text("\n".join(lines), encoding="utf-8-sig")
    reading = read(path)
    (order,) = reading.items
    assert (reading.format.name, reading.rows) == ("ebay-orders", 1)
    to = order.head.receiver
    assert (to.name, to.province, to.postcode, to.country) == ("A. Sample", "North Yorkshire", "YO1 7HH", "GB")
    assert (order.head.currency, order.head.total, order.head.shipping) == ("GBP", 2350, 350)
    assert order.head.placed_at == datetime(2026, 9, 30, tzinfo=UTC)

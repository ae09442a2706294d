"""What comes back and why, what it costs, whether promises are kept; warranty; what a voucher says."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from shopdesk.db.lots import put_lot
from shopdesk.domain.addresses import Receiver
from shopdesk.domain.purchases import Supplier
from shopdesk.domain.refunds import Inspected
from shopdesk.services.ledger import Booking, book, find_place, find_variant
from shopdesk.services.orders import add_order, confirm_order
from shopdesk.services.refund_content import refund_content
from shopdesk.services.return_bench import inspect_return, receive_return
from shopdesk.services.return_figures import read_figures
from shopdesk.services.return_money import refund_return
from shopdesk.services.returns import open_return
from shopdesk.services.shipments import ship_orders
from shopdesk.services.suppliers import find_supplier, save_supplier
from shopdesk.services.tickets import answer_ticket, open_ticket, solve_ticket
from shopdesk.services.tracking import deliver_order
from shopdesk.services.warranty import look_up, note_serial

HERE = Receiver("测试人", "13900000000", "CN", "浙江省", "杭州市", "西湖区", "样板路1号", "310000")
NOW = datetime(2026, 11, 13, 2, 24, tzinfo=UTC)
DAY = date(2026, 11, 13)


@pytest.fixture
def sold(shop, stock_up, do):
    """Sell three boxes of a known batch and let them be signed for; return the order's number."""
    save_supplier(shop, Supplier("S1", "华丰塑料"))
    stock_up(BOX=1, LID=5)
    supplier, _told = find_supplier(shop, "S1")
    with shop.writing():
        variant = find_variant(shop, "BOX")
        lot = put_lot(shop.connection, uuid="lot", variant_id=variant, code="L-7", at=NOW, supplier_id=supplier)
        book(shop, variant, find_place(shop), 9, Booking("receipt", lot_id=lot, unit_cost=700))
        shop.connection.execute("UPDATE variants SET cost = 700")
    number = add_order(shop, [("BOX", 3), ("LID", 1)], HERE, paid=True, shipping=800, discount=1000).number
    do(confirm_order, number)
    ship_orders(shop, [number], courier="zto")
    do(deliver_order, number)
    return number


def later(shop, **span):
    return replace(shop, now=lambda: NOW + timedelta(**span))


def test_rates_are_told_by_reason_sku_batch_and_channel(shop, sold):
    case = open_return(shop, sold, [("BOX", 2)], reason="quality")
    receive_return(shop, case.number)
    inspect_return(shop, case.number, verdict="scrap")
    refund_return(later(shop, hours=5), case.number)
    told = read_figures(shop, DAY, DAY)
    assert (told.sold, told.returned) == (4, 2)
    rates = {what: [(rate.name, rate.returned, rate.sold) for rate in rows] for what, rows in told.rates.items()}
    assert rates["reason"] == [("quality", 2, 4)] and rates["sku"] == [("BOX", 2, 3)]
    assert rates["lot"] == [("BOX L-7", 2, 3)] and rates["channel"] == [("manual", 2, 4)]
    assert told.rates["sku"][0].share == pytest.approx(2 / 3)
    assert told.written_off == 1400 and told.refunded == {"CNY": 5500} and told.freight == {"CNY": 0}
    assert tuple(told.promises["refund"]) == (1, 1, 5 * 3600)
    assert read_figures(shop, DAY - timedelta(days=9), DAY - timedelta(days=1)).sold == 0


def test_a_promise_that_runs_counts_once_it_is_broken(shop, sold):
    case = receive_return(shop, open_return(shop, sold, [("BOX", 1)], reason="quality").number)
    assert read_figures(shop, DAY, DAY).promises["refund"].promised == 0
    inspect_return(shop, case.number)
    refund_return(later(shop, days=9), case.number)
    assert tuple(read_figures(later(shop, days=9), DAY, DAY).promises["refund"])[:2] == (1, 0)
    ticket = open_ticket(shop, "问", channel="chat")
    answer_ticket(later(shop, seconds=20), ticket.number, "您好")
    solve_ticket(later(shop, minutes=9), ticket.number, result="好", satisfaction=4)
    told = read_figures(shop, DAY, DAY)
    assert tuple(told.promises["ticket-answer"]) == (1, 1, 20) and tuple(told.promises["ticket-solve"])[:2] == (1, 0)
    assert (told.satisfaction, told.rated) == (4.0, 1)


def test_a_warranty_is_found_by_order_serial_and_telephone(shop, sold, refusal):
    assert {one.standing for one in look_up(shop, sold)} == {"none"}
    with shop.writing():
        shop.connection.execute("UPDATE listings SET warranty_months = 12 WHERE handle <> 'lid' AND title LIKE 'BOX%'")
    note_serial(shop, sold, "BOX", "SN-0001")
    for text in ("SN-0001", sold, "CU-000001"):
        found = next(one for one in look_up(shop, text) if one.sku == "BOX")
        assert (found.order, found.serial, found.standing, found.ends_on) == (
            sold, "SN-0001", "covered", date(2027, 11, 13),
        )  # fmt: skip
    assert look_up(later(shop, days=366), "SN-0001")[0].standing == "over"
    case = open_return(shop, sold, [("BOX", 1)], reason="quality", kind="repair")
    assert look_up(shop, "SN-0001")[0].repairs == (case.number,)
    assert refusal(look_up, shop, "nobody") == "warranty-unknown"
    assert refusal(note_serial, shop, sold, "BOX", "x") == "serial-invalid"
    assert refusal(note_serial, shop, sold, "NO", "SN-2") == "sku-unknown"


def test_a_voucher_says_how_its_amount_is_made_up(shop, sold, refusal):
    case = open_return(shop, sold, [("BOX", 3)], reason="no-reason")
    assert refusal(refund_content, shop, case.number) == "refund-missing"
    receive_return(shop, case.number)
    inspect_return(shop, case.number, found={"BOX": Inspected(2, missing=1)})
    refund_return(shop, case.number, route="wechat", reference="4200001")
    told = refund_content(shop, sold)
    assert (told.number, told.order, told.route, told.note) == ("RF-000001", sold, "wechat", "4200001")
    assert told.amounts == (("goods", "90.00"), ("discount", "-7.50"), ("wear", "-27.50")) and told.total == "55.00"
    row = told.rows[0]
    assert (row.sku, row.quantity, row.paid, row.refunded, row.reason) == ("BOX", 3, "82.50", "55.00", "no-reason")
    assert told.dates == (("asked", "2026-11-13"), ("received", "2026-11-13"), ("refunded", "2026-11-13"))

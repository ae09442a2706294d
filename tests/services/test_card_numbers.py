"""Wherever free text comes in, no card number is kept; numbers in number columns are."""

from shopdesk.domain.addresses import Receiver
from shopdesk.services.imports import import_file
from shopdesk.services.order_edits import change_receiver, note_order
from shopdesk.services.orders import add_order, confirm_order, show_order
from shopdesk.services.payments import take
from shopdesk.services.returns import open_return
from shopdesk.services.shipments import ship_orders
from shopdesk.services.tickets import open_ticket
from tests.services.conftest import RECEIVER, TAOBAO

CARD, MASKED = "4242424242424242", "••••••••••••4242"


def kept_cards(shop):
    """Return the tables of the shop's file in which the number stands."""
    tables = [name for (name,) in shop.connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    return [
        name
        for name in tables
        if any(CARD in str(cell) for row in shop.connection.execute(f'SELECT * FROM "{name}"') for cell in row)
    ]


def test_notes_addresses_tickets_cases_and_references_keep_no_card_number(shop, stock_up, do):
    stock_up(BOX=9)
    number = add_order(shop, [("BOX", 1)], RECEIVER, note=f"卡 {CARD}").number
    note_order(shop, number, f"客人说卡号 {CARD}")
    assert show_order(shop, number).seller_note == f"客人说卡号 {MASKED}"
    where = Receiver("测试人", "13900000000", "CN", "浙江省", "杭州市", "西湖区", f"样板路1号 {CARD}", "310000")
    change_receiver(shop, number, where)
    assert show_order(shop, number).receiver.street == f"样板路1号 {MASKED}"
    assert "masked" not in show_order(shop, number).flags
    payment = take(shop, number, "card", show_order(shop, number).total, reference=CARD)
    assert payment.reference == MASKED
    ticket = open_ticket(shop, f"退款到 {CARD}", channel="chat", order=number)
    assert ticket.subject == f"退款到 {MASKED}"
    do(confirm_order, number)
    ship_orders(shop, [number], courier="zto")
    open_return(shop, number, [], kind="refund-only", reason="quality", note=CARD)
    assert kept_cards(shop) == []


def test_an_imported_remark_is_masked_and_its_order_number_is_not(shop, write_csv):
    row = TAOBAO | {
        "订单编号": CARD,
        "订单备注": f"卡 {CARD}",
        "收货地址": f"广东省 广州市 越秀区 样板路1号{CARD}(510180)",
    }
    path = write_csv("ExportOrderList1.csv", row)
    import_file(shop, path)
    order = show_order(shop, CARD)
    assert order.channel_order_no == CARD
    assert (order.seller_note, MASKED in order.receiver.street) == (f"卡 {MASKED}", True)
    assert import_file(shop, path).unchanged == 1

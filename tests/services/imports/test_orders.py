from datetime import UTC, datetime

import pytest

from shopdesk.domain.errors import Cancelled
from shopdesk.domain.jobs import SilentJob
from shopdesk.services.documents import print_document
from shopdesk.services.imports import FileRefused, import_file, import_files, undo_import
from shopdesk.services.order_steps import take_back_step, take_step
from shopdesk.services.orders import (
    cancel_order,
    confirm_order,
    list_orders,
    order_timeline,
    release_order,
    show_order,
)
from shopdesk.services.shipments import ship_orders
from shopdesk.services.stock import audit_stock
from shopdesk.services.waybills import add_waybills, assign_waybills

UNPAID = {"订单状态": "等待买家付款", "订单付款时间": ""}
SENT = {"订单状态": "卖家已发货，等待买家确认", "物流单号": "No:773000000000001", "物流公司": "申通快递"}
DONE = {"订单状态": "交易成功"}
CLOSED = {"订单状态": "交易关闭"}


def counts(result):
    return result.rows, result.created, result.updated, result.unchanged


def only(shop):
    (order,) = list_orders(shop)
    return order


def test_new_orders_come_in_and_a_second_import_changes_nothing(shop, taobao, contents):
    file = taobao({"订单编号": "1"}, {"订单编号": "2"})
    first = import_file(shop, file)
    assert (counts(first), first.kind, first.format, first.encoding) == (
        (2, 2, 0, 0),
        "orders",
        "taobao-orders",
        "utf-8",
    )
    before = contents()
    again = import_file(shop, file)
    after = contents()
    assert counts(again) == (2, 0, 0, 2)
    assert before.pop("batches") == after.pop("batches")[:1]
    assert after == before


def test_importing_neither_confirms_nor_moves_stock(shop, stock_up, taobao, taobao_lines, levels):
    stock_up(BOX=5)
    import_files(shop, [taobao({}), taobao_lines({})])
    assert (only(shop).badge, only(shop).lines[0].matched) == ("new", True)
    assert levels("BOX") == (5, 0, 5)


def test_what_the_file_tells_stands_in_the_order(shop, taobao):
    import_file(shop, taobao({}))
    order = only(shop)
    assert (order.channel, order.channel_order_no, order.total, order.shipping) == (
        "taobao",
        "1234567890123456789",
        9800,
        800,
    )
    assert order.placed_at == datetime(2026, 11, 12, 2, 0, tzinfo=UTC)
    assert order.ship_by == datetime(2026, 11, 14, 2, 0, 30, tzinfo=UTC)
    assert (order.receiver.name, order.receiver.city, order.receiver.postcode) == ("测试人", "广州市", "510180")
    assert order.flags == {"unmatched"}


def test_couriers_get_the_shops_own_code(shop, taobao):
    import_file(shop, taobao(SENT))
    assert (only(shop).courier, only(shop).waybill, only(shop).badge) == ("sto", "773000000000001", "shipped")


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("together", [False, True])
def test_a_pair_comes_in_either_order_in_one_call_or_two(shop, stock_up, taobao, taobao_lines, turned, together):
    stock_up(BOX=5)
    files = [taobao({}, {"订单编号": "2"}), taobao_lines({}, {"购买数量": "1"}, {"订单编号": "2", "商家编码": "LID"})]
    if turned:
        files.reverse()
    results = import_files(shop, files) if together else [import_file(shop, file) for file in files]
    assert [(result.created, result.updated) for result in results] == [(2, 0), (0, 2)]
    other, order = list_orders(shop)
    assert [(line.sku, line.quantity, line.unit_price, line.options) for line in order.lines] == [
        ("BOX", 3, 3000, "白"),
        ("BOX", 1, 3000, "白"),
    ]
    assert (order.total, order.receiver.name, order.payment) == (9800, "测试人", "paid")
    assert (order.flags, other.flags) == (frozenset(), {"unmatched"})
    assert [(result.created, result.updated, result.unchanged) for result in import_files(shop, files)] == [
        (0, 0, 2),
        (0, 0, 2),
    ]
    assert list_orders(shop, search="测试人") == [other, order]


def test_lines_alone_wait_for_their_order(shop, taobao_lines):
    import_file(shop, taobao_lines({}))
    order = only(shop)
    assert (order.channel_order_no, order.badge, order.receiver.name, order.placed_at) == (
        "1234567890123456789",
        "unpaid",
        "",
        None,
    )


def test_an_order_that_stands_twice_in_a_file_is_brought_forward(shop, taobao):
    result = import_file(shop, taobao(UNPAID, {}))
    assert counts(result) == (2, 1, 1, 0)
    assert only(shop).payment == "paid"


def test_news_of_an_order_are_taken_and_told(shop, taobao):
    import_file(shop, taobao(UNPAID))
    assert (only(shop).badge, only(shop).ship_by) == ("unpaid", None)
    result = import_file(shop, taobao(SENT | {"收货人姓名": "改名人"}))
    assert counts(result) == (1, 0, 1, 0)
    order = only(shop)
    assert (order.badge, order.payment, order.receiver.name, order.courier) == ("shipped", "paid", "改名人", "sto")
    assert [entry.kind for entry in order_timeline(shop, order.number)] == ["created", "updated"]
    assert list_orders(shop, search="改名") == [order]
    assert list_orders(shop, search="测试人") == []


@pytest.mark.parametrize("late", [UNPAID, {}, SENT])
def test_a_late_file_never_takes_an_order_back(shop, taobao, late):
    import_file(shop, taobao(SENT | DONE))
    before = only(shop)
    import_file(shop, taobao(late))
    order = only(shop)
    assert (order.fulfilment, order.payment) == ("delivered", "paid")
    assert (order.courier, order.waybill) == ("sto", "773000000000001")
    assert (order.paid_at, order.ship_by) == (before.paid_at, before.ship_by)


def test_a_late_file_does_not_forget_that_an_order_was_paid(shop, taobao):
    import_file(shop, taobao({}))
    before = only(shop)
    import_file(shop, taobao(UNPAID))
    order = only(shop)
    assert (order.badge, order.paid_at, order.ship_by) == ("new", before.paid_at, before.ship_by)


def test_a_closed_order_stays_closed(shop, taobao):
    import_file(shop, taobao(CLOSED))
    import_file(shop, taobao({}))
    assert only(shop).badge == "cancelled"


def test_an_order_that_the_buyer_closed_is_closed_here(shop, taobao, do):
    import_file(shop, taobao({}))
    import_file(shop, taobao(CLOSED))
    assert only(shop).badge == "cancelled"


def test_a_short_order_that_was_closed_is_no_longer_short(shop, stock_up, taobao, taobao_lines, do):
    stock_up(BOX=1)
    import_files(shop, [taobao({}), taobao_lines({})])
    assert "short" in do(confirm_order, only(shop).number).flags
    import_file(shop, taobao(CLOSED))
    assert (only(shop).badge, only(shop).flags) == ("cancelled", frozenset())


@pytest.mark.parametrize(
    ("told", "code"),
    [(SENT, "shipped-elsewhere"), (DONE, "shipped-elsewhere"), (CLOSED, "cancelled-elsewhere")],
)
def test_an_order_at_work_keeps_its_state_with_a_remark(shop, stock_up, taobao, taobao_lines, do, levels, told, code):
    stock_up(BOX=5)
    import_files(shop, [taobao({}), taobao_lines({})])
    number = only(shop).number
    do(confirm_order, number)
    result = import_file(shop, taobao(told))
    assert [(warning.row, warning.code, warning.value) for warning in result.warnings] == [
        (2, code, "1234567890123456789")
    ]
    assert show_order(shop, number).fulfilment == "confirmed"
    assert ("refunding" in show_order(shop, number).flags) == (code == "cancelled-elsewhere")
    assert levels("BOX") == (5, 3, 2)
    assert audit_stock(shop).ok


REFUNDED = {"退款金额": "98.00"}
ASKED = {"订单状态": "买家已付款，等待卖家发货，退款中"}


@pytest.mark.parametrize(("told", "code"), [(ASKED, "order-refunding"), (REFUNDED, "order-refunded")])
def test_a_refund_after_the_printing_stops_the_parcel(
    shop, stock_up, taobao, taobao_lines, do, levels, tmp_path, told, code
):
    stock_up(BOX=5)
    import_files(shop, [taobao({}), taobao_lines({})])
    number = only(shop).number
    do(confirm_order, number)
    assert print_document(shop, "labels", tmp_path / "first.pdf", texts=[number]).printed
    result = import_file(shop, taobao(told))
    assert [(remark.code, remark.value) for remark in result.warnings] == [("refund-stops", "1234567890123456789")]
    order = only(shop)
    assert (order.fulfilment, "refunding" in order.flags) == ("confirmed", True)
    for document in ("labels", "packing-slips", "pick-list"):
        printed = print_document(shop, document, tmp_path / "again.pdf", texts=[number])
        assert [refusal.error.code for refusal in printed.refused] == [code]
    assert ship_orders(shop, [number], courier="zto")[0].error.code == code
    assert levels("BOX") == (5, 3, 2)
    assert counts(import_file(shop, taobao(told))) == (1, 0, 0, 1)
    undo_import(shop, result.batch)
    assert ship_orders(shop, [number], courier="zto")[0].error is None


def test_a_late_file_does_not_lift_the_stop_but_a_person_may(shop, stock_up, taobao, taobao_lines, do):
    stock_up(BOX=5)
    import_files(shop, [taobao({}), taobao_lines({})])
    number = only(shop).number
    do(confirm_order, number)
    import_file(shop, taobao(ASKED))
    import_file(shop, taobao({}))
    assert "refunding" in only(shop).flags
    taken = take_step(shop, SilentJob(), "release", [number])
    assert "refunding" not in only(shop).flags
    take_back_step(shop, SilentJob(), taken)
    assert "refunding" in only(shop).flags
    do(release_order, number)
    assert ship_orders(shop, [number], courier="zto")[0].error is None


def test_a_late_file_takes_nothing_back(shop, taobao):
    import_file(shop, taobao(SENT | {"物流单号": "78123456789012", "物流公司": "中通快递"}))
    sent = only(shop)
    assert (sent.fulfilment, sent.courier) == ("shipped", "zto")
    import_file(shop, taobao({}))
    assert (only(shop).fulfilment, only(shop).waybill) == ("shipped", "78123456789012")


def test_a_hidden_receiver_does_not_take_the_place_of_a_known_one(shop, taobao):
    import_file(shop, taobao({}))
    known = only(shop)
    hidden = {"收货人姓名": "测**", "收货地址": "广东省 广州市 越秀区 ****(510180)", "联系手机": "139****0000"}
    assert counts(import_file(shop, taobao(hidden))) == (1, 0, 0, 1)
    assert counts(import_file(shop, taobao(hidden | SENT))) == (1, 0, 1, 0)
    assert (only(shop).receiver, "masked" in only(shop).flags) == (known.receiver, False)


def test_a_silent_report_makes_nothing_unknown(shop, write_csv):
    row = {"order-id": "123-1", "order-item-id": "1", "purchase-date": "2026-11-01T10:00:00Z", "sku": "BOX"}
    row |= {"product-name": "Box", "quantity-purchased": "1"}
    told = {"currency": "USD", "item-price": "20.00", "recipient-name": "Erika Muster", "ship-city": "Springfield"}
    import_file(shop, write_csv("orders.txt", row | told))
    known = only(shop)
    assert (known.total, known.currency, known.receiver.name) == (2000, "USD", "Erika Muster")
    late = {"currency": "", "item-price": "", "order-status": "Shipped"}
    import_file(shop, write_csv("all.txt", row | late))
    order = only(shop)
    assert (order.total, order.currency, order.receiver, order.fulfilment) == (2000, "USD", known.receiver, "shipped")


def test_an_order_at_work_keeps_its_lines_with_a_remark(shop, stock_up, taobao, taobao_lines, do, levels):
    stock_up(BOX=5)
    import_files(shop, [taobao({}), taobao_lines({})])
    number = only(shop).number
    do(confirm_order, number)
    result = import_file(shop, taobao_lines({"购买数量": "1"}))
    assert [warning.code for warning in result.warnings] == ["lines-kept"]
    assert counts(result) == (1, 0, 0, 1)
    assert show_order(shop, number).lines[0].quantity == 3
    assert levels("BOX") == (5, 3, 2)


def test_a_new_address_reaches_an_order_at_work(shop, stock_up, taobao, taobao_lines, do):
    stock_up(BOX=5)
    import_files(shop, [taobao({}), taobao_lines({})])
    do(confirm_order, only(shop).number)
    import_file(shop, taobao({"收货人姓名": "改名人"}))
    assert (only(shop).receiver.name, only(shop).fulfilment) == ("改名人", "confirmed")


def test_an_order_that_the_shop_cancelled_stays_cancelled(shop, taobao, do):
    import_file(shop, taobao({}))
    do(cancel_order, only(shop).number)
    import_file(shop, taobao(SENT))
    assert only(shop).badge == "cancelled"


def test_the_waybill_that_the_shop_gave_outlives_a_file_that_names_none(shop, taobao):
    import_file(shop, taobao({}))
    add_waybills(shop, "zto", ["75300000000001"])
    assign_waybills(shop, [only(shop).number], "zto")
    import_file(shop, taobao({"订单备注": "快"}))
    assert (only(shop).courier, only(shop).waybill, only(shop).seller_note) == ("zto", "75300000000001", "快")
    assert list_orders(shop, search="75300000000001") == [only(shop)]


def test_lines_find_their_listing_when_it_comes_later(shop, stock_up, taobao, taobao_lines, do, levels):
    import_files(shop, [taobao({}, {"订单编号": "2"}), taobao_lines({}, {"订单编号": "2", "商家编码": "LID"})])
    assert [order.flags for order in list_orders(shop)] == [{"unmatched"}] * 2
    stock_up(BOX=5)
    other, order = list_orders(shop)
    assert (order.flags, order.lines[0].matched) == (frozenset(), True)
    assert (other.flags, other.lines[0].matched) == ({"unmatched"}, False)
    do(confirm_order, order.number)
    assert levels("BOX") == (5, 3, 2)


def test_a_shipped_order_is_not_matched_afterwards(shop, stock_up, taobao, taobao_lines):
    import_files(shop, [taobao(SENT), taobao_lines({})])
    stock_up(BOX=5)
    assert only(shop).flags == {"unmatched"}


def test_damaged_rows_are_refused_one_by_one_with_their_numbers(shop, taobao):
    result = import_file(shop, taobao({"订单编号": "2.458E+18"}, {"订单编号": "2"}, {"总金额": "many"}))
    assert [(problem.row, problem.code, problem.value) for problem in result.rejected] == [
        (2, "number-damaged", "2.458E+18"),
        (4, "amount-unreadable", "many"),
    ]
    assert counts(result) == (3, 1, 0, 0)
    assert only(shop).channel_order_no == "2"


def test_a_dry_run_counts_and_writes_nothing(shop, taobao, contents):
    file = taobao({"订单编号": "1"}, {"订单编号": "2.458E+18"})
    before = contents()
    result = import_file(shop, file, dry_run=True)
    assert (counts(result), len(result.rejected), result.dry_run, result.batch) == ((2, 1, 0, 0), 1, True, "")
    assert contents() == before
    assert list_orders(shop, search="测试人") == []
    real = import_file(shop, file)
    assert counts(real) == counts(result)


def test_an_import_that_is_stopped_leaves_nothing(shop, taobao, contents, monkeypatch):
    monkeypatch.setattr("shopdesk.services.imports.CHUNK", 2)

    class Stopped:
        def step(self, done, total):
            raise Cancelled

    before = contents()
    with pytest.raises(Cancelled):
        import_file(shop, taobao(*({"订单编号": str(at)} for at in range(5))), job=Stopped())
    assert contents() == before
    assert not shop.connection.in_transaction


def test_a_file_that_breaks_off_leaves_nothing(shop, taobao, contents, monkeypatch, refusal):
    monkeypatch.setattr("shopdesk.services.imports.CHUNK", 1)
    file = taobao(*({"订单编号": str(at)} for at in range(4)))
    file.write_text(file.read_text("utf-8") + '"99,without an end\n', "utf-8")
    before = contents()
    assert refusal(import_file, shop, file) == "quote-unclosed"
    assert contents() == before


def test_chunks_do_not_show(shop, taobao, monkeypatch):
    monkeypatch.setattr("shopdesk.services.imports.CHUNK", 2)
    result = import_file(shop, taobao(*({"订单编号": str(at % 4)} for at in range(9))))
    assert counts(result) == (9, 4, 0, 5)
    assert {order.channel_order_no for order in list_orders(shop)} == set("0123")


def test_a_refused_file_stops_no_other(shop, taobao, tmp_path):
    good = taobao({})
    (tmp_path / "notes.csv").write_text("a,b\n1,2\n")
    refused, gone, taken = import_files(shop, [tmp_path / "notes.csv", tmp_path / "gone.csv", good])
    assert isinstance(refused, FileRefused)
    assert (refused.error.code, gone.error.code, taken.created) == ("format-unknown", "file-missing", 1)


def test_a_file_of_another_kind_is_refused(shop, taobao, contents, refusal):
    before = contents()
    assert refusal(import_file, shop, taobao({}), kind="listings") == "kind-differs"
    assert refusal(import_file, shop, taobao({}), format_name="pdd-orders") == "columns-missing"
    assert refusal(import_file, shop, taobao({}), format_name="nonsense") == "format-not-offered"
    assert contents() == before


def test_a_masked_receiver_comes_in_flagged_and_clears_when_the_file_tells(shop, taobao):
    result = import_file(shop, taobao({"收货人姓名": "测**"}))
    assert [warning.code for warning in result.warnings] == ["recipient-masked"]
    assert "masked" in only(shop).flags
    import_file(shop, taobao({}))
    assert "masked" not in only(shop).flags


def test_one_number_on_two_channels_is_two_orders(shop, taobao, write_csv):
    import_file(shop, taobao({"订单编号": "77"}))
    from shopdesk.domain.imports import LineRecord, OrderHead, OrderRecord
    from shopdesk.services.imports.orders import OrderImport

    with shop.writing():
        importer = OrderImport(shop, 1)
        importer.take([OrderRecord(2, "jd", "77", OrderHead(), (LineRecord("杯", 1),))])
    assert (importer.created, len(list_orders(shop))) == (1, 2)


def test_a_shipped_order_of_ours_is_not_shipped_again_by_its_file(shop, stock_up, taobao, taobao_lines, do, levels):
    stock_up(BOX=5)
    import_files(shop, [taobao({}), taobao_lines({})])
    do(confirm_order, only(shop).number)
    ship_orders(shop, [only(shop).number], courier="sto", waybill="773000000000001")
    result = import_file(shop, taobao(SENT))
    assert (result.updated, result.unchanged, result.warnings) == (0, 1, ()), "the shop knew all of it"
    assert (only(shop).badge, levels("BOX")) == ("shipped", (2, 0, 2))

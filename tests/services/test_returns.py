"""After-sales as it goes: asked for, decided, received, looked at, booked, paid back or exchanged, and taken back."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image

from shopdesk.db.lots import put_lot
from shopdesk.domain.addresses import Receiver
from shopdesk.domain.errors import ShopError
from shopdesk.domain.refunds import Inspected
from shopdesk.domain.stock import REASONS
from shopdesk.services.after_sales import due_clocks
from shopdesk.services.deadlines import read_deadlines
from shopdesk.services.imports import import_file
from shopdesk.services.ledger import Booking, book, find_place, find_variant
from shopdesk.services.orders import add_order, confirm_order, order_row, order_timeline, show_order
from shopdesk.services.return_bench import inspect_return, receive_return
from shopdesk.services.return_exchanges import exchange_return
from shopdesk.services.return_files import add_photo
from shopdesk.services.return_money import propose_return, refund_return
from shopdesk.services.return_undo import undo_return
from shopdesk.services.returns import (
    approve_return,
    close_return,
    find_return,
    list_returns,
    open_ownerless,
    open_return,
    refuse_return,
    reopen_return,
    show_return,
)
from shopdesk.services.settings import list_settings, set_setting
from shopdesk.services.shipments import ship_orders, unship_orders
from shopdesk.services.stock import audit_stock, show_stock
from shopdesk.services.tracking import deliver_order
from shopdesk.words.errors import word_error

HERE = Receiver("测试人", "13900000000", "CN", "浙江省", "杭州市", "西湖区", "样板路1号", "310000")
NOW = datetime(2026, 11, 13, 2, 24, tzinfo=UTC)


def later(shop, **span):
    """Return the shop as it is so much later."""
    return replace(shop, now=lambda: NOW + timedelta(**span))


@pytest.fixture
def sold(shop, stock_up, do):
    """Sell goods, send them off and let them be signed for; return the order's number."""

    def sell(*, signed=True, discount=0, shipping=0, receiver=HERE, **lines: int) -> str:
        stock_up(BOX=9, LID=9)
        number = add_order(
            shop, list(lines.items()), receiver, paid=True, discount=discount, shipping=shipping
        ).number  # fmt: skip
        do(confirm_order, number)
        ship_orders(shop, [number], courier="zto")
        if signed:
            do(deliver_order, number)
        return number

    return sell


def places(shop, sku: str) -> dict[str, int]:
    return {code: pieces for code, pieces in show_stock(shop, sku).level.locations.items() if pieces}


def rule_of(act, *arguments, **named) -> str:
    with pytest.raises(ShopError) as caught:
        act(*arguments, **named)
    assert word_error(caught.value)
    return str(caught.value.params.get("rule", caught.value.code))


def test_a_return_without_a_reason_goes_its_whole_way(shop, sold):
    number = sold(BOX=3, shipping=800)
    case = open_return(shop, number, [("BOX", 1)], reason="no-reason")
    assert (case.number, case.state, case.kind, case.decision.rule) == (
        "RT-000001", "approved", "return-refund", "within-window",
    )  # fmt: skip
    assert (case.decision.freight, case.decision.ends_on.isoformat()) == ("buyer", "2026-11-20")
    assert show_order(shop, number).after_sales == "open"
    received = receive_return(shop, number, waybill="ZT123456")
    assert received.state == "received" and find_return(shop, "ZT123456")[0].number == case.number
    inspect_return(shop, case.number)
    assert places(shop, "BOX") == {"office": 7}
    done = refund_return(shop, case.number)
    assert done.state == "refunded" and not done.is_open
    order = show_order(shop, number)
    assert (order.payment, order.after_sales) == ("part-refunded", "closed")
    (refund,) = show_return(shop, case.number).refunds
    assert (refund.number, refund.amount, refund.route) == ("RF-000001", 3000, "original")
    kinds = [entry.kind for entry in order_timeline(shop, number) if entry.kind.startswith("return")]
    assert kinds == ["return-opened", "return-approved", "return-received", "return-inspected", "return-refunded"]
    assert audit_stock(shop).ok


def test_all_goods_in_two_returns_pay_back_exactly_what_was_paid(shop, sold):
    number = sold(BOX=3, discount=1000, shipping=800)
    amounts = []
    for pieces in (1, 2):
        case = open_return(shop, number, [("BOX", pieces)], reason="quality")
        receive_return(shop, case.number)
        inspect_return(shop, case.number, verdict="quarantine")
        refund_return(shop, case.number)
        amounts.append(show_return(shop, case.number).refunds[0].amount)
    assert amounts == [2666, 5334 + 800] and sum(amounts) == show_order(shop, number).total
    assert show_order(shop, number).payment == "refunded"
    assert places(shop, "BOX") == {"office": 6, "quarantine": 3}


def test_each_piece_goes_where_its_state_sends_it(shop, sold):
    number = sold(BOX=5)
    case = open_return(shop, number, [], reason="quality")
    receive_return(shop, case.number)
    with pytest.raises(ShopError, match="inspection-counts"):
        inspect_return(shop, case.number, found={"BOX": Inspected(good=4)})
    inspect_return(shop, case.number, found={"BOX": Inspected(2, 1, 1, 1)}, notes={"BOX": "角有裂"})
    assert places(shop, "BOX") == {"office": 6, "quarantine": 1}
    line = show_return(shop, case.number).case.lines[0]
    assert (line.found, line.note) == (Inspected(2, 1, 1, 1), "角有裂")
    assert propose_return(shop, show_return(shop, case.number).case).amount == 9000


def test_scrap_is_written_off_and_the_ledger_tells_both(shop, sold):
    case = open_return(shop, sold(BOX=2), [], reason="quality")
    receive_return(shop, case.number)
    inspect_return(shop, case.number, verdict="scrap")
    moves = [(move.quantity, move.reason, move.reference) for move in show_stock(shop, "BOX").movements[-2:]]
    assert moves == [(2, "return", "RT-000001"), (-2, "write-off", "RT-000001")]
    assert places(shop, "BOX") == {"office": 7} and {"return", "write-off"} <= set(REASONS)


def test_an_exchange_is_an_order_with_its_pieces_reserved_at_once(shop, sold, levels, refusal):
    number = sold(BOX=1)
    case = open_return(shop, number, [("BOX", 1)], reason="size-exchange")
    assert (case.kind, case.decision.freight) == ("exchange", "merchant")
    receive_return(shop, case.number)
    inspect_return(shop, case.number)
    case = exchange_return(shop, case.number, [("LID", 1)])
    made = show_order(shop, case.exchange)
    assert (made.fulfilment, made.payment, made.total, made.receiver) == ("confirmed", "paid", 0, HERE)
    assert levels("LID") == (9, 1, 8) and case.state == "exchanged"
    assert [clock.kind for clock in due_clocks(shop)] == ["exchange"]
    ship_orders(shop, [made.number], courier="zto")
    assert find_return(shop, case.number)[0].state == "closed" and due_clocks(shop) == []
    assert show_order(shop, number).after_sales == "closed"
    unship_orders(shop, [made.number])
    assert find_return(shop, case.number)[0].state == "exchanged"
    undo_return(shop, case.number)
    assert show_order(shop, made.number).fulfilment == "cancelled" and levels("LID") == (9, 0, 9)
    again = exchange_return(shop, case.number, order=made.number)
    assert (again.exchange, again.state, levels("LID")) == (made.number, "exchanged", (9, 1, 8))
    assert show_order(shop, made.number).fulfilment == "confirmed"
    undo_return(shop, case.number)
    assert refusal(exchange_return, shop, case.number, order=number) == "order-state", "it was not made for this case"


def test_a_size_is_exchanged_free_of_charge_once(shop, sold, do):
    number = sold(BOX=1)
    first = open_return(shop, number, [], reason="size-exchange")
    receive_return(shop, first.number)
    inspect_return(shop, first.number)
    made = exchange_return(shop, first.number).exchange
    ship_orders(shop, [made], courier="zto")
    do(deliver_order, made)
    again = open_return(shop, made, [], reason="size-exchange")
    assert (again.decision.rule, again.decision.freight) == ("size-again", "buyer")
    assert rule_of(open_return, shop, made, [], reason="no-reason") == "return-of-exchange"


def test_a_functional_fault_is_exchanged_first_and_paid_back_where_nothing_is_left(shop, sold, stock_up):
    number = sold(BOX=9)
    case = open_return(shop, number, [("BOX", 1)], reason="functional-fault", kind="return-refund")
    assert case.decision.rule == "within-window", "no replacement lies on the shelf"
    lid = sold(LID=1)
    refused = open_return(shop, lid, [], reason="functional-fault", kind="return-refund")
    assert (refused.state, refused.decision.rule) == ("refused", "exchange-first")


def test_money_goes_back_without_a_parcel(shop, sold):
    case = open_return(shop, sold(BOX=2, shipping=500), [], reason="damaged", kind="refund-only")
    assert [clock.kind for clock in due_clocks(shop)] == ["refund"]
    refund_return(shop, case.number)
    assert show_return(shop, case.number).refunds[0].amount == 6500
    assert places(shop, "BOX") == {"office": 7}


def test_a_partial_refund_is_agreed_on(shop, sold, refusal):
    number = sold(BOX=2)
    case = open_return(shop, number, [("BOX", 1)], reason="missing-part")
    assert case.kind == "partial" and refusal(refund_return, shop, case.number) == "refund-amount-needed"
    assert refusal(refund_return, shop, case.number, amount=6001) == "refund-too-large"
    refund_return(shop, case.number, amount=500, route="wechat", reference="4200001")
    assert show_order(shop, number).payment == "part-refunded"
    assert open_return(shop, number, [("BOX", 2)], reason="no-reason").state == "approved", "the goods are still there"


def test_what_was_paid_back_in_part_is_reckoned_with_when_the_goods_come_back(shop, sold):
    number = sold(BOX=2, LID=1)
    part = open_return(shop, number, [("BOX", 1)], reason="missing-part")
    refund_return(shop, part.number, amount=500)
    amounts = []
    for sku in ("BOX", "BOX", "LID"):
        case = open_return(shop, number, [(sku, 1)], reason="quality")
        receive_return(shop, case.number)
        inspect_return(shop, case.number)
        refund_return(shop, case.number)
        amounts.append(show_return(shop, case.number).refunds[0].amount)
    assert amounts == [2500, 3000, 3000] and show_order(shop, number).payment == "refunded"


def test_what_is_missing_is_sent_again(shop, sold, levels):
    case = open_return(shop, sold(BOX=2), [("BOX", 1)], reason="missing-part", kind="reissue")
    made = exchange_return(shop, case.number).exchange
    assert levels("BOX") == (7, 1, 6) and show_order(shop, made).seller_note.startswith("RT-000001")


def test_a_parcel_refused_at_the_door_comes_back_and_is_paid_back_whole(shop, sold):
    number = sold(BOX=2, shipping=800, signed=False)
    case = open_return(shop, number, [], reason="refused")
    assert (case.kind, case.decision.rule) == ("refused-parcel", "parcel-refused")
    receive_return(shop, show_order(shop, number).waybill or number)
    inspect_return(shop, case.number)
    refund_return(shop, case.number)
    assert show_order(shop, number).payment == "refunded" and places(shop, "BOX") == {"office": 9}


def test_at_the_counter_the_goods_are_here_at_once(shop, sold):
    case = open_return(shop, sold(BOX=1), [], reason="no-reason", kind="counter")
    assert case.state == "received"
    inspect_return(shop, case.number)
    refund_return(shop, case.number, route="cash")
    assert places(shop, "BOX") == {"office": 9}


def test_the_wrong_thing_comes_back_under_its_own_sku(shop, sold):
    case = open_return(shop, sold(BOX=1), [], reason="wrong-item")
    receive_return(shop, case.number)
    inspect_return(shop, case.number, found={"BOX": Inspected(wrong=1)}, came={"LID": 1})
    assert (places(shop, "BOX"), places(shop, "LID")) == ({"office": 8}, {"office": 10})
    assert propose_return(shop, find_return(shop, case.number)[0]).amount == 3000


def test_a_repair_leaves_the_stock_alone_and_is_closed_with_what_was_done(shop, sold, refusal):
    number = sold(BOX=1)
    assert open_return(shop, number, [], reason="quality", kind="repair").decision.rule == "no-warranty"
    with shop.writing():
        shop.connection.execute("UPDATE listings SET warranty_months = 12")
    case = open_return(later(shop, days=300), number, [], reason="quality", kind="repair")
    assert case.decision.rule == "warranty"
    receive_return(shop, case.number)
    inspect_return(shop, case.number)
    assert places(shop, "BOX") == {"office": 8}
    assert refusal(close_return, shop, case.number, note=" ") == "return-note-missing"
    assert close_return(shop, case.number, note="换了弹簧，已寄回").state == "closed"


def test_a_parcel_without_an_owner_is_kept_until_somebody_asks(shop, refusal):
    case = open_ownerless(shop, waybill="YT9988", note="无面单", uuid="parcel")
    assert open_ownerless(shop, waybill="YT9988", uuid="parcel") == case
    assert (case.state, case.order, find_return(shop, "YT9988")[0]) == ("received", "", case)
    assert refusal(propose_return, shop, case) == "return-ownerless"
    inspect_return(shop, case.number)
    assert refusal(exchange_return, shop, case.number) == "return-ownerless"
    assert close_return(shop, case.number, note="退回寄件人").state == "closed"


def test_a_late_request_is_kept_as_refused_and_may_be_granted_as_goodwill(shop, sold):
    number = sold(BOX=1)
    week = later(shop, days=8)
    case = open_return(week, number, [], reason="no-reason")
    assert (case.state, case.decision.rule) == ("refused", "window-over")
    assert show_order(shop, number).after_sales == "closed"
    assert rule_of(approve_return, week, case.number) == "window-over"
    granted = approve_return(week, case.number, anyway=True)
    assert (granted.state, granted.decision.rule) == ("approved", "goodwill")
    assert open_return(week, sold(LID=1), [], reason="no-reason", wait=True).state == "requested"


@pytest.mark.parametrize(
    ("lines", "rule"),
    [
        ([("NO", 1)], "goods-not-in-order"),
        ([("BOX", 3)], "more-than-sold"),
        ([("BOX", 1), ("BOX", 2)], "more-than-sold"),
        ([("BOX", 0)], "nothing-asked"),
    ],
)
def test_what_could_not_be_meant_is_refused_with_its_rule_and_nothing_is_kept(shop, sold, contents, lines, rule):
    number = sold(BOX=2)
    before = contents()
    assert rule_of(open_return, shop, number, lines, reason="no-reason") == rule
    assert contents() == before


def test_the_same_pieces_do_not_come_back_twice(shop, sold):
    number = sold(BOX=2)
    open_return(shop, number, [("BOX", 2)], reason="no-reason")
    assert rule_of(open_return, shop, number, [("BOX", 1)], reason="quality") == "already-returned"
    assert rule_of(open_return, shop, number, [], reason="quality") == "nothing-asked"


def test_a_cancelled_order_and_one_that_has_not_left_have_nothing_to_return(shop, stock_up, sell, do):
    from shopdesk.services.orders import cancel_order

    stock_up(BOX=9)
    here, gone = sell(BOX=1), sell(BOX=1)
    do(cancel_order, gone)
    assert rule_of(open_return, shop, here, [], reason="no-reason") == "not-sent"
    assert rule_of(open_return, shop, gone, [], reason="no-reason") == "order-cancelled"


def test_a_masked_buyer_gets_money_and_no_parcel(shop, sold):
    number = sold(BOX=2, receiver=replace(HERE, name="测**", phone="139****0000"))
    exchange = open_return(shop, number, [("BOX", 1)], reason="quality", kind="exchange")
    assert (exchange.state, exchange.decision.rule) == ("refused", "receiver-masked")
    assert open_return(shop, number, [("BOX", 1)], reason="quality").state == "approved"


def test_a_clock_set_back_opens_no_window_again(shop, sold):
    number = sold(BOX=2)
    late = open_return(later(shop, days=20), number, [("BOX", 1)], reason="no-reason")
    back = open_return(later(shop, days=1), number, [("BOX", 1)], reason="no-reason")
    assert late.decision.rule == back.decision.rule == "window-over"
    assert rule_of(open_return, later(shop, days=-3), number, [], reason="no-reason") == "clock-behind"


def test_every_step_is_taken_once_by_its_uuid_and_back_by_its_opposite(shop, sold, levels):
    number = sold(BOX=2)
    case = open_return(shop, number, [("BOX", 1)], reason="quality", uuid="a")
    assert open_return(shop, number, [("BOX", 1)], reason="quality", uuid="a").number == case.number
    for _twice in range(2):
        receive_return(shop, case.number, uuid="b")
        inspect_return(shop, case.number, uuid="c")
        refund_return(shop, case.number, uuid="d")
    assert levels("BOX") == (8, 0, 8) and len(show_return(shop, case.number).refunds) == 1
    assert undo_return(shop, case.number).state == "inspected"
    assert show_order(shop, number).payment == "paid" and show_return(shop, case.number).refunds[0].undone
    assert undo_return(shop, case.number).state == "received" and levels("BOX") == (7, 0, 7)
    assert [undo_return(shop, case.number).state for _ in range(3)] == ["approved", "requested", "withdrawn"]
    assert show_order(shop, number).after_sales == "none" and list_returns(shop) == []
    assert open_return(shop, number, [("BOX", 2)], reason="quality").state == "approved"
    assert audit_stock(shop).ok


def test_goods_that_have_gone_on_keep_an_inspection_from_being_taken_back(shop, sold, do, refusal):
    case = open_return(shop, sold(BOX=9), [], reason="quality")
    receive_return(shop, case.number)
    inspect_return(shop, case.number)
    do(confirm_order, add_order(shop, [("BOX", 9)], HERE, paid=True).number)
    assert refusal(undo_return, shop, case.number) == "stock-reserved"
    assert find_return(shop, case.number)[0].state == "inspected"


def test_a_step_out_of_turn_is_refused(shop, sold, refusal):
    case = open_return(shop, sold(BOX=1), [], reason="no-reason")
    for act in (inspect_return, refund_return, exchange_return):
        assert refusal(act, shop, case.number) == "return-state"
    refuse_return(shop, case.number, note="商品已使用")
    assert refusal(receive_return, shop, case.number) == "return-state"
    assert refusal(find_return, shop, "nothing") == "return-unknown"


def test_a_shipment_whose_goods_come_back_is_not_taken_back_as_well(shop, sold):
    number = sold(BOX=1, signed=False)
    open_return(shop, number, [], reason="refused")
    (outcome,) = unship_orders(shop, [number])
    assert outcome.error is not None and outcome.error.code == "unship-returned"


def test_promises_run_in_working_days_and_the_shop_s_rest_counts(shop, sold):
    number = sold(BOX=2)
    case = receive_return(shop, open_return(shop, number, [("BOX", 1)], reason="quality").number)
    assert case.settle_due.astimezone().date().isoformat() == "2026-11-18"
    set_setting(shop, "shop.rest_dates", "2026-11-17")
    assert read_deadlines(shop, list_settings(shop)).rest.dates
    other = receive_return(shop, open_return(shop, number, [("BOX", 1)], reason="quality", kind="exchange").number)
    assert other.settle_due.astimezone().date().isoformat() == "2026-11-23"
    assert [clock.number for clock in due_clocks(shop)] == [case.number, other.number]


def test_an_order_is_judged_by_the_window_of_its_day(shop, sold):
    early = sold(BOX=1)
    week = later(shop, days=9)
    set_setting(later(shop, days=1), "returns.no_reason_days", "30")
    assert open_return(week, early, [], reason="no-reason").decision.rule == "window-over"
    number = add_order(later(shop, days=2), [("LID", 1)], HERE, paid=True).number
    with shop.writing():
        confirm_order(shop, order_row(shop, number))
    ship_orders(shop, [number], courier="zto")
    with week.writing():
        deliver_order(later(shop, days=2), order_row(shop, number))
    assert open_return(later(shop, days=30), number, [], reason="no-reason").state == "approved"


def test_a_platform_that_tells_no_day_of_signing_gives_no_endless_window(shop, taobao):
    import_file(shop, taobao({"订单状态": "交易成功", "宝贝标题": "收纳盒"}))
    soon = open_return(later(shop, days=6), "1234567890123456789", [], reason="no-reason")
    assert soon.decision.rule == "within-window" and soon.decision.ends_on.isoformat() == "2026-11-20"
    undo_return(undo_of := later(shop, days=6), soon.number)
    undo_return(undo_of, soon.number)
    late = open_return(later(shop, days=8), "1234567890123456789", [], reason="no-reason")
    assert (late.state, late.decision.rule) == ("refused", "window-over")


def test_photos_are_kept_as_files_once_and_must_be_pictures(shop, sold, tmp_path: Path, refusal):
    case = open_return(shop, sold(BOX=1), [], reason="quality")
    photo, text = tmp_path / "裂.png", tmp_path / "no.jpg"
    Image.new("RGB", (300, 200), "red").save(photo)
    text.write_text("no picture")
    for _twice in range(2):
        add_photo(shop, case.number, photo, sku="BOX")
    ((_uuid, place, name, sku),) = show_return(shop, case.number).files
    assert (name, sku) == ("裂.png", "BOX") and (shop.folder / place).read_bytes() == photo.read_bytes()
    for wrong in (text, tmp_path / "gone.png", tmp_path):
        assert refusal(add_photo, shop, case.number, wrong) == "photo-unreadable"
    assert refusal(add_photo, shop, case.number, photo, sku="NO") == "return-line-unknown"


def test_a_return_comes_back_into_the_batch_it_was_sold_from(shop, stock_up, sell, do):
    stock_up(BOX=9)
    with shop.writing():
        variant = find_variant(shop, "BOX")
        lot = put_lot(shop.connection, uuid="lot", variant_id=variant, code="L-1", at=NOW)
        book(shop, variant, find_place(shop), 2, Booking("receipt", lot_id=lot, unit_cost=700))
    number = sell(BOX=3)
    do(confirm_order, number)
    ship_orders(shop, [number], courier="zto")
    for pieces in (1, 2):
        case = open_return(shop, number, [("BOX", pieces)], reason="quality")
        receive_return(shop, case.number)
        inspect_return(shop, case.number)
    back = [(move.quantity, move.lot) for move in show_stock(shop, "BOX").movements if move.reason == "return"]
    assert back == [(1, "L-1"), (1, "L-1"), (1, "")]


def test_a_case_whose_opening_was_taken_back_comes_back_under_its_number(shop, sold, refusal):
    number = sold(BOX=2)
    case = open_return(shop, number, [("BOX", 1)], reason="no-reason")
    assert refusal(reopen_return, shop, case.number) == "return-state"
    for _round in range(2):
        while undo_return(shop, case.number).state != "withdrawn":
            pass
        assert reopen_return(shop, case.number) == case
    while undo_return(shop, case.number).state != "withdrawn":
        pass
    open_return(shop, number, [("BOX", 2)], reason="no-reason")
    assert rule_of(reopen_return, shop, case.number) == "already-returned", "its goods are asked for elsewhere"


def test_a_parcel_without_an_owner_comes_back_under_its_number(shop):
    case = open_ownerless(shop, waybill="79990000000001")
    assert [undo_return(shop, case.number).state for _ in range(2)] == ["requested", "withdrawn"]
    assert reopen_return(shop, case.number) == case

"""The returns bench hears codes: an awaited parcel, the same again, goods, an order without a case, a stranger."""

import json

import pytest
from PIL import Image

from shopdesk.domain.addresses import Receiver
from shopdesk.domain.errors import ShopError
from shopdesk.domain.refunds import Inspected, Part
from shopdesk.services.orders import add_order, confirm_order, show_order
from shopdesk.services.return_bench import inspect_return, receive_return
from shopdesk.services.return_exchanges import exchange_return
from shopdesk.services.return_files import add_photo, bring_photo_back, remove_photo
from shopdesk.services.return_money import propose_return, refund_return
from shopdesk.services.return_scans import scan_return
from shopdesk.services.return_undo import undo_return
from shopdesk.services.returns import case_of, open_return, show_return
from shopdesk.services.rule_files import own_copy
from shopdesk.services.shipments import ship_orders
from shopdesk.services.tracking import deliver_order

HERE = Receiver("测试人", "13900000000", "CN", "浙江省", "杭州市", "西湖区", "样板路1号", "310000")


@pytest.fixture
def sold(shop, stock_up, do):
    """Sell goods, send them off and let them be signed for; return the order's number."""

    def sell(*, waybill="", discount=0, shipping=0, **lines: int) -> str:
        stock_up(BOX=9, LID=9)
        number = add_order(shop, list(lines.items()), HERE, paid=True, discount=discount, shipping=shipping).number
        do(confirm_order, number)
        ship_orders(shop, [number], courier="zto", **({"waybill": waybill} if waybill else {}))
        do(deliver_order, number)
        return number

    return sell


def test_an_awaited_parcel_is_received_once_and_told_the_second_time(shop, sold):
    number = sold(BOX=2)
    case = open_return(shop, number, [("BOX", 1)], reason="quality", waybill="YT7001")
    first = scan_return(shop, " yt7001 ".upper())
    assert (first.outcome, first.case.state) == ("received", "received")
    again = scan_return(shop, "YT7001")
    assert again.outcome == "again" and again.case.received_at == first.case.received_at
    assert [step.kind for step in show_return(shop, case.number).steps].count("received") == 1
    inspect_return(shop, case.number)
    refund_return(shop, case.number)
    assert scan_return(shop, "YT7001").outcome == "settled"


def test_the_returns_form_and_the_number_of_the_case_mean_it_too(shop, sold):
    number = sold(BOX=2)
    case = open_return(shop, number, [("BOX", 1)], reason="no-reason")
    assert scan_return(shop, number).case.number == case.number
    assert case_of(shop, case.number).waybill == "", "the form's code is no waybill"
    undo_return(shop, case.number)
    told = scan_return(shop, case.number)
    assert (told.outcome, told.case.waybill) == ("received", "")


def test_goods_of_the_case_mean_their_line_and_others_do_not(shop, sold):
    number = sold(BOX=1, LID=1)
    case = open_return(shop, number, [("BOX", 1)], reason="quality")
    scan_return(shop, case.number)
    told = scan_return(shop, "BOX", current=case.number)
    assert (told.outcome, told.sku) == ("goods", "BOX")
    assert scan_return(shop, "LID", current=case.number).outcome == "unknown"


def test_an_order_without_a_case_and_a_stranger_change_nothing(shop, sold):
    number = sold(BOX=1, waybill="75300000000001")
    assert scan_return(shop, "75300000000001").order.number == number
    assert scan_return(shop, "NOBODY-1").outcome == "unknown"
    assert show_order(shop, number).after_sales == "none"


def test_what_is_counted_is_proposed_before_it_is_booked(shop, sold):
    case = receive_return(shop, open_return(shop, sold(BOX=2, discount=1000), [], reason="quality").number)
    whole, half = propose_return(shop, case), propose_return(shop, case, found={"BOX": Inspected(good=1, missing=1)})
    assert (whole.amount, half.amount) == (5000, 2500)
    assert case_of(shop, case.number).lines[0].found == Inspected(), "nothing is booked by it"


def test_each_amount_that_was_agreed_on_stands_in_the_refund(shop, sold):
    case = receive_return(shop, open_return(shop, sold(BOX=2), [], reason="quality").number)
    inspect_return(shop, case.number)
    refund_return(shop, case.number, agreed=[Part("goods", -500, {"line": "0"})], return_freight=1200)
    (refund,) = show_return(shop, case.number).refunds
    # more than was paid never goes back: the freight laid out is within what the goods were
    assert refund.amount == 5500 and ("agreed", -500) in [(part.kind, part.amount) for part in refund.parts]
    assert sum(part.amount for part in refund.parts) == refund.amount


def test_a_return_that_becomes_an_exchange_has_the_promise_of_one(shop, sold):
    number = sold(BOX=2)
    case = receive_return(shop, open_return(shop, number, [("BOX", 1)], reason="quality").number)
    inspect_return(shop, case.number)
    before = case_of(shop, case.number)
    done = exchange_return(shop, case.number)
    assert (done.kind, done.state) == ("exchange", "exchanged") and done.settle_due > before.settle_due
    undone = undo_return(shop, case.number)
    assert (undone.kind, undone.settle_due) == ("return-refund", before.settle_due)


def test_an_exchange_whose_money_goes_back_instead_cannot_come_back_twice(shop, sold):
    number = sold(BOX=1, LID=1)
    case = open_return(shop, number, [("BOX", 1)], reason="size-exchange")
    receive_return(shop, case.number)
    inspect_return(shop, case.number)
    assert refund_return(shop, case.number).kind == "return-refund"
    with pytest.raises(ShopError) as caught:
        open_return(shop, number, [("BOX", 1)], reason="no-reason")
    assert caught.value.params["rule"] == "already-returned"


def test_a_photo_is_left_out_and_brought_back(shop, sold, tmp_path):
    case = open_return(shop, sold(BOX=1), [], reason="quality")
    Image.new("RGB", (40, 30), "white").save(tmp_path / "lid.png")
    add_photo(shop, case.number, tmp_path / "lid.png", sku="BOX")
    ((uuid, _place, name, sku),) = show_return(shop, case.number).files
    assert (name, sku) == ("lid.png", "BOX")
    remove_photo(shop, uuid)
    assert show_return(shop, case.number).files == ()
    bring_photo_back(shop, uuid)
    assert len(show_return(shop, case.number).files) == 1


def test_an_exception_for_goods_holds_for_their_money_too(shop, sold):
    number = sold(BOX=1, LID=1, shipping=800)
    own = own_copy(shop, "return_policy.json")
    told = json.loads(own.read_text("utf-8"))
    listing = shop.connection.execute(
        "SELECT l.handle FROM listings l JOIN variants v ON v.listing_id = l.id WHERE v.sku = 'BOX'"
    ).fetchone()[0]
    told["versions"][-1]["exceptions"] = [
        {"listing": listing, "reasons": {"no-reason": {"worn": 40, "freight": "merchant"}}}
    ]
    own.write_text(json.dumps(told), "utf-8")
    case = receive_return(shop, open_return(shop, number, [], reason="no-reason").number)
    damaged = {"BOX": Inspected(damaged=1), "LID": Inspected(damaged=1)}
    parts = [(part.kind, part.amount, part.params.get("percent")) for part in
             propose_return(shop, case, found=damaged).parts if part.kind in ("worn", "freight")]  # fmt: skip
    assert parts == [("worn", -1200, "40"), ("worn", -3000, "100"), ("freight", 800, None)]

"""The packing bench: what is scanned is right or it is not in the parcel, and two benches never pack one order."""

from dataclasses import replace
from datetime import timedelta

import pytest

from shopdesk.db import packing as bench
from shopdesk.services.listing_edit import save_listing
from shopdesk.services.listings import list_listings
from shopdesk.services.orders import cancel_order, confirm_order, hold_order, order_timeline, release_order, show_order
from shopdesk.services.pack_scans import list_scans, pack_order_by_scans, scan_code, take_by_hand, take_scan_back
from shopdesk.services.packing import finish_parcel, open_parcel, pause_parcel
from shopdesk.services.shipments import ship_orders
from shopdesk.services.waybills import add_waybills, assign_waybills

BENCH = "bench-1"


@pytest.fixture
def number(shop, stock_up, sell, do):
    """A confirmed order of two boxes and a lid."""
    stock_up(BOX=9, LID=9, TAPE=9)
    made = sell(BOX=2, LID=1)
    do(confirm_order, made)
    return made


@pytest.fixture
def scan(shop):
    return lambda parcel, code, **how: scan_code(shop, parcel.session, code, **how)


def words(answers):
    return [told.answer for told in answers]


def test_right_pieces_are_counted_and_the_last_one_closes_the_parcel(shop, number):
    parcel, answers = pack_order_by_scans(shop, number, ["BOX", "LID", "BOX"], station=BENCH)
    assert words(answers) == ["ok", "ok", "ok"] and parcel.state == "packed"
    assert show_order(shop, number).fulfilment == "packed"
    assert order_timeline(shop, number)[-1].details == {"station": BENCH}


def test_wrong_over_and_unknown_codes_never_get_in(shop, number, scan):
    parcel = open_parcel(shop, number, station=BENCH)
    assert [scan(parcel, code).answer for code in ("TAPE", "LID", "LID", "4006381333931", number, "")] == [
        "wrong", "ok", "over", "unknown", "duplicate", "unknown",
    ]  # fmt: skip
    assert scan(parcel, "BOX").parcel.taken == 2
    assert show_order(shop, number).fulfilment == "confirmed"


def test_only_exact_codes_count(shop, number, scan):
    parcel = open_parcel(shop, number, station=BENCH)
    assert {scan(parcel, code).answer for code in ("BO", "BOX1", "box", "0000", "B%X", "' OR 1=1 --")} == {"unknown"}


def test_the_order_is_opened_by_its_waybill_as_jd_prints_it(shop, number):
    add_waybills(shop, "jd", ["JDX000012345678"])
    assign_waybills(shop, [number], "jd")
    assert open_parcel(shop, "JDX000012345678-1-1-", station=BENCH).order == number


def test_another_orders_waybill_is_wrong_and_the_parcel_stays(shop, number, sell, do, scan):
    other = sell(LID=1)
    do(confirm_order, other)
    parcel = open_parcel(shop, number, station=BENCH)
    told = scan(parcel, other)
    assert (told.answer, told.parcel.order) == ("wrong", number)


def test_a_trigger_that_bounces_counts_once_and_a_second_piece_counts(shop, number, scan):
    parcel = open_parcel(shop, number, station=BENCH)
    assert scan(parcel, "BOX").answer == "ok"
    assert scan(parcel, "BOX", last=("BOX", shop.now() - timedelta(milliseconds=90))).answer == "duplicate"
    assert scan(parcel, "BOX", last=("BOX", shop.now() - timedelta(milliseconds=900))).answer == "ok"


def test_a_scan_that_is_sent_again_is_counted_once(shop, number, scan):
    parcel = open_parcel(shop, number, station=BENCH)
    assert scan(parcel, "BOX", uuid="scan-1").parcel.taken == 1
    again = scan(parcel, "BOX", uuid="scan-1")
    assert (again.answer, again.parcel.taken) == ("ok", 1)


def test_a_barcode_on_two_goods_is_told_unless_only_one_of_them_belongs_in(shop, number, scan):
    for listing in list_listings(shop):
        if listing.variants[0].sku in ("LID", "TAPE"):
            changed = replace(listing, variants=tuple(replace(v, barcode="4006381333931") for v in listing.variants))
            save_listing(shop, listing, changed)
    parcel = open_parcel(shop, number, station=BENCH)
    told = scan(parcel, "4006381333931")
    assert (told.answer, told.sku) == ("ok", "LID")
    for listing in list_listings(shop):
        if listing.variants[0].sku == "BOX":
            changed = replace(listing, variants=tuple(replace(v, barcode="4006381333931") for v in listing.variants))
            save_listing(shop, listing, changed)
    assert scan(parcel, "4006381333931").answer == "ambiguous"


def test_a_refund_stops_the_parcel_whenever_it_comes(shop, number, scan, refusal):
    parcel = open_parcel(shop, number, station=BENCH)
    assert scan(parcel, "BOX").answer == "ok"
    with shop.writing():
        shop.connection.execute("UPDATE orders SET refunding = 1 WHERE number = ?", (number,))
    assert scan(parcel, "BOX").answer == "refunded"
    assert refusal(finish_parcel, shop, parcel.session, reason="anyway") == "order-refunding"
    told = pack_order_by_scans(shop, number, ["BOX"], station=BENCH)
    assert words(told[1]) == ["refunded"]
    assert show_order(shop, number).fulfilment == "confirmed"


def test_a_packed_or_shipped_order_is_not_packed_again(shop, number, refusal):
    pack_order_by_scans(shop, number, ["BOX", "BOX", "LID"], station=BENCH)
    parcel, answers = pack_order_by_scans(shop, number, ["BOX"], station=BENCH)
    assert words(answers) == ["already-packed"] and parcel.order == number
    assert refusal(open_parcel, shop, number, station=BENCH) == "pack-done"
    ship_orders(shop, [number], courier="zto")
    assert refusal(open_parcel, shop, number, station=BENCH) == "pack-done"


def test_what_is_on_hold_new_or_cancelled_is_refused(shop, number, sell, do, refusal):
    do(hold_order, number)
    assert refusal(open_parcel, shop, number, station=BENCH) == "order-on-hold"
    do(release_order, number)
    do(cancel_order, number)
    assert refusal(open_parcel, shop, number, station=BENCH) == "order-state"
    assert refusal(open_parcel, shop, sell(BOX=1), station=BENCH) == "order-state"
    assert refusal(open_parcel, shop, "nothing like it", station=BENCH) == "order-unknown"


def test_two_benches_never_get_one_order_until_one_was_idle_for_half_an_hour(shop, number, scan, refusal):
    parcel = open_parcel(shop, number, station=BENCH)
    scan(parcel, "BOX")
    assert refusal(open_parcel, shop, number, station="bench-2") == "pack-busy"
    later = replace(shop, now=lambda: shop.now() + timedelta(minutes=31))
    taken_over = open_parcel(later, number, station="bench-2")
    assert (taken_over.taken, taken_over.station) == (1, "bench-2")
    assert refusal(open_parcel, later, number, station=BENCH) == "pack-busy"


def test_a_parcel_laid_aside_is_gone_on_with_anywhere(shop, number, scan):
    parcel = open_parcel(shop, number, station=BENCH)
    scan(parcel, "BOX")
    assert pause_parcel(shop, parcel.session).state == "paused"
    assert open_parcel(shop, number, station="bench-2").taken == 1


def test_the_last_piece_is_taken_out_again(shop, number, scan):
    parcel = open_parcel(shop, number, station=BENCH)
    for code in ("BOX", "LID"):
        scan(parcel, code)
    told = take_scan_back(shop, parcel.session)
    assert (told.sku, told.parcel.taken) == ("LID", 1)
    assert take_scan_back(shop, parcel.session).parcel.taken == 0
    assert take_scan_back(shop, parcel.session).parcel.taken == 0


def test_missing_pieces_need_a_reason_that_is_kept(shop, number, scan, refusal, contents):
    parcel = open_parcel(shop, number, station=BENCH)
    scan(parcel, "BOX")
    before = contents()
    assert refusal(finish_parcel, shop, parcel.session) == "pack-incomplete" and contents() == before
    assert finish_parcel(shop, parcel.session, reason="碎了一个").state == "short"
    assert order_timeline(shop, number)[-1].details == {
        "station": BENCH, "missing": "BOX ×1, LID ×1", "reason": "碎了一个",
    }  # fmt: skip


def test_the_weight_is_kept_and_nonsense_refused(shop, number, scan, refusal):
    parcel = open_parcel(shop, number, station=BENCH)
    for code in ("BOX", "BOX", "LID"):
        scan(parcel, code)
    for grams in (0, -5, 10_000_000):
        assert refusal(finish_parcel, shop, parcel.session, weight_g=grams) == "weight-out-of-range"
    assert finish_parcel(shop, parcel.session, weight_g=640).weight_g == 640
    assert order_timeline(shop, number)[-1].details["weight"] == "640"
    assert finish_parcel(shop, parcel.session).state == "packed", "closing twice closes once"


def test_goods_without_a_barcode_are_counted_by_hand(shop, number):
    parcel = open_parcel(shop, number, station=BENCH)
    assert take_by_hand(shop, parcel.session, "LID").answer == "ok"
    assert take_by_hand(shop, parcel.session, "LID").answer == "over"
    assert take_by_hand(shop, parcel.session, "TAPE").answer == "unknown"


def test_every_scan_is_kept_and_cannot_be_changed(shop, number, scan):
    parcel = open_parcel(shop, number, station=BENCH)
    scan(parcel, "BOX")
    scan(parcel, "TAPE")
    assert [(told.code, told.answer, told.pieces) for told in list_scans(shop, number)] == [
        (number, "opened", 0), ("BOX", "ok", 1), ("TAPE", "wrong", 0),
    ]  # fmt: skip
    for statement in ("UPDATE pack_scans SET answer = 'ok'", "DELETE FROM pack_scans"):
        with pytest.raises(Exception, match="a scan stays"):
            shop.connection.execute(statement)


def test_the_file_itself_lets_only_one_session_of_an_order_be_open(shop, number):
    open_parcel(shop, number, station=BENCH)
    row = shop.connection.execute("SELECT id FROM orders WHERE number = ?", (number,)).fetchone()[0]
    with pytest.raises(Exception, match="UNIQUE"):
        bench.add_session(shop.connection, uuid="x", order_id=row, station="b", actor="a", at=shop.now())

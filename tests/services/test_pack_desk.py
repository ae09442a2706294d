"""A packing desk from the first scan to the closed parcel: what goes wrong stays until heard, and counts nothing."""

from dataclasses import replace
from datetime import timedelta

import pytest

from shopdesk.domain.pack_desk import Deed, Steps
from shopdesk.services import pack_closing
from shopdesk.services.order_groups import merge_orders
from shopdesk.services.orders import confirm_order, hold_order, order_timeline, show_order
from shopdesk.services.pack_desk import do, open_desk
from shopdesk.services.pack_scans import list_scans
from shopdesk.services.packing import open_parcel
from shopdesk.services.waybills import add_waybills, assign_waybills

STATION = "1"
PLAIN = Steps()


@pytest.fixture
def number(shop, stock_up, sell, do):
    """A confirmed order of two boxes and a lid, with a waybill."""
    stock_up(BOX=20, LID=20, TAPE=20)
    made = sell(BOX=2, LID=1)
    do(confirm_order, made)
    add_waybills(shop, "zto", [f"7731{at:010d}" for at in range(20)])
    assign_waybills(shop, [made], "zto")
    return made


@pytest.fixture
def printer(monkeypatch):
    """A printer that keeps what it gets; `gone` takes it away."""
    made: list[tuple[str, str]] = []

    class Printer:
        gone = False
        labels = made

        def print(self, _shop, order, *, station, reason="", job=None):
            if self.gone:
                return None
            made.append((order, reason))
            return object()

    printer = Printer()
    monkeypatch.setattr(pack_closing, "print_label", printer.print)
    return printer


class Hand:
    """A hand with a scanner: a second goes by between two scans, and the label is asked for as the page does."""

    def __init__(self, shop, steps=PLAIN, station=STATION):
        self.shop, self.at = shop, shop.now()
        self.desk = open_desk(shop, station, steps)

    def do(self, kind, text="", *, after_ms=1000, pieces=1):
        self.at += timedelta(milliseconds=after_ms)
        self.desk = do(self.shop, self.desk, Deed(kind, text, self.at, pieces))
        if self.desk.phase == "label" and self.desk.answer in ("complete", "opened"):
            answer = self.desk.answer
            self.desk = do(self.shop, self.desk, Deed("print"))
            if answer == "complete" and self.desk.alarm is None:
                self.desk = replace(self.desk, answer=answer)
        return self.desk.answer

    def scan(self, *codes):
        return [self.do("code", code) for code in codes]


@pytest.fixture
def hand(shop, number, printer):
    return Hand(shop)


def state(shop, number):
    return show_order(shop, number).fulfilment


def test_a_parcel_from_waybill_to_waybill(shop, number, hand, printer):
    waybill = show_order(shop, number).waybill
    assert hand.scan(waybill, "BOX", "LID", "BOX") == ["opened", "ok", "ok", "complete"]
    assert (hand.desk.phase, hand.desk.today, hand.desk.alarm) == ("waiting", 1, None)
    assert state(shop, number) == "packed" and printer.labels == [(number, "")]
    assert [(one.order, one.state) for one in hand.desk.recent] == [(number, "packed")]


def test_what_is_wrong_stays_until_it_is_heard_and_scans_meanwhile_are_refused(shop, number, hand):
    hand.scan(number)
    assert hand.scan("TAPE") == ["wrong"]
    assert (hand.desk.alarm.scanned.sku, hand.desk.alarm.wanted.sku) == ("TAPE", "BOX")
    assert hand.scan("BOX", "LID") == ["wrong", "wrong"] and hand.desk.parcel.taken == 0
    assert [scan.answer for scan in list_scans(shop, number)][-2:] == ["refused", "refused"]
    assert hand.scan("SD-CMD-OK") == ["heard"]
    assert hand.scan("BOX") == ["ok"] and hand.desk.parcel.taken == 1


def test_each_mistake_has_its_own_name(shop, number, hand, sell, do):
    other = sell(LID=1)
    do(confirm_order, other)

    def alarm(code):
        hand.do("code", code)
        kind = hand.desk.alarm.kind
        hand.do("ok")
        return kind

    assert alarm("4006381333931") == "unknown" and alarm("LID") == "waybill-first"
    hand.scan(number, "LID")
    assert [alarm(code) for code in ("LID", "TAPE", "4006381333931", other)] == [
        "over", "wrong", "unknown", "other-parcel",
    ]  # fmt: skip
    assert alarm("lid") == "caps-lock"
    assert hand.do("code", number) == "duplicate" and hand.desk.alarm is None
    assert alarm("5*BOX") == "too-many" and hand.desk.parcel.taken == 1
    assert hand.scan("2*BOX") == ["complete"]
    assert alarm(number) == "already-packed"
    do(hold_order, other)
    assert alarm(other) == "hold" and state(shop, other) == "confirmed"


def test_a_trigger_that_bounces_is_no_second_piece_wherever_it_bounces(shop, number, hand):
    hand.scan(number)
    assert hand.do("code", "BOX") == "ok"
    assert hand.do("code", "BOX", after_ms=90) == "duplicate" and hand.desk.parcel.taken == 1
    hand.scan("BOX")
    assert hand.do("code", "LID") == "complete"
    assert hand.do("code", "LID", after_ms=90) == "duplicate" and hand.desk.alarm is None


def test_a_refund_that_comes_while_packing_stops_it(shop, number, hand, printer):
    hand.scan(number, "BOX")
    with shop.writing():
        shop.connection.execute("UPDATE orders SET refunding = 1 WHERE number = ?", (number,))
    assert hand.scan("BOX") == ["refunded"]
    assert hand.desk.parcel is None and state(shop, number) == "confirmed" and not printer.labels


def test_another_station_has_it_until_nobody_touched_it_for_half_an_hour(shop, number, hand, printer):
    hand.scan(number, "BOX")
    other = Hand(shop, station="2")
    assert other.scan(number) == ["busy"]
    assert other.desk.alarm.error.params["station"] == STATION
    other.do("ok")
    other.shop = replace(shop, now=lambda: shop.now() + timedelta(minutes=31))
    assert other.scan(number) == ["opened"] and other.desk.parcel.taken == 1
    assert hand.scan("BOX") == ["busy"], "the first station is told, and its scan is not counted"
    assert hand.desk.parcel is None and open_parcel(other.shop, number, station="2").taken == 1


def test_a_printed_label_is_not_printed_again_by_accident_but_for_a_reason(shop, number, hand, printer, monkeypatch):
    monkeypatch.setattr(pack_closing, "has_label", lambda *_: True)
    hand.scan(number, "BOX", "LID", "BOX")
    assert not printer.labels and state(shop, number) == "packed"
    hand.scan("SD-CMD-PRINT")
    assert hand.desk.phase == "reprint" and not printer.labels
    assert hand.scan("SD-CMD-UNDO") == ["undone"] and not printer.labels
    hand.scan("SD-CMD-PRINT")
    assert hand.do("reason", "jammed") == "reprinted"
    assert printer.labels == [(number, "jammed")] and hand.desk.phase == "waiting"


def test_no_printer_keeps_nobody_from_packing(shop, number, printer):
    printer.gone = True
    hand = Hand(shop, Steps(check=True))
    assert hand.scan(number, "BOX", "LID", "BOX")[-1] == "complete"
    assert (hand.desk.label, hand.desk.phase) == ("none", "waiting") and state(shop, number) == "packed"


def test_the_fresh_label_is_scanned_back_and_no_other_one_will_do(shop, number, printer, sell, do):
    other = sell(LID=1)
    do(confirm_order, other)
    assign_waybills(shop, [other], "zto")
    hand = Hand(shop, Steps(check=True))
    hand.scan(number, "BOX", "LID", "BOX")
    assert hand.desk.phase == "check" and state(shop, number) == "confirmed"
    assert hand.scan(show_order(shop, other).waybill) == ["wrong-label"]
    assert hand.desk.alarm.order == other and state(shop, number) == "confirmed"
    hand.do("ok")
    assert hand.scan("SD-CMD-SKIP") == ["check-first"], "a blank label cannot leave"
    hand.do("ok")
    assert hand.scan("LID") == ["wrong-label"]
    hand.do("ok")
    assert hand.scan(show_order(shop, number).waybill) == ["packed"] and state(shop, number) == "packed"


@pytest.mark.parametrize("told", ["450", "0.450kg", "ST,GS,+ 0.45 kg", "450 g"])
def test_the_weight_is_typed_or_comes_from_a_scale(shop, number, printer, told):
    hand = Hand(shop, Steps(weigh=True))
    hand.scan(number, "BOX", "LID", "BOX")
    assert hand.desk.phase == "weigh"
    assert hand.do("code", "77310000000123") == "weigh-first" and hand.do("ok") == "heard"
    assert hand.do("code", told) == "packed"
    assert order_timeline(shop, number)[-1].details["weight"] == "450"


def test_a_weight_may_be_left_out(shop, number, printer):
    hand = Hand(shop, Steps(weigh=True))
    hand.scan(number, "BOX", "LID", "BOX")
    assert hand.scan("SD-CMD-SKIP") == ["packed"]


def test_pieces_that_stay_out_need_a_reason(shop, number, hand):
    hand.scan(number)
    assert hand.scan("SD-CMD-SHORT") == ["nothing-taken"]
    hand.do("ok")
    hand.scan("BOX")
    assert hand.scan("SD-CMD-SHORT") == ["asked"] and state(shop, number) == "confirmed"
    assert hand.scan("LID") == ["short-first"] and hand.do("ok") == "heard"
    hand.do("reason", "broken")
    assert state(shop, number) == "packed" and hand.desk.recent[0].state == "short"
    assert order_timeline(shop, number)[-1].details["reason"] == "broken"


def test_the_rest_goes_in_another_parcel_with_a_label_of_its_own(shop, number, hand, printer):
    hand.scan(number, "BOX")
    assert hand.scan("SD-CMD-PARCEL") == ["complete"]
    part = hand.desk.parcel.order
    assert part != number and hand.desk.phase == "open"
    assert [(line.sku, line.quantity) for line in hand.desk.parcel.lines] == [("BOX", 1), ("LID", 1)]
    assert state(shop, number) == "packed" and [line.quantity for line in show_order(shop, number).lines] == [1]
    assert hand.scan("BOX", "LID") == ["ok", "complete"]
    assert [order for order, _reason in printer.labels] == [number, part] and state(shop, part) == "packed"


def test_pieces_are_taken_back_one_by_one_and_a_parcel_is_laid_aside(shop, number, hand):
    hand.scan(number, "2*BOX")
    assert hand.scan("SD-CMD-UNDO") == ["undone"] and hand.desk.parcel.taken == 1
    assert hand.scan("SD-CMD-PAUSE") == ["paused"] and hand.desk.parcel is None
    assert hand.desk.recent[0].state == "paused"
    assert Hand(shop, station="2").scan(number) == ["opened"]


def test_a_piece_without_a_barcode_is_ticked_by_hand(shop, number, hand):
    hand.scan(number, "2*BOX")
    assert hand.do("hand") == "complete" and state(shop, number) == "packed"


def test_orders_of_one_parcel_are_packed_as_one_and_none_is_forgotten(shop, number, hand, sell, do):
    other = sell(TAPE=1)
    do(confirm_order, other)
    merge_orders(shop, [number, other])
    hand.scan(other)
    assert sorted((line.sku, line.quantity) for line in hand.desk.parcel.lines) == [("BOX", 2), ("LID", 1), ("TAPE", 1)]
    second = Hand(shop, station="2")
    assert second.scan(number) == ["busy"], "whichever of its orders is asked for, it is one parcel"
    hand.scan("2*BOX")
    assert hand.scan("SD-CMD-PARCEL") == ["refused"] and hand.desk.alarm.error.code == "pack-together"
    hand.do("ok")
    hand.scan("LID")
    assert state(shop, number) == "confirmed"
    assert hand.scan("TAPE") == ["complete"]
    assert (state(shop, number), state(shop, other)) == ("packed", "packed")


def test_a_label_that_is_refused_leaves_the_parcel_open_and_is_tried_again(shop, number, hand, printer, monkeypatch):
    from shopdesk.domain.errors import ShopError

    def refuse(*_args, **_more):
        raise ShopError("receiver-masked", order=number)

    monkeypatch.setattr(pack_closing, "print_label", refuse)
    hand.scan(number, "BOX", "BOX")
    assert hand.scan("LID") == ["refused"] and hand.desk.phase == "label" and state(shop, number) == "confirmed"
    hand.do("ok")
    monkeypatch.setattr(pack_closing, "print_label", printer.print)
    assert hand.scan("SD-CMD-PRINT") == ["packed"] and printer.labels == [(number, "")]


def test_the_desk_tells_what_waits(shop, number, sell, do):
    do(confirm_order, sell(LID=1))
    desk = open_desk(shop, STATION, Steps())
    assert (desk.due, desk.today, desk.recent) == (2, 0, ())

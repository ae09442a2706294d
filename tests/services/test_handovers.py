"""The driver is here: the packed parcels of one courier leave together, and nothing else leaves with them."""

from concurrent.futures import ThreadPoolExecutor

import pypdfium2
import pytest

from shopdesk.domain.errors import Cancelled, ShopError
from shopdesk.services.handovers import (
    hand_over,
    list_handovers,
    manifest_of,
    print_manifest,
    redo_handover,
    scan_parcel,
    take_scan_back,
    undo_handover,
    waiting_parcels,
)
from shopdesk.services.order_groups import merge_orders
from shopdesk.services.orders import confirm_order, deliver_order, hold_order, pack_order, show_order
from shopdesk.services.packing import finish_parcel, open_parcel
from shopdesk.services.settings import set_setting
from shopdesk.services.shipments import ship_orders, unship_orders
from shopdesk.services.shop import open_shop
from shopdesk.services.waybills import add_waybills, assign_waybills


@pytest.fixture
def packed(shop, stock_up, sell, do):
    """Pack parcels for a courier and return their numbers; each has a waybill."""
    stock_up(BOX=99)
    for courier, prefix in (("zto", "75400000"), ("sf", "SF00000000")):
        add_waybills(shop, courier, [f"{prefix}{at:05}" for at in range(20)])

    def pack(courier: str, count: int = 1) -> list[str]:
        numbers = [sell(BOX=1) for _ in range(count)]
        for number in numbers:
            do(confirm_order, number)
            assign_waybills(shop, [number], courier)
            do(pack_order, number)
        return numbers

    return pack


def states(shop, numbers) -> set[str]:
    return {show_order(shop, number).fulfilment for number in numbers}


def refused(handed) -> dict[str, str]:
    return {told.order: told.error.code for told in handed.refused}


def test_packed_parcels_are_visible_until_they_are_handed_over(shop, packed):
    numbers, other = packed("zto", 2), packed("sf")
    assert [parcel.orders for parcel in waiting_parcels(shop, "zto")] == [(number,) for number in numbers]
    assert {parcel.courier for parcel in waiting_parcels(shop)} == {"zto", "sf"}
    handed = hand_over(shop, "zto")
    assert (handed.handover.number, handed.handover.parcels, handed.refused) == ("H-000001", 2, ())
    assert states(shop, numbers) == {"shipped"} and states(shop, other) == {"packed"}
    assert waiting_parcels(shop, "zto") == []


def test_a_handover_comes_back_whole_and_goes_again(shop, packed, levels, refusal):
    numbers = packed("zto", 2)
    before = levels("BOX")
    number = hand_over(shop, "zto").handover.number
    waybills = [row.waybill for row in manifest_of(shop, number).rows]
    undo_handover(shop, number)
    assert states(shop, numbers) == {"packed"} and levels("BOX") == before
    assert [parcel.waybill for parcel in waiting_parcels(shop)] == waybills
    assert refusal(undo_handover, shop, number) == "handover-state"
    redo_handover(shop, number)
    assert states(shop, numbers) == {"shipped"} and [row.waybill for row in manifest_of(shop, number).rows] == waybills


def test_one_that_can_no_longer_come_back_keeps_all_of_them_gone(shop, packed, do, refusal, contents):
    numbers = packed("zto", 2)
    number = hand_over(shop, "zto").handover.number
    do(deliver_order, numbers[1])
    before = contents()
    assert refusal(undo_handover, shop, number) == "order-state"
    assert contents() == before


def test_what_must_stay_stays_with_its_reason_and_the_others_go(shop, packed, do):
    good, held, refunding = packed("zto", 3)
    do(hold_order, held)
    shop.connection.execute("UPDATE orders SET refunding = 1 WHERE number = ?", (refunding,))
    assert [parcel.stop for parcel in waiting_parcels(shop)] == ["", "held", "refunding"]
    handed = hand_over(shop, "zto")
    assert refused(handed) == {held: "order-on-hold", refunding: "order-refunding"}
    assert states(shop, [good]) == {"shipped"} and states(shop, [held, refunding]) == {"packed"}


def test_one_waybill_on_two_parcels_lets_neither_go(shop, packed):
    good, first, second = packed("zto", 3)
    shop.connection.execute(
        "UPDATE orders SET waybill = (SELECT waybill FROM orders WHERE number = ?) WHERE number = ?", (first, second)
    )
    handed = hand_over(shop, "zto")
    assert refused(handed) == {first: "waybill-twice", second: "waybill-twice"}
    assert [row.orders for row in manifest_of(shop, handed.handover.number).rows] == [(good,)]


def test_nothing_to_hand_over_makes_no_manifest(shop, packed, refusal):
    assert refusal(hand_over, shop, "zto") == "handover-empty"
    assert refusal(hand_over, shop, "nobody") == refusal(hand_over, shop, "") == "courier-unknown"
    packed("zto")
    assert refusal(hand_over, shop, "zto", only_scanned=True) == "handover-empty"
    assert list_handovers(shop) == []


def test_asked_for_twice_with_one_identity_it_is_handed_over_once(shop, packed):
    packed("zto")
    first = hand_over(shop, "zto", uuid="the-driver").handover
    packed("zto")
    assert hand_over(shop, "zto", uuid="the-driver").handover == first
    assert len(waiting_parcels(shop, "zto")) == 1


def test_a_stopped_handover_leaves_everything_where_it_was(shop, packed, contents):
    packed("zto", 2)
    before = contents()

    class Impatient:
        def step(self, done: int, total: int) -> None:
            if done:
                raise Cancelled

    with pytest.raises(Cancelled):
        hand_over(shop, "zto", job=Impatient())
    assert contents() == before


def test_scans_tick_what_is_there_and_tell_what_belongs_elsewhere(shop, packed, sell, do):
    first, second = packed("zto", 2)
    (other,) = packed("sf")
    picking = sell(BOX=1)
    do(confirm_order, picking)
    codes = [show_order(shop, first).waybill, first, show_order(shop, other).waybill, picking, "4006381333931", ""]
    assert [scan_parcel(shop, "zto", code).answer for code in codes] == [
        "ok", "twice", "foreign", "unpacked", "unknown", "unknown",
    ]  # fmt: skip
    handed = hand_over(shop, "zto", only_scanned=True)
    assert [parcel.orders for parcel in handed.left] == [(second,)] and states(shop, [second]) == {"packed"}
    assert scan_parcel(shop, "zto", first).answer == "gone"


def test_a_scan_is_kept_over_the_night_taken_back_and_never_doubled(shop, packed, refusal):
    (number,) = packed("zto")
    told = scan_parcel(shop, "zto", number, uuid="one-scan")
    assert scan_parcel(shop, "zto", number, uuid="one-scan").answer == told.answer == "ok"
    assert waiting_parcels(shop, "zto")[0].scanned
    take_scan_back(shop, told.scan)
    assert not waiting_parcels(shop, "zto")[0].scanned
    assert refusal(take_scan_back, shop, told.scan) == "handover-scan"


def test_a_held_parcel_is_told_at_the_scan(shop, packed, do):
    (number,) = packed("zto")
    do(hold_order, number)
    told = scan_parcel(shop, "zto", number)
    assert (told.answer, told.stop, told.order) == ("stopped", "held", number)


def test_orders_of_one_parcel_are_one_row_and_come_back_together(shop, stock_up, sell, do):
    stock_up(BOX=9)
    numbers = [sell(BOX=1), sell(BOX=2)]
    for number in numbers:
        do(confirm_order, number)
    merge_orders(shop, numbers)
    add_waybills(shop, "zto", ["7540000000001"])
    assign_waybills(shop, numbers[:1], "zto")
    do(pack_order, numbers[0])
    (parcel,) = waiting_parcels(shop, "zto")
    assert (parcel.orders, parcel.pieces) == (tuple(numbers), 3)
    handed = hand_over(shop, "zto")
    (row,) = manifest_of(shop, handed.handover.number).rows
    assert (row.orders, row.waybill, handed.handover.parcels) == (tuple(numbers), "7540000000001", 1)
    undo_handover(shop, handed.handover.number)
    assert states(shop, numbers) == {"packed"}
    redo_handover(shop, handed.handover.number)


def test_a_parcel_that_came_back_by_another_way_can_be_handed_over_again(shop, packed, do):
    (number,) = packed("zto")
    hand_over(shop, "zto")
    unship_orders(shop, [number])
    do(pack_order, number)
    assert hand_over(shop, "zto").handover.number == "H-000002"


def test_what_came_back_by_itself_is_left_alone_by_the_undo_of_its_manifest(shop, packed, do):
    first, second, third = packed("zto", 3)
    number = hand_over(shop, "zto").handover.number
    unship_orders(shop, [second, third])
    do(pack_order, third)
    again = hand_over(shop, "zto").handover.number
    undo_handover(shop, number)
    assert [show_order(shop, told).fulfilment for told in (first, second, third)] == ["packed", "confirmed", "shipped"]
    assert [row.orders for row in manifest_of(shop, again).rows] == [(third,)]


def test_a_handover_is_not_done_again_once_its_parcels_went_on(shop, packed, refusal):
    (number,) = packed("zto")
    manifest = hand_over(shop, "zto").handover.number
    undo_handover(shop, manifest)
    hand_over(shop, "zto")
    assert refusal(redo_handover, shop, manifest) == "order-state"
    assert states(shop, [number]) == {"shipped"} and len(list_handovers(shop)) == 2


def test_of_two_programs_at_the_same_door_one_hands_over(shop, packed):
    packed("zto", 4)

    def leave(_at: int) -> int:
        own = open_shop(shop.folder, now=shop.now)
        try:
            return hand_over(own, "zto").handover.parcels
        except ShopError as error:
            assert error.code == "handover-empty"
            return 0
        finally:
            own.close()

    with ThreadPoolExecutor(2) as programs:
        assert sorted(programs.map(leave, range(2))) == [0, 4]


def test_a_parcel_shipped_by_hand_waits_no_longer(shop, packed):
    (number,) = packed("zto")
    ship_orders(shop, [number])
    assert waiting_parcels(shop) == []


def test_the_manifest_names_count_weights_and_places_but_nobody(shop, packed, tmp_path, sell, do):
    set_setting(shop, "shop.language", "en")
    packed("zto", 2)
    number = sell(BOX=1)
    do(confirm_order, number)
    assign_waybills(shop, [number], "zto")
    session = open_parcel(shop, number, station="bench-1").session
    finish_parcel(shop, session, weight_g=640, reason="no scanner")
    handed = hand_over(shop, "zto")
    assert manifest_of(shop, handed.handover.number).weight_g == 640
    assert print_manifest(shop, handed.handover.number, tmp_path / "manifest.pdf") == 1
    pdf = pypdfium2.PdfDocument(tmp_path / "manifest.pdf")
    text = pdf[0].get_textpage().get_text_bounded()
    pdf.close()
    for told in ("3 parcels", "0.64 kg of 1 weighed", "H-000001", "浙江省 杭州市", "640 g", "Page 1 of 1"):
        assert told in text
    assert "测试人" not in text and "13900000000" not in text

"""Pick lists: one walk through the shelves for many orders."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from shopdesk.domain.errors import ShopError
from shopdesk.domain.paper import Item, PickList, PickRow
from shopdesk.domain.pick_lists import Want, group_picks
from shopdesk.reports.checks import check_glyphs
from shopdesk.reports.pick_lists import write_pick_list


def test_a_pick_list_tells_place_goods_quantity_and_orders(pick_list: PickList, see: Callable) -> None:
    seen = see(write_pick_list, pick_list)
    assert seen.size() == pytest.approx((210, 297), abs=0.5)
    for text in (
        "青禾杂货", "2 orders", "2 lines", "3 pieces", "2026-11-13 10:24", "A-03-1", "陶瓷马克杯 350 ml",
        "CUP-350-WHITE", "SD-000123×1", "SD-000124×1", "A-05-2", "Page 1 of 1",
    ):  # fmt: skip
        assert "".join(text.split()) in seen.all_text()


def test_every_row_and_every_order_is_there_on_a_long_list(pick_list: PickList, see: Callable) -> None:
    orders = tuple((f"SD-{at:06}", 1) for at in range(300))
    rows = tuple(
        PickRow(Item(f"S-{at:03}", f"商品{at:03}", "", 1, f"B-{at:03}"), orders[at : at + 1]) for at in range(70)
    )
    crowded = (*rows, PickRow(Item("ALL", "全部", "", 300, "C"), orders))
    seen = see(write_pick_list, replace(pick_list, rows=crowded))
    told = seen.all_text()
    assert all(f"B-{at:03}" in told and f"商品{at:03}" in told for at in range(70))
    assert all(f"{order}×1" in told for order, _ in orders)
    assert f"Page 1 of {len(seen.pdf)}" in seen.text()


def test_a_long_title_keeps_more_than_24_characters(pick_list: PickList, see: Callable) -> None:
    rows = (PickRow(Item("S", "长" * 500, "", 1), (("SD-1", 1),)),)
    assert "长" * 24 in see(write_pick_list, replace(pick_list, rows=rows)).all_text()


def test_a_missing_character_refuses_the_list(pick_list: PickList) -> None:
    check_glyphs(pick_list)
    with pytest.raises(ShopError, match="glyph-missing"):
        check_glyphs(replace(pick_list, shop="ก"))


def on_carts(pick_list: PickList, by: str) -> PickList:
    mug, towel = (row.item for row in pick_list.rows)
    wants = [
        Want("SD-000123", replace(mug, quantity=1), "A1"),
        Want("SD-000124", replace(mug, quantity=1), "A2"),
        Want("SD-000123", towel, "A1"),
    ]
    rows = group_picks(wants, by)
    return replace(pick_list, rows=rows, by=by, wave="W-000007", notes=(("SD-000124", "请放门口"),))


@pytest.mark.parametrize("by", ["sku", "shelf"])
def test_a_waves_list_tells_the_cart_positions_and_its_own_number(pick_list: PickList, see: Callable, by: str) -> None:
    seen = see(write_pick_list, on_carts(pick_list, by))
    assert "A1×1A2×1" in seen.all_text()
    assert {"W-000007"} == seen.scanned()[0] == seen.scanned()[1]


def test_by_order_each_number_is_scanned_and_its_note_is_told(pick_list: PickList, see: Callable) -> None:
    seen = see(write_pick_list, on_carts(pick_list, "order"))
    assert seen.scanned()[0] == seen.scanned()[1] == {"W-000007", "SD-000123", "SD-000124"}
    told = seen.all_text()
    assert "A1SD-000123" in told and "A2SD-000124" in told and "请放门口" in told


def test_by_shelf_every_shelf_has_its_heading_and_none_stands_alone_at_the_foot(
    pick_list: PickList, see: Callable
) -> None:
    wants = [Want("SD-1", Item(f"S-{at}", f"商品{at}", "", 1, f"{'ABCDEFGH'[at % 8]}-{at}")) for at in range(64)]
    seen = see(write_pick_list, replace(pick_list, rows=group_picks(wants, "shelf"), by="shelf"))
    told = seen.all_text()
    assert all(f"Shelf{shelf}8pieces" in told for shelf in "ABCDEFGH")
    for page in range(len(seen.pdf)):
        assert "商品" in seen.text(page).rpartition("Shelf")[2]

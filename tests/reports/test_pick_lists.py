"""Pick lists: one walk through the shelves for many orders."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from shopdesk.domain.errors import ShopError
from shopdesk.domain.paper import Item, PickList, PickRow
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

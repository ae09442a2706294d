"""Packing slips: every line of every order, on as many pages as it takes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from shopdesk.domain.addresses import Receiver
from shopdesk.domain.errors import ShopError
from shopdesk.domain.paper import Item, Slip
from shopdesk.reports.checks import check_glyphs
from shopdesk.reports.layouts import builtin_layout
from shopdesk.reports.packing_slips import write_packing_slips

SLIP = {name: builtin_layout("packing-slips", name) for name in ("a5", "a4")}


@pytest.mark.parametrize(("layout", "width", "height"), [("a5", 148, 210), ("a4", 210, 297)])
def test_slips_are_exactly_a5_or_a4(slip: Slip, see: Callable, layout: str, width: float, height: float) -> None:
    assert see(write_packing_slips, [slip], SLIP[layout]).size() == pytest.approx((width, height), abs=0.5)


def test_a_slip_tells_shop_order_receiver_and_every_line(slip: Slip, see: Callable) -> None:
    told = replace(slip, ordered_on=date(2026, 11, 13), buyer_note="杯子分开包")
    seen = see(write_packing_slips, [told], SLIP["a5"])
    for text in (
        "青禾杂货", "SD-000123", "1234567890123456789", "2026-11-13", "米小满", "138-0000-1234", "示例路 18 号 301 室",
        "CUP-350-WHITE", "陶瓷马克杯 350 ml", "米白", "TOWEL-2", "3 pieces", "杯子分开包", "Page 1 of 1",
        "021-5550-1234",
    ):  # fmt: skip
        assert "".join(text.split()) in seen.all_text()
    for read in seen.scanned(dpi=300):
        assert read == {"SD-000123"}


def test_a_long_order_is_carried_over_with_every_line_and_the_captions_again(slip: Slip, see: Callable) -> None:
    items = tuple(Item(f"SKU-{at:03}", f"商品{at:03}", "颜色", at + 1) for at in range(60))
    seen = see(write_packing_slips, [replace(slip, items=items), slip], SLIP["a5"])
    pages = [seen.text(page) for page in range(len(seen.pdf))]
    assert len(pages) > 3
    told = seen.all_text()
    assert all(item.sku in told and item.title in told for item in items)
    assert all("Quantity" in page for page in pages)
    assert f"Page 2 of {len(pages) - 1}" in pages[1]
    assert "Page 1 of 1" in pages[-1]
    assert "1830 pieces" in pages[-2]


def test_a_row_taller_than_a_page_goes_on_overleaf(slip: Slip, see: Callable) -> None:
    options = " ".join(f"[{at:04}]" for at in range(900))
    seen = see(write_packing_slips, [replace(slip, items=(Item("S", "商品", options, 1),))], SLIP["a5"])
    assert len(seen.pdf) > 2
    told = seen.all_text()
    assert all(f"[{at:04}]" in told for at in range(900))


def test_a_note_longer_than_a_page_is_shown_whole(slip: Slip, see: Callable) -> None:
    note = " ".join(f"[{at:04}]" for at in range(1500))
    seen = see(write_packing_slips, [replace(slip, buyer_note=note)], SLIP["a5"])
    assert len(seen.pdf) > 2
    told = seen.all_text()
    assert all(f"[{at:04}]" in told for at in range(1500))


def test_nothing_is_drawn_outside_the_margins(slip: Slip, see: Callable) -> None:
    wild = replace(
        slip,
        shop="Very Long Shop Name Incorporated " * 9,
        receiver=Receiver("Alexandria" * 9, "1" * 60, "US", "CA" * 30, "X" * 90, "", "Street" * 50, "9" * 50),
        items=(Item("S" * 90, "T" * 300, "O" * 200, 10**9), Item("😀" * 40, "שלום" * 60, "سلام " * 60, 1)),
        buyer_note="W" * 500,
    )
    for layout, margin in (("a5", 10), ("a4", 15)):
        seen = see(write_packing_slips, [wild], SLIP[layout])
        width, height = seen.size()
        for page in range(len(seen.pdf)):
            for _, left, top, right, bottom in seen.letters(page):
                assert margin - 0.5 <= left
                assert right <= width - margin + 0.5
                assert margin - 1 <= top
                assert bottom <= height - margin + 1.5


def test_markup_in_a_title_is_text(slip: Slip, see: Callable) -> None:
    title = "<b>bold</b> &amp; <img src=/etc/passwd>"
    seen = see(write_packing_slips, [replace(slip, items=(Item("S", title, "", 1),))], SLIP["a4"])
    assert "".join(title.split()) in seen.all_text()


def test_a_missing_character_refuses_the_slip(slip: Slip) -> None:
    check_glyphs(slip)
    with pytest.raises(ShopError) as refused:
        check_glyphs(replace(slip, items=(Item("S", "ก", "", 1),)))
    assert refused.value.params == {"characters": "ก"}


def test_a_long_platform_number_stays_on_one_line_in_english(slip: Slip, see: Callable) -> None:
    english = replace(slip, language="en", channel_order_no="2493618494222800291")
    seen = see(write_packing_slips, [english], SLIP["a5"])
    assert "2493618494222800291" in seen.text()

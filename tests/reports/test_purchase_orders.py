"""Purchase orders on paper: what a supplier must know, in the shop's language, on as many pages as it takes."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from shopdesk.domain.addresses import Receiver
from shopdesk.domain.errors import ShopError
from shopdesk.domain.paper import PurchasePaper, PurchaseRow
from shopdesk.reports.purchase_orders import write_purchase_order

BUYER = Receiver("青禾杂货", "021-5550-1234", "CN", "上海市", "上海市", "示例区", "样板街 5 号", "200000")
ROW = PurchaseRow("CUP-350-WHITE", "陶瓷马克杯 350 ml · 米白", "T-350", 36, "12.50", "450.00")


@pytest.fixture
def paper() -> PurchasePaper:
    contact = ("王师傅", "0798-5550000", "orders@pottery.example", "样板路 5 号")
    return PurchasePaper(
        "PO-000007", "景德镇样板陶坊", contact, BUYER, "2026-11-13", "2026-11-23", (ROW,), "450.00 CNY",
        "软纸包装，请勿混色", language="en",
    )  # fmt: skip


def test_an_order_tells_codes_pieces_prices_sum_note_and_days(paper: PurchasePaper, see: Callable) -> None:
    seen = see(write_purchase_order, paper)
    assert seen.size() == pytest.approx((210, 297), abs=0.5)
    for text in (
        "Purchase order PO-000007", "景德镇样板陶坊", "0798-5550000", "青禾杂货", "样板街 5 号", "T-350",
        "CUP-350-WHITE", "陶瓷马克杯 350 ml · 米白", "36", "12.50", "450.00 CNY", "软纸包装", "2026-11-13",
        "2026-11-23", "Page 1 of 1",
    ):  # fmt: skip
        assert "".join(text.split()) in seen.all_text(), text


def test_it_speaks_the_shops_language(paper: PurchasePaper, see: Callable) -> None:
    told = see(write_purchase_order, replace(paper, language="zh_CN")).all_text()
    assert "采购单" in told
    assert "Purchase" not in told


def test_every_line_of_a_long_order_is_there(paper: PurchasePaper, see: Callable) -> None:
    rows = tuple(replace(ROW, sku=f"S-{at:03}", code=f"C-{at:03}") for at in range(120))
    seen = see(write_purchase_order, replace(paper, rows=rows))
    told = seen.all_text()
    assert all(f"S-{at:03}" in told and f"C-{at:03}" in told for at in range(120))
    assert len(seen.pdf) > 1
    assert f"Page 1 of {len(seen.pdf)}" in seen.text()


def test_long_words_and_missing_ones_do_no_harm(paper: PurchasePaper, see: Callable) -> None:
    wild = replace(ROW, title="长" * 500, code="X" * 60, sku="Y" * 60)
    bare = replace(paper, rows=(wild,), note="", contact=("", "", "", ""), expected_on="", supplier="名" * 200)
    assert "长" * 24 in see(write_purchase_order, bare).all_text()


def test_a_missing_character_refuses_the_order(paper: PurchasePaper, see: Callable) -> None:
    with pytest.raises(ShopError, match="glyph-missing"):
        see(write_purchase_order, replace(paper, note="ก"))

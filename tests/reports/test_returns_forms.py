"""Returns forms: where to, what, why and until when – and numbers that the shop can scan."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from shopdesk.domain.errors import ShopError
from shopdesk.domain.paper import Item, ReturnReason, ReturnsForm
from shopdesk.reports.checks import check_glyphs
from shopdesk.reports.layouts import builtin_layout
from shopdesk.reports.returns_forms import write_returns_forms

FORM = builtin_layout("returns-forms", "a4")


def test_a_form_tells_return_address_lines_and_reasons(form: ReturnsForm, see: Callable) -> None:
    seen = see(write_returns_forms, [form], FORM)
    assert seen.size() == pytest.approx((210, 297), abs=0.5)
    for text in (
        "青禾杂货", "上海市示例区样板街 5 号", "米小满", "SD-000123", "CUP-350-WHITE", "陶瓷马克杯 350 ml", "米白",
        "SD-000123/2", "Quality defect", "Signature", "Page 1 of 1",
    ):  # fmt: skip
        assert "".join(text.split()) in seen.all_text()


def test_scanners_read_the_order_and_each_of_its_lines(form: ReturnsForm, see: Callable) -> None:
    for read in see(write_returns_forms, [form], FORM).scanned(dpi=300):
        assert read == {"SD-000123", "SD-000123/1", "SD-000123/2"}


def test_an_order_in_chinese_has_qr_symbols(form: ReturnsForm, see: Callable) -> None:
    zxing, _ = see(write_returns_forms, [replace(form, order="订单-1")], FORM).scanned(dpi=300)
    assert zxing == {"订单-1", "订单-1/1", "订单-1/2"}


def test_the_windows_are_the_shops_own_numbers(form: ReturnsForm, see: Callable) -> None:
    reasons = (
        ReturnReason("no-reason", 8, "buyer"),
        ReturnReason("quality", 31, "merchant"),
        ReturnReason("special", None, ""),
    )
    text = see(write_returns_forms, [replace(form, reasons=reasons)], FORM).text()
    assert "within 8 days of delivery · return freight paid by the buyer" in text
    assert "within 31 days of delivery · return freight paid by the shop" in text
    assert "cannot be returned" in text
    assert text.count("days of delivery") == 2


def test_a_long_order_brings_all_its_lines(form: ReturnsForm, see: Callable) -> None:
    items = tuple(Item(f"SKU-{at:03}", f"商品{at:03}", "", 1) for at in range(45))
    seen = see(write_returns_forms, [replace(form, items=items)], FORM)
    told = seen.all_text()
    assert all(item.sku in told and f"SD-000123/{at}" in told for at, item in enumerate(items, 1))
    read = set().union(*(seen.scanned(page, dpi=300)[0] for page in range(len(seen.pdf))))
    assert read == {"SD-000123", *(f"SD-000123/{at}" for at in range(1, 46))}


def test_a_missing_character_refuses_the_form(form: ReturnsForm) -> None:
    check_glyphs(form)
    with pytest.raises(ShopError, match="glyph-missing"):
        check_glyphs(replace(form, order="ก"))


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_a_form_on_a5_is_one_page_whose_lines_scan(form: ReturnsForm, see: Callable, language: str) -> None:
    seen = see(write_returns_forms, [replace(form, language=language)], builtin_layout("returns-forms", "a5"))
    assert seen.size() == pytest.approx((148, 210), abs=0.5)
    assert len(seen.pdf) == 1
    for read in seen.scanned(dpi=300):
        assert read == {"SD-000123", "SD-000123/1", "SD-000123/2"}


def test_a_form_hides_the_telephone_where_the_layout_says_so(form: ReturnsForm, see: Callable) -> None:
    text = see(write_returns_forms, [form], replace(FORM, mask=("phone",))).text()
    assert "138****1234" in text
    assert "138-0000-1234" not in text

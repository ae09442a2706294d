"""Barcodes: whole printer dots, quiet zones, and a second choice where Code 128 does not do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain.errors import ShopError
from shopdesk.reports.barcodes import DOT, QUIET, code128, fit_code, fit_code128, is_code128

printable = st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=40)


@given(text=printable, room=st.floats(10, 200))
def test_bars_are_a_whole_number_of_dots_and_leave_their_quiet_zones(text: str, room: float) -> None:
    code = fit_code128(text, room, 10)
    if code is None:
        assert (code128(text).columns + 2 * QUIET) * 2 * DOT > room
    else:
        assert code.module / DOT in (2, 3, 4)
        assert code.width + 2 * QUIET * code.module <= room


def test_code_128_holds_printable_ascii_alone() -> None:
    assert is_code128("SD-000123/2")
    for text in ("", "订单", "é", "A\x01", "A\n"):
        assert not is_code128(text)
        with pytest.raises(ShopError, match="barcode-impossible"):
            code128(text)


def test_a_number_within_the_house_falls_back_to_qr_and_then_to_words() -> None:
    chinese = fit_code("订单-1", 46, 9)
    assert chinese is not None
    assert chinese.symbol.rows == chinese.symbol.columns
    assert chinese.height <= 9
    assert fit_code("订单" * 200, 46, 9) is None

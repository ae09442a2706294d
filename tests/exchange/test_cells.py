from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain.errors import ShopError
from shopdesk.domain.money import format_amount
from shopdesk.exchange.cells import read_amount, read_count, read_identifier, read_pieces
from shopdesk.exchange.countries import country_code
from shopdesk.exchange.times import shanghai_time, zoned_time


def refusal(call) -> ShopError:
    with pytest.raises(ShopError) as caught:
        call()
    return caught.value


@pytest.mark.parametrize(
    "cell", ['="35153131473293579"', "35153131473293579\t", "'35153131473293579", "35153131473293579"]
)
def test_a_long_number_stays_exact_text(cell):
    assert read_identifier(cell, "订单编号") == "35153131473293579"


def test_a_number_that_a_spreadsheet_has_rounded_is_told_with_its_column():
    error = refusal(lambda: read_identifier("2.458E+18", "订单编号"))
    assert (error.code, error.params) == ("number-damaged", {"value": "2.458E+18", "column": "订单编号"})


@given(st.integers(0, 10**9))
def test_an_amount_is_read_as_it_was_written(fen):
    assert read_amount(f'="{format_amount(fen)}"\t', "总金额") == fen


@pytest.mark.parametrize(("cell", "fen"), [("", 0), ("-", 0), ("0元", 0), ("1,299.00", 129900), ("28.9\t", 2890)])
def test_amounts_as_platforms_write_them(cell, fen):
    assert read_amount(cell, "总金额") == fen


def test_a_yen_has_no_hundredths():
    assert read_amount("1200", "Total", "JPY") == 1200


@pytest.mark.parametrize(("cell", "code"), [("-1.00", "amount-negative"), ("1.005", "amount-unreadable")])
def test_an_amount_that_cannot_be_is_refused(cell, code):
    error = refusal(lambda: read_amount(cell, "总金额"))
    assert (error.code, error.params) == (code, {"value": cell, "column": "总金额"})


@pytest.mark.parametrize(("cell", "count"), [("", None), (" ", None), ("0", 0), ("12", 12), ("3.0", 3)])
def test_a_stock_cell_is_a_whole_number_or_nothing(cell, count):
    assert read_count(cell, "Stock") == count


@pytest.mark.parametrize(("cell", "code"), [("-2", "quantity-negative"), ("1.5", "quantity-unreadable"), ("-", None)])
def test_a_stock_below_nothing_or_in_parts_is_refused(cell, code):
    if code is None:
        assert read_count(cell, "Stock") is None
    else:
        assert refusal(lambda: read_count(cell, "Stock")).code == code


@pytest.mark.parametrize("cell", ["0", "", "-1", "0.5", "two", "1;2"])
def test_a_line_has_at_least_one_whole_piece(cell):
    error = refusal(lambda: read_pieces(cell, "购买数量"))
    assert (error.code, error.params["column"]) == ("quantity-unreadable", "购买数量")


@pytest.mark.parametrize(
    "text", ["2026-06-09 08:05:00", "2026/6/9 8:05", "2026-06-09T08:05:00", "2026年6月9日 8:05:00", "2026.06.09 08:05"]
)
def test_a_chinese_time_is_eight_hours_ahead(text):
    assert shanghai_time(text) == datetime(2026, 6, 9, 0, 5, tzinfo=UTC)


@given(st.integers(0, 4_000_000_000))
def test_every_chinese_time_comes_out_in_utc(seconds):
    moment = datetime.fromtimestamp(seconds, UTC)
    read = shanghai_time((moment + timedelta(hours=8)).strftime("%Y-%m-%d %H:%M:%S"))
    assert (read, read.tzinfo) == (moment, UTC)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2025-12-06 10:37:33 -0500", datetime(2025, 12, 6, 15, 37, 33, tzinfo=UTC)),
        ("2025-12-06 10:37:33 +0530", datetime(2025, 12, 6, 5, 7, 33, tzinfo=UTC)),
        ("2025-12-06 10:37:33 UTC", datetime(2025, 12, 6, 10, 37, 33, tzinfo=UTC)),
        ("2025-12-06T10:37:33+01:00", datetime(2025, 12, 6, 9, 37, 33, tzinfo=UTC)),
    ],
)
def test_a_time_with_its_own_offset(text, moment):
    assert zoned_time(text) == moment
    assert zoned_time(text).tzinfo is UTC


@pytest.mark.parametrize(
    "text", ["yesterday", "2026-13-40 99:99:99", "0001-01-01 00:00:00", "46182.5", "2026-06-09 12:00+08"]
)
def test_what_is_no_chinese_time_is_refused(text):
    assert refusal(lambda: shanghai_time(text)).code == "time-unreadable"


@pytest.mark.parametrize("text", ["2025-12-06 10:37:33", "12/6/2025 10:37", "0001-01-01 00:00:00 +0500"])
def test_a_time_whose_zone_is_not_told_is_refused(text):
    assert refusal(lambda: zoned_time(text)).code == "time-unreadable"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("US", "US"),
        ("us", "US"),
        ("United States", "US"),
        ("South Korea", "KR"),
        ("中国", "CN"),
        ("", ""),
        ("UK", "GB"),
    ],
)
def test_a_country_becomes_its_code(text, code):
    assert country_code(text) == code


def test_a_country_that_nobody_knows_is_refused():
    assert refusal(lambda: country_code("Ruritania")).code == "country-unknown"

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain.errors import ShopError
from shopdesk.domain.money import format_amount, minor_digits, parse_amount, split

amounts = st.integers(-(10**15), 10**15)
currencies = st.sampled_from(["CNY", "USD", "JPY", "KWD", "TWD"])


@given(amounts, currencies, st.booleans())
def test_what_was_written_is_read_back(amount, currency, grouped):
    text = format_amount(amount, currency, grouped=grouped)
    assert parse_amount(text, currency) == amount
    assert parse_amount(f" ￥{text} 元", currency) == amount


@given(amounts, currencies)
def test_an_amount_has_the_decimals_of_its_currency(amount, currency):
    _, point, decimals = format_amount(amount, currency).partition(".")
    assert (len(decimals), bool(point)) == (minor_digits(currency), minor_digits(currency) > 0)


@pytest.mark.parametrize(
    ("text", "currency", "amount"),
    [
        ("1,299.00", "CNY", 129900),
        ("29,90", "EUR", 2990),
        ("1.299,5 €", "EUR", 129950),
        ("1,299", "EUR", 129900),
        ("0元", "CNY", 0),
        ("￥12", "CNY", 1200),
        ("¥12.5", "CNY", 1250),
        ("", "CNY", 0),
        ("-", "CNY", 0),
        ("-12.30", "CNY", -1230),
        ("-0.05", "CNY", -5),
        ("12.", "CNY", 1200),
        ("0.10000", "CNY", 10),
        ("CNY 1,234,567.89", "CNY", 123456789),
        ("1500", "JPY", 1500),
        ("1.234", "KWD", 1234),
        ("12\u00a0000", "USD", 1200000),
    ],
)
def test_amounts_as_platforms_write_them(text, currency, amount):
    assert parse_amount(text, currency) == amount


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("1.234", "CNY"),
        ("1.5", "JPY"),
        ("12,99.5", "CNY"),
        ("1,2345", "CNY"),
        ("twelve", "CNY"),
        ("1.2.3", "CNY"),
        ("nan", "CNY"),
        ("Infinity", "CNY"),
        ("1e400", "CNY"),
        ("99999999999999999999", "CNY"),
        ("=1+1", "CNY"),
    ],
)
def test_what_is_no_amount_is_refused_with_what_stood_there(text, currency):
    with pytest.raises(ShopError) as caught:
        parse_amount(text, currency)
    assert (caught.value.code, caught.value.params["value"]) == ("amount-unreadable", text)


@given(st.text(max_size=12), currencies)
def test_any_text_is_an_amount_or_a_refusal(text, currency):
    try:
        assert isinstance(parse_amount(text, currency), int)
    except ShopError as error:
        assert error.code == "amount-unreadable"


def test_thousands_are_grouped_when_asked():
    assert format_amount(-123456789, grouped=True) == "-1,234,567.89"
    assert format_amount(5) == "0.05"


@given(amounts, st.lists(st.integers(0, 10**9), max_size=20))
def test_parts_add_up_to_the_whole(amount, weights):
    parts = split(amount, weights)
    assert len(parts) == len(weights)
    assert sum(parts) == (amount if weights else 0)


@given(st.integers(0, 10**12), st.lists(st.integers(0, 10**6), min_size=1, max_size=20))
def test_no_part_is_a_whole_unit_from_its_share(amount, weights):
    whole = sum(weights)
    for part, weight in zip(split(amount, weights), weights, strict=True):
        if whole:
            assert abs(part * whole - amount * weight) < whole


def test_the_largest_remainder_gets_the_odd_cent():
    assert split(100, [1, 1, 1]) == [34, 33, 33]
    assert split(10, [3, 5, 2]) == [3, 5, 2]
    assert split(5, [0, 0]) == [5, 0]
    assert split(-100, [1, 1, 1]) == [-33, -33, -34]

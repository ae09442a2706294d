import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain.cells import clean, identifier, whole_number
from shopdesk.domain.errors import ShopError


def refused(read, cell):
    with pytest.raises(ShopError) as caught:
        read(cell)
    return caught.value.code


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('="35153131473293579"', "35153131473293579"),
        ("'13900000001", "13900000001"),
        ("\t1234567890123456789\t", "1234567890123456789"),
        ("\u3000王小明\u00a0", "王小明"),
        ("\ufeff订单编号", "订单编号"),
        ('=""', ""),
        ("-", ""),
        ('"', ""),
        ("=", ""),
        ("", ""),
        ("a-b", "a-b"),
        ("O'Neil", "O'Neil"),
    ],
)
def test_a_cell_loses_what_exporters_wrapped_around_it(cell, text):
    assert clean(cell) == text


@given(st.text("0123456789", min_size=1, max_size=30))
def test_a_long_number_stays_exact_however_it_was_wrapped(digits):
    for cell in (digits, f'="{digits}"', f"'{digits}", f"\t{digits}"):
        assert identifier(cell) == digits


@pytest.mark.parametrize("cell", ["2.458E+18", "1E+20", "7.53e13", '="2.458E+18"', "9E5"])
def test_a_number_that_a_spreadsheet_rounded_is_refused(cell):
    assert refused(identifier, cell) == "number-damaged"


@pytest.mark.parametrize("cell", ["SF1E+", "E2", "BOX-2E", "2E-BOX", "1.2.3E+4", "ABE5"])
def test_a_sku_with_an_e_is_only_a_sku(cell):
    assert identifier(cell) == cell


@pytest.mark.parametrize(
    ("cell", "count"), [("2", 2), ("0", 0), ("2.0", 2), ("2.000", 2), ("'7", 7), ("1,200.0", 1200)]
)
def test_a_count_is_read(cell, count):
    assert whole_number(cell) == count


@pytest.mark.parametrize("cell", ["", "-", "-2", "+2", "1.5", "two", "２", "1e3", "1234567890", "1 2"])
def test_what_is_no_count_is_refused(cell):
    assert refused(whole_number, cell) == "quantity-unreadable"

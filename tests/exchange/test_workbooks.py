"""Tables for spreadsheets: what is a text stays a text, in either format."""

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from shopdesk.domain.errors import ShopError
from shopdesk.exchange.workbooks import plain, write_rows

HOSTILE = ["=1+1", "+49 30", "-5", "@SUM(A1)", "\tx", "http://a.example", "001", "1234567890123456789", "1e5", "杯 ☕"]


def read(path):
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.reader(file))
    return CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()


def test_hostile_texts_stay_texts(tmp_path):
    book, sheet = tmp_path / "a.xlsx", tmp_path / "a.csv"
    for path in (book, sheet):
        assert write_rows(path, ["text"], [[text] for text in HOSTILE]) == len(HOSTILE)
    assert [row[0] for row in read(book)[1:]] == HOSTILE
    told = [row[0] for row in read(sheet)[1:]]
    assert [text.removeprefix("'") for text in told] == HOSTILE
    assert not any(text.startswith(("=", "+", "-", "@", "\t")) for text in told)


def test_numbers_are_numbers_and_long_ones_stay_exact(tmp_path):
    path = tmp_path / "a.xlsx"
    write_rows(path, ["n", "long"], [[12, 10**18 + 1], [1.5, None]])
    assert read(path)[1:] == [[12.0, "1000000000000000001"], [1.5, ""]]


def test_another_suffix_is_refused_and_nothing_is_left(tmp_path):
    with pytest.raises(ShopError, match="suffix-unknown"):
        write_rows(tmp_path / "a.doc", ["x"], [])
    assert list(tmp_path.iterdir()) == []


def test_an_export_that_fails_leaves_the_old_file(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("old")

    def rows():
        yield ["one"]
        raise OSError(28, "No space left on device")

    with pytest.raises(ShopError, match="file-not-writable"):
        write_rows(path, ["x"], rows())
    assert (path.read_text(), list(tmp_path.iterdir())) == ("old", [path])


@given(st.text(max_size=40))
def test_no_text_of_a_csv_begins_like_a_formula(text):
    assert not str(plain(text)).startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))


@pytest.mark.parametrize("sign", "＝＋－＠")
def test_the_wide_signs_of_a_chinese_keyboard_begin_no_formula_either(sign):
    assert plain(f"{sign}1+1") == f"'{sign}1+1"

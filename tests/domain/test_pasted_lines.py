"""What people copy out of spreadsheets, chats and scanners: cells, titles, marks and numbers as they are."""

import pytest

from shopdesk.domain.errors import ShopError
from shopdesk.domain.pasted_lines import MOST_LINES, is_block, read_lines, read_whole, was_rounded


def told(text: str) -> list[tuple[int, str, str]]:
    return [(line.number, line.code, line.value) for line in read_lines(text)]


@pytest.mark.parametrize(
    "text",
    ["QH-A\t3\nQH-B\t12", "QH-A\t3\r\nQH-B\t12\r\n", "QH-A;3\nQH-B;12", "QH-A,3\nQH-B,12", "QH-A，3\nQH-B，12",
     "QH-A 3\nQH-B 12", "QH-A x3\nQH-B ×12", "QH-A*3\nQH-B * 12", "  QH-A \t 3 \n QH-B\t12\n\n"],
)  # fmt: skip
def test_two_columns_in_every_way_they_are_written(text):
    assert told(text) == [(1, "QH-A", "3"), (2, "QH-B", "12")]


def test_a_line_of_titles_says_which_column_is_which():
    assert told("名称\t数量\t商家编码\n茶盘\t4\tQH-A") == [(2, "QH-A", "4")]
    assert told("SKU ↑\tTitle\tPrice now\nQH-A\tTea\t29.90") == [(2, "QH-A", "29.90")]
    assert told("Quantity\tcode\n4\tQH-A") == [(2, "QH-A", "4")]
    assert told("SKU\nQH-A") == [(2, "QH-A", "")]


def test_lines_keep_the_number_they_had_in_the_block():
    assert told("\nQH-A\t1\n\n\nQH-B\t2") == [(2, "QH-A", "1"), (5, "QH-B", "2")]
    assert told('"two\nlines"\t1\nQH-B\t2') == [(1, "two lines", "1"), (3, "QH-B", "2")]


def test_a_lone_quotation_mark_swallows_no_line():
    assert told('"QH-A\t1\nQH-B\t2') == [(1, '"QH-A', "1"), (2, "QH-B", "2")]


def test_the_mark_against_formulas_is_no_part_of_a_code_and_invisible_signs_are_none():
    assert told("'=HYPERLINK(1)\t2") == [(1, "=HYPERLINK(1)", "2")]
    assert told("\ufeffQH-A\u200b\t\u00a03") == [(1, "QH-A", "3")]


def test_codes_with_spaces_and_codes_alone_stay_whole():
    assert told("QH A 20 cm\nQH-B") == [(1, "QH A 20 cm", ""), (2, "QH-B", "")]


def test_more_lines_than_anybody_reads_are_refused_as_a_whole():
    with pytest.raises(ShopError, match="paste-too-long"):
        read_lines("A\t1\n" * (MOST_LINES + 1))
    assert len(read_lines("A\t1\n" * MOST_LINES)) == MOST_LINES


@pytest.mark.parametrize(
    ("text", "number"),
    [("3", 3), ("１２", 12), ("1,200", 1200), ("5.0", 5), ("5.00", 5), ("8件", 8), ("8 个", 8), ("×2", 2), ("+4", 4),
     ("0", 0), ("", None), ("-1", None), ("1.5", None), ("three", None), ("=1+1", None), ("1,20", None),
     ("9" * 13, None)],
)  # fmt: skip
def test_whole_numbers_as_spreadsheets_and_people_write_them(text, number):
    assert read_whole(text) == number


def test_a_block_is_more_than_one_code():
    assert is_block("A\t1") and is_block("A\nB")
    assert not is_block("QH-A") and not is_block("QH-A\n") and not is_block("\tQH-A\t")


def test_a_rounded_barcode_is_known_by_its_shape():
    assert was_rounded("6.90123E+12") and was_rounded("7E+11")
    assert not was_rounded("QH-E12") and not was_rounded("6901234567890")

import csv
from pathlib import Path

import pytest

from shopdesk.domain.errors import ShopError
from shopdesk.exchange.tables import open_table


def table(tmp_path: Path, content: bytes):
    path = tmp_path / "export.csv"
    path.write_bytes(content)
    return open_table(path)


def refusal(tmp_path: Path, content: bytes) -> ShopError:
    with pytest.raises(ShopError) as caught:
        list(table(tmp_path, content).rows())
    return caught.value


@pytest.mark.parametrize(
    ("written_in", "told"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("utf-16", "utf-16"), ("gb18030", "gb18030")],
)
def test_the_encoding_is_found_and_told(tmp_path, written_in, told):
    read = table(tmp_path, "订单编号,标题\n1,加厚收纳盒\n".encode(written_in))
    assert read.encoding == told
    assert read.header == ("订单编号", "标题")
    assert list(read.rows()) == [(2, ["1", "加厚收纳盒"])]


def test_japanese_half_width_text_is_shift_jis(tmp_path):
    assert table(tmp_path, "a,ｱ\n1,ｶ\n".encode("shift_jis")).encoding == "shift_jis"


def test_a_gbk_cell_in_the_last_row_of_a_long_file_decides_its_encoding(tmp_path):
    content = b"a,b\n" + b"1,2\n" * 600_000 + "3,收纳盒\n".encode("gb18030")
    read = table(tmp_path, content)
    assert read.encoding == "gb18030"
    *_, last = read.rows()
    assert last == (600_002, ["3", "收纳盒"])


def test_a_character_on_the_edge_of_a_chunk_is_no_fault(tmp_path):
    before = b"a,b\n" + b"1,2\n" * ((1 << 18) - 2) + b"1,"
    read = table(tmp_path, before + "收纳盒\n".encode())
    assert len(before) < 1 << 20 < len(before) + 3
    assert read.encoding == "utf-8"


def test_bytes_that_are_text_in_no_encoding_are_refused(tmp_path):
    assert refusal(tmp_path, b"a,b\n\xff\xfe\xfd,\x80\n").code == "encoding-unknown"


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_the_header_shows_the_delimiter(tmp_path, delimiter):
    read = table(tmp_path, f"a{delimiter}b{delimiter}c\n1{delimiter}2{delimiter}x y\n".encode())
    assert read.header == ("a", "b", "c")
    assert list(read.rows()) == [(2, ["1", "2", "x y"])]


def test_lines_above_the_header_and_below_the_rows_are_no_rows(tmp_path):
    above = b'sep=;\n;;;;\n"Order Number";b;c;d;e\n;;;;\n'
    below = b"83;record(s) downloaded;from Sep-01-26 to Sep-30-26\nSeller ID : invented\n83 record(s) downloaded;;;;\n"
    read = table(tmp_path, above + b"1;2;3;4;5\n" + below)
    assert read.header == ("Order Number", "b", "c", "d", "e")
    assert [cells for _row, cells in read.rows()] == [["1", "2", "3", "4", "5"]]
    assert read.rows_read == 1


def test_names_of_columns_lose_blanks_tabs_and_wide_brackets(tmp_path):
    assert table(tmp_path, '收货地址 ,\t订单号\t,="x",邮费（元）\n'.encode()).header == (
        "收货地址",
        "订单号",
        "x",
        "邮费(元)",
    )


def test_rows_are_numbered_as_a_spreadsheet_shows_them(tmp_path):
    read = table(tmp_path, b'\n,,\na,b\n1,"two\nlines"\n\n  , \t\n2,x\n')
    assert read.header == ("a", "b")
    assert list(read.rows()) == [(4, ["1", "two\nlines"]), (7, ["2", "x"])]
    assert read.rows_read == 2


def test_reading_again_starts_and_counts_from_the_top(tmp_path):
    read = table(tmp_path, b"a,b\n1,2\n3,4\n")
    assert list(read.rows()) == list(read.rows())
    assert read.rows_read == 2


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"\xff\xfe", b" \r\n\t\n\n", b",,,\n,,\n"])
def test_a_file_with_nothing_in_it_is_refused(tmp_path, content):
    assert refusal(tmp_path, content).code == "file-empty"


def test_a_missing_file_is_told_by_its_name(tmp_path):
    with pytest.raises(ShopError) as caught:
        open_table(tmp_path / "gone.csv")
    assert (caught.value.code, caught.value.params) == ("file-missing", {"file": "gone.csv"})


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(ShopError, match="file-is-folder"):
        open_table(tmp_path)


def test_a_name_that_no_system_takes_is_refused(tmp_path):
    with pytest.raises(ShopError, match=r"file-unreadable|file-missing"):  # Windows says that it is not there
        open_table(tmp_path / ("x" * 5000))


def test_a_file_that_another_program_holds_is_told_as_locked(tmp_path, monkeypatch):
    (tmp_path / "export.csv").write_text("a,b\n")

    def locked(*_args, **_kwargs):
        raise PermissionError(13, "in use")

    monkeypatch.setattr(Path, "open", locked)
    with pytest.raises(ShopError, match="file-locked"):
        open_table(tmp_path / "export.csv")


def test_a_file_that_vanishes_before_it_is_read_is_told_as_missing(tmp_path):
    read = table(tmp_path, b"a,b\n1,2\n")
    read.path.unlink()
    with pytest.raises(ShopError, match="file-missing"):
        list(read.rows())


def test_a_file_that_changes_its_encoding_while_it_is_read_is_refused(tmp_path):
    read = table(tmp_path, b"a,b\n1,2\n")
    read.path.write_bytes(b"a,b\n\xff,2\n")
    with pytest.raises(ShopError, match="encoding-unknown"):
        list(read.rows())


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"PK\x03\x04" + b"\0" * 30 + b"xl/workbook.xml", "workbook-damaged"),
        (b"PK\x03\x04" + b"\0" * 30 + b"notes.txt", "file-not-text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "workbook-damaged"),
        (b"\x89PNG\r\n\x1a\n", "file-is-picture"),
        (b"%PDF-1.7\n", "file-not-text"),
        (b"a,b\n1,\0\n", "file-not-text"),
        (b"a,b\n" + b"1,2\n" * 300_000 + b"3,\0\n", "file-not-text"),
        ("a,b\n1,\0\n".encode("utf-16"), "file-not-text"),
    ],
)
def test_what_is_no_text_is_refused_with_what_it_seems_to_be(tmp_path, content, code):
    assert refusal(tmp_path, content).code == code


def test_an_open_quote_that_swallows_the_rest_of_the_file_is_refused(tmp_path):
    error = refusal(tmp_path, b'a,b\n1,2\n3,"open\n5,6\n7,8\n')
    assert (error.code, error.params["row"]) == ("quote-unclosed", 3)


@pytest.mark.parametrize("end", [b"", b"\n"])
def test_an_open_quote_in_the_last_row_is_refused(tmp_path, end):
    assert refusal(tmp_path, b'a,b\n1,"open' + end).code == "quote-unclosed"


def test_an_open_quote_in_the_header_is_refused(tmp_path):
    assert refusal(tmp_path, b'a,"b\n1,2\n').code == "quote-unclosed"


def test_a_quote_that_closes_in_a_later_row_does_not_swallow_the_row_between(tmp_path):
    error = refusal(tmp_path, b'"title",number\n"open,1\n"whole",2\n"whole",3\n')
    assert (error.code, error.params["row"]) == ("quote-unclosed", 2)


def test_an_open_quote_before_very_much_text_is_told_as_such(tmp_path):
    error = refusal(tmp_path, b'a,b\n1,"open\n' + b"some text,2\n" * 20_000)
    assert error.code == "quote-unclosed"


def test_a_quote_in_the_middle_of_a_cell_is_only_a_character(tmp_path):
    assert list(table(tmp_path, b'a,b\n5" tablet,="123"\n').rows()) == [(2, ['5" tablet', '="123"'])]


def test_a_cell_longer_than_a_spreadsheet_reader_takes_is_refused(tmp_path):
    error = refusal(tmp_path, b"a,b\n1," + b"x" * (csv.field_size_limit() + 1) + b"\n")
    assert (error.code, error.params["row"]) == ("cell-too-long", 2)

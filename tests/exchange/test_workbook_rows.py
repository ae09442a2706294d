"""Workbooks read like a csv of the same cells: exact, bounded, and refused with a reason when they cannot be."""

import csv
import zipfile
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from xlsxwriter import Workbook

from shopdesk.domain.cells import identifier
from shopdesk.domain.errors import ShopError
from shopdesk.exchange import workbook_rows
from shopdesk.exchange.formats import read
from shopdesk.exchange.tables import open_table
from shopdesk.exchange.workbook_rows import cell_text
from shopdesk.exchange.workbooks import write_rows


@pytest.fixture
def book(tmp_path):
    """Write cells into the first sheet of a workbook and return its path."""

    def write(*rows, name="a.xlsx", before=()):
        path = tmp_path / name
        with Workbook(path, {"default_date_format": "yyyy-mm-dd hh:mm"}) as made:
            for title in before:
                made.add_worksheet(title)
            page = made.add_worksheet("Data")
            for at, row in enumerate(rows):
                for place, cell in enumerate(row):
                    page.write(at, place, cell)
        return path

    return write


def rows(path):
    return [cells for _number, cells in open_table(path).rows()]


def code(path):
    with pytest.raises(ShopError) as caught:
        open_table(path)
    return caught.value.code


def test_cells_are_told_as_a_csv_would_hold_them(book):
    path = book(
        ("sku", "n", "day", "moment", "share", "yes", "sum"),
        ("001", 12, date(2026, 11, 13), datetime(2026, 11, 13, 10, 24), 0.1, True, "=1+1"),  # noqa: DTZ001 - as a cell has it
        ("", 1e-7, "", "", -3, False, ""),
    )
    table = open_table(path)
    assert (table.encoding, table.header[:2]) == ("workbook", ("sku", "n"))
    first, second = rows(path)
    assert first[:6] == ["001", "12", "2026-11-13", "2026-11-13 10:24:00", "0.1", "TRUE"]
    assert second[1] == "0.0000001"
    assert table.rows_read == 0
    assert [number for number, _cells in table.rows()] == [2, 3]
    assert table.rows_read == 2


def test_a_number_that_was_rounded_is_told_as_damaged(book):
    path = book(("订单编号",), (2458123456789012345,), (123456789012345,))
    long, short = (cells[0] for cells in rows(path))
    with pytest.raises(ShopError, match="number-damaged"):
        identifier(long)
    assert identifier(short) == "123456789012345"


@given(st.integers(-(10**15) + 1, 10**15 - 1))
def test_whole_numbers_of_fifteen_digits_are_exact(number):
    assert cell_text(float(number)) == str(number)


def test_blank_rows_and_sheets_before_the_header_are_passed_over(book):
    path = book((), ("",), ("a", "b"), (), (1, 2), before=("Empty",))
    table = open_table(path)
    assert (table.header, table.header_row) == (("a", "b"), 3)
    assert list(table.rows()) == [(5, ["1", "2"])]


def test_what_was_exported_is_read_back(tmp_path):
    path = tmp_path / "out.xlsx"
    told = [["SKU-1", "=1+1", "12"], ["SKU-2", "+49", "7"]]
    write_rows(path, ["sku", "text", "n"], [[sku, text, int(n)] for sku, text, n in told])
    assert rows(path) == told


def test_a_platforms_csv_saved_as_a_workbook_reads_the_same(shared_data, tmp_path):
    source = next(iter(sorted((shared_data / "orders" / "taobao").glob("*.csv"))))
    table = open_table(source)
    with source.open(encoding="utf-8-sig" if table.encoding == "utf-8" else table.encoding, newline="") as file:
        cells = list(csv.reader(file, delimiter=table.delimiter))
    path = tmp_path / "orders.xlsx"
    write_rows(path, cells[0], cells[1:])
    by_text, by_book = read(source), read(path)
    assert by_book.format == by_text.format
    assert list(by_book.items) == list(by_text.items)


def test_other_kinds_and_broken_ones_are_refused_with_a_reason(shared_data, tmp_path, book):
    sheets = shared_data / "badinput" / "spreadsheets"
    assert code(sheets / "pass_protected.xlsx") == "workbook-encrypted"
    assert code(sheets / "empty_sheet.xlsx") == "file-empty"
    assert code(sheets / "any_sheets.xlsb") == "file-is-workbook"
    for name in ("any_sheets.xls", "any_sheets.ods", "any_sheets.xlsx"):
        assert rows(sheets / name)[0] == ["3", "4"], name
    whole = book(("a", "b"), (1, 2)).read_bytes()
    for size in (30, 500, len(whole) // 2, len(whole) - 30):
        part = tmp_path / "part.xlsx"
        part.write_bytes(whole[:size])
        assert code(part) in ("workbook-damaged", "file-not-text"), size


def test_a_sheet_that_reaches_too_far_is_refused_before_it_is_read(book, tmp_path, monkeypatch):
    whole = book(("a",), (1,))
    far = tmp_path / "far.xlsx"
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(far, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            content = old.read(part)
            if part == "xl/worksheets/sheet1.xml":
                content = content.replace(b'r="A2"', b'r="XFD1048576"')
            new.writestr(part, content)
    assert code(far) == "workbook-too-large"
    monkeypatch.setattr(workbook_rows, "LARGEST_FILE", 100)
    assert code(whole) == "workbook-too-large"


def test_an_empty_cell_far_away_is_no_reason_to_refuse(book, tmp_path):
    whole = book(("a",), (1,))
    far = tmp_path / "far.xlsx"
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(far, "w") as new:
        for part in old.namelist():
            content = old.read(part)
            if part == "xl/worksheets/sheet1.xml":
                content = content.replace(b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"/></row></sheetData>')
            new.writestr(part, content)
    assert rows(far) == [["1"]]


def test_a_workbook_that_unpacks_to_too_much_is_refused(book, tmp_path, monkeypatch):
    monkeypatch.setattr(workbook_rows, "LARGEST_PART", 200)
    assert code(book(*[("abc", at) for at in range(100)])) == "workbook-too-large"


ORDERS = [("订单编号", "标题", "价格", "购买数量"), ("1234567890123456", "收纳盒", "30.00", "2")]


@pytest.fixture
def sheets(tmp_path):
    """Write a workbook of several sheets, name and rows."""

    def write(**pages):
        path = tmp_path / "export.xlsx"
        with Workbook(path) as made:
            for title, told in pages.items():
                page = made.add_worksheet(title)
                for at, row in enumerate(told):
                    for place, cell in enumerate(row):
                        page.write_string(at, place, cell)
        return path

    return write


def test_a_cover_sheet_is_passed_over_for_the_one_that_a_format_fits(sheets):
    reading = read(sheets(Cover=[("Exported by", "nobody")], Lines=ORDERS))
    (order,) = reading.items
    assert (reading.format.name, order.channel_order_no) == ("taobao-order-lines", "1234567890123456")


def test_a_second_sheet_that_fits_is_told_and_not_read(sheets):
    remark, order = read(sheets(First=ORDERS, Second=ORDERS)).items
    assert (remark.problem.code, remark.problem.value) == ("sheet-left", "Second")
    assert order.lines[0].quantity == 2


def test_a_workbook_that_no_sheet_fits_is_told_by_its_first(sheets):
    with pytest.raises(ShopError) as caught:
        read(sheets(One=[("a", "b")], Two=[("c", "d")]))
    assert (caught.value.code, caught.value.params["columns"]) == ("format-unknown", ["a", "b"])

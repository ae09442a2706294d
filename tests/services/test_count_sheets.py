"""A count on paper: written, filled in by hand in a spreadsheet, loaded into its own count and no other."""

import csv

import pytest

from shopdesk.services.count_sheets import load_count_sheet, write_count_sheet
from shopdesk.services.stock_counts import review_count, start_count


@pytest.fixture
def count(shop, stock_up):
    stock_up(BOX=10, LID=4, CUP=1)
    return start_count(shop).number


@pytest.fixture
def fill(shop, tmp_path):
    """Write a count's sheet and fill it in as a person would; `rows` adds rows at its end."""

    def fill(number, counted, rows=()):
        path = tmp_path / "sheet.csv"
        write_count_sheet(shop, number, path)
        with path.open(encoding="utf-8-sig", newline="") as file:
            told = list(csv.DictReader(file))
        for row in told:
            row["counted"] = counted.get(row["sku"], "")
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.DictWriter(file, told[0].keys())
            writer.writeheader()
            writer.writerows([*told, *({**told[0], **row} for row in rows)])
        return path

    return fill


def counted(shop, number):
    return {line.sku: line.counted for line in review_count(shop, number)}


def test_a_sheet_is_filled_in_and_loaded(shop, count, fill):
    entries, problems = load_count_sheet(shop, count, fill(count, {"BOX": "9", "CUP": "0"}))
    assert (len(entries), problems) == (2, [])
    assert counted(shop, count) == {"BOX": 9, "CUP": 0}, "what was left empty was not counted"


def test_the_same_sheet_loaded_twice_tells_the_same(shop, count, fill):
    path = fill(count, {"BOX": "9"})
    load_count_sheet(shop, count, path)
    load_count_sheet(shop, count, path)
    assert counted(shop, count) == {"BOX": 9}


def test_a_sheet_of_another_day_is_refused_whole(shop, count, fill, refusal):
    path = fill(count, {"BOX": "9"})
    later = start_count(shop).number
    assert refusal(load_count_sheet, shop, later, path) == "count-sheet-other"
    assert counted(shop, later) == {}


def test_bad_rows_are_named_and_the_others_taken(shop, count, fill):
    rows = [
        {"sku": "BOX", "counted": "8"},
        {"sku": "NOBODY", "counted": "1"},
        {"sku": "LID", "counted": "2.5"},
        {"sku": "LID", "counted": "99999999999999"},
    ]
    _entries, problems = load_count_sheet(shop, count, fill(count, {"BOX": "9"}, rows))
    assert [(problem.row, problem.code) for problem in problems] == [
        (5, "sku-duplicate"),
        (6, "code-means-nothing"),
        (7, "quantity-unreadable"),
        (8, "quantity-unreadable"),
    ]
    assert counted(shop, count) == {"BOX": 9}


def test_a_blind_sheet_does_not_say_what_should_be_there(shop, stock_up, tmp_path):
    stock_up(BOX=10)
    path = tmp_path / "blind.csv"
    write_count_sheet(shop, start_count(shop, blind=True).number, path)
    (row,) = csv.DictReader(path.read_text("utf-8-sig").splitlines())
    assert (row["sku"], row["expected"]) == ("BOX", "")


def test_a_sheet_without_its_columns_is_refused(shop, count, tmp_path, refusal):
    path = tmp_path / "other.csv"
    path.write_text("a,b\n1,2\n")
    assert refusal(load_count_sheet, shop, count, path) == "columns-missing"

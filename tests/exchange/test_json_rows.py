import json

import pytest

from shopdesk.domain.errors import ShopError
from shopdesk.exchange.tables import open_table


def table(tmp_path, text, name="orders.json"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return open_table(path)


@pytest.mark.parametrize("around", ["{}", '{{"data": {}}}', '{{"orders": {}}}'])
def test_records_come_as_rows_and_objects_inside_are_spread(tmp_path, around):
    records = [
        {"id": 12345678901234567890, "total": 9.50, "to": {"city": "杭州"}},
        {"id": 2, "paid": True, "note": None},
    ]
    read = table(tmp_path, around.format(json.dumps(records, ensure_ascii=False)))
    assert read.header == ("id", "total", "to.city", "paid", "note")
    assert [cells for _row, cells in read.rows()] == [
        ["12345678901234567890", "9.5", "杭州", "", ""],
        ["2", "", "", "true", ""],
    ]
    assert read.rows_read == 2


def test_numbers_stay_as_they_are_written(tmp_path):
    read = table(tmp_path, '[{"a": 1.10, "b": 1e400, "lines": [{"price": 0.10}]}]')
    assert [cells for _row, cells in read.rows()] == [["1.10", "1e400", '[{"price": "0.10"}]']]


def test_one_object_is_one_row_and_a_bom_no_harm(tmp_path):
    assert [cells for _row, cells in table(tmp_path, '\ufeff{"a": "1"}').rows()] == [["1"]]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('{"a": ', "json-damaged"),
        ("[" * 100_000, "json-damaged"),
        ("[1, 2]", "file-empty"),
        ("[]", "file-empty"),
        ('{"data": [null]}', "file-empty"),
    ],
)
def test_what_holds_no_record_is_refused(tmp_path, text, code):
    with pytest.raises(ShopError) as caught:
        table(tmp_path, text)
    assert caught.value.code == code


def test_a_csv_that_begins_with_a_bracket_stays_a_csv(tmp_path):
    assert table(tmp_path, "[a],b\n1,2\n", "x.csv").header == ("[a]", "b")

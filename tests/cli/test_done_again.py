"""A script that was cut off before its answer does it again with the same `--uuid`, and it was done once."""

import pytest


@pytest.fixture
def sku(shopdesk, sampled) -> str:
    """A SKU of the sample shop."""
    sampled()
    return shopdesk("stock", "list").json[0]["sku"]


def test_what_has_a_name_is_done_once(shopdesk, sku):
    def twice(*arguments):
        first, second = shopdesk(*arguments, "--uuid", "mine"), shopdesk(*arguments, "--uuid", "mine")
        assert first.status == second.status == 0
        return second.json

    assert len(twice("price", sku, "--set", "12.34")["history"]) == 1
    (count,) = twice("stock", "counts", "start", "--location", "stall")
    assert [one["number"] for one in shopdesk("stock", "counts", "list").json] == [count["number"]]
    entered = twice("stock", "counts", "enter", count["number"], sku, sku)["entries"]
    (line,) = shopdesk("stock", "counts", "review", count["number"]).json
    assert len(set(entered)) == line["counted"] == 2
    assert twice("shift", "open", "--cash", "50")["opening"]["amount"] == 5_000
    told = twice("shift", "cash", "20", "--reason", "change")
    assert told["expected"]["amount"] == 7_000


def test_a_counted_sheet_is_loaded_once(shopdesk, sku, tmp_path):
    count = shopdesk("stock", "counts", "start", "--location", "stall").json[0]["number"]
    sheet = tmp_path / "sheet.csv"
    sheet.write_text(f"count,sku,counted\n{count},{sku},7\n", "utf-8")
    load = ("stock", "counts", "load", count, sheet, "--uuid", "sheet")
    first = shopdesk(*load).json["entries"]
    assert len(first) == 1 and shopdesk(*load).json["entries"] == first
    assert [line["counted"] for line in shopdesk("stock", "counts", "review", count).json] == [7]

"""A parcel checked by scanning, from the command line."""

import pytest

HEAD = "Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Inventory Qty,Variant Price\n"
GOODS = HEAD + "mug,红色马克杯,颜色,红,MUG-R,10,29.00\nmug,,,绿,MUG-G,5,29.00\n"


@pytest.fixture
def order(shopdesk, tmp_path):
    """A confirmed order of two red mugs."""
    (tmp_path / "goods.csv").write_text(GOODS, "utf-8")
    shopdesk("init", "--name", "青禾杂货")
    shopdesk("import", tmp_path / "goods.csv")
    who = ("--name", "试买人", "--address", "示例路 1 号", "--paid")
    number = shopdesk("orders", "add", "--line", "MUG-R=2", *who).json["number"]
    shopdesk("orders", "confirm", number)
    return number


def answers(told) -> list[str]:
    return [scan["answer"] for scan in told.json["scans"]]


def test_each_scan_is_answered_and_the_last_right_one_closes_the_parcel(shopdesk, order):
    first = shopdesk("pack", order, "--scan", "MUG-G", "--scan", "MUG-R", "--scan", "4006381333931")
    assert (first.status, answers(first)) == (1, ["wrong", "ok", "unknown"])
    assert first.json["lines"][0]["taken"] == 1 and first.json["state"] == "active"
    last = shopdesk("pack", order, "--scan", "MUG-R", "--weight", "640")
    assert (last.status, answers(last), last.json["state"]) == (0, ["ok"], "packed")
    assert shopdesk("orders", "show", order).json["fulfilment"] == "packed"
    assert answers(shopdesk("pack", order, "--scan", "MUG-R")) == ["already-packed"]


def test_more_than_was_ordered_is_over_and_a_reason_closes_what_is_short(shopdesk, order):
    told = shopdesk("pack", order, "--scan", "MUG-R", "--short", "碎了")
    assert (told.json["state"], told.json["complete"]) == ("short", False)
    assert shopdesk("pack", "SD-999999", "--scan", "X").status == 3


def test_people_read_sentences(shopdesk, order):
    told = shopdesk("pack", order, "--scan", "MUG-G", json=False)
    assert "MUG-G: Wrong, this does not belong here" in told.out and f"{order}: 0 of 2" in told.out


def test_a_piece_goes_in_by_hand_and_out_again_and_the_log_tells_all_of_it(shopdesk, order):
    told = shopdesk("pack", order, "--scan", "MUG-R", "--undo", "--pause")
    assert (answers(told), told.json["state"], told.json["lines"][0]["taken"]) == (["ok", "undone"], "paused", 0)
    told = shopdesk("pack", order, "--by-hand", "MUG-R", "--by-hand", "MUG-R")
    assert (answers(told), told.json["state"]) == (["ok", "ok"], "packed")
    assert [scan["answer"] for scan in told.json["log"]] == [
        "opened", "ok", "undone", "paused", "opened", "ok", "ok", "packed",
    ]  # fmt: skip

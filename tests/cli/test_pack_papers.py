"""The papers of the packing bench, from the command line."""

import pytest

HEAD = "Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Inventory Qty,Variant Price\n"


@pytest.fixture
def order(shopdesk, tmp_path):
    (tmp_path / "goods.csv").write_text(HEAD + "mug,红色马克杯,颜色,红,MUG-R,10,29.00\n", "utf-8")
    shopdesk("init", "--name", "青禾杂货")
    shopdesk("import", tmp_path / "goods.csv")
    who = ("--name", "试买人", "--address", "示例路 1 号", "--paid")
    number = shopdesk("orders", "add", "--line", "MUG-R=1", *who).json["number"]
    shopdesk("orders", "confirm", number)
    return number


def test_the_evidence_of_an_order_is_written_with_its_seal(shopdesk, order, tmp_path):
    assert shopdesk("print", "evidence", "--orders", order, "-o", tmp_path / "e.pdf").status == 3
    shopdesk("pack", order, "--scan", "MUG-R")
    first = shopdesk("print", "evidence", "--orders", order, "-o", tmp_path / "e.pdf")
    assert (first.status, first.json["scans"]) == (0, 3) and (tmp_path / "e.pdf").exists()
    again = shopdesk("print", "evidence", "--orders", order, "-o", tmp_path / "f.pdf")
    assert again.json["seal"] == first.json["seal"]
    assert shopdesk("print", "evidence", "-o", tmp_path / "g.pdf").status == 2


def test_the_sheet_of_commands_needs_no_order(shopdesk, order, tmp_path):
    assert shopdesk("print", "commands", "-o", tmp_path / "c.pdf").json["pages"] == 1
    assert shopdesk("print", "commands", "-o", tmp_path / "c.pdf", "--layout", "letter").status == 3
    assert shopdesk("print", "commands", "--orders", order, "-o", tmp_path / "c.pdf").status == 2

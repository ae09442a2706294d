"""Handing over from the command line."""

import pytest

HEAD = "Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Inventory Qty,Variant Price\n"
GOODS = HEAD + "mug,红色马克杯,颜色,红,MUG-R,10,29.00\n"


@pytest.fixture
def packed(shopdesk, tmp_path):
    """Two packed orders for ZTO with a waybill each."""
    (tmp_path / "goods.csv").write_text(GOODS, "utf-8")
    shopdesk("init", "--name", "青禾杂货")
    shopdesk("import", tmp_path / "goods.csv")
    who = ("--name", "试买人", "--address", "示例路 1 号", "--paid")
    numbers = [shopdesk("orders", "add", "--line", "MUG-R=1", *who).json["number"] for _ in range(2)]
    shopdesk("orders", "confirm", *numbers)
    shopdesk("waybills", "add", "75400000000001", "75400000000002", "--courier", "zto")
    shopdesk("waybills", "assign", *numbers, "--courier", "zto")
    shopdesk("orders", "pack", *numbers)
    return numbers


def test_scanned_parcels_leave_and_the_others_stay_and_are_told(shopdesk, packed, tmp_path):
    waiting = shopdesk("handover", "list").json["waiting"]
    assert [(told["courier"], len(told["parcels"])) for told in waiting] == [("zto", 2)]
    scan = shopdesk("handover", "scan", "zto", packed[0])
    assert (scan.status, scan.json["scans"][0]["answer"]) == (0, "ok")
    assert [parcel["orders"] for parcel in scan.json["missing"]] == [[packed[1]]]
    made = shopdesk("handover", "make", "zto", "--scan", "NOBODY", "--only-scanned")
    assert (made.status, made.json["parcels"]) == (1, 1)
    assert [parcel["orders"] for parcel in made.json["left"]] == [[packed[1]]]
    assert shopdesk("orders", "show", packed[0]).json["fulfilment"] == "shipped"
    number = made.json["number"]
    assert shopdesk("handover", "print", number, "-o", tmp_path / "m.pdf").json["pages"] == 1
    assert shopdesk("handover", "show", number).json["rows"][0]["orders"] == [packed[0]]
    assert shopdesk("handover", "undo", number).json["state"] == "undone"
    assert shopdesk("orders", "show", packed[0]).json["fulfilment"] == "packed"


def test_all_of_a_courier_leave_and_there_is_nothing_left(shopdesk, packed):
    made = shopdesk("handover", "make", "中通快递")
    assert (made.status, made.json["parcels"]) == (0, 2)
    assert shopdesk("handover", "make", "zto").status == 3
    assert "H-000001" in shopdesk("handover", "list", json=False).out

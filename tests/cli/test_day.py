"""A packing day by command line, on the sample shop and on files of one's own."""

import json
from pathlib import Path

import pypdfium2
import pytest

MUG = "Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Inventory Qty,Variant Price\n"
GOODS = MUG + "mug,红色马克杯,颜色,红,MUG-R,10,29.00\nmug,,,绿,MUG-G,0,29.00\n"


@pytest.fixture
def mugs(shopdesk, tmp_path):
    """A shop with ten red mugs and no green one."""
    (tmp_path / "goods.csv").write_text(GOODS, "utf-8")
    shopdesk("init", "--name", "青禾杂货")
    assert shopdesk("import", tmp_path / "goods.csv").status == 0
    return shopdesk


def add(shopdesk, *lines: str, name: str = "王小明", paid: bool = True) -> str:
    arguments = [part for line in lines for part in ("--line", line)]
    extra = ["--paid"] if paid else []
    answer = shopdesk(
        "orders", "add", *arguments, "--name", name, "--phone", "13800000000", "--address", "示例路 1 号", *extra
    )
    assert answer.status == 0
    return answer.json["number"]


def stock_of(shopdesk, sku: str) -> tuple[int, int, int]:
    level = shopdesk("stock", "show", sku).json
    return level["on_hand"], level["reserved"], level["available"]


def test_an_order_goes_out_and_comes_back(mugs):
    number = add(mugs, "MUG-R=3")
    assert mugs("orders", "show", number).json["badge"] == "new"
    mugs("orders", "confirm", number)
    assert stock_of(mugs, "MUG-R") == (10, 3, 7)
    shipped = mugs("orders", "ship", number, "--courier", "中通", "--waybill", "75300000000001")
    assert shipped.status == 0 and shipped.json[0]["badge"] == "shipped" and shipped.json[0]["courier"] == "zto"
    assert stock_of(mugs, "MUG-R") == (7, 0, 7)
    mugs("orders", "unship", number)
    assert stock_of(mugs, "MUG-R") == (10, 3, 7)
    mugs("orders", "cancel", number)
    assert stock_of(mugs, "MUG-R") == (10, 0, 10)
    kinds = [entry["kind"] for entry in mugs("orders", "show", number).json["timeline"]]
    assert kinds == ["created", "confirmed", "shipped", "unshipped", "cancelled"]


def test_a_short_order_reserves_nothing_and_exits_1(mugs):
    number = add(mugs, "MUG-R=2", "MUG-G=1")
    answer = mugs("orders", "confirm", number)
    assert answer.status == 1 and answer.json[0]["flags"] == ["short"] and answer.json[0]["fulfilment"] == "new"
    assert stock_of(mugs, "MUG-R") == (10, 0, 10)
    assert mugs("orders", "ship", number, "--courier", "sf").status != 0
    mugs("stock", "move", "MUG-G", 1, "--reason", "receipt")
    assert mugs("orders", "confirm", number).status == 0


def test_the_quantity_explains_itself(mugs):
    number = add(mugs, "MUG-R=2")
    mugs("orders", "confirm", number)
    mugs("stock", "move", "MUG-R", "-5", "--reason", "damage", "--reference", "dropped")
    proof = mugs("stock", "show", "MUG-R").json
    assert [(m["quantity"], m["reason"]) for m in proof["movements"]] == [(10, "receipt"), (-5, "damage")]
    assert sum(m["quantity"] for m in proof["movements"]) == proof["on_hand"] == 5
    assert proof["reservations"] == [{"order": number, "quantity": 2}]
    refused = mugs("stock", "move", "MUG-R", "-4", "--reason", "damage")
    assert refused.status == 3 and refused.json["error"]["code"] == "stock-reserved"


def test_labels_are_counted_and_every_order_has_its_fate(mugs, tmp_path):
    good, held = add(mugs, "MUG-R=1"), add(mugs, "MUG-R=1")
    masked = add(mugs, "MUG-R=1", name="王**")
    mugs("orders", "hold", held)
    mugs("waybills", "add", "--courier", "zto", "--range", "75300000000001", "75300000000009")
    pdf = tmp_path / "labels.pdf"
    first = mugs("print", "labels", "--orders", good, held, masked, "SD-999999", "-o", pdf)
    assert first.status == 1
    assert first.json["printed"] == [{"order": good, "waybill": "75300000000001", "copy": 1}]
    refused = {row["order"]: row["code"] for row in first.json["refused"]}
    assert refused == {held: "order-on-hold", masked: "recipient-masked", "SD-999999": "order-unknown"}
    assert len(pypdfium2.PdfDocument(pdf)) == first.json["pages"] == 1
    again = mugs("print", "labels", "--orders", good, "-o", pdf)
    assert again.status == 0 and again.json["printed"][0]["copy"] == 2
    assert again.json["printed"][0]["waybill"] == "75300000000001"


def test_a_print_that_cannot_be_written_counts_no_copy(mugs, tmp_path):
    number = add(mugs, "MUG-R=1")
    mugs("waybills", "add", "--courier", "zto", "75300000000001")
    refused = mugs("print", "labels", "--orders", number, "-o", tmp_path / "nowhere" / "labels.pdf")
    assert refused.status == 3
    assert (
        mugs("waybills", "list").json[-1]["courier"] == "zto" and mugs("orders", "show", number).json["waybill"] == ""
    )
    assert mugs("print", "labels", "--orders", number, "-o", tmp_path / "l.pdf").json["printed"][0]["copy"] == 1


def test_a_print_into_a_folder_is_refused(mugs, tmp_path, monkeypatch):
    number = add(mugs, "MUG-R=1")
    monkeypatch.chdir(tmp_path)
    for target in (tmp_path, "."):
        refused = mugs("print", "labels", "--orders", number, "-o", target)
        assert refused.status == 3 and refused.json["error"]["code"] == "target-is-folder"
    assert mugs("print", "labels", "--orders", number, "-o", "l.pdf").json["printed"][0]["copy"] == 1


def test_a_count_sheet_moves_only_the_difference(mugs, tmp_path):
    sheet = tmp_path / "count.csv"
    sheet.write_text("sku,quantity\nMUG-R,8\nMUG-G,0\nNO-SUCH,1\nMUG-R,9\n", "utf-8")
    answer = mugs("stock", "count", sheet)
    assert answer.status == 1
    assert [row["code"] for row in answer.json["rejected"]] == ["sku-unknown", "sku-duplicate"]
    assert stock_of(mugs, "MUG-R") == (8, 0, 8)
    assert [m["quantity"] for m in mugs("stock", "show", "MUG-R").json["movements"]] == [10, -2]
    assert len(mugs("stock", "show", "MUG-G").json["movements"]) == 0


def test_one_refused_file_stops_no_other(mugs, tmp_path):
    (tmp_path / "note.csv").write_text("dear,diary\n1,2\n", "utf-8")
    answer = mugs("import", tmp_path / "note.csv", tmp_path / "goods.csv")
    assert answer.status == 1
    assert answer.json[0]["error"]["code"] == "format-unknown"
    assert answer.json[1]["unchanged"] == 1
    assert mugs("import", tmp_path / "note.csv").status == 3


def test_a_dry_run_writes_nothing(shopdesk, tmp_path):
    (tmp_path / "goods.csv").write_text(GOODS, "utf-8")
    shopdesk("init")
    answer = shopdesk("import", "--dry-run", tmp_path / "goods.csv")
    assert answer.json[0]["created"] == 1 and answer.json[0]["batch"] is None and answer.json[0]["dry_run"]
    assert shopdesk("listings", "list").json == []


def test_an_import_is_taken_back_as_a_whole(mugs, tmp_path):
    batch = mugs("import", tmp_path / "goods.csv").json[0]["batch"]
    assert mugs("import", "--undo", batch).json == {"batch": batch, "removed": 0, "restored": 0}
    assert mugs("import", "--undo", batch).json["error"]["code"] == "batch-undone"
    assert len(mugs("listings", "list").json) == 1


def test_json_stands_alone_on_standard_output(mugs, tmp_path):
    number = add(mugs, "MUG-R=1")
    answer = mugs("print", "packing-slips", "--orders", number, "-o", tmp_path / "s.pdf")
    json.loads(answer.out)
    assert "sender" in answer.err


def test_people_get_tables(mugs):
    number = add(mugs, "MUG-R=1")
    assert number in mugs("orders", "list", json=False).out
    assert "MUG-R" in mugs("stock", "list", json=False).out
    assert "红色马克杯" in mugs("listings", "list", json=False).out


def test_states_are_told_in_the_readers_language(mugs):
    number = add(mugs, "MUG-R=1")
    assert "待确认" in mugs("--lang", "zh_CN", "orders", "list", json=False).out
    refused = mugs("--lang", "zh_CN", "orders", "unship", number, json=False)
    assert "待确认" in refused.out and "new" not in refused.out


def test_hostile_text_does_nothing_but_stand_there(mugs, tmp_path):
    name = "<b>Bobby'); DROP TABLE orders;--\x1b[31m"
    number = add(mugs, "MUG-R=1", name=name)
    assert mugs("orders", "show", number).json["receiver"]["name"] == name
    for text in ('" OR 1=1 --', "100%", "a*", "NEAR(", "'", "SD-", "{name}", "\x1b[31m"):
        assert mugs("orders", "list", "--search", text).status == 0
    assert "\x1b" not in mugs("orders", "list", json=False).out
    assert mugs("print", "labels", "--orders", number, "-o", tmp_path / "l.pdf").status == 0


def test_the_tour_ends_with_a_sound_shop_and_its_documents(shopdesk, tmp_path):
    folder = tmp_path / "tour"
    answer = shopdesk("tour", folder)
    assert answer.status == 0
    summary = answer.json
    assert summary["doctor"] == {"ok": True, "findings": []}
    assert summary["pictures"]["pass"] >= 30 and summary["pictures"]["fail"] >= 3
    assert json.loads((folder / "summary.json").read_text("utf-8")) == summary
    for name in ("labels.pdf", "packing-slips.pdf", "pick-list.pdf", "returns-forms.pdf"):
        assert len(pypdfium2.PdfDocument(folder / name)) > 0
    assert shopdesk("tour", folder).status == 0, "a tour taken before is replaced"


def test_the_tour_never_takes_a_folder_that_holds_something(shopdesk, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("dear")
    answer = shopdesk("tour", tmp_path / "mine")
    assert answer.status == 3 and answer.json["error"]["code"] == "folder-not-empty"
    assert [path.name for path in Path(tmp_path / "mine").iterdir()] == ["letter.txt"]

"""`categories`: the tree on the command line, with its JSON."""

from pathlib import Path

import pytest

PANS = "家居日用 > 餐厨 > 锅具"
KEYS = {"path", "level", "name", "name_en", "attributes", "listings", "uuid"}


@pytest.fixture
def sample(shopdesk, sampled):
    sampled("zh_CN")
    return shopdesk


def test_the_tree_is_listed_and_searched(sample):
    told = sample("categories", "list").json
    assert len(told) == 262 and all(set(entry) == KEYS for entry in told)
    assert told[0]["path"] == ["家居日用"] and told[0]["listings"] == 34
    assert [entry["path"][-1] for entry in sample("categories", "list", "--search", "pots & pans").json] == ["锅具"]
    assert {entry["level"] for entry in sample("categories", "list", "--level", "3").json} == {3}
    assert "  餐厨" in sample("categories", "list", json=False).out


def test_a_category_is_added_renamed_moved_and_removed(sample):
    added = sample("categories", "add", "乐器 > 弦乐 > 吉他", "--name-en", "Guitars").json
    assert (added["path"], added["name_en"]) == (["乐器", "弦乐", "吉他"], "Guitars")
    assert sample("categories", "rename", PANS, "锅").json["listings"] == 3
    moved = sample("categories", "move", "家居日用 > 餐厨 > 锅", "--under", "家居日用 > 布艺", "--at", "1").json
    assert moved["path"] == ["家居日用", "布艺", "锅"] and moved["listings"] == 3
    refused = sample("categories", "remove", "家居日用 > 布艺 > 锅")
    assert refused.status == 3 and refused.json["error"]["code"] == "category-in-use"
    gone = sample("categories", "remove", "家居日用 > 布艺 > 锅", "--into", "家居日用 > 餐厨 > 烘焙模具").json
    assert gone == {"path": ["家居日用", "布艺", "锅"], "removed": 1, "listings_moved": 3}
    assert sample("categories", "rename", PANS, "x").json["error"]["code"] == "category-unknown"
    assert sample("categories", "rename", "乐器").status == 2


def test_attributes_are_shown_added_and_dropped(sample):
    told = sample("categories", "attributes", PANS).json
    assert {entry["name"]: entry["inherited"] for entry in told}["产地"] is True
    told = sample(
        "categories", "attributes", PANS, "--add", "盖", "--choices", "有，无", "--optional", "--drop", "灶具"
    ).json
    own = [entry for entry in told if not entry["inherited"]]
    assert [entry["name"] for entry in own] == ["材质", "直径", "盖"]
    assert (own[-1]["kind"], own[-1]["choices"], own[-1]["required"]) == ("choice", ["有", "无"], False)
    sample("categories", "attributes", PANS, "--add", "直径", "--unit", "mm")
    told = sample("categories", "attributes", PANS).json
    assert [(e["name"], e["unit"]) for e in told if e["name"] == "直径"] == [("直径", "mm")]
    assert sample("categories", "attributes", PANS, "--drop", "没有").json["error"]["code"] == "attribute-unknown"


def test_a_file_goes_in_and_out(sample, tmp_path: Path):
    file = tmp_path / "tree.csv"
    file.write_text("level1,level2,level3\n乐器,弦乐,吉他\n,弦乐,琴\n", "utf-8")
    told = sample("categories", "import", file)
    assert told.status == 1
    assert {key: told.json[key] for key in ("rows", "created", "updated", "unchanged")} == {
        "rows": 2, "created": 3, "updated": 0, "unchanged": 0,
    }  # fmt: skip
    assert told.json["rejected"][0]["row"] == 3
    out = tmp_path / "out.csv"
    assert sample("categories", "export", "-o", out).json == {"file": str(out), "categories": 265}
    assert "乐器,弦乐,吉他" in out.read_text("utf-8-sig")


def test_unknown_categories_are_adopted_or_put_elsewhere(sample, tmp_path: Path):
    products = tmp_path / "products.csv"
    rows = ["1,simple,A,甲收纳盒,1,9.00,礼品 > 定制", "2,simple,B,乙收纳盒,1,9.00,杂货"]
    products.write_text("\n".join(["ID,Type,SKU,Name,Published,Regular price,Categories", *rows]), "utf-8")
    assert sample("import", products).status == 0
    assert sample("categories", "unknown").json == [
        {"path": ["礼品", "定制"], "listings": 1}, {"path": ["杂货"], "listings": 1},
    ]  # fmt: skip
    assert sample("categories", "adopt", "礼品 > 定制").json["listings"] == 1
    assert sample("categories", "adopt", "杂货", "--into", PANS).json["listings"] == 4
    assert sample("categories", "unknown").json == []


def test_every_verb_speaks_to_a_person(sample, tmp_path: Path):
    assert "锅具: 3" in sample("categories", "rename", PANS, "--name-en", "Pans", json=False).out
    assert "Material" in sample("categories", "attributes", PANS, json=False).out
    out = sample("categories", "export", "-o", tmp_path / "t.csv", json=False).out
    assert "262" in out
    assert "262" in sample("categories", "import", tmp_path / "t.csv", json=False).out
    assert sample("categories", "remove", "女装", json=False).status == 0

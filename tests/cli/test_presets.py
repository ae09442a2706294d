"""Presets from the command line: made from a file, used by name, listed with the formats."""

SHEET = "单号,品名,货号,数量,单价\nM1,收纳盒,BOX,2,30\n"


def test_a_strange_file_is_mapped_and_imported(shopdesk, tmp_path):
    file = tmp_path / "sheet.csv"
    file.write_text(SHEET, "utf-8")
    shopdesk("init")
    assert shopdesk("import", str(file)).status == 3
    saved = shopdesk("presets", "save", "市场表", str(file), "--column", "unit_price=", "--paid")
    assert saved.status == 0 and "unit_price" not in saved.json[0]["columns"]
    assert shopdesk("presets", "list").json == saved.json
    listed = shopdesk("formats").json[-1]
    assert (listed["name"], listed["kind"], listed["direction"]) == ("市场表", "orders", "import")
    answer = shopdesk("import", str(file), "--format", "市场表")
    assert answer.status == 0 and answer.json[0]["created"] == 1
    shopdesk("presets", "rename", "市场表", "批发表")
    assert shopdesk("import", str(file)).json[0]["format"] == "批发表"
    assert shopdesk("presets", "remove", "批发表").json == []
    assert shopdesk("import", str(file)).status == 3


def test_a_column_must_be_told_whole_and_be_there(shopdesk, tmp_path):
    file = tmp_path / "sheet.csv"
    file.write_text(SHEET, "utf-8")
    shopdesk("init")
    for told, code in (("sku", "column-not-told"), ("sku=没有", "columns-missing")):
        refused = shopdesk("presets", "save", "表", str(file), "--column", told)
        assert refused.status == 3 and refused.json["error"]["code"] == code


def test_the_formats_need_no_shop(shopdesk):
    assert shopdesk("formats").status == 0

"""`address parse`: a file of one-line addresses, without a shop."""

from pathlib import Path


def test_a_file_of_addresses_is_taken_apart_without_a_shop(shopdesk, tmp_path: Path):
    file = tmp_path / "addresses.txt"
    file.write_text("王小梅 13800001234 广东深圳南山区科苑路15号\n\n上海市闸北区共和新路1号\n", "utf-8")
    answer = shopdesk("address", "parse", file)
    assert answer.status == 0
    assert answer.json == [
        {
            "line": "王小梅 13800001234 广东深圳南山区科苑路15号",
            "name": "王小梅",
            "phone": "13800001234",
            "province": "广东省",
            "city": "深圳市",
            "district": "南山区",
            "street": "科苑路15号",
            "postcode": "",
            "code": "440305",
            "sure": True,
            "unsure": [],
        },
        answer.json[1],
        answer.json[2],
    ]
    assert answer.json[1]["line"] == "" and answer.json[1]["code"] == ""
    assert (answer.json[2]["district"], answer.json[2]["code"], answer.json[2]["city"]) == ("静安区", "310106", "")
    assert "南山区" in shopdesk("address", "parse", file, json=False).out


def test_a_file_that_is_not_there_is_refused(shopdesk, tmp_path: Path):
    answer = shopdesk("address", "parse", tmp_path / "none.txt")
    assert (answer.status, answer.json["error"]["code"]) == (3, "file-missing")
    answer = shopdesk("address", "parse", tmp_path)
    assert (answer.status, answer.json["error"]["code"]) == (3, "file-is-folder")

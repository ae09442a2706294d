"""Prices and promotions from the command line: Double Eleven prepared, quoted, judged."""

import json

import pytest


@pytest.fixture
def stocked(shopdesk, tmp_path):
    """A shop of one SKU at 30.00, with ten pieces."""
    file = tmp_path / "products.csv"
    file.write_text(
        "ID,Type,SKU,Name,Published,Regular price,Stock\n1,simple,BOX,加厚收纳盒,1,30.00,10\n"
        "2,simple,CUP,水杯,1,20.00,5\n",
        "utf-8",
    )
    assert shopdesk("init").status == 0
    assert shopdesk("import", file).status == 0
    return shopdesk


def test_double_eleven_is_drafted_proved_started_quoted_and_stopped(stocked):
    told = stocked("promotions", "add", "d11", "--name", "双十一满减", "--tiers", "99-10 199-25").json
    assert (told["code"], told["state"], [step["amount"] for step in told["steps"]]) == ("D11", "draft", [1000, 2500])
    assert stocked("quote", "--line", "BOX=4").json["total"]["amount"] == 12000
    assert stocked("promotions", "check", "D11").json["baskets"] == 2
    assert stocked("promotions", "start", "D11").json["state"] == "live"
    quote = stocked("quote", "--line", "BOX=4", "--channel", "taobao").json
    assert quote["total"] == {"amount": 11000, "currency": "CNY"}
    assert "双十一满减: −¥10.00" in quote["text"] and "To pay: ¥110.00 (you save ¥10.00)" in quote["text"]
    assert stocked("promotions", "stop", "D11").json["state"] == "stopped"
    assert stocked("promotions", "list", "--state", "live").json == []
    assert "From ¥99.00".lower() in " ".join(stocked("promotions", "show", "D11").json["summary"]).lower()


def test_a_coupon_by_single_codes_is_refused_with_its_reason(stocked):
    stocked("promotions", "add", "FIVE", "--name", "减五元", "--kind", "coupon", "--tiers", "30-5")
    stocked("promotions", "start", "FIVE")
    (code,) = stocked("promotions", "codes", "FIVE", 1).json
    assert stocked("quote", "--line", "BOX=1", "--coupon", code).json["total"]["amount"] == 2500
    refused = stocked("quote", "--line", "BOX=1", "--coupon", "FIVE")
    assert (refused.status, refused.json["missed"][0]["reason"]) == (1, "coupon-single")


def test_a_price_is_set_shown_with_its_margin_and_taken_back(stocked):
    told = stocked("price", "BOX", "--channel", "jd", "--set", "28.50").json
    assert (told["price"]["amount"], told["list_price"]["amount"], told["margin"]["cost_known"]) == (2850, 2850, False)
    assert {each["channel"] for each in told["channels"]} >= {"taobao", "jd", "pdd", "douyin", "stall"}
    change = told["history"][0]["change"]
    assert stocked("price", "BOX", "--channel", "jd", "--undo", change).json["price"]["amount"] == 3000
    refused = stocked("price", "BOX", "--set", "0")
    assert (refused.status, refused.json["error"]["code"]) == (3, "price-invalid")
    assert stocked("price", "BOX", "--channel", "moon").json["error"]["code"] == "channel-unknown"


def test_a_promotion_comes_from_a_file_and_a_damaged_one_is_refused(stocked, tmp_path):
    file = tmp_path / "promotion.json"
    file.write_text(json.dumps({"code": "B1", "name": "套餐", "kind": "bundle", "steps": [{"price": 4000}],
                                "items": {"BOX": 1, "CUP": 1}}), "utf-8")  # fmt: skip
    assert stocked("promotions", "add", "--file", file).json["items"] == {"BOX": 1, "CUP": 1}
    stocked("promotions", "start", "B1")
    assert stocked("quote", "--line", "BOX=1", "--line", "CUP=1").json["total"]["amount"] == 4000
    file.write_text("{", "utf-8")
    assert stocked("promotions", "add", "--file", file).json["error"]["code"] == "promotion-invalid"
    assert stocked("promotions", "add", "X", "--name", "x", "--tiers", "99--5").status == 3


def test_the_calendar_and_what_has_not_run_yet(stocked):
    assert all(each["preparations"] for each in stocked("promotions", "calendar").json)
    stocked("promotions", "add", "D11", "--name", "双十一", "--tiers", "99-10")
    assert stocked("promotions", "report", "D11").json["error"]["code"] == "promotion-not-run"
    assert stocked("promotions", "remove", "D11").json == []
    assert stocked("promotions", "show", "D11").json["error"]["code"] == "promotion-unknown"

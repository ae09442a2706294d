"""After-sales by command line: the contract's verbs, their JSON, their exit states."""

import json

import pytest
from PIL import Image


@pytest.fixture
def order(shopdesk, sampled):
    """A shop with goods and a parcel that has left; return the order's number."""
    sampled()
    sku = next(row["sku"] for row in shopdesk("stock", "list").json if row["available"] >= 3)
    made = shopdesk("orders", "add", "--line", f"{sku}=2", "--name", "测试人", "--phone", "13900000000",
                    "--address", "浙江省杭州市西湖区样板路1号", "--paid").json  # fmt: skip
    shopdesk("orders", "confirm", made["number"])
    shopdesk("orders", "ship", made["number"], "--courier", "zto", "--waybill", "75312345678901")
    return made["number"], sku


def on_hand(shopdesk, sku: str) -> int:
    return shopdesk("stock", "show", sku).json["on_hand"]


def test_a_return_is_opened_received_inspected_and_refunded(shopdesk, order):
    number, sku = order
    before = on_hand(shopdesk, sku)
    opened = shopdesk("returns", "open", number, "--line", f"{sku}=1", "--reason", "no-reason")
    case = opened.json
    assert opened.status == 0 and case["number"].startswith("RT-")
    assert (case["state"], case["decision"]["rule"], case["decision"]["freight"]) == (
        "approved", "not-yet-signed", "buyer",
    )  # fmt: skip
    assert case["proposal"]["amount"]["currency"] == "CNY"
    assert shopdesk("returns", "receive", case["number"]).json["state"] == "received"
    assert [row["kind"] for row in shopdesk("returns", "due").json if row["number"] == case["number"]] == ["refund"]
    assert shopdesk("returns", "inspect", case["number"], "--verdict", "resell").json["lines"][0]["good"] == 1
    assert on_hand(shopdesk, sku) == before + 1
    done = shopdesk("returns", "refund", case["number"]).json
    assert done["state"] == "refunded" and done["refunds"][0]["amount"] == case["proposal"]["amount"]
    shown = shopdesk("orders", "show", number).json
    assert (shown["payment"], shown["after_sales"]) == ("part-refunded", "closed")
    assert [row["number"] for row in shopdesk("returns", "list", "--order", number).json] == [case["number"]]
    assert shopdesk("returns", "show", number).json["number"] == case["number"], "the form carries the order's number"


def test_quarantined_goods_are_owned_and_not_for_sale(shopdesk, order):
    number, sku = order
    before = shopdesk("stock", "show", sku).json
    shopdesk("returns", "open", number, "--line", f"{sku}=2", "--reason", "quality")
    shopdesk("returns", "receive", "75312345678901")
    shopdesk("returns", "inspect", number, "--verdict", "quarantine")
    after = shopdesk("stock", "show", sku).json
    assert after["on_hand"] == before["on_hand"] + 2 and after["available"] == before["available"]
    assert shopdesk("returns", "undo", number).json["state"] == "received"
    assert on_hand(shopdesk, sku) == before["on_hand"] and shopdesk("stock", "audit").json["ok"]


def test_an_exchange_reserves_at_once(shopdesk, order):
    number, sku = order
    shopdesk("returns", "open", number, "--line", f"{sku}=1", "--reason", "quality", "--kind", "exchange")
    shopdesk("returns", "receive", number)
    shopdesk("returns", "inspect", number, "--verdict", "scrap")
    answer = shopdesk("returns", "exchange", number)
    made = shopdesk("orders", "show", answer.json["exchange_order"]).json
    assert answer.status == 0 and made["fulfilment"] == "confirmed" and made["total"]["amount"] == 0


@pytest.mark.parametrize(
    ("lines", "rule"), [(["--line", "NO=1"], "goods-not-in-order"), (["--line", "{sku}=3"], "more-than-sold")]
)
def test_what_cannot_be_meant_is_refused_with_its_rule(shopdesk, order, lines, rule):
    number, sku = order
    told = [word.format(sku=sku) for word in lines]
    answer = shopdesk("returns", "open", number, *told, "--reason", "no-reason")
    assert (answer.status, answer.json["error"]["code"], answer.json["error"]["params"]["rule"]) == (
        3, "return-refused", rule,
    )  # fmt: skip
    assert shopdesk("returns", "list", "--order", number).json == []


def test_what_a_rule_refuses_is_kept_and_said(shopdesk, order):
    number, _sku = order
    answer = shopdesk("returns", "open", number, "--reason", "never-arrived")
    assert (answer.status, answer.json["state"], answer.json["decision"]["rule"]) == (1, "refused", "still-under-way")
    assert answer.json["decision"]["message"]
    assert shopdesk("returns", "approve", number).status == 3
    assert shopdesk("returns", "approve", number, "--anyway").json["decision"]["rule"] == "goodwill"
    assert shopdesk("returns", "refund", number, "--dry-run").json["proposal"]["amount"]["amount"] > 0
    assert shopdesk("returns", "refund", number, "--amount", "1.00").json["refunds"][0]["amount"]["amount"] == 100


def test_photos_and_the_rest_of_the_verbs(shopdesk, order, tmp_path):
    number, sku = order
    Image.new("RGB", (200, 200)).save(tmp_path / "a.png")
    (tmp_path / "b.png").write_bytes(b"no")
    shopdesk("returns", "open", number, "--reason", "quality", "--wait")
    assert shopdesk("returns", "approve", number).json["state"] == "approved"
    shopdesk("returns", "receive", number)
    bad = shopdesk("returns", "inspect", number, "--photo", tmp_path / "b.png")
    assert (bad.status, bad.json["error"]["code"]) == (3, "photo-unreadable")
    told = shopdesk("returns", "inspect", number, "--good", f"{sku}=1", "--damaged", f"{sku}=1",
                    "--photo", tmp_path / "a.png", "--note", "外壳裂").json  # fmt: skip
    assert told["photos"][0]["name"] == "a.png" and told["lines"][0]["note"] == "外壳裂"
    assert shopdesk("returns", "photo", number, tmp_path / "a.png").json["photos"] == told["photos"]
    assert shopdesk("returns", "close", number, "--note", "另行处理").json["state"] == "closed"
    kept = shopdesk("returns", "open", "--kind", "ownerless", "--waybill", "YT1").json
    assert (
        kept["order"] is None and shopdesk("returns", "list", "--view", "received").json[0]["number"] == kept["number"]
    )
    assert shopdesk("returns", "open", number).status == 2
    assert shopdesk("returns", "refuse", kept["number"], "--note", "x").status == 3
    assert "RT-000001" in shopdesk("returns", "list", json=False).out


def test_figures_and_warranty_are_told(shopdesk, order):
    number, sku = order
    before = shopdesk("returns", "figures").json
    shopdesk("returns", "open", number, "--line", f"{sku}=1", "--reason", "quality")
    told = shopdesk("returns", "figures").json
    assert told["returned"] == before["returned"] + 1 and "answer" in told["promises"]
    returned = [{row["name"]: row["returned"] for row in one["by"]["reason"]}["quality"] for one in (before, told)]
    assert returned[1] == returned[0] + 1
    assert shopdesk("returns", "figures", "--from", "2020-01-01", "--to", "2020-02-01").json["rate"] is None
    assert shopdesk("returns", "serial", number, sku, "SN-77").json[0]["serial"] == "SN-77"
    assert shopdesk("returns", "warranty", "SN-77").json[0]["order"] == number
    assert shopdesk("returns", "warranty", "nobody").status == 3


def receive(shopdesk, number: str, sku: str, reason: str, kind: str, *more: str) -> str:
    """Open a case of one piece and receive its parcel; return its number."""
    case = shopdesk("returns", "open", number, "--line", f"{sku}=1", "--reason", reason, "--kind", kind, *more).json
    assert shopdesk("returns", "receive", case["number"]).json["state"] == "received"
    return case["number"]


@pytest.mark.parametrize("reason", ["size-exchange", "quality", "functional-fault"])
def test_each_reason_of_an_exchange_books_what_came_and_sends_the_same(shopdesk, order, reason):
    number, sku = order
    before = on_hand(shopdesk, sku)
    case = receive(shopdesk, number, sku, reason, "exchange")
    shopdesk("returns", "inspect", case)
    assert on_hand(shopdesk, sku) == before + 1
    done = shopdesk("returns", "exchange", case).json
    assert (done["state"], done["kind"]) == ("exchanged", "exchange") and done["exchange_order"]


def test_kinds_without_a_parcel_move_no_stock(shopdesk, order):
    number, sku = order
    before = on_hand(shopdesk, sku)
    only = shopdesk(
        "returns", "open", number, "--line", f"{sku}=1", "--reason", "quality", "--kind", "refund-only"
    ).json
    assert shopdesk("returns", "refund", only["number"]).json["state"] == "refunded"
    part = shopdesk("returns", "open", number, "--line", f"{sku}=1", "--reason", "missing-part").json
    assert shopdesk("returns", "refund", part["number"]).status == 3, "its amount is agreed on"
    assert shopdesk("returns", "refund", part["number"], "--amount", "1.50").json["state"] == "refunded"
    assert on_hand(shopdesk, sku) == before


def test_goods_are_sent_again_and_a_wrong_item_comes_back(shopdesk, order):
    number, sku = order
    before = on_hand(shopdesk, sku)
    again = shopdesk("returns", "open", number, "--line", f"{sku}=1", "--reason", "missing-part", "--kind", "reissue")
    assert shopdesk("returns", "exchange", again.json["number"]).json["state"] == "exchanged"
    case = receive(shopdesk, number, sku, "wrong-item", "wrong-item")
    other = next(row["sku"] for row in shopdesk("stock", "list").json if row["sku"] != sku)
    there = on_hand(shopdesk, other)
    shopdesk("returns", "inspect", case, "--wrong", f"{sku}=1", "--came", f"{other}=1")
    assert (on_hand(shopdesk, sku), on_hand(shopdesk, other)) == (before, there + 1)


def test_over_the_counter_and_refused_at_the_door(shopdesk, order, tmp_path):
    number, sku = order
    before = on_hand(shopdesk, sku)
    refused = shopdesk("returns", "open", number, "--line", f"{sku}=1", "--reason", "refused").json
    assert refused["kind"] == "refused-parcel" and refused["state"] == "approved"
    shopdesk("returns", "receive", refused["number"])
    shopdesk("returns", "inspect", refused["number"])
    counter = shopdesk(
        "returns", "open", number, "--line", f"{sku}=1", "--reason", "no-reason", "--kind", "counter"
    ).json  # fmt: skip
    assert counter["state"] == "received", "what is handed in is received as it is granted"
    shopdesk("returns", "inspect", counter["number"])
    assert on_hand(shopdesk, sku) == before + 2
    assert shopdesk("print", "refund-vouchers", counter["number"], "-o", str(tmp_path / "no.pdf")).status == 3
    shopdesk("returns", "refund", counter["number"])
    told = shopdesk("print", "refund-vouchers", counter["number"], "-o", str(tmp_path / "voucher.pdf")).json
    assert told["pages"] == 1 and (tmp_path / "voucher.pdf").read_bytes().startswith(b"%PDF")
    assert number in shopdesk("returns", "instructions", refused["number"]).json["text"]
    assert shopdesk("returns", "approve", refused["number"], "--note", "x").status == 3


def test_nobodys_parcel_is_kept_booked_and_closed(shopdesk, order):
    _number, sku = order
    before = on_hand(shopdesk, sku)
    case = shopdesk("returns", "open", "--kind", "ownerless", "--waybill", "SF1234567890").json
    assert (case["state"], case["waybill"]) == ("received", "SF1234567890")
    shopdesk("returns", "inspect", case["number"], "--came", f"{sku}=1")
    assert on_hand(shopdesk, sku) == before + 1
    assert shopdesk("returns", "close", case["number"], "--note", "买家寄错").json["state"] == "closed"


def test_a_repair_under_warranty_is_closed_with_what_was_done(shopdesk, order):
    number, sku = order
    refused = shopdesk("returns", "open", number, "--line", f"{sku}=1", "--reason", "quality", "--kind", "repair")
    assert refused.status == 1 and refused.json["decision"]["rule"] == "no-warranty"
    handle = next(row for row in shopdesk("listings", "list").json if sku in json.dumps(row, ensure_ascii=False))
    assert shopdesk("listings", "set", handle["handle"], "warranty_months=12").status == 0
    before = on_hand(shopdesk, sku)
    case = receive(shopdesk, number, sku, "quality", "repair")
    assert shopdesk("returns", "show", case).json["decision"]["rule"] == "warranty"
    assert shopdesk("returns", "warranty", number).json[0]["repairs"] == [case]
    assert shopdesk("returns", "refund", case).status == 3, "a repair pays nothing back"
    closed = shopdesk("returns", "close", case, "--note", "Zip replaced, sent back")
    assert closed.json["state"] == "closed" and "Zip replaced, sent back" in json.dumps(closed.json)
    assert on_hand(shopdesk, sku) == before


def test_a_new_version_of_the_policy_holds_from_its_day(shopdesk, order):
    number, sku = order
    assert [row["from"] for row in shopdesk("returns", "policy", "list").json] == ["2000-01-01"]
    past = shopdesk("returns", "policy", "begin", "--from", "2020-01-01")
    assert (past.status, past.json["error"]["code"]) == (3, "policy-day-past")
    begun = shopdesk("returns", "policy", "begin", "--from", "2099-01-01", "--days", "no-reason=14", "--freight",
                     "no-reason=merchant", "--promise", "refund_days=2")  # fmt: skip
    assert begun.status == 0 and begun.json["reasons"]["no-reason"] == {
        "days": 14, "freight": "merchant", "kinds": begun.json["reasons"]["no-reason"]["kinds"],
    }  # fmt: skip
    assert [row["refund_days"] for row in shopdesk("returns", "policy", "list").json] == [2, 3]
    case = shopdesk("returns", "open", number, "--line", f"{sku}=1", "--reason", "no-reason").json
    assert case["decision"]["freight"] == "buyer", "an order of today is judged by the version of today"


@pytest.mark.parametrize("told", [("--days", "nonsense=3"), ("--days", "quality"), ("--freight", "quality=nobody"),
                                  ("--promise", "refund_days=soon")])  # fmt: skip
def test_a_version_that_cannot_be_read_is_refused_whole(shopdesk, order, told):
    refused = shopdesk("returns", "policy", "begin", "--from", "2099-01-01", *told)
    assert (refused.status, refused.json["error"]["code"]) == (3, "policy-option")
    assert len(shopdesk("returns", "policy", "list").json) == 1

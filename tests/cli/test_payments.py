"""Payments and reconciliation by command line."""

from tests.bills import alipay_line, write_alipay, write_rows


def test_a_sale_is_paid_settled_by_a_bill_and_taken_back(shopdesk, tmp_path):
    shopdesk("init")
    taken = shopdesk("payments", "take", "STALL-1", "12.00", "--method", "alipay", "--sale").json[0]
    assert (taken["amount"], taken["fee"]["amount"], taken["state"]) == (
        {"amount": 1_200, "currency": "CNY"}, 7, "open",
    )  # fmt: skip
    at = taken["at"].replace("T", " ").replace("Z", "")
    bill = write_alipay(
        tmp_path / "bill.csv",
        alipay_line("1", "STALL-1", "12.00", fee="-0.07", at=at),
        alipay_line("2", "", "x", at=at),
    )
    told = shopdesk("reconcile", bill)
    assert (told.status, told.json["added"], told.json["matched"], told.json["left"]) == (1, 1, 1, [])
    assert told.json["refused"][0]["code"] == "amount-unreadable"
    assert shopdesk("payments", "list", "--view", "settled").json[0]["uuid"] == taken["uuid"]
    assert shopdesk("reconcile", bill).json["known"] == 1
    refused = shopdesk("payments", "undo", taken["uuid"])
    assert (refused.status, refused.json["error"]["code"]) == (3, "payment-settled")
    line = shopdesk("reconcile", "--list", "matched").json[0]["line"]
    assert [left["line"] for left in shopdesk("reconcile", "--unmatch", line).json] == [line]
    assert shopdesk("reconcile", "--propose", line).json[0]["why"] == "order"
    assert shopdesk("reconcile", "--match", line, "--payment", taken["uuid"]).json == []
    (listed,) = shopdesk("reconcile", "--bills", "taken").json
    assert (listed["file"], listed["lines"], listed["matched"], listed["left"]) == ("bill.csv", 1, 1, 0)
    assert listed["sums"]["CNY"]["matched"]["amount"] == 1_200
    assert "bill.csv" in shopdesk("reconcile", "--bills", "taken", json=False).out
    assert shopdesk("reconcile", "--undo", told.json["statement"]).json["lines"] == 1
    assert shopdesk("reconcile", "--bills", "undone").json[0]["undone_at"]
    assert shopdesk("payments", "refund", "STALL-1", "2.00", "--sale").json[0]["kind"] == "refund"
    assert len(shopdesk("payments", "show", "STALL-1", "--sale").json) == 2
    assert "STALL-1" in shopdesk("payments", "list", json=False).out


def test_a_strange_bill_is_refused_until_its_columns_are_named(shopdesk, tmp_path):
    shopdesk("init")
    bill = write_rows(tmp_path / "bank.csv", ("wann", "wieviel"), ("2026-11-13", "5.00"))
    assert shopdesk("reconcile", bill).json["error"]["code"] == "statement-unknown"
    told = shopdesk("reconcile", bill, "--column", "at=wann", "--column", "amount=wieviel", "--method", "bank")
    assert (told.status, told.json["left"][0]["reason"]) == (0, "no-payment")
    assert shopdesk("reconcile").status == 2
    assert shopdesk("reconcile", bill, "--column", "at").status == 2


def test_a_bill_is_looked_at_before_it_is_taken(shopdesk, tmp_path):
    shopdesk("init")
    bill = write_alipay(tmp_path / "bill.csv", alipay_line("T1", "SD-000001", "98.00"))
    told = shopdesk("reconcile", bill, "--preview").json
    assert (told["lines"], told["new"], told["left"], told["sums"]["CNY"]["in"]["amount"]) == (1, 1, 1, 9_800)
    assert shopdesk("reconcile", "--list", "lines").json == []


def test_what_is_told_twice_by_the_same_identity_is_done_once(shopdesk, tmp_path):
    shopdesk("init")
    take = ("payments", "take", "STALL-1", "12.00", "--method", "alipay", "--sale", "--uuid", "mine")
    assert shopdesk(*take).json == shopdesk(*take).json
    back = ("payments", "refund", "STALL-1", "5.00", "--sale", "--uuid", "back")
    assert shopdesk(*back).json[0]["amount"] == shopdesk(*back).json[0]["amount"]
    assert len(shopdesk("payments", "list").json) == 2

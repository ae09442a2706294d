"""`suppliers`, `purchases` and `lots` on the command line, with their JSON."""

import pytest


@pytest.fixture
def shop(shopdesk, sampled):
    """The sample shop with a pottery that sells one SKU by the dozen; its SKU."""
    sampled()
    sku = shopdesk("stock", "list").json[0]["sku"]
    shopdesk("suppliers", "set", "JDZ", "--name", "Sample Pottery", "--phone", "0798-5550000", "--lead-days", "10")
    shopdesk(
        "suppliers", "offer", "JDZ", sku, "--price", "12.50", "--code", "T-350", "--minimum", "24", "--pack", "12",
        "--lead-days", "5",
    )  # fmt: skip
    return sku


def test_suppliers_are_told_with_their_offers(shopdesk, shop):
    told = shopdesk("suppliers", "show", "JDZ").json
    assert (told["name"], told["lead_days"], told["offers"][0]["sku"]) == ("Sample Pottery", 10, shop)
    (offer,) = shopdesk("suppliers", "offers", "JDZ").json
    assert (offer["code"], offer["minimum"], offer["pack"], offer["lead_days"]) == ("T-350", 24, 12, 5)
    assert "Sample Pottery" in shopdesk("suppliers", "show", "JDZ", json=False).out
    assert shopdesk("suppliers", "show", "NOBODY").json["error"]["code"] == "supplier-unknown"
    assert shopdesk("suppliers", "set", "X", "--name", "X", "--currency", "yuan").json["error"]["code"] == (
        "currency-invalid"
    )
    assert shopdesk("suppliers", "unoffer", "JDZ", shop).json == []
    assert [one["code"] for one in shopdesk("suppliers", "remove", "JDZ").json] == [
        one["code"] for one in shopdesk("suppliers", "list").json
    ]


def test_an_order_goes_from_a_draft_to_the_shelf_and_back(shopdesk, shop, tmp_path):
    number = shopdesk("purchases", "draft", "JDZ", f"{shop}=30", "--note", "soft paper").json["number"]
    changed = shopdesk("purchases", "change", number, f"{shop}=48", "--price", f"{shop}=12.00", "--note", "hurry").json
    assert (changed["lines"][0]["quantity"], changed["total"]["amount"], changed["note"]) == (48, 57600, "hurry")
    assert shopdesk("purchases", "change", number, f"{shop}=0").json["error"]["code"] == "purchase-empty"
    assert shopdesk("purchases", "change", number, "--price", "NO=1").json["error"]["code"] == "purchase-line-unknown"
    assert shopdesk("purchases", "order", number, "--expected", "2027-01-05").json["expected_on"] == "2027-01-05"
    assert shopdesk("purchases", "change", number, f"{shop}=1").json["error"]["code"] == "purchase-state"
    part = shopdesk("purchases", "receive", number, f"{shop}=24", "--lot", "L1", "--expires", "2027-06-01").json
    assert (part["state"], part["lines"][0]["outstanding"]) == ("part", 24)
    assert shopdesk("purchases", "receive", number, "--lot", "L2").json["state"] == "received"
    assert {lot["lot"] for lot in shopdesk("lots", "list", shop).json} >= {"L1", "L2"}
    assert shopdesk("lots", "trace", "--lot", "L1").json[0]["supplier"] == "Sample Pottery"
    for suffix in ("pdf", "xlsx", "csv"):
        target = tmp_path / f"order.{suffix}"
        assert shopdesk("purchases", "print", number, "-o", target).status == 0
        assert target.stat().st_size > 100
    assert shopdesk("purchases", "take-back", number).json["state"] == "ordered"
    assert shopdesk("purchases", "cancel", number).json["state"] == "cancelled"


def test_suggestions_are_listed_and_drafted(shopdesk, shop):
    assert shopdesk("stock", "set", shop, "--safety", "5000").status in (0, 2)
    told = shopdesk("purchases", "suggest").json
    assert told["drafts"] == []
    assert all(row["suggested"] > 0 for row in told["suggestions"])
    drafted = shopdesk("purchases", "suggest", "--draft").json
    assert set(drafted["unsold"]) <= {row["sku"] for row in drafted["suggestions"]}
    left = {row["sku"] for row in shopdesk("purchases", "suggest").json["suggestions"]}
    assert left == set(drafted["unsold"])


@pytest.mark.parametrize("goods", ["X", "NO-SUCH=1", "=1", "BOX=1.5", "BOX=-1", "BOX=99999999999999"])
def test_goods_that_cannot_be_ordered_are_refused(shopdesk, shop, goods):
    before = shopdesk("purchases", "list", "--state", "draft").json
    answer = shopdesk("purchases", "draft", "JDZ", goods.replace("BOX", shop))
    assert answer.status in (2, 3)
    assert answer.json["error"]["code"] in ("quantity-out-of-range", "sku-unknown")
    assert shopdesk("purchases", "list", "--state", "draft").json == before

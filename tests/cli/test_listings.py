"""Listings from the command line: made, changed one by one and alike, their codes, pictures and pages."""

import pytest
from PIL import Image


@pytest.fixture
def sample(shopdesk, sampled):
    """The sample shop."""
    sampled()
    return shopdesk


@pytest.fixture
def mug(shopdesk):
    """A shop with one listing of one SKU."""
    shopdesk("init", "--name", "青禾杂货")
    told = ("--handle", "mug", "--sku", "MUG", "--price", "39.90")
    made = shopdesk("listings", "add", "--title", "红色马克杯", *told, "brand=青禾", "attributes.颜色=红", "cost=15")
    assert made.status == 0
    return shopdesk


def test_a_listing_is_added_with_all_that_is_told(mug):
    told = mug("listings", "show", "mug").json
    assert (told["title"], told["brand"], told["status"]) == ("红色马克杯", "青禾", "draft")
    assert told["attributes"] == {"颜色": "红"} and told["codes"] == [] and told["pictures"] == []
    assert told["variants"][0]["price"] == {"amount": 3990, "currency": "CNY"}
    assert isinstance(told["score"], int)


def test_a_listing_that_cannot_be_as_told_is_not_added(shopdesk):
    shopdesk("init", "--name", "青禾杂货")
    answer = shopdesk("listings", "add", "--title", "杯", "role=emperor")
    assert (answer.status, answer.json["error"]["code"]) == (3, "listing-invalid")
    assert shopdesk("listings", "list").json == []


def test_fields_are_set_together_or_not_at_all(mug):
    changed = mug(
        "listings", "set", "mug", "title=马克杯 红", "keyword=马克杯", "warranty_months=12",
        "category=家居 > 餐厨 > 杯具", "blocks.features=防烫", "price.MUG=45", "barcode=6901234567892", "length_mm=90",
        "description=好杯",
        "special=fresh",
    )  # fmt: skip
    told, variant = changed.json, changed.json["variants"][0]
    assert (told["title"], told["keyword"], told["warranty_months"]) == ("马克杯 红", "马克杯", 12)
    assert (told["category"], told["blocks"]) == (["家居", "餐厨", "杯具"], {"features": "防烫"})
    assert (variant["price"]["amount"], variant["barcode"], variant["size_mm"][0]) == (4500, "6901234567892", 90)
    assert (told["description"], told["special"]) == ("好杯", "fresh")
    refused = mug("listings", "set", "mug", "brand=别的", "price=much")
    assert (refused.status, refused.json["error"]["code"]) == (3, "operation-invalid")
    assert mug("listings", "show", "mug").json["brand"] == "青禾"
    assert mug("listings", "set", "mug", "price.NONE=3").json["error"]["code"] == "sku-unknown"
    assert mug("listings", "set", "mug", "colour=red").status == 2
    assert mug("listings", "set", "mug", "brand=").json["brand"] == ""


def test_many_are_changed_alike_after_a_look(sample):
    before = sample("listings", "list").json
    looked = sample("listings", "bulk", "--view", "all", "--do", "price +5%", "--dry-run")
    assert looked.status == 0 and looked.json["dry_run"] and sample("listings", "list").json == before
    handle, sku = before[0]["handle"], before[0]["variants"][0]["sku"]
    price = before[0]["variants"][0]["price"]["amount"]
    done = sample(
        "listings", "bulk", handle, "--do", "price +5.00", "--do", "price ending .9", "--do", "title front 新"
    )
    cell = next(cell for cell in done.json["cells"] if cell["sku"] == sku)
    after = sample("listings", "show", handle).json
    assert cell["after"] == f"{after['variants'][0]['price']['amount'] / 100:.2f}"
    assert after["variants"][0]["price"]["amount"] == price + 500 + (90 - price - 500) % 100
    assert after["title"] == f"新 {before[0]['title']}" and done.json["listings"] == 1


def test_what_cannot_be_changed_is_told_by_the_status(sample):
    answer = sample("listings", "bulk", "--view", "all", "--do", "status set listed", "--dry-run")
    assert answer.status == 1 and {told["code"] for told in answer.json["refused"]} == {"listing-not-ready"}
    name = answer.json["refused"][0]["handle"]
    assert sample("listings", "bulk", name, "--do", "status set listed").status == 3
    assert sample("listings", "bulk", name, "--do", "explode").status == 2
    assert sample("listings", "bulk", name, "--do", "price set x").status == 3
    assert sample("listings", "bulk", "nobody", "--do", "brand clear").json["error"]["code"] == "listing-unknown"
    assert sample("listings", "bulk", "--do", "brand clear").status == 2


def test_codes_are_told_for_a_sku_or_a_channel(mug):
    assert mug("listings", "codes", "mug", "--add", "MUG=A-1").json["codes"] == [
        {"sku": "MUG", "channel": None, "code": "A-1"}
    ]
    mug("listings", "codes", "MUG", "--add", "taobao=TB-1", "--add", "B-2")
    codes = {(told["channel"], told["code"]) for told in mug("listings", "show", "mug").json["codes"]}
    assert codes == {(None, "A-1"), (None, "B-2"), ("taobao", "TB-1")}
    assert len(mug("listings", "codes", "mug", "--remove", "TB-1").json["codes"]) == 2
    refused = mug("listings", "codes", "mug", "--remove", "A-1", "--remove", "nothing")
    assert (refused.status, refused.json["error"]["code"]) == (3, "code-unknown")
    assert len(mug("listings", "codes", "mug").json["codes"]) == 2, "all or none"
    assert mug("listings", "codes", "mug", "--add", "nosku=X").status == 2


@pytest.fixture
def shots(tmp_path):
    """Three pictures, and a file that is none."""
    for colour in ("red", "green", "blue"):
        Image.new("RGB", (60, 60), colour).save(tmp_path / f"{colour}.png")
    (tmp_path / "none.png").write_text("no picture")
    return tmp_path


def test_pictures_are_added_given_roles_ordered_and_taken_out(mug, shots):
    adding = [part for colour in ("red", "green", "blue") for part in ("--add", shots / f"{colour}.png")]
    names = [told["name"] for told in mug("listings", "pictures", "mug", *adding).json["pictures"]]
    assert names == ["red.png", "green.png", "blue.png"]
    told = mug("listings", "pictures", "mug", "--order", 3, "--order", 1, "--role", "2=back").json["pictures"]
    assert [(p["name"], p["role"]) for p in told] == [("blue.png", "main"), ("red.png", None), ("green.png", "back")]
    told = mug("listings", "pictures", "mug", "--remove", told[0]["place"]).json["pictures"]
    assert [(p["name"], p["role"]) for p in told] == [("red.png", "main"), ("green.png", "back")]
    assert mug("listings", "pictures", "mug", "--first", "green.png").json["error"]["code"] == "picture-unknown"
    refused = mug("listings", "pictures", "mug", "--add", shots / "none.png")
    assert refused.status == 1 and len(refused.json["pictures"]) == 2
    assert [p["role"] for p in mug("listings", "show", "mug").json["pictures"]] == ["main", "back"]


def test_twins_are_found(mug, shots):
    mug("listings", "pictures", "mug", "--add", shots / "red.png")
    mug("listings", "duplicate", "mug")
    assert mug("listings", "twins").status == 0


def test_detail_pages_are_written(mug, tmp_path):
    out = tmp_path / "pages"
    (page,) = mug("listings", "page", "mug", "-o", out, "--stock").json
    assert "红色马克杯" in (out / "mug" / "index.html").read_text("utf-8") and page["error"] is None
    partly = mug("listings", "page", "mug", "nobody", "-o", out)
    assert partly.status == 1 and (out / "mug-2" / "index.html").is_file()
    assert mug("listings", "page", "nobody", "-o", out).status == 3
    (tmp_path / "file").write_text("")
    assert mug("listings", "page", "mug", "-o", tmp_path / "file").json["error"]["code"] == "folder-not-writable"


def test_duplicate_and_rename(mug):
    copy = mug("listings", "duplicate", "mug").json
    assert copy["title"] == "红色马克杯" and copy["handle"] != "mug" and copy["status"] == "draft"
    assert mug("listings", "rename-sku", "MUG", "MUG-RED").json["variants"][0]["sku"] == "MUG-RED"
    assert mug("listings", "rename-sku", "MUG-RED", copy["variants"][0]["sku"]).json["error"]["code"] == "sku-taken"


def test_a_check_says_why_and_offers_a_fix(mug):
    mug("listings", "set", "mug", "keyword=陶瓷杯")
    (judged,) = mug("listings", "check").json
    assert all(found["why"] for found in judged["findings"]) and any(found["fix"] for found in judged["findings"])


def test_lines_are_told_to_a_person(mug):
    for verb in (("list",), ("show", "mug"), ("codes", "mug"), ("pictures", "mug"), ("set", "mug", "brand=x")):
        assert mug("listings", *verb, json=False).status == 0
    told = mug("listings", "bulk", "mug", "--do", "brand set y", json=False).out
    assert "brand" in told and "y" in told

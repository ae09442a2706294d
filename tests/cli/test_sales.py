"""A stall run from the command line: open, sell, put aside, refund, close."""

import pytest


@pytest.fixture
def stall(shopdesk, tmp_path):
    products = tmp_path / "products.csv"
    products.write_text(
        "ID,Type,SKU,Name,Published,Regular price,Stock\n1,simple,BOX,收纳盒,1,30.00,20\n", encoding="utf-8"
    )
    shopdesk("init")
    shopdesk("import", products)
    assert shopdesk("stock", "transfer", "BOX=8", "--to", "stall").status == 0
    assert shopdesk("shift", "open", "--count", "50=1", "--count", "10=5").json["opening"]["amount"] == 10_000
    return shopdesk


def test_a_day_of_the_stall(stall, tmp_path) -> None:
    receipt = tmp_path / "receipt.pdf"
    sold = stall("sell", "--line", "BOX=2", "--pay", "wechat=20", "--pay", "cash=50", "--receipt", receipt)
    assert (sold.status, sold.json["sale"], sold.json["change"]["amount"]) == (0, "ST-000001", 1000)
    assert receipt.read_bytes().startswith(b"%PDF")
    again = tmp_path / "again.pdf"
    assert stall("print", "receipts", "ST-000001", "-o", again, "--layout", "80mm").json["pages"] == 1
    held = stall("sell", "--line", "BOX=1", "--hold", "蓝衣服").json["held"]
    assert stall("shift", "close", "--cash", "140").json["error"]["code"] == "shift-held"
    assert stall("sell", "--recall", held, "--pay", "cash=29").json["error"]["code"] == "tender-short"
    assert stall("sell", "--recall", held, "--pay", "cash=30").json["sale"] == "ST-000002"
    assert stall("refund", "--line", "BOX=1", "--method", "cash").json["amount"]["amount"] == 3000
    assert stall("shift", "cash", "-20", "--reason", "午饭").status == 0
    assert stall("shift", "close", "--cash", "119").json["error"]["code"] == "shift-difference"
    z = tmp_path / "z.pdf"
    closed = stall("shift", "close", "--cash", "119", "--reason", "找错", "-o", z).json
    assert (closed["difference"]["amount"], closed["net"]["amount"], closed["adds_up"]) == (-100, 9000, True)
    assert z.read_bytes().startswith(b"%PDF")


def test_a_cart_is_priced_without_being_sold(stall) -> None:
    told = stall("sell", "--line", "BOX=2", "--line", "BOX=1@25", "--reason", "刮花").json
    assert (told["total"]["amount"], [line["quantity"] for line in told["lines"]]) == (8500, [2, 1])
    assert stall("sell", "--line", "BOX").status == 2
    assert stall("shift", "show").json["sales"] == 0
    assert stall("shift", "weigh", "BOX", "500").status == 0
    assert stall("sell", "--line", "BOX=100g").json["total"]["amount"] == 600

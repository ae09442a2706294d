"""Waves from the command line."""

import pytest

HEAD = "Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Inventory Qty,Variant Price\n"
GOODS = HEAD + "mug,红色马克杯,颜色,红,MUG-R,10,29.00\nmug,,,绿,MUG-G,5,29.00\n"


@pytest.fixture
def orders(shopdesk, tmp_path):
    """Two confirmed orders."""
    (tmp_path / "goods.csv").write_text(GOODS, "utf-8")
    shopdesk("init", "--name", "青禾杂货")
    shopdesk("import", tmp_path / "goods.csv")
    who = ("--name", "试买人", "--address", "示例路 1 号", "--paid")
    numbers = [
        shopdesk("orders", "add", "--line", line, *who).json["number"] for line in ("MUG-R=1", "MUG-R=2", "MUG-G=1")
    ]
    shopdesk("orders", "confirm", *numbers)
    return numbers


def test_a_wave_is_made_picked_and_closed(shopdesk, orders, tmp_path):
    seen = shopdesk("waves", "make", "--positions", 2, "--dry-run")
    assert [told["cart"] for told in seen.json["orders"]] == ["A1", "A2"] and seen.json["waiting"] == 1
    made = shopdesk("waves", "make", "--sort", "single", "--positions", 2)
    assert made.status == 0 and [told["order"] for told in made.json["orders"]] == [orders[2], orders[0]]
    number = made.json["number"]
    printed = shopdesk("waves", "print", number, "-o", tmp_path / "list.pdf", "--by", "order")
    assert printed.json["pages"] == 1 and (tmp_path / "list.pdf").exists()
    told = shopdesk("waves", "pick", number, "MUG-R")
    assert told.json["taken"] == 1
    assert shopdesk("waves", "undo", number, "--act", told.json["act"]).json["taken"] == 0
    short = shopdesk("waves", "short", number, "MUG-G", "--found", 0)
    assert short.json["held"] == [orders[2]] and short.json["count"] == "CT-00001"
    assert [told["count"] for told in shopdesk("waves", "shorts").json] == ["CT-00001"]
    assert shopdesk("waves", "close", number, "--rest", "back").json["state"] == "closed"
    assert shopdesk("waves", "list", "--view", "open").json == []
    assert "is Closed" in shopdesk("waves", "pick", number, "MUG-R", json=False).err
    assert shopdesk("waves", "reopen", number).json["state"] == "open"
    assert shopdesk("waves", "undo", number).json["state"] == "undone"


def test_refused_orders_are_told_and_the_exit_says_so(shopdesk, orders):
    shopdesk("orders", "hold", orders[0])
    made = shopdesk("waves", "make", "--orders", *orders)
    assert made.status == 1 and [told["code"] for told in made.json["refused"]] == ["order-on-hold"]
    assert shopdesk("waves", "show", "W-000009").status == 3
    assert shopdesk("waves", "make", orders[0]).status == 2
    assert "put its pieces back" not in shopdesk("waves", "show", "W-000001", json=False).out
    shopdesk("orders", "cancel", orders[1])
    assert f"A1  {orders[1]}: Cancelled: put its pieces back" in shopdesk("waves", "show", "W-000001", json=False).out


def test_a_wave_is_arranged_by_hand(shopdesk, orders):
    first, second, third = orders
    shopdesk("waves", "make", "--orders", first, second)
    told = shopdesk("waves", "sort", "W-000001", second)
    assert [one["order"] for one in told.json["orders"]] == [second, first]
    assert told.json["was"][0] == {"order": second, "wave": "W-000001", "cart": "A2"}
    assert [one["order"] for one in shopdesk("waves", "take-out", "W-000001", first).json["orders"]] == [second]
    added = shopdesk("waves", "add", "W-000001", third, "SD-999999")
    assert added.status == 1 and [one["cart"] for one in added.json["orders"]] == ["A1", "A2"]
    assert added.json["refused"][0]["code"] == "order-unknown"
    shopdesk("waves", "make", "--orders", first)
    moved = shopdesk("waves", "add", "W-000002", third, "--move")
    assert [one["order"] for one in moved.json["orders"]] == [first, third]
    assert "A2 → A2" in shopdesk("waves", "add", "W-000001", third, "--move", json=False).out

"""Customers from the command line."""


def test_a_customer_is_listed_shown_written_about_blocked_and_joined(shopdesk, sampled):
    sampled()
    listed = shopdesk("customers", "list").json
    assert len(listed) > 5 and {"number", "totals", "orders"} <= listed[0].keys()
    number = listed[0]["number"]
    shown = shopdesk("customers", "show", number).json
    assert shown["history"] and shown["known_by"]
    assert shopdesk("customers", "note", number, "开票").json["note"] == "开票"
    shopdesk("customers", "tag", number, "急")
    assert shopdesk("customers", "tag", number, "远", "--remove", "急").json["tags"] == ["远"]
    assert shopdesk("customers", "level", number, "vip").json["level"] == "vip"
    assert shopdesk("customers", "block", number).status == 3
    assert shopdesk("customers", "block", number, "--reason", "拒收").json["blocked"] == "拒收"
    assert [one["number"] for one in shopdesk("customers", "list", "--view", "blocked").json] == [number]
    assert shopdesk("customers", "block", number, "--off").json["blocked"] is None
    other = listed[1]
    joined = shopdesk("customers", "join", number, other["number"]).json
    assert joined["orders"] == listed[0]["orders"] + other["orders"]
    assert shopdesk("customers", "split", number).json["joined"] == []
    assert len(shopdesk("customers", "list", "--search", listed[0]["phone"][-4:], "--limit", "1").json) == 1


def test_orders_are_split_off(shopdesk, sampled):
    sampled()
    one = next(one for one in shopdesk("customers", "list").json if one["orders"] > 0)
    order = shopdesk("customers", "show", one["number"]).json["history"][0]["number"]
    new = shopdesk("customers", "split", one["number"], order).json
    assert new["number"] != one["number"] and [entry["number"] for entry in new["history"]] == [order]

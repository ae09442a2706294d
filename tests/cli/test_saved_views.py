"""Saved views from the command line."""


def test_views_are_saved_listed_moved_renamed_and_removed(shopdesk):
    shopdesk("init")
    shopdesk(
        "views", "save", "orders", "甲", "--view", "to-ship", "--search", "收纳", "--sort", "total", "--descending"
    )
    shopdesk("views", "save", "orders", "乙")
    listed = shopdesk("views", "list").json
    assert [(view["name"], view["view"], view["sort"]) for view in listed] == [
        ("甲", "to-ship", "total"), ("乙", "all", None),
    ]  # fmt: skip
    assert [view["name"] for view in shopdesk("views", "move", "orders", "乙", "1").json] == ["乙", "甲"]
    shopdesk("views", "rename", "orders", "乙", "丙")
    assert shopdesk("orders", "list", "--view", "丙").json == []
    assert [view["name"] for view in shopdesk("views", "remove", "orders", "丙").json] == ["甲"]
    assert shopdesk("views", "save", "stock", "丁", "--view", "nothing").status == 3

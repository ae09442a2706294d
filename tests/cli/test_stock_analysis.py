"""`stock abc`, `forecast`, `suggest` and `due` on the command line, with their JSON."""

import pytest


@pytest.fixture
def shop(shopdesk, sampled):
    """The sample shop."""
    sampled()


def test_classes_are_told_from_sales_and_profit(shopdesk, shop):
    told = shopdesk("stock", "abc").json
    assert [row["by_sales"]["rank"] for row in told] == list(range(1, len(told) + 1))
    assert {row["class"] for row in told} == {"A", "B", "C"}
    assert told[-1]["by_sales"]["cumulated"] == 1
    short = shopdesk("stock", "abc", "--days", "7").json
    assert (
        0
        < sum(row["by_sales"]["value"]["amount"] for row in short)
        < sum(row["by_sales"]["value"]["amount"] for row in told)
    )
    assert told[0]["sku"] in shopdesk("stock", "abc", json=False).out


def test_what_is_to_be_counted_is_told_by_the_days_of_its_class(shopdesk, shop):
    assert shopdesk("stock", "suggest", "--keep").status == 0, "classes are kept with the outlooks"
    for name, days in (("stock.count_a", 30), ("stock.count_b", 3650), ("stock.count_c", 3650)):
        shopdesk("settings", "set", name, str(days))
    due = shopdesk("stock", "due").json
    assert due and {row["class"] for row in due} == {"A"}
    assert due[0].keys() == {"sku", "title", "class", "pieces", "bin", "counted_on", "due_on", "overdue_days"}
    assert due[0]["sku"] in shopdesk("stock", "due", "--soon", json=False).out


def test_a_shop_makes_its_own_copy_of_the_calendar(shopdesk, shop):
    told = {row["table"]: row for row in shopdesk("settings", "rules").json}
    assert not told["festivals.json"]["own"]
    own = {row["table"]: row for row in shopdesk("settings", "rules", "--edit", "festivals.json").json}
    assert own["festivals.json"]["own"] and not own["title_rules.json"]["own"]
    assert shopdesk("settings", "rules", "--edit", "nothing.json").json["error"]["code"] == "rule-file-unknown"
    assert "festivals.json" in shopdesk("settings", "rules", json=False).out

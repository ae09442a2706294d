"""Views of one's own: kept, put in order, renamed, taken out and brought back where they stood."""

import pytest

from shopdesk.domain.saved_views import SavedView
from shopdesk.services.orders import list_orders
from shopdesk.services.saved_views import (
    bring_view_back,
    count_views,
    list_views,
    move_view,
    remove_view,
    rename_view,
    save_view,
)


@pytest.fixture
def keep(shop):
    return lambda name, **told: save_view(shop, SavedView(**{"page": "orders", "name": name, "view": "all"} | told))


def names(shop) -> list[str]:
    return [view.name for view in list_views(shop, "orders")]


def test_a_view_is_kept_whole(shop, keep):
    kept = keep("大单", search="收纳", sort="total", descending=True, columns=("number", "#4"))
    assert list_views(shop, "orders") == [kept]
    assert list_views(shop, "stock") == []


def test_views_are_moved_renamed_taken_out_and_come_back_in_their_place(shop, keep):
    for name in ("甲", "乙", "丙"):
        keep(name)
    assert [view.name for view in move_view(shop, "orders", "丙", 1)] == ["丙", "甲", "乙"]
    rename_view(shop, "orders", "甲", "丁")
    row = remove_view(shop, "orders", "丁")
    assert names(shop) == ["丙", "乙"]
    bring_view_back(shop, row)
    assert names(shop) == ["丙", "丁", "乙"]


def test_a_name_stands_once_on_a_page(shop, keep, refusal):
    keep("大单")
    assert refusal(keep, "大单") == "saved-view-taken"
    assert keep("大单", page="stock").row
    assert refusal(keep, " ") == refusal(keep, "x" * 41) == "saved-view-name-invalid"
    assert refusal(remove_view, shop, "orders", "没有") == "saved-view-unknown"


def test_a_view_is_counted_and_listed_by_its_name(shop, keep, taobao, refusal):
    from shopdesk.services.imports import import_file

    import_file(shop, taobao({"订单编号": "1"}, {"订单编号": "2", "收货人姓名": "改名人"}))
    view = keep("改名", search="改名人")
    assert count_views(shop, [view]) == {view.row: 1}
    assert [order.receiver.name for order in list_orders(shop, view="改名")] == ["改名人"]
    assert refusal(list_orders, shop, view="没有") == "view-unknown"

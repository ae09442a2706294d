"""Customers: made from orders, one person once; joined, taken apart, blocked, and all of it can be undone."""

import pytest

from shopdesk.domain.addresses import Receiver
from shopdesk.services import customers
from shopdesk.services.customers import (
    block_customer,
    catch_up,
    customer_row,
    is_behind,
    join_customers,
    joined_rows,
    list_customers,
    restore_customer,
    show_customer,
    split_orders,
    take_apart,
    unblock_customer,
    write_customer,
)
from shopdesk.services.imports import import_file, undo_import
from shopdesk.services.orders import add_order, list_orders, order_timeline


def test_a_look_at_the_customers_waits_for_a_piece_of_the_work_only(shop, taobao, monkeypatch):
    monkeypatch.setattr(customers, "AT_ONCE", 2)
    import_file(
        shop,
        taobao(*({"订单编号": f"N{at}", "买家会员名": f"b{at}", "联系手机": f"1390000000{at}"} for at in range(5))),
    )
    list_customers(shop)
    assert is_behind(shop)
    catch_up(shop)
    assert not is_behind(shop) and len(list_customers(shop)) == 5


@pytest.fixture
def bought(shop, taobao):
    """Import orders and return the customers by name."""

    def import_them(*rows):
        numbered = [{"订单编号": f"N{at}"} | row for at, row in enumerate(rows)]
        import_file(shop, taobao(*numbered))
        return {one.name: one for one in list_customers(shop)}

    return import_them


def who(name: str, phone: str, buyer: str, **more: str) -> dict[str, str]:
    return {"收货人姓名": name, "联系手机": phone, "买家会员名": buyer} | more


def test_one_telephone_or_one_buyer_is_one_customer(bought):
    known = bought(
        who("王小明", "13900000001", "cat"), who("王小明", "13900000001", "dog"), who("李四", "13900000002", "cat"),
        who("赵六", "13900000003", "fox"),
    )  # fmt: skip
    assert {name: one.orders for name, one in known.items()} == {"王小明": 3, "赵六": 1}
    assert known["王小明"].totals == {"CNY": 3 * 9800}


def test_hidden_orders_are_nobodys(bought):
    assert bought(who("王**", "139****0001", "t**b")) == {}


def test_what_was_not_paid_cancelled_or_taken_back_does_not_count(shop, bought, taobao):
    known = bought(
        who("王小明", "13900000001", "cat", 订单状态="等待买家付款", 订单付款时间=""),
        who("王小明", "13900000001", "cat", 订单状态="交易关闭"),
    )
    assert (known["王小明"].orders, known["王小明"].totals) == (1, {"CNY": 0})
    batch = import_file(shop, taobao(who("孙七", "13900000007", "owl"))).batch
    assert len(list_customers(shop)) == 2
    undo_import(shop, batch)
    assert [one.name for one in list_customers(shop)] == ["王小明"]


def test_an_order_whose_telephone_becomes_known_finds_its_customer(shop, taobao, bought):
    bought(who("王小明", "13900000001", "cat"))
    import_file(shop, taobao({"订单编号": "M1"} | who("王**", "139****0001", "t**b")))
    assert [one.orders for one in list_customers(shop)] == [1]
    import_file(shop, taobao({"订单编号": "M1"} | who("王小明", "13900000001", "t**b")))
    assert [one.orders for one in list_customers(shop)] == [2]


@pytest.mark.parametrize("text", ["小明", "0000001", "wxm", "CAT", "wangxiaoming", "wang", "Xiaom"])
def test_customers_are_found(shop, bought, text):
    bought(who("王小明", "13900000001", "cat"), who("赵六", "13900000003", "fox"))
    assert [one.name for one in list_customers(shop, search=text)] == ["王小明"]


def test_notes_tags_and_levels_are_kept_and_taken_back(shop, bought):
    row = bought(who("王小明", "13900000001", "cat"))["王小明"].row
    before = write_customer(shop, row, note="要开票", tags=["急", "急"], level="vip")
    told = show_customer(shop, row).customer
    assert (told.note, told.tags, told.level) == ("要开票", ("急",), "vip")
    assert [one.row for one in list_customers(shop, view="vip")] == [row]
    restore_customer(shop, row, before)
    assert show_customer(shop, row).customer.tags == ()


def test_unsure_ones_are_told_joined_by_hand_and_taken_apart_again(shop, bought):
    bought(who("王小明", "13900000001", "cat"), who("王小明", "13900000002", "dog"))
    first, second = sorted(one.row for one in list_customers(shop))
    assert [other.row for other in show_customer(shop, first).perhaps_same] == [second]
    join_customers(shop, first, [second])
    (one,) = list_customers(shop)
    assert (one.row, one.orders, joined_rows(shop, first)) == (first, 2, [second])
    take_apart(shop, [second])
    assert sorted((one.row, one.orders) for one in list_customers(shop)) == [(first, 1), (second, 1)]


def test_a_joined_customer_keeps_getting_the_others_orders(shop, bought, taobao):
    bought(who("王小明", "13900000001", "cat"), who("王大明", "13900000002", "dog"))
    first, second = sorted(one.row for one in list_customers(shop))
    join_customers(shop, first, [second])
    import_file(shop, taobao({"订单编号": "L1"} | who("王大明", "13900000002", "dog")))
    assert [(one.row, one.orders) for one in list_customers(shop)] == [(first, 3)]


def test_nobody_is_joined_to_himself(shop, bought, refusal):
    row = bought(who("王小明", "13900000001", "cat"))["王小明"].row
    assert refusal(join_customers, shop, row, [row]) == "customer-itself"


def test_orders_are_given_to_a_new_customer_and_stay_there(shop, bought, taobao, refusal):
    row = bought(who("王小明", "13900000001", "cat"), who("李四", "13900000001", "cat"))["王小明"].row
    number = next(order.number for order in list_orders(shop) if order.receiver.name == "李四")
    new = split_orders(shop, row, [number])
    assert {one.name: one.orders for one in list_customers(shop)} == {"王小明": 1, "李四": 1}
    assert refusal(split_orders, shop, row, [number]) == "order-of-another"
    import_file(shop, taobao({"订单编号": "N1"} | who("李四", "13900000009", "cat")))
    assert show_customer(shop, new).customer.orders == 1


def flags(shop) -> list[bool]:
    return ["suspicious" in order.flags for order in reversed(list_orders(shop))]


def test_orders_of_a_blocked_buyer_are_marked_with_the_reason(shop, bought, taobao, stock_up):
    row = bought(who("王小明", "13900000001", "cat"))["王小明"].row
    assert block_customer(shop, row, "拒收三次") == 1
    import_file(shop, taobao({"订单编号": "B1"} | who("王小明", "13900000001", "cat")))
    stock_up(BOX=5)
    add_order(shop, [("BOX", 1)], Receiver("王小明", "139 0000 0001"))
    assert flags(shop) == [True, True, True]
    newest = list_orders(shop)[0]
    entry = next(entry for entry in order_timeline(shop, newest.number) if entry.kind == "suspicious")
    assert entry.details["reason"] == "拒收三次"
    unblock_customer(shop, row)
    assert flags(shop) == [False, False, False]


def test_a_mark_by_a_block_does_not_keep_an_import_from_being_taken_back(shop, bought, taobao):
    block_customer(shop, bought(who("王小明", "13900000001", "cat"))["王小明"].row, "拒收")
    batch = import_file(shop, taobao({"订单编号": "B1"} | who("王小明", "13900000001", "cat"))).batch
    assert undo_import(shop, batch).removed == 1


def test_a_block_needs_a_reason(shop, bought, refusal):
    row = bought(who("王小明", "13900000001", "cat"))["王小明"].row
    assert refusal(block_customer, shop, row, "  ") == "reason-missing"


def test_a_customer_is_named_by_number(shop, bought, refusal):
    one = bought(who("王小明", "13900000001", "cat"))["王小明"]
    assert customer_row(shop, one.number.lower()) == one.row
    assert refusal(customer_row, shop, "CU-000999") == refusal(customer_row, shop, "x") == "customer-unknown"


def test_catching_up_twice_changes_nothing(shop, bought):
    before = bought(who("王小明", "13900000001", "cat"))
    assert not is_behind(shop)
    catch_up(shop)
    assert {one.name: one for one in list_customers(shop)} == before


def test_customers_of_a_file_are_added_and_told_and_taken_back(shop, bought, write_csv):
    from shopdesk.domain.mapping import Preset
    from shopdesk.services.import_presets import guess_for, save_preset

    bought(who("王小明", "13900000001", "cat"))
    file = write_csv(
        "客户.csv", {"客户姓名": "王小明", "手机": "13900000001", "等级": "VIP", "标签": "急，远", "备注": "开票"},
        {"客户姓名": "新人", "手机": "13900000008", "等级": "", "标签": "", "备注": ""},
        {"客户姓名": "无名", "手机": "", "等级": "", "标签": "", "备注": ""},
    )  # fmt: skip
    save_preset(shop, Preset("客户表", guess_for(file).mapping))
    result = import_file(shop, file)
    assert (result.kind, result.created, result.updated) == ("customers", 1, 1)
    assert [problem.code for problem in result.rejected] == ["customer-keyless"]
    known = {one.name: one for one in list_customers(shop)}
    assert (known["王小明"].level, known["王小明"].tags, known["新人"].orders) == ("vip", ("急", "远"), 0)
    assert import_file(shop, file).unchanged == 2
    undo_import(shop, result.batch)
    assert [(one.name, one.level) for one in list_customers(shop)] == [("王小明", "")]

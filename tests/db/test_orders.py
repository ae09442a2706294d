from datetime import UTC, datetime, timedelta

import pytest

from shopdesk.db import orders, search_index

NOW = datetime(2026, 11, 13, 2, 24, tzinfo=UTC)


@pytest.fixture(params=["indexed", "tail"])
def found(connection, request):
    """Search all orders and return their rows, with the index up to date and with an empty one: both find the same."""

    def search(text, **how):
        if request.param == "indexed":
            search_index.catch_up(connection, 1000)
        return orders.order_ids(connection, view="all", now=NOW, search=text, **how)

    return search


def test_catching_up_leaves_no_tail(connection, add_order):
    for title in ("茶壶", "马克杯", "茶壶"):
        add_order(title)
    assert search_index.tail(connection) == (3, 2)
    search_index.catch_up(connection, 2)
    assert search_index.tail(connection) == (1, 0)
    search_index.catch_up(connection, 2)
    assert search_index.tail(connection) == (0, 0)


@pytest.fixture
def parcel(add_order):
    return add_order(
        "加厚收纳盒 双层",
        channel_order_no="260609-018696128123287",
        name="曾小满",
        phone="138-0000-1234",
        buyer="tb_invented",
        waybill="SF1300000000001",
    )


@pytest.mark.parametrize(
    "text",
    [
        *("SD-000001", "sd-0000", "0001", "260609-018696128123287", "8696128", "609-01"),
        *("曾小满", "小满", "138-0000-1234", "0000-12", "1234", "tb_invented", "invent", "SF1300000000001"),
        *("加厚", "厚收", "盒 双", "双层", "jh", "snh", "JHSNH", "sc", "  加厚  "),
    ],
)
def test_an_order_is_found_by_any_part_of_what_it_shows(parcel, add_order, found, text):
    add_order("茶壶", channel_order_no="77", name="李", phone="9", buyer="x")
    assert parcel in found(text)
    if text not in ("sd-0000",):
        assert found(text) == [parcel]


@pytest.mark.parametrize(
    "text", ["小曾", "1380000", "盒双", "zz", "收纳箱", "260609 018696", "满1", "SD-000002", "1234\n138", "奇怪"]
)
def test_and_by_nothing_else(parcel, found, text):
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        '"',
        "'",
        "*",
        '" OR *',
        "% _",
        "%%",
        "__",
        "a* OR b*",
        "NEAR(小满 加厚)",
        "terms:加厚",
        '"加厚" NOT "x"',
        "\0",
        "(",
        "^加",
    ],
)
def test_signs_of_other_languages_are_only_signs(parcel, found, text):
    assert found(text) == []


def test_signs_that_do_stand_there_are_found(add_order, found):
    quoted = add_order('杯 "大" 100% A+B', name="O'Neil", channel_order_no="#1001_x")
    for text in ('"大"', "100%", "a+b", "A+", "O'N", "'n", "#1001", "1_x", '大" 1'):
        assert found(text) == [quoted], text


def test_one_sign_is_found_where_it_stands(parcel, add_order, found):
    other = add_order("茶壶", name="李雷", phone="139")
    assert found("李") == [other]
    assert found("满") == [parcel]
    assert found("壶") == [other]
    assert found("9") == [other, parcel]


@pytest.mark.parametrize(
    ("name", "text"), [("Ünal ÇELİK", "ÜNAL"), ("Ünal ÇELİK", "ünal"), ("Émile", "ém"), ("ИВАН", "иван")]
)
def test_letters_are_found_small_or_capital_in_every_script(add_order, found, name, text):
    row = add_order(name=name)
    assert found(text) == [row]


def test_a_line_that_was_replaced_is_not_found_any_more(connection, parcel, found):
    connection.execute("UPDATE order_lines SET removed_at = '2026-11-13T02:24:00Z'")
    assert found("加厚") == found("+") == []


def test_the_newest_order_comes_first(add_order, found):
    old = add_order(placed_at="2026-11-01T00:00:00Z")
    unknown = add_order(placed_at=None)
    first, second = (add_order(placed_at="2026-11-12T00:00:00Z") for _ in range(2))
    assert found("") == [second, first, old, unknown]
    assert found("收纳") == [second, first, old, unknown]
    assert found("收纳", limit=2) == [second, first]


def test_an_order_taken_out_is_not_found(connection, parcel, found):
    connection.execute("UPDATE orders SET removed_at = '2026-11-13T02:24:00Z'")
    assert found("") == found("加厚") == found("曾小满") == []
    assert orders.find_order(connection, "SD-000001") is None
    assert orders.find_order(connection, "260609-018696128123287") is None


def test_an_order_comes_back_as_it_was_written(connection, parcel):
    order = orders.load_order(connection, parcel)
    assert (order.number, order.channel, order.badge, order.flags) == ("SD-000001", "taobao", "new", frozenset())
    assert order.placed_at == datetime(2026, 11, 12, 2, tzinfo=UTC)
    assert (order.paid_at, order.receiver.name, order.lines[0].title) == (None, "曾小满", "加厚收纳盒 双层")


def test_orders_are_loaded_in_the_order_asked(connection, add_order):
    rows = [add_order(name=name) for name in "甲乙丙"]
    assert [order.receiver.name for order in orders.load_orders(connection, [rows[2], rows[0]])] == ["丙", "甲"]
    assert orders.load_orders(connection, []) == []


@pytest.mark.parametrize("flag", ["hold", "short", "unmatched", "masked", "suspicious", "refunding"])
def test_each_flag_is_its_own(connection, add_order, flag):
    row = add_order(**{flag: 1})
    add_order()
    assert orders.load_order(connection, row).flags == {flag}
    assert orders.order_ids(connection, view="problems", now=NOW) == [row]


def test_late_is_told_by_the_clock_given(connection, add_order):
    row = add_order(ship_by="2026-11-13T02:24:00Z")
    assert orders.order_ids(connection, view="late", now=NOW) == []
    assert orders.order_ids(connection, view="late", now=NOW + timedelta(seconds=1)) == [row]
    assert orders.order_ids(connection, view="late", now=NOW + timedelta(days=1), search="收纳", limit=5) == [row]


def test_a_uuid_is_no_number(connection, add_order):
    row = add_order(channel_order_no="77")
    assert orders.find_by_uuid(connection, "order 1") == row
    assert orders.find_by_uuid(connection, "77") is None

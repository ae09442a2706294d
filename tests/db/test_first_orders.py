"""The first rows of a long answer are the first rows of the whole answer, or none at all."""

import pytest

from shopdesk.db import first_orders
from shopdesk.db.patience import while_wanted
from shopdesk.services import order_table
from shopdesk.services.order_table import OrderTable
from shopdesk.services.search import catch_up

FEW = 12


@pytest.fixture
def large(sample_shop, monkeypatch):
    """The sample shop, with so low a limit that its three hundred orders are very many."""
    monkeypatch.setattr(first_orders, "LARGE", 20)
    monkeypatch.setattr(order_table, "FIRST", FEW)
    return sample_shop


def texts_of(shop) -> list[str]:
    order = shop.connection.execute(
        "SELECT number, name, phone, channel_order_no, waybill FROM orders WHERE waybill <> '' LIMIT 1"
    ).fetchone()
    number, name, phone, channel_no, waybill = order
    return ["", "mug", "mkb", number, number[:6], name[:2], phone[:4], phone[-4:], channel_no[-6:], waybill, "nowhere"]


@pytest.mark.parametrize("indexed", [True, False], ids=["indexed", "not yet indexed"])
@pytest.mark.parametrize("view", ["all", "shipped"])
def test_first_rows_are_the_beginning_of_all_rows(large, view, indexed):
    if indexed:
        catch_up(large)
    for text in texts_of(large):
        source = OrderTable(large, view, text)
        first, every = source.first_ids("", False), source.ids("", False)
        assert first.ids is not None, text
        assert first.ids == every[:FEW] or (set(first.ids) <= set(every) and not first.whole), text
        assert not first.whole or first.ids == every, text


@pytest.mark.parametrize("view", ["to-ship", "new", "to-print"])
def test_open_orders_begin_with_the_most_urgent(large, view):
    source = OrderTable(large, view)
    assert source.first_ids("", False).ids == source.ids("", False)[:FEW]


@pytest.mark.parametrize(("text", "numbers"), [("SD-0001", range(100, 200)), ("sd00012", range(120, 130))])
def test_what_is_typed_from_the_left_is_found_while_it_is_typed(large, text, numbers):
    first = OrderTable(large, "all", text).first_ids("", False)
    assert list(first.ids) == sorted(numbers, reverse=True)[:FEW]
    assert not first.whole


@pytest.mark.parametrize("walked", [1_000, 3], ids=["hits lie dense", "hits are old"])
@pytest.mark.parametrize("dense", [1_000, 5], ids=["few", "many"])
def test_a_number_that_many_begin_with_is_found_newest_first(large, monkeypatch, dense, walked):
    monkeypatch.setattr(first_orders, "DENSE", dense)
    monkeypatch.setattr(first_orders, "WALKED", walked)
    (waybill,) = large.connection.execute("SELECT min(waybill) FROM orders WHERE waybill <> ''").fetchone()
    begin = waybill[:6]
    rows = large.connection.execute("SELECT id FROM orders WHERE waybill LIKE ? ORDER BY id DESC", (f"{begin}%",))
    assert list(OrderTable(large, "all", begin).first_ids("", False).ids) == [row for (row,) in rows][:FEW]


def test_a_single_letter_is_looked_for_in_the_newest_orders_and_never_called_whole(large):
    source = OrderTable(large, "all", "1")
    first = source.first_ids("", False)
    assert first.ids == source.ids("", False)[: len(first.ids)]
    assert not first.whole


def test_what_no_index_gives_soon_waits_for_the_whole_answer(large):
    assert OrderTable(large, "all").first_ids("total", True) == (None, False)
    assert OrderTable(large, "problems").first_ids("", False) == (None, False)


def test_only_a_large_view_is_asked_in_two_steps(sample_shop, monkeypatch):
    orders = len(OrderTable(sample_shop, "all").ids("", False))
    assert not OrderTable(sample_shop, "all").is_large
    for limit, is_large in ((orders - 1, True), (orders, False)):
        monkeypatch.setattr(first_orders, "LARGE", limit)
        assert OrderTable(sample_shop, "all").is_large is is_large
        assert OrderTable(sample_shop, "all", held=orders).is_large is is_large


def test_a_question_nobody_waits_for_is_given_up(sample_shop):
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    looks = iter([True, True, False])
    assert while_wanted(sample_shop.connection, lambda: next(looks), lambda: _one(sample_shop, endless)) is None
    assert while_wanted(sample_shop.connection, lambda: True, lambda: _one(sample_shop, "SELECT 1")) == (1,)


def _one(shop, query: str) -> object:
    return shop.connection.execute(query).fetchone()

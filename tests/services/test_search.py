"""The search index follows the orders; a search is whole before and after it has caught up."""

import pytest

from shopdesk.domain.errors import Cancelled
from shopdesk.services import search
from shopdesk.services.orders import list_orders


def numbers(shop, text):
    return [order.number for order in list_orders(shop, search=text)]


def test_a_search_finds_the_same_before_and_after_catching_up(sample_shop, monkeypatch):
    monkeypatch.setattr(search, "AT_ONCE", 50)
    texts = ("马克杯", "mkb", "1380000", "SD-0001", "小")
    before = [numbers(sample_shop, text) for text in texts]
    assert all(before)
    search.catch_up(sample_shop)
    assert not search.is_behind(sample_shop)
    assert [numbers(sample_shop, text) for text in texts] == before


def test_a_long_tail_is_told(sample_shop, monkeypatch):
    monkeypatch.setattr(search, "ORDERS_LOOKED_THROUGH", 100)
    assert search.is_behind(sample_shop)
    search.catch_up(sample_shop)
    assert not search.is_behind(sample_shop)


def test_catching_up_can_be_stopped_and_goes_on_later(sample_shop, monkeypatch):
    monkeypatch.setattr(search, "AT_ONCE", 50)

    class Impatient:
        def step(self, done: int, total: int) -> None:
            if done >= 100:
                raise Cancelled

    found = numbers(sample_shop, "马克杯")
    with pytest.raises(Cancelled):
        search.catch_up(sample_shop, Impatient())
    assert numbers(sample_shop, "马克杯") == found
    search.catch_up(sample_shop)
    assert numbers(sample_shop, "马克杯") == found

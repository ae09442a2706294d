from datetime import UTC, datetime

import pytest

from shopdesk.db import shopfile, waybills
from shopdesk.db.settings import add_couriers
from shopdesk.db.shopfile import writing

NOW = datetime(2026, 11, 13, 2, 24, tzinfo=UTC)


@pytest.fixture
def pool(connection):
    add_couriers(connection, [{"code": code, "name": code, "name_en": code, "aliases": []} for code in ("sf", "zto")])
    waybills.add_numbers(connection, "zto", ["Z2", "Z1", "Z3"], NOW)
    return connection


def test_numbers_are_given_in_the_order_they_came(pool, add_order):
    orders = [add_order() for _ in range(4)]
    assert [waybills.take_number(pool, "zto", order, NOW) for order in orders] == ["Z2", "Z1", "Z3", None]
    assert waybills.pools(pool) == [("sf", 0, 0, None), ("zto", 0, 3, None)]


def test_a_number_added_again_is_not_new_and_not_free_again(pool, add_order):
    waybills.take_number(pool, "zto", add_order(), NOW)
    assert waybills.add_numbers(pool, "zto", ["Z2", "Z4", "Z4"], NOW) == 1
    assert waybills.pools(pool) == [("sf", 0, 0, None), ("zto", 3, 1, "Z1")]


def test_two_couriers_may_have_the_same_number(pool, add_order):
    assert waybills.add_numbers(pool, "sf", ["Z1"], NOW) == 1
    assert waybills.take_number(pool, "sf", add_order(), NOW) == "Z1"
    assert waybills.pools(pool)[1] == ("zto", 3, 0, "Z2")


def test_a_number_written_by_hand_leaves_the_pool(pool, add_order):
    first, second = add_order(), add_order()
    assert waybills.note_number(pool, "zto", "Z2", first, NOW)
    assert waybills.note_number(pool, "zto", "Z2", first, NOW), "the same order may say it again"
    assert not waybills.note_number(pool, "zto", "Z2", second, NOW)
    assert waybills.take_number(pool, "zto", second, NOW) == "Z1"


def test_two_stations_never_give_the_same_number(pool, file, add_order):
    other = shopfile.open_file(file)
    orders = [add_order() for _ in range(4)]
    given = []
    for order, station in zip(orders, (pool, other, pool, other), strict=True):
        with writing(station):
            given.append(waybills.take_number(station, "zto", order, NOW))
    other.close()
    assert given == ["Z2", "Z1", "Z3", None]

from datetime import UTC, datetime

import pytest
from sqlcipher3 import dbapi2 as sqlite

from shopdesk.db import stock
from shopdesk.db.stock import Counts, Drift, close_reservations, counts, find_drift, find_stray_reservations, reserve
from shopdesk.domain.stock import sum_by_place

NOW = datetime(2026, 11, 13, 2, 24, tzinfo=UTC)
OFFICE, STALL = 1, 2


def level(connection, sku):
    (found,) = stock.stock_levels(connection, sku)
    return found


def test_a_number_is_the_sum_of_its_movements(connection, add_variant, move):
    box = add_variant("BOX")
    for quantity in (10, -3, 5, -12):
        move(box, quantity)
    move(box, 4, location=STALL)
    assert counts(connection, box, OFFICE) == Counts(0, 0)
    assert counts(connection, box, STALL) == Counts(4, 0)
    assert level(connection, "BOX").locations == {"stall": 4}
    assert sum_by_place(stock.movements_of(connection, box)) == {"stall": 4}


def test_a_movement_with_a_known_uuid_is_not_added_again(connection, add_variant, move):
    box = add_variant("BOX")
    assert move(box, 5, uuid="one") is True
    assert move(box, 5, uuid="one") is False
    assert counts(connection, box, OFFICE).on_hand == 5


@pytest.mark.parametrize("statement", ["UPDATE movements SET quantity = 50", "DELETE FROM movements"])
def test_the_ledger_is_only_ever_added_to(connection, add_variant, move, statement):
    box = add_variant("BOX")
    move(box, 5)
    with pytest.raises(sqlite.IntegrityError, match="append-only"):
        connection.execute(statement)
    assert [movement.quantity for movement in stock.movements_of(connection, box)] == [5]


def test_a_movement_of_nothing_is_none(add_variant, move):
    box = add_variant("BOX")
    with pytest.raises(sqlite.IntegrityError):
        move(box, 0)


def test_every_sku_is_listed_those_without_stock_too(connection, add_variant, move):
    box = add_variant("BOX")
    add_variant("APRON")
    move(box, 5)
    assert [(found.sku, found.on_hand, found.available) for found in stock.stock_levels(connection)] == [
        ("APRON", 0, 0),
        ("BOX", 5, 5),
    ]


def test_a_promise_is_counted_while_it_is_open(connection, add_variant, add_order, move):
    box, order = add_variant("BOX"), add_order()
    move(box, 5)
    reserve(connection, [("promise", order, order, box, 3, "2026-11-13T02:24:00Z")])
    assert counts(connection, box, OFFICE) == Counts(5, 2)
    assert level(connection, "BOX").reserved == 3
    assert [(p.order, p.quantity) for p in stock.open_reservations_of(connection, box)] == [("SD-000001", 3)]
    close_reservations(connection, order, "released", NOW)
    assert counts(connection, box, OFFICE) == Counts(5, 5)
    assert stock.open_reservations_of(connection, box) == []


def test_the_audit_finds_no_fault_where_there_is_none(connection, add_variant, move):
    move(add_variant("BOX"), 5)
    add_variant("APRON")
    assert find_drift(connection) == (2, [])


@pytest.mark.parametrize(
    ("planted", "found"),
    [
        ("UPDATE stock SET quantity = 6", Drift("BOX", "office", 6, 5)),
        ("DELETE FROM stock", Drift("BOX", "office", 0, 5)),
        ("INSERT INTO stock VALUES (1, 2, 7)", Drift("BOX", "stall", 7, 0)),
    ],
)
def test_the_audit_finds_a_number_that_somebody_has_changed(connection, add_variant, move, planted, found):
    move(add_variant("BOX"), 5)
    connection.execute(planted)
    assert find_drift(connection) == (1, [found])


def test_the_audit_finds_a_promise_that_has_outlived_its_order(connection, add_variant, add_order, move):
    box = add_variant("BOX")
    waiting, gone = add_order(fulfilment="confirmed"), add_order(fulfilment="shipped")
    for order in (waiting, gone):
        reserve(connection, [(f"promise {order}", order, order, box, 1, "2026-11-13T02:24:00Z")])
    assert find_stray_reservations(connection) == [("SD-000002", "BOX")]

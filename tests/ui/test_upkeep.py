"""What is worked out from the books is brought up to them beside the window, in pieces."""

import pytest

from shopdesk import app
from shopdesk.services import customers


@pytest.fixture
def opened(folder, qtbot, monkeypatch):
    monkeypatch.setattr(customers, "AT_ONCE", 100)
    made = app.open_window(folder)
    qtbot.addWidget(made)
    yield made
    made.close()


def test_orders_find_their_customers_in_pieces_while_nobody_looks(opened, qtbot, monkeypatch):
    pieces, context = [], opened.context
    keep_up = customers.keep_up
    monkeypatch.setattr(customers, "keep_up", lambda shop, job=None: pieces.append(1) or keep_up(shop, job))
    with context.shop.writing():  # as if all orders had just come
        for table in ("customer_orders", "customer_keys", "customers"):
            context.shop.connection.execute(f"DELETE FROM {table}")
        context.shop.connection.execute("UPDATE customer_mark SET order_id = 0")
    context.changed.emit(frozenset({"orders"}))
    qtbot.waitUntil(lambda: not customers.is_behind(context.shop) and not context.runner.busy)
    assert len(pieces) > 1 and customers.list_customers(context.shop)


def test_what_concerns_no_chore_begins_none(opened):
    opened.context.upkeep.stop()
    opened.context.changed.emit(frozenset({"printers"}))
    assert not opened.context.upkeep.waiting

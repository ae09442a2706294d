"""What takes longer is read beside the window; only the newest wish counts."""

import threading

import pytest

from shopdesk.services.shop import open_shop
from shopdesk.ui.reader import Reader


@pytest.fixture
def reader(folder):
    made = Reader(lambda: open_shop(folder))
    yield made
    made.close()


def test_an_answer_arrives_on_the_windows_thread(reader, qtbot):
    told: list[object] = []

    def look(shop) -> tuple[str, int]:
        return threading.current_thread().name, shop.connection.execute("SELECT count(*) FROM orders").fetchone()[0]

    reader.ask(look, lambda answer: told.append((*answer, threading.current_thread() is threading.main_thread())))
    assert reader.busy
    qtbot.waitUntil(lambda: bool(told))
    ((thread, orders, on_windows_thread),) = told
    assert thread == "reader" and orders > 0 and on_windows_thread
    assert not reader.busy


def test_the_newest_wish_counts_and_the_older_one_is_broken_off(reader, qtbot):
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    begun, told = threading.Event(), []

    def look_for_ever(shop) -> object:
        begun.set()
        return shop.connection.execute(endless).fetchone()

    reader.ask(look_for_ever, lambda _answer: told.append("old"))
    qtbot.waitUntil(begun.is_set)
    reader.ask(lambda _shop: "new", told.append)
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    assert told == ["new"]


def test_an_error_of_the_newest_wish_is_told(reader, qtbot):
    with qtbot.waitSignal(reader.failed, timeout=10_000) as failed:
        reader.ask(lambda shop: shop.connection.execute("SELECT no_such_column FROM orders"), lambda _answer: None)
    assert "no_such_column" in str(failed.args[0])

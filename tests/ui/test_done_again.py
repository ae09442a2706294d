"""A drive fails between the deed and its answer: whoever does it again in the window has done it once."""

from collections.abc import Callable
from typing import Any

import pytest

from shopdesk.domain.errors import ShopError
from shopdesk.domain.prices import Price
from shopdesk.domain.purchases import Supplier
from shopdesk.services.prices import list_competitors, price_history
from shopdesk.services.purchases import list_purchases
from shopdesk.services.stock import list_stock
from shopdesk.services.stock_counts import list_counts, review_count, start_count
from shopdesk.services.suppliers import save_supplier
from shopdesk.ui.prices import prices_page
from shopdesk.ui.prices.prices_page import PricesPage
from shopdesk.ui.purchasing import purchase_actions
from shopdesk.ui.purchasing.purchasing_page import PurchasingPage
from shopdesk.ui.stock import count_paste, count_verbs, counts_page
from shopdesk.ui.stock.count_paste import paste_into_count
from shopdesk.ui.stock.count_verbs import Entry
from shopdesk.ui.stock.counts_page import CountsPage


@pytest.fixture
def sku(context) -> str:
    return max(list_stock(context.shop), key=lambda level: level.available).sku


@pytest.fixture
def lost(monkeypatch, context) -> Callable[[Any, str], list[str]]:
    """Let the first answer of a service be lost on its way to a module of the window; what was told of it is kept."""

    def lose(module: Any, name: str) -> list[str]:
        real, told = getattr(module, name), []

        def once(*arguments: Any, **more: Any) -> Any:
            done = real(*arguments, **more)
            if not told:
                told.append(more["uuid"])
                raise ShopError("disk-error", detail="SQLITE_IOERR")
            told.append(more["uuid"])
            return done

        monkeypatch.setattr(module, name, once)
        return told

    return lose


@pytest.fixture
def twice(wait, context):
    """Do something, and once more because nobody knew; then once more because that is wished."""

    def act(deed: Callable[[], object], count: Callable[[], int]) -> None:
        before = count()
        for wanted in (1, 1, 2):
            deed()
            wait(context)
            assert count() == before + wanted

    return act


def test_prices_are_set_and_competitors_noted_once(context, sku, qtbot, lost, twice):
    page = PricesPage(context)
    qtbot.addWidget(page)
    lost(prices_page, "set_prices")
    twice(lambda: page.panel.told.emit(Price(sku, "list", 1234)), lambda: len(price_history(context.shop, sku)))
    lost(prices_page, "note_competitor")
    twice(lambda: page.panel.noted.emit(sku, "邻家百货", 990), lambda: len(list_competitors(context.shop, sku)))


def test_a_count_is_begun_once_and_a_list_entered_once(context, sku, qtbot, wait, lost, twice):
    page = CountsPage(context)
    qtbot.addWidget(page)
    lost(counts_page, "start_count")
    twice(lambda: page.start.wanted.emit("stall", "closing", False), lambda: len(list_counts(context.shop)))

    number = list_counts(context.shop)[0].number
    told = lost(count_paste, "enter_totals")
    sheet = paste_into_count(context, number, f"{sku}\t7", page)
    qtbot.addWidget(sheet)
    qtbot.waitUntil(sheet.take.isEnabled, timeout=20_000)
    for _ in range(2):
        sheet.take.click()
        wait(context)
    assert len(set(told)) == 1 and len(told) == 2
    assert [line.counted for line in review_count(context.shop, number)] == [7]


def test_a_scan_that_was_counted_twice_over_undo_can_be_taken_back_each_time(context, sku, wait, monkeypatch):
    number = start_count(context.shop, "office").number
    entry = Entry(number, sku, 4, "add")
    told: list[str] = []
    real = count_verbs.enter_count
    monkeypatch.setattr(count_verbs, "enter_count", lambda *a, **m: told.append(m["uuid"]) or real(*a, **m))

    def counted() -> list[int]:
        return [line.counted for line in review_count(context.shop, number)]

    for deed, wanted in (
        (entry.there, [4]),
        (entry.there, [4]),
        (entry.back, []),
        (entry.there, [4]),
        (entry.back, []),
    ):
        context.write("", deed, changes={"counts"})
        wait(context)
        assert counted() == wanted
    assert len(set(told)) == 2


def test_purchases_are_drafted_once(context, sku, qtbot, lost, twice):
    save_supplier(context.shop, Supplier("JDZ", "景德镇样板陶坊"))
    page = PurchasingPage(context)
    qtbot.addWidget(page)
    lost(purchase_actions, "draft_purchase")
    twice(lambda: page.panel.drafted.emit("JDZ", {sku: 12}, "急"), lambda: len(list_purchases(context.shop)))

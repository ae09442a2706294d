"""Double Eleven prepared in the window: prices set, changed in bulk and taken back; a promotion drafted and proved."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from shopdesk.domain.margins import PARTS
from shopdesk.domain.prices import CompetitorPrice
from shopdesk.domain.promotions import Promotion, Step
from shopdesk.services import price_table
from shopdesk.services.price_table import PriceTable
from shopdesk.services.prices import show_price
from shopdesk.services.promotions import list_promotions, save_promotion
from shopdesk.ui.context import Context
from shopdesk.ui.prices.competitor_chart import CompetitorChart
from shopdesk.ui.prices.price_bars import Swatch
from shopdesk.ui.prices.prices_page import PricesPage
from shopdesk.ui.prices.promotion_proof_page import PromotionProofPage
from shopdesk.ui.prices.promotions_page import PromotionsPage
from shopdesk.ui.prices.proof_table import ProofTable
from shopdesk.ui.window.main_window import MainWindow
from tests.ui.conftest import PLACES, PlainPage

MUG = "QH-MUG-W"


@pytest.fixture
def window(folder: Path, qtbot):
    """The frame on the prices page."""
    makers = {place.page: PlainPage for place in PLACES} | {
        "prices": PricesPage, "promotions": PromotionsPage, "promotion_proof": PromotionProofPage,
    }  # fmt: skip
    opened = MainWindow(Context(folder), PLACES, makers)
    qtbot.addWidget(opened)
    opened.resize(1440, 900)
    opened.go("prices")
    opened.show()
    qtbot.waitExposed(opened)
    yield opened
    opened.close()


def press(page: QWidget, name: str, qtbot) -> None:
    qtbot.mouseClick(page.findChild(QPushButton, name), Qt.MouseButton.LeftButton)


def words_of(widget: QWidget) -> str:
    return "\n".join(shown.text() for shown in widget.findChildren(QLabel))


def test_days_of_competitors_stand_as_far_apart_as_they_were(qtbot):
    chart = CompetitorChart("chart")
    qtbot.addWidget(chart)
    chart.resize(400, 160)
    days = [datetime(2026, 11, day, 4, tzinfo=UTC) for day in (1, 2, 11)]
    told = [CompetitorPrice(at, "邻家百货", "taobao", 1000 + at, "", day) for at, day in enumerate(days)]
    chart.show_prices(told, 1100, "CNY")
    first, second, last = (chart._across(at) for at in range(3))
    assert (second - first) / (last - first) == pytest.approx(0.1)
    assert [chart.place_under(x) for x in (first, second + 1, last)] == [0, 1, 2]
    assert not chart.grab().isNull()


def amount(window, **what) -> int:
    return show_price(window.context.shop, MUG, **what).quoted.amount


def test_a_price_is_set_for_a_channel_and_taken_back(window, wait, qtbot):
    page, usual = window.current_page, amount(window)
    page.show_wanted({"sku": MUG})
    assert page.panel.isVisible() and "Net profit" in words_of(page.panel)
    form = page.panel.form
    form.submit()
    assert form.error.text() == "Write a price above nothing, such as 29.90."
    form.channel.setCurrentIndex(form.channel.findData("jd"))
    form.amount.setText("66.60")
    press(page, "savePrice", qtbot)
    qtbot.waitUntil(lambda: amount(window, channel="jd") == 6660, timeout=10_000)
    wait(window.context)
    assert amount(window) == usual
    window.context.take_back()
    qtbot.waitUntil(lambda: amount(window, channel="jd") == usual, timeout=10_000)
    wait(window.context)


def test_wrong_fields_are_marked_and_nothing_is_kept(window, qtbot):
    page = window.current_page
    page.show_wanted({"sku": MUG})
    form = page.panel.form
    form.amount.setText("20")
    form.kind.setCurrentIndex(form.kind.findData("quantity"))
    form.submit()
    assert "at least 2" in form.error.text()
    form.kind.setCurrentIndex(form.kind.findData("sale"))
    form.starts.setText("soon")
    form.submit()
    assert "such as 1 Nov 2026 10:00" in form.error.text()
    form.starts.setText("2026-12-02")
    form.ends.setText("2026-12-01")
    form.submit()
    assert "before it begins" in form.error.text()
    assert show_price(window.context.shop, MUG).book == ()


def test_many_prices_are_previewed_changed_and_taken_back(window, wait, qtbot):
    page, before = window.current_page, amount(window)
    page.begin_bulk()
    form = page._forms.form
    assert not form._save.isEnabled()
    form.value.setText("-95")
    form.ending.setText("x")
    assert not form._save.isEnabled()
    form.ending.setText("90")
    form.value.setText("-10")
    assert "→" in form.preview.text() and form._save.isEnabled()
    press(page, "bulkPricesSave", qtbot)
    qtbot.waitUntil(lambda: amount(window) < before, timeout=10_000)
    wait(window.context)
    assert amount(window) % 100 == 90
    window.context.take_back()
    qtbot.waitUntil(lambda: amount(window) == before, timeout=10_000)
    wait(window.context)


def test_a_competitor_is_noted_and_prices_below_the_floor_stand_in_their_view(window, wait, qtbot):
    page = window.current_page
    page.show_wanted({"sku": MUG})
    page.panel.who.setText("邻家百货")
    page.panel.asks.setText("0")
    press(page, "noteCompetitor", qtbot)
    page.panel.asks.setText("1.00")
    press(page, "noteCompetitor", qtbot)
    qtbot.waitUntil(lambda: page.findChild(QWidget, "competitorChart") is not None, timeout=10_000)
    wait(window.context)
    assert "邻家百货" in page.findChild(QWidget, "competitorChart").summary()
    form = page.panel.form
    form.amount.setText("1.00")
    form.submit()
    shop = window.context.shop
    qtbot.waitUntil(lambda: PriceTable(shop).counts()["below"] == 1, timeout=10_000)
    wait(window.context)
    assert "below the floor" in words_of(page.panel)


def test_prices_are_read_once_however_much_is_typed_into_the_search(window, qtbot, monkeypatch):
    page, read = window.current_page, []
    whole = price_table._read
    monkeypatch.setattr(price_table, "_read", lambda *asked: read.append(1) or whole(*asked))
    page.show_wanted({"sku": MUG})
    qtbot.waitUntil(lambda: page.rows_shown() == 1)
    assert not read
    page.refresh()
    assert page.rows_shown() == 1 and len(read) == 1


def test_a_promotion_is_drafted_started_proved_and_taken_back(window, wait, qtbot):
    window.go("promotions")
    page = window.current_page
    assert page.empty.isVisible()
    press(page, "newPromotion", qtbot)
    form = page.panel.form
    form.name.setText("双十一满减")
    form.code.setText("d11")
    form.tiers.setText("99-10 50-5")
    press(page, "savePromotion", qtbot)
    assert "Tiers must rise" in form.error.text()
    form.tiers.setText("99-10 199-25")
    assert "¥25.00 off from ¥199.00" in form.summary.text()
    press(page, "savePromotion", qtbot)
    shop = window.context.shop
    qtbot.waitUntil(lambda: [s.state for s in list_promotions(shop)] == ["draft"], timeout=10_000)
    wait(window.context)
    press(page, "startPromotion", qtbot)
    qtbot.waitUntil(lambda: [s.state for s in list_promotions(shop)] == ["live"], timeout=10_000)
    wait(window.context)
    window.context.take_back()
    qtbot.waitUntil(lambda: [s.state for s in list_promotions(shop)] == ["draft"], timeout=10_000)
    wait(window.context)


def test_the_proof_shows_the_worst_and_the_calendar_what_to_prepare(window, wait, qtbot):
    save_promotion(window.context.shop, Promotion("HALF", "半价", "discount", steps=(Step(percent=80),)))
    window.go("promotion_proof", promotion="HALF")
    page = window.current_page
    qtbot.waitUntil(lambda: page.findChild(QWidget, "worstStacks") is not None, timeout=30_000)
    wait(window.context)
    assert page.rows_shown() > 0
    below = page.findChild(ProofTable, "belowFloor")
    prices = [line[2].key for line in below.lines]
    press(page, "belowFloor-2", qtbot)  # the dearest first, then the cheapest
    assert [line[2].key for line in below.lines] == sorted(prices, reverse=True)
    press(page, "belowFloor-2", qtbot)
    assert [line[2].key for line in below.lines] == sorted(prices)
    assert below.names[2].text().endswith("↑")
    press(page, "belowFloor-0", qtbot)
    assert [line[0].text for line in below.lines] == sorted(line[0].text for line in below.lines)
    assert page.findChild(QLabel, "proofCurrencies") is None  # the sample shop is priced in one currency
    page.show_wanted({"calendar": True})
    assert "Order stock" in words_of(page)
    page._leave()
    assert window.current_page.name == "promotions"


def test_sizes_of_one_listing_are_told_apart_and_each_part_of_the_bar_has_its_colour(window):
    page = window.current_page
    rows = [page.model.row_at(at).goods for at in range(page.model.rowCount())]
    several = next(goods for goods in rows if goods.options)
    assert several.called == f"{several.options} · {several.title}"
    page.table.go_to(several.variant_id)
    page.show_panel(True)
    assert len(page.panel.findChildren(Swatch)) == len(PARTS) + 1


def test_the_key_of_save_means_the_form_in_which_is_typed(window, qtbot):
    page = window.current_page
    page.table.selectRow(0)
    page.show_panel(True)
    page.begin_bulk()
    form = page._forms.form
    form.value.setText("-10")
    form.value.setFocus()
    with qtbot.waitSignal(form.saved):
        qtbot.keyClick(form.value, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)

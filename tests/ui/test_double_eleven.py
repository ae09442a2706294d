"""Double Eleven in the window: from the calendar over draft, proof and correction to the sale and its report."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from shopdesk.db.prices import goods_of
from shopdesk.domain.money import Money
from shopdesk.domain.promotions import BasketLine, Promotion, Scope, Step
from shopdesk.services.margins import compare_channels
from shopdesk.services.promotion_effect import effect_of
from shopdesk.services.promotions import list_promotions, price_basket, save_promotion, show_promotion
from shopdesk.ui.context import Context
from shopdesk.ui.prices.promotion_proof_page import PromotionProofPage
from shopdesk.ui.prices.promotions_page import PromotionsPage
from shopdesk.ui.prices.proof_table import ProofTable
from shopdesk.ui.window.main_window import MainWindow
from tests.ui.conftest import PLACES, PlainPage

OCTOBER = datetime(2026, 10, 20, 2, 24, tzinfo=UTC)


class Clock:
    """The shop's clock, which the story turns on."""

    def __init__(self) -> None:
        self.now = OCTOBER

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    """Three weeks before Double Eleven."""
    return Clock()


@pytest.fixture
def window(folder: Path, qtbot, clock):
    """The frame on the calendar of festivals."""
    makers = {place.page: PlainPage for place in PLACES} | {
        "promotions": PromotionsPage, "promotion_proof": PromotionProofPage,
    }  # fmt: skip
    opened = MainWindow(Context(folder, now=clock), PLACES, makers)
    qtbot.addWidget(opened)
    opened.resize(1366, 768)
    opened.go("promotion_proof", calendar=True)
    opened.show()
    qtbot.waitExposed(opened)
    yield opened
    opened.close()


def press(page: QWidget, name: str, qtbot) -> None:
    qtbot.mouseClick(page.findChild(QPushButton, name), Qt.MouseButton.LeftButton)


def words_of(widget: QWidget) -> str:
    return "\n".join(shown.text() for shown in widget.findChildren(QLabel))


def rich_and_poor(shop) -> tuple[str, str, int]:
    """Return a SKU that bears a reduction on Taobao, one that does not, and the percent that tells them apart."""
    room = []
    for sku in sorted(goods_of(shop.connection))[::3]:
        told = next((one for one in compare_channels(shop, sku) if one.channel == "taobao"), None)
        if told is not None and told.margin.known and told.price:
            room.append((100 - 100 * told.floor // told.price, sku))
    room.sort()
    (least, poor), (most, rich) = room[0], room[-1]
    assert most - least > 4
    return rich, poor, (least + most) // 2


def prove(window, code, qtbot, wait) -> PromotionProofPage:
    window.go("promotion_proof", promotion=code)
    page = window.current_page
    qtbot.waitUntil(lambda: page.findChild(QWidget, "worstStacks") is not None, timeout=60_000)
    wait(window.context)
    return page


def test_double_eleven_from_the_calendar_to_its_report(window, clock, wait, qtbot):
    shop = window.context.shop
    rich, poor, percent = rich_and_poor(shop)
    press(window.current_page, "draftFor-double-eleven", qtbot)
    page = window.current_page
    form = page.panel.form
    assert (page.name, form.name.text()) == ("promotions", "Double Eleven")
    assert form.starts.text() and form.ends.text()
    form.code.setText("D11")
    form.kind.setCurrentIndex(form.kind.findData("discount"))
    form.tiers.setText(f"{percent}%")
    form.channel.setCurrentIndex(form.channel.findData("taobao"))
    form.skus.setText(f"{rich} {poor}")
    press(page, "savePromotion", qtbot)
    qtbot.waitUntil(lambda: [s.state for s in list_promotions(shop)] == ["draft"], timeout=20_000)
    wait(window.context)
    told = show_promotion(shop, "D11").promotion
    assert (told.starts, told.ends) == (
        datetime(2026, 10, 31, 16, tzinfo=UTC), datetime(2026, 11, 11, 16, tzinfo=UTC),
    )  # fmt: skip

    proof = prove(window, "D11", qtbot, wait)
    below = proof.findChild(ProofTable, "belowFloor")
    assert {line[0].text.splitlines()[-1] for line in below.lines} == {poor}

    window.go("promotions", promotion="D11")
    press(page, "editPromotion", qtbot)
    page.panel.form.skus.setText(rich)
    press(page, "savePromotion", qtbot)
    qtbot.waitUntil(lambda: show_promotion(shop, "D11").promotion.scope.skus == {rich}, timeout=20_000)
    wait(window.context)
    assert prove(window, "D11", qtbot, wait).findChild(ProofTable, "belowFloor") is None

    # With every piece come three of the other: more than lies there at the pace of the last months.
    gift = Promotion(
        "GIFT", "买一送三", "gift", Scope(channels=frozenset({"taobao"})), told.starts, told.ends,
        steps=(Step(1),), pieces=True, each=True, gift=poor, gift_quantity=3,
    )  # fmt: skip
    save_promotion(shop, gift)
    needed = prove(window, "GIFT", qtbot, wait).findChild(ProofTable, "stockNeeded")
    assert poor in {line[0].text.splitlines()[-1] for line in needed.lines}

    window.go("promotions", promotion="D11")
    press(page, "startPromotion", qtbot)
    qtbot.waitUntil(lambda: show_promotion(shop, "D11").state == "live", timeout=20_000)
    wait(window.context)
    assert page.count_views()["scheduled"] == 1

    def asked() -> Money:
        return price_basket(shop, [BasketLine(rich, 1)], channel="taobao").total

    usual = asked().amount
    clock.now = datetime(2026, 11, 11, 2, tzinfo=UTC)
    assert asked().amount == pytest.approx(usual * (100 - percent) / 100, abs=1)
    clock.now = told.ends + timedelta(hours=3)
    assert asked().amount == usual  # the end is the end

    effect = effect_of(shop, "D11")
    assert (effect.during.first, effect.during.last) == (told.starts, told.ends)
    window.go("promotions", promotion="D11")
    page.refresh()
    qtbot.waitUntil(lambda: "What it has brought" in words_of(page.panel), timeout=20_000)
    assert f"{effect.during.orders:,}  ←  {effect.before.orders:,}" in words_of(page.panel)
    wait(window.context)

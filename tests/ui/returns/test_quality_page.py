"""The quality figures on the window: by reason, SKU and supplier, findings with their supplier, written as a table."""

import csv

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from shopdesk.domain.purchases import Supplier, SupplierItem
from shopdesk.services.goods import goods_called
from shopdesk.services.orders import list_orders
from shopdesk.services.returns import approve_return, open_return
from shopdesk.services.suppliers import find_supplier, save_item, save_supplier
from shopdesk.services.tickets import open_ticket, solve_ticket
from shopdesk.ui import dialogs
from shopdesk.ui.purchasing.supplier_panel import SupplierPanel
from shopdesk.ui.returns.quality_facts import span_text
from shopdesk.ui.returns.quality_page import QualityPage


@pytest.fixture
def taught(context):
    """Three complaints about one SKU of a supplier, one case, one content buyer; return the SKU."""
    shop = context.shop
    order = next(o for o in list_orders(shop, view="shipped") if o.badge == "delivered" and o.lines[0].matched)
    sku = order.lines[0].sku
    save_supplier(shop, Supplier("kiln", "Kiln & Sons"))
    save_item(shop, SupplierItem("kiln", sku, "", 100, 1, 1))
    for at in range(3):
        ticket = open_ticket(shop, f"Glaze cracked {at}", channel="email", kind="quality", sku=sku)
    solve_ticket(shop, ticket.number, result="Exchanged", satisfaction=4)
    open_return(shop, order.number, [(sku, 1)], reason="missing-part", kind="partial")
    return sku


@pytest.fixture
def came_back(context, taught):
    """One piece of another SKU counts as come back; return the SKU."""
    order = next(
        told
        for told in list_orders(context.shop, view="shipped")
        if told.badge == "delivered" and told.lines[0].matched and told.lines[0].sku != taught
    )
    sku = order.lines[0].sku
    case = open_return(context.shop, order.number, [(sku, 1)], reason="missing-part", kind="return-refund", wait=True)
    approve_return(context.shop, case.number, anyway=True, note="A friend")
    return sku


@pytest.fixture
def page(context, taught, qtbot):
    shown = QualityPage(context)
    qtbot.addWidget(shown)
    shown.resize(1366, 768)
    shown.show()
    qtbot.waitUntil(lambda: shown.told is not None, timeout=20_000)
    return shown


def test_the_page_tells_rates_satisfaction_and_findings(page, context, taught):
    words = [label.text() for label in page.facts.findChildren(QLabel)]
    assert any("4.0 / 5" in text for text in words)
    page.show_wanted({"view": "findings"})
    assert page.rows_shown() == 1 and page.counts_text() == "1 quality finding"
    went: list[tuple[str, dict[str, object]]] = []
    context.went.connect(lambda name, wanted: went.append((name, wanted)))
    page.findings.opened.emit(0)
    assert went[0][0] == "tickets"


def test_a_span_without_returns_says_so_and_each_view_can_be_shown(page):
    for view in ("sku", "lot", "supplier", "channel", "reason"):
        page.show_wanted({"view": view})
        assert page.rows_shown() or page.empty.isVisible()
        assert page.chart.summary()


def test_goods_are_told_by_name_and_each_view_names_what_it_tells(came_back, page, context):
    page.show_wanted({"view": "sku"})
    model = page.rate_model
    head = [model.headerData(at, Qt.Orientation.Horizontal) for at in range(2)]
    told = {model.index(row, 1).data(): model.index(row, 0).data() for row in range(model.rowCount())}
    assert head == ["Goods", "SKU"]
    assert told[came_back] == goods_called(context.shop, [came_back])[came_back] != came_back
    page.show_wanted({"view": "reason"})
    assert model.headerData(0, Qt.Orientation.Horizontal) == "Reason"
    assert {model.index(row, 0).data() for row in range(model.rowCount())} == {"Part missing"}


def test_without_batches_nothing_is_said_of_a_longer_span(came_back, page):
    page.show_wanted({"view": "lot"})
    assert page.told[0].returned and not page.rows_shown()
    assert "No batch is known" in " ".join(label.text() for label in page.empty.findChildren(QLabel))


def test_what_takes_no_time_is_no_row_of_seconds():
    assert [span_text(seconds) for seconds in (0, 59, 60, 7200)] == ["under a minute"] * 2 + ["1 min", "2 h"]


def test_the_figures_are_written_as_a_table(page, context, tmp_path, monkeypatch, qtbot):
    target = tmp_path / "figures.csv"
    monkeypatch.setattr(dialogs, "choose_target", lambda *_told: target)
    told: list[str] = []
    context.told.connect(told.append)
    page.findChild(QPushButton, "exportQuality").click()
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    with target.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0][:2] == ["figure", "name"] and any(row[0] == "satisfaction" for row in rows)


def test_the_supplier_is_told_in_its_panel(context, taught, qtbot):
    panel = SupplierPanel(context)
    qtbot.addWidget(panel)
    panel.show_supplier(find_supplier(context.shop, "kiln")[1])
    assert any("3 complaints" in label.text() for label in panel.findChildren(QLabel))
    assert panel.findChild(QPushButton, "supplierFindings") is not None

"""The quality figures on the window: by reason, SKU and supplier, findings with their supplier, written as a table."""

import csv

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from shopdesk.domain.purchases import Supplier, SupplierItem
from shopdesk.services.orders import list_orders
from shopdesk.services.returns import open_return
from shopdesk.services.suppliers import find_supplier, save_item, save_supplier
from shopdesk.services.tickets import open_ticket, solve_ticket
from shopdesk.ui import dialogs
from shopdesk.ui.purchasing.supplier_panel import SupplierPanel
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

"""What can be open in the window beside what the pictures show: forms, sheets, selections, other views."""

import importlib.util
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from shopdesk.services.listings import list_listings
from shopdesk.ui.tables.table_page import TablePage
from shopdesk.ui.window.main_window import MainWindow

SCENES = Path(__file__).resolve().parents[2] / "docs" / "scenes.py"
Scene = Callable[[], object]


def pictured() -> ModuleType:
    """Return the scenes of the pictures: every page, most with something of it chosen."""
    spec = importlib.util.spec_from_file_location("scenes", SCENES)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Visitor:
    """Opens what a person opens."""

    def __init__(self, window: MainWindow, settle: Callable[[], object], folder: Path) -> None:
        self.window, self.settle, self.folder = window, settle, folder

    def at(self, page: str, *presses: str, rows: int = 0, **wanted: object) -> Scene:
        """Return how to go to a page, select rows, and press what is there."""

        def go() -> None:
            self.window.go(page, **wanted)
            self.settle()
            if isinstance(self.window.current_page, TablePage):
                self.select(rows)
            for name in presses:
                self.press(name)

        return go

    def select(self, rows: int) -> None:
        table = self.window.current_page.table
        table.clearSelection()
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        for row in range(rows):
            table.setCurrentIndex(table.model().index(row, 0))
            table.selectionModel().select(table.model().index(row, 0), flags)
        self.settle()

    def press(self, name: str) -> None:
        page = self.window.current_page
        buttons = [made for made in page.findChildren(QAbstractButton, name) if made.isVisible()]
        assert buttons or page.findChildren(QAction, name), f"{name} is not seen on {page.name}"
        buttons[0].click() if buttons else page.findChild(QAction, name).trigger()
        self.settle()

    def strange_file(self) -> Path:
        """Return a file whose columns nobody knows."""
        file = self.folder / "strange.csv"
        file.write_text("a,b,c\n1,2,3\n", "utf-8")
        return file

    def find_goods(self) -> None:
        """Lay goods into a new order."""
        self.at("new_order")()
        field = self.window.current_page.findChild(QLineEdit, "findGoods")
        field.setText("QH-MUG-W")
        field.returnPressed.emit()

    def sheet(self, ask: Callable[..., object]) -> Scene:
        """Return how a sheet of the stall is opened."""
        return lambda: (pictured().sell_something(self.window), self.settle(), ask(self.window.current_page))


def further(visitor: Visitor) -> dict[str, Scene]:
    """Return what else can be open, in an order in which one thing does not hinder the next."""
    at, sheet = visitor.at, visitor.sheet
    skus = [one.variants[0].sku for one in list_listings(visitor.window.context.shop)[:2]]
    strange = visitor.strange_file()
    return {
        "orders, a note": at("orders", "noteOrder", rows=1, view="new"),
        "orders, the name of a view": at("orders", "saveView", view="new"),
        "orders, to be held": lambda: (visitor.window.current_page.forms.leave(), at("orders", "holdUntil", rows=1)()),
        "orders, some selected": lambda: (visitor.window.current_page.forms.leave(), at("orders", rows=3)()),
        "new order with goods": visitor.find_goods,
        "print queue": lambda: (at("printing")(), QTest.keyClick(visitor.window, Qt.Key.Key_F6)),
        "new courier": at("couriers", new=True),
        "new place": at("places", new=True),
        "new supplier": at("suppliers", new=True),
        "new reply": at("replies", new=True),
        "new ticket": at("tickets", new=True),
        "new purchase": at("purchasing", new=True),
        "purchase draft": at("purchasing", rows=1, view="draft"),
        "purchase order": at("purchasing", rows=1, view="ordered"),
        "prices in bulk": at("prices", "bulkPricesChosen", rows=2),
        "a promotion": at("promotions", rows=1, view="all"),
        "moving stock": at("stock", "moveCurrent", rows=1),
        "parts of a kit": at("stock", "editKit"),
        "some stock": at("stock", rows=3),
        "new count": at("counts", new=True),
        "a count": at("counts", "startCount", new=True),
        "carrying goods": at("transfer", skus=skus),
        "table of listings": at("listings", "showTable"),
        "some listings": at("listings", rows=2),
        "new category": at("categories", "newCategory"),
        "columns of a file": at("import", files=[strange]),
        "columns of a bill": at("bill", files=[strange]),
        "counts that are due": at("analysis", view="due"),
        "some customers": at("customers", rows=2),
        "a return": at("returns", rows=1, view="all"),
        "new listing": at("listing", new=True),
        "taking money": sheet(lambda page: page.pay("cash")),
        "counting the till": sheet(lambda page: page.asks.open_till()),
        "held carts": sheet(lambda page: page.asks.ask_held()),
        "a member": sheet(lambda page: page.asks.ask_member()),
        "a discount": sheet(lambda page: page.asks.ask_discount()),
        "goods back": sheet(lambda page: page.asks.ask_refund()),
        "a coupon": sheet(lambda page: page.extras.ask_coupon()),
        "more at the stall": sheet(lambda page: page.extras.ask_more()),
        "cash in and out": sheet(lambda page: page.extras.ask_cash()),
        "how many": sheet(lambda page: page.stocking.ask_count(-1)),
        "goods from the office": sheet(lambda page: page.stocking.ask_fetch()),
    }

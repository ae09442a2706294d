"""Goods come and go: suppliers, purchases, places, counts, kits, prices."""

from datetime import date, timedelta

from shopdesk.domain.prices import Price, Recipe
from shopdesk.domain.purchases import Supplier, SupplierItem
from shopdesk.services import (
    abc_classes,
    count_sheets,
    kits,
    ledger,
    locations,
    prices,
    purchases,
    stock,
    stock_analysis,
    stock_counts,
    stock_table,
    suppliers,
    transfers,
)
from shopdesk.services.imports import import_file
from shopdesk.services.purchases import Receipt
from shopdesk.services.shop import Shop
from tests.durability.day import NOW, Verb
from tests.durability.whole_day.find import looked_at, newest, one


def verbs() -> list[Verb]:
    """Return this part of the day."""
    return [*_suppliers(), *_purchases(), *_places(), *_counts(), *_prices()]


def _suppliers() -> list[Verb]:
    pottery = Supplier("JDZ", "景德镇样板陶坊", phone="0798-5550000", lead_days=10)
    return [
        lambda shop: suppliers.save_supplier(shop, pottery),
        lambda shop: suppliers.save_item(shop, SupplierItem("JDZ", "BOX", "T-350", price=1250, minimum=24, pack=12)),
        lambda shop: suppliers.save_item(shop, SupplierItem("JDZ", "MUG", price=200)),
        lambda shop: suppliers.remove_item(shop, "JDZ", "MUG"),
        lambda shop: suppliers.remove_supplier(shop, "JDZ"),
        lambda shop: suppliers.bring_supplier_back(shop, int(newest(shop, "suppliers", "id"))),
    ]


def _purchases() -> list[Verb]:
    until = date(2027, 11, 13)
    number = "PO-000001"
    return [
        lambda shop: purchases.draft_purchase(shop, "JDZ", {"BOX": 24}, uuid="purchase 1"),
        lambda shop: purchases.change_purchase(shop, number, {"BOX": 36}, {"BOX": 1200}, note="急"),
        lambda shop: purchases.remove_drafts(shop, [number]),
        lambda shop: purchases.bring_drafts_back(shop, [1]),
        lambda shop: purchases.order_purchase(shop, number),
        lambda shop: purchases.receive_purchase(shop, number, [Receipt("BOX", 12, "L1", until)], uuid="receipt 1"),
        lambda shop: purchases.take_receipts_back(shop, number),
        lambda shop: purchases.book_receipts_again(shop, number, ["receipt 1/0"]),
        lambda shop: purchases.take_receipts_back(shop, number),
        lambda shop: purchases.receive_purchase(shop, number, [Receipt("BOX", 36, "L2", until)], uuid="receipt 2"),
        lambda shop: purchases.draft_orders(shop, {"BOX": 12}, uuid="purchases 2"),
        lambda shop: purchases.set_purchase_state(shop, newest(shop, "purchases", "number"), "cancelled"),
    ]


def _places() -> list[Verb]:
    return [
        lambda shop: locations.set_location(shop, "A-01", name="一号架", parent="office"),
        lambda shop: locations.remove_location(shop, "A-01"),
        lambda shop: locations.bring_locations_back(
            shop, [locations.Location("A-01", "一号架", "office", True, _place(shop))]
        ),
        lambda shop: transfers.transfer_stock(
            shop, {"BOX": 12, "MUG": 9}, origin="office", target="stall", uuid="to the stall"
        ),
        lambda shop: transfers.bring_back(shop, origin="stall", target="office"),
        lambda shop: transfers.transfer_stock(
            shop, {"BOX": 10, "MUG": 8}, origin="office", target="stall", uuid="to the stall again"
        ),
        lambda shop: stock.set_shelf(shop, "BOX", safety=5, place="A-01"),
        lambda shop: stock.allow_negative(shop, "LAMP", True),
        lambda shop: stock.allow_negative(shop, "LAMP", False),
        lambda shop: stock.move_stock(shop, "LAMP", -2, reason="damage", uuid="two broken"),
        lambda shop: ledger.undo_movement(shop, "two broken"),
        lambda shop: kits.set_kit(shop, "LAMP", {"MUG": 2}),
        lambda shop: kits.build_kit(shop, "LAMP", 1, uuid="kit built"),
        lambda shop: kits.break_kit(shop, "LAMP", 1, uuid="kit taken apart"),
        lambda shop: kits.build_kit(shop, "LAMP", 1, uuid="kit built again"),
        lambda shop: kits.undo_kit(shop, kits.build_kit(shop, "LAMP", 1, uuid="kit built again")),
        lambda shop: kits.set_kit(shop, "LAMP", {}),
    ]


def _counts() -> list[Verb]:
    return [
        lambda shop: stock.count_stock(shop, shop.folder / "count.csv"),
        looked_at(lambda shop: stock_table.take_back_count(shop, [stock.Counted("BOX", "office", 50, 36)])),
        lambda shop: import_file(shop, shop.folder / "own-stock.csv"),
        lambda shop: stock_counts.start_count(shop, note="月末", uuid="count 1"),
        lambda shop: stock_counts.enter_count(shop, _count(shop), "BOX", 20, kind="total", uuid="entry 1"),
        lambda shop: stock_counts.take_entry_back(shop, "entry 1"),
        lambda shop: stock_counts.enter_totals(shop, _count(shop), {"BOX": 21, "MUG": 9}, uuid="list"),
        lambda shop: stock_counts.take_entries_back(shop, ["list BOX", "list MUG"]),
        lambda shop: stock_counts.enter_count(shop, _count(shop), "BOX", 25, kind="total", uuid="entry 2"),
        lambda shop: count_sheets.load_count_sheet(shop, _count(shop), _sheet(shop), uuid="sheet 1"),
        lambda shop: stock_counts.count_rest_as_zero(shop, _count(shop)),
        lambda shop: stock_counts.set_count_state(shop, _count(shop), "paused"),
        lambda shop: stock_counts.set_count_state(shop, _count(shop), "open"),
        lambda shop: stock_counts.post_count(shop, _count(shop)),
        lambda shop: stock_counts.unpost_count(shop, _count(shop)),
        lambda shop: stock_counts.set_count_state(shop, _count(shop), "cancelled"),
        abc_classes.keep_classes,
        stock_analysis.make_outlooks,
    ]


def _prices() -> list[Verb]:
    sale = Price("BOX", "sale", 2700, starts=NOW - timedelta(days=1), ends=NOW + timedelta(days=5))
    return [
        lambda shop: prices.set_prices(shop, [sale, Price("MUG", "member", 2500, level="vip")], uuid="prices 1"),
        lambda shop: prices.undo_price_change(shop, _change(shop, "prices 1")),
        lambda shop: prices.set_prices(shop, [Price("BOX", "list", 3100, "jd")], uuid="prices 2"),
        lambda shop: prices.remove_prices(shop, [int(newest(shop, "prices", "id"))], uuid="prices 3"),
        lambda shop: prices.apply_bulk(shop, ["BOX", "MUG"], Recipe(percent=5, ending=90), uuid="prices 4"),
        lambda shop: prices.note_competitor(shop, "BOX", "邻家百货", 2990, uuid="competitor 1"),
        lambda shop: prices.remove_competitor(shop, _competitor(shop)),
        lambda shop: prices.remove_competitor(shop, _competitor(shop), back=True),
    ]


def _count(shop: Shop) -> str:
    return one(shop, "SELECT number FROM stock_counts WHERE uuid = 'count 1'")


def _place(shop: Shop) -> int:
    return int(one(shop, "SELECT id FROM locations WHERE code = 'A-01'"))


def _change(shop: Shop, uuid: str) -> int:
    return int(one(shop, "SELECT id FROM price_changes WHERE uuid = ?", uuid))


def _competitor(shop: Shop) -> int:
    return int(one(shop, "SELECT id FROM competitor_prices WHERE uuid = 'competitor 1'"))


def _sheet(shop: Shop):
    path = shop.folder / "sheet.csv"
    count_sheets.write_count_sheet(shop, _count(shop), path)
    told = path.read_text("utf-8-sig").splitlines()
    rows = [f"{line}33" if ",LAMP," in line else line for line in told]
    path.write_text("\n".join(rows), "utf-8")
    return path

"""Verbs of goods: stock, suppliers, prices, counts, listings."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from tests.ui.undone.hand import Hand, pressing, verb

pressing("suppliers", "supplier_taken_out", "removeSuppliers", 0)
pressing("listings", "listings_archived", "archiveListings", 0, 1)


@verb("stock", lambda hand: hand.select(0), view="all")
def move_stock(hand: Hand) -> None:
    hand.press("moveCurrent")
    hand.write("movePieces", "5")
    hand.press("bookMove")


@verb("stock", lambda hand: hand.select(0), view="all", fields=("safetyEdit", "shelfEdit"))
def a_safety_line(hand: Hand) -> None:
    QTest.keyClick(hand.write("safetyEdit", "77"), Qt.Key.Key_Return)
    hand.settle()


@verb("stock", lambda hand: hand.select(0), view="all", fields=("safetyEdit", "shelfEdit"))
def a_shelf(hand: Hand) -> None:
    QTest.keyClick(hand.write("shelfEdit", "Z-1-1"), Qt.Key.Key_Return)
    hand.settle()


@verb("places", new=True)
def add_a_place(hand: Hand) -> None:
    hand.write("placeCode", "back-room")
    hand.write("placeName", "后仓")
    hand.press("savePlace")


@verb("suppliers", new=True)
def add_a_supplier(hand: Hand) -> None:
    hand.write("supplierCode", "NEW")
    hand.write("supplierName", "新样板厂")
    hand.press("saveSupplier")


@verb("suppliers", lambda hand: hand.select(0))
def change_a_supplier(hand: Hand) -> None:
    hand.write("supplierLead", "33")
    hand.press("saveSupplier")


@verb("suppliers", lambda hand: hand.select(0), fields=("offersTable",))
def add_an_offer(hand: Hand) -> None:
    hand.write("offerSku", "QH-BSK-L")
    hand.write("offerPrice", "12.50")
    hand.press("saveOffer")


@verb("suppliers", lambda hand: hand.select(0), fields=("offersTable",))
def take_an_offer_out(hand: Hand) -> None:
    hand.press("removeOffer")


@verb("purchasing", lambda hand: hand.select(0), view="draft")
def take_a_draft_out(hand: Hand) -> None:
    hand.press("removePurchases")


@verb("purchasing", lambda hand: hand.select(0), view="draft")
def order_goods(hand: Hand) -> None:
    hand.press("orderPurchase")


@verb("purchasing", lambda hand: hand.select(0), view="ordered")
def cancel_an_order_of_goods(hand: Hand) -> None:
    hand.press("cancelPurchase")


@verb("prices", lambda hand: hand.select(0))
def set_a_price(hand: Hand) -> None:
    hand.write("priceAmount", "66.60")
    hand.press("savePrice")


@verb("prices", lambda hand: hand.select(0))
def take_a_price_out(hand: Hand) -> None:
    seen = (b.objectName() for b in hand.page.findChildren(QAbstractButton) if b.isVisible())
    name = next(name for name in seen if name.startswith("removePrice-"))
    hand.press(name)


@verb("prices")
def note_a_competitor(hand: Hand) -> None:
    hand.select(0)
    hand.write("competitorName", "隔壁小店")
    hand.write("competitorPrice", "9.90")
    hand.press("noteCompetitor")


@verb("promotions", lambda hand: hand.select(0), view="all")
def start_a_promotion(hand: Hand) -> None:
    hand.press("startPromotion")


@verb("promotions", lambda hand: hand.select(0), view="all")
def change_a_promotion(hand: Hand) -> None:
    hand.press("editPromotion")
    hand.write("promotionName", "改过的活动")
    hand.press("savePromotion")


@verb("counts", new=True)
def begin_a_count(hand: Hand) -> None:
    hand.press("startCount")


def counting(hand: Hand) -> None:
    hand.press("startCount")


@verb("counts", counting, fields=("countTable",), new=True)
def enter_a_count(hand: Hand) -> None:
    QTest.keyClick(hand.write("countScan", "3*QH-BSK-L"), Qt.Key.Key_Return)
    hand.settle()


@verb("counts", counting, new=True)
def pause_a_count(hand: Hand) -> None:
    hand.press("pauseCount")


def on_a_checked_listing(hand: Hand) -> None:
    """The first listing; who opens it has its main image checked, and that stays known of the image."""
    hand.press("checkAll")
    hand.settle()
    hand.select(0)


@verb("listings", on_a_checked_listing)
def duplicate_a_listing(hand: Hand) -> None:
    hand.press("duplicateListing")
    hand.window.go("listings")
    hand.settle()


@verb("categories")
def add_a_category(hand: Hand) -> None:
    hand.press("newCategory")
    hand.write("newCategoryName", "新类目")
    hand.press("saveNewCategory")

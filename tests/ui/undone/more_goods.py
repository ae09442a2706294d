"""Verbs of goods that need more than one step: receipts, kits, the editor of listings, the tree, files."""

from pathlib import Path

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QListView, QSpinBox, QTreeWidget

from shopdesk.domain.options import options_of
from shopdesk.services.kits import set_kit
from shopdesk.services.listing_table import ListingTable
from tests.ui.undone.hand import BUTTONS, Hand, verb


@verb("purchasing", lambda hand: hand.select(0), fields=("purchaseNote", "purchaseSum"), view="draft")
def change_a_draft(hand: Hand) -> None:
    hand.write("linePieces-QH-MUG-W", "36")
    hand.write("purchaseNote", "急用")
    hand.press("saveLines")


def receiving(hand: Hand) -> None:
    hand.select(0)
    hand.press("receiveGoods")


@verb("purchasing", receiving, view="ordered")
def receive_goods(hand: Hand) -> None:
    hand.write("receivePieces-QH-MUG-W", "10")
    hand.write("receiveCost-QH-MUG-W", "9.99")
    hand.press("bookReceipt")


@verb("prices", view="all")
def receive_goods_at_another_cost(hand: Hand) -> None:
    hand.window.go("purchasing", view="ordered")
    hand.settle()
    receiving(hand)
    receive_goods(hand)
    hand.window.go("prices", view="all")
    hand.settle()


def received(hand: Hand) -> None:
    receiving(hand)
    hand.write("receivePieces-QH-MUG-W", "10")
    hand.press("bookReceipt")
    hand.select(0)


@verb("purchasing", received, view="ordered")
def take_a_receipt_back(hand: Hand) -> None:
    hand.press(next(name for name in hand.names() if name.startswith("takeBack-")))


def a_kit(hand: Hand) -> None:
    rows = [hand.page.model.row_at(at) for at in range(hand.page.model.rowCount())]
    kit = next(row.sku for row in rows if row.available < 9)
    set_kit(hand.shop, kit, {next(row.sku for row in rows if row.available >= 20): 2})
    hand.window.context.changed.emit(frozenset({"stock"}))
    hand.settle()
    hand.select(next(at for at in range(len(rows)) if hand.page.model.row_at(at).sku == kit))
    hand.press("editKit")


@verb("stock", a_kit, view="all")
def build_kits(hand: Hand) -> None:
    hand.see("kitPieces", QSpinBox).setValue(3)
    hand.press("buildKit")


EDITOR = (
    "listingTitle", "listingKeyword", "listingPoint", "listingBrand", "listingDescription", "listingRole",
    "listingWarranty", "listingSpecial", "categoryPath", "attribute-0", "optionName-0", "optionValues-0",
    "pictureStrip", "block-features", BUTTONS,
)  # fmt: skip


def in_the_editor(hand: Hand) -> None:
    handle = ListingTable(hand.shop).rows(ListingTable(hand.shop).ids("", False)[:1])[0].handle
    hand.window.go("listing", listing=handle)
    hand.settle()


def edited(name: str, text: str) -> None:
    def act(hand: Hand) -> None:
        field = hand.write(name, text)
        field.clearFocus()
        hand.settle()

    act.__name__ = f"write_{name}"
    verb("listing", in_the_editor, fields=EDITOR)(act)


def write_title(hand: Hand) -> None:
    hand.write("listingTitle", "改过的标题 加厚收纳盒").clearFocus()
    hand.settle()


WRITTEN = {
    "listingTitle": "改过的标题 加厚收纳盒", "listingKeyword": "收纳", "listingBrand": "样板牌",
    "listingPoint": "一物多用", "listingDescription": "一段新的描述", "block-features": "加厚。耐用。",
}  # fmt: skip
for written, words in WRITTEN.items():
    edited(written, words)


@verb("listing", in_the_editor, fields=EDITOR)
def fill_in_an_attribute(hand: Hand) -> None:
    if isinstance(hand.see("attribute-0"), QComboBox):
        hand.choose("attribute-0")
    else:
        hand.enter("attribute-0", "别的")


def with_two_pictures(hand: Hand) -> None:
    in_the_editor(hand)
    add_a_picture(hand)
    strip = hand.see("pictureStrip", QListView)
    strip.setCurrentIndex(strip.model().index(strip.model().rowCount() - 1, 0))


@verb("listing", with_two_pictures, fields=EDITOR)
def put_a_picture_in_front(hand: Hand) -> None:
    hand.press("pictureLeft")


@verb("listing", with_two_pictures, fields=EDITOR)
def take_a_picture_out(hand: Hand) -> None:
    hand.press("removePicture")


@verb("listing", in_the_editor, fields=EDITOR)
def choose_a_role_of_a_listing(hand: Hand) -> None:
    hand.choose("listingRole")


@verb("listing", in_the_editor, fields=EDITOR)
def choose_another_category(hand: Hand) -> None:
    hand.choose("category-1")


@verb("listing", in_the_editor, fields=EDITOR)
def make_variants(hand: Hand) -> None:
    known = options_of(hand.page.draft.listing.variants)
    name, values = next(iter(known.items()), ("颜色", ["白"]))
    hand.write("optionName-0", name)
    hand.write("optionValues-0", ", ".join([*values, "新色"]))
    hand.press("makeVariants")


@verb("listing", in_the_editor, fields=EDITOR)
def add_a_platform_code(hand: Hand) -> None:
    hand.write("codeText", "PLAT-4711")
    hand.press("addCode")


@verb("listing", in_the_editor, fields=EDITOR)
def add_a_picture(hand: Hand) -> None:
    file = Path(hand.shop.folder.parent) / "white.png"
    Image.new("RGB", (1000, 1000), "white").save(file)
    hand.page.take_files([file])
    hand.settle()


def on_a_category(hand: Hand) -> None:
    tree = hand.see("categoryTree", QTreeWidget)
    tree.setCurrentItem(tree.topLevelItem(0).child(0))
    tree.setFocus()
    hand.settle()


@verb("categories", on_a_category)
def rename_a_category(hand: Hand) -> None:
    hand.press("renameCategory")
    editor = hand.see("categoryTree", QTreeWidget).findChild(QLineEdit)
    editor.setText("改名的类目")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    hand.settle()


@verb("categories", on_a_category)
def move_a_category(hand: Hand) -> None:
    QTest.keyClick(hand.see("categoryTree", QTreeWidget), Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    hand.settle()


def on_an_empty_category(hand: Hand) -> None:
    hand.press("newCategory")
    hand.write("newCategoryName", "空类目")
    hand.press("saveNewCategory")


@verb("categories", on_an_empty_category)
def remove_a_category(hand: Hand) -> None:
    hand.press("removeCategory")


@verb("couriers", lambda hand: hand.select(0))
def add_waybill_numbers(hand: Hand) -> None:
    hand.write("poolFirst", "78990000000001")
    hand.write("poolLast", "78990000000009")
    hand.press("addNumbers")

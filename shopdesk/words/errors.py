"""What each error code says to a person: what happened, what it means, what to do."""

from collections.abc import Mapping

from shopdesk.domain.errors import ShopError
from shopdesk.domain.imports import RowProblem
from shopdesk.domain.listing_score import Finding
from shopdesk.words import N_, _
from shopdesk.words.backup_errors import BACKUPS
from shopdesk.words.category_errors import CATEGORIES
from shopdesk.words.customer_errors import CUSTOMERS, PRESETS, SAVED_VIEWS
from shopdesk.words.exports import EXPORTS
from shopdesk.words.layouts import LAYOUT_ERRORS, word_layout_field, word_part
from shopdesk.words.listing_editor import word_field
from shopdesk.words.listings import word_finding
from shopdesk.words.order_errors import ORDERS
from shopdesk.words.paste_errors import PASTED
from shopdesk.words.payment_errors import PAYMENTS
from shopdesk.words.print_errors import PRINTING
from shopdesk.words.printer_errors import PRINTERS
from shopdesk.words.promotion_errors import PROMOTIONS, RULES
from shopdesk.words.return_errors import RETURNS
from shopdesk.words.returns import word_case_state, word_rule
from shopdesk.words.sale_errors import SALES
from shopdesk.words.states import word_state
from shopdesk.words.stock_errors import STOCK
from shopdesk.words.turnover import TURNOVER_ERRORS
from shopdesk.words.waves import WAVES

_SHOP_FILE = {
    "shop-missing": N_("There is no shop at {path}. Make one with shopdesk init, or name another folder with --shop."),
    "shop-exists": N_("There is a shop at {path} already. It was left as it is; choose another folder for a new one."),
    "shop-empty": N_("{path} is empty: it holds no shop. It was left untouched; restore a backup, or move it away."),
    "shop-foreign": N_("{path} is not a ShopDesk file. It was left as it is; name your shop's folder with --shop."),
    "shop-damaged": N_(
        "The shop's file {path} is damaged ({detail}). Nothing was written; keep the file and restore a backup."
    ),
    "shop-newer": N_(
        "The shop at {path} was made by a newer ShopDesk. It was left untouched; install the newer program."
    ),
    "shop-not-readable": N_("{path} cannot be read ({detail}). Nothing was changed; look at its permissions."),
    "shop-not-writable": N_(
        "{path} cannot be written. Nothing was changed; look at its permissions, or whether the drive is there."
    ),
    "shop-gone": N_(
        "The shop's file {path} is no longer there. Nothing was written; put it back, or plug the drive in, then try"
        " again."
    ),
    "shop-busy": N_(
        "Another program has been writing to this shop for a while. Nothing was changed; try again in a moment."
    ),
    "sqlite-too-old": N_(
        "SQLite {found} can lose work; {needed} or newer is needed. The shop was not opened; set ShopDesk up again."
    ),
    "disk-full": N_("The disk is full. Nothing was changed; make room and try again."),
    "disk-error": N_("The disk refused to work ({detail}). Nothing was changed; look at the drive, then try again."),
    "folder-not-writable": N_("The folder {path} cannot be written ({detail}). Nothing was made; choose another one."),
    "originals-in-folder": N_(
        "The folder {path} holds originals, which are never touched. Choose another folder for the repaired copies."
    ),
    "original-kept": N_("{path} is the original, which is never overwritten. Choose another name for the copy."),
    "picture-not-repaired": N_("There is no repaired copy of {path} to be kept. Look at the reason that is told."),
    "folder-not-readable": N_("The folder {path} cannot be read ({detail}). Look at its permissions."),
    "file-not-writable": N_(
        "{path} cannot be written ({detail}). Nothing was changed; close the program that has it open, or choose"
        " another name."
    ),
}

_FILES = {
    "file-missing": N_("There is no file {file}. Nothing was imported; look at its name and folder."),
    "file-is-folder": N_("{file} is a folder. Nothing was imported; name the file itself."),
    "file-locked": N_(
        "{file} cannot be opened: another program holds it, or you may not read it. Close it there and try again."
    ),
    "file-unreadable": N_("{file} cannot be read ({reason}). Nothing was imported; copy the file and try the copy."),
    "file-empty": N_("{file} is empty. Nothing was imported; export it again from the platform."),
    "workbook-encrypted": N_(
        "{file} is locked with a password. Nothing was read; take the password off and try again."
    ),
    "workbook-damaged": N_(
        "{file} is damaged or not a workbook. Nothing was read; open it, save it again and try once more."
    ),
    "workbook-too-large": N_(
        "{file} is too large to be read at once. Nothing was read; save the sheet as CSV, or split it, and try again."
    ),
    "json-too-large": N_(
        "{file} is too large to be read at once. Nothing was read; export fewer records at a time and try again."
    ),
    "json-damaged": N_("{file} is not a complete JSON file. Nothing was read; export it again and try again."),
    "file-is-workbook": N_("{file} is an Excel workbook. Nothing was imported; save it as CSV there and import that."),
    "file-is-picture": N_("{file} is a picture. Nothing was imported; pictures are checked with images check."),
    "file-not-text": N_("{file} is not a text file. Nothing was imported; export it again as CSV."),
    "encoding-unknown": N_(
        "The letters of {file} cannot be read in any encoding we know. Nothing was imported; save it as CSV UTF-8."
    ),
    "quote-unclosed": N_(
        "In row {row} of {file} a quotation mark is not closed, so that the rows after it run together."
        " Nothing was imported; export the file again."
    ),
    "cell-too-long": N_(
        "Row {row} of {file} holds a cell of more than {limit} characters. Nothing was imported; the file is damaged."
    ),
    "format-unknown": N_(
        "This file is not recognised; its columns begin with: {columns}. Nothing was imported; see shopdesk formats."
    ),
    "format-not-offered": N_("There is no format {format}. Nothing was imported; see shopdesk formats."),
    "columns-missing": N_(
        "The file looks like {format}, but has no column {columns}. Nothing was imported; export it with all columns."
    ),
    "kind-differs": N_("{file} holds {found}, not {wanted}. Nothing was imported; leave --kind out to take it."),
    "target-is-source": N_(
        "{file} is the imported file itself. Nothing was written; choose another name for the refused rows."
    ),
    "batch-unknown": N_("There is no import {value}. Nothing was changed; import prints its batch when it is done."),
    "batch-undone": N_("The import of {file} was taken back before. Nothing was changed."),
    "batch-stays": N_("The import of {file} cannot be brought back. Nothing was changed; import the file again."),
    "batch-again": N_(
        "Orders of {file} came in again meanwhile, or were changed. Nothing was changed; import the file again."
    ),
    "batch-not-newest": N_(
        "{record} was changed by a later import, {newer}. Nothing was changed; take that one back first, then {file}."
    ),
    "batch-worked-on": N_(
        "Orders from {file} are being worked on: {orders}. Nothing was changed; cancel or unship them first."
    ),
    "batch-stock-used": N_(
        "Goods that came with {file} have been sold or reserved since. Nothing was changed; correct the stock instead."
    ),
}

_ROWS = {
    "number-damaged": N_(
        "{value} in {column} was rounded by a spreadsheet, its digits are gone. Export the file again and do not"
        " open it in between."
    ),
    "amount-unreadable": N_("{value} in {column} is not an amount of money. Correct the cell and import again."),
    "amount-negative": N_("The amount {value} in {column} is below zero. Correct the cell and import again."),
    "quantity-unreadable": N_("{value} in {column} is not a whole number. Correct the cell and import again."),
    "quantity-negative": N_("The quantity {value} in {column} is below zero. Correct the cell and import again."),
    "time-unreadable": N_("{value} in {column} is not a date we can read. Correct the cell and import again."),
    "order-number-missing": N_("The row has no order number, so that it belongs to no order. Export the file again."),
    "title-missing": N_("The product has no title. Fill it in and import again."),
    "sku-missing": N_("The row has no SKU in {column}, so that it cannot be told apart. Fill it in and import again."),
    "sku-duplicate": N_("The SKU {value} belongs to another row or listing. Give each variant a SKU of its own."),
    "row-too-long": N_(
        "The row has more cells than the header ({value}), so its values may stand under the wrong columns. Put "
        "cells with commas in quotation marks."
    ),
    "level-unknown": N_(
        "{value} is not a level of customers. Write regular, vip, wholesale or nothing; nothing was changed."
    ),
    "customer-keyless": N_(
        "This customer could not be recognised again: there is neither a telephone nor a buyer. Fill one in and import"
        " again."
    ),
    "status-unknown": N_(
        "The state {value} in {column} is not known, so whether the parcel may go cannot be told. Add the order by"
        " hand."
    ),
    "country-unknown": N_(
        "{value} is not a country that ShopDesk knows. Write the two-letter code, such as US, and import again."
    ),
    "currency-unknown": N_("{value} in {column} is not a currency. Write three letters such as CNY or USD."),
    "currencies-mixed": N_(
        "One order has amounts in several currencies ({value}), which are never added up. Add the order by hand."
    ),
    "weight-unreadable": N_("{value} in {column} is not a weight. Correct it and import again."),
    "stock-promised": N_(
        "More pieces of {value} are promised to orders than the file leaves. Ship or cancel these orders first."
    ),
    "place-unknown": N_(
        "The shop has no place {value}. Give one of its places this name, or export one location, and import again."
    ),
    "place-usual": N_("{value} is not a place of the shop. Its pieces were taken as lying at the usual place."),
    "lines-unreadable": N_(
        "The goods in {column} cannot be read ({value}). Export the order again, or add it by hand."
    ),
    "goods-joined": N_(
        "Several goods stand in one cell ({value}) and cannot be told apart. Split the order into rows or add it "
        "by hand."
    ),
    "order-repeated": N_(
        "Order {value} stands in this file more than once with different contents. Keep one of them and import again."
    ),
    "handle-missing": N_(
        "The row has no handle in {column}, so it is not clear which product it belongs to. Add it and import again."
    ),
    "parent-missing": N_(
        "The product {value} that this variation belongs to is not in the file. Export both together."
    ),
    "stock-shared": N_(
        "The stock of {value} is counted for all variations together and was not shared out. Count each variation."
    ),
    "recipient-masked": N_(
        "The platform has hidden the receiver ({value}), and couriers refuse such a label. None is printed until the"
        " order has been exported again with the full address."
    ),
    "address-unsure": N_(
        "The address of {value} names no province or no city that is certain; it was kept whole as the street. Look at"
        " it before the label is printed."
    ),
    "shipped-elsewhere": N_(
        "The platform says that {value} has left or is closed, but it is being worked on here. It was kept; ship it"
        " here to take its goods out of stock."
    ),
    "cancelled-elsewhere": N_(
        "The platform says that {value} is cancelled, but it is being worked on here. It was kept and flagged; cancel"
        " it here to free its goods."
    ),
    "sheet-left": N_("The sheet {value} holds orders or listings too and was not read. Save it as a file of its own."),
    "refund-stops": N_(
        "{value} is being worked on, and its buyer wants the money back. It was stopped; take the parcel out until the"
        " refund is settled."
    ),
    "lines-kept": N_("The lines of {value} have changed, but it is being worked on. They were kept as they are."),
}

_PAPER = {
    "document-unknown": N_("There is no document {value}. Nothing was done; choose one of these: {allowed}."),
    "layout-unknown": N_("This document has no layout {value}. Nothing was done; choose one of these: {allowed}."),
    "receiver-missing": N_("{order} has no receiver. It was not printed; fill in name and address."),
    "address-missing": N_("{order} has no address. It was not printed; fill in where the parcel goes."),
    "glyph-missing": N_(
        "None of the carried fonts has {characters}. The document was not printed; replace these characters and print"
        " again."
    ),
    "barcode-impossible": N_(
        "“{text}” cannot be a barcode: only Latin letters, digits and signs work. It was not printed; correct the"
        " number."
    ),
    "barcode-too-long": N_(
        "“{text}” is too long for a barcode that scanners can read on this label. It was not printed; check the number."
    ),
    "text-too-long": N_(
        "“{text}” does not fit on the label even in the smallest print. Nothing was cut off; shorten it and print"
        " again."
    ),
    "document-not-written": N_(
        "{file} cannot be written ({reason}). An older document there is unchanged; close it in other programs or"
        " choose another folder."
    ),
    "target-is-folder": N_("{file} is a folder or a device, not a file. Nothing was printed; name the file to write."),
    "orders-changed": N_(
        "The orders were changed while their pages were drawn. Nothing was printed or counted; look at the new preview,"
        " then print again."
    ),
    "printer-gone": N_(
        "This PC no longer has the printer {printer}. Nothing was printed or counted; switch it on or choose another."
    ),
    "printer-failed": N_(
        "The printer {printer} did not take the pages. Nothing was counted; look at its paper and cable, then print"
        " again."
    ),
    "nothing-to-print": N_("There is nothing to print. No file was made; choose at least one order."),
}

_OTHERS = {
    "setting-unknown": N_("There is no setting {name}. Nothing was changed; see shopdesk settings list."),
    "setting-invalid": N_("{value} is not possible for {name}. It was left as it is; allowed: {allowed}."),
    "listing-unknown": N_("The shop has no listing {value}. Look for it by a part of its title or SKU."),
    "listing-status-unknown": N_("There is no status {value}. Nothing was changed; choose one of these: {allowed}."),
    "listing-invalid": N_("{field} of the listing cannot be {value}. Nothing was changed; mend it and try again."),
    "cell-amount": N_("{value} is not an amount of money. It was not saved; write it as 12.50."),
    "cell-number": N_("{value} is not a whole number. It was not saved; write digits only."),
    "cell-size": N_("{value} is not a size. It was not saved; write length, width and height as 120x80x60."),
    "listing-changed": N_(
        "{listing} was changed elsewhere meanwhile. Nothing was overwritten; look at it as it is now, then change it."
    ),
    "handle-taken": N_("Another listing is called {value} already. Nothing was changed; choose another name."),
    "sku-taken": N_("Another listing has the SKU {value}. Nothing was changed; a SKU means one thing in the shop."),
    "variant-in-use": N_(
        "{sku} of {listing} cannot go: pieces of it lie in stock, or an order waits for it. Nothing was changed; count"
        " it out or cancel the order first, or archive the listing."
    ),
    "code-invalid": N_("{value} is not a code. Nothing was changed; a code has 1 to 120 visible characters."),
    "code-taken": N_("The code {value} means {sku} already. Nothing was changed; take it away there first."),
    "code-unknown": N_("No SKU has the code {value}. Nothing was changed."),
    "channel-unknown": N_("There is no channel {value}. Nothing was changed; choose one of these: {allowed}."),
    "picture-role-unknown": N_(
        "There is no picture role {value}. Nothing was changed; choose one of these: {allowed}."
    ),
    "rule-file-damaged": N_(
        "The rules in {path} cannot be read ({detail}). Nothing was judged; mend the file, or delete it to go back to"
        " the shipped rules."
    ),
    "rule-file-unknown": N_("There is no table {value}. Nothing was changed; choose one of these: {allowed}."),
    "picture-unknown": N_("The listing shows no picture {value}. Name one by its place, or by a number up to {count}."),
    "operation-invalid": N_("{field} cannot become “{value}”. Nothing was changed; look at the choices."),
    "listing-not-ready": N_("{listing} cannot be offered yet. {finding} It was left as it is."),
    "profile-unknown": N_("There are no picture rules called {value}. Known are: {allowed}."),
    "pictures-missing": N_("{listing} has no picture in the shop's folder. Add one, then check again."),
    "folder-not-empty": N_("{path} is not empty. Nothing was made; choose a new or an empty folder for the tour."),
}

WORDS: Mapping[str, str] = {
    **_SHOP_FILE, **_FILES, **_ROWS, **STOCK, **ORDERS, **_PAPER, **_OTHERS, **CATEGORIES, **CUSTOMERS, **PRESETS,
    **EXPORTS, **WAVES,
    **RETURNS,
    **PAYMENTS,
    **SALES,
    **PASTED,
    **SAVED_VIEWS,
    **PRINTERS,
    **PROMOTIONS,
    **PRINTING,
    **LAYOUT_ERRORS,
    **BACKUPS,
    **TURNOVER_ERRORS,
}  # fmt: skip


def word_error(error: ShopError) -> str:
    """Return the sentence of an error in the language spoken."""
    shown = {name: _shown(value) for name, value in error.params.items()}
    if "finding" in shown:
        shown["finding"] = word_finding(Finding(shown["finding"], of=shown.get("of", "")))
    if error.code == "return-refused":
        shown["why"] = word_rule(shown["rule"], shown)
    if error.code == "promotion-invalid":
        shown["why"] = _(RULES[shown["rule"]])
    if "standing" in shown:
        shown["standing"] = word_case_state(shown["standing"])
    if "state" in shown:
        shown["state"] = word_state(shown["state"])
    if error.code in ("listing-invalid", "operation-invalid"):
        shown["field"] = word_field(shown.get("field", ""))
        shown["value"] = shown.get("value") or _("empty")
    if error.code in LAYOUT_ERRORS:
        shown |= {name: word_part(shown[name]) for name in ("part", "other") if name in shown}
        shown["field"] = word_layout_field(shown.get("field", ""))
    return _(WORDS[error.code]).format_map(_Params(shown))


def word_problem(problem: RowProblem) -> str:
    """Return why a row was refused, or what is to be known of it."""
    return word_error(ShopError(problem.code, value=problem.value, column=problem.column, row=problem.row))


class _Params(dict[str, str]):
    """Parameters of which one may be missing: a sentence with a gap is better than none."""

    def __missing__(self, key: str) -> str:
        return "–"


def _shown(value: object) -> str:
    """Return a parameter as it may stand in a sentence: lists joined, control characters taken out."""
    text = ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
    return "".join(char if char.isprintable() else " " for char in text)

"""What the codes of files out say to a person: what stayed out of a file, and why none was written."""

from collections.abc import Mapping

from shopdesk.words import N_

EXPORTS: Mapping[str, str] = {
    "export-format-unknown": N_("{kind} cannot be written as {value}. No file was made; possible are: {allowed}."),
    "export-folder-missing": N_("There is no folder {path}. No file was made; make the folder or choose another one."),
    "export-target-folder": N_("{path} is a folder. No file was made; name the file to write."),
    "cell-too-long-to-write": N_(
        "“{value}” is longer than {limit} characters, which a reader would cut off. It was left out; shorten the text."
    ),
    "character-not-in-encoding": N_("“{value}” cannot be written in this file. No file was made; replace it."),
    "sheet-too-long": N_("A sheet holds {limit} rows. No file was made; write a csv, or choose fewer records."),
    "parcel-of-other-channel": N_("{order} was not bought on {channel}. It was left out of the file."),
    "parcel-not-shipped": N_("{order} has not left the house. It was left out; ship it first."),
    "parcel-without-waybill": N_("{order} left without a waybill. It was left out; ship it again with its number."),
    "parcel-without-number": N_("{order} has no order number of the platform. It was left out; tell it by hand there."),
    "parcel-handed-back": N_("{order} was handed back before. It was left out; add --again to hand it back once more."),
    "ship-date-unknown": N_("When {order} left is not known here. It was left out; tell the platform by hand."),
    "hand-back-unknown": N_("No file {value} was handed back. Nothing was changed; look at the answer of its export."),
    "hand-back-undone": N_("{file} has been taken back already. Nothing was changed."),
    "ebay-item-unknown": N_(
        "No SKU of {value} has an item number of eBay. It was left out; add it with listings codes --channel ebay."
    ),
    "ebay-items-mixed": N_(
        "The SKUs of {value} stand in several eBay items, and some in none. It was left out; give each SKU the number"
        " of its item."
    ),
    "ebay-title-too-long": N_(
        "“{value}” is longer than eBay's {limit} characters. It was left out; shorten the title."
    ),
    "price-currency-differs": N_(
        "The prices of {value} are in {found}, the file is in {wanted}. It was left out; add --currency and --rate."
    ),
    "too-many-options": N_("{value} has more than {limit} options, which the platform does not take. It was left out."),
    "listing-without-skus": N_("{value} has no SKU, so there is nothing to sell. It was left out; add a SKU first."),
    "word-unknown": N_("{value} in {column} is none of the words that may stand there. Correct the cell."),
    "table-unreadable": N_("{value} in {column} is not a list of names and texts. Take the cell from a fresh export."),
    "order-head-missing": N_(
        "No row of {value} tells the order itself: its channel and its payment. Take the rows from a fresh export."
    ),
    "stock-sums-differ": N_(
        "The places of this SKU do not add up to {value}. Write the pieces into the columns of the places."
    ),
    "pieces-not-reserved": N_(
        "The goods of {value} do not lie here, so that nothing was reserved for it. Import the stock too."
    ),
    "rate-invalid": N_(
        "{value} is not a rate. No file was made; write it as 0.1389, with a currency of three letters."
    ),
}

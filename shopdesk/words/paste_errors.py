"""What is said of a line of a pasted list, or of a cell, that cannot be taken."""

from shopdesk.words import N_

PASTED = {
    "paste-too-long": N_(
        "{count} lines were pasted, {limit} at most are taken. Nothing was read; paste them in parts."
    ),
    "cell-empty": N_("This cannot be empty. It was not saved; write something, or press Esc."),
    "cell-price": N_("{value} is not a price. It was not saved; type an amount above zero, such as 29.90."),
    "paste-code-missing": N_("No SKU or barcode stands here. Write it in front of the number."),
    "paste-code-unknown": N_("No goods have the code {value}. Correct it, or leave the line out."),
    "paste-code-rounded": N_(
        "{value} is a barcode that the spreadsheet has rounded. Set its column to text there and copy it again."
    ),
    "paste-pieces": N_(
        "{value} is not a quantity, so this line cannot be taken. Type a whole number from {least} to {limit}."
    ),
    "paste-pieces-missing": N_("The quantity is missing. Write a whole number from {least} to {limit}."),
    "paste-price": N_(
        "{value} is not a price, so this line cannot be taken. Type an amount above zero, such as 29.90."
    ),
    "paste-twice": N_("{sku} has another price on line {line}. Leave one of the two."),
}

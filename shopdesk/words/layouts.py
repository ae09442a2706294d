"""The words of layouts: what is wrong with one, the names of documents, papers, parts and fields."""

from shopdesk.domain.layouts import Layout
from shopdesk.words import N_, _

LAYOUT_ERRORS = {
    "start-without-sheet": N_(
        "{layout} is one page for each document, so there are no places to begin at. Nothing was printed; choose a"
        " sheet."
    ),
    "layout-field-invalid": N_(
        "This layout cannot be used: {field} is “{value}”, allowed is {allowed}. Nothing was changed; correct it."
    ),
    "layout-letters-invalid": N_(
        "{part} cannot have letters of {value} points ({field}). Nothing was changed; take 4.5 to 48, the smallest no"
        " larger than the largest."
    ),
    "layout-part-unknown": N_(
        "This document has no part {part}, or it is there twice. Nothing was changed; its parts are: {allowed}."
    ),
    "layout-part-missing": N_("This document cannot do without “{part}”. Nothing was changed; show it again."),
    "layout-part-empty": N_("“{part}” has no room. Nothing was changed; give it a width and a height."),
    "layout-part-outside": N_(
        "“{part}” stands outside the label of {width} × {height} mm. Nothing was changed; move it or make it smaller."
    ),
    "layout-bars-small": N_(
        "“{part}” is too small for bars that scanners read. Nothing was changed; give it {width} × {height} mm at"
        " least."
    ),
    "layout-bars-covered": N_(
        "“{part}” and “{other}” lie on each other, and scanners could not read the bars. Nothing was changed; move one."
    ),
    "layout-larger-than-paper": N_(
        "The places need {needed} mm, the paper has {paper} mm. Nothing was changed; take fewer or smaller places."
    ),
    "layout-field-unknown": N_("A layout has no field {field}. Nothing was changed; its fields are: {allowed}."),
    "layout-builtin": N_("{value} came with the program and stays as it is. Nothing was changed; copy it first."),
    "layout-name-taken": N_("There is a layout {value} already. Nothing was changed; choose another name."),
    "layout-not-json": N_(
        "This file is not a layout ({detail}). Nothing was changed; choose a file that ShopDesk has written."
    ),
}

DOCUMENTS = {
    "labels": N_("Shipping labels"),
    "packing-slips": N_("Packing slips"),
    "pick-list": N_("Pick list"),
    "returns-forms": N_("Returns forms"),
    "refund-vouchers": N_("Refund vouchers"),
    "receipts": N_("Receipts"),
    "stock-labels": N_("Stock labels"),
}

PARTS = {
    "courier": N_("Courier"),
    "copy": N_("Copy number"),
    "receiver_mark": N_("Receiver's mark"),
    "receiver_name": N_("Receiver"),
    "receiver_address": N_("Receiver's address"),
    "sender_mark": N_("Sender's mark"),
    "sender": N_("Sender"),
    "waybill": N_("Waybill bars"),
    "goods": N_("Goods"),
    "order": N_("Order number"),
    "order_code": N_("Order bars"),
    "logo": N_("Logo"),
    "signature": N_("Signature"),
    "title": N_("Title"),
    "code": N_("Bars"),
    "number": N_("Code in figures"),
    "sku": N_("SKU"),
    "place": N_("Place"),
    "price": N_("Price"),
    "parties": N_("Addresses and numbers"),
    "note": N_("Note"),
    "total": N_("Sum"),
    "reasons": N_("Reasons"),
    "wishes": N_("Wishes"),
    "remarks": N_("Remarks"),
    "steps": N_("How to return"),
    "amounts": N_("Amounts"),
    "route": N_("Way of the money"),
    "sale": N_("Number and time"),
    "lines": N_("Lines sold"),
    "payments": N_("Payments"),
    "tax_free": N_("Tax text"),
}

FIELDS = {
    "document": N_("Document"),
    "name": N_("Name"),
    "width": N_("Width"),
    "height": N_("Height"),
    "margin": N_("Margin"),
    "rules": N_("Lines across"),
    "sheet": N_("Sheet"),
    "language": N_("Language"),
    "logo": N_("Logo"),
    "mask": N_("What is hidden"),
    "text": N_("Size of text"),
    "dpi": N_("Resolution"),
    "note": N_("Closing words"),
    "smallest": N_("Smallest letters"),
    "largest": N_("Largest letters"),
}


def word_part(name: str) -> str:
    """Return the name of a part; a second one of its kind keeps its number."""
    kind, _point, number = name.partition(".")
    return f"{_(PARTS[kind])} {number}".strip() if kind in PARTS else name


def word_layout_field(name: str) -> str:
    """Return the name of a layout's field."""
    return _(FIELDS[name]) if name in FIELDS else name


def word_paper(layout: Layout) -> str:
    """Return a layout's name with the size of its paper, as a list offers it."""
    width, height = layout.paper
    if layout.is_roll:
        return _("{name} · roll of {width} mm").format(name=layout.name, width=f"{width:g}")
    size = f"{width:g} × {height:g} mm"
    if layout.places > 1 or layout.sheet:
        return _("{name} · {columns} × {rows} on {size}").format(
            name=layout.name, columns=layout.sheet.columns if layout.sheet else 1,
            rows=layout.sheet.rows if layout.sheet else 1, size=size,
        )  # fmt: skip
    return f"{layout.name} · {size}"

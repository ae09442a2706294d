"""The parts of a shipping label, each drawn into its own box."""

from collections.abc import Callable
from dataclasses import dataclass
from gettext import NullTranslations

from shopdesk.domain.errors import ShopError
from shopdesk.domain.layouts import Box, Layout
from shopdesk.domain.paper import Label
from shopdesk.reports.addresses import address_lines, person
from shopdesk.reports.barcodes import DOTS, fit_code, fit_code128
from shopdesk.reports.document import Document
from shopdesk.reports.faces import clean
from shopdesk.reports.label_goods import GOODS_SIZES, draw_goods
from shopdesk.reports.layouts import Place
from shopdesk.reports.page import Page
from shopdesk.reports.wrapping import POINT, fit_block

LETTERS = {
    "courier": (20.0, 17.0, 14.0, 11.0, 9.0),
    "copy": (11.0,),
    "receiver_mark": (16.0,),
    "receiver_name": (17.0, 15.0, 13.0, 11.0, 9.5, 8.0, 7.0),
    "receiver_address": (13.5, 12.5, 11.5, 10.5, 9.5, 8.5, 7.5, 6.5),
    "sender_mark": (10.5,),
    "sender": (9.0, 8.5, 8.0, 7.5, 7.0, 6.5),
    "waybill": (14.0,),
    "goods": GOODS_SIZES,
    "order": (13.0, 11.0, 9.0, 7.5, 6.5),
    "signature": (8.0,),
}
_CAPTION = 7.5
_WHOLE = 0.85  # bars in a box this much of the label's width may have their quiet zones outside it
_DIGITS = 7.0


@dataclass(frozen=True, slots=True)
class Drawing:
    """What all parts of one label are drawn with."""

    document: Document
    layout: Layout
    label: Label
    words: NullTranslations


def draw_mark(page: Page, box: Box, word: str, size: float, grey: float = 0.0) -> None:
    """Put a word into the middle of its box, smaller where it is long."""
    size = min(size, (box.width - 1) / POINT / max(page.width_of(word, bold=True), 1.0))
    page.text(
        box.centre, box.y + box.height / 2 + size * POINT * 0.37, word, size, bold=True, align="centre", grey=grey
    )


def _courier(page: Page, place: Place, drawing: Drawing) -> None:
    box = place.box
    name = fit_block(drawing.document.setter, drawing.label.courier, box.width, box.height, place.sizes, True, 1.15)
    page.block(box.x, box.y + (box.height - name.height) / 2, box.width, name)


def _copy(page: Page, place: Place, drawing: Drawing) -> None:
    box, label = place.box, drawing.label
    number = drawing.words.gettext("Copy {number}").format(number=label.copy)
    page.text(box.right, box.y + box.height / 2 + 1.5, number, place.sizes[0], bold=label.copy > 1, align="right")


def _receiver_name(page: Page, place: Place, drawing: Drawing) -> None:
    """Show name and telephone side by side, or below each other where the name is long."""
    box, setter, receiver = place.box, drawing.document.setter, drawing.label.receiver
    name, phone = clean(receiver.name).strip(), clean(receiver.phone).strip()
    for size in place.sizes[:4]:
        gap = size * POINT if phone else 0.0
        width = (setter.width(name, bold=True) + setter.width(phone, bold=True)) * size * POINT + gap
        if width <= box.width:
            baseline = box.y + box.height / 2 + size * POINT * 0.37
            end = box.x + page.text(box.x, baseline, name, size, bold=True)
            page.text(end + gap, baseline, phone, size, bold=True)
            return
    block = fit_block(setter, [name, phone], box.width, box.height, place.sizes[1:] or place.sizes, True, 1.15)
    page.block(box.x, box.y + (box.height - block.height) / 2, box.width, block)


def _receiver_address(page: Page, place: Place, drawing: Drawing) -> None:
    box = place.box
    lines = address_lines(drawing.label.receiver, drawing.label.language)
    block = fit_block(drawing.document.setter, lines, box.width, box.height, place.sizes, spacing=1.3)
    page.block(box.x, box.y, box.width, block)


def _sender(page: Page, place: Place, drawing: Drawing) -> None:
    box, sender = place.box, drawing.label.sender
    lines = [person(sender), *address_lines(sender, drawing.label.language)]
    block = fit_block(drawing.document.setter, lines, box.width, box.height, place.sizes)
    page.block(box.x, box.y + (box.height - block.height) / 2, box.width, block)


def _waybill(page: Page, place: Place, drawing: Drawing) -> None:
    box, waybill, layout = place.box, drawing.label.waybill, drawing.layout
    if not waybill:
        page.rectangle(box.x, box.y, box.width, box.height, 0.6)
        draw_mark(page, box, drawing.words.gettext("no waybill yet"), 18)
        return
    room = layout.width - 2 if box.width > layout.width * _WHOLE else box.width
    digits_height = max(_DIGITS, place.sizes[0] * POINT + 2)
    code = fit_code128(waybill, room, box.height - digits_height, dpi=layout.dpi)
    if code is None:
        raise ShopError("barcode-too-long", text=waybill)
    dot = DOTS[layout.dpi]
    page.code(code, round((box.centre - code.width / 2) / dot) * dot, box.y)
    digits = " ".join(waybill[at : at + 4] for at in range(0, len(waybill), 4))
    size = min(place.sizes[0], box.width / POINT / drawing.document.setter.width(digits, bold=True))
    page.text(box.centre, box.bottom - 1.2, digits, size, bold=True, align="centre")


def _order(page: Page, place: Place, drawing: Drawing) -> None:
    box, label, setter = place.box, drawing.label, drawing.document.setter
    pieces = sum(item.quantity for item in label.items)
    count = drawing.words.ngettext("{count} piece", "{count} pieces", pieces).format(count=pieces)
    caption = drawing.words.gettext("Order no.") + "  ·  " + count
    page.text(box.x, box.y + 2.6, caption, min(_CAPTION, box.width / POINT / setter.width(caption)))
    number = fit_block(setter, label.order, box.width, box.height - 3.4, place.sizes, bold=True, spacing=1.15)
    page.block(box.x, box.y + 3.4, box.width, number)


def _order_code(page: Page, place: Place, drawing: Drawing) -> None:
    box, dpi = place.box, drawing.layout.dpi
    if code := fit_code(drawing.label.order, box.width, box.height, dpi):
        page.code(code, round((box.right - code.width) / DOTS[dpi]) * DOTS[dpi], box.y)


def _goods(page: Page, place: Place, drawing: Drawing) -> None:
    draw_goods(page, drawing.document.setter, drawing.label, place, drawing.words)


def _logo(page: Page, place: Place, drawing: Drawing) -> None:
    box = place.box
    if drawing.label.logo:
        drawing.document.show_picture(page, drawing.label.logo, box.x, box.y, box.width, box.height)


def _signature(page: Page, place: Place, drawing: Drawing) -> None:
    """Leave room for whoever takes the parcel to sign."""
    box, size = place.box, place.sizes[0]
    baseline = box.bottom - 1.2
    for x, end, caption in (
        (box.x, box.x + box.width * 0.55, drawing.words.gettext("Signature")),
        (box.x + box.width * 0.6, box.right, drawing.words.gettext("Date")),
    ):
        page.line(x + page.text(x, baseline, caption, size) + 2, baseline, end, baseline, 0.25)


PARTS: dict[str, Callable[[Page, Place, Drawing], None]] = {
    "courier": _courier,
    "copy": _copy,
    "receiver_name": _receiver_name,
    "receiver_address": _receiver_address,
    "sender": _sender,
    "waybill": _waybill,
    "goods": _goods,
    "order": _order,
    "order_code": _order_code,
    "logo": _logo,
    "signature": _signature,
}

"""Shipping labels: one page each, black only, bars in whole dots of a 203 dpi printer."""

from collections.abc import Sequence
from gettext import NullTranslations
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from shopdesk.domain.addresses import Receiver
from shopdesk.domain.errors import ShopError
from shopdesk.domain.jobs import Job
from shopdesk.domain.paper import Label
from shopdesk.reports.addresses import address_lines, person
from shopdesk.reports.barcodes import DOT, fit_code, fit_code128
from shopdesk.reports.checks import check_glyphs
from shopdesk.reports.document import Document, open_document
from shopdesk.reports.faces import clean
from shopdesk.reports.label_goods import draw_goods
from shopdesk.reports.label_layouts import Box, LabelLayout, label_layout
from shopdesk.reports.page import Page
from shopdesk.reports.typesetter import Typesetter
from shopdesk.reports.wrapping import POINT, fit_block
from shopdesk.words import translator

_RULE = 0.35
_COURIER_SIZES = (20.0, 17.0, 14.0, 11.0, 9.0)
_NAME_SIZES = (17.0, 15.0, 13.0, 11.0, 9.5, 8.0, 7.0)
_ADDRESS_SIZES = (13.5, 12.5, 11.5, 10.5, 9.5, 8.5, 7.5, 6.5)
_SENDER_SIZES = (9.0, 8.5, 8.0, 7.5, 7.0, 6.5)
_ORDER_SIZES = (13.0, 11.0, 9.0, 7.5, 6.5)
_DIGITS = 14.0


def write_labels(labels: Sequence[Label], target: Path | BinaryIO, layout: str, job: Job) -> int:
    """Write one page for each label and return their number.

    Raises what `check_label` raises, and `document-not-written`; nothing is left of a document then.
    """
    language = labels[0].language if labels else "zh_CN"
    places = label_layout(layout)
    with open_document(target, translator(language).gettext("Shipping labels"), language) as document:
        for done, label in enumerate(labels):
            job.step(done, len(labels))
            document.finish(_label_page(document, label, places))
        job.step(len(labels), len(labels))
        return document.page_count


def check_label(label: Label, layout: str) -> None:
    """Raise `glyph-missing`, `barcode-impossible`, `barcode-too-long` or `text-too-long` where no label can be made."""
    check_glyphs(label)
    _label_page(Document(BytesIO(), "", ""), label, label_layout(layout))


def _label_page(document: Document, label: Label, layout: LabelLayout) -> Page:
    setter = document.setter
    words = translator(label.language)
    frame = f"frame-{label.language}"
    document.share(frame, layout.width, layout.height, lambda page: _draw_frame(page, layout, words))
    page = document.page(layout.width, layout.height)
    page.drawing(frame)
    _draw_head(page, setter, label, layout, words)
    _draw_receiver(page, setter, label, layout)
    _draw_sender(page, setter, label, layout)
    _draw_waybill(page, setter, label.waybill, layout, words)
    draw_goods(page, setter, label, layout.goods, words)
    _draw_order(page, setter, label, layout, words)
    return page


def _draw_frame(page: Page, layout: LabelLayout, words: NullTranslations) -> None:
    """Draw what all labels of a layout and language share."""
    for y in layout.rules:
        page.line(layout.goods.x, y, layout.goods.right, y, _RULE)
    to, sender = layout.receiver_mark, layout.sender_mark
    page.fill(to.x, to.y, to.width, to.height)
    _draw_mark(page, to, words.gettext("TO"), 16.0, grey=1.0)
    page.rectangle(sender.x, sender.y, sender.width, sender.height, _RULE)
    _draw_mark(page, sender, words.gettext("FROM"), 10.5)


def _draw_mark(page: Page, box: Box, word: str, size: float, grey: float = 0.0) -> None:
    """Put a word into the middle of its box, smaller where it is long."""
    size = min(size, (box.width - 1) / POINT / max(page.width_of(word, bold=True), 1.0))
    page.text(
        box.centre, box.y + box.height / 2 + size * POINT * 0.37, word, size, bold=True, align="centre", grey=grey
    )


def _draw_head(page: Page, setter: Typesetter, label: Label, layout: LabelLayout, words: NullTranslations) -> None:
    courier, copy = layout.courier, layout.copy
    name = fit_block(setter, label.courier, courier.width, courier.height, _COURIER_SIZES, bold=True, spacing=1.15)
    page.block(courier.x, courier.y + (courier.height - name.height) / 2, courier.width, name)
    number = words.gettext("Copy {number}").format(number=label.copy)
    page.text(copy.right, copy.y + copy.height / 2 + 1.5, number, 11, bold=label.copy > 1, align="right")


def _draw_receiver(page: Page, setter: Typesetter, label: Label, layout: LabelLayout) -> None:
    _draw_person(page, setter, label.receiver, layout.receiver_name)
    box = layout.receiver_address
    lines = address_lines(label.receiver, label.language)
    page.block(box.x, box.y, box.width, fit_block(setter, lines, box.width, box.height, _ADDRESS_SIZES, spacing=1.3))


def _draw_person(page: Page, setter: Typesetter, receiver: Receiver, box: Box) -> None:
    """Show name and telephone side by side, or below each other where the name is long."""
    name, phone = clean(receiver.name).strip(), clean(receiver.phone).strip()
    for size in _NAME_SIZES[:4]:
        gap = size * POINT if phone else 0.0
        width = (setter.width(name, bold=True) + setter.width(phone, bold=True)) * size * POINT + gap
        if width <= box.width:
            baseline = box.y + box.height / 2 + size * POINT * 0.37
            end = box.x + page.text(box.x, baseline, name, size, bold=True)
            page.text(end + gap, baseline, phone, size, bold=True)
            return
    block = fit_block(setter, [name, phone], box.width, box.height, _NAME_SIZES[1:], bold=True, spacing=1.15)
    page.block(box.x, box.y + (box.height - block.height) / 2, box.width, block)


def _draw_sender(page: Page, setter: Typesetter, label: Label, layout: LabelLayout) -> None:
    box = layout.sender
    lines = [person(label.sender), *address_lines(label.sender, label.language)]
    block = fit_block(setter, lines, box.width, box.height, _SENDER_SIZES)
    page.block(box.x, box.y + (box.height - block.height) / 2, box.width, block)


def _draw_waybill(page: Page, setter: Typesetter, waybill: str, layout: LabelLayout, words: NullTranslations) -> None:
    box = layout.waybill
    if not waybill:
        page.rectangle(box.x, box.y, box.width, box.height, 0.6)
        page.text(
            box.centre, box.y + box.height / 2 + 2.2, words.gettext("no waybill yet"), 18, bold=True, align="centre"
        )
        return
    code = fit_code128(waybill, layout.width - 2, box.height - 7)
    if code is None:
        raise ShopError("barcode-too-long", text=waybill)
    page.code(code, round((box.centre - code.width / 2) / DOT) * DOT, box.y)
    digits = " ".join(waybill[at : at + 4] for at in range(0, len(waybill), 4))
    size = min(_DIGITS, box.width / POINT / setter.width(digits, bold=True))
    page.text(box.centre, box.bottom - 1.2, digits, size, bold=True, align="centre")


def _draw_order(page: Page, setter: Typesetter, label: Label, layout: LabelLayout, words: NullTranslations) -> None:
    box = layout.order
    pieces = sum(item.quantity for item in label.items)
    count = words.ngettext("{count} piece", "{count} pieces", pieces).format(count=pieces)
    page.text(box.x, box.y + 2.6, words.gettext("Order no.") + "  ·  " + count, 7.5)
    number = fit_block(setter, label.order, box.width, box.height - 3.4, _ORDER_SIZES, bold=True, spacing=1.15)
    page.block(box.x, box.y + 3.4, box.width, number)
    box = layout.order_code
    if code := fit_code(label.order, box.width, box.height):
        page.code(code, box.right - code.width, box.y)

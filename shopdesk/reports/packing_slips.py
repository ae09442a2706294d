"""Packing slips on A5, A4 or a roll: what is in the parcel, to be ticked off, without money."""

from collections.abc import Callable, Sequence
from gettext import NullTranslations
from pathlib import Path
from typing import BinaryIO

from shopdesk.domain.jobs import Job
from shopdesk.domain.layouts import Layout
from shopdesk.domain.paper import Item, Slip
from shopdesk.reports.addresses import address_lines, person
from shopdesk.reports.cells import GREY, Cell, picture_cell, text_cell, tick_cell
from shopdesk.reports.document import Document, open_document
from shopdesk.reports.flow import Column, Flow
from shopdesk.reports.layouts import dress
from shopdesk.reports.letterhead import draw_letterhead, draw_order_code, draw_page_number, person_blocks
from shopdesk.reports.page import Page
from shopdesk.reports.roll_slips import slip_closing, write_roll_slip
from shopdesk.reports.wrapping import shorten
from shopdesk.words import translator

_LONG = 120
_PICTURE = 12.0
_END = 16.0


def write_packing_slips(slips: Sequence[Slip], target: Path | BinaryIO, layout: Layout, job: Job) -> int:
    """Write the slips one after the other and return the number of pages.

    Raises `glyph-missing` and `document-not-written`; nothing is left of a document then.
    """
    language = slips[0].language if slips else "zh_CN"
    with open_document(target, translator(language).gettext("Packing slips"), language) as document:
        for done, slip in enumerate(slips):
            job.step(done, len(slips))
            write = write_roll_slip if layout.is_roll else _write_slip
            write(document, dress(slip, layout), layout)
        job.step(len(slips), len(slips))
        return document.page_count


def _write_slip(document: Document, slip: Slip, layout: Layout) -> None:
    words = translator(slip.language)
    title = words.gettext("Packing slip")
    width, height, margin = layout.width, layout.height, layout.margin

    def draw_head(page: Page, first: bool) -> float:
        subject = title if first else f"{title} · {slip.order}"
        return draw_letterhead(document, page, margin, slip.shop, slip.logo if first else "", subject)

    flow = Flow(document, width, height, margin, draw_head, scale=layout.text / 100)
    for part in layout.shown:
        _PARTS[part.kind](flow, slip, layout, words)
    flow.finish(lambda page, number, total: draw_page_number(page, margin, number, total, words, slip.order))


def _show_parties(flow: Flow, slip: Slip, _layout: Layout, words: NullTranslations) -> None:
    """Show the receiver at the left, the order's numbers and barcode at the right."""
    half = (flow.right - flow.margin - 6) / 2
    top = flow.y
    flow.page.text(flow.margin, top + 3, words.gettext("Ship to"), 7.5, grey=GREY)
    y = top + 4.5
    for block in person_blocks(
        flow.document.setter, slip.receiver, address_lines(slip.receiver, slip.language), half, flow.scale
    ):
        y = flow.page.block(flow.margin, y, half, block)
    right = flow.margin + half + 6
    facts = [(words.gettext("Order no."), slip.order)]
    if slip.channel_order_no and slip.channel_order_no != slip.order:
        facts.append((words.gettext("Platform order no."), slip.channel_order_no))
    if slip.ordered_on:
        facts.append((words.gettext("Ordered on"), slip.ordered_on.isoformat()))
    bottom = draw_order_code(flow, slip.order, right, top + 0.8, half, facts)
    flow.y = max(y, bottom) + 5


def _show_note(flow: Flow, slip: Slip, _layout: Layout, words: NullTranslations) -> None:
    if not slip.buyer_note.strip():
        return
    inner = flow.right - flow.margin - 6
    block = flow.block(slip.buyer_note, inner, 10, bold=True)
    caption = flow.block(words.gettext("The buyer's note"), inner, 7.5)
    cell = text_cell(caption, block, grey=(GREY,))
    flow.boxed(cell)


def _show_goods(flow: Flow, slip: Slip, layout: Layout, words: NullTranslations) -> None:
    columns = _columns(flow, any(item.picture for item in slip.items), words)
    followed = layout.shown[-1].kind != "goods"
    flow.table(columns, [_row(flow, item, columns) for item in slip.items], keep=_END if followed else 0.0)


def _columns(flow: Flow, pictures: bool, words: NullTranslations) -> list[Column]:
    left, right = flow.margin, flow.right
    sku = 30.0 if flow.width < 200 else 42.0
    shown = left + 7
    columns = [Column("", left, 5)]
    if pictures:
        columns.append(Column("", shown, _PICTURE))
        shown += _PICTURE + 3
    columns.append(Column(words.gettext("SKU"), shown, sku - 3))
    columns.append(Column(words.gettext("Goods"), shown + sku, right - 17 - shown - sku))
    columns.append(Column(words.gettext("Quantity"), right - 15, 15, "right"))
    return columns


def _row(flow: Flow, item: Item, columns: Sequence[Column]) -> list[Cell]:
    sku, goods, quantity = columns[-3:]
    blocks = [flow.block(shorten(item.title, _LONG) or item.sku, goods.width, 9.5)]
    if item.options.strip():
        blocks.append(flow.block(item.options, goods.width, 8.5))
    row = [tick_cell()]
    if len(columns) == 5:
        row.append(picture_cell(flow.document, item.picture, _PICTURE))
    row.append(text_cell(flow.block(item.sku, sku.width, 8.5, spacing=1.5)))
    row.append(text_cell(*blocks, grey=(0.0, GREY)))
    row.append(text_cell(flow.block(str(item.quantity), quantity.width, 12, bold=True, spacing=1.1)))
    return row


def _show_total(flow: Flow, slip: Slip, layout: Layout, words: NullTranslations) -> None:
    pieces = sum(item.quantity for item in slip.items)
    total = words.ngettext("{count} piece", "{count} pieces", pieces).format(count=pieces)
    width = (flow.right - flow.margin) * 0.7
    closing = flow.block(slip_closing(layout, words), width, 10)
    flow.need(max(_END, closing.height + 6))
    flow.page.text(flow.right, flow.y + 6, total, 11 * flow.scale, bold=True, align="right")
    flow.y = max(flow.page.block(flow.margin, flow.y + 2.2, width, closing) + 4, flow.y + 11)


def _show_sender(flow: Flow, slip: Slip, _layout: Layout, _words: NullTranslations) -> None:
    sender = [person(slip.sender), *address_lines(slip.sender, slip.language)]
    flow.paragraph(flow.block(sender, flow.right - flow.margin, 8), grey=GREY)


_PARTS: dict[str, Callable[[Flow, Slip, Layout, NullTranslations], None]] = {
    "parties": _show_parties,
    "note": _show_note,
    "goods": _show_goods,
    "total": _show_total,
    "sender": _show_sender,
}

"""Purchase orders on A4: who buys what from whom, with the supplier's own codes, prices and the sum."""

from collections.abc import Sequence
from gettext import NullTranslations
from pathlib import Path
from typing import BinaryIO

from shopdesk.domain.jobs import Job, SilentJob
from shopdesk.domain.paper import PurchasePaper, PurchaseRow
from shopdesk.reports.addresses import address_lines
from shopdesk.reports.cells import GREY, Cell, text_cell
from shopdesk.reports.checks import check_glyphs
from shopdesk.reports.document import Document, open_document
from shopdesk.reports.flow import Column, Flow, paper
from shopdesk.reports.letterhead import draw_letterhead, draw_page_number, person_blocks
from shopdesk.reports.wrapping import set_block, shorten
from shopdesk.words import translator

_LONG = 120


def write_purchase_order(order: PurchasePaper, target: Path | BinaryIO, *, job: Job | None = None) -> int:
    """Write a purchase order and return the number of pages.

    Raises `glyph-missing` and `document-not-written`; nothing is left of a document then.
    """
    check_glyphs(order)
    words = translator(order.language)
    subject = f"{words.gettext('Purchase order')} {order.number}"
    width, height, margin = paper("a4")
    with open_document(target, subject, order.language) as document:
        flow = Flow(
            document,
            width,
            height,
            margin,
            lambda page, _first: draw_letterhead(document, page, margin, order.buyer.name, order.logo, subject),
        )
        _draw_parties(flow, order, words)
        columns = _columns(flow, words)
        rows = []
        for at, told in enumerate(order.rows):
            (job or SilentJob()).step(at, len(order.rows))
            rows.append(_row(document, told, columns))
        flow.table(columns, rows, keep=12)
        _draw_sum(flow, order, words)
        if order.note.strip():
            flow.boxed(text_cell(set_block(document.setter, order.note, flow.right - margin - 6, 9.5)))
        flow.finish(lambda page, number, total: draw_page_number(page, margin, number, total, words, order.number))
        return document.page_count


def _draw_parties(flow: Flow, order: PurchasePaper, words: NullTranslations) -> None:
    setter, half = flow.document.setter, (flow.right - flow.margin) / 2
    top = flow.y
    seller = [order.supplier, *order.contact]
    block = set_block(setter, [line for line in seller if line.strip()], half - 6, 9.5)
    flow.page.text(flow.margin, top + 3, words.gettext("Supplier"), 7.5, grey=GREY)
    left = flow.page.block(flow.margin, top + 4, half - 6, block)
    flow.page.text(flow.margin + half, top + 3, words.gettext("Deliver to"), 7.5, grey=GREY)
    y = top + 4
    for part in person_blocks(setter, order.buyer, address_lines(order.buyer, order.language), half):
        y = flow.page.block(flow.margin + half, y, half, part)
    flow.y = max(left, y) + 3
    facts = [(words.gettext("Ordered on"), order.ordered_on), (words.gettext("Expected on"), order.expected_on)]
    told = "    ".join(f"{caption}: {value}" for caption, value in facts if value)
    flow.page.text(flow.margin, flow.y + 3, told, 9.5)
    flow.y += 8


def _columns(flow: Flow, words: NullTranslations) -> list[Column]:
    left, right = flow.margin, flow.right
    return [
        Column(words.gettext("Your code"), left, 26),
        Column(words.gettext("Goods"), left + 28, right - 76 - (left + 28)),
        Column(words.gettext("Quantity"), right - 74, 18, "right"),
        Column(words.gettext("Price"), right - 54, 24, "right"),
        Column(words.gettext("Sum"), right - 28, 28, "right"),
    ]


def _row(document: Document, row: PurchaseRow, columns: Sequence[Column]) -> list[Cell]:
    setter, goods = document.setter, columns[1]
    title = set_block(setter, shorten(row.title, _LONG) or row.sku, goods.width, 9.5)
    sku = set_block(setter, row.sku, goods.width, 8)
    figures = (f"{row.quantity:,}", row.price, row.sum)
    cells = [
        text_cell(set_block(setter, row.code or "–", columns[0].width, 9)),
        text_cell(title, sku, grey=(0.0, GREY)),
    ]
    return cells + [text_cell(set_block(setter, told, column.width, 9.5)) for told, column in
                    zip(figures, columns[2:], strict=True)]  # fmt: skip


def _draw_sum(flow: Flow, order: PurchasePaper, words: NullTranslations) -> None:
    flow.need(10)
    flow.page.text(flow.right, flow.y + 5, f"{words.gettext('Sum')}  {order.total}", 12, bold=True, align="right")
    flow.y += 12

"""Pick lists on A4: what to fetch for many orders in one walk, by SKU, by order or shelf by shelf."""

from collections.abc import Sequence
from gettext import NullTranslations
from itertools import groupby
from pathlib import Path
from typing import BinaryIO

from shopdesk.domain.jobs import Job
from shopdesk.domain.paper import PickList, PickRow
from shopdesk.reports.barcodes import fit_code
from shopdesk.reports.cells import GREY, Cell, picture_cell, text_cell, tick_cell
from shopdesk.reports.document import Document, open_document
from shopdesk.reports.flow import Column, Flow, paper
from shopdesk.reports.letterhead import draw_letterhead, draw_page_number
from shopdesk.reports.wrapping import set_block, shorten
from shopdesk.words import translator

_LONG = 120
_NOTE = 200
_PICTURE = 14.0
_SECTION = 10.0
_FIRST_ROW = 24.0  # a heading never stands alone at the foot of a page


def write_pick_list(pick_list: PickList, target: Path | BinaryIO, job: Job) -> int:
    """Write the list and return the number of pages.

    Raises `glyph-missing` and `document-not-written`; nothing is left of a document then.
    """
    words = translator(pick_list.language)
    title = _title(pick_list, words)
    width, height, margin = paper("a4")
    with open_document(target, title, pick_list.language) as document:
        flow = Flow(
            document,
            width,
            height,
            margin,
            lambda page, first: draw_letterhead(document, page, margin, pick_list.shop, "", title),
        )
        _show_sum(flow, pick_list, words)
        _show_rows(flow, pick_list, words, job)
        made = words.gettext("Made on {time}").format(time=pick_list.made_on)
        flow.finish(lambda page, number, total: draw_page_number(page, margin, number, total, words, made))
        return document.page_count


def _title(pick_list: PickList, words: NullTranslations) -> str:
    _ = words.gettext
    titles = {"order": _("Pick list by order"), "shelf": _("Pick list by shelf")}
    title = titles.get(pick_list.by) or _("Pick list")
    return f"{title} · {pick_list.wave}" if pick_list.wave else title


def _show_sum(flow: Flow, pick_list: PickList, words: NullTranslations) -> None:
    """Show how much there is to fetch, in figures that are read from afar; a wave's number can be scanned."""
    pieces = sum(row.item.quantity for row in pick_list.rows)
    orders = words.ngettext("{count} order", "{count} orders", pick_list.order_count)
    places = words.ngettext("{count} line", "{count} lines", len(pick_list.rows))
    parts = (
        orders.format(count=pick_list.order_count),
        places.format(count=len(pick_list.rows)),
        words.ngettext("{count} piece", "{count} pieces", pieces).format(count=pieces),
    )
    x = flow.margin
    for part in parts:
        x += flow.page.text(x, flow.y + 4, part, 13, bold=True) + 8
    if pick_list.wave and (code := fit_code(pick_list.wave, 60, 8)):
        flow.page.code(code, flow.right - code.width, flow.y)
        flow.y += code.height + 3
    else:
        flow.page.text(flow.right, flow.y + 4, pick_list.made_on, 9, align="right", grey=GREY)
        flow.y += 9


def _show_rows(flow: Flow, pick_list: PickList, words: NullTranslations, job: Job) -> None:
    columns = _columns(flow, pick_list, words)
    notes = dict(pick_list.notes)
    done = 0
    for section, found in groupby(pick_list.rows, lambda row: row.section):
        rows = tuple(found)
        if pick_list.by != "sku":
            _show_heading(flow, pick_list.by, section, rows, notes.get(section, ""), words)
        made = []
        for row in rows:
            made.append(_row(flow.document, row, columns, pick_list.by))
            done += 1
            job.step(done, len(pick_list.rows))
        flow.table(columns, made)
        flow.y += 3


def _show_heading(
    flow: Flow, by: str, section: str, rows: Sequence[PickRow], note: str, words: NullTranslations
) -> None:
    """Show an order's number, cart position and barcode, or a shelf's name, with how much is to be fetched there."""
    told = shorten(note, _NOTE)
    block = set_block(flow.document.setter, told, flow.right - flow.margin, 10, bold=True) if told else None
    flow.need(_SECTION + (block.height + 2 if block else 0) + _FIRST_ROW)
    pieces = sum(row.item.quantity for row in rows)
    count = words.ngettext("{count} piece", "{count} pieces", pieces).format(count=pieces)
    x = flow.margin
    if by == "order" and (cart := next((position for row in rows for position, _pieces in row.carts), "")):
        shown = flow.page.text(x + 2.5, flow.y + 6.2, cart, 17, bold=True)
        flow.page.rectangle(x, flow.y - 0.4, shown + 5, 8.6, 0.4)
        x += shown + 10
    x += flow.page.text(x, flow.y + 6, section if by == "order" else _shelf(section, words), 14, bold=True) + 6
    flow.page.text(x, flow.y + 6, count, 10, grey=GREY)
    if by == "order" and (code := fit_code(section, 60, 7)):
        flow.page.code(code, flow.right - code.width, flow.y)
    flow.y += _SECTION
    if block:
        flow.y = flow.page.block(flow.margin, flow.y, flow.right - flow.margin, block) + 2


def _shelf(section: str, words: NullTranslations) -> str:
    return words.gettext("Shelf {name}").format(name=section) if section else words.gettext("Without a place")


def _columns(flow: Flow, pick_list: PickList, words: NullTranslations) -> list[Column]:
    left, right = flow.margin, flow.right
    shown = left + 34
    columns = [Column("", left, 5), Column(words.gettext("Place"), left + 7, 25)]
    if any(row.item.picture for row in pick_list.rows):
        columns.append(Column("", shown, _PICTURE))
        shown += _PICTURE + 3
    last = 0 if pick_list.by == "order" else 44
    columns.append(Column(words.gettext("Goods"), shown, right - last - 24 - shown))
    columns.append(Column(words.gettext("Quantity"), right - last - 21, 18, "right"))
    if last:
        carts = any(row.carts for row in pick_list.rows)
        columns.append(Column(words.gettext("Cart") if carts else words.gettext("For orders"), right - 41, 41))
    return columns


def _row(document: Document, row: PickRow, columns: Sequence[Column], by: str) -> list[Cell]:
    setter, item = document.setter, row.item
    pictures = len(columns) == 5 + (by != "order")
    goods, quantity = columns[2 + pictures], columns[3 + pictures]
    place = set_block(setter, item.bin or "–", columns[1].width, 13, bold=True, spacing=1.1)
    details = " · ".join(part for part in (item.sku, item.options) if part.strip())
    title = set_block(setter, shorten(item.title, _LONG) or item.sku, goods.width, 10)
    cells = [tick_cell(), text_cell(place)]
    if pictures:
        cells.append(picture_cell(document, item.picture, _PICTURE))
    cells.append(text_cell(title, set_block(setter, details, goods.width, 8.5), grey=(0.0, GREY)))
    cells.append(text_cell(set_block(setter, str(item.quantity), quantity.width, 17, bold=True, spacing=1.0)))
    if by != "order":
        cells.append(_shares(document, row, columns[-1].width))
    return cells


def _shares(document: Document, row: PickRow, width: float) -> Cell:
    """Return for whom the pieces are: cart positions in large letters where there are, else the orders."""
    if row.carts:
        told = "  ".join(f"{cart}×{pieces}" for cart, pieces in row.carts)
        return text_cell(set_block(document.setter, told, width, 13, bold=True, spacing=1.25))
    told = "  ".join(f"{order}×{pieces}" for order, pieces in row.orders)
    return text_cell(set_block(document.setter, told, width, 8.5, spacing=1.45))

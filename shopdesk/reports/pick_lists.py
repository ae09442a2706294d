"""Pick lists on A4: one row for each place and SKU, to be fetched for many orders in one walk."""

from collections.abc import Sequence
from gettext import NullTranslations
from pathlib import Path
from typing import BinaryIO

from shopdesk.domain.jobs import Job
from shopdesk.domain.paper import PickList, PickRow
from shopdesk.reports.cells import GREY, Cell, picture_cell, text_cell, tick_cell
from shopdesk.reports.document import Document, open_document
from shopdesk.reports.flow import Column, Flow, paper
from shopdesk.reports.letterhead import draw_letterhead, draw_page_number
from shopdesk.reports.wrapping import set_block, shorten
from shopdesk.words import translator

_LONG = 120
_PICTURE = 14.0


def write_pick_list(pick_list: PickList, target: Path | BinaryIO, job: Job) -> int:
    """Write the list and return the number of pages.

    Raises `glyph-missing` and `document-not-written`; nothing is left of a document then.
    """
    words = translator(pick_list.language)
    title = words.gettext("Pick list")
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
        columns = _columns(flow, any(row.item.picture for row in pick_list.rows), words)
        flow.table(columns, _rows(flow, pick_list.rows, columns, job))
        made = words.gettext("Made on {time}").format(time=pick_list.made_on)
        flow.finish(lambda page, number, total: draw_page_number(page, margin, number, total, words, made))
        return document.page_count


def _show_sum(flow: Flow, pick_list: PickList, words: NullTranslations) -> None:
    """Show how much there is to fetch, in figures that are read from afar."""
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
    flow.page.text(flow.right, flow.y + 4, pick_list.made_on, 9, align="right", grey=GREY)
    flow.y += 9


def _columns(flow: Flow, pictures: bool, words: NullTranslations) -> list[Column]:
    left, right = flow.margin, flow.right
    shown = left + 34
    columns = [Column("", left, 5), Column(words.gettext("Place"), left + 7, 25)]
    if pictures:
        columns.append(Column("", shown, _PICTURE))
        shown += _PICTURE + 3
    columns.append(Column(words.gettext("Goods"), shown, right - 68 - shown))
    columns.append(Column(words.gettext("Quantity"), right - 65, 18, "right"))
    columns.append(Column(words.gettext("For orders"), right - 41, 41))
    return columns


def _rows(flow: Flow, rows: Sequence[PickRow], columns: Sequence[Column], job: Job) -> list[list[Cell]]:
    made = []
    for done, row in enumerate(rows, 1):
        made.append(_row(flow.document, row, columns))
        job.step(done, len(rows))
    return made


def _row(document: Document, row: PickRow, columns: Sequence[Column]) -> list[Cell]:
    setter, item, (goods, quantity, orders) = document.setter, row.item, columns[-3:]
    place = set_block(setter, item.bin or "–", columns[1].width, 13, bold=True, spacing=1.1)
    details = " · ".join(part for part in (item.sku, item.options) if part.strip())
    title = set_block(setter, shorten(item.title, _LONG) or item.sku, goods.width, 10)
    counts = "  ".join(f"{order}×{pieces}" for order, pieces in row.orders)
    cells = [tick_cell(), text_cell(place)]
    if len(columns) == 6:
        cells.append(picture_cell(document, item.picture, _PICTURE))
    cells.append(text_cell(title, set_block(setter, details, goods.width, 8.5), grey=(0.0, GREY)))
    cells.append(text_cell(set_block(setter, str(item.quantity), quantity.width, 17, bold=True, spacing=1.0)))
    cells.append(text_cell(set_block(setter, counts, orders.width, 8.5, spacing=1.45)))
    return cells

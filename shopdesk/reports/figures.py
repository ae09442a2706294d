"""A table of figures on A4: what it tells of above, rows of numbers, their sum below."""

from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from shopdesk.domain.jobs import Job, SilentJob
from shopdesk.domain.paper import FiguresPaper
from shopdesk.reports.cells import GREY, Cell, text_cell
from shopdesk.reports.checks import check_glyphs
from shopdesk.reports.document import open_document
from shopdesk.reports.flow import Column, Flow, paper
from shopdesk.reports.letterhead import draw_letterhead, draw_page_number
from shopdesk.words import translator

_SIZE, _GAP = 8.5, 2.0
_NAME_SHARE, _TITLE_SHARE, _LONG = 1.9, 3.0, 20  # the first column is so much wider than a number; names from here on


def write_figures(told: FiguresPaper, target: Path | BinaryIO, *, job: Job | None = None) -> int:
    """Write a table of figures and return the number of pages.

    Raises `glyph-missing` and `document-not-written`; nothing is left of a document then.
    """
    check_glyphs(told)
    words = translator(told.language)
    width, height, margin = paper("a4")
    with open_document(target, told.title, told.language) as document:
        flow = Flow(
            document, width, height, margin,
            lambda page, _first: draw_letterhead(document, page, margin, told.shop, told.logo, told.title),
        )  # fmt: skip
        for caption, value in told.facts:
            flow.page.text(margin, flow.y + 3.4, caption, 7.5, grey=GREY)
            flow.page.text(margin + 38, flow.y + 3.4, value, 9.5)
            flow.y += 5.4
        flow.y += 3
        share = _TITLE_SHARE if any(len(row[0]) > _LONG for row in told.rows) else _NAME_SHARE
        columns = _columns(flow, told.columns, share)
        rows = []
        for at, row in enumerate(told.rows):
            (job or SilentJob()).step(at, len(told.rows))
            rows.append(_cells(flow, row, columns))
        sums = [_cells(flow, told.sums, columns, bold=True)] if told.sums else []
        flow.table(columns, rows + sums)
        if told.note:
            flow.y += 3
            flow.paragraph(flow.block(told.note, flow.right - margin, 7.5), GREY)
        flow.finish(lambda page, number, total: draw_page_number(page, margin, number, total, words, told.title))
        return document.page_count


def _columns(flow: Flow, captions: Sequence[str], share: float) -> list[Column]:
    room = flow.right - flow.margin - _GAP * (len(captions) - 1)
    unit = room / (len(captions) - 1 + share)
    made, x = [], flow.margin
    for at, caption in enumerate(captions):
        width = unit * share if at == 0 else unit
        made.append(Column(caption, x, width, "left" if at == 0 else "right"))
        x += width + _GAP
    return made


def _cells(flow: Flow, row: Sequence[str], columns: Sequence[Column], *, bold: bool = False) -> list[Cell]:
    name, *numbers = row
    cells = [text_cell(flow.block(name, columns[0].width, _SIZE, bold))]
    return cells + [
        text_cell(flow.number(number, column.width, _SIZE, bold))
        for number, column in zip(numbers, columns[1:], strict=True)
    ]

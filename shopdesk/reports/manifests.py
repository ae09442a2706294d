"""Manifests on A4: every parcel that a courier takes, with its waybill to scan, and places for two signatures."""

from collections.abc import Sequence
from gettext import NullTranslations
from pathlib import Path
from typing import BinaryIO

from shopdesk.domain.handover import Manifest, ManifestRow
from shopdesk.domain.jobs import Job
from shopdesk.reports.barcodes import fit_code
from shopdesk.reports.cells import GREY, Cell, text_cell
from shopdesk.reports.checks import check_glyphs
from shopdesk.reports.document import Document, open_document
from shopdesk.reports.flow import CAPTION_SIZE, Column, Flow, paper
from shopdesk.reports.letterhead import draw_letterhead, draw_page_number
from shopdesk.reports.page import Page
from shopdesk.reports.wrapping import set_block, shorten
from shopdesk.words import translator

_BARS = 7.0
_CODE_ROOM = 64.0
_SIGNATURES = 42.0


def write_manifest(manifest: Manifest, target: Path | BinaryIO, job: Job) -> int:
    """Write a manifest and return the number of pages.

    Raises `glyph-missing` and `document-not-written`; nothing is left of a document then.
    """
    check_glyphs(manifest)
    words = translator(manifest.language)
    title = " · ".join((words.gettext("Handover"), manifest.number, manifest.courier))
    width, height, margin = paper("a4")
    with open_document(target, title, manifest.language) as document:
        flow = Flow(
            document,
            width,
            height,
            margin,
            lambda page, _first: draw_letterhead(document, page, margin, manifest.shop, "", title),
        )
        _show_sums(flow, manifest, words)
        columns = _columns(flow, words)
        rows = []
        for at, row in enumerate(manifest.rows, 1):
            job.step(at, len(manifest.rows))
            rows.append(_row(document, at, row, columns))
        flow.table(columns, rows)
        _draw_signatures(flow, manifest, words)
        flow.finish(lambda page, number, total: draw_page_number(page, margin, number, total, words, manifest.number))
        return document.page_count


def _show_sums(flow: Flow, manifest: Manifest, words: NullTranslations) -> None:
    """Show how many parcels there are, in figures that both sides count after, and the manifest's own number."""
    count = len(manifest.rows)
    parts = [words.ngettext("{count} parcel", "{count} parcels", count).format(count=count)]
    if manifest.weighed:
        kilos = f"{manifest.weight_g / 1000:.2f}"
        weight = words.gettext("{weight} kg").format(weight=kilos)
        if manifest.weighed < count:
            weight = words.gettext("{weight} kg of {count} weighed").format(weight=kilos, count=manifest.weighed)
        parts.append(weight)
    x = flow.margin
    for part in parts:
        x += flow.page.text(x, flow.y + 5, part, 15, bold=True) + 8
    if code := fit_code(manifest.number, 60, 8):
        flow.page.code(code, flow.right - code.width, flow.y)
    made = words.gettext("Made on {time}").format(time=manifest.made_on)
    told = " · ".join(filter(None, (made, manifest.made_by)))
    flow.page.text(flow.margin, flow.y + 10, told, 9, grey=GREY)
    if manifest.undone:
        flow.page.text(x, flow.y + 5, words.gettext("Taken back: not valid"), 13, bold=True)
    flow.y += 14


def _columns(flow: Flow, words: NullTranslations) -> list[Column]:
    left, right = flow.margin, flow.right
    orders = left + 12 + _CODE_ROOM
    return [
        Column("", left, 9, "right"),
        Column(words.gettext("Waybill"), left + 12, _CODE_ROOM - 3),
        Column(words.gettext("Orders"), orders, 30),
        Column(words.gettext("Destination"), orders + 32, right - 34 - (orders + 32)),
        Column(words.gettext("Pieces"), right - 32, 13, "right"),
        Column(words.gettext("Weight"), right - 17, 17, "right"),
    ]


def _row(document: Document, at: int, row: ManifestRow, columns: Sequence[Column]) -> list[Cell]:
    setter = document.setter
    blocks = [set_block(setter, str(at), columns[0].width, 9)]
    for text, column in ((" ".join(row.orders), columns[2]), (shorten(row.place, 60), columns[3])):
        blocks.append(set_block(setter, text, column.width, 9))
    weight = f"{row.weight_g} g" if row.weight_g is not None else "–"
    number, orders, place = (text_cell(block) for block in blocks)
    pieces = text_cell(set_block(setter, str(row.pieces), columns[4].width, 9.5))
    return [number, _code_cell(document, row.waybill), orders, place, pieces,
            text_cell(set_block(setter, weight, columns[5].width, 9))]  # fmt: skip


def _code_cell(document: Document, waybill: str) -> Cell:
    """Return a waybill as bars with its number below; a parcel without one has a dash."""
    code = fit_code(waybill, _CODE_ROOM + 5, _BARS) if waybill else None
    if code is None:
        return text_cell(set_block(document.setter, waybill or "–", _CODE_ROOM - 3, 10, bold=True))

    def draw(page: Page, x: float, y: float) -> None:
        page.code(code, x, y)
        page.text(x, y + code.height + 3.2, waybill, 8.5)

    return Cell(draw=draw, draw_height=code.height + 4)


def _draw_signatures(flow: Flow, manifest: Manifest, words: NullTranslations) -> None:
    """Draw two places to sign, never torn apart and never without the count that is signed."""
    flow.need(_SIGNATURES)
    flow.y += 6
    count = len(manifest.rows)
    half = (flow.right - flow.margin - 10) / 2
    signed = words.ngettext("{count} parcel handed over", "{count} parcels handed over", count).format(count=count)
    flow.page.text(flow.margin, flow.y + 4, signed, 11, bold=True)
    flow.y += 8
    sides = (
        (words.gettext("Handed over by"), manifest.shop),
        (words.gettext("Taken over by"), manifest.courier),
    )
    for at, (caption, name) in enumerate(sides):
        x = flow.margin + at * (half + 10)
        flow.page.text(x, flow.y + 3, caption, CAPTION_SIZE, grey=GREY)
        flow.page.text(x, flow.y + 8, shorten(name, 30), 10)
        for offset, label in ((0.0, words.gettext("Signature")), (half * 0.6, words.gettext("Date and time"))):
            flow.page.line(x + offset, flow.y + 22, x + offset + half * (0.56 if not offset else 0.4), flow.y + 22, 0.3)
            flow.page.text(x + offset, flow.y + 25.5, label, CAPTION_SIZE, grey=GREY)
    flow.y += 28

"""The evidence page of a parcel on A4: goods, every scan with its link of the hash chain, who closed it and when."""

from collections.abc import Sequence
from dataclasses import replace
from gettext import NullTranslations
from pathlib import Path
from typing import BinaryIO

from shopdesk.domain.evidence import Evidence, EvidenceEvent, EvidenceLine
from shopdesk.domain.jobs import Job
from shopdesk.reports.barcodes import fit_code
from shopdesk.reports.cells import GREY, Cell, text_cell
from shopdesk.reports.document import Document, open_document
from shopdesk.reports.faces import missing_characters
from shopdesk.reports.flow import CAPTION_SIZE, Column, Flow, paper
from shopdesk.reports.letterhead import draw_letterhead, draw_page_number
from shopdesk.reports.wrapping import set_block, shorten
from shopdesk.words import translator

_LINK = 12  # figures of a link that stand in its row; the last one stands whole below
_CODE = 44
_TITLE = 80


def write_evidence(evidence: Evidence, target: Path | BinaryIO, job: Job) -> int:
    """Write the page and return how many it became; what cannot be drawn is shown as □, for evidence is never refused.

    Raises `document-not-written`; nothing is left of a document then.
    """
    words = translator(evidence.language)
    told = _drawable(evidence)
    title = " · ".join((words.gettext("Evidence of a parcel"), told.order))
    width, height, margin = paper("a4")
    with open_document(target, title, told.language) as document:
        flow = Flow(
            document,
            width,
            height,
            margin,
            lambda page, _first: draw_letterhead(document, page, margin, told.shop, "", title),
        )
        _show_parcel(flow, told, words)
        _section(flow, words.gettext("Goods"))
        flow.table(_goods_columns(flow, words), [_goods_row(document, flow, line) for line in told.lines])
        _section(flow, words.gettext("Scans at the packing bench"))
        _show_scans(flow, told, words, job)
        _show_seal(flow, told, words)
        _section(flow, words.gettext("What happened to the order"))
        flow.table(_event_columns(flow, words), [_event_row(document, flow, event) for event in told.events])
        made = words.gettext("Made on {time}").format(time=told.made_on)
        flow.finish(lambda page, number, total: draw_page_number(page, margin, number, total, words, made))
        return document.page_count


def _show_parcel(flow: Flow, evidence: Evidence, words: NullTranslations) -> None:
    """Show the parcel's facts at the left, the waybill as it can be scanned at the right."""
    _ = words.gettext
    facts = [
        (_("Order"), " · ".join(filter(None, (evidence.order, evidence.channel_order_no)))),
        (_("Receiver"), "  ".join(evidence.receiver)),
        (_("Courier"), evidence.courier),
        (_("Packed by"), " · ".join(filter(None, (evidence.packed_by, evidence.station)))),
        (_("Begun"), evidence.began),
        (_("Closed at"), evidence.ended),
        (_("Outcome"), " · ".join(filter(None, (evidence.state, evidence.reason)))),
        (_("Weight"), evidence.weight),
    ]
    top, across = flow.y, (flow.right - flow.margin) * 0.56
    for caption, value in facts:
        if value:
            block = set_block(flow.document.setter, shorten(value, 200), across - 26, 10)
            flow.page.text(flow.margin, flow.y + 3.8, caption, CAPTION_SIZE, grey=GREY)
            flow.y = flow.page.block(flow.margin + 26, flow.y, across - 26, block) + 0.8
    left = flow.y
    if evidence.waybill and (code := fit_code(evidence.waybill, flow.right - flow.margin - across, 12)):
        flow.page.code(code, flow.right - code.width, top)
        flow.page.text(flow.right, top + code.height + 4.5, evidence.waybill, 11, bold=True, align="right")
    flow.y = max(left, top + 22) + 2


def _section(flow: Flow, caption: str) -> None:
    flow.need(24)
    flow.y += 3
    flow.page.text(flow.margin, flow.y + 4, caption, 12, bold=True)
    flow.y += 6


def _goods_columns(flow: Flow, words: NullTranslations) -> list[Column]:
    left, right = flow.margin, flow.right
    return [
        Column(words.gettext("SKU"), left, 38),
        Column(words.gettext("Goods"), left + 40, right - 46 - (left + 40)),
        Column(words.gettext("Ordered pieces"), right - 44, 20, "right"),
        Column(words.gettext("Scanned pieces"), right - 20, 20, "right"),
    ]


def _goods_row(document: Document, flow: Flow, line: EvidenceLine) -> list[Cell]:
    setter = document.setter
    title = " ".join(filter(None, (shorten(line.title, _TITLE), line.options)))
    across = flow.right - flow.margin - 86
    return [
        text_cell(set_block(setter, line.sku or "–", 38, 9)),
        text_cell(set_block(setter, title, across, 9)),
        text_cell(set_block(setter, str(line.quantity), 20, 10)),
        text_cell(set_block(setter, str(line.taken), 20, 10, bold=line.taken != line.quantity)),
    ]


def _show_scans(flow: Flow, evidence: Evidence, words: NullTranslations, job: Job) -> None:
    left, right = flow.margin, flow.right
    columns = [
        Column(words.gettext("Time"), left, 33),
        Column(words.gettext("Person"), left + 35, 20),
        Column(words.gettext("Station"), left + 57, 20),
        Column(words.gettext("Scanned code"), left + 79, 36),
        Column(words.gettext("Answer"), left + 117, right - 34 - (left + 117)),
        Column("", right - 32, 6, "right"),
        Column(words.gettext("Link"), right - 24, 24, "right"),
    ]
    rows = []
    for at, scan in enumerate(evidence.scans, 1):
        rows.append(_scan_row(flow.document, scan, columns))
        job.step(at, len(evidence.scans))
    flow.table(columns, rows)


def _scan_row(document: Document, scan: Sequence[str], columns: Sequence[Column]) -> list[Cell]:
    *told, link = scan
    shown = [*(shorten(text, _CODE) for text in told), link[:_LINK]]
    return [
        text_cell(set_block(document.setter, text, column.width, 8))
        for text, column in zip(shown, columns, strict=True)
    ]


def _show_seal(flow: Flow, evidence: Evidence, words: NullTranslations) -> None:
    """Show the last link whole: whoever makes this page again and finds another one knows that a scan was changed."""
    explained = words.gettext(
        "Each link is the SHA-256 of its row and the link before it. The last one seals all of them; made anew, this"
        " page shows the same one as long as no scan was changed."
    )
    block = set_block(flow.document.setter, explained, flow.right - flow.margin, 8)
    flow.need(block.height + 12)
    flow.y += 2
    flow.page.text(
        flow.margin, flow.y + 3.6, words.gettext("Last link: {seal}").format(seal=evidence.seal), 8.5, bold=True
    )
    flow.y = flow.page.block(flow.margin, flow.y + 5.5, flow.right - flow.margin, block, grey=GREY) + 1


def _event_columns(flow: Flow, words: NullTranslations) -> list[Column]:
    left, right = flow.margin, flow.right
    return [
        Column(words.gettext("Time"), left, 33),
        Column(words.gettext("Step"), left + 35, 52),
        Column(words.gettext("Person"), left + 89, 22),
        Column("", left + 113, right - (left + 113)),
    ]


def _event_row(document: Document, flow: Flow, event: EvidenceEvent) -> list[Cell]:
    widths = (33.0, 52.0, 22.0, flow.right - flow.margin - 113)
    told = (event.at, event.what, event.actor, shorten(event.more, 120))
    return [text_cell(set_block(document.setter, text, width, 8.5)) for text, width in zip(told, widths, strict=True)]


def _drawable(evidence: Evidence) -> Evidence:
    """Return the evidence with □ for what no carried face can draw: a scanner may read anything."""

    def clean(text: str) -> str:
        shown = "".join(char if char.isprintable() else "□" for char in text)
        for char in missing_characters([shown]):
            shown = shown.replace(char, "□")
        return shown

    def cleaned(row: Sequence[str]) -> tuple[str, ...]:
        return tuple(map(clean, row))

    return replace(
        evidence,
        shop=clean(evidence.shop),
        channel_order_no=clean(evidence.channel_order_no),
        receiver=cleaned(evidence.receiver),
        courier=clean(evidence.courier),
        station=clean(evidence.station),
        packed_by=clean(evidence.packed_by),
        reason=clean(evidence.reason),
        lines=tuple(
            replace(line, sku=clean(line.sku), title=clean(line.title), options=clean(line.options))
            for line in evidence.lines
        ),
        scans=tuple(cleaned(scan) for scan in evidence.scans),
        events=tuple(replace(event, actor=clean(event.actor), more=clean(event.more)) for event in evidence.events),
    )

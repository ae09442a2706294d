"""Shipping labels: one to a page or many to a sheet, black only, bars in whole dots of the printer."""

from collections.abc import Sequence
from gettext import NullTranslations
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from shopdesk.domain.jobs import Job
from shopdesk.domain.layouts import Layout
from shopdesk.domain.paper import Label
from shopdesk.reports.checks import check_glyphs
from shopdesk.reports.document import Document, open_document
from shopdesk.reports.label_parts import LETTERS, PARTS, Drawing, draw_mark
from shopdesk.reports.layouts import Place, dress, places
from shopdesk.reports.page import Page
from shopdesk.reports.sheets import Sheets
from shopdesk.words import translator

_RULE = 0.35


def write_labels(
    labels: Sequence[Label], target: Path | BinaryIO, layout: Layout, job: Job, *, start_at: int = 1
) -> int:
    """Write a place for each label, the first at `start_at` of the first sheet, and return the number of pages.

    Raises what `check_label` and `check_start` raise, and `document-not-written`; nothing is left of a document then.
    """
    language = labels[0].language if labels else "zh_CN"
    with open_document(target, translator(language).gettext("Shipping labels"), language) as document:
        maker, sheets = LabelMaker(document, layout), Sheets(document, layout, start_at)
        for done, label in enumerate(labels):
            job.step(done, len(labels))
            sheets.add(maker.draw(label))
        sheets.finish()
        job.step(len(labels), len(labels))
        return document.page_count


def check_label(label: Label, layout: Layout) -> None:
    """Raise `glyph-missing`, `barcode-impossible`, `barcode-too-long` or `text-too-long` where no label can be made."""
    check_glyphs(label)
    LabelMaker(Document(BytesIO(), "", ""), layout).draw(label)


class LabelMaker:
    """Draws labels of one layout into one document."""

    def __init__(self, document: Document, layout: Layout) -> None:
        self._document = document
        self._layout = layout
        self._places = places(layout, LETTERS)
        self._parts = [(PARTS[place.kind], place) for place in self._places if place.kind in PARTS]

    def draw(self, label: Label) -> Page:
        """Return a label as a page of its own size."""
        layout, label = self._layout, dress(label, self._layout)
        words = translator(label.language)
        frame = f"frame-{label.language}"
        self._document.share(frame, layout.width, layout.height, lambda page: self._draw_frame(page, words))
        page = self._document.page(layout.width, layout.height)
        page.drawing(frame)
        drawing = Drawing(self._document, layout, label, words)
        for draw, place in self._parts:
            draw(page, place, drawing)
        return page

    def _draw_frame(self, page: Page, words: NullTranslations) -> None:
        """Draw what all labels of a layout and language share: lines across, and whose address is which."""
        margin = self._layout.margin
        for y in self._layout.rules:
            page.line(margin, y, page.width - margin, y, _RULE)
        for place in self._places:
            _draw_mark(page, place, words)


def _draw_mark(page: Page, place: Place, words: NullTranslations) -> None:
    box = place.box
    if place.kind == "receiver_mark":
        page.fill(box.x, box.y, box.width, box.height)
        draw_mark(page, box, words.gettext("TO"), place.sizes[0], grey=1.0)
    elif place.kind == "sender_mark":
        page.rectangle(box.x, box.y, box.width, box.height, _RULE)
        draw_mark(page, box, words.gettext("FROM"), place.sizes[0])

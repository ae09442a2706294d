"""Returns forms on A4 or A5 that travel with the parcel: where to send it, which goods, why, and by when."""

from collections.abc import Callable, Sequence
from gettext import NullTranslations
from pathlib import Path
from typing import BinaryIO

from shopdesk.domain.jobs import Job
from shopdesk.domain.layouts import Layout
from shopdesk.domain.paper import Item, ReturnReason, ReturnsForm
from shopdesk.reports.addresses import address_lines
from shopdesk.reports.barcodes import fit_code
from shopdesk.reports.cells import GREY, Cell, text_cell, tick_cell
from shopdesk.reports.document import Document, open_document
from shopdesk.reports.flow import CAPTION_SIZE, Column, Flow
from shopdesk.reports.layouts import dress
from shopdesk.reports.letterhead import draw_letterhead, draw_order_code, draw_page_number, person_blocks
from shopdesk.reports.page import HAIRLINE, Page
from shopdesk.reports.wrapping import POINT, shorten
from shopdesk.words import N_, translator

_LONG = 120
_CODE_WIDTH, _CODE_HEIGHT = 50.0, 8.0
_NARROW, _NARROW_CODE = 160.0, 26.0  # up to this width of paper the lines have QR symbols
_REMARKS, _NARROW_REMARKS, _ENOUGH = 22.0, 17.0, 40.0  # least and greatest height, signature included
_STEPS = 20.0
REASONS = {
    "no-reason": N_("No reason needed: goods and packing intact"),
    "quality": N_("Quality defect"),
    "not-as-described": N_("Not as described"),
    "special": N_("Made to order, fresh food and the like"),
}
FREIGHT = {"buyer": N_("return freight paid by the buyer"), "merchant": N_("return freight paid by the shop")}


def write_returns_forms(forms: Sequence[ReturnsForm], target: Path | BinaryIO, layout: Layout, job: Job) -> int:
    """Write the forms one after the other and return the number of pages.

    Raises `glyph-missing` and `document-not-written`; nothing is left of a document then.
    """
    language = forms[0].language if forms else "zh_CN"
    with open_document(target, translator(language).gettext("Returns forms"), language) as document:
        for done, form in enumerate(forms):
            job.step(done, len(forms))
            _write_form(document, dress(form, layout), layout)
        job.step(len(forms), len(forms))
        return document.page_count


def _write_form(document: Document, form: ReturnsForm, layout: Layout) -> None:
    words = translator(form.language)
    title = words.gettext("Returns form")
    width, height, margin = layout.width, layout.height, layout.margin

    def draw_head(page: Page, first: bool) -> float:
        subject = title if first else f"{title} · {form.order}"
        return draw_letterhead(document, page, margin, form.shop, form.logo if first else "", subject)

    flow = Flow(document, width, height, margin, draw_head, scale=layout.text / 100)
    step = 0
    for part in layout.shown:
        if part.kind in _HEADINGS:
            step += 1
            words_of, keep = _HEADINGS[part.kind]
            _heading(flow, f"{step}  {words.gettext(words_of)}", keep)
        _PARTS[part.kind](flow, form, words)
    flow.finish(lambda page, number, total: draw_page_number(page, margin, number, total, words, form.order))


def _show_parties(flow: Flow, form: ReturnsForm, words: NullTranslations) -> None:
    """Show where the parcel goes, from whom it comes, and the order's barcode."""
    third = (flow.right - flow.margin - 12) / 3
    ends = []
    for at, (caption, place) in enumerate(
        ((words.gettext("Send it back to"), form.sender), (words.gettext("From"), form.receiver))
    ):
        x = flow.margin + at * (third + 6)
        flow.page.text(x, flow.y + 3, caption, CAPTION_SIZE, grey=GREY)
        y = flow.y + 4.5
        for block in person_blocks(flow.document.setter, place, address_lines(place, form.language), third, flow.scale):
            y = flow.page.block(x, y, third, block)
        ends.append(y)
    right = flow.margin + 2 * (third + 6)
    facts = [(words.gettext("Order no."), form.order)]
    ends.append(draw_order_code(flow, form.order, right, flow.y + 0.8, third, facts))
    flow.y = max(ends) + 3


def _heading(flow: Flow, text: str, keep: float) -> None:
    """Show a section's title together with at least `keep` millimetres of the section."""
    flow.need(11 + keep)
    top = 5.5 if _is_narrow(flow) else 7.5
    flow.page.text(flow.margin, flow.y + top, text, 11, bold=True)
    flow.y += top + 2.5


def _show_goods(flow: Flow, form: ReturnsForm, words: NullTranslations) -> None:
    columns = _columns(flow, words)
    flow.table(columns, [_row(flow, form.order, number, item, columns) for number, item in enumerate(form.items, 1)])


def _is_narrow(flow: Flow) -> bool:
    """Tell whether the paper is A5 or smaller, so that room is scarce."""
    return flow.width <= _NARROW


def _columns(flow: Flow, words: NullTranslations) -> list[Column]:
    left, right = flow.margin, flow.right
    code = right - (_NARROW_CODE if _is_narrow(flow) else _CODE_WIDTH)
    return [
        Column("", left, 5),
        Column(words.gettext("Goods"), left + 7, code - left - 50),
        Column(words.gettext("Sent"), code - 39, 10, "right"),
        Column(words.gettext("Comes back"), code - 25, 18, "centre"),
        Column(words.gettext("For the shop"), code, right - code, "right"),
    ]


def _row(flow: Flow, order: str, number: int, item: Item, columns: Sequence[Column]) -> list[Cell]:
    goods = columns[1]
    title = flow.block(shorten(item.title, _LONG) or item.sku, goods.width, 9.5)
    details = " · ".join(part for part in (item.sku, item.options) if part.strip())
    return [
        tick_cell(),
        text_cell(title, flow.block(details, goods.width, 8.5), grey=(0.0, GREY)),
        text_cell(flow.block(str(item.quantity), columns[2].width, 10, spacing=1.3)),
        Cell(draw=lambda page, x, y: page.rectangle(x + 3, y, 12, 7, 0.25), draw_height=7),
        _code_cell(f"{order}/{number}", columns[-1].width),
    ]


def _code_cell(text: str, width: float) -> Cell:
    """Return a cell with the number of order and line, as bars and in figures, by which the shop finds the line."""
    code = fit_code(text, width + 5, _CODE_HEIGHT)

    def draw(page: Page, x: float, y: float) -> None:
        if code:
            page.code(code, x + width - code.width, y)
        page.text(x + width, y + _CODE_HEIGHT + 3, text, CAPTION_SIZE, align="right")

    return Cell(draw=draw, draw_height=_CODE_HEIGHT + 4)


def _show_reasons(flow: Flow, form: ReturnsForm, words: NullTranslations) -> None:
    for reason in form.reasons:
        flow.need(11.5)
        if reason.days is not None:
            flow.page.tick_box(flow.margin, flow.y + 1.2)
        name, terms = _reason_name(reason, words), _reason_terms(reason, words)
        end = flow.margin + 7 + flow.page.text(flow.margin + 7, flow.y + 4.3, name, 10)
        if end + 3 + flow.page.width_of(terms) * 9 * POINT > flow.right:
            flow.y += 4
        flow.page.text(flow.right, flow.y + 4.3, terms, 9, align="right", grey=GREY)
        flow.y += 6 if _is_narrow(flow) else 7
        flow.page.line(flow.margin, flow.y, flow.right, flow.y, HAIRLINE, 0.7)


def _reason_name(reason: ReturnReason, words: NullTranslations) -> str:
    return words.gettext(REASONS[reason.code]) if reason.code in REASONS else reason.code


def _reason_terms(reason: ReturnReason, words: NullTranslations) -> str:
    """Say the window and who pays the freight, as the shop has set them."""
    if reason.days is None:
        return words.gettext("cannot be returned")
    window = words.ngettext("within {days} day of delivery", "within {days} days of delivery", reason.days)
    paid = words.gettext(FREIGHT[reason.freight]) if reason.freight in FREIGHT else reason.freight
    return " · ".join(part for part in (window.format(days=reason.days), paid) if part)


def _show_wishes(flow: Flow, _form: ReturnsForm, words: NullTranslations) -> None:
    x = flow.margin
    for wish in (words.gettext("Refund"), words.gettext("Exchange"), words.gettext("Repair")):
        flow.page.tick_box(x, flow.y + 0.4)
        x += 7 + flow.page.text(x + 6, flow.y + 3.5, wish, 10) + 14
    flow.y += 6


def _show_remarks(flow: Flow, _form: ReturnsForm, words: NullTranslations) -> None:
    """Leave room for the buyer's words, a date and a signature."""
    height = max(_NARROW_REMARKS if _is_narrow(flow) else _REMARKS, min(_ENOUGH, flow.room - _STEPS))
    flow.page.rectangle(flow.margin, flow.y, flow.right - flow.margin, height - 12, 0.25)
    flow.y += height - 4
    middle = flow.margin + (flow.right - flow.margin) / 2
    for x, end, caption in (
        (flow.margin, middle - 5, words.gettext("Signature")),
        (middle + 5, flow.right, words.gettext("Date")),
    ):
        shown = flow.page.text(x, flow.y, caption, 9, grey=GREY)
        flow.page.line(x + shown + 3, flow.y, end, flow.y, HAIRLINE)
    flow.y += 4


def _show_steps(flow: Flow, _form: ReturnsForm, words: NullTranslations) -> None:
    steps = (
        words.gettext("Ask the shop before sending anything back; the days count from delivery."),
        words.gettext("Put this form into the parcel, with the goods and all that belongs to them."),
        words.gettext("Send it to the address above and keep the courier's receipt."),
    )
    flow.need(_STEPS - 2)
    flow.y += 2
    for step in steps:
        flow.paragraph(flow.block("· " + step, flow.right - flow.margin, 9))


_HEADINGS = {
    "goods": (N_("Tick what comes back, write how many"), 30.0),
    "reasons": (N_("Tick the reason"), 20.0),
    "wishes": (N_("What would help"), 12.0),
    "remarks": (N_("Remarks"), _REMARKS),
}
_PARTS: dict[str, Callable[[Flow, ReturnsForm, NullTranslations], None]] = {
    "parties": _show_parties,
    "goods": _show_goods,
    "reasons": _show_reasons,
    "wishes": _show_wishes,
    "remarks": _show_remarks,
    "steps": _show_steps,
}

"""Refund vouchers on A5 or A4: what came back, how the amount is made up, which way it goes, when, and who says so."""

from collections.abc import Callable, Sequence
from gettext import NullTranslations
from pathlib import Path
from typing import BinaryIO

from shopdesk.domain.jobs import Job
from shopdesk.domain.layouts import Layout
from shopdesk.domain.paper import RefundRow, RefundVoucher
from shopdesk.reports.addresses import address_lines
from shopdesk.reports.cells import GREY, Cell, text_cell
from shopdesk.reports.checks import check_glyphs
from shopdesk.reports.document import Document, open_document
from shopdesk.reports.flow import CAPTION_SIZE, Column, Flow
from shopdesk.reports.layouts import dress
from shopdesk.reports.letterhead import draw_letterhead, draw_order_code, draw_page_number, person_blocks
from shopdesk.reports.page import HAIRLINE, Page
from shopdesk.reports.returns_forms import REASONS
from shopdesk.reports.wrapping import shorten
from shopdesk.words import N_, translator

AMOUNTS = {
    "goods": N_("Goods"),
    "shipping": N_("Freight of the order"),
    "return-freight": N_("Freight of the return"),
    "wear": N_("Taken off for wear or missing parts"),
    "discount": N_("Share of the discount"),
    "earlier": N_("Given back earlier"),
}
ROUTES = {
    "original": N_("Back the way it was paid"),
    "alipay": N_("Alipay"),
    "wechat": N_("WeChat Pay"),
    "bank": N_("Bank transfer"),
    "unionpay": N_("UnionPay"),
    "card": N_("Card"),
    "cash": N_("Cash"),
    "credit": N_("Credit for the next order"),
}
DATES = {
    "asked": N_("Asked for"),
    "received": N_("Goods received"),
    "inspected": N_("Goods inspected"),
    "refunded": N_("Refunded"),
}
_LONG = 120
_SIGN = 22.0


def write_refund_vouchers(vouchers: Sequence[RefundVoucher], target: Path | BinaryIO, layout: Layout, job: Job) -> int:
    """Write the vouchers one after the other and return the number of pages.

    Raises `glyph-missing` and `document-not-written`; nothing is left of a document then.
    """
    language = vouchers[0].language if vouchers else "zh_CN"
    for voucher in vouchers:
        check_glyphs(voucher)
    with open_document(target, translator(language).gettext("Refund vouchers"), language) as document:
        for done, voucher in enumerate(vouchers):
            job.step(done, len(vouchers))
            _write_voucher(document, dress(voucher, layout), layout)
        job.step(len(vouchers), len(vouchers))
        return document.page_count


def _write_voucher(document: Document, voucher: RefundVoucher, layout: Layout) -> None:
    words = translator(voucher.language)
    title = words.gettext("Refund voucher")
    margin = layout.margin

    def draw_head(page: Page, first: bool) -> float:
        subject = title if first else f"{title} · {voucher.number}"
        return draw_letterhead(document, page, margin, voucher.shop, voucher.logo if first else "", subject)

    flow = Flow(document, layout.width, layout.height, margin, draw_head, scale=layout.text / 100)
    for part in layout.shown:
        _PARTS[part.kind](flow, voucher, words)
    flow.finish(lambda page, number, total: draw_page_number(page, margin, number, total, words, voucher.number))


def _show_parties(flow: Flow, voucher: RefundVoucher, words: NullTranslations) -> None:
    half = (flow.right - flow.margin - 6) / 2
    top = flow.y
    flow.page.text(flow.margin, top + 3, words.gettext("Refund to"), CAPTION_SIZE, grey=GREY)
    y = top + 4.5
    address = address_lines(voucher.receiver, voucher.language)
    for block in person_blocks(flow.document.setter, voucher.receiver, address, half, flow.scale):
        y = flow.page.block(flow.margin, y, half, block)
    facts = [(words.gettext("Voucher no."), voucher.number), (words.gettext("Order no."), voucher.order)]
    facts += [(_named(code, DATES, words), day) for code, day in voucher.dates if day]
    if voucher.copy > 1:
        facts.append((words.gettext("Copy"), str(voucher.copy)))
    bottom = draw_order_code(flow, voucher.number, flow.margin + half + 6, top + 0.8, half, facts)
    flow.y = max(y, bottom) + 4


def _show_goods(flow: Flow, voucher: RefundVoucher, words: NullTranslations) -> None:
    if not voucher.rows:
        return
    left, right = flow.margin, flow.right
    money = 24.0 if flow.width < 200 else 30.0
    columns = [
        Column(words.gettext("Goods"), left, right - left - 2 * money - 18),
        Column(words.gettext("Quantity"), right - 2 * money - 15, 14, "right"),
        Column(words.gettext("Paid"), right - 2 * money + 1, money - 1, "right"),
        Column(words.gettext("Given back"), right - money + 1, money - 1, "right"),
    ]
    flow.table(columns, [_row(flow, row, columns, words) for row in voucher.rows], keep=12)


def _row(flow: Flow, row: RefundRow, columns: Sequence[Column], words: NullTranslations) -> list[Cell]:
    goods, quantity, paid, refunded = columns
    details = " · ".join(part for part in (row.sku, row.options, _named(row.reason, REASONS, words)) if part.strip())
    return [
        text_cell(
            flow.block(shorten(row.title, _LONG) or row.sku, goods.width, 9.5),
            flow.block(details, goods.width, 8.5),
            grey=(0.0, GREY),
        ),
        text_cell(flow.block(f"{row.quantity:,}", quantity.width, 9.5)),
        text_cell(flow.number(row.paid, paid.width, 9.5)),
        text_cell(flow.number(row.refunded, refunded.width, 9.5, bold=True)),
    ]


def _show_amounts(flow: Flow, voucher: RefundVoucher, words: NullTranslations) -> None:
    """Show how the amount is made up, its sum in large figures."""
    flow.y += 3
    for code, amount in voucher.amounts:
        _show_pair(flow, _named(code, AMOUNTS, words), amount, 9.5)
    flow.need(14)
    flow.page.line(flow.margin + (flow.right - flow.margin) / 2, flow.y + 1, flow.right, flow.y + 1, 0.3)
    flow.y += 3
    _show_pair(flow, words.gettext("Refund"), voucher.total, 15, bold=True)
    flow.y += 3


def _show_pair(flow: Flow, name: str, value: str, size: float, bold: bool = False) -> None:
    left = flow.margin + (flow.right - flow.margin) / 2
    width = flow.right - left
    amount = flow.number(value, width * 0.45, size, bold)
    caption = flow.block(shorten(name, _LONG), width * 0.53, min(size, 10.0), bold)
    flow.need(max(amount.height, caption.height))
    flow.page.block(left, flow.y + max(amount.height - caption.height, 0) / 2, width * 0.53, caption)
    flow.page.block(flow.right - width * 0.45, flow.y, width * 0.45, amount, align="right")
    flow.y += max(amount.height, caption.height)


def _show_route(flow: Flow, voucher: RefundVoucher, words: NullTranslations) -> None:
    if not voucher.route.strip():
        return
    flow.need(12)
    flow.page.text(flow.margin, flow.y + 3, words.gettext("Way of the money"), CAPTION_SIZE, grey=GREY)
    flow.y += 4.5
    flow.paragraph(flow.block(_named(voucher.route, ROUTES, words), flow.right - flow.margin, 10, bold=True))
    flow.y += 3


def _show_note(flow: Flow, voucher: RefundVoucher, _words: NullTranslations) -> None:
    if voucher.note.strip():
        flow.boxed(text_cell(flow.block(voucher.note, flow.right - flow.margin - 6, 9.5)))


def _show_signature(flow: Flow, voucher: RefundVoucher, words: NullTranslations) -> None:
    """Leave room for signature and date of whoever gives the money back."""
    flow.need(_SIGN)
    if voucher.by:
        flow.y += 2
        flow.paragraph(
            flow.block(words.gettext("Decided by {name}").format(name=voucher.by), flow.right - flow.margin, 9)
        )
    flow.y += 12
    middle = flow.margin + (flow.right - flow.margin) * 0.6
    for x, end, caption in (
        (flow.margin, middle - 5, words.gettext("Signature")),
        (middle, flow.right, words.gettext("Date")),
    ):
        shown = flow.page.text(x, flow.y, caption, 9, grey=GREY)
        flow.page.line(x + shown + 3, flow.y, end, flow.y, HAIRLINE)
    flow.y += 4


def _named(code: str, names: dict[str, str], words: NullTranslations) -> str:
    """Return the word of a code; what is no code is the shop's own word."""
    return words.gettext(names[code]) if code in names else code


_PARTS: dict[str, Callable[[Flow, RefundVoucher, NullTranslations], None]] = {
    "parties": _show_parties,
    "goods": _show_goods,
    "amounts": _show_amounts,
    "route": _show_route,
    "note": _show_note,
    "signature": _show_signature,
}

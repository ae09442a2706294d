"""Receipts on 58 and 80 mm rolls: what was sold, what was taken off, how it was paid, what is said about tax."""

from collections.abc import Callable, Sequence
from gettext import NullTranslations
from pathlib import Path
from typing import BinaryIO

from shopdesk.domain.jobs import Job
from shopdesk.domain.layouts import Layout
from shopdesk.domain.paper import Receipt
from shopdesk.reports.addresses import address_lines
from shopdesk.reports.checks import check_glyphs
from shopdesk.reports.document import open_document
from shopdesk.reports.layouts import dress
from shopdesk.reports.rolls import Roll
from shopdesk.reports.wrapping import shorten
from shopdesk.words import N_, translator

PAYMENTS = {
    "cash": N_("Cash"),
    "wechat": N_("WeChat Pay"),
    "alipay": N_("Alipay"),
    "unionpay": N_("UnionPay"),
    "card": N_("Card"),
    "transfer": N_("Bank transfer"),
}
REDUCTIONS = {
    "discount": N_("Discount"),
    "coupon": N_("Coupon"),
    "member": N_("Member price"),
    "rounding": N_("Rounding"),
    "shipping": N_("Freight"),
}
_LONG = 120
_SMALL = 8.0


def write_receipts(receipts: Sequence[Receipt], target: Path | BinaryIO, layout: Layout, job: Job) -> int:
    """Write the receipts, each on paper as long as it is, and return the number of pages.

    Raises `glyph-missing`, `text-too-long` and `document-not-written`; nothing is left of a document then.
    """
    language = receipts[0].language if receipts else "zh_CN"
    for receipt in receipts:
        check_glyphs(receipt)
    with open_document(target, translator(language).gettext("Receipts"), language) as document:
        for done, receipt in enumerate(receipts):
            job.step(done, len(receipts))
            _write_receipt(Roll(document, layout), dress(receipt, layout), layout)
        job.step(len(receipts), len(receipts))
        return document.page_count


def _write_receipt(roll: Roll, receipt: Receipt, layout: Layout) -> None:
    words = translator(receipt.language)
    roll.head(receipt.shop, receipt.logo)
    place = [*address_lines(receipt.sender, receipt.language), receipt.sender.phone]
    roll.show([line for line in place if line.strip()], _SMALL, align="centre")
    roll.gap(1.5)
    roll.show(words.gettext("Sales receipt"), 12, bold=True, align="centre")
    for part in layout.shown:
        _PARTS[part.kind](roll, receipt, words)
    roll.finish()


def _show_sale(roll: Roll, receipt: Receipt, words: NullTranslations) -> None:
    roll.gap(1)
    roll.pair(words.gettext("Number"), receipt.number)
    roll.pair(words.gettext("Time"), receipt.sold_on)
    if receipt.cashier:
        roll.pair(words.gettext("Served by"), receipt.cashier)
    if receipt.copy > 1:
        roll.pair(words.gettext("Copy {number}").format(number=receipt.copy), "", bold=True)
    roll.rule(0.35)


def _show_lines(roll: Roll, receipt: Receipt, words: NullTranslations) -> None:
    for line in receipt.lines:
        roll.show(shorten(line.title, _LONG) or line.sku, 9, bold=True)
        if line.options.strip():
            roll.show(line.options, _SMALL)
        roll.pair(f"{line.quantity:,} × {line.price}", line.sum)
        if line.reduction:
            roll.pair("  " + words.gettext("Reduced by"), line.reduction, _SMALL)
        roll.gap(1)
    pieces = sum(line.quantity for line in receipt.lines)
    roll.show(words.ngettext("{count} piece", "{count} pieces", pieces).format(count=f"{pieces:,}"), _SMALL)
    roll.rule(0.35)


def _show_amounts(roll: Roll, receipt: Receipt, words: NullTranslations) -> None:
    if receipt.reductions:
        roll.pair(words.gettext("Subtotal"), receipt.subtotal)
        for code, amount in receipt.reductions:
            roll.pair(_named(code, REDUCTIONS, words), amount)
    roll.pair(words.gettext("To pay"), receipt.total, 14, bold=True)
    roll.gap(1)


def _show_payments(roll: Roll, receipt: Receipt, words: NullTranslations) -> None:
    for code, amount in receipt.payments:
        roll.pair(words.gettext("Paid: {how}").format(how=_named(code, PAYMENTS, words)), amount)
    if receipt.change:
        roll.pair(words.gettext("Change"), receipt.change)
    roll.rule()


def _show_tax(roll: Roll, receipt: Receipt, _words: NullTranslations) -> None:
    if receipt.tax_text.strip():
        roll.show(receipt.tax_text, _SMALL, align="centre")
        roll.gap(2)


def _show_code(roll: Roll, receipt: Receipt, _words: NullTranslations) -> None:
    roll.gap(1)
    roll.code(receipt.number)
    roll.show(receipt.number, _SMALL, align="centre")


def _show_note(roll: Roll, receipt: Receipt, words: NullTranslations) -> None:
    roll.gap(1.5)
    note = receipt.note.strip() or roll.layout.note.strip() or words.gettext("Thank you, and come again.")
    roll.show(note, 9, align="centre")


def _named(code: str, names: dict[str, str], words: NullTranslations) -> str:
    """Return the word of a code; what is no code is the shop's own word."""
    return words.gettext(names[code]) if code in names else code


_PARTS: dict[str, Callable[[Roll, Receipt, NullTranslations], None]] = {
    "sale": _show_sale,
    "lines": _show_lines,
    "amounts": _show_amounts,
    "payments": _show_payments,
    "tax_free": _show_tax,
    "code": _show_code,
    "note": _show_note,
}

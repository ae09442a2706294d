"""Receipts of the stall's sales and the Z report of a shift, on the roll of a receipt printer."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from shopdesk.db import stall
from shopdesk.domain.jobs import SilentJob
from shopdesk.domain.money import format_amount
from shopdesk.domain.paper import Receipt, ReceiptLine
from shopdesk.domain.print_queue import PrintJob
from shopdesk.domain.sales import BY_HAND, Sale, ShiftReport
from shopdesk.reports.receipts import write_receipts
from shopdesk.reports.shift_reports import ShiftPaper, shift_rows, write_shift_report
from shopdesk.services.layouts import find_layout
from shopdesk.services.print_queue import queue_pdf
from shopdesk.services.sales import find_sale
from shopdesk.services.settings import list_settings, sender
from shopdesk.services.shop import Shop
from shopdesk.words import written_moment

LAYOUTS = ("58mm", "80mm")


def receipts_pdf(shop: Shop, texts: Sequence[str], layout: str = "") -> bytes:
    """Return the receipts of sales as a PDF, each on paper as long as it is, and count the copy.

    Raises ShopError with "sale-unknown", "layout-unknown" or what `write_receipts` raises.
    """
    target = BytesIO()
    chosen = find_layout(shop, "receipts", layout or usual_layout(shop))
    with shop.writing():
        found = [find_sale(shop, text) for text in texts]
        receipts = [receipt_of(shop, sale, stall.count_copy(shop.connection, sale.row)) for sale in found]
        write_receipts(receipts, target, chosen, SilentJob())
    return target.getvalue()


def receipt_preview(shop: Shop, text: str, layout: str = "") -> bytes:
    """Return a sale's receipt as a PDF to look at; no copy is counted. Raises like `receipts_pdf`."""
    target = BytesIO()
    chosen = find_layout(shop, "receipts", layout or usual_layout(shop))
    write_receipts([receipt_of(shop, find_sale(shop, text))], target, chosen, SilentJob())
    return target.getvalue()


def write_receipt_file(shop: Shop, texts: Sequence[str], target: Path, layout: str = "") -> None:
    """Write the receipts of sales into a PDF file. Raises like `receipts_pdf`."""
    target.write_bytes(receipts_pdf(shop, texts, layout))


def queue_receipt(shop: Shop, text: str, *, printer: str, station: str = "", layout: str = "") -> PrintJob:
    """Put the receipt of a sale in the queue of a printer."""
    chosen = layout or usual_layout(shop)
    return queue_pdf(
        shop, "receipts", receipts_pdf(shop, [text], chosen), printer=printer, layout=chosen, station=station
    )


def shift_pdf(shop: Shop, report: ShiftReport, layout: str = "") -> bytes:
    """Return a shift's Z report as a PDF on the roll."""
    target = BytesIO()
    chosen = find_layout(shop, "receipts", layout or usual_layout(shop))
    write_shift_report(shift_paper(shop, report), target, chosen)
    return target.getvalue()


def shift_paper(shop: Shop, report: ShiftReport) -> ShiftPaper:
    """Return what stands on a Z report."""
    values, told = list_settings(shop), report.shift
    language = str(values["shop.language"])
    return ShiftPaper(
        str(values["shop.name"]),
        report,
        written_moment(told.opened_at, language),
        written_moment(told.closed_at, language) if told.closed_at else "",
        language,
    )


def shift_lines(shop: Shop, report: ShiftReport) -> list[tuple[str, str]]:
    """Return the rows of a Z report as they stand on its paper."""
    return shift_rows(shift_paper(shop, report))


def usual_layout(shop: Shop) -> str:
    """Return the roll of the stall's printer."""
    told = str(list_settings(shop)["stall.receipt"])
    return told if told in LAYOUTS else LAYOUTS[0]


def receipt_of(shop: Shop, sale: Sale, copy: int = 1) -> Receipt:
    """Return what stands on a sale's receipt."""
    values = list_settings(shop)
    mark = "¥" if sale.currency == "CNY" else f"{sale.currency} "

    def money(amount: int) -> str:
        return ("−" if amount < 0 else "") + mark + format_amount(abs(amount), sale.currency, grouped=True)

    lines = tuple(
        ReceiptLine(
            line.title,
            " · ".join(filter(None, (line.options, f"{line.grams} g" if line.grams else ""))),
            line.quantity,
            format_amount(line.unit_price, sale.currency),
            format_amount(line.gross, sale.currency, grouped=True),
            f"−{format_amount(line.gross - line.net, sale.currency)}" if line.gross > line.net else "",
            line.sku,
        )
        for line in sale.lines
    )
    reductions = tuple(
        ("discount" if one.code == BY_HAND else one.name or one.code, money(-one.amount)) for one in sale.reductions
    )
    given = tuple((tender.method, money(tender.given or tender.amount)) for tender in sale.tenders)
    at = written_moment(sale.at, str(values["shop.language"]))
    return Receipt(
        sale.number, str(values["shop.name"]), sender(shop), at, lines,
        money(sale.subtotal), reductions, money(sale.total), given, money(sale.change) if sale.change else "",
        str(values["stall.tax_text"]), "", sale.cashier, copy, "", str(values["shop.language"]),
    )  # fmt: skip

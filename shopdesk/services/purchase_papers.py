"""A purchase order as it goes to the supplier: a PDF to send, or a sheet to fill into their own form."""

from pathlib import Path

from shopdesk.domain.jobs import Job
from shopdesk.domain.money import format_amount, minor_digits
from shopdesk.domain.paper import PurchasePaper, PurchaseRow
from shopdesk.domain.purchases import Purchase
from shopdesk.exchange.workbooks import write_rows
from shopdesk.reports.purchase_orders import write_purchase_order
from shopdesk.services.listings import picture_file
from shopdesk.services.purchases import show_purchase
from shopdesk.services.settings import get_setting, sender
from shopdesk.services.shop import Shop
from shopdesk.words import translator


def write_purchase(shop: Shop, number: str, target: Path, job: Job | None = None) -> int:
    """Write a purchase order as PDF, xlsx or csv by the target's suffix; return its pages or rows.

    Raises ShopError with "purchase-unknown", "suffix-unknown", "file-not-writable" or the codes of paper.
    """
    purchase = show_purchase(shop, number)
    if target.suffix.lower() == ".pdf":
        return write_purchase_order(_paper(shop, purchase), target, job=job)
    words = translator(str(get_setting(shop, "shop.language")))
    header = [words.gettext(name) for name in ("Your code", "SKU", "Goods", "Quantity", "Price", "Sum")]
    unit = 10 ** minor_digits(purchase.supplier.currency)
    rows = (
        (line.code, line.sku, line.title, line.quantity, line.price / unit, line.quantity * line.price / unit)
        for line in purchase.lines
    )
    return write_rows(target, header, rows, sheet=purchase.number)


def _paper(shop: Shop, purchase: Purchase) -> PurchasePaper:
    supplier = purchase.supplier
    money = supplier.currency
    logo = picture_file(shop, str(get_setting(shop, "paper.logo")))
    ordered = (purchase.ordered_at or purchase.created_at).astimezone().date()
    return PurchasePaper(
        purchase.number,
        supplier.name,
        (supplier.contact, supplier.phone, supplier.email, supplier.address),
        sender(shop),
        ordered.isoformat(),
        purchase.expected_on.isoformat() if purchase.expected_on else "",
        tuple(
            PurchaseRow(
                line.sku,
                line.title,
                line.code,
                line.quantity,
                format_amount(line.price, money),
                format_amount(line.quantity * line.price, money),
            )
            for line in purchase.lines
        ),
        f"{format_amount(purchase.total, money, grouped=True)} {money}",
        purchase.note,
        str(logo or ""),
        str(get_setting(shop, "shop.language")),
    )

"""Goods handed back at the stall: a case of after-sales at once, money back, never more than was paid."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import NamedTuple

from shopdesk.db import shifts, stall
from shopdesk.db.times import write_time
from shopdesk.domain.errors import ShopError
from shopdesk.domain.money import format_amount
from shopdesk.domain.sales import LONGEST_REASON, METHODS, Sale, money_back
from shopdesk.services.identity import new_id
from shopdesk.services.return_bench import inspect_return
from shopdesk.services.return_money import refund_return, refunded_of
from shopdesk.services.returns import approve_return, open_return
from shopdesk.services.sales import find_sale
from shopdesk.services.settings import get_setting
from shopdesk.services.shifts import needed_shift
from shopdesk.services.shop import Shop
from shopdesk.services.stall_prices import PLACE
from shopdesk.services.transfers import transfer_stock

WITHOUT_RECEIPT_DAYS = 30


class Refunded(NamedTuple):
    """What went back: the refund's number, its sale, its case, by which way and how much."""

    number: str
    sale: str
    case: str
    method: str
    amount: int


def refundable(sale: Sale) -> dict[str, int]:
    """Return the pieces by SKU that can still come back; gifts come back with nothing and are not asked for."""
    left: dict[str, int] = {}
    for line in sale.lines:
        if not line.gift and line.quantity > line.back:
            left[line.sku] = left.get(line.sku, 0) + line.quantity - line.back
    return left


def refund_sale(
    shop: Shop, text: str, pieces: Mapping[str, int], *, method: str = "", damaged: bool = False, reason: str = "",
    receipt: bool = True, uuid: str = "",
) -> Refunded:  # fmt: skip
    """Take pieces of a sale back and pay for them what they cost; cash comes out of the open shift's till.

    Without a method the way it was paid. Good pieces lie at the stall again, damaged and weighed ones are written off.
    Raises ShopError with "shift-none", "sale-unknown", "refund-pieces", "tender-unknown", "cash-missing" or the codes
    of the after-sales services. The same uuid twice pays once.
    """
    uuid = uuid or new_id()
    with shop.writing():
        known = stall.find_refund(shop.connection, uuid)
        if known:
            sale_number = stall.load_sales(shop.connection, [known[0]])[0].number
            return Refunded(known[1], sale_number, known[2], known[3], known[4])
        shift, sale = needed_shift(shop), find_sale(shop, text)
        lines = _chosen(sale, pieces)
        amount = sum(money_back(sale.lines[at], count) for at, count in lines)
        amount = min(amount, sale.total - refunded_of(shop, sale.order_row))
        way = method or (sale.tenders[0].method if len(sale.tenders) == 1 else "cash")
        if way not in METHODS:
            raise ShopError("tender-unknown", value=way, allowed=", ".join(METHODS))
        lying = shifts.report_of(shop.connection, shift).expected
        if way == "cash" and amount > lying:
            raise ShopError("cash-missing", wanted=format_amount(amount), lying=format_amount(lying))
        case = _settle_case(shop, sale, lines, amount, way, damaged, reason)
        told = {
            "uuid": uuid, "sale_id": sale.row, "shift_id": shift.row, "case_number": case, "method": way,
            "amount": amount, "receipt": int(receipt), "reason": reason.strip()[:LONGEST_REASON],
            "at": write_time(shop.now()), "actor": shop.actor,
        }  # fmt: skip
        rows = [(sale.lines[at].row, count, money_back(sale.lines[at], count)) for at, count in lines]
        _row, number = stall.add_refund(shop.connection, told, rows)
    return Refunded(number, sale.number, case, way, amount)


def sale_without_receipt(shop: Shop, sku: str) -> Sale:
    """Return the sale that goods without a receipt go back to: of those lately made the one that paid least for it.

    So no more goes back than was paid. Raises ShopError("refund-never-sold").
    """
    since = shop.now() - timedelta(days=WITHOUT_RECEIPT_DAYS)
    found = stall.load_sales(shop.connection, stall.sales_of_sku(shop.connection, sku, since))
    priced = [
        (min(line.net * 1000 // line.quantity for line in sale.lines if line.sku == sku and not line.gift), -sale.row)
        for sale in found
        if sku in refundable(sale)
    ]
    if not priced:
        raise ShopError("refund-never-sold", sku=sku, days=WITHOUT_RECEIPT_DAYS)
    least = -min(priced)[1]
    return next(sale for sale in found if sale.row == least)


def _chosen(sale: Sale, pieces: Mapping[str, int]) -> list[tuple[int, int]]:
    """Return the lines that pieces go back to, and how many of each."""
    chosen: list[tuple[int, int]] = []
    for sku, count in pieces.items():
        wanted = count
        for at, line in enumerate(sale.lines):
            part = min(line.quantity - line.back, wanted) if line.sku == sku and not line.gift else 0
            if part > 0:
                chosen.append((at, part))
                wanted -= part
        if count <= 0 or wanted:
            raise ShopError("refund-pieces", sku=sku, wanted=count, left=count - wanted, number=sale.number)
    if not chosen:
        raise ShopError("refund-pieces", sku="", wanted=0, left=0, number=sale.number)
    return chosen


def _settle_case(
    shop: Shop, sale: Sale, lines: Sequence[tuple[int, int]], amount: int, way: str, damaged: bool, reason: str
) -> str:
    """Open, inspect and pay a case of after-sales for what lies on the counter; return its number."""
    wanted: dict[str, int] = {}
    for at, count in lines:
        wanted[sale.lines[at].sku] = wanted.get(sale.lines[at].sku, 0) + count
    case = open_return(
        shop, sale.order, list(wanted.items()), reason="quality" if damaged else "no-reason", kind="counter",
        note=reason,
    )  # fmt: skip
    if not case.decision.allowed:  # who stands at the stall has decided
        case = approve_return(shop, case.number, anyway=True)
    weighed = any(sale.lines[at].grams for at, _count in lines)
    inspect_return(shop, case.number, verdict="scrap" if damaged or weighed else "resell")
    if not (damaged or weighed):
        home = str(get_setting(shop, "stock.location"))
        transfer_stock(shop, wanted, origin=home, target=PLACE)
    refund_return(shop, case.number, amount=amount, route=way)
    return case.number

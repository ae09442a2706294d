"""Coupons handed out and used: each use is counted in the transaction of the order or sale that it belongs to."""

import secrets
from collections.abc import Sequence

from shopdesk.db import promotions as rows
from shopdesk.db.promotions import Use
from shopdesk.domain.coupons import why_not
from shopdesk.domain.errors import ShopError
from shopdesk.domain.promotions import PricedBasket, Used, Visit
from shopdesk.services.identity import new_id
from shopdesk.services.promotions import show_promotion
from shopdesk.services.shop import Shop

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # no 0, O, 1 or I: a code is read out at a stall
MOST_CODES = 10_000


def redeem(
    shop: Shop,
    codes: Sequence[str],
    document: str,
    *,
    basket: PricedBasket | None = None,
    customer: int | None = None,
) -> int:
    """Count what a document has used: its coupons, and with a basket every promotion in it; keep how it was split.

    It belongs inside the transaction of the order or sale, and redeeming a document again changes nothing.
    Returns how many uses were counted. Raises ShopError with "coupon-unknown", "coupon-code-used", "coupon-used-up",
    "coupon-used", "coupon-budget-spent" or "promotion-sold-out": somebody else was quicker, price the basket anew.
    """
    with shop.writing():
        if rows.uses_of(shop.connection, document):
            return 0
        told = _coupons(shop, codes)
        amounts = basket.by_code if basket else {}
        if basket:
            told = {code: single for code, single in told.items() if code in amounts}
        wanted = {**dict.fromkeys(amounts, ""), **{gift.code: "" for gift in basket.gifts}, **told} if basket else told
        used = rows.load_used(shop.connection, customer)
        for code, single in wanted.items():
            stored = show_promotion(shop, code)
            pieces = _pieces(stored.promotion.kind, code, basket)
            _check_left(shop, code, pieces, used, customer)
            use = Use(code, stored.version, single, pieces, amounts.get(code, 0))
            rows.add_use(shop.connection, new_id(), use, document, customer, shop.now(), shop.actor)
        if basket:
            rows.keep_split(shop.connection, document, _split(basket))
    return len(wanted)


def _coupons(shop: Shop, codes: Sequence[str]) -> dict[str, str]:
    """Return by promotion the code that was given, a single one marked by #."""
    found: dict[str, str] = {}
    for code in dict.fromkeys(text.strip().upper() for text in codes if text.strip()):
        promotion = rows.promotion_of_code(shop.connection, code)
        if promotion and (document := rows.use_of_code(shop.connection, code)):
            raise ShopError("coupon-code-used", value=code, document=document)
        stored = rows.find_promotion(shop.connection, promotion or code)
        if stored is None or stored.promotion.kind != "coupon" or stored.state == "draft":
            raise ShopError("coupon-unknown", value=code)
        if stored.state == "stopped":
            raise ShopError("coupon-stopped", value=code)
        if not promotion and rows.codes_of(shop.connection, code):
            raise ShopError("coupon-single", value=code)
        found[stored.promotion.code] = f"#{code}" if promotion else code
    return found


def _pieces(kind: str, code: str, basket: PricedBasket | None) -> int:
    """Return how much of a promotion's limit is used: pieces of a flash sale, else one use."""
    if kind != "flash" or basket is None:
        return 1
    return basket.pieces.get(code, 0)


def _check_left(shop: Shop, code: str, pieces: int, used: dict[str, Used], customer: int | None) -> None:
    told = show_promotion(shop, code).promotion
    so_far = used.get(code, Used())
    if told.kind == "coupon":
        visit = Visit("", shop.now(), used=used, orders=None if customer is None else 0)
        reason = why_not(told, visit)
        if reason and reason[0] in ("coupon-used-up", "coupon-used", "coupon-budget-spent"):
            raise ShopError(reason[0], **reason[1])
    elif told.limit and so_far.uses + pieces > told.limit:
        raise ShopError("promotion-sold-out", limit=told.limit)


def _split(basket: PricedBasket) -> list[tuple[int, str, str, int]]:
    return [
        (at, share.code, share.name, share.amount.amount)
        for at, line in enumerate(basket.lines)
        for share in line.reductions
    ]


def give_back(shop: Shop, document: str) -> int:
    """Give back what a cancelled document had used; return how many uses."""
    with shop.writing():
        return rows.undo_uses(shop.connection, document, shop.now())


def split_of(shop: Shop, document: str) -> list[tuple[int, str, str, int]]:
    """Return how a document's reductions lie on its lines: line, promotion, name, amount."""
    return rows.split_of(shop.connection, document)


def reduced_by_line(shop: Shop, document: str) -> dict[int, int]:
    """Return what promotions took off each line of a document, in minor units."""
    found: dict[int, int] = {}
    for line, _promotion, _name, amount in rows.split_of(shop.connection, document):
        found[line] = found.get(line, 0) + amount
    return found


def make_codes(shop: Shop, promotion: str, count: int) -> list[str]:
    """Make single codes of a coupon, each used once. Raises "promotion-unknown" or "quantity-out-of-range"."""
    if not 1 <= count <= MOST_CODES:
        raise ShopError("quantity-out-of-range", value=count)
    with shop.writing():
        told = show_promotion(shop, promotion).promotion
        if told.kind != "coupon":
            raise ShopError("coupon-unknown", value=promotion)
        made: set[str] = set()
        while len(made) < count:
            code = "".join(secrets.choice(ALPHABET) for _ in range(8))
            if rows.promotion_of_code(shop.connection, code) is None:
                made.add(code)
        codes = sorted(made)
        rows.add_codes(shop.connection, told.code, codes, shop.now())
    return codes


def list_codes(shop: Shop, promotion: str) -> list[tuple[str, str | None]]:
    """Return the single codes of a coupon, each with the document that has used it."""
    return rows.codes_of(shop.connection, show_promotion(shop, promotion).promotion.code)

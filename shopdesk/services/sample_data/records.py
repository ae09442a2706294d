"""Sample orders as their platforms tell them: who bought, what it cost, under which number."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from random import Random

from shopdesk.domain.addresses import Receiver
from shopdesk.domain.imports import LineRecord, OrderHead, OrderRecord
from shopdesk.services.sample_data.people import Buyer, People, mask
from shopdesk.services.sample_data.plans import Plan
from shopdesk.services.sample_data.rhythm import CHINA

_ABROAD = ("woocommerce", "shopify")
_NOBODY = Buyer("", Receiver())
_FEN_PER_DOLLAR = 700
_FREIGHT = {"woocommerce": 3500, "shopify": 690}
_FREIGHT_AT_HOME, _FREE_FROM = 600, 2500
_REDUCTIONS = ((19900, 2500), (9900, 1000))
_NOTED, _NOTED_BY_SELLER = 0.22, 0.08


def tell_order(serial: int, plan: Plan, lines: Sequence[LineRecord], people: People, rng: Random) -> OrderRecord:
    """Make the record of the order with this serial number; lines come priced in fen, Shopify bills in dollars."""
    lines = tuple(_in_dollars(line) if plan.channel == "shopify" else line for line in lines)
    buyer = _buyer(plan, people, rng)
    goods = sum(line.unit_price * line.quantity for line in lines)
    shipping, discount = _shipping(plan.channel, goods), _discount(plan.channel, goods)
    head = OrderHead(
        placed_at=plan.placed_at,
        paid_at=plan.course.paid_at,
        payment=plan.course.payment,
        fulfilment="delivered" if plan.channel == "stall" else "new",
        refunding=plan.flag == "refunding",
        buyer=buyer.nick,
        receiver=buyer.receiver,
        currency="USD" if plan.channel == "shopify" else "CNY",
        shipping=shipping,
        discount=discount,
        total=goods + shipping - discount,
        buyer_note=_note(people.notes, _NOTED, plan, rng),
        seller_note=_note(people.seller_notes, _NOTED_BY_SELLER, plan, rng),
        risky=plan.flag == "suspicious",
    )
    return OrderRecord(serial, plan.channel, _number(plan.channel, plan.placed_at, serial, rng), head, lines)


def _buyer(plan: Plan, people: People, rng: Random) -> Buyer:
    buyer = rng.choice(people.abroad if plan.channel in _ABROAD else people.at_home)
    if plan.channel == "stall":
        return _NOBODY
    if plan.flag == "suspicious":  # several new buyers, one address
        return replace(buyer, receiver=people.at_home[0].receiver)
    return replace(buyer, receiver=mask(buyer.receiver)) if plan.flag == "masked" else buyer


def _in_dollars(line: LineRecord) -> LineRecord:
    return line._replace(unit_price=(line.unit_price // _FEN_PER_DOLLAR + 1) * 100 - 1)


def _shipping(channel: str, goods: int) -> int:
    if channel == "stall":
        return 0
    return _FREIGHT.get(channel, _FREIGHT_AT_HOME if goods < _FREE_FROM else 0)


def _discount(channel: str, goods: int) -> int:
    if channel in _ABROAD or channel in ("stall", "manual"):
        return 0
    return next((off for least, off in _REDUCTIONS if goods >= least), 0)


def _note(notes: Sequence[str], share: float, plan: Plan, rng: Random) -> str:
    luck, note = rng.random(), rng.choice(notes)
    return note if luck < share and plan.channel != "stall" else ""


def _number(channel: str, placed: datetime, serial: int, rng: Random) -> str:
    """Return a number in the platform's own look; the serial number at its end makes it the only one."""
    day = placed.astimezone(CHINA).strftime("%y%m%d")
    looks = {
        "taobao": f"24{rng.randrange(10**12):012d}{serial:05d}",
        "pdd": f"{day}-{rng.randrange(10**10):010d}{serial:05d}",
        "jd": f"29{rng.randrange(10**5):05d}{serial:05d}",
        "douyin": f"69{rng.randrange(10**12):012d}{serial:05d}",
        "woocommerce": str(2000 + serial),
        "shopify": f"#{1000 + serial}",
        "stall": f"S{day}-{serial:03d}",
        "manual": f"M{day}-{serial:03d}",
    }
    return looks[channel]

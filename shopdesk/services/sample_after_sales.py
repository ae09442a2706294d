"""What came back in the sample shop, and what its buyers asked: cases and tickets in every state, all invented."""

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from shopdesk.domain.refunds import Inspected
from shopdesk.services.return_bench import inspect_return, receive_return
from shopdesk.services.return_exchanges import exchange_return
from shopdesk.services.return_money import refund_return
from shopdesk.services.returns import case_of, close_return, open_return, refuse_return
from shopdesk.services.sample_data import SampleListing, SampleOrder
from shopdesk.services.sample_data.goods import in_language, sample_text
from shopdesk.services.sample_supplies import Happening
from shopdesk.services.shipments import ship_orders
from shopdesk.services.shop import Shop
from shopdesk.services.tickets import advance_ticket, answer_ticket, open_ticket, solve_ticket
from shopdesk.words import spoken

_Act = Callable[[Shop], object]


def after_sales_happenings(
    today: datetime, sold: Sequence[SampleOrder], goods: Sequence[SampleListing]
) -> Iterator[Happening]:
    """Yield what happened to cases and tickets, each with its time; what would lie ahead is left out."""
    told = json.loads(sample_text("after_sales.json"))
    special = {variant.sku for entry in goods if entry.special for variant in entry.listing.variants}
    free = [order for order in sold if _signed(order) is not None and not order.flag and _sku(order, special)]
    for entry in told["cases"]:
        if order := _taken(free, entry, today):
            yield from _until(today, _case(today, order, _sku(order, special), entry))
    for entry in told["tickets"]:
        about = _taken(free, entry, today) if "order" in entry else None
        sku = entry.get("sku") or (_sku(about, special) if about else "")
        yield from _until(today, _ticket(today, about, sku, entry))


def _taken(free: list[SampleOrder], entry: Mapping[str, Any], today: datetime) -> SampleOrder | None:
    """Take the order at a share of all that were signed for, oldest first, or the newest one signed some hours ago."""
    if "order" in entry:
        return free.pop(min(int(len(free) * entry["order"]), len(free) - 1)) if free else None
    asked = today - timedelta(hours=entry["ago"])
    near = [order for order in free if "exchange" not in entry["reason"] or _is_at_home(order)]
    signed = [order for order in near if (at := _signed(order)) is not None and at < asked]
    if signed:
        free.remove(signed[-1])
    return signed[-1] if signed else None


def _sku(order: SampleOrder, special: Collection[str]) -> str:
    """Return goods of an order that may come back without a reason, "" where it has none."""
    return next((line.sku for line in order.record.lines if line.sku and line.sku not in special), "")


def _is_at_home(order: SampleOrder) -> bool:
    """Tell whether an order stays in the country: nothing is exchanged across a border."""
    head = order.record.head
    return head is not None and head.receiver.country == "CN"


def _signed(order: SampleOrder) -> datetime | None:
    return next((step.at for step in order.steps if step.state == "delivered"), None)


def _until(today: datetime, happenings: Iterator[Happening]) -> Iterator[Happening]:
    for at, act in happenings:
        if at < today:
            yield at, act


def _case(today: datetime, order: SampleOrder, sku: str, entry: Mapping[str, Any]) -> Iterator[Happening]:
    """Yield the life of a case: asked for some hours after signing, or ago, then step by step so many hours later."""
    signed = _signed(order)
    assert signed is not None
    at = today - timedelta(hours=entry["ago"]) if "ago" in entry else signed + timedelta(hours=entry["after"])
    number: list[str] = []

    def ask(shop: Shop) -> None:
        made = open_return(
            shop, order.record.channel_order_no, [(sku, 1)], reason=entry["reason"], kind=entry.get("kind", ""),
            note=entry[in_language(spoken.language, "note")], wait=entry.get("wait", False),
        )  # fmt: skip
        number.append(made.number)

    yield at, ask
    for step, hours in entry.get("steps", ()):
        at += timedelta(hours=hours)
        yield at, partial(_step, number, step, sku, entry)


def _step(number: list[str], step: str, sku: str, entry: Mapping[str, Any], shop: Shop) -> None:
    code = number[0]
    verdict = entry.get("verdict", "resell")
    found = {sku: Inspected(**{entry.get("found", "good"): 1})}
    amount = entry.get("amount")
    verbs: dict[str, _Act] = {
        "receive": lambda shop: receive_return(shop, code, courier="zto", waybill=f"7709{code[-6:]}00"),
        "inspect": lambda shop: inspect_return(shop, code, verdict=verdict, found=found),
        "refund": lambda shop: refund_return(shop, code, amount=amount),
        "exchange": lambda shop: exchange_return(shop, code),
        "send": lambda shop: ship_orders(shop, [case_of(shop, code).exchange], courier="zto"),
        "refuse": lambda shop: refuse_return(shop, code, note=entry[in_language(spoken.language, "why")]),
        "close": lambda shop: close_return(shop, code, note=entry[in_language(spoken.language, "why")]),
    }
    if case_of(shop, code).is_open:  # what the policy has refused goes no further
        verbs[step](shop)


def _ticket(today: datetime, order: SampleOrder | None, sku: str, entry: Mapping[str, Any]) -> Iterator[Happening]:
    """Yield the life of a ticket: opened so many hours ago, then answered and taken on so many minutes later."""
    at = today - timedelta(minutes=entry["ago"])
    number: list[str] = []

    def ask(shop: Shop) -> None:
        made = open_ticket(
            shop, entry[in_language(spoken.language, "subject")], channel=entry["channel"], kind=entry["kind"],
            severity=entry.get("severity", "normal"), assigned=entry[in_language(spoken.language, "person")],
            order=order.record.channel_order_no if order else "", sku=sku,
        )  # fmt: skip
        number.append(made.number)

    yield at, ask
    for minutes, step, *words in entry.get("steps", ()):
        at += timedelta(minutes=minutes)
        text = words[1 if spoken.language == "en" and len(words) > 1 else 0] if words else ""
        yield at, partial(_advance, number, step, text, entry)


def _advance(number: list[str], step: str, words: str, entry: Mapping[str, Any], shop: Shop) -> None:
    if step == "answer":
        answer_ticket(shop, number[0], words)
    elif step == "confirmed":
        suggestion = entry.get(in_language(spoken.language, "suggestion"), "")
        solve_ticket(shop, number[0], result=words, satisfaction=entry.get("stars"), suggestion=suggestion)
    else:
        advance_ticket(shop, number[0], step, words)

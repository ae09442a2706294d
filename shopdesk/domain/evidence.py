"""The evidence of a packed parcel: what was ordered, every scan with its answer, chained so that a change shows."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

BEGINNING = "0" * 64  # what the first row of a chain is chained to


@dataclass(frozen=True, slots=True)
class ScanFact:
    """One scan or step at the bench: `at` as ISO-8601 in UTC, to the second; `pieces` is what it added."""

    at: str
    actor: str
    station: str
    code: str
    answer: str
    sku: str
    pieces: int


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """A line of the order with the pieces that were scanned into the parcel."""

    sku: str
    title: str
    options: str
    quantity: int
    taken: int


@dataclass(frozen=True, slots=True)
class EvidenceEvent:
    """A step of the order's life that belongs to its parcel, worded in the paper's language."""

    at: str
    what: str
    actor: str
    more: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything about one parcel that a dispute asks for; names and telephones are masked already.

    `scans` are rows of (local time, person, station, code, answer in words, pieces with sign, link of the chain).
    """

    order: str
    channel_order_no: str
    shop: str
    receiver: tuple[str, ...]
    courier: str
    waybill: str
    station: str
    packed_by: str
    began: str
    ended: str
    state: str
    weight: str
    reason: str
    lines: tuple[EvidenceLine, ...]
    scans: tuple[tuple[str, ...], ...]
    events: tuple[EvidenceEvent, ...]
    seal: str
    made_on: str
    language: str = "zh_CN"


def chain(facts: Iterable[ScanFact], begin: str = BEGINNING) -> tuple[str, ...]:
    """Return the SHA-256 of each fact together with the one before it; whatever is changed changes all that follow.

    A fact is written as the JSON list [link before, at, actor, station, code, answer, sku, pieces], UTF-8, no spaces.
    """
    links: list[str] = []
    before = begin
    for fact in facts:
        told = [before, fact.at, fact.actor, fact.station, fact.code, fact.answer, fact.sku, fact.pieces]
        written = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
        before = hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()
        links.append(before)
    return tuple(links)


def seal_of(facts: Sequence[ScanFact], order: str) -> str:
    """Return the last link of a parcel's chain, which begins with its order's number."""
    begin = hashlib.sha256(order.encode()).hexdigest()
    links = chain(facts, begin)
    return links[-1] if links else begin

"""Who buys in the sample shop, what they write, and who sends: all of them invented."""

import json
from dataclasses import dataclass, replace
from typing import Any

from shopdesk.domain.addresses import Receiver
from shopdesk.domain.imports import LineRecord
from shopdesk.services.sample_data.goods import in_language, sample_text


@dataclass(frozen=True, slots=True)
class Buyer:
    """Somebody who buys: the name on the platform, and where the parcels go."""

    nick: str
    receiver: Receiver


@dataclass(frozen=True, slots=True)
class People:
    """Buyers in China and abroad, notes they and the shop write, and goods that the shop no longer knows."""

    at_home: tuple[Buyer, ...]
    abroad: tuple[Buyer, ...]
    notes: tuple[str, ...]
    seller_notes: tuple[str, ...]
    unknown_goods: LineRecord


@dataclass(frozen=True, slots=True)
class SampleShop:
    """The sample shop's name, the sender on its labels, and who has worked there so far."""

    name: str
    sender: Receiver
    person: str


def load_shop(language: str) -> SampleShop:
    """Read the sample shop's name and sender in one language ("zh_CN" or "en")."""
    entry = json.loads(sample_text("people.json"))["shop"]
    return SampleShop(
        entry[in_language(language, "name")],
        Receiver(**entry[in_language(language, "sender")]),
        entry[in_language(language, "person")],
    )


def load_people(language: str) -> People:
    """Read the buyers and the notes in one language; names and addresses stay in their own."""
    entries: dict[str, Any] = json.loads(sample_text("people.json"))
    buyers = [Buyer(entry.pop("buyer"), Receiver(**entry)) for entry in entries["buyers"]]
    text = in_language(language, "text")
    unknown = entries["unknown_goods"]
    return People(
        at_home=tuple(buyer for buyer in buyers if buyer.receiver.country == "CN"),
        abroad=tuple(buyer for buyer in buyers if buyer.receiver.country != "CN"),
        notes=tuple(entry[text] for entry in entries["notes"]),
        seller_notes=tuple(entry[text] for entry in entries["seller_notes"]),
        unknown_goods=LineRecord(unknown[in_language(language, "title")], 1, unknown["price"], unknown["sku"]),
    )


def mask(receiver: Receiver) -> Receiver:
    """Hide name, telephone and street as platforms do."""
    phone = f"{receiver.phone[:3]}****{receiver.phone[-4:]}"
    return replace(receiver, name=f"{receiver.name[0]}**", phone=phone, street="****")

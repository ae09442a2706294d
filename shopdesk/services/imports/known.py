"""What a file may change of a known order: it never takes back what is known, nor what has happened."""

from collections.abc import Mapping

from shopdesk.domain.orders import is_open

_WHEN_TOLD = (
    "buyer", "courier", "waybill", "buyer_note", "seller_note", "placed_at", "paid_at", "ship_by", "leave_by",
    "email", "trade_no",
)  # fmt: skip
_CLOCK = {"paid_at", "ship_by", "courier"}
_RECEIVER = ("name", "phone", "country", "province", "city", "district", "street", "postcode", "masked")
_MONEY = ("shipping", "discount", "total", "currency")


def news(
    told: Mapping[str, object], before: Mapping[str, object], decided: frozenset[str] = frozenset()
) -> dict[str, object]:
    """Return what a file tells that the shop does not know, nothing when all that is new is the way it is told.

    What a person has `decided` ("receiver", "money", "seller_note") stays as it was decided.
    A silent file makes nothing unknown, a report without prices no money, and a hidden receiver, or none, does not
    take the place of one that can be read.
    """
    kept = {name for name in _WHEN_TOLD if name in told and not told[name]}
    kept |= decided & {"seller_note", "suspicious"}
    if not told.get("payment_method") or before.get("payment_method"):
        kept.add("payment_method")  # how it was paid is known already, often by the person who took the money
    if before.get("suspicious"):
        kept.add("suspicious")  # only a person finds it harmless
    if "receiver" in decided or _hides_receiver(told, before):
        kept.update(_RECEIVER)
    if "money" in decided or not any(told.get(name) for name in _MONEY[:3]):
        kept.update(_MONEY)
    changes = {name: value for name, value in told.items() if name not in kept and before[name] != value}
    if not changes.keys() & _CLOCK:
        changes.pop("leave_by", None)  # reckoned anew from what was known already: no news
    return changes if changes.keys() - {"head_digest"} else {}


def _hides_receiver(told: Mapping[str, object], before: Mapping[str, object]) -> bool:
    if told.get("masked"):
        return bool(before["name"]) and not before["masked"]
    return not any(told.get(name) for name in ("name", "phone", "city", "street"))


def refund_stops(told: Mapping[str, object], before: Mapping[str, object]) -> bool:
    """Tell whether an order stays or comes to a stop because of its refund: only a person lets it go on."""
    if not is_open(str(told["fulfilment"])):
        return bool(told["refunding"])
    gone_back = told["payment"] == "refunded" and before["payment"] != "refunded" and bool(before["head_digest"])
    return bool(before["refunding"] or told["refunding"] or gone_back)

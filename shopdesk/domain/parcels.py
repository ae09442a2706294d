"""Where a parcel is: states, the words platforms and couriers write for them, and what a row of reports comes to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from shopdesk.domain.parcel_states import STATES

AHEAD = timedelta(hours=1)  # a courier's clock may go before the shop's by so much

# What is looked for first comes first: 拒签 holds 签, 退回件已签收 holds 签收.
_WORDS = (
    ("returned", ("退回", "退件", "退签", "return")),
    ("lost", ("丢失", "遗失", "丢件", "lost", "missing")),
    ("problem", ("拒收", "拒签", "异常", "疑难", "问题", "滞留", "未签收", "失败", "exception", "problem", "refused",
                 "fail", "undeliver", "not delivered")),
    ("out-for-delivery", ("派送中", "派件", "派送", "待取件", "out for delivery")),
    ("delivered", ("签收", "妥投", "已送达", "已取件", "delivered", "signed")),
    ("picked-up", ("揽收", "揽件", "收件", "picked", "collected", "accepted")),
    ("in-transit", ("运输", "转运", "在途", "中转", "发往", "到达", "离开", "transit", "arrived", "departed")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Report:
    """One report of a parcel: its waybill or order number, where it is, since when (None: now)."""

    number: str
    state: str
    at: datetime | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """What a parcel's reports come to: its newest state, since when, and when it was signed for."""

    state: str
    at: datetime
    delivered_at: datetime | None = None


def read_state(text: str) -> str:
    """Return the state that a code or a courier's words tell. Raises ValueError for words that tell none."""
    words = " ".join(text.lower().split())
    if words in STATES:
        return words
    for state, known in _WORDS:
        if any(word in words for word in known):
            return state
    raise ValueError(text)


def standing(reports: Sequence[tuple[str, datetime]]) -> Standing | None:
    """Return what reports come to in whatever order they came in; the first signing counts for returns.

    Of reports of the same moment the one further on its way counts.
    """
    if not reports:
        return None
    state, at = max(reports, key=lambda one: (one[1], STATES.index(one[0])))
    signed = [when for told, when in reports if told == "delivered"]
    return Standing(state, at, min(signed, default=None))

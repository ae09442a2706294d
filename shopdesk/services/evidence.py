"""The evidence page of a parcel, put together from what the bench has kept; and the papers of the bench itself."""

from datetime import datetime
from pathlib import Path

from shopdesk.db import evidence as table
from shopdesk.db import orders, packing
from shopdesk.db.settings import load_couriers
from shopdesk.db.times import read_time
from shopdesk.domain.addresses import Receiver, mask_name, mask_phone
from shopdesk.domain.errors import ShopError
from shopdesk.domain.evidence import Evidence, EvidenceEvent, EvidenceLine, ScanFact, chain, seal_of
from shopdesk.domain.jobs import Job, SilentJob
from shopdesk.domain.orders import Order, TimelineEntry
from shopdesk.reports.command_sheet import write_command_sheet
from shopdesk.reports.evidence import write_evidence
from shopdesk.services.orders import order_row
from shopdesk.services.settings import get_setting
from shopdesk.services.shop import Shop
from shopdesk.words import spoken, translator
from shopdesk.words.pack import ANSWERS
from shopdesk.words.states import EVENTS

_KINDS = ("confirmed", "picking", "wave", "shelf-short", "printed", "packed", "checked", "shipped", "unshipped",
          "delivered")  # fmt: skip


def evidence_of(shop: Shop, text: str, language: str = "") -> Evidence:
    """Return the evidence of an order's parcel, in the shop's language unless told otherwise.

    Raises ShopError with "order-unknown" or "pack-never" (nobody has packed it at a bench).
    """
    row = order_row(shop, text)
    times = table.packed_times(shop.connection, row)
    order = orders.load_order(shop.connection, row)
    if not times:
        raise ShopError("pack-never", order=order.number)
    last = times[-1]
    facts = [ScanFact(*scan) for scan in table.scans_of(shop.connection, row)]
    language = language or str(get_setting(shop, "shop.language"))
    words = translator(language)
    name, name_en, _aliases = load_couriers(shop.connection).get(order.courier, ("", "", ()))
    return Evidence(
        order=order.number,
        channel_order_no=order.channel_order_no,
        shop=str(get_setting(shop, "shop.name")),
        receiver=_masked(order.receiver),
        courier=(name_en if language == "en" else name) or order.courier,
        waybill=order.waybill,
        station=last.station,
        packed_by=last.actor,
        began=_moment(last.began_at),
        ended=_moment(last.ended_at),
        state=words.gettext(ANSWERS.get(last.state, "Parcel open")),
        weight=f"{last.weight_g:,} g" if last.weight_g else "",
        reason=last.reason,
        lines=_lines(shop, row, order),
        scans=_scans(facts, order.number, language),
        events=_events(orders.timeline(shop.connection, row), language),
        seal=seal_of(facts, order.number),
        made_on=_moment(shop.now()),
        language=language,
    )


def print_evidence(shop: Shop, text: str, target: Path, *, language: str = "", job: Job | None = None) -> Evidence:
    """Write the evidence page of an order as PDF and return what stands on it. Raises what `evidence_of` raises."""
    evidence = evidence_of(shop, text, language)
    write_evidence(evidence, target, job or SilentJob())
    return evidence


def print_commands(shop: Shop, target: Path, layout: str = "a4") -> int:
    """Write the sheet of command barcodes in the language spoken and return its pages. Raises the codes of paper."""
    return write_command_sheet(str(get_setting(shop, "shop.name")), spoken.language, target, layout)


def _masked(to: Receiver) -> tuple[str, ...]:
    """Return a receiver as a stranger may read it: enough to tell the parcel by, not enough to find the person."""
    place = " ".join(part for part in (to.province, to.city if to.city != to.province else "", to.district) if part)
    return tuple(part for part in (mask_name(to.name), mask_phone(to.phone) if to.phone else "", place) if part)


def _lines(shop: Shop, row: int, order: Order) -> tuple[EvidenceLine, ...]:
    session = packing.last_session(shop.connection, row)
    taken = packing.pieces_taken(shop.connection, session.row) if session else {}
    merged: dict[str, EvidenceLine] = {}
    for line in order.lines:
        key = line.sku or line.title
        known = merged[key].quantity if key in merged else 0
        merged[key] = EvidenceLine(line.sku, line.title, line.options, known + line.quantity, taken.get(key, 0))
    return tuple(merged.values())


def _scans(facts: list[ScanFact], order: str, language: str) -> tuple[tuple[str, ...], ...]:
    words = translator(language)
    begin = seal_of([], order)
    return tuple(
        (
            _moment(read_time(fact.at), seconds=True),
            fact.actor,
            fact.station,
            fact.code or fact.sku,
            words.gettext(ANSWERS[fact.answer]) if fact.answer in ANSWERS else fact.answer,
            f"{fact.pieces:+d}" if fact.pieces else "",
            link,
        )
        for fact, link in zip(facts, chain(facts, begin), strict=True)
    )


def _events(entries: list[TimelineEntry], language: str) -> tuple[EvidenceEvent, ...]:
    words = translator(language)
    return tuple(
        EvidenceEvent(
            _moment(entry.at),
            words.gettext(EVENTS[entry.kind]),
            entry.actor,
            " · ".join(
                entry.details[name] for name in ("wave", "cart", "waybill", "station", "missing", "reason", "copy")
                if entry.details.get(name)
            ),
        )
        for entry in entries
        if entry.kind in _KINDS
    )  # fmt: skip


def _moment(at: datetime | None, *, seconds: bool = False) -> str:
    return at.astimezone().strftime("%Y-%m-%d %H:%M:%S" if seconds else "%Y-%m-%d %H:%M") if at else ""

"""Files out: orders, listings, stock and parcels in the form a platform takes, written whole or not at all."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from shopdesk.domain.errors import ShopError
from shopdesk.domain.exports import KINDS, Terms
from shopdesk.domain.jobs import Job, SilentJob
from shopdesk.exchange.outbound import Outbound, OutboundModule, find_format, formats_for, load
from shopdesk.exchange.outbound.writer import (
    LONGEST_IN_SHEET,
    LONGEST_IN_TEXT,
    Part,
    check_lengths,
    part_of,
    text_sink,
    workbook_sink,
)
from shopdesk.exchange.workbooks import Cell
from shopdesk.services.exports.hand_back import note_hand_back, undo_hand_back
from shopdesk.services.exports.sources import (
    Chosen,
    Record,
    Refusal,
    Source,
    count_to_hand_back,
    offers,
    orders,
    parcels,
)
from shopdesk.services.locations import list_locations
from shopdesk.services.settings import get_setting
from shopdesk.services.shop import Shop

__all__ = [
    "KINDS",
    "Chosen",
    "Export",
    "Outbound",
    "Refusal",
    "Terms",
    "count_to_hand_back",
    "export_file",
    "find_format",
    "formats_for",
    "undo_hand_back",
]

Rows = Iterable[Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class Export:
    """What became of an export: the file (None when everything was refused), what is in it and what is not.

    `left_out` counts parcels that were handed back before; `hand_back` is what a file is taken back by.
    """

    kind: str
    format: str
    file: Path | None
    records: int
    rows: int
    refused: tuple[Refusal, ...] = ()
    left_out: int = 0
    hand_back: str = ""


def export_file(
    shop: Shop,
    kind: str,
    format_name: str,
    target: Path,
    chosen: Chosen | None = None,
    *,
    terms: Terms | None = None,
    job: Job | None = None,
) -> Export:
    """Write what was chosen into a file, whole or not at all; what the platform would not take is refused by name.

    Parcels that go to a platform are noted on their orders. Raises ShopError with "export-format-unknown",
    "view-unknown", "order-unknown", "listing-unknown" or the codes of `part_of`.
    """
    entry, asked = find_format(kind, format_name), chosen or Chosen()
    if kind != "shipments" or not entry.channel:
        return _export(shop, kind, entry, target, asked, terms or Terms(), job or SilentJob())
    with shop.writing():  # the file and the note that its parcels were handed back: both or neither
        return _export(shop, kind, entry, target, asked, terms or Terms(), job or SilentJob())


def _export(shop: Shop, kind: str, entry: Outbound, target: Path, chosen: Chosen, told: Terms, job: Job) -> Export:
    source = _source(shop, kind, entry, chosen)
    places = tuple((place.code, place.serves_orders) for place in list_locations(shop))
    terms = replace(told, home=str(get_setting(shop, "shop.currency")), places=places)
    with part_of(target) as part:
        taken, rows = _write(part, entry, load(entry), source, terms, job)
        refused = tuple(source.refused)
        if refused and not taken:
            return Export(kind, entry.name, None, 0, 0, refused, source.left_out)
        is_told = kind == "shipments" and entry.channel
        hand_back = note_hand_back(shop, entry.name, target, taken) if is_told else ""
        part.keep()
    return Export(kind, entry.name, target, len(taken), rows, refused, source.left_out, hand_back)


def _source(shop: Shop, kind: str, entry: Outbound, chosen: Chosen) -> Source:
    if kind == "orders":
        return orders(shop, chosen)
    if kind == "shipments":
        return parcels(shop, chosen, entry.channel)
    return offers(shop, chosen, entry.channel)


def _write(
    part: Part, entry: Outbound, module: OutboundModule, source: Source, terms: Terms, job: Job
) -> tuple[list[Record], int]:
    """Write records one by one and return those that were taken and how many rows they made."""
    taken: list[Record] = []
    count = 0
    with _sink(part, entry, module) as (write, longest):
        write(module.header(terms))
        for done, record in enumerate(source.records, 1):
            if done % 50 == 0:
                job.step(done, source.total)
            try:
                rows = module.rows(record.told, terms)
                check_lengths(rows, longest)
            except ShopError as error:
                source.refused.append(Refusal(record.name, error))
                continue
            write(rows)
            taken.append(record._replace(told=None) if entry.channel == "" else record)
            count += len(rows)
    return taken, count


@contextmanager
def _sink(part: Part, entry: Outbound, module: OutboundModule) -> Iterator[tuple[Callable[[Rows], None], int]]:
    """Give what takes rows, and the longest text that it takes."""
    if entry.suffix == ".xlsx" or (part.target.suffix.lower() == ".xlsx" and ".xlsx" in entry.others):
        with workbook_sink(part, entry.name) as write:
            yield write, LONGEST_IN_SHEET
        return
    with text_sink(part, module.SHAPE) as write:
        yield write, LONGEST_IN_TEXT

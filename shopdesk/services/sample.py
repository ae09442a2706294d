"""The sample shop, made for real: every order goes the way orders go, at the time it went."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from operator import itemgetter
from pathlib import Path

from shopdesk.db import imports as batches
from shopdesk.db import settings as table
from shopdesk.db.listing_writes import write_head
from shopdesk.db.listings import find_by_handle
from shopdesk.db.listings import load_listings as load_listings_of
from shopdesk.db.order_writes import match_lines
from shopdesk.domain.imports import ListingRecord
from shopdesk.domain.jobs import Job, SilentJob
from shopdesk.imaging.sample_pictures import draw_logo, draw_product
from shopdesk.services import orders
from shopdesk.services.categories import list_categories
from shopdesk.services.identity import new_id
from shopdesk.services.imports.listings import ListingImport
from shopdesk.services.imports.orders import OrderImport
from shopdesk.services.picture_checks import check_main_images, keep_verdicts, stale_main_images
from shopdesk.services.picture_rules import shop_profile
from shopdesk.services.rule_files import score_rules
from shopdesk.services.sample_after_sales import after_sales_happenings
from shopdesk.services.sample_data import SampleListing, SampleOrder, load_listings, load_shop, make_orders
from shopdesk.services.sample_data.facts import with_facts
from shopdesk.services.sample_prices import price_happenings
from shopdesk.services.sample_supplies import Happening, set_up_supplies, supply_happenings
from shopdesk.services.shipments import ship_order
from shopdesk.services.shop import Shop, create_shop, utc_now
from shopdesk.services.stock import set_shelf
from shopdesk.words import spoken

FIRST_DAY = timedelta(days=91)
JPEG_QUALITY = 88
LOGO = "logo.png"
DURABLE = {"teapot", "pan", "lamp", "umbrella"}  # kinds of goods that bear a warranty


class _Clock:
    """A clock that the sample sets to the moment at which something happened."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at


def create_sample_shop(
    folder: Path,
    *,
    name: str = "",
    now: Callable[[], datetime] = utc_now,
    job: Job | None = None,
    supplied: bool = True,
) -> Shop:
    """Make a shop with forty listings and three hundred orders of the last ninety days, all invented.

    With `supplied` it buys from suppliers, keeps batches, sells a kit, has goods at a stall and takes goods back.
    Raises ShopError with the codes of `create_shop`.
    """
    today, job = now(), job or SilentJob()
    clock = _Clock(today - FIRST_DAY)
    told = load_shop(spoken.language)
    made = create_shop(folder, name=name or told.name, now=clock)
    past = replace(made, actor=told.person)
    goods = load_listings(spoken.language)
    draw_logo().save(folder / LOGO)
    draw_pictures(past.images, goods, job)
    with past.writing():
        looks: dict[str, object] = {"paper.logo": LOGO, "paper.slip_pictures": True}
        sender = {f"sender.{field}": getattr(told.sender, field) for field in told.sender.__dataclass_fields__}
        table.save_settings(
            past.connection, sender | {"shop.language": spoken.language, "orders.courier": "zto"} | looks
        )
        _stock_shelves(past, goods)
        _tell_facts(past, goods)
        if supplied:
            set_up_supplies(past, goods)
        sold = make_orders(today, goods, spoken.language)
        happenings = [*supply_happenings(today), *after_sales_happenings(today, sold, goods)] if supplied else []
        happenings += price_happenings(today, goods) if supplied else []
        _live_through(past, clock, sold, happenings)
        if supplied:
            clock.at = today
            _look_at_pictures(past)
    return replace(made, now=now)


def draw_pictures(folder: Path, goods: tuple[SampleListing, ...], job: Job) -> None:
    """Draw every listing's main picture into the folder, as JPEG."""
    for done, entry in enumerate(goods):
        job.step(done, len(goods))
        spec = entry.picture
        picture = draw_product(spec.kind, spec.colour, spec.background, flaw=spec.flaw)
        picture.save(folder / entry.listing.pictures[0].place, "JPEG", quality=JPEG_QUALITY)
    job.step(len(goods), len(goods))


def _look_at_pictures(shop: Shop) -> None:
    """Check the main pictures, as a person does who has worked with them: a few have a flaw."""
    profile = shop_profile(shop)
    keep_verdicts(shop, check_main_images(stale_main_images(shop), profile), profile)


def _tell_facts(shop: Shop, goods: tuple[SampleListing, ...]) -> None:
    tree, rules = list_categories(shop), score_rules(shop)
    for number, entry in enumerate(goods, start=1):
        row = find_by_handle(shop.connection, entry.listing.handle)
        if row is not None:
            told = load_listings_of(shop.connection, [row])[0]
            write_head(
                shop.connection,
                row,
                with_facts(told, number, tree, rules, special=entry.special, durable=entry.picture.kind in DURABLE),
                shop.now(),
            )


def _stock_shelves(shop: Shop, goods: tuple[SampleListing, ...]) -> None:
    importer = ListingImport(shop, _batch(shop, "listings"), "")
    importer.take(
        [
            ListingRecord(row, entry.listing, {sku: shelf.opening for sku, shelf in entry.shelves.items()})
            for row, entry in enumerate(goods, start=2)
        ]
    )
    for entry in goods:
        for sku, shelf in entry.shelves.items():
            set_shelf(shop, sku, safety=shelf.safety, place=shelf.bin)


def _live_through(
    shop: Shop, clock: _Clock, sold: tuple[SampleOrder, ...], happenings: Iterable[Happening] = ()
) -> None:
    """Take the orders in, then let each step of each of them, and what else happened, happen at its time."""
    OrderImport(shop, _batch(shop, "orders")).take([order.record for order in sold])
    match_lines(shop.connection)
    steps: list[Happening] = [(step.at, partial(_step, order, step.state)) for order in sold for step in order.steps]
    for moment, act in sorted([*steps, *happenings], key=itemgetter(0)):
        clock.at = moment
        act(shop)


def _step(order: SampleOrder, state: str, shop: Shop) -> None:
    verbs: dict[str, Callable[[Shop, int], None]] = {
        "confirmed": orders.confirm_order,
        "picking": orders.pick_order,
        "packed": orders.pack_order,
        "delivered": orders.deliver_order,
        "cancelled": orders.cancel_order,
        "hold": orders.hold_order,
    }
    ship = partial(ship_order, courier=order.courier, waybill=order.waybill, allow_short=False)
    verbs.get(state, ship)(shop, orders.order_row(shop, order.record.channel_order_no))


def _batch(shop: Shop, kind: str) -> int:
    return batches.add_batch(
        shop.connection,
        uuid=new_id(),
        kind=kind,
        format_name="sample",
        file="sample",
        encoding="utf-8",
        at=shop.now(),
        actor=shop.actor,
    )

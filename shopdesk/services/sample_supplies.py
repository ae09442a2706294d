"""Where the sample shop's goods come from and go to: suppliers, purchases with batches, a kit, a stall."""

import json
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from shopdesk.domain.purchases import Supplier, SupplierItem
from shopdesk.services.kits import set_kit
from shopdesk.services.purchases import Receipt, draft_purchase, order_purchase, receive_purchase
from shopdesk.services.sample_data import SampleListing
from shopdesk.services.sample_data.goods import in_language, sample_text
from shopdesk.services.shop import Shop
from shopdesk.services.suppliers import save_item, save_supplier
from shopdesk.services.transfers import transfer_stock
from shopdesk.words import spoken

Happening = tuple[datetime, Callable[[Shop], object]]


def set_up_supplies(shop: Shop, goods: tuple[SampleListing, ...]) -> None:
    """Enter the suppliers with what they sell, and the kit."""
    told = _told()
    costs = {variant.sku: variant.cost or 0 for entry in goods for variant in entry.listing.variants}
    for entry in told["suppliers"]:
        code, name = entry["code"], entry[in_language(spoken.language, "name")]
        contact = entry[in_language(spoken.language, "contact")]
        save_supplier(shop, Supplier(code, name, contact, lead_days=entry["lead_days"]))
        for sku, cost in costs.items():
            if pack := entry["goods"].get(sku.rpartition("-")[0]):
                save_item(shop, SupplierItem(code, sku, f"{code[:2].upper()}{sku[3:]}", cost, pack, pack))
    set_kit(shop, told["kit"]["sku"], told["kit"]["parts"])


def supply_happenings(today: datetime) -> Iterator[Happening]:
    """Yield what happened with purchases and the stall, each with its time; in the order of a purchase's life."""
    told = _told()
    for entry in told["purchases"]:
        yield from _purchase(today, entry)
    stall = told["stall"]
    yield (
        today - timedelta(days=stall["days"]),
        partial(transfer_stock, goods=stall["goods"], origin="office", target="stall"),
    )


def _purchase(today: datetime, entry: dict[str, Any]) -> Iterator[Happening]:
    number: list[str] = []
    ordered = today - timedelta(days=entry["ordered"] or 0)

    def draft(shop: Shop) -> None:
        number.append(draft_purchase(shop, entry["supplier"], entry["lines"]).number)
        if entry["ordered"] is not None:
            order_purchase(shop, number[0])

    def receive(shop: Shop, told: dict[str, Any]) -> None:
        until = shop.now().date() + timedelta(days=told["keeps"])
        receive_purchase(shop, number[0], [Receipt(told["sku"], told["pieces"], told["lot"], until)])

    yield ordered, draft
    for told in entry["received"]:
        yield today - timedelta(days=told["days"]), partial(receive, told=told)


def _told() -> dict[str, Any]:
    told: dict[str, Any] = json.loads(sample_text("supplies.json"))
    return told

"""A sale seen as an order that is handed over already: so stock, returns, customers and figures know it."""

from collections.abc import Sequence

from shopdesk.db import customer_links, kits, order_writes, stall
from shopdesk.db import stock as ledger
from shopdesk.db.times import write_time
from shopdesk.domain.errors import ShopError
from shopdesk.domain.sales import PricedCart, SaleLine
from shopdesk.domain.stock import share_out
from shopdesk.services.customers import customer_row, read_customer
from shopdesk.services.identity import new_id, new_ids
from shopdesk.services.ledger import find_place, lots_to_take
from shopdesk.services.orders import note_event, order_number
from shopdesk.services.shop import Shop
from shopdesk.services.stall_prices import PLACE
from shopdesk.services.transfers import transfer_stock


def write_sold_order(shop: Shop, cart: PricedCart, number: str, uuid: str, customer: str) -> int:
    """Write an order of the stall, handed over and unpaid, inside the caller's transaction; return its row."""
    row, now = order_writes.next_order_id(shop.connection), write_time(shop.now())
    columns: dict[str, object] = dict.fromkeys(order_writes.ORDER_COLUMNS, "")
    columns |= dict.fromkeys(("hold", "short", "unmatched", "suspicious", "refunding", "provisional", "masked"), 0)
    columns |= dict.fromkeys(("created_batch", "touched_batch", "ship_by", "leave_by"))
    columns |= {
        "id": row, "uuid": uuid, "channel": "stall", "channel_order_no": number, "after_sales": "none",
        "created_at": now, "placed_at": now, "paid_at": None, "payment": "unpaid", "fulfilment": "delivered",
        "country": "CN", "currency": cart.currency, "shipping": 0, "discount": cart.subtotal - cart.total,
        "total": cart.total,
    }  # fmt: skip
    buyer = customer_row(shop, customer) if customer else None
    if buyer is not None:
        told = read_customer(shop, buyer)
        columns |= {"buyer": told.name, "name": told.name, "phone": told.phone}
    order_writes.add_orders(shop.connection, [tuple(columns[name] for name in order_writes.ORDER_COLUMNS)])
    if not cart.total:  # nothing is left to be paid
        order_writes.update_order(shop.connection, row, {"payment": "paid", "paid_at": now})
    _write_lines(shop, row, cart.lines)
    if buyer is not None:
        customer_links.link_orders(shop.connection, [(row, buyer)])
    note_event(shop, row, "sold", {"number": number})
    return row


def hand_over(shop: Shop, order: int, lines: Sequence[SaleLine], *, fetch: bool) -> None:
    """Take a sale's goods out of the stall, kits by what they are made of, what expires first in front.

    What does not lie there is carried from the usual place with `fetch`. Raises ShopError("stall-sold-out").
    """
    wanted = [(at, line.variant, line.grams or line.quantity) for at, line in enumerate(lines)]
    made_of = kits.parts_of(shop.connection, {variant for _at, variant, _n in wanted})
    variants = {variant for _at, variant, _n in wanted} | {part for told in made_of.values() for part, _n in told}
    place = find_place(shop, PLACE)
    rows, missing = share_out(wanted, stall.lying_at(shop.connection, place.row, variants), made_of)
    if missing:
        skus = order_writes.skus_of(shop.connection, missing)
        if not fetch:
            variant, lacking = next(iter(missing.items()))
            left = stall.lying_at(shop.connection, place.row, [variant])[variant]
            raise ShopError("stall-sold-out", sku=skus[variant], left=left, missing=lacking)
        transfer_stock(shop, {skus[variant]: n for variant, n in missing.items()}, origin="", target=PLACE)
        rows, missing = share_out(wanted, stall.lying_at(shop.connection, place.row, variants), made_of)
    for at, variant, pieces in rows:
        line = lines[at]
        # What a piece brought; the parts of a kit have no price of their own.
        price = line.net // line.quantity if variant == line.variant and not line.grams else None
        for lot, part in list(lots_to_take(shop, variant, place.row, pieces)):
            ledger.add_movement(
                shop.connection, uuid=new_id(), variant_id=variant, location_id=place.row, quantity=-part,
                reason="sale", at=shop.now(), actor=shop.actor, reference=order_number(order), order_id=order,
                lot_id=lot, unit_cost=stall.cost_of(shop.connection, variant), unit_price=price,
            )  # fmt: skip


def _write_lines(shop: Shop, row: int, lines: Sequence[SaleLine]) -> None:
    titles = order_writes.title_ids(shop.connection, [line.title for line in lines])
    order_writes.add_lines(
        shop.connection,
        [
            (uuid, row, at, line.sku, titles[line.title], _options(line), line.quantity, line.unit_price, line.variant)
            for at, (uuid, line) in enumerate(zip(new_ids(len(lines)), lines, strict=True))
        ],
    )


def _options(line: SaleLine) -> str:
    return " · ".join(filter(None, (line.options, f"{line.grams} g" if line.grams else "")))

"""From orders to what stands on paper: labels, slips, pick lists, returns forms."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from shopdesk.db.kits import Fetched, parts_to_fetch
from shopdesk.db.listings import Shelved, shelved_skus
from shopdesk.db.settings import load_couriers
from shopdesk.db.waves import carts_of
from shopdesk.domain.addresses import Receiver
from shopdesk.domain.orders import Order
from shopdesk.domain.paper import Item, Label, PickList, ReturnsForm, Slip
from shopdesk.domain.pick_lists import Want, group_picks
from shopdesk.paths import true_path
from shopdesk.services.listings import thumbnail_file
from shopdesk.services.return_reasons import form_reasons
from shopdesk.services.settings import list_settings, sender
from shopdesk.services.shop import Shop
from shopdesk.words import written_moment


@dataclass(frozen=True, slots=True)
class Desk:
    """What every document of one print has in common, read once."""

    shop: Shop
    name: str
    sender: Receiver
    language: str
    logo: str
    pictures: bool
    couriers: dict[str, tuple[str, str]]
    shelves: dict[str, Shelved]
    pick_by: str
    pick_usual: str
    pick_pictures: bool


def prepare(shop: Shop, orders: Sequence[Order], pick_by: str = "") -> Desk:
    """Read what the documents of these orders need of the shop; pick lists go as it wants unless told otherwise."""
    values = list_settings(shop)
    skus = {line.sku for order in orders for line in order.lines if line.sku}
    return Desk(
        shop,
        str(values["shop.name"]),
        sender(shop),
        str(values["shop.language"]),
        _logo(shop, str(values["paper.logo"])),
        bool(values["paper.slip_pictures"]),
        {code: (name, name_en) for code, (name, name_en, _) in load_couriers(shop.connection).items()},
        shelved_skus(shop.connection, skus),
        pick_by,
        str(values["paper.pick_by"]),
        bool(values["paper.pick_pictures"]),
    )


def label(desk: Desk, order: Order, copy: int) -> Label:
    """Return an order's shipping label."""
    language = language_of(desk, order)
    names = desk.couriers.get(order.courier, (order.courier, order.courier))
    return Label(
        order=order.number,
        sender=desk.sender,
        receiver=order.receiver,
        courier=names[language == "en"],
        waybill=order.waybill,
        items=_items(desk, order, pictures=False),
        note=order.buyer_note,
        copy=copy,
        logo=desk.logo,
        language=language,
    )


def slip(desk: Desk, order: Order) -> Slip:
    """Return an order's packing slip, in the buyer's language."""
    return Slip(
        order=order.number,
        channel_order_no=order.channel_order_no,
        ordered_on=order.placed_at.astimezone().date() if order.placed_at else None,
        shop=desk.name,
        sender=desk.sender,
        receiver=order.receiver,
        items=_items(desk, order, pictures=desk.pictures),
        buyer_note=order.buyer_note,
        logo=desk.logo,
        language=language_of(desk, order),
    )


def returns_form(desk: Desk, order: Order) -> ReturnsForm:
    """Return the form that travels with an order."""
    return ReturnsForm(
        order=order.number,
        shop=desk.name,
        sender=desk.sender,
        receiver=order.receiver,
        items=_items(desk, order, pictures=False),
        reasons=form_reasons(desk.shop, order),
        logo=desk.logo,
        language=language_of(desk, order),
    )


def pick_list(desk: Desk, orders: Sequence[Order]) -> PickList:
    """Return what to fetch for these orders, by SKU, by order or by shelf; a wave's goes by shelf unless told."""
    pictures = desk.pick_pictures
    wave, carts = _on_carts(desk, orders)
    by = desk.pick_by or ("shelf" if wave else desk.pick_usual)
    parts = parts_to_fetch(desk.shop.connection, [order.number for order in orders])
    wants = [
        Want(order.number, item, carts.get(order.number, ""))
        for order in orders
        for line, whole in zip(order.lines, _items(desk, order, pictures=pictures), strict=True)
        for item in _fetched(desk, parts.get(line.uuid, ()), pictures) or (whole,)
    ]
    notes = tuple((order.number, order.buyer_note) for order in orders if order.buyer_note) if by == "order" else ()
    made_on = written_moment(desk.shop.now(), desk.language)
    return PickList(desk.name, group_picks(wants, by), len(orders), made_on, desk.language, by, wave, notes)


def _fetched(desk: Desk, parts: Sequence[Fetched], pictures: bool) -> tuple[Item, ...]:
    """Return the parts of a kit that is put together for an order, each at its own place."""
    return tuple(
        Item(
            part.sku, part.title, "", part.pieces, part.place,
            str(thumbnail_file(desk.shop, part.picture) or "") if pictures and part.picture else "",
        )
        for part in parts
    )  # fmt: skip


def _on_carts(desk: Desk, orders: Sequence[Order]) -> tuple[str, dict[str, str]]:
    """Return the open wave that all of these orders are in, with their cart positions; positions of two waves clash."""
    places = carts_of(desk.shop.connection, [order.number for order in orders])
    found = {wave for wave, _cart in places.values()}
    if len(found) != 1 or len(places) < len(orders):
        return "", {}
    return found.pop(), {order: cart for order, (_wave, cart) in places.items()}


def language_of(desk: Desk, order: Order) -> str:
    """Return the language of an order's paper: the shop's at home, English for buyers abroad."""
    return desk.language if order.receiver.country in ("", "CN") else "en"


def _items(desk: Desk, order: Order, *, pictures: bool) -> tuple[Item, ...]:
    found = []
    for line in order.lines:
        shelf = desk.shelves.get(line.sku)
        picture = thumbnail_file(desk.shop, shelf.picture) if pictures and shelf else None
        found.append(
            Item(line.sku, line.title, line.options, line.quantity, shelf.bin if shelf else "", str(picture or ""))
        )
    return tuple(found)


def _logo(shop: Shop, name: str) -> str:
    path = true_path(shop.folder / Path(name))
    inside = bool(name) and path.is_relative_to(true_path(shop.folder))
    return str(path) if inside and path.is_file() else ""

"""`stock …`: goods carried between places, kits, places themselves, and what may go below nothing."""

from pathlib import Path

import click

from shopdesk.cli.door import Door, Progress
from shopdesk.domain.errors import ShopError
from shopdesk.paths import shop_folder
from shopdesk.services import kits, locations, transfers
from shopdesk.services.ledger import undo_movement
from shopdesk.services.shop import Shop, open_shop
from shopdesk.services.stock import allow_negative, stock_level
from shopdesk.services.stock_labels import LABEL_SHEETS, print_stock_labels
from shopdesk.words import _


def open_the_shop(door: Door) -> Shop:
    """Open the shop that the command line names."""
    return open_shop(shop_folder(door.shop_folder))


def read_goods(told: tuple[str, ...]) -> dict[str, int]:
    """Read SKU=QTY pairs; a SKU told twice is added up. Raises ShopError("quantity-out-of-range")."""
    goods: dict[str, int] = {}
    for pair in told:
        sku, sign, pieces = pair.rpartition("=")
        if not sign or not sku or not pieces.isascii() or not pieces.isdigit():
            raise ShopError("quantity-out-of-range", value=pair)
        goods[sku] = goods.get(sku, 0) + int(pieces)
    return goods


@click.command("transfer", help=_("Carry goods to another place: SKU=QTY …"))
@click.argument("goods", nargs=-1, required=True)
@click.option("--from", "origin", default="office", help=_("Where they lie; default office."))
@click.option("--to", "target", required=True, help=_("Where they go."))
@click.option("--uuid", default="", help=_("The transfer's identity: the same one twice carries once."))
@click.pass_obj
def transfer_command(door: Door, goods: tuple[str, ...], origin: str, target: str, uuid: str) -> int:
    """Carry goods between places."""
    told = read_goods(goods)
    reference = transfers.transfer_stock(open_the_shop(door), told, origin=origin, target=target, uuid=uuid)
    door.answer(
        {"reference": reference, "from": origin, "to": target, "goods": told},
        lambda: [_("{reference}: carried from {origin} to {target}.").format(
            reference=reference, origin=origin, target=target)],
    )  # fmt: skip
    return 0


@click.command("bring-back", help=_("Carry everything that lies at a place back to another."))
@click.argument("origin")
@click.option("--to", "target", default="office", help=_("Where it goes; default office."))
@click.pass_obj
def bring_back_command(door: Door, origin: str, target: str) -> int:
    """Carry everything back."""
    reference, goods = transfers.bring_back(open_the_shop(door), origin=origin, target=target)
    door.answer(
        {"reference": reference, "from": origin, "to": target, "goods": goods},
        lambda: [f"{sku} ×{pieces}" for sku, pieces in goods.items()],
    )
    return 0


@click.command("undo", help=_("Take a movement back by its opposite; a transfer or a kit goes back whole."))
@click.argument("uuid")
@click.pass_obj
def undo_command(door: Door, uuid: str) -> int:
    """Take a movement back."""
    undo_movement(open_the_shop(door), uuid)
    door.answer({"undone": uuid}, lambda: [_("Taken back.")])
    return 0


@click.command("kit", help=_("Say what a kit is made of (SKU=QTY …), or show it; --none makes it no kit."))
@click.argument("sku")
@click.argument("parts", nargs=-1)
@click.option("--none", "nothing", is_flag=True, help=_("It has no parts left, so it is no longer a kit."))
@click.pass_obj
def kit_command(door: Door, sku: str, parts: tuple[str, ...], nothing: bool) -> int:
    """Say what a kit is made of."""
    shop = open_the_shop(door)
    if parts or nothing:
        kits.set_kit(shop, sku, {} if nothing else read_goods(parts))
    return _tell_kit(door, shop, sku)


@click.command("build", help=_("Build kits of their parts."))
@click.argument("sku")
@click.argument("pieces", type=click.IntRange(min=1))
@click.option("--location", default="", help=_("Where; default is the shop's setting stock.location."))
@click.option("--uuid", default="", help=_("An identity of your own: the same one twice is done once."))
@click.pass_obj
def build_command(door: Door, sku: str, pieces: int, location: str, uuid: str) -> int:
    """Build kits."""
    shop = open_the_shop(door)
    kits.build_kit(shop, sku, pieces, location=location, uuid=uuid)
    return _tell_kit(door, shop, sku)


@click.command("break", help=_("Break built kits into their parts."))
@click.argument("sku")
@click.argument("pieces", type=click.IntRange(min=1))
@click.option("--location", default="", help=_("Where; default is the shop's setting stock.location."))
@click.option("--uuid", default="", help=_("An identity of your own: the same one twice is done once."))
@click.pass_obj
def break_command(door: Door, sku: str, pieces: int, location: str, uuid: str) -> int:
    """Break kits."""
    shop = open_the_shop(door)
    kits.break_kit(shop, sku, pieces, location=location, uuid=uuid)
    return _tell_kit(door, shop, sku)


def _tell_kit(door: Door, shop: Shop, sku: str) -> int:
    parts, level = kits.show_kit(shop, sku), stock_level(shop, sku)
    door.answer(
        {"sku": sku, "parts": parts, "built": level.here, "buildable": level.buildable, "available": level.available},
        lambda: [
            _("{sku}: {available} available, {built} of them built").format(
                sku=sku, available=level.available, built=level.here
            ),
            *(f"  {part} ×{each}" for part, each in parts.items()),
        ],
    )
    return 0


@click.command("negative", help=_("Let a SKU's stock go below nothing: on or off."))
@click.argument("sku")
@click.argument("allowed", type=click.Choice(["on", "off"]))
@click.pass_obj
def negative_command(door: Door, sku: str, allowed: str) -> int:
    """Let a SKU go below nothing."""
    allow_negative(open_the_shop(door), sku, allowed == "on")
    door.answer({"sku": sku, "may_go_negative": allowed == "on"}, lambda: [f"{sku}: {allowed}"])
    return 0


@click.group("locations", help=_("Places where goods lie, and the shelves within them."))
def locations_command() -> None:
    """Group the verbs of places."""


@locations_command.command("list", help=_("List the places with what lies there."))
@click.pass_obj
def list_command(door: Door) -> int:
    """List the places."""
    return _tell_places(door, locations.list_locations(open_the_shop(door)))


@locations_command.command("set", help=_("Add a place or change one."))
@click.argument("code")
@click.option("--name", default="", help=_("What people call it."))
@click.option("--parent", default="", help=_("The place it is a shelf of."))
@click.option("--serves/--no-serves", default=None, help=_("Whether orders are served from there."))
@click.pass_obj
def set_command(door: Door, code: str, name: str, parent: str, serves: bool | None) -> int:
    """Add a place or change one."""
    shop = open_the_shop(door)
    return _tell_places(door, [locations.set_location(shop, code, name=name, parent=parent, serves=serves)])


@locations_command.command("remove", help=_("Take an empty place out of use."))
@click.argument("code")
@click.pass_obj
def remove_command(door: Door, code: str) -> int:
    """Take a place out of use."""
    shop = open_the_shop(door)
    locations.remove_location(shop, code)
    return _tell_places(door, locations.list_locations(shop))


def _tell_places(door: Door, places: list[locations.Location]) -> int:
    told = [
        {
            "location": place.code, "name": place.name, "parent": place.parent or None, "serves": place.serves_orders,
            "pieces": place.pieces,
        }
        for place in places
    ]  # fmt: skip
    door.answer_table(
        told,
        [_("Location"), _("Name"), _("Part of"), _("Pieces")],
        lambda: [(place.code, place.name, place.parent, place.pieces) for place in places],
    )
    return 0


@click.command("labels", help=_("Print stock labels: SKU=QTY …"))
@click.argument("goods", nargs=-1, required=True)
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help=_("The PDF to write."))
@click.option("--layout", default="60x40", help=_("The labels: {layouts}.").format(layouts=", ".join(LABEL_SHEETS)))
@click.option("--start-at", type=click.IntRange(min=1), default=1, help=_("The first place of the first sheet."))
@click.option("--prices", is_flag=True, help=_("With prices."))
@click.pass_obj
def labels_command(door: Door, goods: tuple[str, ...], output: Path, layout: str, start_at: int, prices: bool) -> int:
    """Print stock labels."""
    return write_labels(door, goods, output, layout=layout, start_at=start_at, prices=prices)


def write_labels(
    door: Door, goods: tuple[str, ...], output: Path, *, layout: str, start_at: int, prices: bool = False
) -> int:
    """Write stock labels, told as SKU=PIECES, and say what is in the file."""
    told = read_goods(goods)
    pages = print_stock_labels(
        open_the_shop(door), told, output, layout=layout, start_at=start_at, prices=prices, job=Progress(_("Pages:"))
    )
    door.answer(
        {"document": "stock-labels", "file": str(output), "pages": pages, "labels": told}, lambda: [str(output)]
    )
    return 0


COMMANDS = (
    labels_command,
    transfer_command, bring_back_command, undo_command, kit_command, build_command, break_command, negative_command,
    locations_command,
)  # fmt: skip

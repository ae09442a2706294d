"""`couriers`: what the shop knows of its couriers, and which one an order should go with."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import click

from shopdesk.cli import shapes
from shopdesk.cli.door import Door
from shopdesk.cli.stock_rooms import open_the_shop
from shopdesk.domain.couriers import STARS, SUITS, Courier, write_rate
from shopdesk.domain.freight import Choice
from shopdesk.domain.money import format_amount
from shopdesk.services import couriers
from shopdesk.words import _, listed, spoken
from shopdesk.words.couriers import word_choice, word_suits, word_weight


@click.group("couriers", help=_("Couriers, their stars, rates and numbers, and the one recommended for an order."))
def couriers_command() -> None:
    """Group the verbs of couriers."""


@couriers_command.command("list", help=_("List the couriers."))
@click.pass_obj
def list_command(door: Door) -> int:
    """List the couriers."""
    return _tell(door, couriers.list_couriers(open_the_shop(door)))


@couriers_command.command("show", help=_("Show one courier with its rates."))
@click.argument("courier")
@click.pass_obj
def show_command(door: Door, courier: str) -> int:
    """Show a courier."""
    told = couriers.find_courier(open_the_shop(door), courier)
    door.answer(_shape(told), lambda: _lines(told))
    return 0


@couriers_command.command("set", help=_("Add a courier or change one; what is not named stays."))
@click.argument("code")
@click.option("--name", default=None, help=_("Its name."))
@click.option("--name-en", default=None, help=_("Its English name."))
@click.option(
    "--alias", "aliases", multiple=True, help=_("A name platforms write it by; all of them, each with its own option.")
)
@click.option("--speed", type=click.IntRange(1, 5), default=None, help=_("Stars for speed."))
@click.option("--coverage", type=click.IntRange(1, 5), default=None, help=_("Stars for coverage."))
@click.option("--value", type=click.IntRange(1, 5), default=None, help=_("Stars for value for money."))
@click.option("--service", type=click.IntRange(1, 5), default=None, help=_("Stars for service."))
@click.option(
    "--suits", multiple=True, type=click.Choice(SUITS), help=_("What it suits; all of it, each with its own option.")
)
@click.option(
    "--mask",
    "masks",
    multiple=True,
    help=_("How its numbers look, such as SF#{13}; # is a digit, @ a letter, * either."),
)
@click.option(
    "--rate",
    "rates",
    multiple=True,
    help=_("A rate in kilograms and yuan, such as '江苏 浙江 1=6.00 +1=1.50'; * is everywhere else."),
)
@click.option(
    "--volumetric",
    type=click.IntRange(min=0),
    default=None,
    help=_("Cubic centimetres that count as a kilogram; 0 for none."),
)
@click.option("--pickup", default=None, help=_("The last pick-up, such as 18:00."))
@click.option("--low", type=click.IntRange(min=0), default=None, help=_("Fewer free numbers than this are too few."))
@click.option("--active/--inactive", default=None, help=_("Whether it is recommended at all."))
@click.pass_obj
def set_command(door: Door, /, code: str, **told: object) -> int:
    """Add a courier or change one."""
    shop = open_the_shop(door)
    known = {courier.code: courier for courier in couriers.list_couriers(shop)}
    before = known.get(code, Courier(code))
    changes: dict[str, Any] = {name: value for name, value in told.items() if value is not None and value != ()}
    if "rates" in changes:
        changes["rates"] = couriers.read_rates(code, changes["rates"])
    return _tell(door, [couriers.save_courier(shop, replace(before, **changes))])


@couriers_command.command("recommend", help=_("Say which courier orders should go with, why, and at what freight."))
@click.argument("ids", nargs=-1, required=True)
@click.pass_obj
def recommend_command(door: Door, ids: tuple[str, ...]) -> int:
    """Recommend a courier for each order."""
    shop = open_the_shop(door)
    ranked = {text: couriers.rank_couriers(shop, text) for text in ids}
    door.answer(
        [{"order": text, "couriers": [_choice_shape(choice) for choice in found]} for text, found in ranked.items()],
        lambda: [f"{text}: {_choice_line(found)}" for text, found in ranked.items()],
    )
    return 0


def _choice_line(found: Sequence[Choice]) -> str:
    if not found:
        return _("no courier goes there")
    best = found[0]
    price = format_amount(best.freight, "CNY") if best.freight is not None else "–"
    return f"{_name(best.courier)} · {price} · {word_weight(best.grams)} · {word_choice(best)}"


def _choice_shape(choice: Choice) -> dict[str, object]:
    return {
        "courier": choice.courier.code, "grams": choice.grams, "points": choice.points,
        "freight": None if choice.freight is None else shapes.money(choice.freight, "CNY"),
        "reasons": [{"code": reason.code, "figure": reason.figure} for reason in choice.reasons],
        "why": word_choice(choice),
    }  # fmt: skip


def _name(courier: Courier) -> str:
    return courier.name_en if spoken.language == "en" else courier.name


def _shape(courier: Courier) -> dict[str, object]:
    told = {name: getattr(courier, name) for name in Courier.__dataclass_fields__}
    return told | {"rates": [write_rate(rate) for rate in courier.rates]}


def _lines(courier: Courier) -> list[str]:
    stars = " · ".join(f"{name} {getattr(courier, name)}" for name in STARS)
    suits = listed(word_suits(word) for word in courier.suits)
    rates = [f"  {write_rate(rate)}" for rate in courier.rates]
    return [f"{courier.code}  {_name(courier)}", stars, suits, " ".join(courier.masks), courier.pickup, *rates]


def _tell(door: Door, told: Sequence[Courier]) -> int:
    header = [_("Code"), _("Name"), _("Speed"), _("Coverage"), _("Good value"), _("Service"), _("Pick-up")]
    door.answer_table(
        [_shape(one) for one in told],
        header,
        lambda: [(o.code, _name(o), o.speed, o.coverage, o.value, o.service, o.pickup) for o in told],
    )
    return 0

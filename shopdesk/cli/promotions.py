"""`promotions`: drafted, started, stopped; tried before they go live, judged afterwards."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from shopdesk.cli import shapes
from shopdesk.cli.door import Door, Progress
from shopdesk.cli.order_edits import read_moment
from shopdesk.cli.stock_rooms import open_the_shop
from shopdesk.domain.errors import ShopError
from shopdesk.domain.money import format_amount, parse_amount
from shopdesk.domain.promotion_data import read_promotion, write_promotion
from shopdesk.domain.promotion_prover import BelowFloor, Stack
from shopdesk.domain.promotion_tiers import read_tiers
from shopdesk.domain.promotions import AUDIENCES, KINDS, Promotion, Scope, StoredPromotion
from shopdesk.services import coupons, promotion_effect, promotions
from shopdesk.services.promotion_prover import prove_promotion, stock_needed
from shopdesk.services.shop import Shop
from shopdesk.words import _
from shopdesk.words.promotions import CONTRADICTION_WORDS, TASK_WORDS, word_off, word_promotion, word_status


@click.group("promotions", help=_("Promotions and coupons: draft, prove, start, stop, report."))
def promotions_command() -> None:
    """Group the verbs of promotions."""


@promotions_command.command("list", help=_("List the promotions."))
@click.option("--state", type=click.Choice(promotions.STATES), default=None, help=_("Only these."))
@click.pass_obj
def list_command(door: Door, state: str | None) -> int:
    """List promotions."""
    shop = open_the_shop(door)
    return _tell(door, shop, promotions.list_promotions(shop, [state] if state else []))


@promotions_command.command("show", help=_("Show one promotion in plain words."))
@click.argument("code")
@click.pass_obj
def show_command(door: Door, code: str) -> int:
    """Show a promotion."""
    shop = open_the_shop(door)
    stored = promotions.show_promotion(shop, code)
    codes = [{"code": single, "used_by": document} for single, document in coupons.list_codes(shop, code)]
    summary = word_promotion(stored.promotion)
    door.answer(_shape(stored) | {"summary": summary, "codes": codes}, lambda: [stored.promotion.name, *summary])
    return 0


@promotions_command.command("add", help=_("Draft a promotion, or rewrite one, from options or a JSON file."))
@click.argument("code", default="")
@click.option("--file", "file", type=click.Path(path_type=Path), default=None, help=_("A JSON file that tells it."))
@click.option("--name", default="", help=_("What buyers read."))
@click.option("--kind", type=click.Choice(KINDS), default="threshold", help=_("What kind it is."))
@click.option("--tiers", default="", help=_('What it takes off: "99-10 199-25", @9.90 or 20%.'))
@click.option("--channel", "channels", multiple=True, help=_("Only on this channel; may be repeated."))
@click.option("--category", "categories", multiple=True, metavar="A/B/C", help=_("Only this category and below."))
@click.option("--sku", "skus", multiple=True, help=_("Only this SKU; may be repeated."))
@click.option("--level", "levels", multiple=True, help=_("Only members of this level; may be repeated."))
@click.option("--starts", default="", metavar="TIME", help=_("From when it holds: 2026-11-01 or 2026-11-01T10:00."))
@click.option("--ends", default="", metavar="TIME", help=_("Until when it holds."))
@click.option("--priority", type=int, default=0, help=_("The higher one goes first."))
@click.option("--group", default="", help=_("Of a group one takes effect; * shares with no other."))
@click.option("--pieces", is_flag=True, help=_("Count pieces instead of money."))
@click.option("--each", is_flag=True, help=_("Once for every whole."))
@click.option("--most", type=int, default=0, help=_("At most so often in one basket."))
@click.option("--limit", type=int, default=0, help=_("Pieces or uses in all."))
@click.option("--item", "items", multiple=True, metavar="SKU=QTY", help=_("One of a bundle's goods."))
@click.option("--gift", default="", help=_("The SKU that is given; the same goods without."))
@click.option("--gift-quantity", type=int, default=1, help=_("How many pieces are given."))
@click.option("--audience", type=click.Choice(AUDIENCES), default="any", help=_("Who may use a coupon."))
@click.option("--per-customer", type=int, default=0, help=_("Uses of one customer."))
@click.option("--budget", default="", help=_("The sum after which a coupon ends."))
@click.option("--ceiling", default="", help=_("The most that is taken off once."))
@click.pass_obj
def add_command(door: Door, /, code: str, file: Path | None, **told: object) -> int:
    """Draft a promotion."""
    shop = open_the_shop(door)
    wanted = _read_file(file) if file else _from_options(code, told, shop)
    return _tell(door, shop, [promotions.save_promotion(shop, wanted)], one=True)


def _read_file(file: Path) -> Promotion:
    try:
        data = json.loads(file.read_text("utf-8-sig"))
    except (OSError, ValueError) as error:
        raise ShopError("promotion-invalid", rule="unreadable", value=str(error)[:80]) from error
    return read_promotion(data if isinstance(data, dict) else {})


def _from_options(code: str, told: Mapping[str, Any], shop: Shop) -> Promotion:
    scope = Scope(
        frozenset(told["channels"]),
        frozenset(tuple(part.strip() for part in text.split("/")) for text in told["categories"]),
        frozenset(told["skus"]),
        frozenset(told["levels"]),
    )
    return Promotion(
        code, told["name"], told["kind"], scope,
        read_moment(told["starts"], shop.now()) if told["starts"] else None,
        read_moment(told["ends"], shop.now()) if told["ends"] else None,
        told["priority"], told["group"], read_tiers(told["tiers"], told["kind"], pieces=told["pieces"]),
        told["pieces"], told["each"], told["most"], told["limit"], tuple(_item(item) for item in told["items"]),
        told["gift"], told["gift_quantity"], told["audience"], told["per_customer"],
        parse_amount(told["budget"]), parse_amount(told["ceiling"]),
    )  # fmt: skip


def _item(text: str) -> tuple[str, int]:
    sku, _equals, pieces = text.rpartition("=")
    if not sku or not (pieces.isascii() and pieces.isdigit()):
        raise ShopError("line-unreadable", value=text)
    return sku.strip(), int(pieces)


@promotions_command.command("start", help=_("Let a promotion run."))
@click.argument("code")
@click.pass_obj
def start_command(door: Door, code: str) -> int:
    """Start a promotion."""
    return _set_state(door, code, "live")


@promotions_command.command("stop", help=_("Stop a promotion."))
@click.argument("code")
@click.pass_obj
def stop_command(door: Door, code: str) -> int:
    """Stop a promotion."""
    return _set_state(door, code, "stopped")


def _set_state(door: Door, code: str, state: str) -> int:
    shop = open_the_shop(door)
    promotions.set_state(shop, code, state)
    return _tell(door, shop, [promotions.show_promotion(shop, code)], one=True)


@promotions_command.command("remove", help=_("Take a promotion out of the list; what used it is kept."))
@click.argument("code")
@click.pass_obj
def remove_command(door: Door, code: str) -> int:
    """Take a promotion out."""
    shop = open_the_shop(door)
    promotions.set_state(shop, code, "removed")
    return _tell(door, shop, promotions.list_promotions(shop))


@promotions_command.command("codes", help=_("Make single codes of a coupon, each used once."))
@click.argument("code")
@click.argument("count", type=int)
@click.pass_obj
def codes_command(door: Door, code: str, count: int) -> int:
    """Make single codes."""
    made = coupons.make_codes(open_the_shop(door), code, count)
    door.answer(made, lambda: made)
    return 0


@promotions_command.command("check", help=_("Try every legal stack over real baskets; worst margin, floors, stock."))
@click.argument("code", default="")
@click.pass_obj
def check_command(door: Door, code: str) -> int:
    """Prove a promotion, or all that run."""
    shop = open_the_shop(door)
    proof = prove_promotion(shop, code, Progress(_("Proving")))
    short = stock_needed(shop, proof)
    extra = [promotions.show_promotion(shop, code).promotion] if code else []
    met = [
        _(CONTRADICTION_WORDS[each.kind]).format(first=each.first.name, second=each.second.name)
        for each in promotions.find_contradictions(shop, extra)
    ]
    value = {
        "baskets": proof.baskets, "stacks": proof.stacks, "losing": proof.losing, "cut_short": proof.cut_short,
        "worst": [_stack_shape(stack) for stack in proof.worst], "below_floor": [_below(each) for each in proof.below],
        "stock": [{"sku": sku, "needed": needed, "available": free} for sku, needed, free in short],
        "cost_missing": list(proof.cost_missing), "contradictions": met,
    }  # fmt: skip
    door.answer_table(
        value,
        [_("Basket"), _("To pay"), _("Net profit")],
        lambda: [
            *((s.basket.name, format_amount(s.total), format_amount(s.margin.net)) for s in proof.worst[:10]),
            *((each.sku, format_amount(each.price), _("below its floor {floor}").format(
                floor=format_amount(each.floor))) for each in proof.below),
            *((text, "", "") for text in met),
        ],
    )  # fmt: skip
    losing = any(stack.margin.net < 0 and stack.margin.known for stack in proof.worst)
    return 1 if losing or proof.below or met else 0


def _stack_shape(told: Stack) -> dict[str, Any]:
    return {
        "basket": told.basket.name, "channel": told.basket.channel, "count": told.basket.count,
        "lines": [{"sku": item.sku, "quantity": item.quantity} for item in told.basket.items],
        "coupons": list(told.coupons), "level": told.level or None, "people": told.people,
        "total": shapes.money(told.total, "CNY"),
        "reductions": {code: shapes.money(cut, "CNY") for code, cut in told.by_code.items()},
        "net": shapes.money(told.margin.net, "CNY"), "percent": round(told.margin.percent, 2),
        "cost_known": told.margin.known,
    }  # fmt: skip


def _below(told: BelowFloor) -> dict[str, Any]:
    return {
        "sku": told.sku, "channel": told.channel, "price": shapes.money(told.price, "CNY"),
        "floor": shapes.money(told.floor, "CNY"), "promotions": list(told.stack.by_code),
    }  # fmt: skip


@promotions_command.command("report", help=_("What a promotion has brought, against the span before it."))
@click.argument("code")
@click.pass_obj
def report_command(door: Door, code: str) -> int:
    """Report a promotion's effect."""
    told = promotion_effect.effect_of(open_the_shop(door), code)
    spans = {"during": told.during, "before": told.before}
    door.answer_table(
        {
            "promotion": told.promotion.code,
            "uses": told.uses,
            "given": shapes.money(told.given, "CNY"),
            "left_out": told.left_out,
        }
        | {name: _span(figures) for name, figures in spans.items()},
        [told.promotion.name, _("During"), _("Span before")],
        lambda: [
            (_("Orders"), told.during.orders, told.before.orders),
            (_("Sales"), *(format_amount(figures.sales) for figures in spans.values())),
            (_("Average order value"), *(format_amount(figures.average or 0) for figures in spans.values())),
            (
                _("Repurchase within {days} days").format(days=promotion_effect.REPURCHASE_DAYS),
                *(_percent(figures.repurchase) for figures in spans.values()),
            ),
            (_("Net profit"), *(format_amount(figures.margin) for figures in spans.values())),
        ],
    )
    return 0


def _percent(rate: float | None) -> str:
    return "–" if rate is None else f"{100 * rate:.1f}%"


def _span(told: promotion_effect.SpanFigures) -> dict[str, Any]:
    return {
        "first": shapes.time(told.first), "last": shapes.time(told.last), "orders": told.orders,
        "sales": shapes.money(told.sales, "CNY"),
        "average": None if told.average is None else shapes.money(told.average, "CNY"),
        "repurchase": None if told.repurchase is None else round(told.repurchase, 4),
        "buyers": told.buyers, "returning": told.returning, "repurchase_days": promotion_effect.REPURCHASE_DAYS,
        "margin": shapes.money(told.margin, "CNY"),
        "margin_percent": None if told.margin_percent is None else round(told.margin_percent, 2),
    }  # fmt: skip


@promotions_command.command("calendar", help=_("Festivals ahead, and by when what is to be prepared."))
@click.pass_obj
def calendar_command(door: Door) -> int:
    """Tell the festivals ahead."""
    ahead = promotion_effect.festivals_ahead(open_the_shop(door))
    door.answer_table(
        [
            {"code": each.festival.code, "name": each.festival.name, "first": each.first.isoformat(),
             "last": each.last.isoformat(), "days_until": each.days_until,
             "preparations": [{"task": step.task, "by": step.by.isoformat(), "late": step.late}
                              for step in each.preparations]}
            for each in ahead
        ],
        [_("Festival"), _("Starts"), _("Next")],
        lambda: [(each.festival.name, each.first.isoformat(), _next(each)) for each in ahead],
    )  # fmt: skip
    return 0


def _next(each: promotion_effect.ComingFestival) -> str:
    due = [step for step in each.preparations if not step.late]
    return f"{due[0].by.isoformat()} {_(TASK_WORDS[due[0].task])}" if due else ""


def _shape(stored: StoredPromotion) -> dict[str, Any]:
    return write_promotion(stored.promotion) | {"state": stored.state, "version": stored.version}


def _tell(door: Door, shop: Shop, told: list[StoredPromotion], *, one: bool = False) -> int:
    value = [_shape(stored) for stored in told]
    door.answer_table(
        value[0] if one else value,
        [_("Code"), _("Name"), _("State"), _("What it gives")],
        lambda: [
            (s.promotion.code, s.promotion.name, word_status(s.promotion, s.state, shop.now()), word_off(s.promotion))
            for s in told
        ],
    )
    return 0

"""`price` and `quote`: the price of a SKU on a channel with what is left of it, and a basket explained for a buyer."""

from datetime import datetime
from typing import Any

import click

from shopdesk.cli import shapes
from shopdesk.cli.door import Door
from shopdesk.cli.order_edits import read_moment
from shopdesk.cli.stock_rooms import open_the_shop
from shopdesk.domain.errors import ShopError
from shopdesk.domain.money import format_amount, parse_amount
from shopdesk.domain.prices import KINDS, Price, PriceChange
from shopdesk.domain.promotions import BasketLine, PricedBasket
from shopdesk.services import margins, prices
from shopdesk.services.goods import show_goods
from shopdesk.services.promotions import price_basket
from shopdesk.services.selling_costs import selling_costs
from shopdesk.services.shop import Shop
from shopdesk.words import _
from shopdesk.words.promotions import COST_WORDS, PRICE_KIND_WORDS, word_missed, word_money, word_quote
from shopdesk.words.states import word_channel


@click.command("price", help=_("The price of a SKU on a channel, what is left of it, and its history."))
@click.argument("sku")
@click.option("--channel", default="", help=_("The channel; all of them without."))
@click.option("--level", default="", help=_("The member level of the buyer."))
@click.option("--quantity", type=click.IntRange(min=1), default=1, help=_("How many pieces."))
@click.option("--set", "new", default="", metavar="AMOUNT", help=_("Put a price in the book, such as 29.90."))
@click.option("--kind", type=click.Choice(KINDS), default="list", help=_("Which kind of price is set."))
@click.option("--least", type=click.IntRange(min=1), default=1, help=_("Pieces from which a quantity price holds."))
@click.option("--starts", default="", metavar="TIME", help=_("From when it holds: 2026-11-01 or 2026-11-01T10:00."))
@click.option("--ends", default="", metavar="TIME", help=_("Until when it holds."))
@click.option("--uuid", default="", help=_("An identity of your own: the same one twice is done once."))
@click.option("--undo", type=int, default=None, metavar="CHANGE", help=_("Take a change of prices back."))
@click.pass_obj
def price_command(
    door: Door, sku: str, channel: str, level: str, quantity: int, new: str, kind: str, least: int, starts: str,
    ends: str, uuid: str, undo: int | None,
) -> int:  # fmt: skip
    """Show or set a price."""
    shop = open_the_shop(door)
    if undo is not None:
        prices.undo_price_change(shop, undo)
    if new:
        member = level if kind == "member" else ""
        amount = parse_amount(new, prices.find_goods(shop, sku).currency)
        told = Price(sku, kind, amount, channel, member, least, _moment(starts, shop), _moment(ends, shop))
        prices.set_prices(shop, [told], uuid=uuid)
    sheet = prices.show_price(shop, sku, channel=channel, level=level, quantity=quantity)
    money = sheet.goods.currency
    here = margins.margin_on(sheet, selling_costs(shop).of(channel))
    door.answer_table(
        {
            "sku": sku, "channel": channel or None, "price": shapes.money(sheet.quoted.amount, money),
            "kind": sheet.quoted.kind, "list_price": shapes.money(sheet.quoted.listed, money),
            "book": [_entry(price, money) for price in sheet.book],
            "margin": _margin_shape(here, money),
            "channels": [_margin_shape(each, money) for each in margins.compare_channels(shop, sku)],
            "history": [_change(change, money) for change in prices.price_history(shop, sku)],
            "competitors": [
                {"competitor": told.competitor, "channel": told.channel or None, "at": shapes.time(told.at),
                 "price": shapes.money(told.amount, money)}
                for told in prices.list_competitors(shop, sku)
            ],
        },
        [_("Price of {sku}").format(sku=sku), word_money(sheet.quoted.amount, money)],
        lambda: [
            (_("Which price"), _(PRICE_KIND_WORDS[sheet.quoted.kind])),
            *((_(COST_WORDS[part]), format_amount(cost, money)) for part, cost in here.margin.costs.items()),
            (_("Net profit"), format_amount(here.margin.net, money)),
            (_("Floor"), format_amount(here.floor, money)),
            *((word_channel(each.channel), format_amount(each.margin.net, money))
              for each in margins.compare_channels(shop, sku)),
        ],
    )  # fmt: skip
    return 0


def _moment(text: str, shop: Shop) -> datetime | None:
    return read_moment(text, shop.now()) if text else None


def _entry(price: Price, money: str) -> dict[str, Any]:
    return {
        "kind": price.kind, "price": shapes.money(price.amount, money), "channel": price.channel or None,
        "level": price.level or None, "least": price.least, "starts": shapes.time(price.starts),
        "ends": shapes.time(price.ends),
    }  # fmt: skip


def _change(told: PriceChange, money: str) -> dict[str, Any]:
    return {
        "change": told.row, "at": shapes.time(told.at), "by": told.actor, "reason": told.reason, "undone": told.undone,
        "added": [_entry(price, money) for price in told.added],
        "removed": [_entry(price, money) for price in told.removed],
    }  # fmt: skip


def _margin_shape(told: margins.ChannelMargin, money: str) -> dict[str, Any]:
    return {
        "channel": told.channel or None, "price": shapes.money(told.price, money), "kind": told.kind,
        "costs": {part: shapes.money(cost, money) for part, cost in told.margin.costs.items()},
        "net": shapes.money(told.margin.net, money), "percent": round(told.margin.percent, 2),
        "cost_known": told.margin.known, "floor": shapes.money(told.floor, money), "below_floor": told.below_floor,
    }  # fmt: skip


@click.command("quote", help=_("What a basket costs, every reduction named, as text to paste into a chat."))
@click.option("--line", "lines", multiple=True, required=True, metavar="SKU=QTY", help=_("One line; may be repeated."))
@click.option("--channel", default="manual", help=_("The channel it is sold on."))
@click.option("--customer", default="", metavar="CU-NUMBER", help=_("Who buys."))
@click.option("--coupon", "coupons", multiple=True, help=_("A coupon's code; may be repeated."))
@click.option("--people", type=click.IntRange(min=1), default=1, help=_("How many buy together in a group."))
@click.pass_obj
def quote_command(
    door: Door, lines: tuple[str, ...], channel: str, customer: str, coupons: tuple[str, ...], people: int
) -> int:
    """Price a basket."""
    shop = open_the_shop(door)
    asked = [_line(line) for line in lines]
    basket = price_basket(shop, asked, channel=channel, customer=customer, coupons=coupons, people=people)
    text = word_quote(basket, titles_of(shop, basket), channel)
    door.answer(basket_shape(basket) | {"channel": channel, "text": text}, lambda: [text, *_misses(basket)])
    return 1 if basket.missed and coupons else 0


def _misses(basket: PricedBasket) -> list[str]:
    return [f"! {missed.name}: {word_missed(missed)}" for missed in basket.missed]


def titles_of(shop: Shop, basket: PricedBasket) -> dict[str, str]:
    """Return the titles of a basket's goods and gifts."""
    skus = [line.sku for line in basket.lines] + [gift.sku for gift in basket.gifts]
    found = {sku: show_goods(shop, sku) for sku in skus}
    return {sku: f"{told.title} {told.options}".strip() for sku, told in found.items() if told}


def basket_shape(basket: PricedBasket) -> dict[str, Any]:
    """Return a priced basket as JSON data."""
    return {
        "lines": [
            {
                "sku": line.sku, "quantity": line.quantity,
                "unit_price": shapes.money(line.unit_price.amount, line.unit_price.currency),
                "gross": shapes.money(line.gross.amount, line.gross.currency),
                "reductions": [
                    {"promotion": told.code, "name": told.name,
                     "amount": shapes.money(told.amount.amount, told.amount.currency)}
                    for told in line.reductions
                ],
                "net": shapes.money(line.net.amount, line.net.currency),
            }
            for line in basket.lines
        ],
        "gifts": [{"sku": each.sku, "quantity": each.quantity, "promotion": each.code} for each in basket.gifts],
        "reductions": [
            {"name": name, "amount": shapes.money(off.amount, off.currency)} for name, off in basket.reductions
        ],
        "total": shapes.money(basket.total.amount, basket.total.currency),
        "missed": [
            {"promotion": each.code, "name": each.name, "reason": each.reason, "message": word_missed(each)}
            for each in basket.missed
        ],
    }  # fmt: skip


def _line(text: str) -> BasketLine:
    sku, _equals, quantity = text.rpartition("=")
    if not sku or not (quantity.isascii() and quantity.isdigit()):
        raise ShopError("line-unreadable", value=text)
    return BasketLine(sku.strip(), int(quantity))

"""What the stock's history says: classes, forecasts, safety lines and what to buy, each with its sum."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from shopdesk.db import sales
from shopdesk.db.sales import Buying, Moves
from shopdesk.domain.abc_classes import DEFAULT_POLICIES, Class, Classified, Policy
from shopdesk.domain.errors import ShopError
from shopdesk.domain.festivals import marks
from shopdesk.domain.forecast import DayMoves, Forecast, History, daily_history, days_out, demand, forecast_days
from shopdesk.domain.jobs import Job, SilentJob
from shopdesk.domain.replenishment import Needed, Position, Suggestion, Supply, suggest
from shopdesk.services.abc_classes import class_of
from shopdesk.services.abc_table import AbcTable, each_row, rank_skus
from shopdesk.services.rule_files import festivals
from shopdesk.services.settings import get_setting
from shopdesk.services.shop import Shop

HISTORY_DAYS = 400
HORIZON_DAYS = 28
CHUNK = 500


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is to be expected of one SKU: its class, its forecast, and what to buy with the sum in its terms."""

    facts: Buying
    letter: Class
    forecast: Forecast
    history: History
    suggestion: Suggestion
    days_idle: int | None


def class_skus(shop: Shop, days: int = 0) -> dict[str, Classified]:
    """Return the classes of what was sold in the last days (the shop's span where 0), by sales, profit and both."""
    rows = each_row(AbcTable(shop, rank_skus(shop, days)))
    return {told.sku: Classified(told.sku, told.by_sales, told.by_profit, told.combined) for told in rows}


def look_ahead(shop: Shop, sku: str, *, horizon: int = HORIZON_DAYS) -> Outlook:
    """Return what is to be expected of a SKU. Raises ShopError("sku-unknown")."""
    facts = sales.buying_facts(shop.connection, [sku])
    if not facts:
        raise ShopError("sku-unknown", value=sku)
    return _outlooks(shop, facts, {sku: class_of(shop, facts[0].row)}, horizon)[0]


def _outlooks(shop: Shop, facts: Sequence[Buying], letters: Mapping[str, Class], horizon: int) -> list[Outlook]:
    today = shop.now().astimezone().date()
    first = today - timedelta(days=HISTORY_DAYS)
    midnight = datetime.combine(first, time.min).astimezone().astimezone(UTC)
    moves = sales.daily_moves(shop.connection, [told.row for told in facts], midnight)
    special = marks(festivals(shop), first, today + timedelta(days=horizon))
    cover = int(get_setting(shop, "stock.cover_days"))
    return [
        _outlook(told, moves.get(told.row, []), letters.get(told.sku, "C"), first, today, special, horizon, cover)
        for told in facts
    ]


def _outlook(
    facts: Buying, moves: Sequence[Moves], letter: Class, first: date, today: date,
    special: Mapping[date, str], horizon: int, cover: int,
) -> Outlook:  # fmt: skip
    days = [DayMoves(first + timedelta(days=move.day), *move[1:]) for move in moves]
    start = min((move.day for move in days if move.sold), default=first)
    yesterday = today - timedelta(days=1)
    out = days_out(days, facts.here, start, yesterday)
    history = daily_history(((move.day, move.sold) for move in days), start, yesterday, out, special)
    told = forecast_days(history, horizon, {day: code for day, code in special.items() if day >= today})
    mean = demand(history)
    ahead = told.values if told.state == "ready" else ()
    idle = (today - date.fromisoformat(facts.last_sold[:10])).days if facts.last_sold else None
    suggestion = suggest(
        Needed(mean.mean, mean.deviation, ahead),
        Supply(facts.lead_days, 0.0, facts.minimum, facts.pack),
        Position(facts.available, 0, facts.on_order),
        service_level=_policy(letter).service_level,
        cover_days=cover,
        own_safety=facts.own_safety or None,
    )
    return Outlook(facts, letter, told, history, suggestion, idle)


def _policy(letter: Class) -> Policy:
    return DEFAULT_POLICIES[letter]


def is_behind(shop: Shop) -> bool:
    """Tell whether today's outlooks have not been made yet."""
    made_on = sales.outlooks_made_on(shop.connection)
    return made_on is None or made_on < shop.now().astimezone().date().isoformat()


def make_outlooks(shop: Shop, job: Job | None = None) -> int:
    """Look ahead for every SKU, some hundred at a time, and keep it: tables and alerts read it; return how many."""
    letters = class_skus(shop)
    facts, done = sales.buying_facts(shop.connection), 0
    for at in range(0, len(facts), CHUNK):
        part = facts[at : at + CHUNK]
        known = {told.sku: letters[told.sku].combined for told in part if told.sku in letters}
        rows = [_row(outlook, letters, shop) for outlook in _outlooks(shop, part, known, HORIZON_DAYS)]
        with shop.writing():
            sales.keep_outlooks(shop.connection, rows)
        done += len(part)
        (job or SilentJob()).step(done, len(facts))
    return done


def _row(outlook: Outlook, letters: Mapping[str, Classified], shop: Shop) -> tuple[object, ...]:
    told, found, suggestion = outlook.facts, letters.get(outlook.facts.sku), outlook.suggestion
    sold_lately = suggestion.needed.mean > 0
    classes = (found.combined, found.by_sales.letter, found.by_profit.letter) if found else ("C", "C", "C")
    ahead = outlook.forecast
    details = {"pieces": ahead.total, "error": ahead.error, "naive_error": ahead.naive_error}
    return (
        told.row,
        *classes,
        suggestion.safety.computed if sold_lately and shop_decides(shop) else 0,
        round(suggestion.needed.mean * 1000),
        outlook.forecast.method or outlook.forecast.state,
        suggestion.pieces if sold_lately else 0,
        outlook.days_idle,
        json.dumps(details),
        shop.now().astimezone().date().isoformat(),
    )


def shop_decides(shop: Shop) -> bool:
    """Whether computed safety lines count where a SKU has none of its own."""
    return bool(get_setting(shop, "stock.computed_safety"))


def suggestions(shop: Shop) -> list[Outlook]:
    """Return what to buy now, the soonest to run out first."""
    letters = {sku: found.combined for sku, found in class_skus(shop).items()}
    facts = [told for told in sales.buying_facts(shop.connection) if told.last_sold or told.own_safety]
    found = [outlook for outlook in _outlooks(shop, facts, letters, HORIZON_DAYS) if outlook.suggestion.due]
    return sorted(found, key=lambda outlook: (outlook.suggestion.days_of_cover or 0, outlook.facts.sku))

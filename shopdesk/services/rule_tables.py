"""What stands in the tables of rules, looked at piece by piece: a wrong one is named by its place."""

from collections.abc import Mapping
from typing import Any

from shopdesk.domain.deadlines import Promise
from shopdesk.domain.festivals import Festival, read_festivals
from shopdesk.domain.listing_findings import LIMITS, ScoreRules
from shopdesk.domain.listing_titles import TitleRule
from shopdesk.domain.pictures import MEASURES, VERDICTS, Profile
from shopdesk.imaging.profiles import rule_of

UNITS = ("hanzi", "characters")
LEAST = {"repeated": 2}  # a word that stands once is never stuffing
MOST = 1_000_000
MOST_HOURS = 24 * 366
NOTES = ("note", "source")


def read_score_rules(told: object, shipped: ScoreRules | None = None) -> ScoreRules:
    """Return the rules that a table tells; what it leaves out of limits, words and penalties is as shipped.

    What is not known is passed over. Raises ValueError that names the place: "platforms.taobao.limit: -3".
    """
    table = as_table(told, "")
    forbidden = as_table(table.get("forbidden"), "forbidden")
    words = {name: _words(value, f"words.{name}") for name, value in _rows(table, "words").items()}
    penalties = {name: _number(value, f"penalties.{name}") for name, value in _rows(table, "penalties").items()}
    sources = {name: str(value) for name, value in _rows(table, "sources").items()}
    if "source" in forbidden:
        sources["title-forbidden"] = str(forbidden["source"])
    return ScoreRules(
        {name: _title_rule(name, rule) for name, rule in as_table(table.get("platforms"), "platforms").items()},
        _words(forbidden.get("words"), "forbidden.words"),
        {**(shipped.penalties if shipped else {}), **penalties},
        {**(shipped.limits if shipped else LIMITS), **_limits(table)},
        {**(shipped.words if shipped else {}), **words},
        {**(shipped.sources if shipped else {}), **sources},
    )


def read_profiles(told: object) -> dict[str, Profile]:
    """Return the main-image rules by platform. Raises ValueError that names the place: "taobao.size: …"."""
    return {
        name: Profile(name, tuple(rule_of(_picture_rule(name, row)) for row in _list(rows, name)))
        for name, rows in as_table(told, "").items()
        if name not in NOTES
    }


def read_festival_calendar(told: object) -> tuple[Festival, ...]:
    """Return the festivals and promotion days. Raises ValueError that names the row: "[3] double-11.days: …"."""
    found: list[Festival] = []
    for at, row in enumerate(_list(told, "JSON")):
        table = as_table(row, f"[{at}]")
        place = f"[{at}] {table.get('code', '')}".strip()
        for name in ("code", "name", "kind"):
            if not isinstance(table.get(name), str) or not table[name]:
                raise ValueError(f"{place}.{name}: {_short(table.get(name))}")
        days = table.get("days")
        if not isinstance(days, list) or not all(isinstance(span, str) for span in days):
            raise ValueError(f"{place}.days: {_short(days)}")
        try:
            found += read_festivals([{"name_en": table["name"], "source": "", **table}])
        except ValueError as error:
            raise ValueError(f"{place}: {error}") from error
    return tuple(found)


def read_promises(told: object) -> dict[str, Promise]:
    """Return the hours that hold on each channel, "" for all others. Raises ValueError that names the place."""
    table = as_table(told, "")
    found = {name: _promise(row, f"channels.{name}") for name, row in _rows(table, "channels").items()}
    return {**found, "": _promise(table.get("others", {}), "others")}


def _promise(told: object, place: str) -> Promise:
    row, usual = as_table(told, place), Promise()
    ship = _number(row.get("ship_hours", usual.ship_hours), f"{place}.ship_hours", 1)
    pay = _number(row.get("payment_hours", usual.payment_hours), f"{place}.payment_hours", 1)
    return Promise(min(ship, MOST_HOURS), min(pay, MOST_HOURS))


def _picture_rule(profile: str, told: object) -> dict[str, Any]:
    row = as_table(told, profile)
    check = str(row.get("check"))
    if check not in MEASURES:
        raise ValueError(f"{profile}.check: {_short(row.get('check'))}")
    if row.get("verdict", "fail") not in VERDICTS:
        raise ValueError(f"{profile}.{check}.verdict: {_short(row['verdict'])}")
    for name in ("limit", "tolerated"):
        value = row.get(name, 0 if name == "tolerated" else None)
        if isinstance(value, bool) or not isinstance(value, int | float | list):
            raise ValueError(f"{profile}.{check}.{name}: {_short(value)}")
    return {"source": "", **row}


def _list(value: object, place: str) -> list[Any]:
    if not isinstance(value, list):
        raise ValueError(f"{place}: {_short(value)}")
    return value


def as_table(value: object, place: str) -> dict[str, Any]:
    """Return what must be a table of names. Raises ValueError that names its place."""
    if not isinstance(value, dict):
        raise ValueError(f"{place or 'JSON'}: {_short(value)}")
    return value


def _rows(table: Mapping[str, Any], name: str) -> dict[str, Any]:
    rows = as_table(table.get(name, {}), name)
    return {key: value for key, value in rows.items() if key not in NOTES}


def _limits(table: Mapping[str, Any]) -> dict[str, int]:
    """Return the limits that are told, each as a number or as a table of its value and where it comes from."""
    found = {}
    for name, row in _rows(table, "limits").items():
        if name in LIMITS:
            value = row.get("value") if isinstance(row, dict) else row
            found[name] = _number(value, f"limits.{name}", LEAST.get(name, 0))
    return found


def _title_rule(name: str, told: object) -> TitleRule:
    rule = as_table(told, f"platforms.{name}")
    if rule.get("unit") not in UNITS:
        raise ValueError(f"platforms.{name}.unit: {_short(rule.get('unit'))}")
    limit = _number(rule.get("limit"), f"platforms.{name}.limit", 1)
    emoji = rule.get("emoji", True)
    if not isinstance(emoji, bool):
        raise ValueError(f"platforms.{name}.emoji: {_short(emoji)}")
    return TitleRule(name, limit, rule["unit"], str(rule.get("source", "")), emoji)


def _number(value: object, place: str, least: int = 0) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= MOST:
        raise ValueError(f"{place}: {_short(value)}")
    return value


def _words(value: object, place: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise ValueError(f"{place}: {_short(value)}")
    return tuple(word.strip() for word in value if word.strip())


def _short(value: object) -> str:
    return "–" if value is None else repr(value)[:60]

"""The rules a shop can edit as files: its own copy in the folder tables of the shop wins over the shipped one."""

import json
import shutil
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from shopdesk.domain.errors import ShopError
from shopdesk.domain.listing_score import LIMITS, ScoreRules
from shopdesk.domain.listing_titles import TitleRule
from shopdesk.resources import resources
from shopdesk.services.shop import Shop

FILES = ("title_rules.json", "picture_profiles.json")
LARGEST = 1_000_000  # bytes
UNITS = ("hanzi", "characters")


def rule_file(shop: Shop, name: str) -> Path:
    """Return the file that a rule table is read from: the shop's own where there is one."""
    own = shop.folder / "tables" / name
    return own if own.is_file() else resources() / "tables" / name


def own_copy(shop: Shop, name: str) -> Path:
    """Return the shop's own copy of a rule table, made from the shipped one for editing where there is none.

    Raises ShopError with "rule-file-unknown" or "folder-not-writable".
    """
    if name not in FILES:
        raise ShopError("rule-file-unknown", value=name, allowed=", ".join(FILES))
    own = shop.folder / "tables" / name
    if not own.exists():
        try:
            own.parent.mkdir(exist_ok=True)
            shutil.copyfile(resources() / "tables" / name, own)
        except OSError as error:
            raise ShopError("folder-not-writable", path=str(own.parent), detail=error.strerror or "") from error
    return own


def score_rules(shop: Shop) -> ScoreRules:
    """Return what the shop's listings are judged by. Raises ShopError("rule-file-damaged")."""
    file = rule_file(shop, "title_rules.json")
    facts = file.stat()
    return _read(file, facts.st_mtime_ns, facts.st_size)


def shipped_rules() -> ScoreRules:
    """Return the rules that the program came with."""
    return _read(resources() / "tables" / "title_rules.json", 0, 0)


@lru_cache(16)
def _read(file: Path, _changed: int, _size: int) -> ScoreRules:
    """Read a table; its time of change and size only make sure that a changed one is read anew."""
    try:
        if file.stat().st_size > LARGEST:
            raise ValueError("too large")
        return _rules(json.loads(file.read_text("utf-8-sig")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ShopError("rule-file-damaged", path=str(file), detail=str(error)[:200]) from error


def _rules(told: Mapping[str, Any]) -> ScoreRules:
    shipped_limits = {name: int(told.get("limits", {}).get(name, value)) for name, value in LIMITS.items()}
    return ScoreRules(
        {name: _title_rule(name, rule) for name, rule in told["platforms"].items()},
        tuple(str(word) for word in told["forbidden"]["words"] if str(word).strip()),
        {code: max(int(penalty), 0) for code, penalty in told["penalties"].items()},
        shipped_limits,
        {name: tuple(map(str, words)) for name, words in told.get("words", {}).items()},
    )


def _title_rule(name: str, rule: Mapping[str, Any]) -> TitleRule:
    if rule["unit"] not in UNITS or int(rule["limit"]) < 1:
        raise ValueError(f"{name}: limit {rule['limit']} {rule['unit']}")
    return TitleRule(name, int(rule["limit"]), rule["unit"], str(rule["source"]), bool(rule.get("emoji", True)))

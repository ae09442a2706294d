"""What the shop knows of its couriers, as kept: the shop's own profile, else the one the program came with."""

import json
from functools import cache
from typing import Any

from shopdesk.db import couriers as table
from shopdesk.resources import resources
from shopdesk.services.shop import Shop


def list_profiles(shop: Shop) -> list[tuple[str, str, str, list[str], dict[str, Any]]]:
    """Return every courier in the order of the codes: code, Chinese name, English name, aliases, profile."""
    return [
        (code, name, name_en, aliases, own or _shipped().get(code, {}))
        for code, name, name_en, aliases, own in table.load_rows(shop.connection)
    ]


def last_pickups(shop: Shop) -> dict[str, str]:
    """Return the hour of each courier's last pick-up, by code; couriers that name none are left out."""
    told = {code: profile.get("pickup") for code, *_names, profile in list_profiles(shop)}
    return {code: str(hour) for code, hour in told.items() if hour}


@cache
def _shipped() -> dict[str, dict[str, Any]]:
    """Return the profiles the program came with, by code."""
    told = json.loads((resources() / "tables" / "couriers.json").read_text("utf-8"))
    return {courier["code"]: courier for courier in told}

"""Pools of waybill numbers: when too few of them are free."""

from collections.abc import Iterable, Mapping
from typing import Any

FEW = 20  # free numbers, where a courier's profile does not say how many are too few


def running_low(pools: Iterable[tuple[str, int]], profiles: Mapping[str, Mapping[str, Any]]) -> list[tuple[str, int]]:
    """Return the pools (courier, free numbers) that run low; those of couriers out of use do not."""
    in_use = {code: int(profile.get("low", FEW)) for code, profile in profiles.items() if profile.get("active", True)}
    return [(code, free) for code, free in pools if free < in_use.get(code, 0)]

"""The pools of waybill numbers: how many are free, and where they run low."""

from shopdesk.db import waybills
from shopdesk.domain.waybill_pools import running_low
from shopdesk.services.courier_profiles import list_profiles
from shopdesk.services.shop import Shop


def list_pools(shop: Shop) -> list[tuple[str, int, int, str | None]]:
    """Return every courier's pool: courier, free numbers, used ones, the next one."""
    return waybills.pools(shop.connection)


def low_pools(shop: Shop) -> list[tuple[str, int]]:
    """Return the couriers whose pool runs low and how many numbers are free there; without a pool none does."""
    profiles = {code: profile for code, *_names, profile in list_profiles(shop)}
    return running_low(waybills.free_of_pools(shop.connection), profiles)

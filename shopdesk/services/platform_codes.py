"""One SKU, several platform codes: what each platform calls it, so that its orders find the goods."""

from collections.abc import Sequence

from shopdesk.db import order_writes, platform_codes
from shopdesk.domain.channels import CHANNELS
from shopdesk.domain.errors import ShopError
from shopdesk.services.identity import new_id
from shopdesk.services.shop import Shop

LONGEST = 120


def list_codes(shop: Shop, skus: Sequence[str]) -> list[tuple[str, str, str]]:
    """Return the codes of these SKUs: SKU, channel ("" where the code holds for each), code."""
    return platform_codes.codes_of(shop.connection, skus)


def add_code(shop: Shop, sku: str, code: str, channel: str = "") -> int:
    """Let a channel's code mean this SKU; waiting orders that use it find their goods, and their number is returned.

    Raises ShopError with "sku-unknown", "channel-unknown", "code-invalid" or "code-taken".
    """
    code = code.strip()
    if not code or len(code) > LONGEST or not code.isprintable():
        raise ShopError("code-invalid", value=code[:40])
    if channel and channel not in CHANNELS:
        raise ShopError("channel-unknown", value=channel, allowed=", ".join(CHANNELS))
    with shop.writing():
        variant = order_writes.variant_ids(shop.connection, [sku]).get(sku)
        if variant is None:
            raise ShopError("sku-unknown", value=sku)
        taken = platform_codes.variants_of_codes(shop.connection, channel, [code])
        if code in taken:
            raise ShopError("code-taken", value=code, sku=platform_codes.sku_of_code(shop.connection, channel, code))
        platform_codes.put_code(shop.connection, new_id(), variant, channel, code)
        return order_writes.match_lines(shop.connection)


def remove_code(shop: Shop, code: str, channel: str = "") -> None:
    """Let a channel's code mean nothing any more. Raises ShopError("code-unknown")."""
    with shop.writing():
        if not platform_codes.drop_code(shop.connection, channel, code, shop.now()):
            raise ShopError("code-unknown", value=code)

"""What a scanned code means in this shop."""

from shopdesk.db.codes import variants_of_code
from shopdesk.domain.errors import ShopError
from shopdesk.services.shop import Shop


def find_code(shop: Shop, code: str) -> tuple[int, str]:
    """Return the one variant (row and SKU) that a scanned code means.

    Raises ShopError with "code-means-nothing" or "code-ambiguous".
    """
    code = code.strip()
    found = variants_of_code(shop.connection, code) if code else []
    if not found:
        raise ShopError("code-means-nothing", value=code[:80])
    if len(found) > 1:
        raise ShopError("code-ambiguous", value=code, skus=", ".join(sku for _row, sku in found))
    return found[0]

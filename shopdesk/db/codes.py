"""What a scanned code means: a SKU, a barcode or a platform's code; exact matches only."""

from shopdesk.db.connection import Connection


def variants_of_code(connection: Connection, code: str) -> list[tuple[int, str]]:
    """Return the live variants that a code may mean, of the first kind that knows it: SKU, barcode, platform code."""
    for condition in (
        "v.sku = ?",
        "v.barcode = ?",
        "v.id IN (SELECT variant_id FROM platform_codes WHERE code = ? AND removed_at IS NULL)",
    ):
        rows = connection.execute(
            f"SELECT v.id, v.sku FROM variants v WHERE v.removed_at IS NULL AND {condition} ORDER BY v.id LIMIT 5",
            (code,),
        ).fetchall()
        if rows:
            return [(row, sku) for row, sku in rows]
    return []

"""The codes under which platforms know a SKU: one SKU may have several, a code of a channel means one SKU."""

import json
from collections.abc import Iterable
from datetime import datetime

from shopdesk.db.connection import Connection
from shopdesk.db.times import write_time


def codes_of(connection: Connection, skus: Iterable[str]) -> list[tuple[str, str, str]]:
    """Return the codes of these SKUs: SKU, channel ("" = any), code."""
    rows = connection.execute(
        "SELECT v.sku, c.channel, c.code FROM json_each(?) j JOIN variants v ON v.sku = j.value"
        " AND v.removed_at IS NULL JOIN platform_codes c ON c.variant_id = v.id AND c.removed_at IS NULL"
        " ORDER BY j.key, c.channel, c.code",
        (json.dumps(list(skus)),),
    )
    return [(sku, channel, code) for sku, channel, code in rows]


def sku_of_code(connection: Connection, channel: str, code: str) -> str | None:
    """Return the SKU that a channel's code means; a code told for any channel counts for each."""
    row = connection.execute(
        "SELECT v.sku FROM platform_codes c JOIN variants v ON v.id = c.variant_id AND v.removed_at IS NULL"
        " WHERE c.code = ? AND c.channel IN (?, '') AND c.removed_at IS NULL ORDER BY c.channel DESC LIMIT 1",
        (code, channel),
    ).fetchone()
    return str(row[0]) if row else None


def put_code(connection: Connection, uuid: str, variant_id: int, channel: str, code: str) -> None:
    """Let a channel's code mean this variant; one that left the shop loses it."""
    connection.execute(
        "UPDATE platform_codes SET removed_at = (SELECT removed_at FROM variants v WHERE v.id = variant_id)"
        " WHERE code = ? AND channel = ? AND removed_at IS NULL",
        (code, channel),
    )
    connection.execute(
        "INSERT INTO platform_codes (uuid, variant_id, channel, code) VALUES (?, ?, ?, ?)",
        (uuid, variant_id, channel, code),
    )


def drop_code(connection: Connection, channel: str, code: str, at: datetime) -> bool:
    """Let a channel's code mean nothing any more; tell whether it meant something."""
    done = connection.execute(
        "UPDATE platform_codes SET removed_at = ? WHERE channel = ? AND code = ? AND removed_at IS NULL",
        (write_time(at), channel, code),
    )
    return done.rowcount > 0


def variants_of_codes(connection: Connection, channel: str, codes: Iterable[str]) -> dict[str, int]:
    """Return the live variants that these codes of a channel mean."""
    rows = connection.execute(
        "SELECT c.code, c.variant_id FROM platform_codes c JOIN variants v ON v.id = c.variant_id"
        " AND v.removed_at IS NULL WHERE c.removed_at IS NULL AND c.channel IN (?, '')"
        " AND c.code IN (SELECT value FROM json_each(?)) ORDER BY c.channel",
        (channel, json.dumps(list(codes))),
    )
    return dict(rows.fetchall())

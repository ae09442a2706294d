"""Identities that the client makes: UUIDs in the order of time (RFC 9562, version 7)."""

import os
import time

_VERSION_7 = 0x7 << 76
_VARIANT = 0x2 << 62


def new_id() -> str:
    """Return a new UUID; later ones sort after earlier ones, so that indexes grow at their end."""
    return new_ids(1)[0]


def new_ids(count: int) -> list[str]:
    """Return this many new UUIDs, in rising order."""
    milliseconds = time.time_ns() // 1_000_000
    base = milliseconds << 80 | _VERSION_7 | _VARIANT
    start = int.from_bytes(os.urandom(8)) >> 3 | 1  # 61 random bits: the rest leaves room to count upwards
    ids = []
    for step in range(count):
        digits = f"{base | (start + step) & 0x3FFFFFFFFFFFFFFF:032x}"
        ids.append(f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}")
    return ids

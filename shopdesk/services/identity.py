"""Identities that the client makes: UUIDs in the order of time (RFC 9562, version 7)."""

import os
import time

_VARIANT = 0x2 << 62


def new_id() -> str:
    """Return a new UUID; later ones sort after earlier ones, so that indexes grow at their end."""
    return new_ids(1)[0]


def new_ids(count: int) -> list[str]:
    """Return this many new UUIDs, in rising order."""
    moment = f"{time.time_ns() // 1_000_000:012x}"
    head = f"{moment[:8]}-{moment[8:]}-7000-"
    # 61 random bits behind the variant: what is left of 62 is room to count upwards.
    first = _VARIANT | int.from_bytes(os.urandom(8)) >> 3
    tails = (f"{number:016x}" for number in range(first, first + count))
    return [f"{head}{tail[:4]}-{tail[4:]}" for tail in tails]

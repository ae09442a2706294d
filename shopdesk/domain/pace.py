"""How long one order takes, measured from the shop's own history; nothing is assumed."""

import itertools
from collections.abc import Sequence
from datetime import datetime, timedelta

BREAK = timedelta(minutes=15)  # a longer gap is no work on one parcel
LEAST_STEPS = 20  # fewer say nothing
LEAST_SECONDS = 5.0  # quicker than this is a click for many orders, no work by hand


def seconds_per_order(moments: Sequence[datetime]) -> float | None:
    """Return the mean time from one finished order to the next, breaks left out; None where too little is known."""
    ordered = sorted(moments)
    gaps = [later - earlier for earlier, later in itertools.pairwise(ordered)]
    worked = [gap.total_seconds() for gap in gaps if gap <= BREAK]
    if len(worked) < LEAST_STEPS:
        return None
    mean = sum(worked) / len(worked)
    return mean if mean >= LEAST_SECONDS else None

"""Which kind of demand a series is: smooth, erratic, intermittent or lumpy (Syntetos, Boylan and Croston 2005)."""

from collections.abc import Sequence
from statistics import fmean, pvariance
from typing import NamedTuple

ADI_LINE = 1.32
CV2_LINE = 0.49
SUGGESTED = {"smooth": "smoothing", "erratic": "sba", "intermittent": "sba", "lumpy": "sba", "none": "naive"}


class Pattern(NamedTuple):
    """Periods from one demand to the next, squared variation of the sizes, what that makes, and what suits it."""

    adi: float
    cv2: float
    kind: str
    suggested: str


def pattern(series: Sequence[float], adi_line: float = ADI_LINE, cv2_line: float = CV2_LINE) -> Pattern:
    """Tell the kind of demand by ADI = periods ÷ periods with demand, and CV² = variance ÷ mean² of what was asked.

    Below both lines demand is smooth, above the first intermittent, above the second erratic, above both lumpy; "none"
    where nothing was asked for. For all but the smooth the paper advises Croston's method with the correction of
    Syntetos and Boylan 2005 ("sba").
    """
    sizes = [value for value in series if value > 0]
    if not sizes:
        return Pattern(float("inf"), 0.0, "none", SUGGESTED["none"])
    adi, mean = len(series) / len(sizes), fmean(sizes)
    cv2 = pvariance(sizes, mean) / mean**2
    sparse, uneven = adi >= adi_line, cv2 >= cv2_line
    kind = ("lumpy" if uneven else "intermittent") if sparse else ("erratic" if uneven else "smooth")
    return Pattern(adi, cv2, kind, SUGGESTED[kind])

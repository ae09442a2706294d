"""Main-image rules: what a platform asks of a picture, and the verdict with every measured value."""

from collections.abc import Callable
from dataclasses import dataclass

VERDICTS = ("pass", "warn", "fail")
BACKGROUNDS = ("white", "near-white", "plain", "busy", "transparent")
WHITE_LEVEL = 254.0  # border level from which a background is white
NEAR_WHITE_LEVEL = 240.0

Value = int | float | str
Limit = Value | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a platform: a picture within `limit` passes, within `tolerated` it warns, beyond that `verdict`.

    `check` is a key of MEASURES; `limit` and `tolerated` are a number, or the words that are allowed.
    """

    check: str
    limit: Limit
    verdict: str = "fail"
    tolerated: Limit | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """What one platform asks of a main image."""

    name: str
    rules: tuple[Rule, ...]

    def rule(self, check: str) -> Rule | None:
        """Return the rule for one check, None where the platform has none."""
        return next((rule for rule in self.rules if rule.check == check), None)


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured on the first frame of a picture, after turning it by EXIF.

    `border` is the mean level 0-255 of the background's darkest channel along the edge and `unevenness` how
    far its darkest place lies below the brightest; `fill` is the longer side of the product's box over the
    picture's side, `off_centre` the distance between their centres in sides; `specks` are lone small spots.
    """

    width: int
    height: int
    format: str
    mode: str
    bytes: int
    frames: int
    background: str
    border: float
    unevenness: float
    fill: float
    off_centre: float
    touches_edge: bool
    specks: int


@dataclass(frozen=True, slots=True)
class Check:
    """One rule applied to one picture: the measured value beside the limit."""

    check: str
    verdict: str
    measured: Value
    limit: Value


@dataclass(frozen=True, slots=True)
class PictureReport:
    """The verdict on one file: the worst of its checks; `measured` is None for a file that cannot be read."""

    file: str
    profile: str
    checks: tuple[Check, ...]
    measured: Measured | None

    @property
    def verdict(self) -> str:
        """The worst verdict of all checks."""
        return max((check.verdict for check in self.checks), key=VERDICTS.index, default="pass")


def judge(measured: Measured, profile: Profile) -> tuple[Check, ...]:
    """Apply every rule of a profile; what cannot be told on a busy background is left out."""
    untold = UNTOLD_WHEN_BUSY if measured.background == "busy" else frozenset[str]()
    return tuple(judge_rule(measured, rule) for rule in profile.rules if rule.check not in untold)


def judge_rule(measured: Measured, rule: Rule) -> Check:
    """Apply one rule to what was measured."""
    value = MEASURES[rule.check](measured)
    if keeps(rule.check, value, rule.limit):
        verdict = "pass"
    elif rule.tolerated is not None and keeps(rule.check, value, rule.tolerated):
        verdict = "warn"
    else:
        verdict = rule.verdict
    limit = ", ".join(rule.limit) if isinstance(rule.limit, tuple) else rule.limit
    return Check(rule.check, verdict, round(value, 4) if isinstance(value, float) else value, limit)


def keeps(check: str, value: Value, limit: Limit) -> bool:
    """Tell whether a value is within its limit: one of the words, at least, or at most."""
    if isinstance(value, str):
        return value in (limit if isinstance(limit, tuple) else (limit,))
    if not isinstance(limit, int | float):
        return False
    return value >= limit if check in AT_LEAST else value <= limit


AT_LEAST = frozenset({"size", "longest", "fill"})
UNTOLD_WHEN_BUSY = frozenset({"fill", "edge", "specks", "even"})
MEASURES: dict[str, Callable[[Measured], Value]] = {
    "size": lambda picture: min(picture.width, picture.height),
    "longest": lambda picture: max(picture.width, picture.height),
    "largest": lambda picture: max(picture.width, picture.height),
    "side-sum": lambda picture: picture.width + picture.height,
    "pixels": lambda picture: picture.width * picture.height,
    "square": lambda picture: max(picture.width, picture.height) / min(picture.width, picture.height),
    "bytes": lambda picture: picture.bytes,
    "format": lambda picture: picture.format,
    "frames": lambda picture: picture.frames,
    "background": lambda picture: picture.background,
    "even": lambda picture: picture.unevenness,
    "specks": lambda picture: picture.specks,
    "fill": lambda picture: picture.fill,
    "edge": lambda picture: "cut" if picture.touches_edge else "clear",
}


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that a repair did: its code, what was measured before, and what it is now."""

    code: str
    measured: Value = ""
    result: Value = ""


@dataclass(frozen=True, slots=True)
class FixedPicture:
    """What became of one picture: its repaired copy, or None with the reason why there is none.

    `verdict` is the check's on the copy, or on the original where there is no copy. `reason` is empty for a
    copy that passes; a copy that cannot pass carries what is left, as "product-cut".
    """

    file: str
    profile: str
    fixed: str | None
    actions: tuple[Action, ...]
    verdict: str
    reason: str = ""
    limit: Value = ""

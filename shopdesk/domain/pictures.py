"""Main-image rules: what a platform asks of a picture, and the verdict with every measured value."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations

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
    """What one platform asks of a main image; `own` tells a shop's own rules from the shipped ones and each other."""

    name: str
    rules: tuple[Rule, ...]
    own: str = ""

    @property
    def key(self) -> str:
        """The name under which verdicts by exactly these rules are kept."""
        return f"{self.name}@{self.own}" if self.own else self.name

    def rule(self, check: str) -> Rule | None:
        """Return the rule for one check, None where the platform has none."""
        return next((rule for rule in self.rules if rule.check == check), None)


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured on the first frame of a picture, after turning it by EXIF.

    `border` is the mean level 0-255 of the background's darkest channel along the edge and `unevenness` how
    far its darkest place lies below the brightest; `fill` is the longer side of the product's box over the
    picture's side, `off_centre` the distance between their centres in sides; `specks` are lone small spots.
    `overlay` is "frame", "writing" or "none"; `light` is the level 0-255 that the brightest twentieth of the picture
    reaches, `burnt` and `garish` are shares of the product without any drawing left and with colours at their limit,
    `sharpness` is the steepest step over the contrast, 1 for a hard edge. `profile` is the embedded colour
    profile's name, "sRGB" or "none"; `orientation` is EXIF's, 1 for upright.
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
    overlay: str = "none"
    light: float = 255.0
    burnt: float = 0.0
    garish: float = 0.0
    sharpness: float = 1.0
    profile: str = "none"
    orientation: int = 1


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
    """Apply every rule of a profile; what cannot be told on a busy background, or of a product cut off, is left out."""
    untold = UNTOLD_WHEN_BUSY if measured.background == "busy" else frozenset[str]()
    untold -= {"overlay"} if measured.overlay == "frame" else frozenset()
    untold |= UNTOLD_WHEN_CUT if measured.touches_edge or not measured.fill else frozenset()
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


AT_LEAST = frozenset({"size", "longest", "fill", "light", "sharpness"})
UNTOLD_WHEN_BUSY = frozenset({"fill", "edge", "specks", "even", "centring", "overlay"})
UNTOLD_WHEN_CUT = frozenset({"centring"})
COLOURS = {"RGB": "RGB", "RGBA": "RGB", "L": "grey", "LA": "grey", "1": "grey", "P": "palette", "PA": "palette"}
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
    "centring": lambda picture: picture.off_centre,
    "overlay": lambda picture: picture.overlay,
    "light": lambda picture: picture.light,
    "burnt": lambda picture: picture.burnt,
    "saturation": lambda picture: picture.garish,
    "sharpness": lambda picture: picture.sharpness,
    "colours": lambda picture: COLOURS.get(picture.mode, "16-bit" if "16" in picture.mode else picture.mode),
    "profile": lambda picture: picture.profile,
    "orientation": lambda picture: "upright" if picture.orientation == 1 else "turned",
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


Box = tuple[float, float, float, float]  # left, top, right and bottom in shares of a picture
WHOLE: Box = (0.0, 0.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class RepairPreview:
    """What a repair would make of a picture, in memory: `data` is the encoded picture, None with `reason` if none.

    `steps` are the codes of the steps that may be left out for this picture, those left out among them, in order:
    "square", "fill", "white", "specks", "size". On a refusal they are those without which it may succeed. Turning,
    colours, format and weight are always put right. `box_before` and `box_after` are the product in the
    upright original and in the repaired picture, `frame` is the repaired picture's frame in shares of the upright
    original, beyond 0 and 1 where room was added.
    """

    file: str
    before: PictureReport
    after: PictureReport | None
    data: bytes | None
    suffix: str
    actions: tuple[Action, ...]
    steps: tuple[str, ...]
    reason: str = ""
    limit: Value = ""
    box_before: Box = WHOLE
    box_after: Box = WHOLE
    frame: Box = WHOLE


ALIKE = 7  # bits of 64; measured: other products differ in 8 or more, copies scaled or compressed again in at most 6
BANDS, BAND_BITS = 4, 16


def distance(a: int, b: int) -> int:
    """Return in how many bits two likenesses differ: 0 for the same picture, about 32 for any other."""
    return (a ^ b).bit_count()


def near_duplicates(hashes: Sequence[int], most: int = ALIKE) -> list[tuple[int, int]]:
    """Return the places of likenesses that differ in at most so many bits, in pairs, the earlier place first.

    Of equal ones each later is paired with the first alone, which stands for all of them. Whoever differs in few bits
    differs in fewer still in one quarter of them, so that only those need to be compared.
    """
    firsts: dict[int, int] = {}
    pairs = {(firsts[value], place) for place, value in enumerate(hashes) if firsts.setdefault(value, place) != place}
    flips = flips_of(most // BANDS)
    for band in range(BANDS):
        buckets: dict[int, list[tuple[int, int]]] = {}
        for value, place in firsts.items():
            part = value >> band * BAND_BITS & (1 << BAND_BITS) - 1
            for flip in flips:
                for other, earlier in buckets.get(part ^ flip, ()):
                    if (value ^ other).bit_count() <= most:
                        pairs.add((earlier, place))
            buckets.setdefault(part, []).append((value, place))
    return sorted(pairs)


def flips_of(most: int) -> tuple[int, ...]:
    """Return every change of at most so many bits of a band."""
    chosen = (bits for count in range(most + 1) for bits in combinations(range(BAND_BITS), count))
    return tuple(sum(1 << bit for bit in bits) for bits in chosen)

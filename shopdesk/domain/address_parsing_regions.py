"""Where an address names its province, city and district, and what it leaves open."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from shopdesk.domain.divisions import Division, Divisions, Spelling

BREAKS = " \t\r\n,，;；。|、/?？>》\x1e\x1f"
_SKIPPED = re.compile(
    rf"(?:[{re.escape(BREAKS)}\-_]|中国|市辖区|省直辖县级行政(?:区划|单位)|自治区直辖县级行政(?:区划|单位)|省直辖|其[它他]区)*"
)
_SKIPPED_FROM = frozenset(BREAKS + "-_中市省自其")
_PIECE = re.compile(rf"[^{re.escape(BREAKS)}:：]+")
_IS_A_PLACE = re.compile(  # 南京路, 中山东二路, 福田花园: no division, though it begins like one
    r"[东南西北中环]{0,2}[一二三四五六七八九十\d]{0,3}(?:路|街|大街|大道|道\d|巷|弄|胡同|公园|广场|花园|大厦|小区|新村|公寓|商场"
    r"|大学|学院|学校|中学|小学|饭店|酒店|宾馆|医院|村|镇|乡|桥(?:$|[^一-龥]))"
)
_IS_AN_OFFICE = re.compile(r"场|政府|委|局|医院|中心|人民|公安|法院|第|实验|一中")
READ_AT_MOST = 600  # characters; what stands behind them is no division of this address
NAMES_AT_MOST = 16  # 广西 柳州 柳北 three times over are nine
_MUNICIPALITIES = ("11", "12", "31", "50")


class Walk(NamedTuple):
    """A reading of the names at one place: where it ends, what it reached, how much of it was told."""

    end: int
    division: Division
    full: int
    steps: int
    unsure: bool


class Region(NamedTuple):
    """The part of a text that names a division: `others` are divisions that would fit as well."""

    start: int
    end: int
    division: Division
    others: tuple[Division, ...]
    unsure: bool


def find_region(text: str, divisions: Divisions) -> Region | None:
    """Return the division that a text names; a guess among several is told by `others`, a weak one by `unsure`."""
    text = text[:READ_AT_MOST]
    told = _readings(text, divisions)
    strong = [(-_strength(found[0]), start, found) for start, found in told if _strength(found[0]) > 1]
    if strong:
        _rank, start, found = min(strong, key=lambda one: one[:2])
        return _region(start, found, unsure=False)
    inner = [
        (-_strength(found[0]), start, found)
        for start in range(1, len(text) - 1)
        if divisions.may_begin(text, start)
        if (found := read_at(text, start, divisions)) and _strength(found[0]) > 1
    ]
    if inner:
        rank, start, found = min(inner, key=lambda one: one[:2])
        return _region(start, found, unsure=rank > -4)
    if told:
        start, found = told[0]
        region = _region(start, found, unsure=True)
        glued = text[region.end : region.end + 1].strip(BREAKS)
        return region._replace(end=start) if glued else region  # 静安寺南京西路: the street keeps its first word
    return None


def read_at(text: str, start: int, divisions: Divisions) -> list[Walk]:
    """Return the longest readings of the division names that begin at a place; several where they are equal."""
    walks = list(_walks(text, start, None, divisions, NAMES_AT_MOST))
    if not walks:
        return []
    best = max((walk.end, walk.full, walk.steps) for walk in walks)
    return [walk for walk in walks if (walk.end, walk.full, walk.steps) == best]


def _walks(text: str, start: int, here: Division | None, divisions: Divisions, names_left: int) -> Iterator[Walk]:
    if not names_left:
        return
    at = start
    if text[at : at + 1] in _SKIPPED_FROM and (skipped := _SKIPPED.match(text, start)):
        at = skipped.end()
    if text[at : at + 1] == "县" and here and here.level == 1:
        yield from _walks(
            text, at + 1, here, divisions, names_left - 1
        )  # 重庆市 县 酉阳…: where the statistics put counties
    if not divisions.may_begin(text, at):
        return
    in_full: set[str] = set()  # 江苏省 is not read as 江苏 too; 乐山市中区 is 乐山 as well
    for end, spellings in divisions.at(text, at):
        itself = here is not None and any(spelling.division is here for spelling in spellings)
        for spelling in spellings:
            code = spelling.division.code
            if not _fits(spelling, here) or (code in in_full and not divisions.may_begin(text, end)):
                continue
            if spelling.full and text[end - 1 : end + 1] != "市场":
                in_full.add(code)
            if itself and here and spelling.division is not here and code in here.path:
                continue  # 吉林 said again is one thing said again, not two
            # 镇江 begins like a town, and 江苏 stands before it: such a name counts only where another goes on
            ends_here = spelling.full or not _IS_A_PLACE.match(text, end)
            behind = partial(_walks, text, end, divisions=divisions, names_left=names_left - 1)
            yield from _further(text, at, end, spelling, here, behind, ends_here=ends_here)


def _further(
    text: str,
    at: int,
    end: int,
    spelling: Spelling,
    here: Division | None,
    behind: Callable[[Division | None], Iterator[Walk]],
    *,
    ends_here: bool,
) -> Iterator[Walk]:
    """Give the reading that ends with this name, and those that go on behind it."""
    again = here is not None and spelling.division.code in here.path
    reached = here if again and here else spelling.division
    if spelling.keeps:
        yield Walk(at, reached, int(spelling.full), 1, spelling.unsure)
        return
    office = _IS_AN_OFFICE.match(text, end) if again else text[end - 1 : end + 1] == "市场"
    if ends_here and not office and not (again and (not spelling.full or spelling.division is not here)):
        yield Walk(end, reached, int(spelling.full), int(not again), spelling.unsure)
    for walk in behind(reached):
        if not ends_here and walk.division is reached:
            continue
        yield Walk(
            walk.end,
            walk.division,
            walk.full + spelling.full,
            walk.steps + (not again),
            walk.unsure or spelling.unsure,
        )


def _fits(spelling: Spelling, here: Division | None) -> bool:
    if spelling.under:
        return here is not None and here.code in (spelling.under, spelling.division.code)
    return here is None or here.code in spelling.division.path or spelling.division.code in here.path


def _readings(text: str, divisions: Divisions) -> list[tuple[int, list[Walk]]]:
    """Read at the start of each piece, no further than one that tells everything down to the district."""
    told = []
    for piece in _PIECE.finditer(text):
        at = piece.start()
        if text[at] not in _SKIPPED_FROM and not divisions.may_begin(text, at):
            continue  # most pieces begin with no name: told without a look at the names
        if found := read_at(text, at, divisions):
            told.append((at, found))
            if found[0].steps > 1 and found[0].division.level == 3:
                break
    return told


def _strength(walk: Walk) -> int:
    """Two names, or one in full, are a division; one short name alone may be anything."""
    return walk.steps + (walk.full > 0)


def _region(start: int, found: list[Walk], *, unsure: bool) -> Region:
    walks = sorted(found, key=lambda walk: _likeliness(walk.division))
    first = walks[0]
    others = tuple(walk.division for walk in walks[1:] if first.division.code not in walk.division.path)
    return Region(start, first.end, first.division, others, unsure or first.unsure)


def _likeliness(division: Division) -> tuple[int, bool, bool, str]:
    """Order equal readings: the larger first, then a municipality's district, a provincial capital's, the code."""
    city = division.path[-2] if len(division.path) > 1 else division.code
    return division.level, division.code[:2] not in _MUNICIPALITIES, not city.endswith("0100"), division.code

"""China's administrative divisions: provinces, cities and districts by code, found by every name people write."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

_PEOPLES = (
    "蒙古族|蒙古|回族|藏族|维吾尔|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克族"
    "|哈萨克|傣族|黎族|傈僳族|佤族|畲族|拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜族|柯尔克孜|土族|达斡尔族"
    "|达斡尔|仫佬族|羌族|布朗族|撒拉族|毛南族|仡佬族|锡伯|塔吉克|怒族|普米族|鄂温克族|保安族|裕固族|独龙族|各族"
)
_AUTONOMOUS = re.compile(rf"(.{{2,}}?)(?:{_PEOPLES})*自治([州县旗])")
_ENDING = {
    1: re.compile(r"(?:维吾尔自治区|壮族自治区|回族自治区|特别行政区|自治区|省|市)$"),
    2: re.compile(r"(?:地区|市|盟)$"),
    3: re.compile(r"(?:新区|林区|特区|市|县|区|旗)$"),
}
_ZONE_WORDS = (
    ("高新", ("高新技术产业开发区", "高新技术开发区", "高新产业开发区", "高新技术产业园区", "高新区")),
    ("经济", ("经济技术开发区", "经济开发区", "经开区", "开发区")),
)
_TOWN = ("街道", "镇")
_RANKS_OF = {1: ("省", "市"), 2: ("市", "州", "地区"), 3: ("县", "市", "区")}
_RANKS = frozenset("省市州地县区")


class Division(NamedTuple):
    """One division: `path` holds the codes from its province down to itself, `level` is 1, 2 or 3."""

    code: str
    name: str
    level: int
    path: tuple[str, ...]

    @property
    def is_zone(self) -> bool:
        """Whether this is a development zone, known by its name only where its city is named too."""
        return self.level == 3 and (self.code[4] == "7" or self.code == "510191")


class Spelling(NamedTuple):
    """A name in use: `full` with its rank (区, 市), `under` where it counts only there, `keeps` when it is a town's."""

    division: Division
    full: bool
    under: str = ""
    unsure: bool = False
    keeps: bool = False


class Divisions:
    """The divisions and their spellings; made once from the rows of the two tables."""

    def __init__(self, rows: Iterable[tuple[str, str]], former: Sequence[tuple[str, str, str, str]] = ()) -> None:
        """Take (code, name) of every division, and (name, code today, under, unsure) of former and loose names."""
        names = dict(rows)
        self.by_code = {code: _division(code, name, names) for code, name in names.items()}
        self.parents = {division.path[-2] for division in self.by_code.values() if division.level == 3}
        self._spellings: dict[str, list[Spelling]] = {}
        for division in self.by_code.values():
            self._add(division.name, Spelling(division, full=True, under=_under(division)))
        for name, code, under, unsure in former:
            keeps = name.endswith(_TOWN)
            full = keeps or name[-1] in "区县市"
            self._add(name, Spelling(self.by_code[code], full, under, bool(unsure), keeps))
        for division in self.by_code.values():
            self._add_loose(division)
        self._lengths: dict[str, list[int]] = {}
        for name in self._spellings:
            lengths = self._lengths.setdefault(name[:2], [])
            if len(name) not in lengths:
                lengths.append(len(name))
        for lengths in self._lengths.values():
            lengths.sort(reverse=True)

    def at(self, text: str, start: int) -> Iterator[tuple[int, list[Spelling]]]:
        """Return the names that begin at a place of a text, the longest first: where each ends, what it may mean."""
        for length in self._lengths.get(text[start : start + 2], ()):
            end = start + length
            if found := self._spellings.get(text[start:end]):
                if text[end : end + 1] in _RANKS and (ranked := self._ranked(text, start, end, found)):
                    yield ranked
                yield end, found

    def _ranked(self, text: str, start: int, end: int, found: list[Spelling]) -> tuple[int, list[Spelling]] | None:
        """Read a short name with a rank that is not, or no longer, its own: 双流县, 恭城县, 恩施州, 广西省."""
        rank = "地区" if text.startswith("地区", end) else text[end]
        if text[start : end + len(rank)] in self._spellings:
            return None  # the name of another: 吉林市 is no province
        held = [one._replace(full=True) for one in found if not one.full and rank in _RANKS_OF[one.division.level]]
        return (end + len(rank), held) if held else None

    def may_begin(self, text: str, start: int) -> bool:
        """Tell cheaply whether any name could begin here."""
        return text[start : start + 2] in self._lengths

    def is_province(self, name: str) -> bool:
        """Tell whether this is a province's name, in full or short."""
        return any(one.division.level == 1 for one in self._spellings.get(name, ()))

    def names_of(self, division: Division) -> tuple[str, str, str]:
        """Return province, city and district in full; a city or district that does not exist is empty."""
        told = ["", "", ""]
        for code in division.path:
            held = self.by_code[code]
            told[held.level - 1] = held.name
        return told[0], told[1], told[2]

    def has_districts(self, division: Division) -> bool:
        """Tell whether a city (or a municipality) is divided further: Dongguan and Zhongshan are not."""
        return division.code in self.parents

    def _add(self, name: str, spelling: Spelling) -> None:
        known = self._spellings.get(name)
        if known is None:
            self._spellings[name] = [spelling]
        elif all(held.division is not spelling.division or held.under != spelling.under for held in known):
            known.append(spelling)

    def _add_loose(self, division: Division) -> None:
        """Add what people write instead of the full name: 广东, 恩施, 恭城, 浦东, and 高新区 in its city."""
        if division.is_zone:
            for name in _zone_names(division, self.by_code[division.path[-2]]):
                self._add(name, Spelling(division, full=True, under=division.path[-2]))
            return
        short = short_name(division)
        if len(short) > 1:
            self._add(short, Spelling(division, full=False))


def short_name(division: Division) -> str:
    """Return a name without its rank and peoples: 恩施土家族苗族自治州 is 恩施, 浦东新区 is 浦东."""
    if "自治" in division.name and (found := _AUTONOMOUS.fullmatch(division.name)):
        return found[1]
    return _ENDING[division.level].sub("", division.name)


def _division(code: str, name: str, names: dict[str, str]) -> Division:
    province, city = code[:2] + "0000", code[:4] + "00"
    if code == province:
        return Division(code, name, 1, (code,))
    if code == city:
        return Division(code, name, 2, (province, code))
    return Division(code, name, 3, (province, city, code) if city in names else (province, code))


def _under(division: Division) -> str:
    """A zone's full name tells its city itself; a name as plain as 城区 or 东区 says nothing without its city."""
    return division.path[-2] if division.level == 3 and len(division.name) == 2 and division.name[-1] == "区" else ""


def _zone_names(zone: Division, city: Division) -> list[str]:
    short = short_name(city)
    inside = zone.name.rpartition(short)[2].removeprefix("市")
    names = [inside] if len(inside) > 3 else []
    for word, forms in _ZONE_WORDS:
        if inside.startswith(word):
            names += [made for form in forms for made in (form, short + form)]
    return names

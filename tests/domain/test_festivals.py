import json
from datetime import date, datetime, timedelta
from itertools import pairwise
from math import cos, radians, sin

import pytest

from shopdesk.domain.festivals import coming, days_between, marks, read_festivals
from shopdesk.resources import resources

YEARS = range(2024, 2031)
# Days after the new moon of the festival's month: the 1st, 15th, 5th, 7th, 15th day.
LUNAR = {"lantern": 14, "dragon-boat": 4, "qixi": 6, "mid-autumn": 14}


@pytest.fixture(scope="module")
def festivals():
    return read_festivals(json.loads((resources() / "tables" / "festivals.json").read_text("utf-8")))


def new_moon(number):
    """Return the moment of a new moon at UTC+8, after Meeus, Astronomical Algorithms (2nd ed.), chapter 49."""
    k, t = number, number / 1236.85
    jde = 2451550.09766 + 29.530588861 * k + 0.00015437 * t**2 - 0.00000015 * t**3
    e = 1 - 0.002516 * t - 0.0000074 * t**2
    sun = radians(2.5534 + 29.10535670 * k - 0.0000014 * t**2)
    moon = radians(201.5643 + 385.81693528 * k + 0.0107582 * t**2)
    f = radians(160.7108 + 390.67050284 * k - 0.0016118 * t**2)
    node = radians(124.7746 - 1.56375588 * k + 0.0020672 * t**2)
    terms = (
        (-0.40720, moon), (0.17241 * e, sun), (0.01608, 2 * moon), (0.01039, 2 * f), (0.00739 * e, moon - sun),
        (-0.00514 * e, moon + sun), (0.00208 * e * e, 2 * sun), (-0.00111, moon - 2 * f), (-0.00057, moon + 2 * f),
        (0.00056 * e, 2 * moon + sun), (-0.00042, 3 * moon), (0.00042 * e, sun + 2 * f), (0.00038 * e, sun - 2 * f),
        (-0.00024 * e, 2 * moon - sun), (-0.00017, node), (-0.00007, moon + 2 * sun), (0.00004, 2 * moon - 2 * f),
        (0.00004, 3 * sun), (0.00003, moon + sun - 2 * f), (0.00003, 2 * moon + 2 * f), (-0.00003, moon + sun + 2 * f),
        (0.00003, moon - sun + 2 * f), (-0.00002, moon - sun - 2 * f), (-0.00002, 3 * moon + sun), (0.00002, 4 * moon),
    )  # fmt: skip
    planets = (
        (325, 299.77, 0.107408), (165, 251.88, 0.016321), (164, 251.83, 26.651886), (126, 349.42, 36.412478),
        (110, 84.66, 18.206239), (62, 141.74, 53.303771), (60, 207.14, 2.453732), (56, 154.84, 7.306860),
        (47, 34.52, 27.261239), (42, 207.19, 0.121824), (40, 291.34, 1.844379), (37, 161.72, 24.198154),
        (35, 239.56, 25.513099), (23, 331.55, 3.592518),
    )  # fmt: skip
    jde += sum(size * sin(angle) for size, angle in terms)
    jde += sum(size * sin(radians(start + pace * k)) for size, start, pace in planets) / 1e6
    j2000 = datetime(2000, 1, 1, 12)  # noqa: DTZ001  plain arithmetic in one zone
    return j2000 + timedelta(days=jde - 2451545.0, seconds=-69.2, hours=8)  # terrestrial time is 69 s ahead of UTC


def new_moons(year):
    first = int((year - 2000) * 12.3685) - 2
    return [new_moon(number).date() for number in range(first, first + 17)]


def winter_solstice(year):
    """Return the day of the winter solstice at UTC+8 (Meeus, chapter 27, with the largest periodic terms)."""
    y = (year - 2000) / 1000
    jde0 = 2451900.05952 + 365242.74049 * y - 0.06223 * y**2 - 0.00823 * y**3 + 0.00032 * y**4
    t = (jde0 - 2451545) / 36525
    w = radians(35999.373 * t - 2.47)
    stretch = 1 + 0.0334 * cos(w) + 0.0007 * cos(2 * w)
    terms = (
        (485, 324.96, 1934.136), (203, 337.23, 32964.467), (199, 342.08, 20.186), (182, 27.85, 445267.112),
        (156, 73.14, 45036.886), (136, 171.52, 22518.443), (77, 222.54, 65928.934), (74, 296.72, 3034.906),
    )  # fmt: skip
    jde = jde0 + 0.00001 * sum(a * cos(radians(b + c * t)) for a, b, c in terms) / stretch
    return (datetime(2000, 1, 1, 12) + timedelta(days=jde - 2451545.0, hours=8)).date()  # noqa: DTZ001


def spans(festivals, code):
    (found,) = (festival.spans for festival in festivals if festival.code == code)
    return found


def test_the_new_moon_of_the_book_is_found():
    """Meeus' own example: 1977 February 18, 3:37:42 dynamical time."""
    found = new_moon(-283) - timedelta(hours=8, seconds=-69.2)
    assert abs(found - datetime(1977, 2, 18, 3, 37, 42)) < timedelta(seconds=5)  # noqa: DTZ001


@pytest.mark.parametrize("year", YEARS)
def test_spring_festival_is_the_new_moon_reckoned_from_the_sky(festivals, year):
    """The second new moon after the winter solstice; no leap month falls between in these years."""
    after = [day for day in (*new_moons(year - 1), *new_moons(year)) if day > winter_solstice(year - 1)]
    second = sorted(set(after))[1]
    assert second + timedelta(days=-1) in [first for first, _ in spans(festivals, "spring-festival")]
    assert second + timedelta(days=6) in [last for _, last in spans(festivals, "spring-festival")]


@pytest.mark.parametrize("code", LUNAR)
def test_lunar_days_stand_so_many_days_after_a_new_moon(festivals, code):
    for year, (_, last) in zip(YEARS, spans(festivals, code), strict=True):
        assert last - timedelta(days=LUNAR[code]) in new_moons(year)


def test_lunar_months_follow_spring_festival(festivals):
    """The 5th, 7th and 8th month begin four, six and seven moons later, one more where a leap month comes before."""
    for code, months in (("dragon-boat", 4), ("qixi", 6), ("mid-autumn", 7)):
        for (eve, _), (_, last) in zip(spans(festivals, "spring-festival"), spans(festivals, code), strict=True):
            moons = round((last - timedelta(days=LUNAR[code]) - eve).days / 29.53)
            leap = (eve.year == 2025 and code != "dragon-boat") or (eve.year == 2028 and code != "dragon-boat")
            assert moons == months + leap, (code, eve)


def test_every_festival_has_every_year_a_source_and_both_names(festivals):
    assert len({festival.code for festival in festivals}) == len(festivals) >= 12
    for festival in festivals:
        assert [first.year for first, _ in festival.spans] == list(YEARS), festival.code
        assert festival.name and festival.name_en and len(festival.source) > 20
        assert all((last - first).days < 31 for first, last in festival.spans)
        assert all(one[1] < other[0] for one, other in pairwise(festival.spans))


def test_fixed_days_are_where_everybody_knows_them(festivals):
    last = {festival.code: {(day.month, day.day) for _, day in festival.spans} for festival in festivals}
    assert last["valentine"] == {(2, 14)} and last["618"] == {(6, 18)}
    assert last["double-eleven"] == {(11, 11)} and last["double-twelve"] == {(12, 12)}
    assert last["national-day"] == {(10, 7)}


def test_the_shorter_span_marks_a_day_of_two(festivals):
    found = marks(festivals, date(2026, 6, 1), date(2026, 6, 30))
    assert found[date(2026, 6, 12)] == "618" and found[date(2026, 6, 13)] == "dragon-boat"
    assert found[date(2026, 6, 18)] == "dragon-boat" and date(2026, 6, 20) not in found
    assert marks(reversed(festivals), date(2026, 6, 1), date(2026, 6, 30)) == found


def test_what_is_coming(festivals):
    found = coming(festivals, date(2026, 11, 5), days=40)
    assert [(each.festival.code, each.days_until) for each in found] == [("double-eleven", 0), ("double-twelve", 35)]


def test_wrong_rows_are_refused():
    row = {"code": "x", "name": "", "name_en": "", "kind": "promotion", "source": "", "days": ["2026-01-02"]}
    assert read_festivals([row])[0].spans == ((date(2026, 1, 2), date(2026, 1, 2)),)
    for wrong in ({"kind": "party"}, {"days": ["2026-01-02/2026-01-01"]}, {"days": ["soon"]}):
        with pytest.raises(ValueError):
            read_festivals([row | wrong])
    assert days_between(date(2026, 1, 2), date(2026, 1, 1)) == []

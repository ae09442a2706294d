"""The shop's own rules win over the shipped ones, are read anew when they change, and are refused when damaged."""

import itertools
import json
import os

import pytest

from shopdesk.domain.errors import ShopError
from shopdesk.domain.listing_findings import LIMITS
from shopdesk.domain.listing_score import score_listing
from shopdesk.domain.listings import Listing
from shopdesk.imaging.profiles import load_profiles
from shopdesk.resources import resources
from shopdesk.services.listing_scores import is_behind
from shopdesk.services.listings import list_listings
from shopdesk.services.picture_checks import check_main_images, keep_verdicts, main_verdict, stale_main_images
from shopdesk.services.picture_rules import shop_profile
from shopdesk.services.pictures import check_listing
from shopdesk.services.rule_files import (
    FESTIVALS,
    FILES,
    check_rules,
    festivals,
    is_own,
    own_copy,
    own_text,
    picture_profiles,
    put_aside,
    put_own_text,
    rule_file,
    score_rules,
    shipped_rules,
)
from shopdesk.services.settings import set_setting
from shopdesk.words.errors import word_error
from shopdesk.words.listings import WORDS
from shopdesk.words.pictures import PLATFORMS

SHIPPED = json.loads((resources() / "tables" / "title_rules.json").read_text("utf-8"))


@pytest.fixture
def write(shop):
    """Write the shop's own copy of a table: as JSON, or as it is told."""
    return lambda table, name="title_rules.json": write_own(shop, table, name)


def write_own(shop, table, name="picture_profiles.json"):
    file = own_copy(shop, name)
    file.write_text(table if isinstance(table, str) else json.dumps(table), "utf-8")
    facts = file.stat()
    os.utime(file, ns=(facts.st_atime_ns, facts.st_mtime_ns + 1_000_000))
    return file


def without(path: str):
    """Return the shipped table without the value at a place."""
    return put(path, None, drop=True)


def put(path: str, value, *, drop: bool = False):
    """Return the shipped table with another value at a place."""
    table = json.loads(json.dumps(SHIPPED))
    *parents, last = path.split(".")
    at = table
    for name in parents:
        at = at[name]
    if drop:
        del at[last]
    else:
        at[last] = value
    return table


def test_every_rule_that_ships_has_its_source():
    sourced = [*SHIPPED["platforms"].values(), *SHIPPED["limits"].values(), SHIPPED["forbidden"], SHIPPED["penalties"]]
    assert all(len(rule["source"]) > 10 for rule in sourced)
    assert SHIPPED["limits"].keys() == LIMITS.keys()
    assert set(SHIPPED["platforms"]) | set(SHIPPED["no_limit_known"]) == set(PLATFORMS)
    assert shipped_rules().penalties.keys() == WORDS.keys()


def test_a_shop_without_its_own_copy_goes_by_the_shipped_rules(shop):
    assert score_rules(shop) is shipped_rules()
    assert {rule_file(shop, name).parent for name in FILES} == {resources() / "tables"}
    assert picture_profiles(shop) == load_profiles()


def test_the_own_copy_is_made_once_and_wins(shop, write):
    file = own_copy(shop, "title_rules.json")
    assert file == shop.folder / "tables" / "title_rules.json" == rule_file(shop, "title_rules.json")
    assert score_rules(shop) == shipped_rules()
    write(put("platforms.taobao.limit", 60))
    assert own_copy(shop, "title_rules.json") == file
    assert score_rules(shop).titles["taobao"].limit == 60
    assert shipped_rules().titles["taobao"].limit == 30
    file.unlink()
    assert score_rules(shop).titles["taobao"].limit == 30


def test_a_copy_from_before_newer_findings_takes_what_it_lacks_from_the_shipped_one(shop, write):
    table = without("penalties.special-unsaid")
    del table["limits"], table["words"], table["sources"]
    write(table)
    assert score_rules(shop) == shipped_rules()


def test_a_limit_may_be_a_bare_number_and_what_is_unknown_is_passed_over(shop, write):
    table = put("limits.fewest_pictures", 5) | {"anything": [1]}
    table["limits"]["of-tomorrow"] = {"value": 7}
    write(table)
    assert score_rules(shop).limits == shipped_rules().limits | {"fewest_pictures": 5}


def test_a_penalty_of_nothing_leaves_a_finding_out_unless_it_stops(shop, write):
    write(put("penalties", SHIPPED["penalties"] | {"brand-missing": 0, "variants-missing": 0}))
    found = {f.code for f in score_listing(Listing("a", "杯", ()), score_rules(shop), picture="pass").findings}
    assert "brand-missing" not in found and "variants-missing" in found


@pytest.mark.parametrize(
    ("table", "place"),
    [
        ("{", "line 1 column 2"),
        ("", ""),
        ("[]", "JSON: []"),
        ("[" * 100_000, ""),
        (without("platforms"), "platforms: –"),
        (without("forbidden"), "forbidden: –"),
        (put("platforms.taobao", 30), "platforms.taobao: 30"),
        (put("platforms.taobao.limit", 0), "platforms.taobao.limit: 0"),
        (put("platforms.taobao.limit", True), "platforms.taobao.limit: True"),
        (put("platforms.taobao.unit", "words"), "platforms.taobao.unit: 'words'"),
        (put("platforms.douyin.emoji", "no"), "platforms.douyin.emoji: 'no'"),
        (put("forbidden.words", "最好"), "forbidden.words: '最好'"),
        (put("words.promise", [1]), "words.promise: [1]"),
        (put("penalties.title-missing", -1), "penalties.title-missing: -1"),
        (put("penalties.title-missing", 1e400), "penalties.title-missing: inf"),
        (put("limits.repeated", 1), "limits.repeated: 1"),
        (put("limits.shortest_title", "8"), "limits.shortest_title: '8'"),
        ("1" * 1_000_001, "1000001 bytes"),
    ],
    ids=itertools.count(),
)
def test_a_damaged_table_is_refused_with_its_place(shop, write, table, place):
    file = write(table)
    with pytest.raises(ShopError, match="rule-file-damaged") as refused:
        score_rules(shop)
    assert refused.value.params["path"] == str(file)
    assert place in refused.value.params["detail"]
    assert str(file) in word_error(refused.value)


@pytest.mark.parametrize(
    ("profiles", "place"),
    [
        ({"taobao": {}}, "taobao: {}"),
        ({"taobao": [1]}, "taobao: 1"),
        ({"taobao": [{"check": "sise", "limit": 800}]}, "taobao.check: 'sise'"),
        ({"taobao": [{"check": "size", "limit": 800, "verdict": "bad"}]}, "taobao.size.verdict: 'bad'"),
        ({"taobao": [{"check": "size"}]}, "taobao.size.limit: –"),
        ({"taobao": [{"check": "size", "limit": 8, "tolerated": {}}]}, "taobao.size.tolerated: {}"),
    ],
)
def test_damaged_picture_rules_are_refused_with_their_place(shop, write, profiles, place):
    write(profiles, "picture_profiles.json")
    with pytest.raises(ShopError, match="rule-file-damaged") as refused:
        picture_profiles(shop)
    assert place in refused.value.params["detail"]


def test_a_shops_own_picture_rules_win(shop, write):
    write({"note": "ours", "stall": [{"check": "size", "limit": 500, "by": "me"}]}, "picture_profiles.json")
    (profile,) = picture_profiles(shop).values()
    assert (profile.name, profile.rules[0].limit, profile.rules[0].verdict) == ("stall", 500, "fail")


def test_only_tables_that_are_known_are_copied(shop):
    with pytest.raises(ShopError, match="rule-file-unknown") as refused:
        own_copy(shop, "../shop.db")
    assert "title_rules.json" in word_error(refused.value)


def test_a_folder_that_cannot_be_written_is_told(shop):
    (shop.folder / "tables").write_text("in the way")
    with pytest.raises(ShopError, match="folder-not-writable"):
        own_copy(shop, "title_rules.json")


def _ask_for(size):
    """Return the shipped main-image rules, the shop's own of them asking for this many pixels."""
    table = json.loads((resources() / "tables" / "picture_profiles.json").read_text("utf-8"))
    for row in table["shopdesk"]:
        if row["check"] == "size":
            row["limit"] = size
            row.pop("tolerated", None)
    return table


def test_main_images_are_checked_by_the_shops_own_rules_and_judged_anew_when_these_change(sample_shop):
    keep_verdicts(sample_shop, check_main_images(stale_main_images(sample_shop), shop_profile(sample_shop)), "shopdesk")
    listing = next(told for told in list_listings(sample_shop) if main_verdict(sample_shop, told) == "pass")
    write_own(sample_shop, _ask_for(9_000))
    assert stale_main_images(sample_shop), "what was checked by other rules is checked again"
    assert is_behind(sample_shop), "scores told by other rules are told again"
    assert main_verdict(sample_shop, listing) == "fail"
    reports = check_listing(sample_shop, listing.handle)
    assert {found.limit for report in reports for found in report.checks if found.check == "size"} == {9_000}
    rule_file(sample_shop, "picture_profiles.json").unlink()
    assert main_verdict(sample_shop, listing) == "pass"
    assert stale_main_images(sample_shop) == []


def test_a_shop_may_have_a_platform_of_its_own(shop):
    write_own(shop, _ask_for(800) | {"xiaohongshu": [{"check": "size", "limit": 1200, "source": "own"}]})
    assert set_setting(shop, "pictures.profile", "xiaohongshu") == "xiaohongshu"
    assert shop_profile(shop).rules[0].limit == 1200
    with pytest.raises(ShopError, match="profile-unknown"):
        shop_profile(shop, "nobody")


def test_a_shop_adds_its_own_promotion_days(shop, write):
    rows = json.loads((resources() / "tables" / "festivals.json").read_text("utf-8"))
    assert {festival.code for festival in festivals(shop)} == {row["code"] for row in rows}
    write(
        [*rows, {"code": "birthday", "name": "店庆", "kind": "promotion", "days": ["2026-09-01/2026-09-03"]}], FESTIVALS
    )
    own = festivals(shop)[-1]
    assert (own.code, own.name_en, own.kind, len(own.spans)) == ("birthday", "店庆", "promotion", 1)


@pytest.mark.parametrize(
    ("row", "place"),
    [
        ({"code": "x", "name": "x", "kind": "sale", "days": []}, "[0] x"),
        ({"code": "x", "name": "x", "kind": "promotion", "days": ["1 September"]}, "[0] x"),
        ({"code": "x", "name": "x", "kind": "promotion", "days": ["2026-09-03/2026-09-01"]}, "[0] x"),
        ({"code": "x", "name": "x", "kind": "promotion", "days": "2026-09-03"}, "[0] x.days"),
        ({"code": "x", "kind": "promotion", "days": []}, "[0] x.name"),
        ("2026-09-03", "[0]"),
    ],
)
def test_a_damaged_calendar_is_refused_with_its_place(shop, write, row, place):
    file = write([row], FESTIVALS)
    with pytest.raises(ShopError) as refused:
        festivals(shop)
    assert (refused.value.code, refused.value.params["path"]) == ("rule-file-damaged", str(file))
    assert str(refused.value.params["detail"]).startswith(place)


@pytest.mark.parametrize("name", FILES)
def test_the_shop_goes_back_to_the_shipped_rules_and_its_own_are_kept_beside_them(shop, write, name):
    assert not is_own(shop, name)
    write("{", name)
    assert is_own(shop, name)
    with pytest.raises(ShopError, match="rule-file-damaged"):
        check_rules(shop, name)
    put_aside(shop, name)
    check_rules(shop, name)
    assert not is_own(shop, name)
    assert (shop.folder / "tables" / name).with_suffix(".aside").read_text("utf-8") == "{"
    with pytest.raises(ShopError, match="folder-not-writable"):
        put_aside(shop, name)


@pytest.mark.parametrize("content", [b"[]\r\n", "规则".encode("gb18030"), b""])
def test_an_own_copy_comes_back_byte_for_byte_a_damaged_one_too(shop, write, content):
    file = write("", FESTIVALS)
    file.write_bytes(content)
    text = own_text(shop, FESTIVALS)
    put_own_text(shop, FESTIVALS, None)
    assert own_text(shop, FESTIVALS) is None
    put_own_text(shop, FESTIVALS, text)
    assert file.read_bytes() == content

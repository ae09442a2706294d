"""The category tree of a shop: seeded, changed with its listings following, imported, and every change taken back."""

from pathlib import Path

import pytest

from shopdesk.db import listings as table
from shopdesk.domain.categories import Attribute, attributes_of, completeness
from shopdesk.domain.listings import Listing
from shopdesk.services.categories import (
    add_category,
    adopt_category,
    apply_change,
    count_listings,
    list_categories,
    move_category,
    remove_category,
    rename_category,
    search_categories,
    set_attributes,
    take_back,
    unknown_categories,
)
from shopdesk.services.category_files import export_categories, import_categories
from shopdesk.services.category_seed import seed_rows
from shopdesk.services.listings import list_listings
from shopdesk.services.sample_data import load_listings
from shopdesk.services.shop import create_shop
from shopdesk.words import spoken
from tests.conftest import NOW

KITCHEN = ("家居日用", "餐厨")
CUPS, PANS, BOARDS = (*KITCHEN, "杯子茶具"), (*KITCHEN, "锅具"), (*KITCHEN, "刀具砧板")


@pytest.fixture
def shop(tmp_path: Path):
    """A shop whose tree is Chinese."""
    spoken.use("zh_CN")
    made = create_shop(tmp_path / "shop", now=lambda: NOW)
    yield made
    made.close()


@pytest.fixture
def put(shop):
    """Put a listing into a category."""

    def add(handle: str, *path: str) -> None:
        listing = Listing(handle, handle, (), category=path, uuid=f"uuid {handle}")
        table.add_listing(shop.connection, listing, digest="", at=NOW)

    return add


def paths(shop) -> list[tuple[str, ...]]:
    return [category.path for category in list_categories(shop)]


def where(shop) -> dict[str, tuple[str, ...]]:
    return {listing.handle: listing.category for listing in list_listings(shop)}


def state(shop):
    return list_categories(shop), where(shop)


# The seed


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_the_seed_is_a_tree_of_three_levels_with_names_and_attributes(language: str):
    rows = seed_rows(language)
    levels: dict[str, int] = {"": 0}
    for row in rows:
        levels[row.uuid] = levels[row.parent] + 1
    counts = [sum(level == wanted for level in levels.values()) for wanted in (1, 2, 3)]
    assert counts == [12, 50, 200]
    assert {levels[row.uuid] for row in rows} == {1, 2, 3}
    assert all(row.name and row.name_en for row in rows)
    assert len({(row.parent, row.name) for row in rows}) == len(rows)
    assert {levels[row.parent] for row in rows if levels[row.uuid] == 3} == {2}


def test_every_seeded_category_of_goods_asks_something_and_every_attribute_is_whole(shop):
    tree = list_categories(shop)
    asked = {category.path: attributes_of(category.path, tree) for category in tree if category.level == 3}
    assert [path for path, attributes in asked.items() if not attributes] == []
    for attributes in asked.values():
        for attribute in attributes:
            assert attribute.name_en
            assert bool(attribute.choices) == (attribute.kind == "choice")
            assert bool(attribute.unit) == (attribute.kind == "number")


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_the_goods_of_the_sample_shop_stand_in_the_seeded_tree(language: str, tmp_path: Path):
    spoken.use(language)
    shop = create_shop(tmp_path / "shop")
    tree = list_categories(shop)
    known = {category.path for category in tree if category.level == 3}
    goods = [entry.listing for entry in load_listings(language)]
    assert {listing.category for listing in goods} <= known
    assert all(completeness(listing, tree).wanted for listing in goods)
    shop.close()


def test_an_older_shop_has_the_seed_without_being_written_to(shop, put):
    planted = list_categories(shop)
    shop.connection.execute("DELETE FROM categories")
    assert list_categories(shop) == planted
    assert shop.connection.execute("SELECT count(*) FROM categories").fetchone() == (0,)
    change = rename_category(shop, PANS, "锅")
    assert (*KITCHEN, "锅") in paths(shop)
    take_back(shop, change)
    assert list_categories(shop) == planted


def test_a_tree_that_was_emptied_stays_empty(shop):
    for category in [category for category in list_categories(shop) if category.level == 1]:
        remove_category(shop, category.path)
    assert list_categories(shop) == []


# Every verb and its way back


VERBS = {
    "add": lambda shop: add_category(shop, ("新", "新新", "新新新"), "New"),
    "rename": lambda shop: rename_category(shop, KITCHEN, "厨房", "Kitchen"),
    "move": lambda shop: move_category(shop, PANS, ("家居日用", "布艺"), 0),
    "move a branch": lambda shop: move_category(shop, KITCHEN, ("女装",)),
    "shift": lambda shop: move_category(shop, PANS, KITCHEN, 0),
    "remove": lambda shop: remove_category(shop, BOARDS),
    "remove a branch": lambda shop: remove_category(shop, KITCHEN, ("女装", "上装", "T恤")),
    "attributes": lambda shop: set_attributes(shop, PANS, [Attribute("深", "Depth", "number", unit="cm")]),
    "adopt": lambda shop: adopt_category(shop, ("礼品", "定制")),
    "map": lambda shop: adopt_category(shop, ("礼品", "定制"), CUPS),
}


@pytest.mark.parametrize("name", VERBS)
def test_every_verb_is_taken_back_and_done_again(shop, put, name: str):
    for at, path in enumerate([CUPS, PANS, KITCHEN, (*KITCHEN, "没有"), ("礼品", "定制")]):
        put(f"h{at}", *path)
    before = state(shop)
    change = VERBS[name](shop)
    after = state(shop)
    assert after != before
    take_back(shop, change)
    assert state(shop) == before
    apply_change(shop, change)
    assert state(shop) == after


def test_listings_follow_a_renamed_branch_known_and_unknown_below_it(shop, put):
    put("a", *CUPS)
    put("b", *KITCHEN, "没有")
    put("c", "女装", "上装", "T恤")
    rename_category(shop, KITCHEN, "厨房")
    assert where(shop) == {
        "a": ("家居日用", "厨房", "杯子茶具"),
        "b": ("家居日用", "厨房", "没有"),
        "c": ("女装", "上装", "T恤"),
    }


def test_a_listing_that_came_later_goes_back_with_an_undone_rename(shop, put):
    change = rename_category(shop, PANS, "锅")
    put("late", *KITCHEN, "锅")
    take_back(shop, change)
    assert where(shop) == {"late": PANS}


def test_names_are_exchanged_below_different_parents_only(shop, refusal):
    assert refusal(rename_category, shop, PANS, "杯子茶具") == "category-exists"
    assert refusal(add_category, shop, PANS) == "category-exists"
    assert refusal(rename_category, shop, PANS, "a > b") == "category-name-invalid"
    assert refusal(rename_category, shop, (*KITCHEN, "没有"), "x") == "category-unknown"


def test_a_category_keeps_its_level(shop, refusal):
    assert refusal(move_category, shop, PANS, ("女装",)) == "category-level"
    assert refusal(move_category, shop, KITCHEN, ()) == "category-level"
    assert refusal(move_category, shop, KITCHEN, PANS) == "category-level"


def test_a_category_with_listings_goes_only_when_they_go_somewhere(shop, put, refusal):
    put("a", *CUPS)
    assert refusal(remove_category, shop, KITCHEN) == "category-in-use"
    assert refusal(remove_category, shop, KITCHEN, PANS) == "category-into-itself"
    change = remove_category(shop, CUPS, PANS)
    assert where(shop) == {"a": PANS} and CUPS not in paths(shop)
    put("b", *PANS)
    take_back(shop, change)
    assert where(shop) == {"a": CUPS, "b": PANS}


def test_what_was_changed_since_is_not_taken_back(shop, put, refusal):
    added = add_category(shop, (*KITCHEN, "新"))
    put("a", *KITCHEN, "新")
    assert refusal(take_back, shop, added) == "category-in-use"
    renamed = rename_category(shop, PANS, "锅")
    rename_category(shop, (*KITCHEN, "锅"), "锅锅")
    assert refusal(take_back, shop, renamed) == "category-changed"
    branch = add_category(shop, ("甲",))
    add_category(shop, ("甲", "乙"))
    assert refusal(take_back, shop, branch) == "category-changed"


def test_a_refused_verb_changes_nothing(shop, put, contents, refusal):
    put("a", *CUPS)
    before = contents()
    refusal(remove_category, shop, KITCHEN)
    refusal(rename_category, shop, PANS, "杯子茶具")
    refusal(set_attributes, shop, PANS, [Attribute("a"), Attribute("a")])
    assert contents() == before


# Found and counted


def test_counts_hold_what_stands_below(shop, put):
    put("a", *CUPS)
    put("b", *PANS)
    put("c", "女装")
    counts = count_listings(shop)
    assert (counts[CUPS], counts[KITCHEN], counts[("家居日用",)], counts[("女装",)]) == (1, 2, 2, 1)


@pytest.mark.parametrize("text", ["锅具", "pots", "POTS", "餐厨 锅具", "gj 餐厨", "锅具 Home"])
def test_a_category_is_found_by_name_english_and_initials(shop, text: str):
    assert PANS in [category.path for category in search_categories(shop, text)]


def test_a_search_names_the_category_itself_not_all_below_it(shop):
    assert [category.path for category in search_categories(shop, "餐厨")] == [KITCHEN]
    assert search_categories(shop, "没有这个") == []


def test_unknown_categories_are_listed_with_their_counts(shop, put):
    put("a", "礼品", "定制")
    put("b", "礼品", "定制")
    put("c")
    put("d", *CUPS)
    assert unknown_categories(shop) == [(("礼品", "定制"), 2)]
    adopt_category(shop, ("礼品", "定制"), name_en="Custom")
    assert unknown_categories(shop) == []
    assert ("礼品",) in paths(shop)


# Files


def test_an_import_adds_refuses_and_changes_nothing_the_second_time(shop, tmp_path):
    file = tmp_path / "categories.csv"
    rows = [
        "大类,细分,商品,英文名,属性,必填",
        "乐器,弦乐,吉他,Guitars,琴身 (Body) = 云杉|桃花心木; 弦长 [mm]; 备注,琴身",
        "家居日用,餐厨,锅具,,盖 (Lid) = 有|无,是",
        "家居日用,,锅具,,,",
        ",,,,x,",
        "乐器,弦乐,a>b,,,",
    ]
    file.write_bytes("\n".join(rows).encode("gb18030"))
    before = state(shop)
    result = import_categories(shop, file)
    assert (result.created, result.updated, result.unchanged) == (3, 1, 0)
    assert [(p.row, p.code) for p in result.rejected] == [
        (4, "category-gap"), (5, "category-gap"), (6, "category-name-invalid"),
    ]  # fmt: skip
    by_path = {category.path: category for category in list_categories(shop)}
    assert by_path[("乐器", "弦乐", "吉他")].attributes == (
        Attribute("琴身", "Body", "choice", ("云杉", "桃花心木")),
        Attribute("弦长", "", "number", (), "mm", required=False),
        Attribute("备注", required=False),
    )
    assert [attribute.name for attribute in by_path[PANS].attributes] == ["材质", "直径", "灶具", "盖"]
    again = import_categories(shop, file)
    assert (again.created, again.updated, again.unchanged, bool(again.change)) == (0, 0, 2, False)
    take_back(shop, result.change)
    assert state(shop) == before


def test_what_was_exported_is_read_back_the_same(shop, tmp_path):
    file = tmp_path / "tree.csv"
    before = list_categories(shop)
    assert export_categories(shop, file) == len(before)
    again = import_categories(shop, file)
    assert (again.created, again.updated, again.unchanged, again.rejected) == (0, 0, len(before), ())
    for category in before:
        if category.level == 1:
            remove_category(shop, category.path)
    assert import_categories(shop, file).created == len(before)
    assert [(c.path, c.name_en, c.attributes) for c in list_categories(shop)] == [
        (c.path, c.name_en, c.attributes) for c in before
    ]


def test_a_file_without_the_three_levels_is_refused(shop, tmp_path, refusal):
    file = tmp_path / "x.csv"
    file.write_text("level1,level2\na,b\n", "utf-8")
    assert refusal(import_categories, shop, file) == "columns-missing"
    assert refusal(import_categories, shop, tmp_path / "none.csv") == "file-missing"
    assert refusal(export_categories, shop, tmp_path / "no" / "folder.csv") == "file-not-writable"

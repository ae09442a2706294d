"""Detail pages: made of what the listing tells, closed in themselves, whatever strangers wrote."""

from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain.listings import Facts
from shopdesk.exchange.detail_page import DetailPage, write_detail_page
from shopdesk.exchange.file_names import safe_name
from shopdesk.services.detail_pages import detail_page, export_detail_pages
from shopdesk.services.listing_edit import save_listing
from shopdesk.services.listings import list_listings
from shopdesk.services.settings import set_setting

TAGS = {
    "html", "head", "meta", "title", "style", "body", "main", "a", "img", "div", "h1", "h2", "p", "b", "span", "br",
    "table", "tr", "td",
}  # fmt: skip


class Reader(HTMLParser):
    """Reads a page: its tags with their attributes, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags, self.text = [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text.append(data)


@pytest.fixture
def mug(sample_shop):
    """A listing with pictures, told in full."""
    found = next(told for told in list_listings(sample_shop) if len(told.variants) > 1 and told.pictures)
    facts = Facts(
        "马克杯", "哑光釉不挂茶渍", warranty_months=3, attributes={"材质": "陶瓷"}, blocks={"features": "一\n二\n\n三"}
    )
    sized = tuple(replace(variant, length_mm=90, width_mm=90, height_mm=100) for variant in found.variants)
    return save_listing(sample_shop, found, replace(found, facts=facts, variants=sized))


def test_a_page_shows_what_the_listing_tells(sample_shop, mug):
    page, pictures = detail_page(sample_shop, mug)
    text = "".join(Reader(write_detail_page(page)).text)
    for told in (mug.title, "哑光釉不挂茶渍", "材质", "陶瓷", "90 × 90 × 100 mm", "7"):
        assert told in text
    assert list(pictures) == list(page.pictures)
    name, values = page.choices[0]
    assert name in text and all(value in text for value in values)


def test_without_a_promise_of_its_own_it_gives_the_shops(sample_shop, mug):
    set_setting(sample_shop, "returns.no_reason_days", "30")
    assert "30" in detail_page(sample_shop, mug)[0].blocks[-1][1]
    special = replace(mug, facts=replace(mug.facts, special="made-to-order"))
    page = detail_page(sample_shop, special)[0]
    assert not any("30" in text for _heading, text in page.blocks)
    assert len(page.notes) == 2, "not returnable, and the warranty"


def test_a_folder_is_written_whole_and_never_over_another(sample_shop, mug, tmp_path):
    (first,) = export_detail_pages(sample_shop, [mug.handle], tmp_path)
    (second,) = export_detail_pages(sample_shop, [mug.handle], tmp_path)
    assert (first.file.parent.name, second.file.parent.name) == (mug.handle, f"{mug.handle}-2")
    shown = [attrs["src"] for tag, attrs in Reader(first.file.read_text("utf-8")).tags if tag == "img"]
    assert shown and all((first.file.parent / name).is_file() for name in shown)
    assert not list(tmp_path.glob(".*"))


def test_an_unknown_listing_does_not_stop_the_others(sample_shop, mug, tmp_path):
    told = export_detail_pages(sample_shop, ["nobody", mug.handle], tmp_path)
    assert [(page.error.code if page.error else "") for page in told] == ["listing-unknown", ""]


hostile = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        ["<script>alert(1)</script>", '"><img src=x onerror=y>', "</style>", "&lt;", "\u202edrow", "javascript:x"]
    ),
)


@given(hostile, hostile, hostile, st.lists(st.tuples(hostile, hostile), max_size=3))
def test_what_strangers_wrote_is_never_markup(title, point, value, rows):
    page = DetailPage("zh_CN", title, ("pictures/01.jpg",), point, value, value, value, ((title, (value,)),),
                      ((title, value),), title, tuple(rows), (value,))  # fmt: skip
    read = Reader(write_detail_page(page))
    assert {tag for tag, _attrs in read.tags} <= TAGS
    assert {attrs.get("href", attrs.get("src", "pictures/01.jpg")) for _tag, attrs in read.tags} == {"pictures/01.jpg"}
    assert not any(name.startswith("on") for _tag, attrs in read.tags for name in attrs)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("CON", "_CON"),
        ("a/b\\c:d", "a_b_c_d"),
        ("name. ", "name"),
        ("", "_"),
        ("..", "_"),
        ("杯子\u202e", "杯子"),
        ("lpt1.txt", "_lpt1.txt"),
    ],
)
def test_a_folders_name_is_good_on_windows(text, name):
    assert safe_name(text) == name


@given(st.text(max_size=200))
def test_no_text_becomes_a_path(text):
    name = safe_name(text)
    assert name and not set(name) & set('<>:"/\\|?*\0') and name not in (".", "..") and len(name) <= 81

"""Detail pages: made of what the listing tells, closed in themselves, whatever strangers wrote."""

from dataclasses import replace
from html.parser import HTMLParser

import pytest

from shopdesk.domain.listings import Facts
from shopdesk.exchange.detail_page import write_detail_page
from shopdesk.services.detail_pages import detail_page, export_detail_page, export_detail_pages
from shopdesk.services.listing_edit import save_listing
from shopdesk.services.listings import list_listings
from shopdesk.services.settings import set_setting


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
    assert list(pictures) == [shown.name for shown in page.pictures]
    name, values = page.choices[0]
    assert name in text and all(value in text for value in values)


def test_without_a_promise_of_its_own_it_gives_the_shops(sample_shop, mug):
    set_setting(sample_shop, "returns.no_reason_days", "30")
    told = detail_page(sample_shop, mug)[0].promise[1]
    assert "30" in told and "3" in told.splitlines()[-1], "the shop's windows, and the warranty"
    special = replace(mug, facts=replace(mug.facts, special="made-to-order"))
    page = detail_page(sample_shop, special)[0]
    assert "30" not in page.promise[1]
    assert len(page.promise[1].splitlines()) == 2, "not returnable, and the warranty"


def test_a_promise_of_its_own_is_not_said_twice(sample_shop, mug):
    own = "定制商品不支持七天无理由退换。\n质保 12 个月。"
    told = replace(mug.facts, special="made-to-order", blocks={"promise": own})
    assert detail_page(sample_shop, replace(mug, facts=told))[0].promise[1] == own


def test_the_stock_state_is_shown_where_it_is_asked_for(sample_shop, mug):
    assert detail_page(sample_shop, mug)[0].stock == ""
    assert detail_page(sample_shop, mug, with_stock=True)[0].stock in ("现货", "Available now")


def test_a_description_in_html_is_read_as_words(sample_shop, mug):
    bare = replace(mug, description="<p>好杯</p><script>alert(1)</script><ul><li>耐热</li></ul>", facts=Facts())
    assert detail_page(sample_shop, bare)[0].blocks[0][1].split() == ["好杯", "耐热"]


def test_nothing_is_left_behind_where_a_folder_cannot_be_written(sample_shop, mug, tmp_path, monkeypatch, refusal):
    def full(*_told):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("shopdesk.services.detail_pages.shutil.copyfile", full)
    assert refusal(export_detail_page, sample_shop, mug.handle, tmp_path / "out") == "disk-full"
    assert list((tmp_path / "out").iterdir()) == []


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

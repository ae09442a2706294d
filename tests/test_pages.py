"""The docs as a site: every page is written, every link of it leads somewhere, both languages meet each other."""

import importlib
import json
import re
from pathlib import Path
from urllib.parse import unquote

import pytest

DOCS = Path(__file__).resolve().parent.parent / "docs"


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(DOCS))
        target = tmp_path_factory.mktemp("site")
        importlib.import_module("pages").main(target)
    return target


def test_every_text_has_its_page(site):
    texts = [*DOCS.glob("*.md"), *(DOCS / "manual").rglob("*.md")]
    wanted = {file.relative_to(DOCS).with_suffix(".html") for file in texts} | {Path("index.html")}
    wanted |= {Path("manual") / code / "whole.html" for code in ("zh_CN", "en")}
    assert {file.relative_to(site) for file in site.rglob("*.html")} == wanted


def test_every_link_and_picture_of_the_site_is_there(site):
    lost = []
    for page in site.rglob("*.html"):
        for target in re.findall(r'(?:href|src)="([^"]+)"', page.read_text("utf-8")):
            if "://" in target:
                continue
            name, _, place = unquote(target).partition("#")
            led = (page.parent / name) if name else page
            if not led.is_file() or (place and f'id="{place}"' not in led.read_text("utf-8")):
                lost.append(f"{page.relative_to(site)}: {target}")
    assert lost == []


def read(site: Path, name: str) -> str:
    return (site / "manual" / name).read_text("utf-8")


def test_a_chapter_leads_to_the_same_in_the_other_language(site):
    chapter = read(site, "zh_CN/stock.html")
    assert '<html lang="zh-CN">' in chapter and "<title>库存 – ShopDesk 使用手册</title>" in chapter
    assert '<a href="../en/stock.html" lang="en" hreflang="en">English</a>' in chapter
    assert 'aria-current="page">库存</a><ul><li><a href="#这个数是怎么来的">' in chapter  # its parts stand below it
    contents = read(site, "README.html")
    assert '<section lang="zh-CN"><h2' in contents and '<section lang="en"><h2' in contents


def test_a_chapter_leads_to_the_one_before_and_the_next(site):
    ways = re.findall(r'<a class="(\w+)" rel="\w+" href="([\w.-]+)"><small>(.+?)</small>', read(site, "en/orders.html"))
    assert ways == [("prev", "importing.html", "Previous"), ("next", "images.html", "Next")]
    assert 'rel="prev"' not in read(site, "en/first-day.html")
    assert 'rel="next"' not in read(site, "en/troubleshooting.html")


def test_all_chapters_stand_on_one_page_to_be_searched_and_printed(site):
    whole = read(site, "en/whole.html")
    names = re.findall(r"\(en/([\w-]+)\.md\)", (DOCS / "manual" / "README.md").read_text("utf-8"))
    assert [name for name in names if f'<h1 id="{name}">' not in whole] == []
    assert '<a href="#importing">Bringing files in</a>' in whole  # a link of a chapter stays on the page
    told = re.findall(r' id="([^"]+)"', whole)
    assert len(told) == len(set(told))


def test_pictures_keep_their_place_and_open_in_full_and_keys_are_told_from_words(site):
    picture = re.search(r'<a class="picture" href="(.+?)"><img src="(.+?)" alt=".+?" width="(\d+)" height="(\d+)">',
                        read(site, "en/stock.html"))  # fmt: skip
    assert picture is not None and picture[1] == picture[2]
    assert (site / "manual" / "en" / picture[1]).is_file() and int(picture[3]) > int(picture[4]) > 400
    assert "<kbd>Ctrl+Shift+S</kbd>" in read(site, "en/orders.html") and "<table>" in read(site, "en/orders.html")


def test_the_site_has_the_colours_of_the_program(site):
    table = json.loads((DOCS.parent / "resources/tables/colours.json").read_text("utf-8"))
    style = (site / "site.css").read_text("utf-8")
    assert f"--accent: {table['light']['accent']};" in style and f"--accent: {table['dark']['accent']};" in style
    assert set(re.findall(r"var\(--([\w-]+)\)", style)) <= set(table["light"])

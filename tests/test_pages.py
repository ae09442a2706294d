"""The docs as a site: every page is written, every link of it leads somewhere, both languages meet each other."""

import importlib
import re
from pathlib import Path

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
    assert {file.relative_to(site) for file in site.rglob("*.html")} == wanted


def test_every_link_and_picture_of_the_site_is_there(site):
    lost = []
    for page in site.rglob("*.html"):
        for target in re.findall(r'(?:href|src)="([^"]+)"', page.read_text("utf-8")):
            if "://" in target:
                continue
            name, _, place = target.partition("#")
            led = (page.parent / name) if name else page
            if not led.is_file() or (place and f'id="{place}"' not in led.read_text("utf-8")):
                lost.append(f"{page.relative_to(site)}: {target}")
    assert lost == []


def test_a_chapter_leads_to_the_same_in_the_other_language(site):
    chapter = (site / "manual" / "zh_CN" / "stock.html").read_text("utf-8")
    assert '<html lang="zh-CN">' in chapter
    assert '<a href="../en/stock.html" lang="en">English</a>' in chapter
    assert 'aria-current="page">库存</a>' in chapter
    assert "<table>" in (site / "manual" / "zh_CN" / "orders.html").read_text("utf-8")

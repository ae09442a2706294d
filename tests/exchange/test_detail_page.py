"""A detail page as HTML: whatever strangers wrote is text, and nothing comes from elsewhere."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.exchange.detail_page import DetailPage, ShownPicture, write_detail_page
from shopdesk.exchange.file_names import safe_name
from shopdesk.exchange.plain_text import plain_text

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


hostile = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        ["<script>alert(1)</script>", '"><img src=x onerror=y>', "</style>", "&lt;", "\u202edrow", "javascript:x", "\0"]
    ),
)


@given(hostile, hostile, hostile, st.lists(st.tuples(hostile, hostile), max_size=3))
def test_what_strangers_wrote_is_never_markup(title, point, value, rows):
    pictures = (ShownPicture("pictures/01.jpg", title), ShownPicture("pictures/02.jpg", value))
    page = DetailPage("zh_CN", title, pictures, point, value, value, value, ((title, (value,)),),
                      ((title, value),), title, tuple(rows), (title, value))  # fmt: skip
    html = write_detail_page(page)
    read = Reader(html)
    assert {tag for tag, _attrs in read.tags} <= TAGS
    asked = {attrs[name] for _tag, attrs in read.tags for name in ("href", "src") if name in attrs}
    assert asked == {"pictures/01.jpg", "pictures/02.jpg"}
    assert not any(name.startswith("on") or name == "style" for _tag, attrs in read.tags for name in attrs)
    assert html.encode("utf-8") and "\0" not in html


@given(st.text("a\u202a\u202e\u2066\u202c\u2069", max_size=12))
def test_turned_writing_ends_where_its_text_ends(text):
    html = write_detail_page(DetailPage("en", "T", price=text, stock="plain"))
    shown = html[html.index('class="price">') : html.index('class="stock">')] if text else ""
    assert shown.count("\u202a") + shown.count("\u202e") <= shown.count("\u202c")
    assert shown.count("\u2066") <= shown.count("\u2069")


def test_an_empty_page_is_whole():
    html = write_detail_page(DetailPage("en", "Mug"))
    assert html.startswith('<!doctype html>\n<html lang="en">') and html.endswith("</html>\n")
    assert "<h2>" not in html and "<img" not in html and "@media print" in html


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("5 < 6 and a > b", "5 < 6 and a > b"),
        ("<p>One</p><p>Two &amp; three</p>", "One\n\nTwo & three"),
        ("<ul><li>a</li><li>b</li></ul>", "a\n\nb"),
        ("x<br>y<style>p{}</style>", "x\ny"),
        ("<b>unclosed", "unclosed"),
        ("plain\nlines", "plain\nlines"),
    ],
)
def test_the_words_of_a_description_in_html(text, words):
    assert plain_text(text) == words


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

"""Write the docs as a small site of plain pages, for a browser or a web server: `python3 dev.py manual DIR`."""

import html
import json
import re
import shutil
import struct
import sys
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parent
MANUAL = HERE / "manual"
CONTENTS = MANUAL / "README.md"
# Each language: its own name, the manual's, and what stands around a chapter.
LANGUAGES = {
    "zh_CN": {"name": "简体中文", "manual": "使用手册", "contents": "目录", "before": "上一章", "next": "下一章",
              "whole": "整本手册在一页（查找、打印）", "engineers": "工程师文档（英文）"},
    "en": {"name": "English", "manual": "Manual", "contents": "Contents", "before": "Previous", "next": "Next",
           "whole": "The whole manual on one page (to search, to print)", "engineers": "For engineers"},
}  # fmt: skip
WHOLE = "whole"  # the page of all chapters of a language
PAGE = """<!DOCTYPE html>
<html lang="{lang}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>{title}</title>
<link rel="icon" href="{root}icon.svg"><link rel="stylesheet" href="{root}site.css"></head>
<body>
<header>
<a class="brand" href="{root}manual/README.html"><img src="{root}icon.svg" alt="" width="24" height="24">ShopDesk</a>
{to_nav}<span class="languages">{languages}</span></header>
<main>
{body}</main>
{nav}</body>
</html>
"""
KEYS = re.compile(
    r"(?:(?:Ctrl|Alt|Shift)\+)+(?:Enter|Return|Left|Right|Up|Down|Delete|Del|Home|End|PgUp|PgDown|PgDn|F\d\d?|[←→↑↓]|[A-Z0-9,/])"
    r"|\bF\d\d?\b|\bEsc\b|\bEnter\b|\bDel\b"
)
# how the pictures were taken: two dots of theirs are one of the page's, as on a sharp screen
DOTS = 2


def main(target: Path) -> int:
    """Write the site into a folder; what lies there under other names stays."""
    chapters = {code: chapters_of(code) for code in LANGUAGES}
    for source in (CONTENTS, *engineers()):
        write(target, place_of(source), page_of(source))
    for code, files in chapters.items():
        for source in files:
            write(target, place_of(source), page_of(source))
        write(target, Path("manual") / code / f"{WHOLE}.html", whole_page(code, files))
    shutil.copytree(MANUAL / "pictures", target / "manual" / "pictures", dirs_exist_ok=True)
    shutil.copyfile(REPOSITORY / "packaging" / "icon.svg", target / "icon.svg")
    (target / "site.css").write_text(colours() + (HERE / "site.css").read_text("utf-8"), "utf-8")
    start = '<meta http-equiv="refresh" content="0; url=manual/README.html">'
    link = '<a href="manual/README.html">ShopDesk</a>'
    write(target, Path("index.html"), f'<!DOCTYPE html><html lang="en"><meta charset="utf-8">{start}{link}</html>\n')
    print(f"{target / 'index.html'}: {sum(map(len, chapters.values())) + len(engineers()) + 3} pages", file=sys.stderr)
    return 0


def write(target: Path, place: Path, page: str) -> None:
    """Write a page to its place in the site."""
    (target / place).parent.mkdir(parents=True, exist_ok=True)
    (target / place).write_text(page, "utf-8")


def place_of(source: Path) -> Path:
    """Return where the page of a text stands in the site: where the text stands among the docs."""
    return source.relative_to(HERE).with_suffix(".html")


def colours() -> str:
    """Return the program's colours as variables of the style, light and dark as the reader's system asks."""
    table = json.loads((REPOSITORY / "resources" / "tables" / "colours.json").read_text("utf-8"))
    light, dark = (" ".join(f"--{role}: {hue};" for role, hue in table[name].items()) for name in ("light", "dark"))
    return f":root {{ {light} }}\n@media screen and (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}\n"


def chapters_of(code: str) -> list[Path]:
    """Return a language's chapters in the order of the page of contents."""
    names = re.findall(rf"\({code}/([\w-]+)\.md\)", CONTENTS.read_text("utf-8"))
    return [MANUAL / code / f"{name}.md" for name in names]


def engineers() -> list[Path]:
    """Return the engineers' pages in the order of the page of contents."""
    names = re.findall(r"\(\.\./([\w-]+)\.md\)", CONTENTS.read_text("utf-8"))
    return [HERE / f"{name}.md" for name in names]


def page_of(source: Path) -> str:
    """Return the page of a text, with what stands beside it and what comes before and after."""
    text, code = source.read_text("utf-8"), code_of(source)
    words = LANGUAGES[code or "en"]
    series = chapters_of(code) if code else engineers()
    body = contents_page(text) if source == CONTENTS else render(text, source)
    return framed(source, title_of(text), body + around(series, source, words))


def whole_page(code: str, files: list[Path]) -> str:
    """Return all chapters of a language on one page, where a browser looks through them at once and prints them."""
    parts = (render(file.read_text("utf-8"), file, chapter=file.stem) for file in files)
    body = "".join(f'<section class="chapter">{part}</section>\n' for part in parts)
    return framed(MANUAL / code / f"{WHOLE}.md", "", body)


def framed(source: Path, title: str, body: str) -> str:
    """Return a whole page: its head, the bar above it, its text, and what stands beside it."""
    code = code_of(source)
    words = LANGUAGES[code or "en"]
    name = f"ShopDesk {words['manual']}" if code else "ShopDesk"
    nav = to_nav = ""
    if source != CONTENTS:
        to_nav = f'<a class="to-contents" href="#contents">{words["contents"]}</a>'
        nav = f'<nav id="contents" aria-label="{words["contents"]}">{beside(code, source)}</nav>\n'
    return PAGE.format(
        lang=tag(code or "en"), title=html.escape(f"{title} – {name}" if title not in ("", name) else name),
        root=root_of(source.parent), to_nav=to_nav, languages=other_languages(code, source.stem), body=body, nav=nav,
    )  # fmt: skip


def code_of(source: Path) -> str:
    """Return the language that a chapter is in by its folder; "" for the contents, in all, and the engineers' pages."""
    return source.parent.name if source.parent.name in LANGUAGES else ""


def tag(code: str) -> str:
    """Return a language as pages name it: zh_CN → zh-CN."""
    return code.replace("_", "-")


def root_of(folder: Path) -> str:
    """Return the way from a page of a folder to the site's beginning."""
    return "../" * len(folder.relative_to(HERE).parts)


def contents_page(text: str) -> str:
    """Return the page of contents: each language's part beside the others, told to be in it, with its page of all."""
    head, *parts = render(text, CONTENTS).split("<h2 ")
    codes = {words["name"]: code for code, words in LANGUAGES.items()}
    for at, part in enumerate(parts):
        code = codes.get(re.sub("<[^>]+>", "", part.partition(">")[2].partition("</h2>")[0]), "")
        whole = f'<p><a href="{code}/{WHOLE}.html">{LANGUAGES[code]["whole"]}</a></p>' if code else ""
        parts[at] = f'<section lang="{tag(code or "en")}"><h2 {part}{whole}</section>\n'
    return f'{head}<div class="beside">{"".join(parts)}</div>\n'


def render(text: str, source: Path, chapter: str = "") -> str:
    """Return a text as HTML; with a chapter's name as a part of the page of all chapters."""
    reader = MarkdownIt("commonmark", {"html": False}, renderer_cls=Renderer).enable("table")
    tokens = reader.parse(text)
    prefix = f"{chapter}-" if chapter else ""
    for at, token in enumerate(tokens):
        if token.type == "heading_open":
            name = anchor(tokens[at + 1].content)
            token.attrSet("id", (chapter if token.tag == "h1" else prefix + name) if chapter else name)
            tokens[at + 1].children = linked(tokens[at + 1].children or [], str(token.attrGet("id")))
        for part in token.children or ():
            if part.type == "link_open" and token.tag != "a":
                point_at_page(part, whole=bool(chapter))
    return str(reader.renderer.render(tokens, reader.options, {"folder": source.parent}))


def linked(title: list[Token], name: str) -> list[Token]:
    """Return a heading's words as a link to itself, so that its address can be copied."""
    return [Token("link_open", "a", 1, {"href": f"#{name}"}), *title, Token("link_close", "a", -1)]


def point_at_page(part: Token, whole: bool = False) -> None:
    """Let a link lead to the page that is made of its file, on the page of all chapters to the chapter there."""
    link = str(part.attrGet("href"))
    if "://" in link or link.startswith("#"):
        return
    if whole and (near := re.fullmatch(r"([\w-]+)\.md(?:#(.+))?", link)):
        part.attrSet("href", "#" + "-".join(filter(None, near.groups())))
    else:
        part.attrSet("href", re.sub(r"\.md(?=#|$)", ".html", link))


class Renderer(RendererHTML):
    """Writes tables that scroll by themselves, pictures with their size that open in full, and keys as keys."""

    def table_open(self, _tokens: list[Token], _at: int, *_rest: object) -> str:
        """A table wider than the page scrolls; the page does not."""
        return '<div class="wide"><table>\n'

    def table_close(self, _tokens: list[Token], _at: int, *_rest: object) -> str:
        """Close what scrolls."""
        return "</table></div>\n"

    def image(self, tokens: list[Token], at: int, _options: object, env: dict[str, Path]) -> str:
        """A picture keeps its place while it is fetched, and opens in full."""
        name = str(tokens[at].attrGet("src"))
        wide, high = size_of(env["folder"] / name)
        told = html.escape(tokens[at].content)
        return (
            f'<a class="picture" href="{name}"><img src="{name}" alt="{told}" '
            f'width="{wide // DOTS}" height="{high // DOTS}"></a>'
        )

    def text(self, tokens: list[Token], at: int, *_rest: object) -> str:
        """Keys are told from words."""
        return KEYS.sub(lambda key: f"<kbd>{key[0]}</kbd>", html.escape(tokens[at].content))


def size_of(picture: Path) -> tuple[int, int]:
    """Return width and height of a PNG picture in dots, as its head tells them."""
    wide, high = struct.unpack(">II", picture.read_bytes()[16:24])
    return wide, high


def anchor(title: str) -> str:
    """Return what a heading is pointed at by: its words in small letters with hyphens."""
    return re.sub(r"[^\w]+", "-", title.casefold()).strip("-")


def title_of(text: str) -> str:
    """Return the first line of a page, which is its title."""
    return text.split("\n", 1)[0].lstrip("# ").strip()


def other_languages(code: str, stem: str) -> str:
    """Return the way to the same page in the other languages; the contents and the engineers' pages have none."""
    return " ".join(
        f'<a href="../{other}/{stem}.html" lang="{tag(other)}" hreflang="{tag(other)}">{words["name"]}</a>'
        for other, words in LANGUAGES.items()
        if code and other != code
    )


def around(series: list[Path], source: Path, words: dict[str, str]) -> str:
    """Return the ways to the page before and the page after."""
    if source not in series:
        return ""
    at = series.index(source)
    ways = [(series[at - 1], "prev", words["before"])] if at else []
    ways += [(series[at + 1], "next", words["next"])] if at + 1 < len(series) else []
    made = "".join(
        f'<a class="{way}" rel="{way}" href="{file.stem}.html"><small>{told}</small>'
        f"{html.escape(title_of(file.read_text('utf-8')))}</a>"
        for file, way, told in ways
    )
    return f'<div class="around">{made}</div>\n'


def beside(code: str, source: Path) -> str:
    """Return what stands beside a page: its series with the parts of the page shown, and the ways to the others."""
    words = LANGUAGES[code or "en"]
    series = "".join(entry(file, source) for file in (chapters_of(code) if code else engineers()))
    if code:
        here = ' aria-current="page"' if source.stem == WHOLE else ""
        whole = f'<li><a href="{WHOLE}.html"{here}>{words["whole"]}</a></li>'
        rest = f'<li><a href="../../{engineers()[0].stem}.html" hreflang="en">{words["engineers"]}</a></li>'
        return f"<h2>{words['manual']}</h2><ol>{series}</ol><ul>{whole}{rest}</ul>"
    books = "".join(
        f'<li><a href="manual/{other}/{chapters_of(other)[0].stem}.html" lang="{tag(other)}">{one["manual"]}</a></li>'
        for other, one in LANGUAGES.items()
    )
    return f"<h2>{words['engineers']}</h2><ul>{series}</ul><ul>{books}</ul>"


def entry(file: Path, shown: Path) -> str:
    """Return a link to a page of the same series; the one that is shown says so, and lists its parts."""
    text = file.read_text("utf-8")
    here, parts = (' aria-current="page"', parts_of(text)) if file == shown else ("", "")
    return f'<li><a href="{file.stem}.html"{here}>{html.escape(title_of(text))}</a>{parts}</li>'


def parts_of(text: str) -> str:
    """Return the parts of a page as a list of links."""
    titles = [title.strip() for title in re.findall(r"^## (.+)$", text, re.MULTILINE)]
    made = "".join(f'<li><a href="#{anchor(title)}">{html.escape(title)}</a></li>' for title in titles)
    return f"<ul>{made}</ul>" if made else ""


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))

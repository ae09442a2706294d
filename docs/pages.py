"""Write the docs as a small site of plain pages, for a browser or a web server: `python3 dev.py manual DIR`."""

import html
import re
import shutil
import sys
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

HERE = Path(__file__).resolve().parent
MANUAL = HERE / "manual"
LANGUAGES = {"zh_CN": ("简体中文", "使用手册"), "en": ("English", "Manual")}  # its own name, the manual's
PAGE = """<!DOCTYPE html>
<html lang="{lang}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} – ShopDesk</title><link rel="stylesheet" href="{root}site.css"></head>
<body><nav>{nav}</nav><main>
{body}</main></body>
</html>
"""
STYLE = """:root { color-scheme: light dark; --text: #1d2433; --muted: #5b6478; --ground: #fff; --raised: #f3f4f7;
  --line: #dcdfe6; --link: #1f55c4; }
@media (prefers-color-scheme: dark) { :root { --text: #e4e7ee; --muted: #a3abbb; --ground: #171b22; --raised: #20252e;
  --line: #343b48; --link: #8ab0ff; } }
* { box-sizing: border-box; }
body { margin: 0; display: flex; color: var(--text); background: var(--ground);
  font: 16px/1.65 "Noto Sans SC", "Microsoft YaHei", "PingFang SC", system-ui, sans-serif; }
nav { flex: 0 0 240px; min-height: 100vh; padding: 24px 16px; background: var(--raised); font-size: 15px; }
nav a { display: block; padding: 4px 8px; border-radius: 6px; color: var(--text); text-decoration: none; }
nav a:hover, nav a[aria-current] { background: var(--line); }
nav .languages a { display: inline-block; color: var(--link); }
main { flex: 1; min-width: 0; max-width: 880px; padding: 24px 40px 64px; }
h1 { font-size: 28px; } h2 { font-size: 20px; margin-top: 32px; } a { color: var(--link); }
img { max-width: 100%; border: 1px solid var(--line); border-radius: 8px; }
table { border-collapse: collapse; display: block; overflow-x: auto; } th, td { padding: 6px 12px; text-align: left;
  vertical-align: top; border-bottom: 1px solid var(--line); } th { color: var(--muted); font-weight: 600; }
code { background: var(--raised); padding: 1px 4px; border-radius: 4px; overflow-wrap: anywhere; }
pre { background: var(--raised); padding: 12px; border-radius: 8px; overflow-x: auto; }
@media (max-width: 760px) { body { display: block; } nav { min-height: 0; } main { padding: 16px; } }
"""


def main(target: Path) -> int:
    """Write the site into a folder; what lies there under other names stays."""
    pages = sorted(HERE.glob("*.md")) + sorted(MANUAL.rglob("*.md"))
    for source in pages:
        write_page(source, target)
    shutil.copytree(MANUAL / "pictures", target / "manual" / "pictures", dirs_exist_ok=True)
    (target / "site.css").write_text(STYLE, "utf-8")
    start = '<meta http-equiv="refresh" content="0; url=manual/README.html"><a href="manual/README.html">ShopDesk</a>'
    (target / "index.html").write_text(f'<!DOCTYPE html><meta charset="utf-8">{start}\n', "utf-8")
    print(f"{target / 'index.html'}: {len(pages)} pages", file=sys.stderr)
    return 0


def write_page(source: Path, target: Path) -> None:
    """Write one page to the place that its source has among the docs."""
    place = source.relative_to(HERE).with_suffix(".html")
    text = source.read_text("utf-8")
    page = PAGE.format(
        lang=language_of(source).replace("_", "-"), title=html.escape(title_of(text)), nav=contents(source),
        root="../" * (len(place.parts) - 1), body=render(text),
    )  # fmt: skip
    (target / place).parent.mkdir(parents=True, exist_ok=True)
    (target / place).write_text(page, "utf-8")


def render(text: str) -> str:
    """Return a text as HTML: links to pages instead of their sources, headings that links can point at."""
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = reader.parse(text)
    for at, token in enumerate(tokens):
        if token.type == "heading_open":
            token.attrSet("id", anchor(tokens[at + 1].content))
        for part in token.children or ():
            point_at_page(part)
    return str(reader.renderer.render(tokens, reader.options, {}))


def point_at_page(part: Token) -> None:
    """Let a link lead to the page that is made of the file it names."""
    if part.type == "link_open" and "://" not in (link := str(part.attrGet("href"))):
        part.attrSet("href", re.sub(r"\.md(?=#|$)", ".html", link))


def anchor(title: str) -> str:
    """Return what a heading is pointed at by: its words in small letters with hyphens."""
    return re.sub(r"[^\w]+", "-", title.casefold()).strip("-")


def title_of(text: str) -> str:
    """Return the first line of a page, which is its title."""
    return text.split("\n", 1)[0].lstrip("# ").strip()


def language_of(source: Path) -> str:
    """Return the language of a page; the engineers' part is in English, the contents are in both."""
    return source.parent.name if source.parent.name in LANGUAGES else "en"


def contents(source: Path) -> str:
    """Return what stands beside a page: the chapters of its language, or the engineers' pages."""
    return beside_chapter(source) if source.parent.name in LANGUAGES else beside_others(source)


def beside_chapter(source: Path) -> str:
    """Return the chapters in the order of the page of contents, and the way to the same chapter in other languages."""
    language = source.parent.name
    names = re.findall(rf"\({language}/([\w-]+)\.md\)", (MANUAL / "README.md").read_text("utf-8"))
    chapters = "".join(entry(source.parent / f"{name}.md", source) for name in names)
    others = "".join(
        f'<a href="../{code}/{source.stem}.html" lang="{code.replace("_", "-")}">{own_name}</a>'
        for code, (own_name, _word) in LANGUAGES.items()
        if code != language
    )
    back = f'<a href="../README.html">ShopDesk · {LANGUAGES[language][1]}</a>'
    return f'{back}{chapters}<p class="languages">{others}</p>'


def beside_others(source: Path) -> str:
    """Return the engineers' pages and the way to the manual's contents."""
    inside = source.parent == MANUAL
    back = f'<a href="{"" if inside else "manual/"}README.html">ShopDesk</a>'
    return back + "".join(entry(file, source, "../" if inside else "") for file in sorted(HERE.glob("*.md")))


def entry(file: Path, shown: Path, up: str = "") -> str:
    """Return a link to a page; the one that is shown says so."""
    here = ' aria-current="page"' if file == shown else ""
    return f'<a href="{up}{file.stem}.html"{here}>{html.escape(title_of(file.read_text("utf-8")))}</a>'


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))

"""F1 opens the manual where a person is; it is whole in both languages, and its bold words stand in the window."""

import re
from pathlib import Path

import pytest
from babel.messages import pofile
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument

from shopdesk import app
from shopdesk.resources import manual
from shopdesk.ui.window.help import show_manual
from shopdesk.ui.window.manual import CHAPTERS, Manual, chapter_file, chapter_of, read_title
from shopdesk.ui.window.manual_search import anchor, parts_of
from shopdesk.ui.window.page_names import PAGES
from shopdesk.words import LANGUAGES, spoken

CATALOGUE = Path(__file__).resolve().parents[3] / "resources/translations/zh_CN/LC_MESSAGES/shopdesk.po"


def said(language: str) -> str:
    """Return every word of the window in a language, in one text."""
    with CATALOGUE.open("rb") as file:
        messages = [message for message in pofile.read_po(file) if message.id]
    words = [m.id if language == "en" else m.string for m in messages]
    return "\n".join(" ".join(one) if isinstance(one, tuple) else one for one in words).casefold()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_bold_in_the_manual_stands_in_the_window(language):
    window, strange = said(language), []
    for chapter in CHAPTERS:
        text = chapter_file(chapter, language).read_text("utf-8")
        for bold in re.findall(r"\*\*(.+?)\*\*", text):
            parts = [part.strip(" .。：:") for part in bold.split("→")]
            strange += [f"{chapter}: {part}" for part in parts if part.casefold() not in window]
    assert strange == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_chapter_is_there_with_its_links_and_pictures(language):
    for chapter in CHAPTERS:
        file = chapter_file(chapter, language)
        text = file.read_text("utf-8")
        assert read_title(chapter, language)
        for target in re.findall(r"\]\(([^)]+)\)", text):
            name, _, part = target.partition("#")
            led = (file.parent / name).resolve()
            assert led.is_file(), f"{chapter}: {target}"
            assert not part or part in [anchor(p.title) for p in parts_of("", led.read_text("utf-8"))], target
    names = {path.name for path in (manual() / language).glob("*.md")}
    assert names == {f"{chapter}.md" for chapter in CHAPTERS}


def test_the_page_of_contents_lists_every_chapter_under_its_title_in_both_languages():
    contents = manual() / "README.md"
    text = contents.read_text("utf-8")
    for language in LANGUAGES:
        for chapter in CHAPTERS:
            assert f"[{read_title(chapter, language)}]({language}/{chapter}.md)" in text
    for target in re.findall(r"\]\(([^)]+)\)", text):
        assert (contents.parent / target).resolve().is_file(), target


def test_both_languages_have_the_same_parts():
    def shape(language: str, chapter: str) -> list[str]:
        lines = chapter_file(chapter, language).read_text("utf-8").splitlines()
        return [line[: line.find(" ")] if line[0] == "#" else line[0] for line in lines if line and line[0] in "#!|1-"]

    for chapter in CHAPTERS:
        assert shape("en", chapter) == shape("zh_CN", chapter), chapter


def test_every_page_has_a_chapter():
    told = {page for pages in CHAPTERS.values() for page in pages}
    assert told == set(PAGES)
    assert chapter_of("stock") == "stock"


@pytest.fixture
def opened(folder, qtbot):
    shown = app.open_window(folder)
    shown.show()
    qtbot.waitExposed(shown)
    yield shown
    shown.close()


def test_f1_opens_the_chapter_of_the_page_and_typing_finds_another(opened, qtbot):
    opened.go("stock")
    qtbot.keyClick(opened, Qt.Key.Key_F1)
    book = opened.findChild(Manual)
    qtbot.waitExposed(book)
    assert book.chapter == "stock" and "Why is it this number" in book.browser.toPlainText()
    book.search.setText("ribbon")
    assert book.chapter == "printing" and book.browser.textCursor().selectedText() == "ribbon"
    assert book.contents.item(0).text() == "It does not print\nPrinters and labels"
    book.search.setText("zebra")
    assert book.contents.count() == 1 and book.contents.item(0).text().startswith("Nothing found")
    book.search.clear()
    assert book.contents.count() == len(CHAPTERS)
    opened.go("packing")
    qtbot.keyClick(opened, Qt.Key.Key_F1)
    assert opened.findChildren(Manual) == [book] and book.chapter == "packing"


def test_a_link_leads_to_another_chapter(opened, qtbot):
    spoken.use("zh_CN")
    show_manual(opened)
    book = opened.findChild(Manual)
    book.open_chapter("first-day")
    assert "第一天" in book.browser.toPlainText()
    book.browser.anchorClicked.emit(chapter_link("importing.md"))
    assert book.chapter == "importing"
    book.browser.anchorClicked.emit(chapter_link("file:///etc/passwd"))
    assert book.chapter == "importing"
    book.browser.anchorClicked.emit(chapter_link("backups.md#恢复"))
    assert book.chapter == "backups" and seen(book, "恢复")


def seen(book: Manual, title: str) -> bool:
    """Tell whether a heading stands in the upper part of what is shown of a chapter."""
    block = book.browser.document().begin()
    while block.isValid() and block.text() != title:
        block = block.next()
    top = book.browser.document().documentLayout().blockBoundingRect(block).top()
    bar = book.browser.verticalScrollBar()
    return 0 <= top - bar.value() < 200 or bar.value() == bar.maximum()


def test_the_answer_to_a_question_is_shown_with_its_words_marked_and_enter_leads_to_the_next(opened, qtbot):
    show_manual(opened)
    book = opened.findChild(Manual)
    qtbot.waitExposed(book)
    qtbot.keyClicks(book.search, "the PC died")
    assert book.chapter == "backups" and seen(book, "The PC died, or a new PC")
    marked = {mark.cursor.selectedText().casefold() for mark in book.browser.extraSelections()}
    assert "died" in marked
    book.search.setText("refund")
    first = book.contents.currentItem().text()
    qtbot.keyClick(book.search, Qt.Key.Key_Return)
    assert book.contents.currentRow() == 1 and book.contents.currentItem().text() != first
    qtbot.keyClick(book.search, Qt.Key.Key_Up)
    assert book.contents.currentRow() == 0


def test_pictures_are_as_sharp_as_the_screen_and_no_wider_than_the_text(opened, qtbot):
    show_manual(opened)
    book = opened.findChild(Manual)
    qtbot.waitExposed(book)
    book.open_chapter("stock")
    picture = book.browser.loadResource(QTextDocument.ResourceType.ImageResource.value, "../pictures/en/stock.png")
    assert picture.devicePixelRatio() == book.browser.devicePixelRatio()
    assert picture.deviceIndependentSize().width() <= book.browser.viewport().width()
    assert book.browser.document().idealWidth() <= book.browser.viewport().width()


def chapter_link(text: str):
    from PySide6.QtCore import QUrl

    return QUrl(text)

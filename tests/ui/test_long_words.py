"""A translation 40 % longer than English breaks no page: nothing is cut, nothing covers another, the window stays."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QScrollArea, QWidget

from shopdesk import app
from shopdesk.ui.context import Context
from shopdesk.ui.controls import bar, button, column, row
from shopdesk.ui.tables.table_page import TablePage
from shopdesk.words import spoken
from tests.ui.long_words import LongWords, faults_of, lengthen

SCREENS = ((1366, 768), (1024, 600))


@pytest.fixture
def long_words():
    before = spoken.translations
    spoken.translations = LongWords()
    yield
    spoken.translations = before


@pytest.fixture
def opened(long_words, folder, qtbot):
    """The whole program's window on the screen of a small laptop, speaking at length."""
    shown = app.open_window(folder, Context(folder))
    qtbot.addWidget(shown)
    shown.resize(*SCREENS[0])
    shown.show()
    qtbot.waitExposed(shown)
    yield shown
    shown.close()


def test_a_message_grows_by_two_fifths_and_keeps_its_names():
    longer = lengthen("{count} orders are late & <b>{name}</b>")
    assert "{count}" in longer and "<b>{name}</b>" in longer
    assert len(longer) >= 1.4 * len("orders are late & ")
    assert longer[0] == "[" and longer[-1] == "]"


@pytest.mark.timeout(600)
def test_no_page_cuts_or_covers_its_words(opened, hands_on, qtbot):
    hands, found = hands_on(opened), []

    def look(where: str) -> None:
        """Look again until all is laid out; what is cut then stays cut."""
        hands.settle()
        for _again in range(10):
            if not (faults := faults_of(opened)):
                return
            qtbot.wait(100)
        found.extend(f"{where}: {fault}" for fault in faults)

    for page in app.PAGES:
        opened.go(page)
        opened.showNormal()
        for screen in SCREENS:
            opened.resize(*screen)
            look(f"{page} at {screen[0]}")
            if isinstance(shown := opened.current_page, TablePage) and shown.rows_shown():
                shown.table.selectRow(0)
                look(f"{page} at {screen[0]}, a row selected")
                shown.table.clearSelection()
            assert (opened.width(), opened.height()) == screen, f"{page} makes the window grow"
    assert not found, "\n".join(found)


def test_what_is_cut_or_covered_is_found(qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    one, other = QPushButton("More words than there is room for", page), QPushButton("Other", page)
    one.setGeometry(10, 10, 60, 30)
    other.setGeometry(50, 10, 90, 30)
    page.resize(400, 100)
    page.show()
    qtbot.waitExposed(page)
    cut, covered = faults_of(page)
    assert "More words" in cut and "wide, has 60" in cut
    assert "cover each other" in covered
    one.setGeometry(10, 50, 300, 30)
    assert faults_of(page) == []


def test_what_hangs_over_the_edge_of_a_panel_is_found(qtbot):
    area = QScrollArea()
    qtbot.addWidget(area)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidgetResizable(True)
    inner = QWidget()
    inner.setLayout(row(button("one", "Open on the bench"), button("other", "Open a ticket"), None))
    area.setWidget(inner)
    page = QWidget()
    qtbot.addWidget(page)
    page.setLayout(column(area))
    page.resize(140, 200)
    page.show()
    qtbot.waitExposed(page)
    assert any("wide, has" in fault and "holds" in fault for fault in faults_of(page))
    page.resize(600, 200)
    qtbot.waitUntil(lambda: faults_of(page) == [], timeout=5_000)


def test_keys_leave_a_crowded_bar_before_words_are_cut(qtbot):
    parts = [button("first", "First words", key="Ctrl+1"), button("main", "Main deed", key="Ctrl+2", primary=True)]
    page = QWidget()
    qtbot.addWidget(page)
    made = bar("bar", 48, *parts, None)
    page.setLayout(column(made))
    page.resize(600, 100)
    page.show()
    qtbot.waitExposed(page)
    assert [part.text() for part in parts] == ["First words   Ctrl+1", "Main deed   Ctrl+2"]
    page.resize(made.layout().minimumSize().width() - 10, 100)
    qtbot.waitUntil(lambda: parts[0].text() == "First words")
    assert parts[0].toolTip() == "First words  Ctrl+1"
    assert parts[1].text() == "Main deed   Ctrl+2"  # what is done most keeps its key longest
    page.resize(600, 100)
    qtbot.waitUntil(lambda: parts[0].text() == "First words   Ctrl+1")

"""The panel at the right: another row's sections are seen at once in their own height, never squeezed."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from shopdesk.ui.controls import StatusLabel, button, column, label
from shopdesk.ui.side_panel import SidePanel, facts
from shopdesk.ui.status import ORDER
from shopdesk.ui.theme import LINE, SPACE

ENOUGH = 0.95  # a line is rounded up here and there


class Painted(QObject):
    """Notes how high the sections are each time they are painted, and how high they should be."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[int, int]] = []

    def eventFilter(self, watched: QWidget, event: QEvent) -> bool:  # noqa: N802
        layout = watched.layout()
        if event.type() == QEvent.Type.Paint and layout is not None:
            self.seen.append((watched.height(), layout.heightForWidth(watched.width())))
        return False


def fill(panel: SidePanel, title: str, painted: Painted) -> None:
    panel.begin(title)
    panel._scroll.widget().installEventFilter(painted)
    for at in range(20):
        panel.add(label(f"{title} {at}: " + "words that take more than one line " * 3, wrap=True), title=f"Part {at}")
    panel.add(QLineEdit(objectName="note"), button("deed", "Deed"))


def test_a_panel_is_never_painted_squeezed_and_is_at_hand_at_once(qtbot):
    panel, painted = SidePanel("Panel"), Painted()
    page = QWidget()
    qtbot.addWidget(page)
    page.setLayout(column(panel))
    page.resize(320, 300)
    page.show()
    qtbot.waitExposed(page)
    for title in ("First", "Second", "Third"):
        before = len(painted.seen)
        fill(panel, title, painted)
        assert panel.findChild(QPushButton, "deed") is not None
        panel.findChild(QLineEdit, "note").setFocus()
        qtbot.waitUntil(lambda before=before: len(painted.seen) > before, timeout=5_000)
        assert panel.findChild(QLineEdit, "note").isVisible()
    assert [pair for pair in painted.seen if pair[0] < ENOUGH * pair[1]] == []
    panel.hide()
    fill(panel, "Hidden", painted)
    before = len(painted.seen)
    panel.show()
    qtbot.waitUntil(lambda: len(painted.seen) > before, timeout=5_000)
    assert [pair for pair in painted.seen if pair[0] < ENOUGH * pair[1]] == []
    page.activateWindow()
    panel.findChild(QLineEdit, "note").setFocus()
    QTest.keyClick(panel.findChild(QLineEdit, "note"), Qt.Key.Key_A)
    assert panel.findChild(QLineEdit, "note").text() == "a"


def test_what_goes_on_with_a_section_stands_close_to_it(qtbot):
    panel, parts = SidePanel("Panel"), [label(text) for text in ("First", "Goes on", "Another")]
    qtbot.addWidget(panel)
    panel.resize(320, 300)
    panel.show()
    panel.begin("Panel")
    panel.add(parts[0])
    panel.add(parts[1], line_above=False)
    panel.add(parts[2])
    panel.unveil()
    tops = [part.mapTo(panel, part.rect().topLeft()).y() for part in parts]
    assert tops[1] - tops[0] == parts[0].height() + SPACE[3]
    assert tops[2] - tops[1] > parts[1].height() + SPACE[3]


def test_texts_links_and_states_of_a_panel_stand_on_lines_of_one_height(qtbot):
    link, state, long = button("way", "Way", look="link"), StatusLabel(ORDER["new"]), label("word " * 40, wrap=True)
    lines = facts(
        [("Text", "one"), ("Link", link), ("State", state), ("Text", "two"), ("Long", long), ("Text", "three")]
    )
    page = QWidget()
    page.setLayout(column(lines, None))
    qtbot.addWidget(page)
    page.resize(300, 400)
    page.show()
    tops = [lines.cellRect(at, 0).top() for at in range(5)]
    assert {tops[at + 1] - tops[at] for at in range(4)} == {LINE + lines.verticalSpacing()}
    names = [lines.itemAtPosition(at, 0).geometry() for at in range(5)]
    assert {name.height() for name in names} == {LINE}, "the name of a long value stands beside its first line"
    assert long.height() > LINE

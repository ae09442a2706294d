"""What a translation that is 40 % longer does to a window: words that are cut, controls that cover each other."""

import gettext
import re
from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTableView,
    QToolButton,
    QWidget,
)

ACCENTS = str.maketrans("aceilnorsuyzACEILNORSUYZ", "áćéíĺńóŕśúýźÁĆÉÍĹŃÓŔŚÚÝŹ")
SLACK = 1
MARGIN = 16  # at the right of what a panel holds: what is beyond it is cut
_KEPT = re.compile(r"(\{[^}]*\}|<[^>]*>|&\w+;)")
CONTROLS = (QAbstractButton, QLabel, QLineEdit, QComboBox, QAbstractSpinBox, QPlainTextEdit)


def lengthen(message: str) -> str:
    """Return a message with accents and 40 % more room, its {names} and tags untouched."""
    parts = _KEPT.split(message)
    accented = "".join(part if _KEPT.fullmatch(part) else part.translate(ACCENTS) for part in parts)
    words = len("".join(part for part in parts if not _KEPT.fullmatch(part)))
    longer = re.sub("~{10}(?=~)", "~~~~~~~~~ ", "~" * max(1, round(words * 0.4) - 2))  # no word longer than another
    return f"[{accented}{longer}]" if message.strip() else message


class LongWords(gettext.NullTranslations):
    """A language that says everything at greater length."""

    def gettext(self, message: str) -> str:
        return lengthen(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return lengthen(msgid1 if n == 1 else msgid2)


def faults_of(page: QWidget) -> list[str]:
    """Return what is cut or covered on a page, each fault in one line."""
    controls = [c for c in page.findChildren(QWidget) if isinstance(c, CONTROLS) and _seen(c)]
    found = [f"{name(c)}: {fault}" for c in controls if (fault := _cut(c))]
    found += [f"{name(table)}: {fault}" for table in page.findChildren(QTableView) for fault in _cut_headers(table)]
    found += [f"{name(area)}: {fault}" for area in page.findChildren(QScrollArea) if (fault := _overhang(area))]
    found += [f"{name(one)} and {name(other)} cover each other" for one, other in _covering(controls, page)]
    return found


def name(widget: QWidget) -> str:
    words = getattr(widget, "text", lambda: "")()
    return f"{type(widget).__name__} {widget.objectName() or '?'} in {_home(widget)} “{words[:40]}”"


def _home(widget: QWidget) -> str:
    parent = widget.parentWidget()
    while parent is not None and not parent.objectName():
        parent = parent.parentWidget()
    return parent.objectName() if parent is not None else "?"


def _seen(widget: QWidget) -> bool:
    return widget.isVisible() and not widget.visibleRegion().isEmpty() and not _inside_a_field(widget)


def _inside_a_field(widget: QWidget) -> bool:
    """Tell whether a widget is a part of another control: the line of a combo box, a button in a field."""
    parent = widget.parentWidget()
    return isinstance(parent, (QComboBox, QAbstractSpinBox, QLineEdit, QHeaderView, QTableView))


def _cut(widget: QWidget) -> str:
    if widget.toolTip() and isinstance(widget, QLabel):
        return ""  # cut on purpose: the tooltip says the whole
    wanted, given = _wanted(widget), widget.size()
    if wanted.width() > given.width() + SLACK:
        return f"needs {wanted.width()} wide, has {given.width()}"
    if wanted.height() > given.height() + SLACK:
        return f"needs {wanted.height()} high, has {given.height()}"
    return ""


def _wanted(widget: QWidget) -> QSize:
    if isinstance(widget, QLabel):
        return _label_wants(widget)
    if isinstance(widget, QToolButton) and widget.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly:
        return QSize(0, 0)  # the rail of a narrow window: its tips say the words
    if isinstance(widget, QAbstractButton) and widget.text():
        return QSize(widget.minimumSizeHint().width(), 0)
    if isinstance(widget, QComboBox):
        width = widget.fontMetrics().horizontalAdvance(widget.currentText()) + 24
        return QSize(width, 0)
    return QSize(0, 0)


def _label_wants(label: QLabel) -> QSize:
    if not label.text() or label.textFormat() == Qt.TextFormat.RichText:
        return QSize(0, 0)
    hint = label.minimumSizeHint()
    if label.wordWrap() or label.hasHeightForWidth():
        return QSize(0, label.heightForWidth(label.width()))
    metrics = label.fontMetrics()
    width = max(metrics.horizontalAdvance(line) for line in label.text().split("\n"))
    return QSize(width if label.pixmap().isNull() else 0, min(hint.height(), metrics.height()))


def _overhang(area: QScrollArea) -> str:
    """Tell of an area that never scrolls sideways and holds more than its width."""
    inner, off = area.widget(), Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    if inner is None or not _seen(inner) or area.horizontalScrollBarPolicy() != off:
        return ""
    needed, given = inner.minimumSizeHint().width(), area.viewport().width()
    return f"holds {needed} wide, has {given}" if needed > given + MARGIN else ""


def _cut_headers(table: QTableView) -> Iterator[str]:
    header, model = table.horizontalHeader(), table.model()
    if model is None or not table.isVisible() or not header.isVisible():
        return
    for column in range(model.columnCount()):
        if header.isSectionHidden(column):
            continue
        words = str(model.headerData(column, Qt.Orientation.Horizontal) or "")
        told = model.headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
        width = header.fontMetrics().horizontalAdvance(words) + 8
        if width > header.sectionSize(column) and not told and not _headers_have_tooltips(header):
            yield f"column “{words}” needs {width}, has {header.sectionSize(column)}"


def _headers_have_tooltips(header: QHeaderView) -> bool:
    return bool(header.property("tellsCut"))


def _covering(controls: list[QWidget], page: QWidget) -> Iterator[tuple[QWidget, QWidget]]:
    places = [(c, _place(c, page)) for c in controls]
    for (one, here), (other, there) in combinations(places, 2):
        if one.isAncestorOf(other) or other.isAncestorOf(one) or _scroll(one) is not _scroll(other):
            continue
        both = here.intersected(there)
        if both.width() > 2 and both.height() > 2:
            yield one, other


def _scroll(widget: QWidget) -> QWidget | None:
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, QAbstractScrollArea):
        parent = parent.parentWidget()
    return parent


def _place(widget: QWidget, page: QWidget) -> QRect:
    return QRect(widget.mapTo(page, QPoint(0, 0)), widget.size())

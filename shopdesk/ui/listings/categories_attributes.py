"""What is told of the products of a category: its own attributes, edited in place, under those it inherits."""

import re
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from shopdesk.domain.categories import ATTRIBUTE_KINDS, Attribute
from shopdesk.ui.listings.variant_table import EVEN_TITLES
from shopdesk.ui.tables.column_width import at_least_title
from shopdesk.ui.theme import HEADER, ROW_COMPACT, looks
from shopdesk.words import _, spoken
from shopdesk.words.categories import word_kind

NAME, ENGLISH, KIND, CHOICES, UNIT, REQUIRED, FROM = range(7)
_KIND = Qt.ItemDataRole.UserRole
_SPLIT = re.compile(r"[、,，|;；]")
_WIDTHS = {NAME: 84, ENGLISH: 92, KIND: 60, UNIT: 44, REQUIRED: 56, FROM: 76}
Index = QModelIndex | QPersistentModelIndex


class AttributeTable(QTableWidget):
    """One row for each attribute; `entered` carries the category's own ones as they shall be."""

    entered = Signal(list)

    def __init__(self) -> None:
        super().__init__(0, len(_WIDTHS) + 1)
        self.setObjectName("attributeTable")
        self.setAccessibleName(_("Attributes"))
        self.setHorizontalHeaderLabels(
            [_("Attribute"), _("English"), _("Kind"), _("Choices"), _("Unit"), _("Required"), _("Comes from")]
        )
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.horizontalHeader().setSectionResizeMode(CHOICES, QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setStyleSheet(EVEN_TITLES)
        self.horizontalHeader().setFixedHeight(HEADER)
        for at, width in _WIDTHS.items():
            title = str(self.model().headerData(at, Qt.Orientation.Horizontal))
            self.setColumnWidth(at, at_least_title(title, width))
        choices = str(self.model().headerData(CHOICES, Qt.Orientation.Horizontal))
        self.horizontalHeader().setMinimumSectionSize(at_least_title(choices, min(_WIDTHS.values())))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_COMPACT)
        self.setFrameShape(QTableWidget.Shape.NoFrame)
        self.setSizeAdjustPolicy(QTableWidget.SizeAdjustPolicy.AdjustToContents)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Maximum)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setItemDelegateForColumn(KIND, _KindDelegate(self))
        self._inherited: tuple[tuple[Attribute, str], ...] = ()
        self.itemChanged.connect(lambda _item: self._enter())

    def show_attributes(self, inherited: Sequence[tuple[Attribute, str]], own: Sequence[Attribute]) -> None:
        """Show attributes, inherited ones with the category they come from; an edit that is under way stays."""
        if self._inherited == tuple(inherited) and self.attributes() == list(own) and self.rowCount():
            return
        at = (self.currentRow(), self.currentColumn())
        with QSignalBlocker(self):
            self.setRowCount(0)
            self._inherited = tuple(inherited)
            for attribute, source in inherited:
                self._add(attribute, source)
            for attribute in own:
                self._add(attribute)
        told = [*(attribute for attribute, _source in inherited), *own]
        self.setColumnHidden(ENGLISH, bool(told) and all(a.name_en in ("", a.name) for a in told))
        if self.rowCount():
            self.setCurrentCell(min(max(at[0], 0), self.rowCount() - 1), max(at[1], 0))

    def attributes(self) -> list[Attribute]:
        """Return the category's own attributes as the table shows them; rows without a name are not among them."""
        rows = (self._attribute(row) for row in range(len(self._inherited), self.rowCount()))
        return [attribute for attribute in rows if attribute.name]

    def begin_new(self) -> None:
        """Offer an empty row; it counts as soon as it has a name."""
        with QSignalBlocker(self):
            self._add(Attribute(""))
        self._edit(self.rowCount() - 1)

    def remove_current(self) -> bool:
        """Take the current attribute away; False for an inherited one."""
        row = self.currentRow()
        if row < len(self._inherited):
            return False
        named = bool(self._attribute(row).name)
        with QSignalBlocker(self):
            self.removeRow(row)
        if named:
            self._enter()
        return True

    def _edit(self, row: int) -> None:
        self.setFocus()
        self.setCurrentCell(row, NAME)
        if (item := self.item(row, NAME)) is not None:
            self.editItem(item)

    def _enter(self) -> None:
        self.entered.emit(self.attributes())

    def _attribute(self, row: int) -> Attribute:
        def text(column: int) -> str:
            item = self.item(row, column)
            return item.text().strip() if item is not None else ""

        kind, required = self.item(row, KIND), self.item(row, REQUIRED)
        assert kind is not None and required is not None
        choices = tuple(filter(None, map(str.strip, _SPLIT.split(text(CHOICES)))))
        wanted = required.checkState() == Qt.CheckState.Checked
        return Attribute(text(NAME), text(ENGLISH), str(kind.data(_KIND)), choices, text(UNIT), wanted)

    def _add(self, attribute: Attribute, source: str = "") -> None:
        row = self.rowCount()
        self.insertRow(row)
        texts = (
            attribute.name, attribute.name_en, word_kind(attribute.kind), _comma().join(attribute.choices),
            attribute.unit, "", source or _("Its own"),
        )  # fmt: skip
        for column, text in enumerate(texts):
            item = _Tick() if column == REQUIRED else QTableWidgetItem(text)
            item.setToolTip(text if column == CHOICES else "")
            if source or column in (REQUIRED, FROM):
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
            if source or column == FROM:
                item.setForeground(looks.colour("muted"))
            if column == KIND:
                item.setData(_KIND, attribute.kind)
            if column == REQUIRED:
                item.setCheckState(Qt.CheckState.Checked if attribute.required else Qt.CheckState.Unchecked)
                checkable = Qt.ItemFlag.ItemIsUserCheckable
                item.setFlags(item.flags() & ~checkable if source else item.flags() | checkable)
            self.setItem(row, column, item)


class _Tick(QTableWidgetItem):
    """A box alone, which a screen reader says in words."""

    def data(self, role: int) -> Any:  # noqa: ANN401
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _("Yes") if self.checkState() == Qt.CheckState.Checked else _("No")
        return super().data(role)


def _comma() -> str:
    return "、" if spoken.language == "zh_CN" else ", "


class _KindDelegate(QStyledItemDelegate):
    """Lets a kind be chosen; the cell keeps its code beside its word."""

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, _index: Index) -> QWidget:  # noqa: N802
        box = QComboBox(parent)
        box.setAccessibleName(_("Kind"))
        for kind in ATTRIBUTE_KINDS:
            box.addItem(word_kind(kind), kind)
        box.activated.connect(lambda _at: self.commitData.emit(box))
        box.activated.connect(lambda _at: self.closeEditor.emit(box))
        return box

    def setEditorData(self, editor: QWidget, index: Index) -> None:  # noqa: N802
        assert isinstance(editor, QComboBox)
        editor.setCurrentIndex(editor.findData(index.data(_KIND)))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:  # noqa: N802
        assert isinstance(editor, QComboBox)
        if editor.currentData() != index.data(_KIND):
            with QSignalBlocker(model):
                model.setData(index, editor.currentData(), _KIND)
            model.setData(index, editor.currentText())

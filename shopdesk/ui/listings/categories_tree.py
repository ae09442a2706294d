"""The tree of categories: names are edited in place, branches moved with the mouse or with Alt and an arrow."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem

from shopdesk.domain.categories import LEVELS, Category, Path
from shopdesk.ui.listings.variant_table import EVEN_TITLES
from shopdesk.ui.theme import CONTROL_SMALL, HEADER, looks
from shopdesk.words import _

_UUID = Qt.ItemDataRole.UserRole
NAME, ENGLISH, LISTINGS = range(3)


@dataclass(frozen=True, slots=True)
class Move:
    """Where a category is to go: under `parent`, as the `at`-th of the others there; last without."""

    path: Path
    parent: Path
    at: int | None = None


class CategoryTree(QTreeWidget):
    """Shows the tree; `stood_on` tells the current category's path, `renamed` path, name and English name."""

    stood_on = Signal(tuple)
    renamed = Signal(tuple, str, str)
    moved = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("categoryTree")
        self.setAccessibleName(_("Categories"))
        self.setHeaderLabels([_("Category"), _("English"), _("Listings")])
        self.headerItem().setTextAlignment(LISTINGS, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setFrameShape(QTreeWidget.Shape.NoFrame)
        self.setUniformRowHeights(True)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        header = self.header()
        header.setStyleSheet(EVEN_TITLES)
        header.setStretchLastSection(False)
        header.setFixedHeight(HEADER)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(ENGLISH, QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(LISTINGS, QHeaderView.ResizeMode.ResizeToContents)
        header.resizeSection(ENGLISH, 176)
        self._paths: dict[str, Path] = {}
        self._items: dict[Path, QTreeWidgetItem] = {}
        self._open: set[str] = set()
        self.currentItemChanged.connect(lambda now, _before: self.stood_on.emit(self._path_of(now)))
        self.itemChanged.connect(self._edited)
        self.itemExpanded.connect(lambda item: self._open.add(item.data(NAME, _UUID)))
        self.itemCollapsed.connect(lambda item: self._open.discard(item.data(NAME, _UUID)))

    # What the page asks

    def show_tree(
        self, categories: Sequence[Category], counts: Mapping[Path, int], hits: Collection[Path] | None
    ) -> None:
        """Show the tree, or of it only what was found with what stands above; the current category stays it."""
        before, was = self.path, self._current_uuid()
        kept = set(self._open)
        with QSignalBlocker(self):
            self.clear()
            self._items.clear()
            self._paths = {category.uuid: category.path for category in categories}
            for category in categories:
                self._add(category, counts.get(category.path, 0))
            for item in self._items.values():
                item.setExpanded(item.data(NAME, _UUID) in kept)
            if hits is not None:
                self._show_hits(hits)
        self._open = kept
        english = any(category.name_en not in ("", category.name) for category in categories)
        self.setColumnHidden(ENGLISH, bool(categories) and not english)
        self._return_to(self._paths.get(was, before), hits)

    def _add(self, category: Category, count: int) -> None:
        item = QTreeWidgetItem([category.name, category.name_en, f"{count:,}" if count else "–"])
        item.setData(NAME, _UUID, category.uuid)
        item.setData(LISTINGS, Qt.ItemDataRole.AccessibleTextRole, f"{count:,}")
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
        item.setTextAlignment(LISTINGS, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        item.setForeground(ENGLISH, looks.colour("text-2"))
        item.setForeground(LISTINGS, looks.colour("text-2" if count else "muted"))
        item.setSizeHint(NAME, QSize(0, CONTROL_SMALL))
        self._items[category.path] = item
        above = self._items.get(category.path[:-1])
        if above is None:
            self.addTopLevelItem(item)
        else:
            above.addChild(item)

    def _show_hits(self, hits: Collection[Path]) -> None:
        shown = {path[:depth] for path in hits for depth in range(1, len(path) + 1)}
        for path, item in self._items.items():
            item.setHidden(path not in shown)
            item.setExpanded(any(len(hit) > len(path) and hit[: len(path)] == path for hit in hits))

    def _return_to(self, path: Path, hits: Collection[Path] | None) -> None:
        """Stand where the person stood, else on what is left of it, of hits on the first one."""
        if hits and path not in hits:
            path = next(iter(hits))
        while path and path not in self._items:
            path = path[:-1]
        self.stand_on(path or next(iter(self._items), ()))

    @property
    def path(self) -> Path:
        """The current category's path, () without one."""
        return self._path_of(self.currentItem())

    def stand_on(self, path: Path) -> None:
        """Make a category the current one, opening what stands above it."""
        item = self._items.get(path)
        if item is None:
            self.stood_on.emit(())
            return
        above = item.parent()
        while above is not None:
            above.setExpanded(True)
            above = above.parent()
        if item is self.currentItem():
            self.stood_on.emit(path)
        self.setCurrentItem(item)
        self.scrollToItem(item)

    def path_of_uuid(self, uuid: str) -> Path:
        """Return where a category stands now."""
        return self._paths.get(uuid, ())

    def begin_edit(self) -> None:
        """Let the current category's name be typed."""
        if (item := self.currentItem()) is not None:
            self.setFocus()
            self.editItem(item, NAME)

    def shift(self, step: int) -> None:
        """Move the current category up (-1) or down (1): among its siblings, then on to the next branch."""
        path, item = self.path, self.currentItem()
        if item is None:
            return
        siblings = list(self._below(path[:-1]))
        at = siblings.index(path) + step
        if 0 <= at < len(siblings):
            self.moved.emit(Move(path, path[:-1], at))
            return
        branches = [told for told in self._items if len(told) == len(path) - 1]
        if len(path) > 1:
            there = branches.index(path[:-1]) + step
            if 0 <= there < len(branches):
                self.moved.emit(Move(path, branches[there], None if step < 0 else 0))

    def shown(self) -> int:
        """Return how many categories are not filtered away."""
        return sum(not item.isHidden() for item in self._items.values())

    # What a person does

    def _edited(self, item: QTreeWidgetItem, column: int) -> None:
        path = self._path_of(item)
        if path and column in (NAME, ENGLISH):
            self.renamed.emit(path, item.text(NAME).strip(), item.text(ENGLISH).strip())

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802, D102
        event.setDropAction(Qt.DropAction.IgnoreAction)  # the shop moves it, and the tree is shown anew
        event.accept()
        target = self._path_of(self.itemAt(event.position().toPoint()))
        move = self.move_to(self.path, target, self.dropIndicatorPosition())
        if move is not None:
            self.moved.emit(move)

    def move_to(self, path: Path, target: Path, place: QAbstractItemView.DropIndicatorPosition) -> Move | None:
        """Return what a drop on (or above, or below) a target means; None where the levels would not be kept."""
        on = place == QAbstractItemView.DropIndicatorPosition.OnItem
        if not path or not target or target == path:
            return None
        if on and len(target) == len(path) - 1:
            return Move(path, target)
        if len(target) != len(path):
            return None
        others = [told for told in self._below(target[:-1]) if told != path]
        above = place == QAbstractItemView.DropIndicatorPosition.AboveItem
        return Move(path, target[:-1], others.index(target) + (not above))

    def _below(self, parent: Path) -> Iterator[Path]:
        return (told for told in self._items if told[:-1] == parent)

    def _current_uuid(self) -> str:
        item = self.currentItem()
        return str(item.data(NAME, _UUID)) if item is not None else ""

    def _path_of(self, item: QTreeWidgetItem | None) -> Path:
        return self._paths.get(item.data(NAME, _UUID), ()) if item is not None else ()


def below_of(path: Path) -> Path:
    """Return what a new category goes under when this one is current: itself, or the one above a leaf."""
    return path if len(path) < LEVELS else path[:-1]

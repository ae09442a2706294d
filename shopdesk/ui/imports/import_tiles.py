"""What stands above the records: the three steps, and a tile for each kind of record with its count."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from shopdesk.services.imports import ImportResult
from shopdesk.ui.controls import label, row
from shopdesk.ui.icons import shape_pixmap
from shopdesk.ui.imports.import_tables import KINDS
from shopdesk.ui.imports.import_words import FIELDS
from shopdesk.ui.printing.print_steps import Steps
from shopdesk.ui.status import IMPORT_ROW, Status
from shopdesk.ui.theme import CAPTION, PAGE, SPACE
from shopdesk.words import _, listed


class ImportSteps(Steps):
    """Choose file, check, done: where the import stands."""

    def __init__(self) -> None:
        super().__init__((_("Choose file"), _("Check it"), _("Done")))
        self.setObjectName("importSteps")


class Tile(QPushButton):
    """A kind of record: its shape and word, how many there are, and what becomes of them."""

    def __init__(self, name: str, status: Status, word: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("tile", True)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._word = word
        shape = QLabel()
        shape.setPixmap(shape_pixmap(status.shape, status.role))
        rank = {"accent": "link"}.get(status.role, status.role)
        self._count = label(size=PAGE, bold=True)
        self._said = label(rank="second", size=CAPTION)
        self._said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._whole = ""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE[4], SPACE[2], SPACE[3], SPACE[2])
        layout.setSpacing(0)
        layout.addLayout(row(shape, label(word, rank=rank), None, spacing=SPACE[2]))
        below = row(self._count, spacing=SPACE[2])
        below.addWidget(self._said, 1)
        layout.addLayout(below)
        for child in self.findChildren(QLabel):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    @property
    def count_text(self) -> str:
        """The count as it is shown."""
        return self._count.text()

    def tell(self, count: int, said: str) -> None:
        """Show how many there are and what that means."""
        self._count.setText(f"{count:,}")
        self._whole = said
        self._cut()
        self.setToolTip(said)
        self.setAccessibleName(f"{self._word} {count:,}. {said}")

    def _cut(self) -> None:
        shown = self._said.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, self._said.width())
        self._said.setText(shown)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802, D102
        super().resizeEvent(event)
        below = self.layout()
        if below is not None:
            below.activate()
        self._cut()


class Tiles(QWidget):
    """The four kinds; one is chosen, by click or arrow keys."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        words = {"created": _("New records"), "updated": _("Changed"), "unchanged": _("Same"), "rejected": _("Refused")}
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self.tiles: dict[str, Tile] = {}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE[3])
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        for kind in KINDS:
            tile = Tile(f"importTile-{kind}", IMPORT_ROW[kind], words[kind])
            self._group.addButton(tile)
            self.tiles[kind] = tile
            layout.addWidget(tile, 1)
            tile.toggled.connect(lambda on, kind=kind: self.chosen.emit(kind) if on else None)

    @property
    def kind(self) -> str:
        """The kind that is chosen."""
        return next((kind for kind, tile in self.tiles.items() if tile.isChecked()), "")

    def stand_on(self, kind: str) -> None:
        """Choose a kind; `chosen` follows when it was not chosen already."""
        self.tiles[kind].setChecked(True)

    def show_result(self, result: ImportResult) -> None:
        """Show the counts of a file."""
        counts = {
            "created": result.created, "updated": result.updated,
            "unchanged": result.unchanged, "rejected": len(result.rejected),
        }  # fmt: skip
        said = _said(result)
        for kind, tile in self.tiles.items():
            tile.tell(counts[kind], said[kind] if counts[kind] else _("none"))


def _said(result: ImportResult) -> Mapping[str, str]:
    preview = result.preview
    created, updated = _("will be added"), _("will be brought forward")
    if preview and preview.masked:
        created = _("{count} with a hidden address").format(count=preview.masked)
    if preview and preview.touched:
        updated = listed(
            f"{_(FIELDS[name]) if name in FIELDS else name} {count:,}" for name, count in preview.touched[:2]
        )
    return {
        "created": created,
        "updated": updated,
        "unchanged": _("skipped"),
        "rejected": _("the reasons are below"),
    }

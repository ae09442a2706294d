"""The variants of the edited listing as an editable table: what is refused stays in its cell, with the reason."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from shopdesk.domain.errors import ShopError
from shopdesk.domain.jobs import Job
from shopdesk.domain.listings import Listing, Variant
from shopdesk.services.listing_edit import rename_sku
from shopdesk.services.shop import Shop
from shopdesk.ui.icons import shape_pixmap
from shopdesk.ui.listings.listing_editor_draft import ListingDraft
from shopdesk.ui.listings.variant_cells import KINDS, cell_doubt, cell_text, with_cell
from shopdesk.ui.theme import looks
from shopdesk.words import _, ngettext
from shopdesk.words.errors import word_error

Index = QModelIndex | QPersistentModelIndex
Cell = tuple[int, str, str]
_Role = Qt.ItemDataRole


class VariantModel(QAbstractTableModel):
    """One row for each variant; `complained` when a cell was refused or is right again."""

    complained = Signal()

    def __init__(self, draft: ListingDraft) -> None:
        super().__init__()
        self.draft = draft
        self._variants: tuple[Variant, ...] = draft.listing.variants
        self._wrong: dict[tuple[str, str], tuple[str, str]] = {}
        self._renamed: dict[str, str] = {}
        draft.opened.connect(self._forget)
        draft.changed.connect(self._show)

    def why(self, index: Index) -> str:
        """Return why a cell was refused, or what looks wrong in it."""
        if not index.isValid():
            return ""
        variant, key = self._variants[index.row()], KINDS[index.column()].key
        return self._wrong.get((variant.sku, key), ("", ""))[1] or cell_doubt(variant, key)

    def put(self, cells: Sequence[Cell]) -> None:
        """Write these cells (row, key, text) as one change; what cannot be read stays as it was typed."""
        edits: list[tuple[str, str, str]] = []
        renames: list[tuple[str, str]] = []
        listing = self.draft.listing
        for at, key, text in cells:
            sku = self._variants[at].sku
            self._wrong.pop((sku, key), None)
            if key == "sku":
                renames.append((sku, text.strip()))
                continue
            try:
                listing = with_cell(listing, sku, key, text)
                edits.append((sku, key, text))
            except ShopError as error:
                self._complain([(sku, key, text)], error)
        if edits:
            self.draft.edit(self._what(edits), partial(self._written, edits), refused=partial(self._complain, edits))
        for sku, new in renames:
            self._rename(sku, new)
        self._repaint()

    # Qt asks these

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008, D102
        return 0 if parent.isValid() else len(self._variants)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008, D102
        return 0 if parent.isValid() else len(KINDS)

    def headerData(self, section: int, way: Qt.Orientation, role: int = _Role.DisplayRole) -> object:  # noqa: N802, D102
        if way == Qt.Orientation.Horizontal and role == _Role.DisplayRole:
            return _(KINDS[section].title)
        if way == Qt.Orientation.Horizontal and role == _Role.TextAlignmentRole:
            return _alignment(KINDS[section].is_number)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:  # noqa: D102
        fixed = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return fixed if KINDS[index.column()].is_fixed else fixed | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = _Role.DisplayRole) -> object:  # noqa: D102
        variant, kind = self._variants[index.row()], KINDS[index.column()]
        wrong = self._wrong.get((variant.sku, kind.key))
        if role in (_Role.DisplayRole, _Role.EditRole):
            return wrong[0] if wrong else cell_text(variant, kind.key, self.draft.listing.currency)
        if role in (_Role.ToolTipRole, _Role.AccessibleTextRole):
            return self._words(index, role)
        if role == _Role.TextAlignmentRole:
            return _alignment(kind.is_number)
        return self._looks(index, role, bool(wrong))

    def _words(self, index: Index, role: int) -> str:
        shown, why = str(self.data(index)), self.why(index)
        title = _(KINDS[index.column()].title)
        return why or shown if role == _Role.ToolTipRole else " ".join(filter(None, (title, shown, why)))

    def _looks(self, index: Index, role: int, wrong: bool) -> object:
        if role == _Role.BackgroundRole and wrong:
            return looks.colour("error-bg")
        if role == _Role.ForegroundRole:
            return looks.colour("error" if wrong else "muted" if KINDS[index.column()].is_fixed else "text")
        if role == _Role.DecorationRole and self.why(index):
            return shape_pixmap("oct", "error", 14) if wrong else shape_pixmap("tri", "warn", 14)
        return None

    def setData(self, index: Index, value: object, role: int = _Role.EditRole) -> bool:  # noqa: N802, D102
        if role != _Role.EditRole or str(value) == self.data(index):
            return False
        self.put([(index.row(), KINDS[index.column()].key, str(value))])
        return True

    # What it does

    def _rename(self, sku: str, new: str) -> None:
        if not new or new == sku:
            if not new:
                self._complain([(sku, "sku", "")], ShopError("listing-invalid", field="sku", value="", of=sku))
            return
        if self.draft.is_new:
            return
        what = _("{sku} is called {new}").format(sku=sku, new=new)
        self._renamed[sku] = new
        ways = (partial(_rename, sku, new), partial(_rename, new, sku), partial(_rename, sku, new))
        self.draft.act(what, lambda _listing: ways, refused=partial(self._complain, [(sku, "sku", new)]))

    def _written(self, edits: Sequence[tuple[str, str, str]], listing: Listing) -> Listing:
        """Write cells when their turn has come: a row may have been called otherwise meanwhile."""
        for sku, key, text in edits:
            known = {variant.sku for variant in listing.variants}
            listing = with_cell(listing, sku if sku in known else self._renamed.get(sku, sku), key, text)
        return listing

    def _what(self, edits: Sequence[tuple[str, str, str]]) -> str:
        listing = self.draft.listing.title or _("New listing")
        if len(edits) == 1:
            sku, key, _text = edits[0]
            title = next(_(kind.title) for kind in KINDS if kind.key == key)
            return _("{sku}: {field}").format(sku=sku or listing, field=title)
        told = ngettext("{listing}: {count} cell", "{listing}: {count} cells", len(edits))
        return told.format(listing=listing, count=len(edits))

    def _complain(self, cells: Sequence[tuple[str, str, str]], error: ShopError) -> None:
        why = word_error(error)
        self._wrong |= {(sku, key): (text, why) for sku, key, text in cells}
        self._repaint()

    def _forget(self) -> None:
        self._wrong.clear()

    def _show(self) -> None:
        new = self.draft.listing.variants
        same = [variant.sku for variant in new] == [variant.sku for variant in self._variants]
        if same:
            self._variants = new
            self._repaint()
        else:
            self.beginResetModel()
            self._variants = new
            self._wrong = {cell: told for cell, told in self._wrong.items() if cell[0] in {v.sku for v in new}}
            self.endResetModel()

    def _repaint(self) -> None:
        if self._variants:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._variants) - 1, len(KINDS) - 1))
        self.complained.emit()


def _rename(sku: str, new: str, shop: Shop, _job: Job) -> None:
    rename_sku(shop, sku, new)


def _alignment(is_number: bool) -> int:
    side = Qt.AlignmentFlag.AlignRight if is_number else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignVCenter)

"""The category by three choices or by search, the brand, and what the category asks to be told."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QSignalBlocker, QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QGridLayout, QLineEdit, QWidget

from shopdesk.domain.categories import LEVELS, Attribute, completeness, path_text
from shopdesk.domain.listings import Listing
from shopdesk.services.categories import search_categories
from shopdesk.ui.controls import clear, column, label, row
from shopdesk.ui.icons import icon
from shopdesk.ui.listing_fields_choice import CalmCombo, ComboField
from shopdesk.ui.listing_fields_text import Field, LineField, caption_of
from shopdesk.ui.listings.listing_editor_draft import ListingDraft
from shopdesk.ui.listings.listing_editor_section import Section, fill_columns
from shopdesk.ui.theme import CAPTION, SPACE
from shopdesk.words import _, listed, spoken

MOST_FOUND = 30


class CategorySection(Section):
    """Where buyers find it by browsing, and what they filter by."""

    def __init__(self, draft: ListingDraft) -> None:
        super().__init__(draft, "listingCategorySection", _("Category, attributes"))
        self.search = _search_field()
        self._found = QStringListModel(self)
        completer = QCompleter(self._found, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        popup = completer.popup()
        assert popup is not None
        popup.setAccessibleName(_("Categories found"))
        self.search.setCompleter(completer)
        self.search.textEdited.connect(self._look)
        self.search.returnPressed.connect(self._take_first)
        completer.activated[str].connect(self._take_text)  # type: ignore[index]
        self.boxes = [self._box(level) for level in range(LEVELS)]
        pickers = row(spacing=SPACE[2])
        for box in self.boxes:
            pickers.addWidget(box, 1)
        self.crumbs = label(rank="second", size=CAPTION, wrap=True)
        self.crumbs.setObjectName("categoryPath")
        self.add(column(self.search, spacing=0), pickers, self.crumbs)
        self.brand = LineField(
            draft, "listingBrand", _("Brand"), lambda listing: listing.brand, _with_brand,
            hint=_("Its name, or that it has none"),
        )  # fmt: skip
        self._grid = QGridLayout()
        self._attributes: tuple[Attribute, ...] | None = None
        self._fields: list[Field] = []
        self._holder = QWidget()
        self._holder.setLayout(self._grid)
        self._told = caption_of("")
        self.add(self.brand, self._told, self._holder)
        self.places = {"category": self.search, "brand": self.brand.editor}
        draft.changed.connect(self._show)
        self._show()

    def _box(self, level: int) -> CalmCombo:
        box = CalmCombo()
        names = (_("Category, level 1"), _("Category, level 2"), _("Category, level 3"))
        box.setObjectName(f"category-{level + 1}")
        box.setAccessibleName(names[level])
        box.activated.connect(partial(self._choose, level))
        return box

    # What a person does

    def _choose(self, level: int, _at: int) -> None:
        chosen = [str(box.currentData() or "") for box in self.boxes[: level + 1]]
        self.set_category([name for name in chosen if name])

    def _look(self, text: str) -> None:
        found = search_categories(self.draft.context.shop, text)[:MOST_FOUND] if text.strip() else []
        deepest = sorted(found, key=lambda category: -category.level)
        self._found.setStringList([path_text(category.path) for category in deepest])

    def _take_first(self) -> None:
        if self._found.rowCount():
            self._take_text(self._found.stringList()[0])

    def _take_text(self, text: str) -> None:
        path = next((category.path for category in self.draft.tree if path_text(category.path) == text), None)
        if path:
            self.search.clear()
            self._found.setStringList([])
            self.set_category(path)

    def set_category(self, path: Sequence[str]) -> None:
        """Put the listing into a category."""
        title = self.draft.listing.title or _("New listing")
        what = _("{listing}: {field}").format(listing=title, field=_("Category"))
        self.draft.edit(what, lambda listing: replace(listing, category=tuple(path)))

    # What is shown

    def _show(self) -> None:
        path = self.draft.listing.category
        for level, box in enumerate(self.boxes):
            self._fill(box, path, level)
        self.crumbs.setText(path_text(path) or _("No category chosen yet."))
        attributes = self.draft.attributes
        if attributes != self._attributes:
            self._attributes = attributes
            self._build(attributes)
        self._count()

    def _fill(self, box: CalmCombo, path: Sequence[str], level: int) -> None:
        """Offer what lies below the choice before it; a name that the tree does not hold is offered as well."""
        above, chosen = tuple(path[:level]), path[level] if level < len(path) else ""
        below = [c for c in self.draft.tree if c.level == level + 1 and c.path[:level] == above]
        offered = {c.name: _both(c.name, c.name_en) for c in below}
        with QSignalBlocker(box):
            box.clear()
            box.addItem(_("Choose…"), "")
            for name, words in offered.items():
                box.addItem(words, name)
            if chosen and chosen not in offered:
                box.addItem(chosen, chosen)
            box.setCurrentIndex(max(box.findData(chosen), 0))
        box.setEnabled(level == 0 or len(path) >= level)

    def _build(self, attributes: Sequence[Attribute]) -> None:
        for field in self._fields:
            field.keep()
            field.draft.changed.disconnect(field.show_listing)
        clear(self._grid)
        self._fields = [_attribute_field(self.draft, at, attribute) for at, attribute in enumerate(attributes)]
        fill_columns(self._grid, list(self._fields), 2)
        for field in self._fields:
            field.show_listing()
        self._holder.setVisible(bool(attributes))
        self.places |= {f"attribute-{a.name}": f.editor for a, f in zip(attributes, self._fields, strict=True)}
        self.places["attributes"] = self._fields[0].editor if self._fields else self.search

    def _count(self) -> None:
        told = completeness(self.draft.listing, self.draft.tree)
        if not told.wanted:
            self.right.setText("")
            self._told.setText(_("The category decides which attributes are asked for."))
            self._told.setVisible(not self.draft.listing.category)
            return
        self.right.setText(_("{filled} of {wanted} attributes").format(filled=told.filled, wanted=told.wanted))
        self.right.setProperty("rank", "ok" if told.filled == told.wanted else "warn")
        self.right.style().polish(self.right)
        missing = _("Still to fill in: {names}").format(names=listed(told.missing))
        self._told.setText(missing)
        self._told.setVisible(bool(told.missing))

    def first_missing(self) -> QWidget:
        """Return the field of the first attribute that is not told yet."""
        missing = completeness(self.draft.listing, self.draft.tree).missing
        return self.places.get(f"attribute-{missing[0]}", self.search) if missing else self.search


def _search_field() -> QLineEdit:
    made = QLineEdit()
    made.setObjectName("categorySearch")
    made.setAccessibleName(_("Search categories"))
    made.setPlaceholderText(_("Search categories: name or pinyin"))
    made.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
    made.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
    return made


def _both(name: str, english: str) -> str:
    """Return a name with its English one behind it, for readers who cannot read it otherwise."""
    return f"{name} {english}" if english and spoken.language != "zh_CN" and not name.isascii() else name


def _attribute_field(draft: ListingDraft, at: int, attribute: Attribute) -> Field:
    """Return the field of one attribute: choices that may be left, a number with its unit, or words."""
    title = _both(attribute.name, attribute.name_en)
    if attribute.unit:
        title = f"{title} ({attribute.unit})"
    name = f"attribute-{at}"
    read, write = partial(_read, attribute.name), partial(_write, attribute.name)
    made: Field
    if attribute.kind == "choice":
        made = ComboField(draft, name, title, read, write, attribute.choices)
    else:
        made = LineField(draft, name, title, read, write)
    made.beside.setText(_("required") if attribute.required else "")
    return made


def _read(name: str, listing: Listing) -> str:
    return listing.facts.attributes.get(name, "")


def _write(name: str, listing: Listing, text: str) -> Listing:
    told = dict(listing.facts.attributes)
    if text.strip():
        told[name] = " ".join(text.split())
    else:
        told.pop(name, None)
    return replace(listing, facts=replace(listing.facts, attributes=told))


def _with_brand(listing: Listing, text: str) -> Listing:
    return replace(listing, brand=text.strip())

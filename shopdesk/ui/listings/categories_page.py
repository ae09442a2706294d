"""The categories: the tree at the left, what is told of the goods of the current one at the right."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path as File

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from shopdesk.domain.categories import Attribute, Category, Path, attributes_of, inherited_attributes
from shopdesk.domain.errors import ShopError
from shopdesk.domain.imports import RowProblem
from shopdesk.services import categories
from shopdesk.services.categories import CategoryChange
from shopdesk.ui import dialogs
from shopdesk.ui.context import Context
from shopdesk.ui.controls import EmptyState, bar, button, column, label, row
from shopdesk.ui.form_fields import error_line
from shopdesk.ui.key_words import word_key
from shopdesk.ui.listings.categories_actions import CategoryActions
from shopdesk.ui.listings.categories_attributes import AttributeTable
from shopdesk.ui.listings.categories_parts import Crumbs, NewCategoryForm, PutInto, UnknownBanner
from shopdesk.ui.listings.categories_tree import CategoryTree, below_of
from shopdesk.ui.page import Page
from shopdesk.ui.search_field import search_field
from shopdesk.ui.stock.stock_count import Findings, problem_lines
from shopdesk.ui.theme import FILTER_BAR, HEADLINE, SPACE
from shopdesk.words import _, ngettext
from shopdesk.words.categories import count_words
from shopdesk.words.errors import word_error

TREE_WIDTH = 480


class CategoriesPage(Page):
    """Everything about categories by keyboard: Ctrl+N new, F2 rename, Del remove, Alt and an arrow move."""

    name = "categories"
    place = "listings"
    concerns = frozenset({"listings"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._tree: list[Category] = []
        self._counts: dict[Path, int] = {}
        self.verbs = CategoryActions(context, self._refuse)
        self._lay_out()
        self._connect()
        self.refresh()

    def _lay_out(self) -> None:
        hint = _("Category, English name, pinyin")
        self.search = search_field("categorySearch", hint, 300, _("Find a category"))
        self.add_button = button(
            "newCategory", _("New category"), self._begin_new, icon_name="plus", key="Ctrl+N", primary=True
        )
        back = button("backFromCategories", _("Listings"), self._go_back, icon_name="chevron-left", look="quiet")
        tools = bar(
            "filterBar", FILTER_BAR, back, self.search, None,
            button("importCategories", _("Import"), self._choose_file, icon_name="upload", key="Ctrl+Shift+I"),
            button("exportCategories", _("Export"), self._choose_target, icon_name="download", key="Ctrl+E"),
            self.add_button,
        )  # fmt: skip
        self.unknown, self.findings = UnknownBanner(), Findings()
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setObjectName("categorySplit")
        split.setChildrenCollapsible(False)
        split.setHandleWidth(1)
        split.addWidget(self._left())
        split.addWidget(self._right())
        split.setSizes([TREE_WIDTH, 2 * TREE_WIDTH])
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in (tools, self.unknown, self.findings):
            layout.addWidget(part)
        layout.addWidget(split, 1)

    def _left(self) -> QWidget:
        self.tree = CategoryTree()
        self.none = EmptyState("categoriesNone")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.tree)
        self._stack.addWidget(self.none)
        self.form, self.put_into = NewCategoryForm(), PutInto()
        self.error = error_line("categoryError")
        left = QWidget()
        inside = column(self.form, self.put_into, self.error, self._stack, spacing=SPACE[1])
        inside.setStretch(3, 1)
        left.setLayout(inside)
        return left

    def _right(self) -> QWidget:
        self.crumbs = Crumbs()
        self.title = label(size=HEADLINE, bold=True)
        self.title.setObjectName("categoryTitle")
        self.facts = label(rank="second", wrap=True)
        self.facts.setObjectName("categoryFacts")
        self.attributes = AttributeTable()
        self.attribute_error = error_line("attributeError")
        self.add_attribute = button(
            "newAttribute", _("New attribute"), self.attributes.begin_new, icon_name="plus", key="Ctrl+Shift+N"
        )
        self.drop_attribute = button(
            "removeAttribute", _("Remove attribute"), self._drop_attribute, icon_name="trash-2", key="Ctrl+Del"
        )
        rename = button("renameCategory", _("Rename"), self.tree.begin_edit, icon_name="pencil", look="quiet")
        remove = button("removeCategory", _("Remove"), self._remove, icon_name="trash-2", look="quiet")
        rename.setToolTip("F2")
        remove.setToolTip(word_key("Del"))
        right = QWidget()
        head = row(self.title, None, rename, remove)
        under = row(self.add_attribute, self.drop_attribute, None)
        inside = column(self.crumbs, head, self.facts, SPACE[2], self.attributes, self.attribute_error, under, None)
        inside.setContentsMargins(SPACE[4], SPACE[3], SPACE[4], SPACE[3])
        right.setLayout(inside)
        return right

    def _connect(self) -> None:
        tree = self.tree
        self.search.textChanged.connect(lambda _text: self.refresh())
        self.search.returnPressed.connect(tree.setFocus)
        tree.stood_on.connect(self._show)
        tree.renamed.connect(self._rename)
        tree.moved.connect(self.verbs.move)
        self.crumbs.asked.connect(tree.stand_on)
        self.attributes.entered.connect(self._set_attributes)
        self.form.submitted.connect(self._add)
        self.form.closed.connect(self._leave)
        self.put_into.chosen.connect(lambda path, into: self.verbs.remove(path, into, self._refuse))
        self.unknown.asked.connect(self._adopt)
        words = {"Alt+Up": _("Move up"), "Alt+Down": _("Move down")}
        for key, act in (("Alt+Up", partial(tree.shift, -1)), ("Alt+Down", partial(tree.shift, 1)),
                         ("Del", self._remove), ("F2", tree.begin_edit)):  # fmt: skip
            self._on_key(key, tree, act).setWhatsThis(words.get(key, ""))
        self._on_key("Del", self.attributes, self._drop_attribute)
        self._on_key("Esc", self, self._leave)
        self._on_key("Ctrl+F", self, self._begin_search)

    def _on_key(self, key: str, where: QWidget, act: Callable[[], object]) -> QShortcut:
        shortcut = QShortcut(QKeySequence(key), where)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)
        return shortcut

    # What is shown

    def refresh(self) -> None:
        """Read the tree, its counts and what it does not hold."""
        shop, text = self.context.shop, self.search.text().strip()
        self._tree = categories.list_categories(shop)
        self._counts = categories.count_listings(shop)
        hits = {category.path: None for category in categories.search_categories(shop, text)} if text else None
        self.tree.show_tree(self._tree, self._counts, hits)
        self.unknown.show_unknown(categories.unknown_categories(shop), [category.path for category in self._tree])
        self._stack.setCurrentWidget(self.tree if self._tree and (hits is None or hits) else self.none)
        if not self._tree:
            self.none.tell("layout-grid", _("No categories yet"), _("Add one, or import your own list."))
        elif hits is not None and not hits:
            title = _("No category is called “{text}”").format(text=text)
            self.none.tell("search", title, _("Try a shorter word, or pinyin."))
        self.counted.emit()

    def _show(self, path: Path) -> None:
        """Show what is told of the goods of a category."""
        category = self._category(path)
        self.crumbs.show_path(path)
        tell(self.error)
        tell(self.attribute_error)
        for part in (self.add_attribute, self.drop_attribute):
            part.setEnabled(category is not None)
        self.title.setText(path[-1] if path else "")
        own = category.attributes if category else ()
        asked = attributes_of(path, self._tree)
        words = ngettext(
            "{count} attribute, {required} required", "{count} attributes, {required} required", len(asked)
        )
        told = words.format(count=len(asked), required=sum(attribute.required for attribute in asked))
        english = f"{category.name_en} · " if category and category.name_en not in ("", category.name) else ""
        self.facts.setText(f"{english}{count_words(self._counts.get(path, 0))} · {told}" if path else "")
        self.attributes.show_attributes(inherited_attributes(path, self._tree), own)

    def _category(self, path: Path) -> Category | None:
        return next((category for category in self._tree if category.path == path), None)

    def show_wanted(self, wanted: dict[str, object]) -> None:  # noqa: D102
        path = wanted.get("path")
        if isinstance(path, tuple | list):
            self.search.clear()
            self.tree.stand_on(tuple(map(str, path)))
            self.tree.setFocus()

    def rows_shown(self) -> int:  # noqa: D102
        return self.tree.shown()

    def counts_text(self) -> str:  # noqa: D102
        words = ngettext("{count} category", "{count} categories", len(self._tree))
        return words.format(count=f"{len(self._tree):,}")

    # What a person does

    def _refuse(self, error: ShopError) -> None:
        """Say why over the tree, which shows again what is so."""
        self.refresh()
        tell(self.error, error)

    def _begin_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _begin_new(self) -> None:
        self.form.begin(below_of(self.tree.path))

    def _leave(self) -> None:
        """Take one step back: the form, then the search, then the listings."""
        if self.form.isVisible() or self.put_into.isVisible():
            self.form.hide()
            self.put_into.hide()
        elif self.search.text():
            self.search.clear()
        else:
            self._go_back()
            return
        self.tree.setFocus()

    def _go_back(self) -> None:
        self.context.go("listings")

    def _add(self, path: Path, english: str) -> None:
        def done(_change: CategoryChange) -> None:
            self.form.finish()
            self.tree.stand_on(path)

        self.verbs.add(path, english, done, self.form.refuse)

    def _rename(self, path: Path, name: str, english: str) -> None:
        known = self._category(path)
        if known is not None and (known.name, known.name_en) != (name, english):
            self.verbs.rename(path, name, english)

    def _remove(self) -> None:
        if path := self.tree.path:
            self.verbs.remove(path, None, partial(self._ask_where, path))

    def _ask_where(self, path: Path, error: ShopError) -> None:
        if error.code == "category-in-use":
            self.put_into.begin(path, error, [category.path for category in self._tree])
        else:
            self._refuse(error)

    def _adopt(self, path: Path, into: Path) -> None:
        self.verbs.adopt(path, into, lambda _change: self.tree.stand_on(into or path))

    def _set_attributes(self, wanted: list[Attribute]) -> None:
        known = self._category(self.tree.path)
        if known is not None and tuple(wanted) != known.attributes:
            tell(self.attribute_error)
            self.verbs.set_attributes(known.path, wanted, partial(tell, self.attribute_error))

    def _drop_attribute(self) -> None:
        if self.attributes.rowCount() and not self.attributes.remove_current():
            self.context.told.emit(_("This attribute comes from a wider category; change it there."))

    def _choose_file(self) -> None:
        title = _("Choose a file with the columns level1, level2 and level3, or 大类, 细分 and 商品")
        if files := dialogs.choose_files(self, title, _("Tables (*.csv *.tsv *.txt)")):
            self.import_file(files[0])

    def import_file(self, file: File) -> None:
        """Add a file's categories and say what it came to."""
        self.findings.hide()
        self.verbs.import_file(file, self._tell_refused)

    def _tell_refused(self, problems: Sequence[RowProblem]) -> None:
        words = ngettext("{count} row was refused", "{count} rows were refused", len(problems))
        self.findings.tell(words.format(count=len(problems)), problem_lines(problems))

    def _choose_target(self) -> None:
        name = _("Categories") + ".csv"
        if target := dialogs.choose_target(self, _("Save the categories"), name, _("Tables (*.csv)")):
            self.verbs.export(target)


def tell(under: QLabel, error: ShopError | None = None) -> None:
    """Say under a control why something was not done; without an error the line goes."""
    under.setText(word_error(error) if error else "")
    under.setVisible(error is not None)

"""Saved views of a table page: what is shown is kept under a name as one more tab; moved, renamed, taken out."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QToolButton

from shopdesk.domain.errors import ShopError
from shopdesk.domain.jobs import Job
from shopdesk.domain.saved_views import SavedView
from shopdesk.services import saved_views
from shopdesk.services.saved_views import VIEWS_OF
from shopdesk.services.shop import Shop
from shopdesk.ui.controls import tool
from shopdesk.ui.form_fields import complain, error_line
from shopdesk.ui.tables.column_chooser import KEY as COLUMNS_KEY
from shopdesk.ui.undo import Change
from shopdesk.words import _
from shopdesk.words.errors import word_error

if TYPE_CHECKING:
    from shopdesk.ui.tables.table_page import TablePage

_KEY = "saved:"
NAME_WIDTH = 200


class NameField(QLineEdit):
    """The line in which a view gets its name; Esc leaves it."""

    left = Signal()

    def event(self, event: QEvent) -> bool:  # noqa: D102
        if event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:  # type: ignore[attr-defined]
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802, D102
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class SavedViews(QObject):
    """Puts a page's saved views behind its own, and a menu for them at the right end."""

    def __init__(self, page: "TablePage") -> None:
        super().__init__(page)
        self._page, self._context, self._tabs = page, page.context, page.tabs
        self._views: list[SavedView] = []
        self._usual: SavedView | None = None
        self._renamed: SavedView | None = None
        self._counting = False
        self.name = NameField()
        self.name.setObjectName("viewName")
        self.name.setAccessibleName(_("Name of the view"))
        self.name.setPlaceholderText(_("Name of the view"))
        self.name.setFixedWidth(NAME_WIDTH)
        self.name.hide()
        self.error = error_line("viewError")
        self.error.setWordWrap(False)
        self.menu = QMenu(page)
        self.menu.setObjectName("viewsMenu")
        self._own: list[QAction] = []
        self._make_menu()
        self._lay_out()
        self.name.returnPressed.connect(self._take_name)
        self.name.left.connect(self._hide_name)
        self._tabs.kept_chosen.connect(self._begin)
        self._tabs.counted.connect(self._count)
        page.context.changed.connect(self._hear)
        page.table.chooser.key.setEnabled(False)  # the menu has it, also where no row is in sight
        self._read()

    def _hear(self, changes: frozenset[str]) -> None:
        if "settings" in changes:
            self.refresh()

    def _lay_out(self) -> None:
        more = tool("viewMore", "columns-3", _("Views and columns  Alt+V"), lambda: None)
        more.setMenu(self.menu)
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        more.setShortcut(QKeySequence("Alt+V"))
        more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        parent = self._tabs.parentWidget()
        bar = parent.layout() if parent else None
        assert isinstance(bar, QHBoxLayout)
        for at, widget in enumerate(
            (self.error, self.name, more), 3
        ):  # behind the tabs, their menu and the gap, before other ways
            bar.insertWidget(at, widget)

    def _make_menu(self) -> None:
        self._add(_("Save this view…"), "saveView", "Ctrl+Shift+V", self._begin_save)
        self.menu.addSeparator()
        self._own = [
            self._add(_("Save it as it is shown now"), "updateView", "Ctrl+Shift+U", self._update),
            self._add(_("Rename"), "renameView", "Shift+F2", self._begin_rename),
            self._add(_("Move left"), "moveViewLeft", "Ctrl+Shift+PgUp", partial(self._move, -1)),
            self._add(_("Move right"), "moveViewRight", "Ctrl+Shift+PgDown", partial(self._move, 1)),
            self._add(_("Take out"), "removeView", "Shift+Del", self._remove),
        ]
        self.menu.addSeparator()
        self._add(_("Columns…"), "chooseColumns", COLUMNS_KEY, self._page.table.chooser.open_focused)

    def _add(self, words: str, name: str, key: str, act: Callable[[], object]) -> QAction:
        made = QAction(words, self._page)
        made.setObjectName(name)
        made.setShortcut(QKeySequence(key))
        made.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        made.triggered.connect(lambda _on=False: act())
        self._page.addAction(made)  # so that its key works while the menu is closed
        self.menu.addAction(made)
        return made

    # What is shown

    def refresh(self) -> None:
        """Read the saved views anew, and count them."""
        self._read()
        self._count()

    def _read(self) -> None:
        self._views = saved_views.list_views(self._context.shop, self._page.name)
        self._tabs.set_saved([(f"{_KEY}{view.row}", view.name, view.view) for view in self._views])
        self._show_state()

    @property
    def current(self) -> SavedView | None:
        """The saved view that is shown, None for one of the page's own."""
        return next((view for view in self._views if f"{_KEY}{view.row}" == self._tabs.key), None)

    def _show_state(self) -> None:
        for action in self._own:
            action.setEnabled(self.current is not None)
        self._page.table.chooser.keeps = self.current is None

    def _begin(self, key: str) -> None:
        """Show what belongs to the tab: a saved view as it was kept, a page's own view as it was left."""
        self._show_state()
        self._hide_name()
        if (view := self.current) is not None:
            self._usual = self._usual or replace(self.shown(), view="", search="")
            self._apply(view)
        elif self._usual is not None and not key.startswith(_KEY):
            usual, self._usual = self._usual, None
            columns = self._page.table.chooser.chosen() or usual.columns
            sort = usual.sort if usual.sort != self._page.model.sort_key else ""
            self._apply(replace(usual, sort=sort, columns=columns))

    def _apply(self, view: SavedView) -> None:
        page = self._page
        page.search.setText(view.search)
        page.table.chooser.show(view.columns)
        at = next((at for at, column in enumerate(page.model.columns) if column.key and column.key == view.sort), -1)
        if at >= 0:
            order = Qt.SortOrder.DescendingOrder if view.descending else Qt.SortOrder.AscendingOrder
            page.table.horizontalHeader().setSortIndicator(at, order)

    def shown(self, name: str = "") -> SavedView:
        """Return what is shown now as a view."""
        page = self._page
        return SavedView(
            page.name, name, page.tabs.view, page.search.text().strip(), page.model.sort_key, page.model.descending,
            page.table.chooser.shown(),
        )  # fmt: skip

    def _count(self) -> None:
        """Count what the saved views hold; on the pages whose tables grow large beside the window."""
        if not self._views or self._counting:
            return
        if self._page.name not in VIEWS_OF:
            source = self._page.source
            self._show_counts({v.row: len(source(v.view, v.search).ids("", False)) for v in self._views})
            return
        self._counting = True
        views = list(self._views)
        task = self._context.look(
            _("Counting saved views"), lambda shop, _job: saved_views.count_views(shop, views), self._show_counts
        )
        task.failed.connect(lambda _error: self._stop_counting())

    def _show_counts(self, counts: dict[int, int]) -> None:
        self._counting = False
        self._tabs.set_saved_counts({f"{_KEY}{row}": count for row, count in counts.items()})

    def _stop_counting(self) -> None:
        self._counting = False

    # Names

    def _begin_save(self) -> None:
        self._renamed = None
        self._ask_name(self._page.search.text().strip())

    def _begin_rename(self) -> None:
        if (view := self.current) is not None:
            self._renamed = view
            self._ask_name(view.name)

    def _ask_name(self, text: str) -> None:
        self.name.setText(text)
        self.name.show()
        self.name.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.name.selectAll()

    def _hide_name(self) -> None:
        complain(self.name, self.error, "")
        if self.name.isVisible():
            self.name.hide()
            self._page.rows_view.setFocus()

    def _take_name(self) -> None:
        name, renamed = self.name.text().strip(), self._renamed
        if renamed is not None:
            change = self._renaming(renamed, name)
            self._do(change, lambda _result: self._hide_name())
            return
        saving = _Saving(self.shown(name))
        change = Change(_("View {name} saved").format(name=name), saving.back, saving.there)
        self._do(change, self._stand_on_saved)

    def _stand_on_saved(self, saved: SavedView) -> None:
        self._hide_name()
        self._tabs.stand_on(f"{_KEY}{saved.row}")

    def _renaming(self, view: SavedView, name: str) -> Change:
        page, old = view.page, view.name
        return Change(
            _("View {name} renamed").format(name=name),
            lambda shop, _job: saved_views.rename_view(shop, page, name, old),
            lambda shop, _job: saved_views.rename_view(shop, page, old, name),
        )

    # What is done to the view that is shown

    def _update(self) -> None:
        if (view := self.current) is not None:
            after = replace(self.shown(view.name), row=view.row)
            self._do(Change(
                _("View {name} saved").format(name=view.name),
                lambda shop, _job: saved_views.save_view(shop, view),
                lambda shop, _job: saved_views.save_view(shop, after),
            ))  # fmt: skip

    def _move(self, by: int) -> None:
        if (view := self.current) is None:
            return
        place = self._views.index(view) + 1
        to = min(max(place + by, 1), len(self._views))
        if to != place:
            self._do(Change(
                _("View {name} moved").format(name=view.name),
                lambda shop, _job: saved_views.move_view(shop, view.page, view.name, place),
                lambda shop, _job: saved_views.move_view(shop, view.page, view.name, to),
            ))  # fmt: skip

    def _remove(self) -> None:
        if (view := self.current) is not None:
            self._do(Change(
                _("View {name} taken out").format(name=view.name),
                lambda shop, _job: saved_views.bring_view_back(shop, view.row),
                lambda shop, _job: saved_views.remove_view(shop, view.page, view.name),
            ))  # fmt: skip

    def _do(self, change: Change, done: Callable[[Any], None] | None = None) -> None:
        """Do something to the views, and offer the way back."""
        assert change.redo is not None

        def told(result: Any) -> None:  # noqa: ANN401 - what the verb gives
            self._context.note(change)
            if done is not None:
                done(result)

        self._context.write(change.text, change.redo, changes={"settings"}, done=told, refused=self._refuse)

    def _refuse(self, error: ShopError) -> None:
        if self.name.isVisible():
            complain(self.name, self.error, word_error(error))
        else:
            self._context.failed.emit(error, _("Views"))


class _Saving:
    """A view that is kept, and goes again; done again it comes back as the same one."""

    def __init__(self, view: SavedView) -> None:
        self._view = view

    def there(self, shop: Shop, _job: Job) -> SavedView:
        """Keep the view."""
        if self._view.row:
            saved_views.bring_view_back(shop, self._view.row)
        else:
            self._view = saved_views.save_view(shop, self._view)
        return self._view

    def back(self, shop: Shop, _job: Job) -> None:
        """Take the view out."""
        saved_views.remove_view(shop, self._view.page, self._view.name)

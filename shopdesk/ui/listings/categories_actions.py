"""What a person does to the tree of categories; each change can be taken back and done again."""

from collections.abc import Callable, Sequence
from pathlib import Path as File

from shopdesk.domain.categories import Attribute, Path, path_text
from shopdesk.domain.errors import ShopError
from shopdesk.domain.imports import RowProblem
from shopdesk.domain.jobs import Job
from shopdesk.services import categories
from shopdesk.services.categories import CategoryChange
from shopdesk.services.category_files import CategoryImport, export_categories, import_categories
from shopdesk.services.shop import Shop
from shopdesk.ui.context import Context
from shopdesk.ui.listings.categories_tree import Move
from shopdesk.ui.undo import Change
from shopdesk.words import _

CHANGES = {"listings"}  # scores and filters of listings hang on the tree
Refused = Callable[[ShopError], None]
Done = Callable[[CategoryChange], None]


class CategoryActions:
    """The verbs of the tree, run on the write thread; `refused` hears why one was not done."""

    def __init__(self, context: Context, refused: Refused) -> None:
        self.context = context
        self._refused = refused

    def add(self, path: Path, english: str, done: Done, refused: Refused) -> None:
        """Add a category."""
        title = _("Added: {category}").format(category=path_text(path))
        self._write(title, lambda shop: categories.add_category(shop, path, english), done, refused)

    def rename(self, path: Path, name: str, english: str) -> None:
        """Give a category other names."""
        title = _("Renamed: {category}").format(category=path_text((*path[:-1], name or path[-1])))
        self._write(title, lambda shop: categories.rename_category(shop, path, name, english))

    def move(self, move: Move) -> None:
        """Put a category somewhere else."""
        title = _("Moved: {category}").format(category=path_text((*move.parent, move.path[-1])))
        self._write(title, lambda shop: categories.move_category(shop, move.path, move.parent, move.at))

    def remove(self, path: Path, into: Path | None, refused: Refused) -> None:
        """Remove a category; its listings go into another one."""
        title = _("Removed: {category}").format(category=path_text(path))
        self._write(title, lambda shop: categories.remove_category(shop, path, into), refused=refused)

    def adopt(self, path: Path, into: Path, done: Done) -> None:
        """Add what listings name to the tree, or put the listings into another category."""
        words = _("Listings put into {category}") if into else _("Added: {category}")
        title = words.format(category=path_text(into or path))
        self._write(title, lambda shop: categories.adopt_category(shop, path, into or None), done)

    def set_attributes(self, path: Path, wanted: Sequence[Attribute], refused: Refused) -> None:
        """Set what is told of the goods of a category."""
        title = _("Attributes of {category}").format(category=path[-1])
        self._write(title, lambda shop: categories.set_attributes(shop, path, wanted), refused=refused)

    def import_file(self, file: File, tell_refused: Callable[[Sequence[RowProblem]], None]) -> None:
        """Add a file's categories."""

        def done(result: CategoryImport) -> None:
            counted = _("{created} new, {updated} changed, {unchanged} the same").format(
                created=result.created, updated=result.updated, unchanged=result.unchanged
            )
            title = _("Categories imported: {what}").format(what=counted)
            if result.change:
                self.context.note(change_of_tree(title, result.change))
            else:
                self.context.told.emit(title)
            if result.rejected:
                tell_refused(result.rejected)

        title = _("Importing categories")
        self.context.write(title, lambda shop, _job: import_categories(shop, file), changes=CHANGES, done=done)

    def export(self, target: File) -> None:
        """Write the tree into a file."""
        words = _("Saved: {file}").format(file=target.name)
        self.context.write(
            _("Save the categories"), lambda shop, _job: export_categories(shop, target), changes=set(),
            done=lambda _count: self.context.told.emit(words),
        )  # fmt: skip

    def _write(
        self, title: str, verb: Callable[[Shop], CategoryChange], done: Done | None = None,
        refused: Refused | None = None,
    ) -> None:  # fmt: skip
        def finish(change: CategoryChange) -> None:
            if change:
                self.context.note(change_of_tree(title, change))
            if done is not None:
                done(change)

        self.context.write(
            title, lambda shop, _job: verb(shop), changes=CHANGES, done=finish, refused=refused or self._refused
        )


def change_of_tree(title: str, change: CategoryChange) -> Change:
    """Return a change of the tree as undo keeps it."""

    def back(shop: Shop, _job: Job) -> None:
        categories.take_back(shop, change)

    def again(shop: Shop, _job: Job) -> None:
        categories.apply_change(shop, change)

    return Change(title, back, again)

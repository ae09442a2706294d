"""In and out: files are dropped, checked row by row, taken as a whole, and can be taken back."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QStackedWidget

from shopdesk.domain.jobs import Job
from shopdesk.services.imports import Batch, ImportResult, redo_import, undo_import
from shopdesk.services.shop import Shop
from shopdesk.ui import dialogs
from shopdesk.ui.context import Context
from shopdesk.ui.controls import column
from shopdesk.ui.imports.import_done import DoneView, ReadingView
from shopdesk.ui.imports.import_history import HistoryView
from shopdesk.ui.imports.import_look import Asked, Looked, Taken, add_files, look
from shopdesk.ui.imports.import_mapping import MappingView
from shopdesk.ui.imports.import_presets import PresetsView
from shopdesk.ui.imports.import_preview import PreviewView
from shopdesk.ui.page import Page
from shopdesk.ui.tasks import Task
from shopdesk.ui.undo import Change
from shopdesk.words import _, listed, ngettext

CHANGED = frozenset({"orders", "listings", "stock"})
NAMES_SHOWN = 5


class ImportPage(Page):
    """Goes from the history over the check to what was done, and never writes before a person says so."""

    name = "import"
    concerns = frozenset({"orders", "listings", "settings"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._asked: Asked = ()
        self._looked: Looked | None = None
        self._taken: Taken | None = None
        self._task: Task | None = None
        self._mapped = 0
        self._importing, self._dropped = False, tuple[Path, ...]()
        self.start = HistoryView(context)
        self.reading = ReadingView()
        self.preview = PreviewView(context)
        self.done = DoneView()
        self.mapping = MappingView(context)
        self.presets = PresetsView(context)
        self.stack = QStackedWidget()
        for view in (self.start, self.reading, self.preview, self.done, self.mapping, self.presets):
            self.stack.addWidget(view)
        self.setLayout(column(self.stack))
        self._connect()

    def _connect(self) -> None:
        self.start.choose_asked.connect(self.choose)
        self.start.take_back_asked.connect(self._take_back)
        self.reading.cancelled.connect(self._stop)
        self.preview.cancelled.connect(self._leave)
        self.preview.preset.connect(self._take_as)
        self.start.presets_asked.connect(self._show_presets)
        self.presets.left.connect(self._leave)
        self.preview.map_asked.connect(self._map)
        self.mapping.cancelled.connect(self._go_back)
        self.mapping.saved.connect(self._take_mapped)
        self.preview.left_out.connect(self._leave_out)
        self.preview.take_asked.connect(self._take)
        self.done.show_asked.connect(self._show_taken)
        self.done.more_asked.connect(self._leave)
        self.done.undo_asked.connect(self.context.take_back)

    # What others ask

    def show_wanted(self, wanted: dict[str, object]) -> None:  # noqa: D102
        files = wanted.get("files")
        if isinstance(files, list | tuple) and files:
            self.take_files([Path(str(file)) for file in files])
        elif wanted.get("choose"):
            self.choose()

    def take_files(self, paths: list[Path]) -> bool:
        """Look at dropped files, beside those that are being checked already."""
        if self._importing:
            self._dropped += tuple(paths)
            self.context.told.emit(_("These files are looked at once the import is done."))
            return True
        if self.stack.currentWidget() is self.done:
            self._asked = ()
        self._look(add_files(self._asked, paths))
        return True

    def choose(self) -> None:
        """Let the person choose files."""
        pattern = _("Tables") + " (*.csv *.tsv *.txt);;" + _("All files") + " (*)"
        if paths := dialogs.choose_files(self, _("Choose files to import"), pattern):
            self.take_files(paths)

    def refresh(self) -> None:
        """Read the history anew; a check under way stays as it is."""
        self.start.refresh()
        self.presets.refresh()
        if self._taken and self.stack.currentWidget() is self.done:
            gone = set(self._taken.batches) <= self.start.undone
            (self.done.tell_taken_back if gone else self.done.tell)(self._taken)

    def counts_text(self) -> str:  # noqa: D102
        if self.stack.currentWidget() is self.preview and self._looked:
            rows = sum(result.rows for result in self._looked.results if isinstance(result, ImportResult))
            read = ngettext("{count} row read", "{count} rows read", rows).format(count=f"{rows:,}")
            return _("Nothing is written yet.") + f"  {read}"
        return self.start.counted()

    def rows_shown(self) -> int:  # noqa: D102
        shown = self.stack.currentWidget()
        return self.preview.rows_shown() if shown is self.preview else self.start.model.rowCount()

    def kept(self) -> dict[str, object]:
        """Keep the files under check as well."""
        return {**super().kept(), **({"files": self._asked} if self._asked and not self._importing else {})}

    def put_back(self, kept: dict[str, object]) -> None:  # noqa: D102
        files = kept.get("files")
        super().put_back({name: value for name, value in kept.items() if name != "files"})
        if isinstance(files, tuple):
            self._look(files)

    # Looking

    def _look(self, asked: Asked) -> None:
        self._asked = asked
        names = [path.name for path, _name in asked]
        more = len(names) - NAMES_SHOWN
        shown = listed(names[:NAMES_SHOWN])
        if more > 0:
            shown = _("{files} and {count} more").format(files=shown, count=more)
        self._read(_("Reading…"), shown)
        self._run(_("Reading {files}").format(files=shown), partial(look, asked=asked), self._show_looked)

    def _show_looked(self, looked: Looked) -> None:
        if looked.asked != self._asked or self._closing:  # other files have been dropped, or the person has left
            return
        self._asked, self._looked = looked.files, looked
        self.preview.show_looked(looked)
        self._show(self.preview)
        self.preview.take_focus()

    def _take_as(self, at: int, format_name: str) -> None:
        files = list(self._asked)
        files[at] = (files[at][0], format_name)
        self._look(tuple(files))

    def _leave_out(self, at: int) -> None:
        files = self._asked[:at] + self._asked[at + 1 :]
        if files:
            self._look(files)
        else:
            self._leave()

    def _leave(self) -> None:
        """Go back to the start; nothing was written."""
        self._asked, self._looked = (), None
        self.start.refresh()
        self._show(self.start)
        self.start.take_focus()

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    # Presets

    def _show_presets(self) -> None:
        self.presets.refresh()
        self._show(self.presets)
        self.presets.take_focus()

    def _map(self, at: int) -> None:
        """Let the person say which column of a file is which field."""
        self._mapped = at
        self.mapping.open(self._asked[at][0])
        self._show(self.mapping)
        self.mapping.take_focus()

    def _take_mapped(self, name: str) -> None:
        if not self._closing:
            self._take_as(self._mapped, name)

    # Taking

    def _take(self) -> None:
        if self._looked is None or not self._looked.takable:
            return
        self._importing = True
        taken = Taken(self._looked.takable)
        names = listed(path.name for path, _name in taken.files[:NAMES_SHOWN])
        title = _("Import of {files}").format(files=names)
        self._read(_("Importing…"), names)
        self._run(title, taken.take, self._show_done, changes=CHANGED)

    def _show_done(self, taken: Taken) -> None:
        if self._closing:
            return
        names = listed(path.name for path, _name in taken.files[:NAMES_SHOWN])
        self._asked, self._looked, self._taken = (), None, taken
        self.start.refresh()
        self.done.tell(taken)
        self._show(self.done)
        text = _("Imported {what} ({files})").format(what=taken.counted, files=names)
        self.context.note(Change(text, undo=taken.undo, redo=taken.again))
        self.context.catch_up_search()
        self._end_importing()

    def _end_importing(self) -> None:
        """Look at what was dropped while the import ran."""
        dropped, self._importing, self._dropped = self._dropped, False, ()
        if dropped:
            self._look(add_files((), list(dropped)))

    def _show_taken(self) -> None:
        kinds = {result.kind for result in self._taken.taken} if self._taken else set()
        if kinds in ({"listings"}, {"stock"}):
            self.context.go(kinds.pop())
        else:
            self.context.go("orders", view="new")

    def _take_back(self, batch: Batch) -> None:
        told = _("Taken back: {what}").format(what=batch.file)

        def take(shop: Shop, _job: Job) -> None:
            undo_import(shop, batch.uuid)

        def done(_result: object) -> None:
            if batch.kind == "orders":  # other files are imported again instead
                self.context.note(Change(told, lambda shop, _job: redo_import(shop, batch.uuid), take))
            else:
                self.context.told.emit(told)

        self.context.write(_("Take back {file}").format(file=batch.file), take, changes=set(CHANGED), done=done)

    # Both

    def _read(self, title: str, files: str) -> None:
        self.reading.tell(title, files)
        self._show(self.reading)

    def _show(self, view: Any) -> None:  # noqa: ANN401 - one of the six views
        self.stack.setCurrentWidget(view)
        self.context.changed.emit(frozenset())  # nothing has changed but what the bottom bar says of this page

    def _run(
        self, title: str, verb: Callable[[Shop, Job], Any], done: Callable[[Any], None], *,
        changes: frozenset[str] = frozenset(),
    ) -> None:  # fmt: skip
        """Run a verb on the write thread; when it fails or is stopped, the page goes back to where it was."""
        context = self.context
        self._task = task = context.runner.write(title, verb)
        task.succeeded.connect(done)
        if changes:
            task.succeeded.connect(lambda _result: context.changed.emit(changes))
        task.failed.connect(lambda error: context.failed.emit(error, title))
        task.failed.connect(self._go_back)
        task.cancelled.connect(lambda: context.told.emit(_("Stopped. Nothing of it was kept.")))
        task.cancelled.connect(self._go_back)
        context.runner.start(task)

    @property
    def _closing(self) -> bool:
        """Whether the window is closed already, and the shop with it; what was under way still reports."""
        return not self.isEnabled()

    def _go_back(self) -> None:
        if self._closing:
            return
        if self._looked is not None and self._looked.files == self._asked:
            self._show(self.preview)
        else:
            self._leave()
        self._end_importing()

"""A bill is looked at before it is taken; a bank's file has its columns named once and is known from then on."""

from pathlib import Path

from PySide6.QtWidgets import QStackedWidget, QWidget

from shopdesk.domain.errors import ShopError
from shopdesk.domain.jobs import Job
from shopdesk.domain.mapping import ColumnMapping
from shopdesk.services.import_presets import find_preset
from shopdesk.services.reconciliation import StatementReport, restore_statement, take_statement, undo_statement
from shopdesk.services.rule_files import payment_rules
from shopdesk.services.shop import Shop
from shopdesk.services.statement_preview import StatementLook, look_at_statement
from shopdesk.ui import dialogs
from shopdesk.ui.context import Context
from shopdesk.ui.controls import EmptyState, button, column
from shopdesk.ui.imports.import_mapping import MappingView
from shopdesk.ui.page import Page
from shopdesk.ui.payments.bill_view import BillView
from shopdesk.ui.payments.payment_areas import words_of_bill
from shopdesk.ui.undo import Change
from shopdesk.words import _, ngettext
from shopdesk.words.errors import word_error
from shopdesk.words.payments import word_method

PATTERN = "*.csv *.xlsx *.xls *.txt"
MAPPABLE = ("statement-unknown", "columns-missing", "encoding-unknown")


class BillPage(Page):
    """Shows one bill after the other; each is taken as a whole, or left."""

    name = "bill"
    place = "import"
    concerns = frozenset({"payments", "orders"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._files: list[Path] = []
        self._mapping: ColumnMapping | None = None
        self._look: StatementLook | None = None
        methods = payment_rules(context.shop).methods
        known = [(code, word_method(method, code)) for code, method in methods.items() if code != "cash"]
        known.sort(key=lambda pair: pair[0] != "bank")
        self.view = BillView(context)
        self.mapping = MappingView(context, "statements", known)
        self.empty = EmptyState("billEmpty")
        self.stack = QStackedWidget()
        for shown in (self.empty, self.view, self.mapping):
            self.stack.addWidget(shown)
        self.setLayout(column(self.stack))
        self.view.take_asked.connect(self.take)
        self.view.map_asked.connect(self._map)
        self.view.cancelled.connect(self._next)
        self.mapping.saved.connect(self._take_preset)
        self.mapping.cancelled.connect(self._look_again)
        self._show_start()

    # What others ask

    def show_wanted(self, wanted: dict[str, object]) -> None:  # noqa: D102
        files = wanted.get("files")
        if isinstance(files, list) and files:
            self.take_files([Path(str(path)) for path in files])
        elif wanted.get("choose"):
            self.choose()

    def drop_words(self) -> tuple[str, str]:  # noqa: D102
        return words_of_bill()

    def take_files(self, paths: list[Path]) -> bool:
        """Look at bills, one after the other."""
        waiting = bool(self._files)
        self._files += [path for path in paths if path not in self._files]
        if waiting:
            self.context.told.emit(_("Looked at once this bill is done."))
            self.counted.emit()
        else:
            self._look_at(None)
        return True

    def choose(self) -> None:
        """Let the person choose a bill."""
        files = dialogs.choose_files(self, _("Open a bill"), _("Bills ({pattern})").format(pattern=PATTERN))
        if files:
            self.take_files(list(files))

    def refresh(self) -> None:
        """Look again at the bill that is shown: what it matches may have changed."""
        if self.stack.currentWidget() is self.view and self._files:
            self._look_at(self._mapping)

    def rows_shown(self) -> int:  # noqa: D102
        return self.view.model.rowCount()

    def counts_text(self) -> str:  # noqa: D102
        more = len(self._files) - 1
        return (
            ngettext("{count} more bill waits", "{count} more bills wait", more).format(count=more) if more > 0 else ""
        )

    def kept(self) -> dict[str, object]:  # noqa: D102
        return super().kept() | ({"files": tuple(self._files)} if self._files else {})

    def put_back(self, kept: dict[str, object]) -> None:  # noqa: D102
        files = kept.pop("files", None)
        super().put_back(kept)
        if isinstance(files, tuple):
            self.take_files(list(files))

    # Looking

    def _look_at(self, mapping: ColumnMapping | None) -> None:
        path, self._mapping = self._files[0], mapping

        def look(shop: Shop, job: Job) -> tuple[Path, StatementLook | ShopError]:
            try:
                return path, look_at_statement(shop, path, mapping=mapping, job=job)
            except ShopError as error:
                return path, error

        self.context.write(
            _("Reading {files}").format(files=path.name), look, changes=set(), done=self._show_looked
        )  # fmt: skip

    def _show_looked(self, answer: tuple[Path, StatementLook | ShopError]) -> None:
        path, look = answer
        if not self._files or self._files[0] != path:  # it was left meanwhile
            return
        if isinstance(look, ShopError):
            self._look = None
            self._show_refused(look)
            return
        self._look = look
        method = payment_rules(self.context.shop).methods.get(look.method)
        self.view.show_look(look, word_method(method, look.method))
        self._show(self.view)
        self.view.table.setFocus()

    def _show_refused(self, error: ShopError) -> None:
        ways = [button("billAnother", _("Leave it"), self._next, key="Esc")]
        if error.code in MAPPABLE:
            ways.insert(0, button("billMap", _("Name its columns"), self._map, icon_name="columns-3", key="Ctrl+M",
                                  primary=True))  # fmt: skip
        self.empty.tell("octagon-alert", self._files[0].name, word_error(error), ways)
        self._show(self.empty)

    def _show_start(self) -> None:
        ways = [button("billChoose", _("Open a bill"), self.choose, primary=True, icon_name="upload", key="Ctrl+O")]
        text = _("Drop a bill of Alipay, WeChat or your bank here. You see what it holds before it is taken.")
        self.empty.tell("upload", _("No bill is open"), text, ways)
        self._show(self.empty)

    # What a person does

    def take(self) -> None:
        """Take the bill that is shown."""
        if self._look is None or not self._look.new:
            return
        path, mapping = self._look.path, self._mapping
        self.context.write(
            _("Reconciling {file}").format(file=path.name),
            lambda shop, job: take_statement(shop, path, mapping=mapping, job=job),
            changes={"payments"},
            done=self._taken,
        )

    def _taken(self, report: StatementReport) -> None:
        if report.uuid:
            words = _("{file} reconciled: {matched} matched, {left} left")
            self.context.note(
                Change(
                    words.format(file=report.file, matched=report.matched, left=report.waiting),
                    lambda shop, _job: undo_statement(shop, report.uuid),
                    lambda shop, _job: restore_statement(shop, report.uuid),
                )
            )
        self._next(report)

    def _map(self) -> None:
        self.mapping.open(self._files[0])
        self._show(self.mapping)
        self.mapping.take_focus()

    def _take_preset(self, name: str) -> None:
        self._look_at(find_preset(self.context.shop, name).mapping)

    def _look_again(self) -> None:
        self._look_at(self._mapping)

    def _next(self, report: StatementReport | None = None) -> None:
        """Go on to the next bill; after the last one to what is left to be matched."""
        del self._files[:1]
        self._look = None
        if self._files:
            self._look_at(None)
            return
        self._show_start()
        self.context.go("reconcile", **({"report": report} if report else {}))

    def _show(self, shown: QWidget) -> None:
        self.stack.setCurrentWidget(shown)
        self.counted.emit()

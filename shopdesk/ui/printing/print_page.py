"""Printing: choose a document and orders, see what is refused, look at the pages, print or save them."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from shopdesk.domain.errors import ShopError
from shopdesk.domain.jobs import Job
from shopdesk.services.documents import Printed
from shopdesk.services.shop import Shop
from shopdesk.services.today import count_waiting
from shopdesk.ui import dialogs
from shopdesk.ui.context import Context
from shopdesk.ui.controls import ElidedLabel, bar, button, column, label, set_text
from shopdesk.ui.page import Page
from shopdesk.ui.printing import print_work
from shopdesk.ui.printing.print_checks import PrintChecks
from shopdesk.ui.printing.print_empty import PrintEmpty, word_orders, word_summary
from shopdesk.ui.printing.print_preview import PrintPreview
from shopdesk.ui.printing.print_queue_panel import QueuePanel
from shopdesk.ui.printing.print_settings import PrintSettings
from shopdesk.ui.printing.print_sides import PrintSides
from shopdesk.ui.printing.print_steps import Steps
from shopdesk.ui.printing.print_words import DOCUMENTS
from shopdesk.ui.printing.print_work import Choice, Sheets
from shopdesk.ui.tasks import Verb
from shopdesk.ui.theme import FOOTER, PAGE, SPACE
from shopdesk.words import _, ngettext

PREVIEW_AFTER_MS = 150
PRINT_KEY = "Ctrl+P"
CHOOSE, CHECK, PREVIEW, QUEUE = range(4)


class PrintPage(Page):
    """The page of documents: what it shows is what would be printed now, and beside it what has become of the rest."""

    name = "printing"
    concerns = frozenset({"orders", "settings", "printing"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.settings = PrintSettings(context.shop)
        self.preview = PrintPreview(context)
        self.checks = PrintChecks()
        self.empty = PrintEmpty()
        self.steps = Steps([_("Choose"), _("Checks"), _("Preview"), _("Queue")])
        self.queue = QueuePanel(context)
        self.sheets: Sheets | None = None
        self._asked = 0
        self._done: Choice | None = None  # what was printed last, until something else is asked for
        self._lay_out()
        self._remaking = QTimer(self)
        self._remaking.setSingleShot(True)
        self._remaking.setInterval(PREVIEW_AFTER_MS)
        self._remaking.timeout.connect(self._make_preview)
        self.settings.changed.connect(self._begin_anew)
        self.empty.another_wanted.connect(self._begin_anew)
        self.empty.new_wanted.connect(lambda: context.go("orders", view="new"))
        self.empty.printed_wanted.connect(lambda: self.settings.choose("", "printed", ()))
        self.settings.printer_changed.connect(self._change_printer)
        self.settings.printer_chosen.connect(self._remember_printer)
        self.checks.order_wanted.connect(lambda order: context.go("orders", order=order))
        self.checks.sender_wanted.connect(lambda: context.go("settings", section="sender"))
        self._change_printer()
        self._show_waiting()

    # How it is laid out

    def _lay_out(self) -> None:
        self._title, self._count = label(size=PAGE, bold=True), label(rank="second")
        self._title.setObjectName("printTitle")
        left = QWidget()
        self._body = QStackedWidget()
        self._body.addWidget(self.preview)
        self._body.addWidget(self.empty)
        inner = column(self.checks, spacing=SPACE[3], margins=(SPACE[4], SPACE[3], SPACE[4], SPACE[3]))
        inner.addWidget(self._body, 1)
        left.setLayout(inner)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(left, 1)
        self._sides = PrintSides(self.settings, self.queue)
        middle.addWidget(self._sides)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        head = (self._title, self._count, None, self.steps, self._sides.toggle)
        layout.addWidget(bar("viewBar", FOOTER - SPACE[2], *head))
        layout.addLayout(middle, 1)
        layout.addWidget(self._footer())

    def _footer(self) -> QWidget:
        go = partial(self.context.go, "printers")
        printers = button("toPrinters", _("Printers"), go, icon_name="printer", key="Ctrl+Shift+P", look="quiet")
        go = partial(self.context.go, "layouts")
        layouts = button("toLayouts", _("Layouts"), go, icon_name="pencil", key="Ctrl+Shift+L", look="quiet")
        self.summary = ElidedLabel("")
        self.summary.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.summary.setObjectName("printSummary")
        back = button("printBack", _("Back"), lambda: self.context.go("orders"), key="Esc")
        self._save = button("savePdf", _("Save as PDF…"), self._save_pdf, icon_name="download", key="Ctrl+S")
        self._print = button("print", _("Print"), self._print_now, icon_name="printer", key=PRINT_KEY, primary=True)
        return bar("footer", FOOTER, printers, layouts, self.summary, None, back, self._save, self._print)

    # What the frame asks

    def show_wanted(self, wanted: dict[str, object]) -> None:  # noqa: D102
        orders = wanted.get("orders") or ()
        numbers = [str(number) for number in orders] if isinstance(orders, (list, tuple)) else []
        self.settings.choose(str(wanted.get("document") or ""), str(wanted.get("view") or ""), numbers)
        if wanted or self.sheets is None:
            self._begin_anew()

    def _begin_anew(self) -> None:
        """Show what is to be printed now, another copy of what was printed a moment ago too."""
        self._done = None
        self.refresh()

    def refresh(self) -> None:
        """Make the preview anew, once what changes has come to rest; until then nothing unseen can be printed."""
        self._asked += 1
        self._show_waiting()
        self._remaking.start()
        self.queue.refresh()

    def kept(self) -> dict[str, object]:
        """Keep what is to be printed as well."""
        choice = self.settings.choice
        return {"document": choice.document, "view": choice.view, "orders": list(choice.orders)}

    def put_back(self, kept: dict[str, object]) -> None:  # noqa: D102
        self.show_wanted(kept)

    def counts_text(self) -> str:  # noqa: D102
        waiting = count_waiting(self.context.shop)["printing"]
        words = ngettext("{count} order to print", "{count} orders to print", waiting)
        return words.format(count=f"{waiting:,}")

    def rows_shown(self) -> int:  # noqa: D102
        return len(self.sheets.result.printed) if self.sheets else 0

    def _hear(self, changes: frozenset[str]) -> None:
        if changes == {"printing"} and self.isVisible():
            self.queue.refresh()
        else:
            super()._hear(changes)

    # The queue beside the preview

    def _change_printer(self) -> None:
        self.queue.other_printer = "" if self.settings.to_file else str(self.settings.printer.currentData())
        self._word_print()

    def _remember_printer(self, document: str, printer: str) -> None:
        """Keep the choice for this station, beside the window; a printer that is away just now is kept next time."""

        def remember(_job: Job) -> None:
            with suppress(ShopError):
                print_work.remember_printer(document, printer)

        self.context.compute("", remember, lambda _result: None)

    # The preview

    def _make_preview(self) -> None:
        asked, choice = self._asked, self.settings.choice

        def draw_up(shop: Shop, job: Job) -> Sheets | None:
            return print_work.preview(shop, choice, job) if asked == self._asked else None

        def show(made: Sheets | None) -> None:
            # A window that closes is disabled, and draws nothing any more.
            if made is not None and asked == self._asked and self.isEnabled():
                self._show_sheets(choice, made)

        self.context.write(_("Preview"), draw_up, changes=set(), done=show)

    def _show_waiting(self) -> None:
        """Show that the pages of what is chosen are not drawn up yet; nothing can be printed meanwhile."""
        choice = self.settings.choice
        self._title.setText(_(DOCUMENTS[choice.document]))
        self.steps.stand_on(CHECK)
        self._set_ready(False)

    def _show_sheets(self, choice: Choice, made: Sheets) -> None:
        self.sheets = made
        result = made.result
        done = self._done == choice and bool(result.printed) and all(copy.again for copy in result.printed)
        self.settings.ask_why(any(copy.again for copy in result.printed) and not done)
        self.checks.show_result(result)
        self.checks.setVisible(not done)
        self._body.setCurrentWidget(self.preview if made.pages and not done else self.empty)
        if done:
            self.steps.stand_on(QUEUE)
            self.empty.tell_done(result)
        elif made.pages is not None:
            self.preview.show_pages(made.pages)
            self.steps.stand_on(PREVIEW)
        else:
            self.steps.stand_on(CHECK if result.refused else QUEUE if self.queue.open_jobs else CHOOSE)
            self.empty.tell_nothing(choice, result)
        self._count.setText(word_orders(len(result.printed) + len(result.refused)))
        self.summary.say(word_summary(result))
        self._set_ready(made.pages is not None and not done)

    def _set_ready(self, ready: bool) -> None:
        self._print.setEnabled(ready)
        self._save.setEnabled(ready)
        self._word_print()

    def _word_print(self) -> None:
        words = _("Print {count} as PDF…") if self.settings.to_file else _("Print {count}")
        count = self.rows_shown()
        set_text(self._print, words.format(count=f"{count:,}") if count else _("Print"), PRINT_KEY)

    # Print and save

    def _print_now(self) -> None:
        if self.settings.to_file:
            self._save_pdf()
            return
        if self._lacks_reason() or self.sheets is None:
            return
        choice, reason, seen = self.settings.choice, self.settings.reason, self.sheets.result
        printer = str(self.settings.printer.currentData())
        told = _("Queued for {printer}: {what}")
        self._run(
            choice,
            lambda shop, job: print_work.queue(shop, choice, printer, reason, seen, job),
            lambda result: told.format(printer=printer, what=word_summary(result)),
        )

    def _lacks_reason(self) -> bool:
        lacking = self.settings.lacks_reason()
        if lacking:
            self.context.told.emit(_("Some of these were printed before: say why they are printed again."))
        return lacking

    def _save_pdf(self) -> None:
        if self._lacks_reason():
            return
        choice, reason = self.settings.choice, self.settings.reason
        made_at = self.context.shop.now().astimezone().strftime("%Y-%m-%d %H%M")
        name = f"{_(DOCUMENTS[choice.document])} {made_at}.pdf"
        target = dialogs.choose_target(self, _("Save as PDF"), name, "PDF (*.pdf)")
        if target is None:
            return
        file = target if target.suffix.lower() == ".pdf" else target.with_name(f"{target.name}.pdf")

        def told(result: Printed) -> str:
            if result.printed:
                self.queue.saved.tell(file)
            return _("Saved: {file} ({what})").format(file=file.name, what=word_summary(result))

        self._run(choice, lambda shop, job: print_work.save(shop, choice, file, reason, job), told)

    def _run(self, choice: Choice, verb: Verb, tell: Callable[[Printed], str]) -> None:
        """Print on the write thread; the next preview waits behind it there, and nothing is printed twice."""

        def told(result: Printed) -> None:
            self.context.told.emit(tell(result))
            self._done = choice
            self._sides.show_queue(True)

        self.context.write(_("Printing"), verb, changes={"orders", "printing"}, done=told)
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802, D102
        super().resizeEvent(event)
        self._sides.fit(self.width())

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802, D102
        super().showEvent(event)
        self.settings.look_for_printers()
        self.settings.look_for_papers()
        self.preview.setFocus()

"""One printer: how it stands, its form, a test page, and its calibration."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QWidget

from shopdesk.domain.errors import ShopError
from shopdesk.domain.jobs import Job
from shopdesk.domain.printers import Calibration, Printer
from shopdesk.services import printers
from shopdesk.services.printers import PrinterRow
from shopdesk.ui.context import Context
from shopdesk.ui.controls import StatusLabel, button, label, row
from shopdesk.ui.printing.paper_printer import paint
from shopdesk.ui.printing.printer_form import PrinterForm
from shopdesk.ui.printing.printer_ruler import Measures, PrinterRuler
from shopdesk.ui.printing.printer_words import state_shape, word_kind, word_state
from shopdesk.ui.side_panel import SidePanel
from shopdesk.ui.undo import Change
from shopdesk.words import _, spoken
from shopdesk.words.errors import word_error

CHANGES = {"printers"}


class PrinterPanel(SidePanel):
    """Edits one printer; `saved` carries its name, `form_left` tells that the form of a new one was closed."""

    saved = Signal(str)
    form_left = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(_("Printer"))
        self.context = context
        self.form: PrinterForm | None = None
        self.ruler: PrinterRuler | None = None
        self.is_new = False
        self.queues: Sequence[str] = ()
        self._shown: PrinterRow | None = None

    def show_printer(self, shown: PrinterRow) -> None:
        """Show a printer, unless it stands there already as it is: what is being typed stays."""
        if self.is_new or self._shown == shown:
            return
        focused = QApplication.focusWidget()
        back = focused.objectName() if focused is not None and self.isAncestorOf(focused) else ""
        same = self._shown is not None and (self._shown.printer, self._shown.own) == (shown.printer, shown.own)
        self._shown = shown
        if same:  # only its state is another one
            self._tell_state()
            return
        printer = shown.printer
        self.begin(printer.name)
        self._state, self._reason = StatusLabel(), label(rank="warn", wrap=True)
        test = button("printTest", _("Print a test page"), self.print_test, icon_name="printer", key="Ctrl+T")
        self.add(self._state, self._reason, row(test, None), title=word_kind(printer), line_above=False)
        self._tell_state()
        self.form = PrinterForm(printer, self.queues)
        self._add_form(self.form, _("Save"))
        self.ruler = PrinterRuler(printer)
        self.ruler.ruler_wanted.connect(self.print_ruler)
        self.ruler.measured.connect(self._measure)
        self.ruler.dropped.connect(self._drop)
        self.add(self.ruler, title=_("Calibration"))
        if back and (found := self.findChild(QWidget, back)) is not None:
            found.setFocus()

    def _tell_state(self) -> None:
        assert self._shown is not None
        state = self._shown.state
        self._state.show_status(state_shape(state), word_state(state) or _("Nobody has asked yet"))
        self._reason.setText(self._shown.reason)
        self._reason.setVisible(bool(self._shown.reason))

    def open_new(self) -> None:
        """Open the form of a new printer."""
        self.is_new, self._shown, self.ruler = True, None, None
        self.begin(_("New printer"))
        self.form = PrinterForm(Printer("", "network", "tspl"), self.queues)
        self._add_form(self.form, _("Add"))

    def begin_typing(self) -> None:
        """Stand in the first field."""
        if self.form is not None:
            self.form.name.setFocus()

    def leave_form(self) -> None:
        """Close the form of a new printer."""
        self.is_new, self._shown = False, None
        self.form_left.emit()

    def _add_form(self, form: PrinterForm, words: str) -> None:
        steps = row(button("savePrinter", words, self.submit, key="Ctrl+S", primary=True))
        if self.is_new:
            steps.addWidget(button("leavePrinter", _("Cancel"), self.leave_form, look="quiet"))
        steps.addStretch(1)
        self.add(form, steps, title=_("How it is reached"))
        form.name.returnPressed.connect(self.submit)

    # What a person does

    def submit(self) -> None:
        """Save what was typed."""
        form, shown = self.form, self._shown
        if form is None:
            return
        try:
            after = form.read()
        except ShopError as error:
            self._refuse(error)
            return
        before = shown.printer if shown is not None and shown.own else None
        self.context.write(
            _("Saving a printer"),
            lambda _shop, _job: printers.save_printer(after, before=before.name if before else ""),
            changes=CHANGES,
            done=lambda made: self._saved(before, made),
            refused=self._refuse,
        )

    def _saved(self, before: Printer | None, made: Printer) -> None:
        self.is_new = False
        self.context.note(_changed(before, made))
        self.saved.emit(made.name)

    def _refuse(self, error: ShopError) -> None:
        if self.form is not None:
            self.form.error.setText(word_error(error))
            self.form.error.show()

    def print_test(self) -> None:
        """Print the test page, beside the window."""
        self._print(_("Test page"), printers.print_trial)

    def print_ruler(self) -> None:
        """Print the ruler, beside the window."""
        self._print(_("Ruler"), printers.print_ruler)

    def _print(self, title: str, write: Callable[..., None]) -> None:
        if self._shown is None:
            return
        printer, told = self._shown.printer, _("Sent to {printer}: {what}")

        def work(job: Job) -> None:
            write(printer, language=spoken.language, job=job, paint=paint)

        self.context.compute(
            title, work, lambda _result: self.context.told.emit(told.format(printer=printer.name, what=title))
        )

    def _measure(self, measures: Measures) -> None:
        if self._shown is not None:
            printer = self._shown.printer
            self._calibrate(lambda: printers.measure_ruler(printer.name, printer.paper, *measures))

    def _drop(self) -> None:
        if self._shown is not None:
            printer = self._shown.printer
            self._calibrate(lambda: printers.set_calibration(printer.name, printer.paper, Calibration()))

    def _calibrate(self, verb: Callable[[], Printer]) -> None:
        assert self._shown is not None
        before, paper = self._shown.printer, self._shown.printer.paper
        title = _("Calibration of {printer}").format(printer=before.name)

        def keep(calibration: Calibration) -> None:
            printers.set_calibration(before.name, paper, calibration)

        def done(made: Printer) -> None:
            after = made.with_paper(paper).calibration
            self.context.note(
                Change(title, lambda _shop, _job: keep(before.calibration), lambda _shop, _job: keep(after))
            )

        def refuse(error: ShopError) -> None:
            if self.ruler is not None:
                self.ruler.error.setText(word_error(error))
                self.ruler.error.show()

        self.context.write(title, lambda _shop, _job: verb(), changes=CHANGES, done=done, refused=refuse)


def _changed(before: Printer | None, after: Printer) -> Change:
    """Return a printer's change, or its coming, with the way back."""
    if before is None:
        return Change(
            _("Printer {name} added").format(name=after.name),
            lambda _shop, _job: printers.remove_printer(after.name),
            lambda _shop, _job: printers.save_printer(after),
        )
    return Change(
        _("Printer {name} changed").format(name=after.name),
        lambda _shop, _job: printers.save_printer(before, before=after.name),
        lambda _shop, _job: printers.save_printer(after, before=before.name),
    )

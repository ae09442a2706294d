"""The form that begins a stock count: which place, what for, and whether those who count see what should be there."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from shopdesk.domain.errors import ShopError
from shopdesk.services.stock_table import places
from shopdesk.ui.context import Context
from shopdesk.ui.controls import button, column, label, row
from shopdesk.ui.form_fields import choice, error_line, field
from shopdesk.ui.stock_words import word_place
from shopdesk.ui.theme import CAPTION, HEADLINE, PANEL, SPACE
from shopdesk.words import _
from shopdesk.words.errors import word_error


class CountStart(QWidget):
    """`wanted` tells place, note and blindness; `closed` that nothing is to be counted."""

    wanted = Signal(str, str, bool)
    closed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.place = choice("countPlace", _("Location"), [])
        self.note = field("countNote", _("What it is for"), _("Year's end, shelf A …"))
        self.blind = QCheckBox(_("Blind: those who count do not see what should be there"))
        self.blind.setObjectName("countBlind")
        self.blind.setAccessibleName(self.blind.text())
        self.error = error_line("countError")
        go = button("startCount", _("Start counting"), self._submit, primary=True, key="Ctrl+S")
        leave = button("leaveCountStart", _("Cancel"), self.closed.emit, look="quiet")
        form = column(label(_("New stock count"), size=HEADLINE, bold=True), spacing=SPACE[2])
        for shown in (self.place, self.note):
            form.addWidget(label(shown.accessibleName(), rank="muted", size=CAPTION))
            form.addWidget(shown)
        form.addWidget(self.blind)
        form.addWidget(self.error)
        form.addLayout(row(go, leave, None))
        holder = QWidget()
        holder.setLayout(form)
        holder.setMaximumWidth(PANEL)
        whole = column(holder, None, margins=(SPACE[5],) * 4)
        whole.setAlignment(holder, Qt.AlignmentFlag.AlignLeft)
        self.setLayout(whole)
        holder.setMinimumWidth(PANEL)
        self.note.returnPressed.connect(self._submit)

    def begin(self) -> None:
        """Offer the places as they are now, and stand in the first field."""
        self.place.clear()
        for code in places(self.context.shop):
            self.place.addItem(word_place(code), code)
        self.error.hide()
        self.note.clear()
        self.place.setFocus()

    def refuse(self, error: ShopError) -> None:
        """Say why the count was not begun."""
        self.error.setText(word_error(error))
        self.error.show()

    def _submit(self) -> None:
        self.wanted.emit(str(self.place.currentData()), self.note.text().strip(), self.blind.isChecked())

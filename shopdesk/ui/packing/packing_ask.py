"""What the packing bench asks between the last piece and the closed parcel: a reason, a weight, the label."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from shopdesk.domain.pack_desk import Desk
from shopdesk.ui.controls import column, row
from shopdesk.ui.icons import icon_pixmap
from shopdesk.ui.packing.packing_scale import ALARM, COUNT, LINE, TITLE, Scale, name_button
from shopdesk.ui.packing.packing_text import BenchText
from shopdesk.ui.packing.packing_words import REPRINT_REASONS, SHORT_REASONS, mask_number
from shopdesk.words import _

CHOICES = 4
_ICONS = {"short": "package-x", "reprint": "printer", "weigh": "package", "check": "scan-barcode", "label": "printer"}


class PackingAsk(QWidget):
    """One question, large; `reasoned` carries the key of a reason, `asked` undo, print or skip."""

    reasoned = Signal(str)
    asked = Signal(str)

    def __init__(self, scale: Scale) -> None:
        super().__init__()
        self._scale = scale
        self._phase = ""
        self._icon = QLabel()
        self._icon.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.title = BenchText(scale, COUNT, bold=True)
        self.title.setObjectName("packAskTitle")
        self._text = BenchText(scale, LINE, rank="second", lines=2)
        self.typed = scale.text(ALARM, bold=True, rank="link")
        self.typed.setObjectName("packTyped")
        for words in (self.title, self._text, self.typed):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._choices = [
            scale.button(f"packReason{at + 1}", "", partial(self.choose, at), key=str(at + 1), size=TITLE)
            for at in range(CHOICES)
        ]
        self._again = scale.button("packLabelAgain", _("Print again"), lambda: self.asked.emit("print"), key="L")
        self._skip = scale.button("packSkip", _("Go on without"), lambda: self.asked.emit("skip"), key="S")
        self._back = scale.button("packBack", _("Back"), lambda: self.asked.emit("undo"), key="Ctrl+Z")
        self._lay_out()
        scale.follow(self._fit)

    def _lay_out(self) -> None:
        self._halves = [row(*self._choices[:2]), row(*self._choices[2:])]
        layout = column(None, self._icon, self.title, self._text, self.typed)
        for half in self._halves:
            layout.addLayout(half)
        self._foot = row(None, self._again, self._skip, self._back, None)
        layout.addLayout(self._foot)
        layout.addStretch(1)
        self.setLayout(layout)

    @property
    def reasons(self) -> Mapping[str, str]:
        """The reasons that are offered now."""
        return SHORT_REASONS if self._phase == "short" else REPRINT_REASONS if self._phase == "reprint" else {}

    def choose(self, at: int) -> None:
        """Take the reason at a place."""
        if at < len(self.reasons):
            self.reasoned.emit(list(self.reasons)[at])

    def show_desk(self, desk: Desk, typed: str) -> None:
        """Ask what this phase asks."""
        self._phase = desk.phase
        title, text = _question(desk)
        self.title.say(title)
        self._text.say(text)
        self.typed.setVisible(desk.phase == "weigh")
        self.typed.setText(f"{typed or '…'} g")
        for at, (choice, words) in enumerate(zip(self._choices, self.reasons.values(), strict=False)):
            name_button(choice, _(words), str(at + 1))
        for choice in self._choices:
            choice.setVisible(bool(self.reasons))
        self._again.setVisible(desk.phase in ("label", "check"))
        self._skip.setVisible(desk.phase in ("label", "weigh"))
        self._fit()

    def _fit(self) -> None:
        px = self._scale.px
        layout = self.layout()
        assert layout is not None
        layout.setContentsMargins(px(160), 0, px(160), 0)
        layout.setSpacing(px(24))
        for part in (*self._halves, self._foot):
            part.setSpacing(px(24))
        for choice in self._choices:
            choice.setMinimumHeight(px(120))
        if self._phase:
            self._icon.setPixmap(icon_pixmap(_ICONS[self._phase], "accent", px(120)))


def _question(desk: Desk) -> tuple[str, str]:
    parcel = desk.parcel
    number = mask_number(parcel.waybill) or parcel.order if parcel is not None else desk.before
    if desk.phase == "short":
        return _("Why does it stay out?"), _("The order is closed with pieces missing; the reason is kept with it")
    if desk.phase == "reprint":
        return _("Why another label?"), _("{order} gets another copy, and its number of copies is kept").format(
            order=number
        )
    if desk.phase == "weigh":
        return _("Weigh the parcel"), _("Put it on the scale, or type grams and Enter")
    if desk.phase == "check":
        return _("Stick the label on and scan it"), _("Only {number} closes this parcel").format(number=number)
    return _("The label did not come"), _("Print it again, or go on without; the parcel is not closed yet")

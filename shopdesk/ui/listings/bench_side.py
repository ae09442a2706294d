"""What was measured before and after, check by check, and the steps of the repair, each to be left out."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QScrollArea, QVBoxLayout, QWidget

from shopdesk.domain.pictures import FixedPicture, RepairPreview
from shopdesk.ui.controls import StatusLabel, button, clear, column, label, row
from shopdesk.ui.listings.bench_checks import BenchChecks
from shopdesk.ui.listings.bench_strip import BenchItem
from shopdesk.ui.status import PICTURE
from shopdesk.ui.theme import CAPTION, HEADLINE, PANEL, SPACE
from shopdesk.words import N_, _, listed
from shopdesk.words.pictures import describe_action, describe_reason

STEP_WORDS = {
    "square": N_("Crop or pad to a square"),
    "fill": N_("Centre the product, about 87 percent"),
    "white": N_("Make the background pure white"),
    "specks": N_("Remove small specks"),
    "size": N_("Fit the size"),
}


class BenchSide(QFrame):
    """The panel at the right; `left_out` tells which steps are left out, `taken` and `skipped` what was decided."""

    left_out = Signal(frozenset)
    taken = Signal()
    skipped = Signal()
    replaced = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("benchSide")
        self.setFixedWidth(PANEL)
        self._steps: dict[str, QCheckBox] = {}
        self.checks: BenchChecks | None = None
        self._body = column(spacing=SPACE[3], margins=(SPACE[4],) * 4)
        inner = QWidget()
        inner.setLayout(self._body)
        scroll = QScrollArea()
        scroll.setObjectName("benchScroll")
        scroll.setAccessibleName(_("What was measured"))
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(inner)
        self.take = button("takeRepair", _("Take, next"), self.taken.emit, primary=True, key="Ctrl+Return")
        self.skip = button("skipPicture", _("Skip"), self.skipped.emit, key="Ctrl+Right")
        self.other = button("replacePicture", _("Other picture…"), self.replaced.emit, icon_name="image", key="Ctrl+R")
        says = label(_("The original stays as it is; undo brings it back."), rank="muted", size=CAPTION, wrap=True)
        foot = column(row(self.take, self.skip), self.other, says, spacing=SPACE[2], margins=(SPACE[4],) * 4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(scroll, 1)
        layout.addLayout(foot)

    def show_item(self, item: BenchItem | None) -> None:
        """Show what is known of a picture."""
        clear(self._body)
        self._steps.clear()
        preview = item.preview if item else None
        can = bool(preview and preview.data is not None and item and item.state != "taken")
        self.take.setEnabled(can)
        self.skip.setEnabled(item is not None)
        self.other.setEnabled(item is not None)
        if item is None:
            return
        self._body.addWidget(label(item.picture.called, size=HEADLINE, bold=True, wrap=True))
        self._add_verdicts(item)
        if item.report is not None:
            open_now = self.checks is not None and self.checks.all_of_them
            self.checks = BenchChecks(item.report, preview.after if preview else None, all_of_them=open_now)
            self._body.addWidget(self.checks)
        if preview is not None:
            self._add_steps(preview)
        self._body.addStretch(1)

    def _add_verdicts(self, item: BenchItem) -> None:
        verdicts = [item.report.verdict if item.report else "none"]
        if item.preview and item.preview.after:
            verdicts.append(item.preview.after.verdict)
        holder = QWidget()
        holder.setObjectName("benchVerdicts")
        parts: list[QWidget] = []
        for verdict in verdicts:
            parts += [*([label("→", rank="muted")] if parts else []), StatusLabel(PICTURE[verdict])]
        holder.setAccessibleName(listed(PICTURE[verdict].shown for verdict in verdicts))
        holder.setLayout(row(*parts, None))
        self._body.addWidget(holder)

    def _add_steps(self, preview: RepairPreview) -> None:
        if preview.data is None or preview.reason:
            told = FixedPicture(preview.file, "", None, (), "fail", preview.reason, preview.limit)
            why = label(describe_reason(told), rank="error" if preview.data is None else "warn", wrap=True)
            why.setObjectName("benchReason")
            self._body.addWidget(why)
        if preview.steps:
            self._body.addWidget(label(_("Steps of the repair"), rank="muted", size=CAPTION))
        done = {action.code for action in preview.actions}
        for step in preview.steps:
            box = QCheckBox(_(STEP_WORDS[step]))
            box.setObjectName(f"step-{step}")
            box.setAccessibleName(box.text())
            box.setChecked(bool(done) or preview.data is None)
            box.setChecked(step not in self._without(preview))
            box.toggled.connect(self._tell_left_out)
            self._steps[step] = box
            self._body.addWidget(box)
        for action in preview.actions:
            self._body.addWidget(label(f"· {describe_action(action)}", rank="second", size=CAPTION, wrap=True))

    def _without(self, preview: RepairPreview) -> frozenset[str]:
        return frozenset(step for step in preview.steps if step in self.without)

    without: frozenset[str] = frozenset()

    def _tell_left_out(self) -> None:
        self.without = frozenset(step for step, box in self._steps.items() if not box.isChecked())
        self.left_out.emit(self.without)

"""The measured table of the bench: each check with what is asked and what was found, first what needs a look."""

from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from shopdesk.domain.pictures import Check, PictureReport, Value
from shopdesk.ui.controls import ElidedLabel, StatusLabel, button, column, label, set_text, tell_fold
from shopdesk.ui.status import PICTURE
from shopdesk.ui.theme import CAPTION, SPACE
from shopdesk.words import _, ngettext
from shopdesk.words.pictures import CHECK_NAMES, describe, shown

NAME_WIDTH, ASKED_WIDTH, CELL_WIDTH = 92, 72, 74
AT_LEAST = {"size", "longest", "fill", "light", "sharpness"}
AT_MOST = {"largest", "side-sum", "pixels", "bytes", "even", "centring", "burnt", "saturation"}
UNITS = {
    "size": " px", "longest": " px", "largest": " px", "side-sum": " px", "square": " : 1",
    "fill": "%", "centring": "%", "burnt": "%", "saturation": "%", "sharpness": "%",
}  # fmt: skip
ALWAYS = {"size", "square", "background", "fill", "edge", "bytes"}  # what every platform asks for
ORDER = {"fail": 0, "warn": 1, "pass": 2}
KEY = "Ctrl+L"
MEGABYTE, KILOBYTE = 1024 * 1024, 1024


class BenchChecks(QWidget):
    """Shows what is amiss and what everybody asks for; the rest, all well, comes with the button below."""

    def __init__(self, before: PictureReport, after: PictureReport | None, *, all_of_them: bool = False) -> None:
        super().__init__()
        self._before, self._after = before, after
        self._repaired = {check.check: check for check in after.checks} if after else {}
        self._rest: list[QWidget] = []
        self._passed = 0
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SPACE[2])
        self._grid.setVerticalSpacing(SPACE[1])
        self._grid.setColumnStretch(3, 1)
        self._fill()
        self.more: QPushButton = button("allChecks", "", self.toggle, look="link", key=KEY)
        self.all_of_them = not all_of_them
        self.toggle()
        layout = column(self.more, spacing=SPACE[2])
        layout.insertLayout(0, self._grid)
        self.setLayout(layout)
        self.more.setVisible(bool(self._rest))  # where it stands: before, it would be a window for a moment

    def toggle(self) -> None:
        """Show the checks that are all well too, or hide them again."""
        self.all_of_them = not self.all_of_them
        count = self._passed
        more = ngettext("{count} more check, passed", "{count} more checks, all passed", count)
        set_text(self.more, _("Show fewer checks") if self.all_of_them else more.format(count=count), KEY)
        tell_fold(self.more, self.all_of_them)
        for part in self._rest:
            part.setVisible(self.all_of_them)

    def _fill(self) -> None:
        header = (_("What is checked"), _("Asked"), _("Original"), _("Repaired") if self._after else "")
        for at, words in enumerate(header):
            self._grid.addWidget(label(words, rank="muted", size=CAPTION), 0, at)
        for line, check in enumerate(sorted(self._before.checks, key=self._rank), start=1):
            parts: list[QWidget] = [
                _narrow(_(CHECK_NAMES[check.check]), "", NAME_WIDTH),
                _narrow(asked(check), "muted", ASKED_WIDTH),
                _cell(check, self._before),
            ]
            if self._after and check.check in self._repaired:
                parts.append(_cell(self._repaired[check.check], self._after))
            for at, part in enumerate(parts):
                self._grid.addWidget(part, line, at)
            if self._rank(check)[:2] == (ORDER["pass"], 1):
                self._rest += parts
                self._passed += 1

    def _rank(self, check: Check) -> tuple[int, int]:
        """Return where a check stands: failed ones first, then those that everybody asks for."""
        repaired = self._repaired.get(check.check)
        worst = min(ORDER[told.verdict] for told in (check, repaired) if told is not None)
        return worst, check.check not in ALWAYS


def asked(check: Check) -> str:
    """Return what is asked as a rule: ≥ 800 px, ≤ 5 MB, 1 : 1."""
    if check.limit in ("", None):
        return ""
    if check.check == "background":  # the least of those that will do
        return measured(check.check, str(check.limit).rpartition(",")[2].strip())
    sign = "≥ " if check.check in AT_LEAST else "≤ " if check.check in AT_MOST else ""
    return sign + measured(check.check, check.limit)


def measured(code: str, value: Value) -> str:
    """Return a measured value with its unit; a small file in kilobytes."""
    if code == "bytes" and not isinstance(value, str):
        return f"{value / MEGABYTE:.3g} MB" if value >= MEGABYTE else f"{value / KILOBYTE:,.0f} KB"
    words = shown(code, value)
    return words + UNITS.get(code, "") if words else ""


def _narrow(words: str, rank: str, width: int) -> ElidedLabel:
    made = ElidedLabel(words, rank=rank, size=CAPTION)
    made.setFixedWidth(width)
    return made


def _cell(check: Check, report: PictureReport) -> StatusLabel:
    made = StatusLabel(size=CAPTION, wrap=True)
    made.setFixedWidth(CELL_WIDTH)
    made.show_status(PICTURE[check.verdict], measured(check.check, check.measured) or PICTURE[check.verdict].shown)
    made.setToolTip(describe(check, report.profile))
    return made

"""The choice of a paper: the usual ones by name, any other typed as width x height."""

from PySide6.QtWidgets import QComboBox

from shopdesk.domain.printers import Paper, parse_paper
from shopdesk.ui.printing.printer_words import COMMON_PAPERS, word_paper
from shopdesk.words import _


class PaperChoice(QComboBox):
    """Shows a paper and reads one."""

    def __init__(self, name: str, paper: Paper) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(_("Paper size"))
        self.setEditable(True)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        for known in COMMON_PAPERS:
            self.addItem(word_paper(parse_paper(known)), known)
        self.show_paper(paper)
        editor = self.lineEdit()
        assert editor is not None
        editor.setAccessibleName(_("Paper size"))
        editor.setPlaceholderText("100x150")

    def show_paper(self, paper: Paper) -> None:
        """Show a paper, whether it is a usual one or not."""
        if self.findData(paper.name) < 0:
            self.addItem(word_paper(paper), paper.name)
        self.setCurrentIndex(self.findData(paper.name))

    def read(self) -> Paper:
        """Return the paper that is shown. Raises ShopError("paper-invalid")."""
        typed = self.currentText().strip()
        at = self.findText(typed)
        return parse_paper(self.itemData(at) if at >= 0 else typed.removesuffix("mm"))

"""A section of the listing's page: a card with a heading and the fields below it."""

from PySide6.QtWidgets import QFrame, QGridLayout, QLayout, QVBoxLayout, QWidget

from shopdesk.ui.controls import column, heading, label, row
from shopdesk.ui.listing_fields_text import Field
from shopdesk.ui.listings.listing_editor_draft import ListingDraft
from shopdesk.ui.theme import CAPTION, SPACE


class Section(QFrame):
    """One part of what is told of a listing; `places` names the controls to which a finding may lead."""

    def __init__(self, draft: ListingDraft, name: str, title: str) -> None:
        super().__init__()
        self.draft, self.title = draft, title
        self.setObjectName(name)
        self.setProperty("card", True)
        self.places: dict[str, QWidget] = {}
        self.right = label(rank="muted", size=CAPTION)
        self._body = column(spacing=SPACE[3], margins=(SPACE[4], SPACE[3], SPACE[4], SPACE[4]))
        self._body.addLayout(row(heading(title), None, self.right))
        self.setLayout(self._body)

    def add(self, *parts: QWidget | QLayout) -> None:
        """Put parts below the others."""
        for part in parts:
            if isinstance(part, QLayout):
                self._body.addLayout(part)
            else:
                self._body.addWidget(part)

    def keep(self) -> None:
        """Save what is typed in its fields."""
        for field in self.findChildren(Field):
            field.keep()


def in_columns(*fields: QWidget, columns: int = 2) -> QGridLayout:
    """Lay fields out side by side in columns of the same width."""
    grid = QGridLayout()
    fill_columns(grid, fields, columns)
    return grid


def fill_columns(grid: QGridLayout, fields: tuple[QWidget, ...] | list[QWidget], columns: int) -> None:
    """Put fields into a grid, row by row."""
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(SPACE[4])
    grid.setVerticalSpacing(SPACE[3])
    for at in range(columns):
        grid.setColumnStretch(at, 1)
        grid.setColumnMinimumWidth(at, 1)
    for at, field in enumerate(fields):
        grid.addWidget(_at_top(field), at // columns, at % columns)


def _at_top(field: QWidget) -> QWidget:
    layout = field.layout()
    if isinstance(layout, QVBoxLayout):
        layout.addStretch(1)
    return field

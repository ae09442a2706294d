"""What a screen reader is told of a window: names, states, what is wrong with a field."""

from collections import defaultdict
from collections.abc import Iterator

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QWidget

from tests.ui.keyboard import called, controls


def heard(control: QWidget) -> QAccessibleInterface:
    """Return what a screen reader knows of a control."""
    return QAccessible.queryAccessibleInterface(control)


def name_of(control: QWidget) -> str:
    """Return a control's name as it is read out."""
    if isinstance(control, QComboBox):  # on some systems its value is read out first, and its name as its label
        return control.accessibleName().strip()
    return heard(control).text(QAccessible.Text.Name).strip()


def faults_of(window: QWidget) -> Iterator[str]:
    """Tell what has no name or shares it with another, and whose state is not told."""
    alike: dict[tuple[object, str, str], list[QWidget]] = defaultdict(list)
    for control in controls(window):
        told, name = heard(control), name_of(control)
        if not name:
            yield f"{called(control)} has no name"
        alike[told.role(), name, told.text(QAccessible.Text.Description)].append(control)
        if told.state().disabled == control.isEnabled():
            yield f"{called(control)} does not tell whether it is grey"
        if isinstance(control, QAbstractButton) and control.isCheckable() and not _tells_whether_on(control):
            yield f"{called(control)} does not tell whether it is on"
        if isinstance(control, QLineEdit) and bool(told.state().readOnly) != control.isReadOnly():
            yield f"{called(control)} does not tell whether it can be typed in"
    for (_role, name, _description), same in alike.items():
        if len(same) > 1:
            yield f"{', '.join(called(one) for one in same)} are all called {name}"


def _tells_whether_on(button: QAbstractButton) -> bool:
    state = heard(button).state()
    return bool(state.checkable) and bool(state.checked) == button.isChecked()

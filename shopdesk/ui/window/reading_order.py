"""Tab goes through a window as it is read: what its layouts put first comes first, whenever it was made."""

from collections.abc import Iterator, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QGridLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QScrollArea,
    QTabBar,
    QWidget,
)


def step_focus(root: QWidget, *, forward: bool) -> bool:
    """Give the keyboard to the next control below `root`, or to the one before; False where there is none."""
    focus = root.window().focusWidget()
    here = focus if focus is not None and root.isAncestorOf(focus) else root
    shown = list(_read(root, here))
    at = shown.index(here) if here in shown else -1
    order = shown[at + 1 :] + shown[:at] if forward else shown[:at][::-1] + shown[at + 1 :][::-1]
    left = _choice(here)
    to = next((control for control in order if control not in left and _stops(control)), None)
    if to is None:
        return False
    to.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
    _bring_into_sight(to)
    return True


def _stops(control: QWidget) -> bool:
    """Tell whether Tab stops here: what hands the keyboard on is met where it hands it to.

    Of buttons of which one is chosen it stops at that one, else at the first; arrows lead to the others.
    """
    if not _is_usable(control) or control.focusProxy() is not None:
        return False
    if choice := [button for button in _choice(control) if _is_usable(button)]:
        return control is next((button for button in choice if button.isChecked()), choice[0])
    return bool(control.focusPolicy() & Qt.FocusPolicy.TabFocus)


def _is_usable(control: QWidget) -> bool:
    return control.isVisible() and control.isEnabled()


def _choice(control: QWidget) -> list[QAbstractButton]:
    """Return the buttons of which one is chosen, with a button that is one of them."""
    group = control.group() if isinstance(control, QAbstractButton) else None
    return group.buttons() if group is not None and group.exclusive() else []


def _read(root: QWidget, here: QWidget) -> Iterator[QWidget]:
    """Yield what is shown below a widget as it is read, and the place of `here` though it has just been hidden."""
    for child in _children(root):
        if child.isWindow() or not (child.isVisible() or child is here or child.isAncestorOf(here)):
            continue
        yield child
        if not isinstance(child, _WHOLE):
            yield from _read(child, here)


def _children(parent: QWidget) -> list[QWidget]:
    """Return the widgets in a widget: as they are laid out, then what stands there by its place alone."""
    children, layout = parent.findChildren(QWidget, options=_DIRECT), parent.layout()
    laid = list(_widgets(layout, children)) if layout is not None else []
    others = [w for w in children if w not in laid]
    return laid + sorted(others, key=lambda w: (w.y(), w.x()))


def _widgets(layout: QLayout, children: Sequence[QWidget]) -> Iterator[QWidget]:
    """Yield the widgets of a layout in order.

    Items of layouts are not asked for: Python would go on holding them after Qt has deleted them, and take what is made
    in their place in memory for them.
    """
    inner = [part for part in layout.children() if isinstance(part, QLayout)]
    parts: list[Any] = [*children, *inner]
    placed = [(_place(layout, part), part) for part in parts if layout.indexOf(part) >= 0]
    for _at, part in sorted(placed, key=lambda one: one[0]):
        if isinstance(part, QLayout):
            yield from _widgets(part, children)
        else:
            yield part


def _place(layout: QLayout, part: Any) -> tuple[int, ...]:  # noqa: ANN401 - a widget or a layout
    at = layout.indexOf(part)
    return layout.getItemPosition(at)[:2] if isinstance(layout, QGridLayout) else (at,)  # type: ignore[index]


def _bring_into_sight(control: QWidget) -> None:
    """Scroll all around a control so that it is seen."""
    above = control.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(control)
        above = above.parentWidget()


_WHOLE = (QLabel, QLineEdit, QComboBox, QAbstractSpinBox, QTabBar)  # what stands in them is theirs
_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly

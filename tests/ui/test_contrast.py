"""WCAG AA over every pair of colours that is really shown: style sheet, status shapes, focus rings, edges."""

import re

import pytest

from shopdesk.resources import resources
from shopdesk.ui import status
from shopdesk.ui.status import Status
from shopdesk.ui.theme import colours
from tests.ui.test_theme import contrast

TEXT, SHAPE = 4.5, 3.0
GROUNDS = ("surface", "window", "raised", "hover", "selected")  # what words without a ground of their own lie on
EDGED_GROUNDS = ("surface", "window", "raised")
RING_GROUNDS = (*GROUNDS, "rail", "rail-selected", "accent-bg")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_DISABLED = "disabled"  # exempt from AA: nobody can act there
TABLES = {name: table for name, table in vars(status).items() if isinstance(table, dict)}


def rules() -> list[tuple[str, dict[str, str]]]:
    """Return the style sheet's rules: selector, and its colours by property."""
    sheet = (resources() / "looks" / "shopdesk.qss").read_text("utf-8")
    sheet = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    found = []
    for selector, body in _RULE.findall(sheet):
        parts = dict(part.split(":", 1) for part in body.split(";") if ":" in part)
        told = {key.strip(): re.findall(r"@([a-z0-9-]+)", value) for key, value in parts.items()}
        found.append((selector.strip(), {key: roles[-1] for key, roles in told.items() if roles}))
    return found


def weak(theme: str, pairs: set[tuple[str, str]], needed: float) -> dict[tuple[str, str], float]:
    table = colours()[theme]
    ratios = {(front, ground): contrast(table[front], table[ground]) for front, ground in pairs}
    return {pair: round(ratio, 2) for pair, ratio in ratios.items() if ratio < needed}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_words_of_the_style_sheet_can_be_read_on_their_ground(theme):
    pairs = set()
    for selector, told in rules():
        if _DISABLED in selector or told.get("color") == _DISABLED or "color" not in told:
            continue
        ground = told.get("background") or told.get("background-color")
        if ground:
            pairs.add((told["color"], ground))
    pairs |= {(told["selection-color"], told["selection-background-color"]) for _s, told in rules()
              if "selection-color" in told}  # fmt: skip
    assert len(pairs) > 8
    assert weak(theme, pairs, TEXT) == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_words_of_every_rank_can_be_read_wherever_they_lie(theme):
    ranks = {"text", "text-2", "muted", "accent", "ok", "warn", "error"}
    assert weak(theme, {(rank, ground) for rank in ranks for ground in GROUNDS}, TEXT) == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_status_is_seen_on_every_ground_of_a_row(theme):
    roles = {state.role for table in TABLES.values() for state in table.values() if isinstance(state, Status)}
    assert weak(theme, {(role, ground) for role in roles for ground in GROUNDS}, TEXT) == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_focus_rings_and_edges_of_what_can_be_operated_are_seen(theme):
    rings = {("focus", ground) for ground in RING_GROUNDS}
    edges = {("border-strong", ground) for ground in EDGED_GROUNDS}
    assert weak(theme, rings | edges | {("error", "surface"), ("text", "surface")}, SHAPE) == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_bars_and_the_full_red_are_seen(theme):
    fills = {(fill, ground) for fill in ("ok-fill", "warn-fill", "error-fill") for ground in ("surface", "window")}
    assert weak(theme, fills, SHAPE) == {}
    assert weak(theme, {("on-error", "error-fill"), ("note-text", "note-bg")}, TEXT) == {}


@pytest.mark.parametrize("name", sorted(TABLES))
def test_no_status_is_told_by_colour_alone(name):
    states = [state for state in TABLES[name].values() if isinstance(state, Status)]
    by_shape: dict[str, set[str]] = {}
    for state in states:
        by_shape.setdefault(state.shape, set()).add(state.role)
    assert {shape: roles for shape, roles in by_shape.items() if len(roles) > 1} == {}


def test_buttons_and_fields_show_where_the_focus_is():
    focused = {
        selector for selector, told in rules() if ":focus" in selector and {"border", "border-bottom"} & told.keys()
    }
    fields = ("QLineEdit", "QComboBox", "QPlainTextEdit", "QAbstractSpinBox")
    for kind in ("QPushButton", "QToolButton", *fields, "QTabBar::tab"):
        assert any(f"{kind}:focus" in selector for selector in focused), kind

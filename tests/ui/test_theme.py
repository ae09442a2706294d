"""Colours can be read in both themes, and the style sheet asks for no colour that is not there."""

import re

import pytest
from PySide6.QtGui import QFont, QIcon
from PySide6.QtWidgets import QApplication, QMenu, QMessageBox, QStatusBar, QTableView

from shopdesk.resources import resources
from shopdesk.ui import status
from shopdesk.ui.icons import icon_pixmap, shape_pixmap
from shopdesk.ui.theme import BODY, FAMILIES, LIGHT, THEMES, apply, colours, style_sheet

TEXT = [
    *(("text", ground) for ground in ("window", "surface", "selected", "sunken")),
    *(("muted", ground) for ground in ("surface", "window", "sunken", "selected", "rail")),
    *((role, ground) for role in ("ok", "warn", "error") for ground in ("surface", f"{role}-bg", "selected")),
    *(("accent", ground) for ground in ("surface", "window", "accent-bg")),
    *(("text-2", ground) for ground in ("surface", "window")),
    *(("on-accent", ground) for ground in ("accent", "accent-hover")),
    ("on-error", "error-fill"),
    ("note-text", "note-bg"),
]
DISABLED = [("disabled", "surface"), ("disabled", "window"), ("border", "surface")]
OUTLINES = [("border-strong", "surface"), ("border-strong", "window"), ("focus", "surface"), ("focus", "window")]


def luminance(colour: str) -> float:
    """Return the relative luminance of #RRGGBB (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("pairs", "needed"), [(TEXT, 4.5), (OUTLINES, 3.0)])
def test_every_pair_has_the_contrast_it_needs(theme, pairs, needed):
    table = colours()[theme]
    weak = {(front, ground): contrast(table[front], table[ground]) for front, ground in pairs}
    assert {pair: value for pair, value in weak.items() if value < needed} == {}


@pytest.mark.parametrize("theme", ["contrast-light", "contrast-dark"])
@pytest.mark.parametrize("pairs", [TEXT, OUTLINES, DISABLED])
def test_high_contrast_is_enough_for_the_strictest(theme, pairs):
    """WCAG AAA asks for 7 : 1; here outlines and what is disabled have it too."""
    table = colours()[theme]
    weak = {(front, ground): contrast(table[front], table[ground]) for front, ground in pairs}
    assert {pair: value for pair, value in weak.items() if value < 7} == {}


@pytest.mark.parametrize("theme", THEMES)
def test_the_style_sheet_names_only_colours_of_the_theme(theme):
    sheet = style_sheet(theme)
    assert "@" not in sheet.split("*/", 1)[1]


@pytest.mark.parametrize("theme", THEMES)
def test_every_picture_of_the_style_sheet_is_there(theme, qapp):
    places = set(re.findall(r"url\(([^)]+)\)", style_sheet(theme)))
    assert len(places) >= 5 and [place for place in places if QIcon(place).pixmap(16, 16).isNull()] == []


def test_the_style_sheet_holds_no_colour_of_its_own():
    source = "".join(file.read_text("utf-8") for file in (resources() / "looks").glob("*.qss"))
    assert re.findall(r"#[0-9A-Fa-f]{6}\b", source) == []


def test_every_status_has_a_shape_that_can_be_drawn(qapp):
    tables = (status.ORDER, status.FLAG, status.PICTURE, status.LISTING, status.STOCK, status.IMPORT_ROW)
    for state in (state for table in tables for state in table.values()):
        assert not shape_pixmap(state.shape, state.role).toImage().isNull()
        assert state.role in colours()["light"]


def test_an_icon_takes_the_colour_of_its_role(qapp):
    image = icon_pixmap("check", "accent", 16).toImage()
    inked = {
        image.pixelColor(x, y).name() for x in range(16) for y in range(16) if image.pixelColor(x, y).alpha() > 250
    }
    assert inked <= {colours()["light"]["accent"].lower()}


@pytest.mark.parametrize("control", [QTableView, QMenu, QMessageBox, QStatusBar])
def test_no_control_keeps_the_font_that_the_system_has_for_it(qapp, monkeypatch, control):
    """Windows has fonts of its own for tables, menus, hints and questions, and takes them anew with a style sheet."""
    dress = qapp.setStyleSheet

    def dress_as_on_windows(sheet: str) -> None:
        dress(sheet)
        for name in ("QAbstractItemView", "QMenu", "QMessageBox", "QStatusBar"):
            QApplication.setFont(QFont("Courier", 20), name)

    monkeypatch.setattr(qapp, "setStyleSheet", dress_as_on_windows)
    apply(qapp, LIGHT)
    made = control()
    made.ensurePolished()
    assert (made.font().families(), made.font().pixelSize()) == (list(FAMILIES), BODY)
    made.deleteLater()

"""One language of looks: colours by role, sizes, type; one palette and one style sheet for each theme."""

import json
from functools import cache

from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from shopdesk.resources import resources

LIGHT, DARK = "light", "dark"
BLACK_ON_WHITE, WHITE_ON_BLACK = "contrast-light", "contrast-dark"  # read in the sun, and from two metres
THEMES = (LIGHT, DARK, BLACK_ON_WHITE, WHITE_ON_BLACK)

SPACE = (0, 4, 8, 12, 16, 24, 32)  # indexed by step: SPACE[2] between controls, SPACE[4] inside cards
RADIUS, RADIUS_SMALL = 6, 4
CONTROL, CONTROL_SMALL, RAIL_ENTRY = 32, 28, 36
ROW, ROW_COMPACT, HEADER = 40, 32, 32
TOP_BAR, VIEW_TABS, FILTER_BAR, BOTTOM_BAR, FOOTER = 48, 40, 48, 32, 64
RAIL, RAIL_NARROW, PANEL, PANEL_NARROW = 176, 56, 384, 320
NARROW_WIDTH, SMALL_WIDTH = 1200, 1366
THUMBNAIL = 28

CAPTION, BODY, TITLE, HEADLINE, PAGE, DECIDING = 12, 13, 15, 18, 24, 32
LINE = 20  # of body text
FAMILIES = ("Segoe UI", "Microsoft YaHei UI", "Noto Sans", "Noto Sans CJK SC", "Noto Sans SC", "WenQuanYi Micro Hei")

_FONT_OF_THE_SYSTEM = ("QAbstractItemView", "QMenu", "QMenuBar", "QMessageBox", "QStatusBar", "QTipLabel")
_PALETTE = {
    QPalette.ColorRole.Window: "window",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "window",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.PlaceholderText: "muted",
    QPalette.ColorRole.Highlight: "selected",
    QPalette.ColorRole.HighlightedText: "text",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.ToolTipBase: "raised",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.Mid: "border",
    QPalette.ColorRole.Dark: "border-strong",
    QPalette.ColorRole.Accent: "accent",
}


@cache
def colours() -> dict[str, dict[str, str]]:
    """Read the colours of all themes by role."""
    table: dict[str, dict[str, str]] = json.loads((resources() / "tables" / "colours.json").read_text("utf-8"))
    return table


class Looks:
    """The theme that is shown now; delegates and icons ask it for colours by role."""

    def __init__(self) -> None:
        self.theme = LIGHT

    @property
    def contrast(self) -> bool:
        """Whether the theme is one of high contrast: its borders are thick, its small words larger."""
        return self.theme in (BLACK_ON_WHITE, WHITE_ON_BLACK)

    def hex(self, role: str) -> str:
        """Return a role's colour as #RRGGBB."""
        return colours()[self.theme][role]

    def colour(self, role: str) -> QColor:
        """Return a role's colour."""
        return QColor(self.hex(role))

    def on_white(self, role: str) -> QColor:
        """Return a role's colour for what is drawn on pictures and paper: they are white in every theme."""
        return QColor(colours()[LIGHT][role])


looks = Looks()


def legible(size: int) -> int:
    """Return a size for words that are read at arm's length, in high contrast from two metres."""
    return max(size + 3, HEADLINE) if looks.contrast else size


def font(size: int = BODY, *, bold: bool = False) -> QFont:
    """Return the program's font at a size in logical pixels; figures stand in columns."""
    made = QFont()
    made.setFamilies(list(FAMILIES))
    made.setPixelSize(size)
    made.setBold(bold)
    made.setFeature(QFont.Tag("tnum"), 1)
    return made


def apply(app: QApplication, theme: str) -> None:
    """Give the program a theme: Fusion, our palette, our style sheet."""
    looks.theme = theme
    app.setStyle("Fusion")
    palette = QPalette()
    for role, name in _PALETTE.items():
        palette.setColor(role, looks.colour(name))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, looks.colour("disabled"))
    app.setPalette(palette)
    app.setFont(font())
    app.setStyleSheet(style_sheet(theme))
    _take_fonts_from_the_system(app)


def _take_fonts_from_the_system(app: QApplication) -> None:
    """Give tables, menus, hints and questions our font: Windows has its own for them, again with every style sheet."""
    ours = font()
    for control in _FONT_OF_THE_SYSTEM:
        # its stubs tell of bytes, it takes text alone
        if QApplication.font(control).families() != ours.families():  # type: ignore[call-overload]
            app.setFont(ours, control)  # type: ignore[arg-type]


def style_sheet(theme: str) -> str:
    """Return the style sheet of a theme: {role} stands for a colour, the rest is the same in all."""
    folder = resources() / "looks"
    sheet = (folder / "shopdesk.qss").read_text("utf-8")
    if theme in (BLACK_ON_WHITE, WHITE_ON_BLACK):
        sheet += (folder / "contrast.qss").read_text("utf-8")
    sheet = sheet.replace("@looks/", f"{folder.as_posix()}/").replace("@theme.", f"{theme}.")
    for role, colour in sorted(colours()[theme].items(), key=lambda item: -len(item[0])):
        sheet = sheet.replace(f"@{role};", f"{colour};").replace(f"@{role} ", f"{colour} ")
    return sheet


def system_theme() -> str:
    """Return the theme the system asks for."""
    dark = QApplication.styleHints().colorScheme().name == "Dark"
    return DARK if dark else LIGHT

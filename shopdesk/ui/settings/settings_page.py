"""Settings: this PC's language and looks, and what the shop has decided; each is kept as soon as it is entered."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from shopdesk.services.naming import means
from shopdesk.services.settings import SETTINGS, Value, list_settings, set_setting
from shopdesk.ui import machine, theme
from shopdesk.ui.announce import Hits
from shopdesk.ui.context import Context
from shopdesk.ui.controls import EmptyState, bar, button, column, heading, label, row
from shopdesk.ui.page import Page
from shopdesk.ui.search_field import search_field
from shopdesk.ui.settings.ease_choices import EaseChoices, wide_choice
from shopdesk.ui.settings.rule_files_card import RuleFilesCard
from shopdesk.ui.settings.setting_field import WIDTH as FIELD
from shopdesk.ui.settings.setting_field import SettingField
from shopdesk.ui.settings.setting_offers import offers_of
from shopdesk.ui.settings.settings_sections import SectionScroll, SettingsSections
from shopdesk.ui.theme import FILTER_BAR, PAGE, SPACE
from shopdesk.ui.undo import Change
from shopdesk.words import LANGUAGES, N_, _, spoken

SECTIONS: Mapping[str, str] = {
    "shop": N_("Shop"),
    "sender": N_("Sender on labels and slips"),
    "orders": N_("Orders"),
    "stock": N_("Stock"),
    "paper": N_("Paper"),
    "listings": N_("Listings"),
    "pictures": N_("Main images"),
    "returns": N_("Returns"),
    "stall": N_("Market stall"),
    "backups": N_("Backups"),
}
LANGUAGE_NAMES = {"zh_CN": "简体中文", "en": "English"}
WIDTH = 760


class SettingsPage(Page):
    """All settings on one scrolling page, found by any part of their words."""

    name = "settings"
    concerns = frozenset({"settings"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._fields: dict[str, SettingField] = {}
        self._cards: dict[str, QFrame] = {}
        self._lay_out()

    def _lay_out(self) -> None:
        self.search = search_field("settingsSearch", _("Find a setting"), 360)
        self.search.textChanged.connect(self._filter)
        self.search.textChanged.connect(Hits(self.search, self._count_shown).follow)
        inner = QWidget()
        inner.setObjectName("settingsBody")
        cards = column(label(_("Settings"), size=PAGE, bold=True), spacing=SPACE[3], margins=(SPACE[5],) * 4)
        cards.addWidget(self._machine_card())
        values = list_settings(self.context.shop)
        for section, title in SECTIONS.items():
            cards.addWidget(self._section_card(section, _(title), values))
        self.rules = RuleFilesCard(self.context)
        self._cards["rules"] = self.rules
        cards.addWidget(self.rules)
        self._none = EmptyState("settingsNone")
        self._none.hide()
        cards.addWidget(self._none)
        cards.addStretch(1)
        holder = QWidget()
        holder.setLayout(cards)
        holder.setMaximumWidth(WIDTH)
        place = row(holder, spacing=0)
        place.setStretch(0, 1)
        place.addStretch(0)
        inner.setLayout(place)
        self._scroll = SectionScroll(inner, self._cards)
        self.sections = SettingsSections({name: card.accessibleName() for name, card in self._cards.items()})
        self.sections.chosen.connect(self._scroll.go_to)
        self._scroll.read.connect(self.sections.stand_on)
        self.sections.stand_on("machine")
        line = QFrame()
        line.setProperty("line", "upright")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(bar("filterBar", FILTER_BAR, self.search, None))
        beside = row(self.sections, line, self._scroll, spacing=0)
        beside.setStretch(2, 1)
        layout.addLayout(beside, 1)

    def _card(self, section: str, title: str) -> QVBoxLayout:
        card = QFrame()
        card.setObjectName(f"section-{section}")
        card.setAccessibleName(title)
        card.setProperty("card", "true")
        inside = column(heading(title), spacing=SPACE[3], margins=(SPACE[4],) * 4)
        card.setLayout(inside)
        self._cards[section] = card
        return inside

    def _machine_card(self) -> QFrame:
        """Return what belongs to this PC and not to the shop."""
        inside = self._card("machine", _("This PC"))
        self.language = wide_choice("language", _("Language"), [(code, LANGUAGE_NAMES[code]) for code in LANGUAGES])
        self.language.setCurrentIndex(LANGUAGES.index(spoken.language))
        self.language.activated.connect(lambda _at: self._relook(machine.LANGUAGE, self.language.currentData()))
        looks = [
            (machine.SYSTEM, _("As the system")), (theme.LIGHT, _("Light")), (theme.DARK, _("Dark")),
            (theme.BLACK_ON_WHITE, _("Black on white, high contrast")),
            (theme.WHITE_ON_BLACK, _("White on black, high contrast")),
        ]  # fmt: skip
        self.theme = wide_choice("theme", _("Looks"), looks)
        self.theme.setCurrentIndex(max(self.theme.findData(machine.recall(machine.THEME, machine.SYSTEM)), 0))
        self.theme.activated.connect(lambda _at: self._relook(machine.THEME, self.theme.currentData()))
        folder = self.context.shop.folder
        reveal = button("openFolder", _("Open the folder"), partial(_open_folder, str(folder)), icon_name="folder")
        where = label(str(folder), rank="second", wrap=True)
        where.setObjectName("shopFolder")
        self.eases = EaseChoices()
        lines = [(_("Language"), self.language), (_("Looks"), self.theme), *self.eases.lines()]
        for name, shown in lines:
            shown.setFixedWidth(FIELD)
            line = row(label(name, rank="second"), None, shown)
            inside.addLayout(line)
        inside.addWidget(self.eases.note)
        printers = button("goPrinters", _("Printers"), lambda: self.context.go("printers"), icon_name="printer")
        goes = button("goDestinations", _("Where documents go"), lambda: self.context.go("destinations"))
        inside.addLayout(row(label(_("Printing"), rank="second"), None, printers, goes))
        backups = button("goBackups", _("Backups"), lambda: self.context.go("backups"), icon_name="archive")
        history = button("goHistory", _("History"), lambda: self.context.go("history"), icon_name="history")
        inside.addLayout(
            row(label(_("Copies of the shop, and everything done"), rank="second"), None, history, backups)
        )
        place = row(column(label(_("Your data lies here"), rank="second"), where, spacing=0), reveal)
        place.setStretch(0, 1)
        inside.addLayout(place)
        return self._cards["machine"]

    def _section_card(self, section: str, title: str, values: Mapping[str, Value]) -> QFrame:
        inside = self._card(section, title)
        for name, setting in SETTINGS.items():
            if name.split(".")[0] == section:
                field = SettingField(name, setting, values[name], offers_of(self.context.shop, name))
                field.entered.connect(partial(self._keep, name))
                self._fields[name] = field
                inside.addWidget(field)
        return self._cards[section]

    def _relook(self, name: str, value: str) -> None:
        machine.remember(name, value)
        self.context.looks_changed.emit()

    def _keep(self, name: str, text: str) -> None:
        """Keep a setting at once; the way back is undo."""
        field = self._fields[name]
        before, title = field.value_text, _(SETTINGS[name].label)

        def done(_value: object) -> None:
            change = _("Changed: {what}").format(what=title)
            self.context.note(
                Change(
                    change,
                    lambda shop, _job: set_setting(shop, name, before),
                    lambda shop, _job: set_setting(shop, name, text),
                )
            )

        self.context.write(
            title, lambda shop, _job: set_setting(shop, name, text), changes={"settings"}, done=done,
            refused=field.refuse,
        )  # fmt: skip

    def _count_shown(self) -> int:
        """Count the settings that are left, and the cards that hold something else."""
        shown = sum(field.isVisibleTo(self) for field in self._fields.values())
        return shown or sum(not card.isHidden() for card in self._cards.values())

    def _filter(self, text: str) -> None:
        wanted = text.strip()
        shown = False
        for section, card in self._cards.items():
            title = _(SECTIONS[section]) if section in SECTIONS else self._cards[section].accessibleName()
            hits = [field for name, field in self._fields.items() if name.split(".")[0] == section]
            whole = means(wanted, [title])
            for field in hits:
                field.setVisible(whole or means(wanted, [field.title]))
            eases = (name for name, _shown in self.eases.lines())
            ways = (_("Printers"), _("Backups"), _("History"))
            told = (_("Language"), _("Looks"), _("Your data lies here"), *ways, *eases)
            visible = whole or any(not field.isHidden() for field in hits)
            card.setVisible(visible or (section == "machine" and means(wanted, told)))
            shown = shown or not card.isHidden()
        self.sections.show_only(lambda section: not self._cards[section].isHidden())
        self._none.setVisible(not shown)
        if not shown:
            self._none.tell("search", _("No setting is called “{text}”").format(text=text), _("Try a shorter word."))

    def refresh(self) -> None:
        """Show the shop's values; a field that is being edited stays as it is."""
        values = list_settings(self.context.shop)
        for name, field in self._fields.items():
            field.show_value(values[name])
        self.rules.refresh()

    def show_wanted(self, wanted: dict[str, object]) -> None:  # noqa: D102
        section = str(wanted.get("section", ""))
        if section in self._cards:
            self.search.clear()
            self.sections.stand_on(section)
            QTimer.singleShot(0, partial(self._scroll.go_to, section))  # a page that was just made is not laid out yet
            first = next((f for name, f in self._fields.items() if name.split(".")[0] == section), None)
            if first is not None:
                first.take_focus()

    def rows_shown(self) -> int:  # noqa: D102
        return sum(not field.isHidden() for field in self._fields.values())

    def counts_text(self) -> str:  # noqa: D102
        return _("Kept as soon as they are entered")


def _open_folder(path: str) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(path))

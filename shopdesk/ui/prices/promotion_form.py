"""The form of a promotion: what it gives, on what, when; what it says in plain words stands below as one types."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from shopdesk.domain.customers import LEVELS
from shopdesk.domain.errors import ShopError
from shopdesk.domain.money import format_amount, parse_amount
from shopdesk.domain.promotion_rules import check_promotion
from shopdesk.domain.promotion_tiers import read_tiers, write_tiers
from shopdesk.domain.promotions import AUDIENCES, KINDS, Promotion, Scope
from shopdesk.ui.controls import column, label, row
from shopdesk.ui.customers.customer_words import word_level
from shopdesk.ui.day_field import DayField
from shopdesk.ui.form_fields import choice, error_line, field
from shopdesk.ui.prices.price_words import channel_choice
from shopdesk.ui.stock_words import read_pieces
from shopdesk.ui.theme import CAPTION, SPACE
from shopdesk.words import N_, _
from shopdesk.words.errors import word_error
from shopdesk.words.promotions import AUDIENCE_WORDS, KIND_WORDS, word_promotion

HINTS = {
    "discount": "20%   5   @9.90",
    "flash": "@9.90   20%",
    "group-buy": "2-10% 5-20%",
    "bundle": "@50",
    "gift": "99",
    "threshold": "99-10 199-25",
    "coupon": "99-10",
}
# Which of the fields that not every kind has are shown.
SHOWN = {
    "flash": {"limit", "most"},
    "discount": {"most"},
    "group-buy": {"most"},
    "bundle": {"items", "most"},
    "gift": {"gift", "pieces", "each", "most"},
    "threshold": {"pieces", "each", "most"},
    "coupon": {"audience", "limit", "per_customer", "budget"},
}
CAPTIONS = {
    "limit": N_("How many in all"),
    "most": N_("Most in one basket"),
    "items": N_("Goods of the set: SKU=1 SKU=1"),
    "gift": N_("Gift (SKU; empty: the same)"),
    "audience": N_("For whom"),
    "per_customer": N_("Uses of one customer"),
    "budget": N_("Budget"),
}


class PromotionForm(QWidget):
    """The fields of one promotion; `before` is what it was."""

    def __init__(self, before: Promotion, now: Callable[[], datetime], *, new: bool) -> None:
        super().__init__()
        self.setObjectName("promotionForm")
        self.before = before
        self.kind: QComboBox = choice("promotionKind", _("Kind"), [(kind, _(KIND_WORDS[kind])) for kind in KINDS])
        self.kind.setCurrentIndex(self.kind.findData(before.kind))
        self.code = field("promotionCode", _("Code"), "D11")
        self.code.setEnabled(new)
        self.name = field("promotionName", _("Name, as buyers read it"))
        self.tiers = field("promotionTiers", _("What it gives"))
        self.channel = channel_choice("promotionChannel", _("All channels"))
        self.level = choice("promotionLevel", _("Member level"), [
            ("", _("Everybody")), *((level, word_level(level)) for level in LEVELS if level),
        ])  # fmt: skip
        self.skus = field("promotionSkus", _("Only these SKUs"), _("Empty: all goods"))
        self.category = field("promotionCategory", _("Only this category"), _("Wide / narrow / goods"))
        self.starts, self.ends = (
            DayField("promotionStarts", _("Starts"), now, timed=True),
            DayField("promotionEnds", _("Until"), now, timed=True),
        )
        self.group = field("promotionGroup", _("Exclusive group"), _("* alone; empty: adds up"))
        self.priority = field("promotionPriority", _("Priority"), "0")
        self.more: dict[str, QWidget] = {
            **{name: field(f"promotion-{name}", _(CAPTIONS[name])) for name in CAPTIONS if name != "audience"},
            "audience": choice("promotion-audience", _(CAPTIONS["audience"]), [
                (audience, _(AUDIENCE_WORDS[audience])) for audience in AUDIENCES
            ]),
            "pieces": _check("promotion-pieces", _("Count pieces, not money")),
            "each": _check("promotion-each", _("For every whole")),
        }  # fmt: skip
        self.summary = label(rank="second", size=CAPTION, wrap=True)
        self.summary.setObjectName("promotionSummary")
        self.error = error_line("promotionError")
        self._holders: dict[str, QWidget] = {}
        self.setLayout(self._lay_out())
        self._fill(before)
        self._listen()
        self._follow()

    def _lay_out(self) -> QVBoxLayout:
        layout = column(spacing=SPACE[2])
        layout.addLayout(_pair(self.name))
        layout.addLayout(_pair(self.kind, self.code))
        layout.addLayout(_pair(self.tiers))
        for name, edit in self.more.items():
            holder = QWidget()
            holder.setLayout(_pair(edit) if not isinstance(edit, QCheckBox) else row(edit))
            self._holders[name] = holder
            layout.addWidget(holder)
        for pair in ((self.channel, self.level), (self.skus, self.category), (self.starts, self.ends),
                     (self.group, self.priority)):  # fmt: skip
            layout.addLayout(_pair(*pair))
        layout.addWidget(self.summary)
        layout.addWidget(self.error)
        return layout

    def suggest(self, name: str, starts: datetime, ends: datetime) -> None:
        """Fill in name and days, such as those of a festival; all of it can be changed."""
        self.name.setText(name)
        self.starts.set_moment(starts)
        self.ends.set_moment(ends)

    def _fill(self, told: Promotion) -> None:
        self.code.setText(told.code)
        self.name.setText(told.name)
        self.tiers.setText(write_tiers(told))
        scope = told.scope
        self.channel.setCurrentIndex(max(self.channel.findData(next(iter(scope.channels), "")), 0))
        self.level.setCurrentIndex(max(self.level.findData(next(iter(scope.levels), "")), 0))
        self.skus.setText(" ".join(sorted(scope.skus)))
        self.category.setText(" / ".join(next(iter(sorted(scope.categories)), ())))
        self.starts.set_moment(told.starts)
        self.ends.set_moment(told.ends)
        self.group.setText(told.group)
        self.priority.setText(str(told.priority or ""))
        texts: dict[str, Any] = {
            "limit": told.limit or "", "most": told.most or "", "per_customer": told.per_customer or "",
            "budget": format_amount(told.budget) if told.budget else "",
            "items": " ".join(f"{sku}={pieces}" for sku, pieces in told.items), "gift": told.gift,
        }  # fmt: skip
        for name, text in texts.items():
            self._edit(name).setText(str(text))
        audience = self.more["audience"]
        assert isinstance(audience, QComboBox)
        audience.setCurrentIndex(audience.findData(told.audience))
        for name in ("pieces", "each"):
            self._box(name).setChecked(bool(getattr(told, name)))

    def _listen(self) -> None:
        self.kind.currentIndexChanged.connect(lambda _at: self._follow())
        for edit in self.findChildren(QLineEdit):
            edit.textChanged.connect(lambda _text: self._summarise())
        for box in self.findChildren(QComboBox):
            box.currentIndexChanged.connect(lambda _at: self._summarise())
        for check in self.findChildren(QCheckBox):
            check.toggled.connect(lambda _on: self._summarise())

    def _follow(self) -> None:
        kind = str(self.kind.currentData())
        self.tiers.setPlaceholderText(HINTS[kind])
        for name, holder in self._holders.items():
            holder.setVisible(name in SHOWN[kind])
        self._summarise()

    def _summarise(self) -> None:
        try:
            told = self.read()
            known = 0 if self.tiers.text().strip() else 1  # what it gives is not told yet
            self.summary.setText("\n".join(word_promotion(told)[known:]))
        except ShopError:
            self.summary.setText(_("What the promotion says stands here once its fields can be read."))

    def read(self) -> Promotion:
        """Return the promotion as typed. Raises ShopError("promotion-invalid")."""
        kind = str(self.kind.currentData())
        shown = SHOWN[kind]
        pieces = "pieces" in shown and self._box("pieces").isChecked()
        channel, level = str(self.channel.currentData()), str(self.level.currentData())
        category = tuple(part.strip() for part in self.category.text().split("/") if part.strip())
        scope = Scope(
            self._kept(self.before.scope.channels, channel), frozenset([category] if category else []),
            frozenset(self.skus.text().replace(",", " ").replace("，", " ").split()),
            frozenset([level] if level else []),
        )  # fmt: skip
        try:
            return replace(
                self.before, code=self.code.text().strip(), name=self.name.text().strip(), kind=kind, scope=scope,
                starts=self.starts.moment(), ends=self.ends.moment(),
                group=self.group.text().strip(), priority=int(self.priority.text() or 0), pieces=pieces,
                steps=read_tiers(self.tiers.text(), kind, pieces=pieces),
                each="each" in shown and self._box("each").isChecked(), **self._more(shown),
            )  # fmt: skip
        except (ValueError, OverflowError) as error:
            raise ShopError("promotion-invalid", rule="unreadable", value=str(error)[:60]) from error

    @staticmethod
    def _kept(before: frozenset[str], chosen: str) -> frozenset[str]:
        """Return the channels: several that were told elsewhere stay while the shown one of them is chosen."""
        return before if chosen and chosen in before else frozenset([chosen] if chosen else [])

    def _more(self, shown: set[str]) -> dict[str, Any]:
        audience = self.more["audience"]
        assert isinstance(audience, QComboBox)
        told: dict[str, Any] = {
            name: read_pieces(self._edit(name).text() or "0") if name in shown else 0
            for name in ("limit", "most", "per_customer")
        }
        if None in told.values():
            raise ShopError("promotion-invalid", rule="number", value="")
        told["budget"] = parse_amount(self._edit("budget").text()) if "budget" in shown else 0
        told["gift"] = self._edit("gift").text().strip() if "gift" in shown else ""
        told["audience"] = str(audience.currentData()) if "audience" in shown else "any"
        told["items"] = tuple(_item(part) for part in self._edit("items").text().split()) if "items" in shown else ()
        return told

    def checked(self) -> Promotion | None:
        """Return the promotion as typed, None where it is none; then the reason stands under the fields."""
        try:
            told = self.read()
            check_promotion(told)
        except ShopError as error:
            self.complain(error)
            return None
        self.error.hide()
        return told

    def complain(self, error: ShopError) -> None:
        """Say under the fields why it was refused."""
        self.error.setText(word_error(error))
        self.error.show()

    def _edit(self, name: str) -> QLineEdit:
        edit = self.more[name]
        assert isinstance(edit, QLineEdit)
        return edit

    def _box(self, name: str) -> QCheckBox:
        box = self.more[name]
        assert isinstance(box, QCheckBox)
        return box


def _item(text: str) -> tuple[str, int]:
    sku, _equals, pieces = text.partition("=")
    return sku, int(pieces or 1)


def _check(name: str, words: str) -> QCheckBox:
    made = QCheckBox(words)
    made.setObjectName(name)
    made.setAccessibleName(words)
    return made


def _pair(*edits: QWidget) -> QHBoxLayout:
    both = row(spacing=SPACE[2])
    for edit in edits:
        both.addLayout(column(label(edit.accessibleName(), rank="muted", size=CAPTION), edit, spacing=SPACE[1]), 1)
    return both

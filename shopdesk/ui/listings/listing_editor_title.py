"""Title, keyword and selling point, with the title's length as each platform counts it."""

from dataclasses import replace

from PySide6.QtWidgets import QGridLayout, QWidget

from shopdesk.domain.listing_score import ScoreRules, TitleRule, title_length
from shopdesk.domain.listings import Listing
from shopdesk.ui.controls import StatusLabel
from shopdesk.ui.listing_fields_text import LineField
from shopdesk.ui.listings.listing_editor_draft import ListingDraft
from shopdesk.ui.listings.listing_editor_section import Section, in_columns
from shopdesk.ui.status import Status
from shopdesk.ui.theme import CAPTION, SPACE
from shopdesk.words import _, ngettext
from shopdesk.words.pictures import PLATFORMS

ACROSS = 2  # in line with the two fields below
FITS, TOO_LONG, NEARLY = Status("done", "ok", "pass"), Status("oct", "error", "fail"), Status("ring", "muted", "none")


class TitleSection(Section):
    """What a buyer reads and searches."""

    def __init__(self, draft: ListingDraft, rules: ScoreRules) -> None:
        super().__init__(draft, "listingTitleSection", _("Title and keyword"))
        self.field = LineField(
            draft, "listingTitle", _("Title"), lambda listing: listing.title, _with_title,
            hint=_("What it is, for whom, and what sets it apart; the keyword first"),
        )  # fmt: skip
        self.keyword = LineField(
            draft, "listingKeyword", _("Core keyword"), lambda listing: listing.facts.keyword, _with_keyword,
            hint=_("The words buyers type to find it"),
        )  # fmt: skip
        self.point = LineField(
            draft, "listingPoint", _("Selling point"), lambda listing: listing.facts.selling_point, _with_point,
            hint=_("The one thing others do not have"),
        )  # fmt: skip
        self._rules = list(rules.titles.values())
        self._counts = [StatusLabel(size=CAPTION) for _rule in self._rules]
        counts = QWidget()
        grid = QGridLayout(counts)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE[3])
        grid.setVerticalSpacing(SPACE[1])
        for at, shown in enumerate(self._counts):
            shown.setObjectName(f"titleCount-{self._rules[at].platform}")
            grid.addWidget(shown, at // ACROSS, at % ACROSS)
            grid.setColumnStretch(at % ACROSS, 1)
        self.add(self.field, counts, in_columns(self.keyword, self.point))
        self.places = {"title": self.field.editor, "keyword": self.keyword.editor, "selling_point": self.point.editor}
        self.field.line.textChanged.connect(self._count)
        self._count(self.field.text())

    def _count(self, title: str) -> None:
        for rule, shown in zip(self._rules, self._counts, strict=True):
            length = title_length(title, rule.unit)
            status = TOO_LONG if length > rule.limit else FITS if length else NEARLY
            shown.show_status(status, _count_text(rule, length))


def _count_text(rule: TitleRule, length: int) -> str:
    name = _(PLATFORMS.get(rule.platform, rule.platform))
    if rule.unit == "hanzi":
        told = ngettext("{platform} {length} of {limit} hanzi", "{platform} {length} of {limit} hanzi", rule.limit)
    else:
        told = ngettext(
            "{platform} {length} of {limit} character", "{platform} {length} of {limit} characters", rule.limit
        )
    return told.format(platform=name, length=length, limit=rule.limit)


def _with_title(listing: Listing, text: str) -> Listing:
    return replace(listing, title=" ".join(text.split()))


def _with_keyword(listing: Listing, text: str) -> Listing:
    return replace(listing, facts=replace(listing.facts, keyword=text.strip()))


def _with_point(listing: Listing, text: str) -> Listing:
    return replace(listing, facts=replace(listing.facts, selling_point=text.strip()))

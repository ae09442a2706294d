"""What the shop promises after the sale, and what part the product plays in its range."""

from dataclasses import replace

from shopdesk.domain.errors import ShopError
from shopdesk.domain.listings import SALES_ROLES, SPECIAL_GOODS, Listing
from shopdesk.ui.listing_fields_choice import ChoiceField
from shopdesk.ui.listing_fields_text import LineField
from shopdesk.ui.listings.listing_editor_draft import ListingDraft
from shopdesk.ui.listings.listing_editor_section import Section, in_columns
from shopdesk.words import _
from shopdesk.words.listing_editor import ROLE_WORDS, SPECIAL_WORDS


class PromiseSection(Section):
    """Role, returns, warranty: none of it is told by, or lost to, a platform's file."""

    def __init__(self, draft: ListingDraft) -> None:
        super().__init__(draft, "listingPromiseSection", _("After-sales, role"))
        self.role = ChoiceField(
            draft, "listingRole", _("Role in the range"), lambda listing: listing.facts.role, _with_role,
            [(role, _(ROLE_WORDS[role])) for role in SALES_ROLES],
        )  # fmt: skip
        self.special = ChoiceField(
            draft, "listingSpecial", _("Return without reason"), lambda listing: listing.facts.special, _with_special,
            [(special, _(SPECIAL_WORDS[special])) for special in SPECIAL_GOODS],
        )  # fmt: skip
        self.warranty = LineField(
            draft, "listingWarranty", _("Warranty in months"), _months, _with_months, hint="0"
        )  # fmt: skip
        self.add(in_columns(self.role, self.special, self.warranty, columns=3))
        self.places = {"special": self.special.editor, "role": self.role.editor, "warranty": self.warranty.editor}


def _months(listing: Listing) -> str:
    return str(listing.facts.warranty_months)


def _with_role(listing: Listing, text: str) -> Listing:
    return replace(listing, facts=replace(listing.facts, role=text))


def _with_special(listing: Listing, text: str) -> Listing:
    return replace(listing, facts=replace(listing.facts, special=text))


def _with_months(listing: Listing, text: str) -> Listing:
    text = text.strip() or "0"
    if not (text.isascii() and text.isdigit() and len(text) < 6):
        raise ShopError("cell-number", value=text)
    return replace(listing, facts=replace(listing.facts, warranty_months=int(text)))

"""Sentences about listings: each finding of the score says what is so and what to do."""

from shopdesk.domain.listing_score import Finding
from shopdesk.picture_words import PLATFORMS
from shopdesk.words import N_, _

WORDS = {
    "title-missing": N_("It has no title. Write what it is, for whom, and what sets it apart."),
    "title-too-long": N_("The title has {measured} of at most {limit} characters for {of}. Cut words from its end."),
    "title-too-short": N_(
        "The title has {measured} characters; from {limit} on it says enough to be found. Add a use."
    ),
    "title-forbidden": N_("“{of}” may not stand in a title. Say what can be measured instead."),
    "title-stuffed": N_(
        "“{of}” stands {measured} times in the title; platforms rank stuffed titles down. Say it once."
    ),
    "title-spaced": N_("The title has blanks too many. Leave one between words."),
    "picture-missing": N_("It has no main image in the shop's folder. Add one of 800 × 800 pixels or more."),
    "picture-fails": N_("The main image fails its check. Repair it, or take another picture."),
    "picture-warns": N_("The main image could be better: look at its check."),
    "pictures-few": N_("It has {measured} of {limit} pictures. Show the back and a detail."),
    "description-missing": N_("It has no description. Tell features, use, measures and what happens after the sale."),
    "description-short": N_(
        "The description has {measured} characters. Tell features, use and measures; {limit} is little."
    ),
    "price-missing": N_("{of} has no price. Set one."),
    "price-below-cost": N_("{of} is sold below its cost. Raise the price, or correct the cost."),
    "list-price-low": N_("The crossed-out price of {of} lies below its price. Raise it, or take it out."),
    "barcode-wrong": N_("The barcode {measured} of {of} has a wrong check digit. Scan it again."),
    "weight-missing": N_("{of} has no weight. Weigh it: freight is reckoned by it."),
    "category-missing": N_("It has no category. Choose one, so that it is found by browsing."),
    "brand-missing": N_("It has no brand. Name it, or say that it has none."),
    "variants-missing": N_("It has nothing that can be sold. Add a SKU."),
}


def word_finding(finding: Finding) -> str:
    """Return what is so and what to do."""
    of = _(PLATFORMS[finding.of]) if finding.of in PLATFORMS else finding.of
    return _(WORDS[finding.code]).format(measured=finding.measured, limit=finding.limit, of=of)

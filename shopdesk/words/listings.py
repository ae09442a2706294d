"""Sentences about listings: each finding of the score says what is so and what to do."""

from shopdesk.domain.listing_findings import BY_PLATFORM, Finding
from shopdesk.words import N_, _, listed
from shopdesk.words.pictures import PLATFORMS

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
    "title-spaced": N_("The title has too many spaces. Leave one between words."),
    "title-emoji": N_("The title has a pictograph, which {of} does not take. Take it out."),
    "keyword-missing": N_("It has no core keyword. Write the word that buyers look for."),
    "keyword-absent": N_("The core keyword “{of}” does not stand in the title. Put it in front."),
    "keyword-not-first": N_("“{of}” stands behind {measured} characters; within the first {limit} it counts most."),
    "selling-point-missing": N_("It has no selling point. Write what sets it apart."),
    "selling-point-absent": N_("The selling point “{of}” does not stand in the title. Add it."),
    "picture-unchecked": N_("The main image has not been checked as it is. Check it."),
    "picture-missing": N_("It has no main image in the shop's folder. Add one of 800 × 800 pixels or more."),
    "picture-fails": N_("The main image fails its check. Repair it, or take another picture."),
    "picture-warns": N_("The main image could be better: look at its check."),
    "pictures-few": N_("It has {measured} of {limit} pictures. Show the back and a detail."),
    "description-missing": N_(
        "It has no description. Describe its features, use, size and what happens after the sale."
    ),
    "description-short": N_(
        "The description has {measured} characters; even {limit} is short. Describe features, use and size."
    ),
    "promise-missing": N_("Nothing is said of returns and warranty. Say what happens after the sale."),
    "special-unsaid": N_("It is marked as not returnable, and the description does not say so. Say it."),
    "category-shallow": N_("The category has {measured} of {limit} levels. Choose the one it stands in."),
    "attributes-missing": N_("{measured} of {limit} attributes are filled in. Missing: {of}."),
    "price-missing": N_("{of} has no price. Set one."),
    "price-below-cost": N_("{of} is sold below its cost. Raise the price, or correct the cost."),
    "list-price-low": N_("The crossed-out price of {of} lies below its price. Raise it, or take it out."),
    "barcode-wrong": N_(
        "The barcode {measured} of {of} is not an EAN or UPC: its length or its check digit is wrong. Scan it again."
    ),
    "weight-missing": N_("{of} has no weight. Weigh it: freight is calculated from it."),
    "category-missing": N_("It has no category. Choose one, so that it is found by browsing."),
    "brand-missing": N_("It has no brand. Name it, or say that it has none."),
    "variants-missing": N_("It has nothing that can be sold. Add a SKU."),
}


# Why it matters, by code or by the first word of the code.
WHY = {
    "title": N_("Buyers find a listing by the words of its title."),
    "title-too-long": N_("Platforms refuse a longer title, or cut it where buyers read it."),
    "title-forbidden": N_("Advertising must not promise what nobody can measure; platforms take such a listing down."),
    "title-stuffed": N_("A word said again finds nobody new, and takes the room of one that would."),
    "title-spaced": N_("Spaces count as characters, and nobody searches for them."),
    "title-emoji": N_("What the platform refuses is not listed."),
    "keyword": N_("Searches weigh the first words most, and phones show only these."),
    "selling": N_("Among like goods buyers open the one that says what sets it apart."),
    "picture": N_("The main image decides whether anybody clicks; platforms take down what breaks their rules."),
    "pictures": N_("What buyers cannot see from all sides they ask about, or send back."),
    "description": N_("What the listing leaves out is asked in the chat, or sent back."),
    "promise": N_("Buyers look for returns and warranty before they pay."),
    "special": N_("Only what the listing says cannot be returned need not be taken back."),
    "category": N_("Buyers browse by category: what stands in none, or in a wide one, is passed by."),
    "attributes": N_("Buyers filter by attributes: what is not filled in is filtered out."),
    "price": N_("A listing without a sound price loses money, or the platform refuses it."),
    "list": N_("A crossed-out price below the price makes buyers doubt both."),
    "barcode": N_("A wrong barcode lets the packing bench refuse the right goods."),
    "weight": N_("Freight is calculated by weight."),
    "brand": N_("Buyers filter by brand, and platforms ask for it."),
    "variants": N_("Only a SKU can be sold and counted."),
}
FIXES = {
    "title-too-long": N_("Shorten it to {limit} for {of}"),
    "title-forbidden": N_("Take “{of}” out"),
    "title-stuffed": N_("Say “{of}” once"),
    "title-spaced": N_("Remove extra spaces"),
    "title-emoji": N_("Take the pictograph out"),
    "keyword-absent": N_("Put “{of}” in front"),
    "keyword-not-first": N_("Move “{of}” to the front"),
    "selling-point-absent": N_("Add “{of}”"),
    "attributes-missing": N_("Fill in from title and options"),
    "promise-missing": N_("Write the shop's own promise"),
    "special-unsaid": N_("Say that it cannot be returned"),
    "list-price-low": N_("Take the crossed-out price out"),
}


def word_finding(finding: Finding) -> str:
    """Return what is so and what to do."""
    return _fill(WORDS[finding.code], finding)


def why_finding(finding: Finding) -> str:
    """Return why it matters, and where the rule is written when it is not the shop's own."""
    why = _(WHY.get(finding.code) or WHY[finding.code.split("-", maxsplit=1)[0]])
    return _("{why} Source: {source}.").format(why=why, source=finding.source.rstrip(".")) if finding.source else why


def word_fix(finding: Finding) -> str:
    """Return what the offered fix does, "" where a person has to mend it."""
    return _fill(FIXES[finding.code], finding) if finding.code in FIXES else ""


def _fill(words: str, finding: Finding) -> str:
    of = finding.of
    if finding.code in BY_PLATFORM:
        of = _(PLATFORMS[of]) if of in PLATFORMS else of
    elif finding.code == "attributes-missing":
        of = listed(of.split(", "))
    return _(words).format(measured=finding.measured, limit=finding.limit, of=of)

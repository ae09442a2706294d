"""The description as four blocks and plain words; specifications are taken over from what is told already."""

from dataclasses import replace
from functools import partial

from shopdesk.domain.listings import BLOCKS, Listing
from shopdesk.domain.options import options_of
from shopdesk.ui.controls import button, row
from shopdesk.ui.listing_fields_text import TextField
from shopdesk.ui.listings.listing_editor_draft import ListingDraft
from shopdesk.ui.listings.listing_editor_section import Section
from shopdesk.words import _


class WordsSection(Section):
    """What the detail page tells."""

    def __init__(self, draft: ListingDraft) -> None:
        super().__init__(draft, "listingWordsSection", _("Description"))
        titles = {
            "features": (_("Features"), _("What it can do, one thing on each line")),
            "use": (_("Use"), _("For whom, where and how")),
            "specifications": (_("Specifications"), _("Material: ceramic, one on each line")),
            "promise": (_("After-sales promise"), _("Returns, warranty, what happens when something is wrong")),
        }
        self.blocks = {
            block: TextField(
                draft, f"block-{block}", titles[block][0], partial(_read_block, block), partial(_write_block, block),
                hint=titles[block][1],
            )
            for block in BLOCKS
        }  # fmt: skip
        self.plain = TextField(
            draft, "listingDescription", _("Plain description, as platform files hold it"),
            lambda listing: listing.description, _with_description, lines=4,
        )  # fmt: skip
        fill = button("fillSpecifications", _("Fill in from attributes and sizes"), self._fill, look="link")
        for block, field in self.blocks.items():
            self.add(field)
            if block == "specifications":
                self.add(row(fill, None))
        self.add(self.plain)
        self.places = {"description": self.blocks["features"].editor, "promise": self.blocks["promise"].editor}

    def _fill(self) -> None:
        field = self.blocks["specifications"]
        field.keep()
        lines = specification_lines(self.draft.listing)
        told = self.draft.listing.facts.blocks.get("specifications", "").splitlines()
        known = {line.split(":")[0].split("：")[0].strip() for line in told}
        new = [line for line in lines if line.split(":")[0].strip() not in known]
        if not new:
            self.draft.context.told.emit(_("The specifications hold all that is told already."))
            return
        what = _("{listing}: {field}").format(listing=self.draft.listing.title, field=field.title)
        text = "\n".join([*told, *new])
        self.draft.edit(what, lambda listing: _write_block("specifications", listing, text))


def specification_lines(listing: Listing) -> list[str]:
    """Return what is told of a product as lines "name: value": attributes, choices, weight and size."""
    lines = [f"{name}: {text}" for name, text in listing.facts.attributes.items() if text]
    lines += [f"{name}: {' / '.join(values)}" for name, values in options_of(listing.variants).items()]
    weights = sorted({variant.weight_g for variant in listing.variants if variant.weight_g})
    if weights:
        span = f"{weights[0]}" if len(weights) == 1 else f"{weights[0]}–{weights[-1]}"
        lines.append(_("Weight: {grams} g").format(grams=span))
    sizes = {(v.length_mm, v.width_mm, v.height_mm) for v in listing.variants if v.length_mm and v.width_mm}
    if len(sizes) == 1:
        length, width, height = sizes.pop()
        lines.append(_("Size: {length} × {width} × {height} mm").format(length=length, width=width, height=height))
    return lines


def _read_block(block: str, listing: Listing) -> str:
    return listing.facts.blocks.get(block, "")


def _write_block(block: str, listing: Listing, text: str) -> Listing:
    blocks = dict(listing.facts.blocks)
    if text.strip():
        blocks[block] = text.rstrip()
    else:
        blocks.pop(block, None)
    return replace(listing, facts=replace(listing.facts, blocks=blocks))


def _with_description(listing: Listing, text: str) -> Listing:
    return replace(listing, description=text.rstrip())

"""Detail pages of listings: shown in the window, written as folders with their pictures."""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from shopdesk.domain.errors import ShopError
from shopdesk.domain.jobs import Job, SilentJob
from shopdesk.domain.listings import BLOCKS, Listing, Variant
from shopdesk.domain.money import format_amount
from shopdesk.domain.options import options_of
from shopdesk.exchange.detail_page import DetailPage, write_detail_page
from shopdesk.exchange.file_names import safe_name
from shopdesk.services.listings import picture_file, show_listing
from shopdesk.services.settings import get_setting, return_reasons
from shopdesk.services.shop import Shop
from shopdesk.words import N_, translator

HEADINGS = {
    "features": N_("Features"),
    "use": N_("How to use it"),
    "specifications": N_("Specifications"),
    "promise": N_("After the sale"),
}
SPECIAL = {
    "made-to-order": N_("Made to order: it cannot be returned without a defect."),
    "fresh": N_("Fresh goods: they cannot be returned without a defect."),
    "digital": N_("Digital goods: they cannot be returned once they were opened."),
    "periodical": N_("Newspapers and magazines cannot be returned."),
    "other": N_("It cannot be returned without a defect."),
}


@dataclass(frozen=True, slots=True)
class WrittenPage:
    """A detail page that was written, or why it was not."""

    handle: str
    file: Path | None
    error: ShopError | None = None


def detail_page(shop: Shop, listing: Listing) -> tuple[DetailPage, dict[str, Path]]:
    """Return what a listing's detail page shows, and the files of its pictures by the names they have beside it."""
    language = str(get_setting(shop, "shop.language"))
    files = [file for picture in listing.pictures if (file := picture_file(shop, picture.place))]
    names = {f"pictures/{at:02}{file.suffix.lower()}": file for at, file in enumerate(files, start=1)}
    low = [variant for variant in listing.variants if variant.price]
    first = min(low, key=lambda variant: variant.price, default=None)
    facts = listing.facts
    page = DetailPage(
        language,
        listing.title,
        tuple(names),
        facts.selling_point,
        _price(low, listing.currency),
        format_amount(first.list_price, listing.currency) if first and first.list_price > first.price else "",
        choices=tuple((name, tuple(values)) for name, values in options_of(listing.variants).items()),
        blocks=tuple(_blocks(shop, listing, language)),
        rows_title=translator(language).gettext("Particulars"),
        rows=tuple(_rows(listing, language)),
        notes=_notes(listing, language),
    )
    return page, names


def preview_page(shop: Shop, listing: Listing, width: int) -> tuple[str, dict[str, Path]]:
    """Return a listing's detail page as HTML for a width in pixels, and the files of its pictures by their names."""
    page, names = detail_page(shop, listing)
    return write_detail_page(page, width), names


def _price(variants: Sequence[Variant], currency: str) -> str:
    if not variants:
        return ""
    low, high = min(v.price for v in variants), max(v.price for v in variants)
    told = [format_amount(amount, currency) for amount in dict.fromkeys((low, high))]
    return f"{' – '.join(told)} {currency}"


def _blocks(shop: Shop, listing: Listing, language: str) -> Iterator[tuple[str, str]]:
    """Give the blocks that are told, the description where none is, and the shop's promise where none is told."""
    words, blocks = translator(language), listing.facts.blocks
    if not any(blocks.get(name) for name in ("features", "use")) and listing.description.strip():
        yield words.gettext("Description"), listing.description
    for name in BLOCKS:
        if text := blocks.get(name, "").strip():
            yield words.gettext(HEADINGS[name]), text
        elif name == "promise" and not listing.facts.special:
            yield words.gettext(HEADINGS[name]), shop_promise(shop, language)


def shop_promise(shop: Shop, language: str = "") -> str:
    """Return the shop's promise on returns in a sentence each, by its own windows."""
    words = translator(language or str(get_setting(shop, "shop.language")))
    sentences = {
        "no-reason": words.gettext("Within {days} days of delivery it can be returned without a reason."),
        "quality": words.gettext("Within {days} days a quality defect is exchanged or refunded; we pay the freight."),
        "not-as-described": words.gettext("Within {days} days it can be returned when it is not as described."),
    }
    return "\n".join(
        sentences[reason.code].format(days=reason.days) for reason in return_reasons(shop) if reason.code in sentences
    )


def no_return_sentence(special: str, language: str) -> str:
    """Return the sentence that says why goods stay sold."""
    return translator(language).gettext(SPECIAL[special]) if special else ""


def _rows(listing: Listing, language: str) -> Iterator[tuple[str, str]]:
    words = translator(language)
    if listing.brand:
        yield words.gettext("Brand"), listing.brand
    yield from ((name, text) for name, text in listing.facts.attributes.items() if text.strip())
    weights = sorted({variant.weight_g for variant in listing.variants if variant.weight_g})
    if weights:
        yield (
            words.gettext("Weight"),
            " – ".join(f"{weight:,} g" for weight in dict.fromkeys((weights[0], weights[-1]))),
        )
    sizes = dict.fromkeys((v.length_mm, v.width_mm, v.height_mm) for v in listing.variants if v.length_mm)
    if sizes:
        yield words.gettext("Size"), ", ".join(" × ".join(str(side) for side in size if side) + " mm" for size in sizes)


def _notes(listing: Listing, language: str) -> tuple[str, ...]:
    words, facts = translator(language), listing.facts
    notes = [no_return_sentence(facts.special, language)]
    if facts.warranty_months:
        told = words.ngettext("Warranty: {count} month.", "Warranty: {count} months.", facts.warranty_months)
        notes.append(told.format(count=facts.warranty_months))
    return tuple(note for note in notes if note)


def export_detail_pages(shop: Shop, names: Sequence[str], out: Path, job: Job | None = None) -> list[WrittenPage]:
    """Write the detail pages of these listings, a folder each with index.html and its pictures; nothing is overwritten.

    A folder appears whole or not at all; one of the same name gets a number. Raises ShopError("folder-not-writable").
    """
    written = []
    for at, name in enumerate(names, start=1):
        try:
            listing = show_listing(shop, name)
            written.append(WrittenPage(listing.handle, _write(shop, listing, out)))
        except ShopError as error:
            if error.code == "folder-not-writable":
                raise
            written.append(WrittenPage(name, None, error))
        (job or SilentJob()).step(at, len(names))
    return written


def _write(shop: Shop, listing: Listing, out: Path) -> Path:
    page, pictures = detail_page(shop, listing)
    part = out / f".{uuid4().hex}.part"
    try:
        (part / "pictures").mkdir(parents=True)
        for name, file in pictures.items():
            shutil.copyfile(file, part / name)
        (part / "index.html").write_text(write_detail_page(page), "utf-8", newline="\n")
        folder = _free(out, safe_name(listing.handle))
        part.rename(folder)
    except OSError as error:
        shutil.rmtree(part, ignore_errors=True)
        raise ShopError("folder-not-writable", path=str(out), detail=error.strerror or "") from error
    return folder / "index.html"


def _free(out: Path, name: str) -> Path:
    number, folder = 2, out / name
    while folder.exists():
        folder, number = out / f"{name}-{number}", number + 1
    return folder

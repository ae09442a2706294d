"""Detail pages of listings: shown in the window, written as folders with their pictures."""

import errno
import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from gettext import NullTranslations as Words
from itertools import count
from pathlib import Path
from uuid import uuid4

from shopdesk.domain.errors import ShopError
from shopdesk.domain.jobs import Job, SilentJob
from shopdesk.domain.listings import BLOCKS, Listing, Variant
from shopdesk.domain.money import format_amount
from shopdesk.domain.options import options_of
from shopdesk.exchange.detail_page import DetailPage, ShownPicture, write_detail_page
from shopdesk.exchange.file_names import safe_name
from shopdesk.exchange.plain_text import plain_text
from shopdesk.services.listings import picture_file, show_listing
from shopdesk.services.rule_files import score_rules
from shopdesk.services.settings import get_setting, return_reasons
from shopdesk.services.shop import Shop
from shopdesk.services.stock import stock_level
from shopdesk.words import N_, translator
from shopdesk.words.listing_editor import NO_RETURN, PICTURE_ROLE_WORDS

HEADINGS = {
    "features": N_("Features"),
    "use": N_("How to use it"),
    "specifications": N_("Specifications"),
    "promise": N_("After the sale"),
}
SIGNS = {"CNY": "¥", "JPY": "¥", "USD": "$", "HKD": "HK$", "TWD": "NT$", "EUR": "€", "GBP": "£"}
WARRANTY_WORDS = ("warranty", "guarantee", "保修", "质保", "包换")
_SUFFIX = re.compile(r"\.[a-z0-9]{1,5}")


@dataclass(frozen=True, slots=True)
class WrittenPage:
    """A detail page that was written, or why it was not."""

    handle: str
    file: Path | None
    error: ShopError | None = None


def detail_page(shop: Shop, listing: Listing, *, with_stock: bool = False) -> tuple[DetailPage, dict[str, Path]]:
    """Return what a listing's detail page shows, and the files of its pictures by the names they have beside it.

    The stock state is that of this moment: it is shown only where it is asked for.
    """
    language = str(get_setting(shop, "shop.language"))
    words = translator(language)
    shown, files = _pictures(shop, listing, words)
    priced, heading = [variant for variant in listing.variants if variant.price], HEADINGS["promise"]
    first = min(priced, key=lambda variant: variant.price, default=None)
    page = DetailPage(
        language,
        listing.title,
        shown,
        listing.facts.selling_point,
        _price(priced, listing.currency),
        _money(first.list_price, listing.currency) if first and first.list_price > first.price else "",
        _stock(shop, listing, words) if with_stock else "",
        choices=tuple((name, tuple(values)) for name, values in options_of(listing.variants).items()),
        blocks=tuple(_blocks(listing, words)),
        rows_title=words.gettext("Particulars"),
        rows=tuple(_rows(listing, words)),
        promise=(words.gettext(heading), "\n".join(_promise(shop, listing, language))),
    )
    return page, files


def _pictures(shop: Shop, listing: Listing, words: Words) -> tuple[tuple[ShownPicture, ...], dict[str, Path]]:
    shown: list[ShownPicture] = []
    files: dict[str, Path] = {}
    for picture in listing.pictures:
        if file := picture_file(shop, picture.place):
            suffix = file.suffix.lower()
            name = f"pictures/{len(files) + 1:02}{suffix if _SUFFIX.fullmatch(suffix) else ''}"
            role = words.gettext(PICTURE_ROLE_WORDS[picture.role]) if picture.role else ""
            shown.append(ShownPicture(name, f"{listing.title} – {role}" if role else listing.title))
            files[name] = file
    return tuple(shown), files


def preview_page(shop: Shop, listing: Listing, width: int, *, with_stock: bool = False) -> tuple[str, dict[str, Path]]:
    """Return a listing's detail page as HTML for a width in pixels, and the files of its pictures by their names."""
    page, files = detail_page(shop, listing, with_stock=with_stock)
    return write_detail_page(page, width), files


def _price(variants: Sequence[Variant], currency: str) -> str:
    if not variants:
        return ""
    low, high = min(v.price for v in variants), max(v.price for v in variants)
    return " – ".join(_money(amount, currency) for amount in dict.fromkeys((low, high)))


def _money(amount: int, currency: str) -> str:
    sign = SIGNS.get(currency, f"{currency} ")
    return f"{sign}{format_amount(amount, currency, grouped=True)}"


def _stock(shop: Shop, listing: Listing, words: Words) -> str:
    pieces = sum(max(stock_level(shop, variant.sku).available, 0) for variant in listing.variants)
    return words.gettext("Available now") if pieces else words.gettext("Sold out at the moment")


def _blocks(listing: Listing, words: Words) -> Iterator[tuple[str, str]]:
    """Give the blocks that are told, and the plain description where none of them is."""
    blocks = listing.facts.blocks
    told = [(words.gettext(HEADINGS[name]), blocks[name]) for name in BLOCKS[:-1] if blocks.get(name, "").strip()]
    if not told and (text := plain_text(listing.description).strip()):
        told = [(words.gettext("Description"), text)]
    yield from told


def _promise(shop: Shop, listing: Listing, language: str) -> Iterator[str]:
    """Give what happens after the sale: the listing's own promise, else the shop's, and what that leaves unsaid."""
    words, facts = translator(language), listing.facts
    own = facts.blocks.get("promise", "").strip()
    if own:
        yield own
    elif not facts.special:
        yield shop_promise(shop, language)
    says_so = any(word.casefold() in own.casefold() for word in score_rules(shop).words.get("no_return", ()))
    if facts.special and not (own and says_so):
        yield words.gettext(NO_RETURN[facts.special])
    if facts.warranty_months and not any(word in own.casefold() for word in WARRANTY_WORDS):
        told = words.ngettext("Warranty: {count} month.", "Warranty: {count} months.", facts.warranty_months)
        yield told.format(count=facts.warranty_months)


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


def _rows(listing: Listing, words: Words) -> Iterator[tuple[str, str]]:
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


def export_detail_page(shop: Shop, name: str, out: Path, *, with_stock: bool = False) -> Path:
    """Write one listing's detail page into a new folder below `out` and return its index.html.

    The folder appears whole or not at all; one of the same name stays, the new one gets a number.
    Raises ShopError with "listing-unknown", "folder-not-writable" or "disk-full".
    """
    listing = show_listing(shop, name)
    page, pictures = detail_page(shop, listing, with_stock=with_stock)
    part = out / f".{uuid4().hex}.part"
    try:
        (part / "pictures").mkdir(parents=True)
        for told, file in pictures.items():
            shutil.copyfile(file, part / told)
        (part / "index.html").write_text(write_detail_page(page), "utf-8", newline="\n")
        return _move(part, out, safe_name(listing.handle)) / "index.html"
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise ShopError("disk-full", detail=error.strerror or "") from error
        raise ShopError("folder-not-writable", path=str(out), detail=error.strerror or "") from error
    finally:
        shutil.rmtree(part, ignore_errors=True)


def export_detail_pages(
    shop: Shop, names: Sequence[str], out: Path, job: Job | None = None, *, with_stock: bool = False
) -> list[WrittenPage]:
    """Write the detail pages of these listings, a folder each; an unknown one does not stop the others.

    Raises ShopError with "folder-not-writable" or "disk-full".
    """
    written = []
    for at, name in enumerate(names, start=1):
        try:
            written.append(WrittenPage(name, export_detail_page(shop, name, out, with_stock=with_stock)))
        except ShopError as error:
            if error.code != "listing-unknown":
                raise
            written.append(WrittenPage(name, None, error))
        (job or SilentJob()).step(at, len(names))
    return written


def _move(part: Path, out: Path, name: str) -> Path:
    """Give a finished folder its name, the next free one where it is taken, even in this moment."""
    for number in count(1):
        folder = out / (name if number == 1 else f"{name}-{number}")
        if folder.exists() or folder.is_symlink():
            continue
        try:
            part.rename(folder)
        except OSError as error:
            if error.errno not in (errno.EEXIST, errno.ENOTEMPTY):
                raise
        else:
            return folder
    raise AssertionError("numbers never end")

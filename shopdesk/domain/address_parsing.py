"""A Chinese address pasted in one line, taken apart: name, telephone, province, city, district, street."""

import re
from dataclasses import dataclass

from shopdesk.domain.address_parsing_names import Name, find_glued_name, find_labelled_name, find_name
from shopdesk.domain.address_parsing_phones import TAKEN, Number, take_phone, take_postcode
from shopdesk.domain.address_parsing_regions import BREAKS, Region, find_region
from shopdesk.domain.addresses import Receiver
from shopdesk.domain.divisions import Divisions

_WIDE = {0xFF01 + n: 0x21 + n for n in range(94) if chr(0x21 + n).isalnum() or chr(0x21 + n) in "+-#*."}
_NARROW = str.maketrans(_WIDE | {0x3000: " ", 0xA0: " ", 0x200B: "", 0xFEFF: "", 0x2010: "-", 0x2011: "-", 0x2013: "-"})
_ADDRESS_LABEL = re.compile(
    r"(?:所在(?:地区|区域)|收货地区|省市区|地区|详细地址|(?:收货|收件|街道|联系|快递|总部|公司)?地址)(?:\s*[:：]\s*|\s+)"
)
_EMPTY_LABEL = re.compile(r"(?:手机号码?|联系电话|电话|邮编|姓名|收货人|收件人)\s*[:：]\s*(?=$|[\x1e\x1f\n])")
_ORDER_NUMBER = re.compile(r"\d{8,}")
_CHINESE = re.compile(r"[一-龥]")
_KANA_OR_HANGUL = re.compile(r"[぀-ヿ가-힣]")


@dataclass(frozen=True, slots=True)
class ParsedAddress:
    """The parts of one line; `unsure` names the parts that a person should look at, `code` is the division's."""

    line: str
    name: str = ""
    phone: str = ""
    province: str = ""
    city: str = ""
    district: str = ""
    street: str = ""
    postcode: str = ""
    code: str = ""
    unsure: tuple[str, ...] = ()

    @property
    def sure(self) -> bool:
        """Whether nothing in it needs a second look."""
        return not self.unsure

    @property
    def guesses(self) -> bool:
        """Whether a division was filled in that the line does not tell for certain."""
        return any(part in self.unsure and getattr(self, part) for part in ("province", "city", "district"))

    @property
    def receiver(self) -> Receiver:
        """The parts as an order keeps them; `country` stays empty where the line names no place in China."""
        country = "CN" if self.province else ""
        return Receiver(
            self.name, self.phone, country, self.province, self.city, self.district, self.street, self.postcode
        )


def parse_address(line: str, divisions: Divisions, *, address_only: bool = False) -> ParsedAddress:
    """Take a line apart, nothing invented: what is not told stays empty, what is guessed is named in `unsure`.

    A line without Chinese text, or in another script, is left whole in `street`. With `address_only` the line holds
    no name and no telephone, and none is looked for.
    """
    text = line.translate(_NARROW).strip()
    if not _CHINESE.search(text) or _KANA_OR_HANGUL.search(text):
        return ParsedAddress(line, street=text, unsure=("province", "city", "district", "street") if text else ())
    text = _ADDRESS_LABEL.sub("\x1f", text)
    number = Number("", text, unsure=False) if address_only else take_phone(text)
    postcode, text = take_postcode(_EMPTY_LABEL.sub("\x1f", number.rest))
    named = None if address_only else find_labelled_name(text)
    if named:
        text = f"{text[: named.start]}\x1f{text[named.end :]}"
    region = find_region(text, divisions)
    span = (region.start, region.end) if region else (0, 0)
    before, behind = text[: span[0]], text[span[1] :]
    if not named and not address_only:
        named, before, behind = _name_between(text, span, before, behind, has_phone=bool(number.phone))
    street, odd = _street(before, behind)
    unsure = _unsure_region(region, divisions) + _unsure_rest(named, number.unsure, street, odd)
    told = divisions.names_of(region.division) if region else ("", "", "")
    code = region.division.code if region else ""
    return ParsedAddress(line, named.name if named else "", number.phone, *told, street, postcode, code, unsure)


def _name_between(
    text: str, span: tuple[int, int], before: str, behind: str, *, has_phone: bool
) -> tuple[Name | None, str, str]:
    """Look for a name around the region; return it with what is left before and behind."""
    if named := find_name(text, span, has_phone=has_phone):
        return named, *_without(text, span, named)
    if named := find_glued_name(behind):
        return named, before, behind[: named.start]
    return None, before, behind


def _without(text: str, span: tuple[int, int], name: Name) -> tuple[str, str]:
    """Return what stands before and behind the region once the name is taken out."""
    if name.end <= span[0]:
        return f"{text[: name.start]}\x1f{text[name.end : span[0]]}", text[span[1] :]
    return text[: span[0]], f"{text[span[1] : name.start]}\x1f{text[name.end :]}"


def _street(before: str, behind: str) -> tuple[str, bool]:
    """Return the street, and whether something stood before the division that may be no part of it."""
    kept = [piece for piece in (_tidy(before), _tidy(behind)) if piece]
    if len(kept) == 2 and _ORDER_NUMBER.fullmatch(kept[0]):
        return kept[1], True
    return " ".join(kept), bool(_tidy(before))


def _tidy(text: str) -> str:
    return " ".join(text.replace(TAKEN, " ").replace("\x1f", " ").split()).strip(BREAKS + ":：-")


def _unsure_region(region: Region | None, divisions: Divisions) -> tuple[str, ...]:
    if region is None:
        return "province", "city", "district"
    open_district = divisions.has_districts(region.division) or region.division.level == 1
    if region.others:
        return ("province", "city", *(("district",) if open_district else ()))
    if region.unsure or open_district:
        return ("city", "district") if region.division.level == 1 and len(region.division.path) == 1 else ("district",)
    return ()


def _unsure_rest(name: Name | None, phone: bool, street: str, odd: bool) -> tuple[str, ...]:
    told = (("name", bool(name and name.unsure)), ("phone", phone), ("street", odd or not street))
    return tuple(part for part, is_unsure in told if is_unsure)

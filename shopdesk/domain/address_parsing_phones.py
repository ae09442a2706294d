"""Telephone numbers and postcodes in a line of Chinese text."""

import re
from typing import NamedTuple

TAKEN = "\x1e"  # stands where a number was: a name is most often its neighbour
_LABEL = (
    r"(?:(?:联系|收货人?|收件人?)?(?:手机号码?|手机|[电電][话話]号码?|[电電][话話]|方式)"
    r"|[Tt][Ee][Ll]|[Pp]hone)?\s*[:：.]?\s*"
)
_DIGITS = re.compile(r"\d[\d*() -]{4,}\d")
_MOBILE = re.compile(
    rf"{_LABEL}(?<![\d*])(?:[(（]?\+?(?:00)?86[)）]?[- ]{{0,2}})?(1[3-9]\d[- ]?[\d*]{{4}}[- ]?\d{{4}})"
    rf"(?:\s?(?:-|转|#)\s?(\d{{1,6}}))?(?![\d*])"
)
_LANDLINE = re.compile(
    rf"{_LABEL}(?<![\d*-])(?:\+?86[- ]?)?(?<!\d)[(（]?(0\d{{2,3}})[)）]?[- ]?(\d{{7,8}})"
    r"(?:\s?(?:-|转)\s?(\d{1,6}))?(?!\d)"
)
_SERVICE = re.compile(rf"{_LABEL}(?<!\d)([48]00[- ]?\d{{3,4}}[- ]?\d{{3,4}})(?!\d)")
_ABROAD = re.compile(rf"{_LABEL}(?<!\d)(\+?(?:00)?(?:852|853|886)[- ]?\d{{4,5}}[- ]?\d{{4}})(?!\d)")
_LABELLED = re.compile(r"(?:[电電][话話]|手机|[Tt][Ee][Ll])\s*[:：]\s*([+\d][\d -]{{5,18}}\d)")
_GLUED = re.compile(r"(?<=\d)(1[3-9]\d{9})(?!\d)")
_POSTCODE = re.compile(
    r"(?:邮政编码|邮编|[Zz]ip)\s*[:：]?\s*(\d{6})(?!\d)|[(（](\d{6})[)）]"
    r"|(?<![^\s,，;；\x1e])(\d{6})(?![^\s,，;；\x1e])"
)


class Number(NamedTuple):
    """A telephone taken from a text: the rest of the text has TAKEN in its place."""

    phone: str
    rest: str
    unsure: bool


def take_phone(text: str) -> Number:
    """Return the telephone in a text, digits only, its extension behind a hyphen: 13800000000-1234, 010-66668888."""
    if not _DIGITS.search(text):
        return Number("", text, unsure=False)
    if found := _MOBILE.search(text):
        return _number(text, found, _with_extension(re.sub("[- ]", "", found[1]), found[2]))
    if found := _LANDLINE.search(text):
        return _number(text, found, _with_extension(f"{found[1]}-{found[2]}", found[3]))
    for pattern in (_SERVICE, _ABROAD):
        if found := pattern.search(text):
            return _number(text, found, found[1].replace(" ", "-"))
    for pattern in (_LABELLED, _GLUED):  # a wrong length, or a room number run into it: told as unsure
        if found := pattern.search(text):
            return _number(text, found, found[1].strip())._replace(unsure=True)
    return Number("", text, unsure=False)


def take_postcode(text: str) -> tuple[str, str]:
    """Return a six-digit postcode that stands by itself, and the text without it; 000000 is none."""
    if not (found := _POSTCODE.search(text)):
        return "", text
    code = found[1] or found[2] or found[3]
    return ("" if code == "000000" else code), text[: found.start()] + TAKEN + text[found.end() :]


def _number(text: str, found: re.Match[str], phone: str) -> Number:
    rest = text[: found.start()] + TAKEN + text[found.end() :]
    return Number(phone, rest, unsure=bool(_MOBILE.search(rest)) or "*" in phone)


def _with_extension(number: str, extension: str | None) -> str:
    return f"{number}-{extension}" if extension else number

"""What is private taken out of a text before anybody else sees it."""

import re
from collections.abc import Iterable

_STREETS = "Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Boulevard|Blvd|Way|Court|Ct|Square|Sq"
_PLACES = "省|市|区|县|镇|乡|村|路|街|道|巷|弄|号|室|栋|幢|座|楼"
_PRIVATE = (
    # Folders of people, in whatever way they are written; in JSON every backslash stands twice.
    (re.compile(r"((?:[A-Za-z]:)?[\\/]+(?:Users|home)[\\/]+)[^\\/\s\"':*]+"), r"\1~"),
    (re.compile(r"(?:\+?86[ -]?)?1[3-9]\d(?:[ -]?\d{4}){2}"), "1**********"),
    (re.compile(r"(?<!\d)0\d{2,3}[- ]\d{7,8}(?!\d)|\+\d(?:[ -]?\d){8,13}"), "0**********"),
    (re.compile(r"\(\d{3}\) ?\d{3}-\d{4}|(?<![\d-])\d{3}-\d{3}-\d{4}(?![\d-])"), "0**********"),
    # Bounded, and begun at the beginning of a run: a long line without an @ is looked through once, not once a letter.
    (re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}\.[\w.]{1,63}"), "***@***"),
    (re.compile(r"(?<![\d-])\d{3}-\d{7}-\d{7}(?![\d-])"), "************"),
    (re.compile(r"(?<![A-Za-z0-9])[A-Z]{1,4}\d{8,}[A-Z]{0,2}(?![A-Za-z0-9])"), "************"),
    (re.compile(r"\d{12,}[Xx]?"), "************"),
    (re.compile(r"(收件人|收货人|联系人|寄件人|姓名|买家)([:：]\s?)[^\s,，;；]{1,20}"), r"\1\2***"),
    (re.compile(r"[\u4e00-\u9fff]{1,4}(?:先生|女士|小姐)"), "***"),
    (re.compile(rf"[\u4e00-\u9fff]{{2,20}}(?:{_PLACES})[\u4e00-\u9fff\d]*"), "***"),
    (re.compile(rf"(?<!\w)\d{{1,5}}[A-Za-z]? (?:[A-Z][\w'.]{{1,20}} ){{1,4}}(?:{_STREETS})(?!\w)"), "***"),
)  # fmt: skip
_WHOLE = 4  # letters of the alphabet that a word must have at least; of Chinese ones two are a name


def mask(text: str, home: str = "", known: Iterable[str] = ()) -> str:
    """Take telephones, addresses, addresses of mail, long numbers, this user's folder and what is known out of a text.

    `known` is what somebody's names, streets and numbers are, as many as there may be.
    """
    for form in {home, home.replace("\\", "\\\\")} - {""}:
        text = text.replace(form, "~")
    for value in _standing(text, known):
        if value.isascii():
            text = re.sub(rf"(?<!\w){re.escape(value)}(?!\w)", "***", text)
        else:
            text = text.replace(value, "***")
    for pattern, instead in _PRIVATE:
        text = pattern.sub(instead, text)
    return text


def _standing(text: str, known: Iterable[str]) -> list[str]:
    """Return those that stand in a text, the longest first; where none of its beginnings does, it is not looked for."""
    begun = {size: {text[at : at + size] for at in range(len(text) - size + 1)} for size in (2, _WHOLE)}
    found = set()
    for told in known:
        value = told.strip()
        least = _WHOLE if value.isascii() else 2
        if len(value) >= least and value[:least] in begun[least] and value in text:
            found.add(value)
    return sorted(found, key=lambda value: (-len(value), value))

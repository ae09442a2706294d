"""Words in the reader's language: one gettext catalogue for window, command line and paper."""

import gettext
import locale
import os
from collections.abc import Iterable
from datetime import date, datetime
from functools import cache

from shopdesk.resources import resources

LANGUAGES = ("zh_CN", "en")
DOMAIN = "shopdesk"
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()  # noqa: SIM905 - of English days


class Words:
    """The language in which this program speaks; `use` changes it, `_` and `ngettext` follow."""

    def __init__(self) -> None:
        self.language = "en"
        self.translations: gettext.NullTranslations = gettext.NullTranslations()

    def use(self, language: str) -> None:
        """Speak this language from now on; click's own sentences follow through the environment."""
        self.language = language
        self.translations = translator(language)
        os.environ["LANGUAGE"] = language
        gettext.textdomain(DOMAIN)
        gettext.bindtextdomain(DOMAIN, str(resources() / "translations"))


@cache
def translator(language: str) -> gettext.NullTranslations:
    """Return the catalogue of one language; English is the source and needs none."""
    return gettext.translation(DOMAIN, str(resources() / "translations"), languages=[language], fallback=True)


spoken = Words()


def _(message: str) -> str:
    """Translate a literal sentence; fill its {names} afterwards with `.format`."""
    return spoken.translations.gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """Translate a literal sentence that depends on a count."""
    return spoken.translations.ngettext(one, many, count)


def listed(parts: Iterable[str]) -> str:
    """Return words one after the other as the reader's language separates them: 淘宝 3、拼多多 2."""
    return ("、" if spoken.language.startswith("zh") else ", ").join(parts)


def full_day(when: date) -> str:
    """Return a day with its year: 2027-11-13, or 13 Nov 2027 in English."""
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}" if spoken.language == "en" else when.isoformat()


def written_moment(at: datetime, language: str) -> str:
    """Return a local moment for paper in a language: 2027-11-13 09:40, or 13 Nov 2027 09:40 in English."""
    local = at.astimezone()
    if language == "en":
        return f"{local.day} {MONTHS[local.month - 1]} {local.year} {local:%H:%M}"
    return f"{local:%Y-%m-%d %H:%M}"


def begun(words: str) -> str:
    """Return words as they begin a cell or a line of their own: with a capital, where the language has them."""
    return words[:1].upper() + words[1:]


def N_(message: str) -> str:
    """Mark a literal for translation where it is defined; it is translated where it is shown."""
    return message


def language_of_system() -> str:
    """Return the language of this PC's user: Chinese where the system is Chinese, else English."""
    told = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    if not told:
        told = locale.getlocale()[0] or ""
    return "zh_CN" if told.lower().startswith(("zh", "chinese")) else "en"

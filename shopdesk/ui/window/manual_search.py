"""Search in the manual: a question in a person's own words finds the part that answers it, the best first."""

import json
import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from shopdesk.resources import resources
from shopdesk.services.naming import means

MOST, FAR = 12, 0.4  # as many parts are offered at the most, and none far worse than the best
TITLE_WEIGHT, TEXT_WEIGHT, ALIKE_WEIGHT = 2.5, 1.0, 0.5
_HAN = re.compile(r"[\u3400-\u9fff]+")
_WORD = re.compile(r"[a-z0-9]+(?:[+.:'-][a-z0-9]+)*")
_MARKS = re.compile(r"!\[[^\]]*\]\([^)]*\)|\]\([^)]*\)|[*`|\[\]]")  # what markdown adds to the words
_ENDINGS = ("ings", "ing", "ies", "ied", "ed", "es", "s", "y", "e")
_SHORTEST_STEM = 3


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a chapter: its heading, its words, and which heading of the chapter it is (0 is the chapter's)."""

    chapter: str
    title: str
    text: str
    at: int
    terms: frozenset[str] = field(repr=False)
    title_terms: frozenset[str] = field(repr=False)


def parts_of(chapter: str, text: str) -> list[Part]:
    """Return the parts of a chapter in their order."""
    head, *rest = re.split(r"^## ", text, flags=re.MULTILINE)
    found = []
    for at, whole in enumerate((head.removeprefix("# "), *rest)):
        title, _, words = whole.partition("\n")
        plain = _MARKS.sub(" ", words)
        found.append(Part(chapter, title.strip(), plain, at, terms_of(f"{title}\n{plain}"), terms_of(title)))
    return found


def anchor(title: str) -> str:
    """Return what a link names a part by: the words of its heading in small letters with hyphens."""
    return re.sub(r"[^\w]+", "-", title.casefold()).strip("-")


def terms_of(text: str) -> frozenset[str]:
    """Return what a text is found by: the stems of its words, its Chinese characters in pairs."""
    lowered = text.lower()
    found = {_stem(word) for word in _WORD.findall(lowered)}
    for run in _HAN.findall(lowered):
        found |= {run[at : at + 2] for at in range(len(run) - 1)} or {run}
    return frozenset(found)


def _stem(word: str) -> str:
    ending = next((e for e in _ENDINGS if word.endswith(e) and len(word) - len(e) >= _SHORTEST_STEM), "")
    return word.removesuffix(ending) if ending else word


class ManualSearch:
    """The parts of all chapters in one language; what other words say the same is a table."""

    def __init__(self, chapters: Mapping[str, str], language: str) -> None:
        self.chapters = {chapter: parts_of(chapter, text) for chapter, text in chapters.items()}
        self._parts = [part for parts in self.chapters.values() for part in parts]
        table = json.loads((resources() / "tables" / "manual_words.json").read_text("utf-8"))[language]
        self._empty = frozenset(table["empty"])  # words that every question has
        self._groups: list[list[str]] = table["alike"]
        counts = Counter(term for part in self._parts for term in part.terms)
        self._rare = {term: math.log(1 + len(self._parts) / count) for term, count in counts.items()}

    def find(self, question: str) -> list[Part]:
        """Return the parts that answer a question, the best first, those that hold it word by word above all."""
        asked = question.strip().lower()
        wanted = self._wanted(asked)
        scored = [(self._score(part, asked, wanted), part) for part in self._parts]
        best = max((score for score, _part in scored), default=0.0)
        fitting = [one for one in scored if one[0] > 0 and one[0] >= FAR * best]
        return [part for _score, part in sorted(fitting, key=lambda one: -one[0])[:MOST]]

    def words_of(self, question: str) -> list[str]:
        """Return the words of a question that are worth being shown where they stand, the longest first."""
        lowered = question.lower()
        words = {w for w in (*_WORD.findall(lowered), *self._runs(lowered)) if w not in self._empty}
        return sorted(words, key=lambda word: (-len(word), word))

    def _runs(self, text: str) -> list[str]:
        """Return the runs of Chinese characters between the words that every question has."""
        for empty in sorted((word for word in self._empty if not word.isascii()), key=len, reverse=True):
            text = text.replace(empty, " ")
        return _HAN.findall(text)

    def _wanted(self, asked: str) -> dict[str, float]:
        """Return the terms of a question with their weight; what says the same in other words counts for less."""
        words = [word for word in _WORD.findall(asked) if word not in self._empty]
        own = terms_of(" ".join([*words, *self._runs(asked)]))
        told, alike = terms_of(asked), set[str]()
        for group in self._groups:
            if any(_says(asked, told, said) for said in group):
                alike |= {term for said in group for term in terms_of(said)}
        return dict.fromkeys(alike, ALIKE_WEIGHT) | dict.fromkeys(own, 1.0)

    def _score(self, part: Part, asked: str, wanted: Mapping[str, float]) -> float:
        whole = asked in f"{part.title}\n{part.text}".lower() if len(asked) > 1 else False
        score = 0.0
        for term, weight in wanted.items():
            rare = self._rare.get(term, 0.0)
            if term in part.title_terms:
                score += weight * rare * TITLE_WEIGHT
            elif term in part.terms:
                score += weight * rare * TEXT_WEIGHT
            elif term.isascii() and len(term) >= _SHORTEST_STEM:
                score += weight * self._begun(part, term)
        if asked.isascii() and asked and means(asked, [part.title]):
            score += TITLE_WEIGHT
        return score + (10 if whole and asked in part.title.lower() else 5 if whole else 0)

    def _begun(self, part: Part, term: str) -> float:
        """Return what a word that is still being typed finds, or one that others are made of."""
        longer = [self._rare[known] for known in part.terms if known.startswith(term)]
        return max(longer, default=0.0) * TEXT_WEIGHT / 2


def _says(asked: str, told: frozenset[str], said: str) -> bool:
    """Tell whether a question holds these words: Chinese ones as they stand, others whole, whatever their endings."""
    return terms_of(said) <= told if said.isascii() else said in asked

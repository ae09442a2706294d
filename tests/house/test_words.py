"""Every sentence exists in both languages, and every error code has its sentence."""

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages import extract, pofile

from shopdesk.cli.click_words import CLICK_SAYS
from shopdesk.words.errors import WORDS

REPOSITORY = Path(__file__).resolve().parents[2]
SOURCES = sorted((REPOSITORY / "shopdesk").rglob("*.py"))
CATALOGUE = REPOSITORY / "resources" / "translations" / "zh_CN" / "LC_MESSAGES" / "shopdesk.po"
KEYWORDS = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2)}


def spoken_messages() -> set[str]:
    found: set[str] = set()
    for source in SOURCES:
        with source.open("rb") as file:
            for _, message, _, _ in extract.extract("python", file, keywords=KEYWORDS):
                found.add(message if isinstance(message, str) else message[0])
    return found


def translations() -> dict[str, str]:
    with CATALOGUE.open("rb") as file:
        catalogue = pofile.read_po(file, abort_invalid=True)
    found = {}
    for message in catalogue:
        if message.id:
            first = message.id if isinstance(message.id, str) else message.id[0]
            found[first] = message.string if isinstance(message.string, str) else message.string[0]
    return found


def test_every_message_is_translated_and_no_translation_is_stale():
    messages, known = spoken_messages(), translations()
    assert sorted(messages - known.keys()) == [], "run: python3 dev.py words, then translate"
    assert sorted(known.keys() - messages) == [], "these are said no longer; take them out of the catalogue"
    assert [message for message, words in known.items() if not words.strip()] == []


def test_a_translation_fills_the_same_gaps():
    def gaps(text: str) -> list[str]:
        return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name)

    wrong = [message for message, words in translations().items() if gaps(message) != gaps(words)]
    assert wrong == []


def test_chinese_is_calm():
    """No exclamation marks, no 您, no 成功 (the tokens' chapter on words)."""
    said = (re.sub(r"\{.*?\}", "", words) for words in translations().values())
    loud = [words for words in said if re.search("[!！]|您|成功", words)]
    assert loud == []


def calls(name: str) -> Iterator[tuple[Path, ast.Call]]:
    for source in SOURCES:
        for node in ast.walk(ast.parse(source.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                called = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
                if called == name:
                    yield source, node


@pytest.mark.parametrize("name", ["_", "N_", "gettext", "ngettext"])
def test_no_f_string_hides_inside_a_translation(name: str):
    """A sentence put together before it is looked up is found in no catalogue."""
    hidden = [
        f"{source.relative_to(REPOSITORY)}:{node.lineno}"
        for source, node in calls(name)
        if node.args and isinstance(node.args[0], (ast.JoinedStr, ast.BinOp))
    ]
    assert hidden == []


def literal_codes() -> set[str]:
    """Codes written out where they are raised; those chosen at run time are named in their rooms' tests."""
    found = set()
    for name, at in (("ShopError", 0), ("RowProblem", 1), ("remark", 1)):
        for _, node in calls(name):
            arguments = node.args[at : at + 1]
            for argument in arguments:
                options = [argument.body, argument.orelse] if isinstance(argument, ast.IfExp) else [argument]
                found |= {option.value for option in options if isinstance(option, ast.Constant)}
    return found


def test_every_error_code_has_its_sentence():
    assert sorted(literal_codes() - WORDS.keys()) == []


def test_every_sentence_has_its_error():
    text = "\n".join(source.read_text("utf-8") for source in SOURCES if source.name != "errors.py")
    assert [code for code in WORDS if f'"{code}"' not in text] == []


def test_click_speaks_from_our_catalogue():
    known = translations()
    assert all(known[sentence] != sentence for sentence in CLICK_SAYS)


def test_no_sentence_hides_in_an_f_string_where_the_catalogue_does_not_find_it():
    hidden = re.compile(r"\{n?_?(gettext|_)\([\"']")
    found = [
        f"{path.name}:{at}"
        for path in SOURCES
        for at, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        if hidden.search(line)
    ]
    assert found == []

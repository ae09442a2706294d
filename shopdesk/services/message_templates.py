"""The templates of messages: the shop's own where it has written one, else those the program came with."""

import json
from functools import cache

from shopdesk.db import messages as table
from shopdesk.domain.card_numbers import mask_cards
from shopdesk.domain.errors import ShopError
from shopdesk.domain.messages import (
    KINDS,
    LANGUAGES,
    LONGEST_SUBJECT,
    LONGEST_TEXT,
    PLACEHOLDERS,
    Template,
    unknown_placeholder,
)
from shopdesk.resources import resources
from shopdesk.services.shop import Shop


def load_templates(shop: Shop) -> dict[tuple[str, str], Template]:
    """Return every template by kind and language."""
    own = {
        key: Template(*key, subject, text, own=True)
        for key, (subject, text) in table.load_templates(shop.connection).items()
    }
    return {**_shipped(), **own}


def save_template(shop: Shop, kind: str, language: str, subject: str, text: str) -> Template:
    """Write the shop's own template.

    Raises ShopError with "template-unknown", "template-empty" or "placeholder-unknown" and its name.
    """
    check_template(kind, language, subject, text)
    with shop.writing():
        table.put_template(shop.connection, kind, language, (mask_cards(subject.strip()), mask_cards(text.strip())))
    return load_templates(shop)[kind, language]


def restore_template(shop: Shop, kind: str, language: str) -> Template:
    """Bring the template back that the program came with. Raises ShopError("template-unknown")."""
    _check_key(kind, language)
    with shop.writing():
        table.put_template(shop.connection, kind, language, None)
    return load_templates(shop)[kind, language]


def put_back_template(shop: Shop, template: Template) -> None:
    """Let a template be as it was before."""
    if template.own:
        save_template(shop, template.kind, template.language, template.subject, template.text)
    else:
        restore_template(shop, template.kind, template.language)


def check_template(kind: str, language: str, subject: str, text: str) -> None:
    """Refuse a template that could not be filled, with the codes of `save_template`."""
    _check_key(kind, language)
    if not text.strip() or not subject.strip() or len(subject) > LONGEST_SUBJECT or len(text) > LONGEST_TEXT:
        raise ShopError("template-empty", most=LONGEST_TEXT)
    for told in (subject, text):
        if wrong := unknown_placeholder(told):
            allowed = ", ".join(f"{{{name}}} {{{shown}}}" for name, shown in PLACEHOLDERS.items())
            raise ShopError("placeholder-unknown", value=wrong, allowed=allowed)


def _check_key(kind: str, language: str) -> None:
    if kind not in KINDS or language not in LANGUAGES:
        raise ShopError("template-unknown", value=f"{kind} {language}", allowed=f"{', '.join((*KINDS, *LANGUAGES))}")


@cache
def _shipped() -> dict[tuple[str, str], Template]:
    told = json.loads((resources() / "tables" / "messages.json").read_text("utf-8"))
    return {(t["kind"], t["language"]): Template(t["kind"], t["language"], t["subject"], t["text"]) for t in told}

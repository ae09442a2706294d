"""The replies by short code: written, changed and taken away, each change taken back with what stood before."""

import json
from array import array
from collections.abc import Callable, Mapping, Sequence

from shopdesk.domain.errors import ShopError
from shopdesk.domain.tickets import STAGES, ReplyTemplate, read_replies
from shopdesk.services.rule_files import REPLIES, own_text, put_own_text, reply_templates
from shopdesk.services.shop import Shop


def save_reply(shop: Shop, reply: ReplyTemplate, instead_of: str = "") -> str | None:
    """Keep a reply, in the place of the one with the code `instead_of`, else at the end of its stage's replies.

    Returns the table as it was for `put_replies`. Raises ShopError with "reply-invalid" (no code or text, an unknown
    placeholder), "reply-exists", "rule-file-damaged" or "folder-not-writable".
    """
    replies = list(reply_templates(shop))
    codes = [known.code for known in replies]
    if reply.code in codes and reply.code != instead_of:
        raise ShopError("reply-exists", value=reply.code)
    if instead_of in codes:
        replies[codes.index(instead_of)] = reply
    else:
        replies.append(reply)
    return _put(shop, replies)


def remove_reply(shop: Shop, code: str) -> str | None:
    """Take a reply away; returns what `save_reply` returns. Raises ShopError("reply-unknown") or as that does."""
    replies = reply_templates(shop)
    left = [reply for reply in replies if reply.code != code]
    if len(left) == len(replies):
        raise ShopError("reply-unknown", value=code, allowed=", ".join(reply.code for reply in replies))
    return _put(shop, left)


def put_replies(shop: Shop, text: str | None) -> None:
    """Let the replies stand as they did before. Raises ShopError("folder-not-writable")."""
    put_own_text(shop, REPLIES, text)


def _put(shop: Shop, replies: list[ReplyTemplate]) -> str | None:
    told = [{"code": reply.code, "stage": reply.stage, **reply.texts} for reply in replies]
    try:
        read_replies(told)
    except ValueError as error:
        raise ShopError("reply-invalid", place=str(error)) from error
    before = own_text(shop, REPLIES)
    put_own_text(shop, REPLIES, json.dumps(told, ensure_ascii=False, indent=1))
    return before


class ReplyTable:
    """The replies of a stage ("all": of every one) that hold a text; ids are places in the list."""

    def __init__(self, replies: Sequence[ReplyTemplate], view: str = "all", search: str = "") -> None:
        text = search.casefold()
        self._rows = {
            at: reply
            for at, reply in enumerate(replies)
            if view in ("all", reply.stage) and text in " ".join((reply.code, *reply.texts.values())).casefold()
        }

    def ids(self, sort: str = "", descending: bool = False) -> "array[int]":
        """Return the replies' places: as the list goes, or by code or stage."""
        known: Mapping[str, Callable[[int], str]] = {
            "code": lambda at: self._rows[at].code, "stage": lambda at: self._rows[at].stage,
        }  # fmt: skip
        told = sorted(self._rows, key=known[sort], reverse=descending) if sort else list(self._rows)
        return array("q", told)

    def rows(self, ids: Sequence[int]) -> list[ReplyTemplate]:
        """Return these replies, in this order."""
        return [self._rows[at] for at in ids]


def count_replies(replies: Sequence[ReplyTemplate]) -> dict[str, int]:
    """Return how many replies each stage holds, and how many there are."""
    stages = [reply.stage for reply in replies]
    return {"all": len(stages), **{stage: stages.count(stage) for stage in STAGES}}

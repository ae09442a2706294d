"""The replies by short code: kept, changed and taken away, and taken back."""

import pytest

from shopdesk.domain.tickets import ReplyTemplate
from shopdesk.services.reply_texts import ReplyTable, count_replies, put_replies, remove_reply, save_reply
from shopdesk.services.rule_files import is_own, reply_templates
from shopdesk.services.tickets import word_reply

LATE = ReplyTemplate(
    "yw", "answering", {"zh_CN": "{买家}，包裹晚到了两天。", "en": "{buyer}, the parcel is two days late."}
)


def test_a_reply_of_the_shops_own_is_worded_at_once_and_taken_back(shop):
    before = save_reply(shop, LATE)
    assert before is None and is_own(shop, "reply_templates.json")
    assert word_reply(shop, "yw", language="en").endswith("the parcel is two days late.")
    put_replies(shop, before)
    assert not is_own(shop, "reply_templates.json") and "yw" not in [one.code for one in reply_templates(shop)]


def test_a_changed_reply_stays_where_it_stood(shop):
    codes = [one.code for one in reply_templates(shop)]
    save_reply(shop, ReplyTemplate("tk2", "answering", {"en": "Paid back."}), instead_of="tk")
    assert [one.code for one in reply_templates(shop)] == ["tk2" if code == "tk" else code for code in codes]


def test_what_is_taken_away_comes_back_as_it_was(shop):
    every = reply_templates(shop)
    before = remove_reply(shop, "kc")
    assert "kc" not in [one.code for one in reply_templates(shop)]
    put_replies(shop, before)
    assert reply_templates(shop) == every


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        (ReplyTemplate("", "answering", {"en": "x"}), "reply-invalid"),
        (ReplyTemplate("new", "answering", {}), "reply-invalid"),
        (ReplyTemplate("new", "answering", {"en": "Dear {nobody}"}), "reply-invalid"),
        (ReplyTemplate("new", "answering", {"en": "Dear {"}), "reply-invalid"),
        (ReplyTemplate("tk", "answering", {"en": "x"}), "reply-exists"),
    ],
)
def test_a_reply_that_could_not_be_worded_is_refused(shop, refusal, reply, code):
    every = reply_templates(shop)
    assert refusal(save_reply, shop, reply) == code
    assert reply_templates(shop) == every and not is_own(shop, "reply_templates.json")
    assert refusal(remove_reply, shop, "nothing") == "reply-unknown"


def test_the_list_goes_by_stage_and_text(shop):
    replies = reply_templates(shop)
    counts = count_replies(replies)
    table = ReplyTable(replies, "closing")
    assert counts["all"] == len(replies) and len(table.ids()) == counts["closing"] > 0
    found = ReplyTable(replies, search="WAYBILL")
    assert {reply.code for reply in found.rows(found.ids("code", descending=True))} >= {"hh"}

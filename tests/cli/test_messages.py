"""`messages` on the command line, with its JSON."""

import pytest


@pytest.fixture
def shop(shopdesk, sampled):
    sampled()


def test_messages_are_listed_shown_exported_and_noted(shopdesk, shop, tmp_path):
    due = shopdesk("messages", "list").json
    assert due and {message["kind"] for message in due} <= {"confirmation", "short"}
    first = due[0]["order"]
    assert shopdesk("messages", "show", first).json[0]["text"] == due[0]["text"]
    assert due[0]["subject"] in shopdesk("messages", "show", first, json=False).out
    sent = shopdesk("messages", "sent", first, "NOBODY", "--kind", due[0]["kind"])
    assert (sent.status, sent.json["unknown"], len(sent.json["messages"])) == (1, ["NOBODY"], 1)
    assert [message["order"] for message in shopdesk("messages", "list", "--view", "sent").json] == [first]
    assert shopdesk("messages", "sent", first, "--undo").json["messages"][0]["sent_at"] is None
    told = shopdesk("messages", "export", "-o", tmp_path / "bulk.csv", "--sent").json
    assert told["messages"] == len(due) and (tmp_path / "bulk.csv").stat().st_size > 100
    assert shopdesk("messages", "list").json == []
    assert shopdesk("messages", "sent", "NOBODY").status == 3


def test_mails_go_into_a_folder(shopdesk, shop, tmp_path):
    told = shopdesk("messages", "export", "--view", "to-confirm", "-o", tmp_path).json
    assert len(told["files"]) == told["messages"] == len(list(tmp_path.glob("*.eml")))


def test_a_template_is_shown_written_refused_and_restored(shopdesk, shop):
    came = shopdesk("messages", "template", "delay", "--language", "en").json
    mine = shopdesk("messages", "template", "delay", "--language", "en", "--text", "Sorry, {buyer}.").json
    assert (mine["own"], mine["subject"]) == (True, came["subject"])
    wrong = shopdesk("messages", "template", "delay", "--text", "{price}").json["error"]
    assert (wrong["code"], "{price}" in wrong["message"]) == ("placeholder-unknown", True)
    assert shopdesk("messages", "template", "delay", "--language", "en", "--restore").json == came

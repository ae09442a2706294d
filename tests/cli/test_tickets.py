"""Tickets by command line."""

from PIL import Image


def test_a_ticket_from_its_opening_to_its_result(shopdesk, tmp_path):
    shopdesk("init", "--name", "青禾杂货")
    made = shopdesk(
        "tickets", "open", "发票抬头错了", "--channel", "email", "--severity", "high", "--assigned", "小林"
    ).json
    assert (made["number"], made["step"], made["channel"]) == ("TK-000001", "received", "email")
    assert [row["kind"] for row in shopdesk("tickets", "due").json] == ["ticket-answer", "ticket-solve"]
    number = made["number"]
    assert shopdesk("tickets", "answer", number, "--reply", "kc").json["answered_at"]
    assert shopdesk("tickets", "assign", number, "小陈").json["assigned"] == "小陈"
    assert shopdesk("tickets", "step", number, "planned", "重开发票").json["plan"] == "重开发票"
    Image.new("RGB", (200, 200)).save(tmp_path / "a.png")
    assert shopdesk("tickets", "evidence", number, tmp_path / "a.png").json["evidence"][0]["name"] == "a.png"
    solved = shopdesk("tickets", "solve", number, "--result", "已重开", "--satisfaction", "4").json
    assert (solved["step"], solved["satisfaction"]) == ("confirmed", 4)
    assert shopdesk("tickets", "list").json == []
    assert shopdesk("tickets", "undo", number).json["solved_at"] is None
    assert [row["number"] for row in shopdesk("tickets", "list", "--assigned", "小陈").json] == [number]
    assert shopdesk("tickets", "show", number).json["notes"][0]["kind"] == "opened"


def test_replies_findings_and_refusals(shopdesk):
    shopdesk("init", "--name", "青禾杂货")
    assert {"code", "stage", "texts"} <= shopdesk("tickets", "replies").json[0].keys()
    assert "青禾杂货" in shopdesk("tickets", "replies", "js").json["text"]
    assert shopdesk("tickets", "findings").json == []
    answer = shopdesk("tickets", "open", "x", "--channel", "smoke")
    assert (answer.status, answer.json["error"]["code"]) == (3, "ticket-invalid")
    assert "kc" in shopdesk("tickets", "replies", json=False).out

"""`parcels` on the command line, with its JSON."""


def test_parcels_are_reported_listed_and_shown(shopdesk, sampled, tmp_path):
    sampled()
    parcels = shopdesk("parcels", "list").json
    assert parcels and parcels[0]["state"] is None
    first, second, third = (parcel["order"] for parcel in parcels[:3])
    told = shopdesk("parcels", "report", "delivered", first, "NOBODY").json
    assert (told["orders"], told["refused"][0]["code"]) == ([first], "order-unknown")
    assert shopdesk("parcels", "report", "lost", second, "--note", "lorry burnt").json["orders"] == [second]
    assert [one["order"] for one in shopdesk("parcels", "list", "--view", "trouble").json] == [second]
    file = tmp_path / "news.csv"
    file.write_text(f"waybill,state,time\n{third},in-transit,\n", "utf-8")
    assert shopdesk("parcels", "import", file).json["orders"] == [third]
    shown = shopdesk("parcels", "show", first).json
    assert shown["state"] == "delivered" and set(shown["returns_until"]) == {"no-reason", "quality", "not-as-described"}
    assert shopdesk("parcels", "report", "gone", first).json["error"]["code"] == "tracking-state"
    assert shopdesk("parcels", "report", "lost", first, "--at", "2099-01-01 10:00").json["refused"][0]["code"] == (
        "time-ahead"
    )
    assert first in shopdesk("parcels", "list", "--view", "delivered", json=False).out

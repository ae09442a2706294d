"""The turnover by command line: told, narrowed, written into files; visitors noted and forgotten."""


def test_sales_are_told_by_month_and_platform(shopdesk):
    shopdesk("init", "--sample")
    told = shopdesk("turnover", "show").json
    assert told["total"]["orders"] == sum(row["orders"] for row in told["rows"]) > 100
    assert told["total"]["sales"] == {"amount": sum(row["sales"]["amount"] for row in told["rows"]), "currency": "CNY"}
    platforms = shopdesk("turnover", "show", "--by", "channel").json
    assert platforms["total"] == told["total"] and "taobao" in {row["channel"] for row in platforms["rows"]}
    taobao = shopdesk("turnover", "show", "--channel", "taobao").json["total"]
    assert taobao in [{key: row[key] for key in taobao} for row in platforms["rows"]]
    assert "Sum" in shopdesk("turnover", "show", json=False).out
    assert shopdesk("turnover", "show", "--currency", "usd").json["currency"] == "USD"


def test_it_is_written_into_files(shopdesk, tmp_path):
    shopdesk("init", "--sample")
    for name in ("sold.pdf", "sold.xlsx", "sold.csv"):
        told = shopdesk("turnover", "show", "--by", "sku", "--out", tmp_path / name)
        assert told.status == 0 and (tmp_path / name).stat().st_size > 200
    refused = shopdesk("turnover", "show", "--out", tmp_path / "sold.txt")
    assert (refused.status, refused.json["error"]["code"]) == (3, "suffix-unknown")
    refused = shopdesk("turnover", "show", "--from", "2026-11-13", "--to", "2026-11-01")
    assert (refused.status, refused.json["error"]["code"]) == (3, "days-invalid")


def test_visitors_are_noted_and_forgotten(shopdesk):
    shopdesk("init", "--sample")
    month = shopdesk("turnover", "show").json["rows"][-1]["month"]
    assert shopdesk("turnover", "visitors", month, 5000).json["before"] is None
    row = shopdesk("turnover", "show").json["rows"][-1]
    assert row["visitors"] == 5000 and row["conversion"] == round(row["orders"] / 5000, 4)
    assert shopdesk("turnover", "visitors", month).json["before"] == 5000
    assert shopdesk("turnover", "show").json["rows"][-1]["visitors"] is None
    assert shopdesk("turnover", "visitors", "soon", 1).json["error"]["code"] == "month-invalid"

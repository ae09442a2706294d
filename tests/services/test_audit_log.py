"""Everything done is written down with the deed itself, and what was written down cannot be changed unseen."""

import pytest
from sqlcipher3 import dbapi2 as sqlite

from shopdesk.db import audit_log
from shopdesk.domain.errors import ShopError
from shopdesk.services.doctor import examine
from shopdesk.services.orders import confirm_order
from shopdesk.services.settings import set_setting
from shopdesk.services.stock import move_stock


def entries(shop) -> list[audit_log.Entry]:
    return audit_log.read(shop.connection, audit_log.find(shop.connection, (), ""))


def test_each_verb_is_one_entry_by_its_name_with_what_it_concerns(shop, stock_up, sell, do):
    stock_up(BOX=5)
    number = sell(BOX=1)
    do(confirm_order, number)
    newest, *before = entries(shop)
    assert (newest.area, newest.verb, newest.actor) == ("orders", "each_order", shop.actor)
    assert '"kinds": ["confirmed"]' in newest.subject
    assert '"SD-000001"' in newest.subject and newest.rows > 0
    assert before[0].verb == "add_order"
    move_stock(shop, "BOX", -1, reason="damage")
    assert entries(shop)[0].verb == "move_stock" and '"BOX"' in entries(shop)[0].subject
    assert audit_log.find(shop.connection, (), "box") and not audit_log.find(shop.connection, ("suppliers",), "")


def test_what_was_refused_or_changes_nothing_is_no_entry(shop, stock_up):
    stock_up(BOX=5)
    count = len(entries(shop))
    with pytest.raises(ShopError):
        move_stock(shop, "BOX", -9, reason="damage")
    move_stock(shop, "BOX", 1, reason="receipt", uuid="one")
    move_stock(shop, "BOX", 1, reason="receipt", uuid="one")
    assert len(entries(shop)) == count + 1


def test_the_log_takes_no_change(shop):
    set_setting(shop, "sender.city", "杭州市")
    for spoil in ("UPDATE audit_log SET actor = 'nobody'", "DELETE FROM audit_log"):
        with pytest.raises(sqlite.IntegrityError):
            shop.connection.execute(spoil)


@pytest.mark.parametrize(
    "spoil",
    ["UPDATE audit_log SET actor = 'x' WHERE id = 2", "DELETE FROM audit_log WHERE id = 2",
     "UPDATE audit_log SET subject = '{}', rows = 7 WHERE id = 3"],
)  # fmt: skip
def test_who_changes_it_all_the_same_is_found(shop, spoil):
    for city in ("杭州市", "宁波市", "温州市", "嘉兴市"):
        set_setting(shop, "sender.city", city)
    assert examine(shop).ok
    shop.connection.execute("DROP TRIGGER audit_log_keep_update")
    shop.connection.execute("DROP TRIGGER audit_log_keep_delete")
    shop.connection.execute(spoil)
    found = [(f.code, f.subject) for f in examine(shop).findings]
    assert found and {code for code, _ in found} == {"audit-broken"} and found[0][1] in ("2", "3")

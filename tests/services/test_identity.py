import uuid

from shopdesk.services.identity import new_id, new_ids


def test_identities_are_uuids_in_the_order_of_time():
    ids = [*new_ids(5_000), new_id()]
    parsed = [uuid.UUID(text) for text in ids]
    assert {(one.version, one.variant) for one in parsed} == {(7, uuid.RFC_4122)}
    assert [str(one) for one in parsed] == ids
    assert len(set(ids)) == len(ids)
    assert ids[:5_000] == sorted(ids[:5_000])


def test_two_stations_do_not_meet():
    assert not set(new_ids(2_000)) & set(new_ids(2_000))


def test_none_are_none():
    assert new_ids(0) == []

from pathlib import Path

from shopdesk.db import migrations
from shopdesk.db.shopfile import open_file

FROZEN = ("m0001_first_storey", "m0002_live_orders", "m0003_picture_checks", "m0004_listing_facts", "m0005_stock_rooms")


def test_the_names_of_the_steps_are_frozen():
    assert migrations.STEPS[: len(FROZEN)] == FROZEN
    assert (migrations.SET, migrations.newest()) == ("shopdesk", len(migrations.STEPS))


def test_there_is_a_file_for_every_step_and_a_step_for_every_file():
    files = {path.stem for path in Path(migrations.__file__).parent.glob("m*.py")}
    assert files == set(migrations.STEPS)


def test_a_new_shop_has_been_through_every_step(connection):
    assert migrations.applied(connection) == list(migrations.STEPS)
    assert migrations.pending(connection) == migrations.unknown(connection) == []


def test_a_step_of_another_set_is_nobodys_business(connection, file):
    connection.execute(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('a plugin', 'm0999_x', '')"
    )
    open_file(file).close()


def test_taking_the_steps_twice_changes_nothing(connection):
    before = connection.execute("SELECT name, sql FROM sqlite_schema ORDER BY name").fetchall()
    migrations.apply(connection)
    assert connection.execute("SELECT name, sql FROM sqlite_schema ORDER BY name").fetchall() == before

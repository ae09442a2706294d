"""The history says of everything where in the shop it was done."""

from pathlib import Path

from shopdesk.words.history import AREAS, MODULES, word_area

SERVICES = Path(__file__).resolve().parents[2] / "shopdesk" / "services"


def writing_areas() -> set[str]:
    """Return the modules and packages of services that open a transaction, as the audit log names them."""
    found = (path for path in SERVICES.rglob("*.py") if ".writing()" in path.read_text("utf-8"))
    return {path.relative_to(SERVICES).with_suffix("").parts[0] for path in found} - {"shop"}


def test_what_every_writing_service_does_has_a_place_in_the_shop():
    assert len(writing_areas()) > 50
    assert {area for area in writing_areas() if word_area(area) == AREAS["other"]} == set()


def test_no_module_stands_in_two_areas_and_each_area_has_a_name():
    modules = [module for told in MODULES.values() for module in told]
    assert len(modules) == len(set(modules)) and MODULES.keys() <= AREAS.keys()

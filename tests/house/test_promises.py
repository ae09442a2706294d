"""What the house promises on paper is so: every command documented, every setting real, one set of versions."""

import re
from pathlib import Path

import click

from shopdesk.cli import COMMANDS, shopdesk
from shopdesk.domain import stock
from shopdesk.services.settings import SETTINGS
from shopdesk.words.states import EVENTS, REASONS

REPOSITORY = Path(__file__).resolve().parents[2]
SOURCES = sorted((REPOSITORY / "shopdesk").rglob("*.py"))


def every_command() -> list[str]:
    """Return every command as it is typed: "orders ship"."""
    context = click.Context(shopdesk)
    found = []
    for name in COMMANDS:
        command = shopdesk.get_command(context, name)
        if isinstance(command, click.Group):
            found += [f"{name} {verb}" for verb in command.list_commands(context)]
        else:
            found.append(name)
    return found


def options_of(path: str) -> list[str]:
    context = click.Context(shopdesk)
    command: click.Command = shopdesk
    for part in path.split():
        assert isinstance(command, click.Group)
        found = command.get_command(context, part)
        assert found is not None
        command = found
    return [name for parameter in command.params for name in parameter.opts if name.startswith("--")]


def test_every_command_and_option_is_documented():
    page = (REPOSITORY / "docs" / "cli.md").read_text("utf-8")
    assert [command for command in every_command() if f"`{command}" not in page] == []
    missing = [
        f"{command} {option}"
        for command in every_command()
        for option in options_of(command)
        if option not in section_of(page, command)
    ]
    assert missing == []


def section_of(page: str, command: str) -> str:
    """Return the part of the page that describes a command: from its heading or row to the next one."""
    rows = [line for line in page.splitlines() if f"`{command}" in line]
    return "\n".join(rows)


def test_every_command_has_help():
    context = click.Context(shopdesk)
    for name in COMMANDS:
        command = shopdesk.get_command(context, name)
        assert command is not None and command.help


def test_every_setting_is_real():
    """A setting that nothing reads is a promise that nobody keeps."""
    text = "\n".join(source.read_text("utf-8") for source in SOURCES if source.name != "errors.py")
    unread = []
    for name in SETTINGS:
        family, _, _ = name.partition(".")
        mentioned = len(re.findall(re.escape(f'"{name}"'), text))
        by_family = family in ("sender", "returns") and f'f"{family}.{{' in text
        if mentioned < 2 and not by_family:
            unread.append(name)
    assert unread == []


def test_nothing_private_is_told():
    """No machine path, no registry host, no address in what is committed."""
    private = re.compile(r"/(home|root|work)/|pypi\.org|npmjs\.|pythonhosted", re.IGNORECASE)
    told = []
    for path in [*REPOSITORY.glob("*.*"), *(REPOSITORY / "docs").rglob("*.md"), *SOURCES]:
        if path.is_file() and path.suffix in {".py", ".md", ".toml", ".lock", ".yaml", ".cfg"}:
            told += [f"{path.name}: {found[0]}" for found in private.finditer(path.read_text("utf-8"))]
    assert told == []


def test_the_lock_carries_hashes_and_no_addresses():
    lock = (REPOSITORY / "requirements.lock").read_text("utf-8")
    pins = re.findall(r"^[a-z0-9-]+==\S+", lock, re.MULTILINE)
    assert len(pins) > 20
    assert "://" not in lock and lock.count("--hash=sha256:") >= len(pins)


def test_every_event_and_every_reason_has_its_word():
    """What services write into a timeline, a person can read."""
    text = "\n".join(source.read_text("utf-8") for source in (REPOSITORY / "shopdesk" / "services").rglob("*.py"))
    written = set(re.findall(r'note_event\((?:shop|self\.shop), [\w.]+, "([a-z]+)"', text))
    assert written and written <= EVENTS.keys()
    assert set(stock.REASONS) == REASONS.keys()

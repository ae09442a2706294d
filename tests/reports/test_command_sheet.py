"""The sheet of commands at the bench: every bar is read by two readers, in both languages, on both papers."""

from collections.abc import Callable
from io import BytesIO

import pytest

from shopdesk.domain.errors import ShopError
from shopdesk.domain.pack_commands import COMMANDS, command_of
from shopdesk.reports.command_sheet import PAPERS, write_command_sheet
from shopdesk.words.pack_commands import COMMANDS as WORDS


@pytest.mark.parametrize("layout", PAPERS)
@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_every_command_is_read_at_203_dpi_by_two_readers(see: Callable, language: str, layout: str) -> None:
    seen = see(lambda shop, file, job: write_command_sheet(shop, language, file, layout), "青禾杂货")
    zxing, zbar = seen.scanned()
    assert zxing == zbar == set(COMMANDS)


def test_every_command_has_its_word_and_every_scan_its_command() -> None:
    assert set(COMMANDS.values()) == set(WORDS)
    assert [command_of(code) for code in ("SD-CMD-OK", " sd-cmd-skip ", "SD-000001", "")] == ["ok", "skip", "", ""]


def test_the_words_stand_beside_the_bars(see: Callable) -> None:
    told = see(lambda shop, file, job: write_command_sheet(shop, "en", file), "青禾杂货").all_text()
    assert all("".join(words[0].split()) in told for words in WORDS.values()) and "Commandstoscan" in told


def test_another_paper_is_refused() -> None:
    with pytest.raises(ShopError, match="layout-unknown"):
        write_command_sheet("青禾杂货", "en", BytesIO(), "letter")

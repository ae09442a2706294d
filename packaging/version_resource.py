"""What Windows shows of the program under Properties, from pyproject.toml and the version of the package."""

import tomllib
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
ENGLISH, CHINESE, UNICODE = 0x0409, 0x0804, 1200


def numbers(version: str) -> tuple[int, int, int, int]:
    """Return a version as Windows counts it: "1.2.3" is (1, 2, 3, 0)."""
    found = [int(part) for part in version.partition("+")[0].split(".") if part.isdigit()]
    one, two, three, four = [*found, 0, 0, 0, 0][:4]
    return one, two, three, four


def texts() -> dict[str, str]:
    """Return the words of the resource."""
    from shopdesk import __version__

    project = tomllib.loads((HERE / "pyproject.toml").read_text("utf-8"))["project"]
    return {
        "ProductName": "ShopDesk",
        "FileDescription": "ShopDesk",
        "Comments": project["description"],
        "LegalCopyright": f"{project['license']} licence",
        "CompanyName": "ShopDesk",
        "InternalName": project["name"],
        "FileVersion": __version__,
        "ProductVersion": __version__,
    }


def version_resource() -> object:
    """Return the resource as PyInstaller takes it; only on Windows."""
    from PyInstaller.utils.win32.versioninfo import (
        FixedFileInfo,
        StringFileInfo,
        StringStruct,
        StringTable,
        VarFileInfo,
        VarStruct,
        VSVersionInfo,
    )

    from shopdesk import __version__

    words = [StringStruct(name, value) for name, value in texts().items()]
    tables = [StringTable(f"{language:04x}{UNICODE:04x}", words) for language in (ENGLISH, CHINESE)]
    languages = [ENGLISH, UNICODE, CHINESE, UNICODE]
    return VSVersionInfo(
        ffi=FixedFileInfo(filevers=numbers(__version__), prodvers=numbers(__version__)),
        kids=[StringFileInfo(tables), VarFileInfo([VarStruct("Translation", languages)])],
    )

"""What was fetched is kept, and used without network."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from regiorules_cbs.settings import read_settings
from regiorules_cbs.store import get_table

from regiorules.errors import InputError

Run = Callable[..., tuple[int, str, str]]
TABLE = "85755NED"


def kept() -> Path:
    """The file in which the table is kept."""
    return read_settings().kept(TABLE)


def test_the_second_use_asks_nothing(cbs: Any, run: Run) -> None:
    """Once fetched, a table is there while CBS is off."""
    first = run("regions", "--profiles", "cbs-2024")
    cbs.status(500)
    cbs.asked.clear()
    assert run("regions", "--profiles", "cbs-2024") == first
    assert cbs.asked == []


def test_refresh_fetches_again(cbs: Any) -> None:
    """Only then is a change at CBS seen."""
    get_table(TABLE)
    cbs.rows(TABLE)[1]["Inwonertal_54"] = 1234
    assert "Borsele,1111" in get_table(TABLE).to_csv()
    assert "Borsele,1234" in get_table(TABLE, refresh=True).to_csv()
    assert "Borsele,1234" in get_table(TABLE).to_csv()


def test_a_refresh_that_fails_leaves_the_kept_table(cbs: Any, run: Run) -> None:
    """The error says that there still is one, and it is used."""
    get_table(TABLE)
    before = kept().read_bytes()
    cbs.status(500)
    code, out, err = run("cbs", "2024", "--refresh")
    assert (code, out) == (2, "")
    assert f"in {kept()} staat nog een eerder opgehaalde tabel" in err.splitlines()[1]
    assert kept().read_bytes() == before
    assert run("cbs", "2024")[0] == 0


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: "",
        lambda text: text[: len(text) // 2],
        lambda text: text.replace('"version": 1', '"version": 2'),
        lambda text: text.replace('"id": "85755NED"', '"id": "83287NED"'),
        lambda text: text.replace('"region_number": 24', '"region_number": "x"', 1),
        lambda text: text.replace('"population": 1111\n', '"people": 1111\n'),
        lambda text: text.replace('"population": 1111\n', '"population": 0\n'),
        lambda text: text.replace('"population": 1111\n', '"population": "many"\n'),
        lambda text: text.replace('"name": "Borsele"', '"name": ""'),
        lambda text: '{"version": 1, "table": {"id": "85755NED", "title": "", "modified": "", "municipalities": []}}',
        lambda text: "[" * 100_000,
        lambda text: "\ufffe\x00",
    ],
)
def test_a_damaged_file_is_fetched_again(damage: Callable[[str], str], cbs: Any) -> None:
    """Whatever happened to the file: it is mended."""
    whole = get_table(TABLE)
    text = kept().read_text()
    assert damage(text) != text
    kept().write_text(damage(text))
    cbs.asked.clear()
    assert get_table(TABLE) == whole
    assert cbs.asked
    assert kept().read_text() == text


def test_a_damaged_file_without_network_is_named(cbs: Any, run: Run) -> None:
    """Both are said: no answer, and which file is damaged."""
    get_table(TABLE)
    kept().write_text("{")
    cbs.status(503)
    code, _, err = run("cbs", "2024", "--lang", "en")
    assert code == 2
    assert "HTTP 503" in err
    assert f"the table fetched before, in {kept()}, is damaged" in err.splitlines()[1]


def test_what_cannot_be_used_is_not_kept(cbs: Any) -> None:
    """A table with an error in it, or of another year, leaves no file."""
    with pytest.raises(InputError, match="2023"):
        get_table(TABLE, 2023)
    cbs.rows(TABLE)[0]["Code_5"] = None
    with pytest.raises(InputError):
        get_table(TABLE)
    assert not kept().exists()


def test_each_server_has_its_own_folder(cbs: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A table of a test server is never taken for one of CBS."""
    get_table(TABLE)
    first = kept()
    monkeypatch.setenv("REGIORULES_CBS_URL", "https://opendata.cbs.nl")
    assert first.exists()
    assert kept() != first
    assert not kept().exists()


def test_a_folder_that_cannot_be_made_is_named(
    cbs: Any, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One error: which folder, and why."""
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("REGIORULES_CBS_CACHE", str(tmp_path / "file"))
    code, out, err = run("cbs", "2024")
    assert (code, out) == (2, "")
    assert f"{tmp_path / 'file'}" in err
    assert "hier kan niet geschreven worden" in err


def test_the_folder_is_the_users_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without settings tables are kept where the system keeps such files of a user."""
    for name in ("REGIORULES_CBS_CACHE", "REGIORULES_CBS_URL", "REGIORULES_CBS_TIMEOUT"):
        monkeypatch.delenv(name, raising=False)
    settings = read_settings()
    assert settings.folder.name == "cbs"
    assert settings.folder.parent.name in ("regiorules", "Cache")
    assert (settings.url, settings.timeout) == ("https://opendata.cbs.nl", 30)

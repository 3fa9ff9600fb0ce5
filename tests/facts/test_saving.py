"""Answers in a region file: several who save in it, and files of every kind that can be read."""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regiorules import locking
from regiorules.documents import MAX_BYTES
from regiorules.errors import InputError
from regiorules.facts.entries import Given
from regiorules.facts.region import Region, read_region
from regiorules.facts.save import Answers, save_region
from regiorules.locking import only_one
from tests.mini import VOCABULARY, codes, messages

EMPTY = Region("R")
STARTS = ["region: R\nfacts:\n  effort: low  # eerst\n", '{"region": "R", "facts": {"effort": "low"}}']
NAMES = ["r.yaml", "r.json"]


@pytest.fixture(params=[0, 1], ids=["yaml", "json"])
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A region file in either notation."""
    path = tmp_path / NAMES[request.param]
    path.write_text(STARTS[request.param], encoding="utf-8")
    return path


def values(path: Path) -> dict[str, Any]:
    return {name: given.value for name, given in read_region(path, VOCABULARY).facts.items()}


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_opening_writes_nothing(path: Path) -> None:
    """Not a byte of a file that is there, nor its time."""
    before = path.read_bytes(), path.stat().st_mtime_ns
    Answers(path, EMPTY).settle()
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def test_what_others_saved_meanwhile_stays(path: Path) -> None:
    """Two interviews and an editor on one file: every answer is in it."""
    one, other = Answers(path, EMPTY), Answers(path, EMPTY)
    assert one.save("budget", Given(5)) is False
    assert other.save("trust", Given("high")) is True
    edit(path, "low", "high")
    assert one.save("strategy_agreed", Given(True)) is True
    assert values(path) == {"effort": "high", "budget": 5, "trust": "high", "strategy_agreed": True}


def test_an_answer_never_goes_into_the_file_of_another_region(path: Path) -> None:
    """Whoever puts another region under the name meanwhile: it stays as it is, and that is said."""
    one = Answers(path, EMPTY)
    one.save("budget", Given(5))
    old = "region: R" if path.suffix == ".yaml" else '"R"'
    mine = path.read_text(encoding="utf-8")
    edit(path, old, old.replace("R", "Q"))
    before = path.read_bytes()
    assert codes(InputError, one.save, "trust", Given("high")) == ["save_other"]
    assert codes(InputError, one.settle) == ["save_other"]
    assert path.read_bytes() == before
    path.write_text(mine.replace(old, old.replace("R", "r")), encoding="utf-8")  # the same name
    one.save("trust", Given("high"))
    assert values(path) == {"effort": "low", "budget": 5, "trust": "high"}


def test_the_same_question_answered_otherwise_is_refused(path: Path) -> None:
    """What the other said stays, the refusal says so; after that it can be changed knowingly."""
    one, other = Answers(path, EMPTY), Answers(path, EMPTY)
    one.save("budget", Given(5))
    assert codes(InputError, other.save, "budget", Given(6)) == ["answered_meanwhile"]
    assert values(path)["budget"] == 5
    other.save("budget", Given(6))
    assert values(path)["budget"] == 6


@pytest.mark.parametrize("note", ["nog na te gaan", {"nl": "nog na te gaan", "en": "to be found out"}])
def test_a_note_on_a_question_stays_with_the_answer(path: Path, note: object) -> None:
    """What was noted where the answer wasn't known yet: the answer comes beside it; no answer leaves all as it is."""
    one = Answers(path, EMPTY)
    text = path.read_text(encoding="utf-8")
    noted = json.dumps({"value": "unknown", "note": note})
    new = f', "trust": {noted}}}' if path.suffix == ".json" else f"  trust: {noted}\n"
    text = text[:-2] + new + "}" if path.suffix == ".json" else text + new
    path.write_text(text, encoding="utf-8")
    assert one.save("trust", Given(None)) is True
    assert path.read_text(encoding="utf-8") == text
    one.save("trust", Given("high"))
    given = read_region(path, VOCABULARY).facts["trust"]
    assert given.value == "high"
    assert given.note["nl"] == "nog na te gaan"


def test_a_note_made_meanwhile_is_not_taken_back_with_the_answer(path: Path) -> None:
    """Going back leaves what another has noted, and says so."""
    one = Answers(path, EMPTY)
    one.save("trust", Given(None))
    before = path.read_text(encoding="utf-8")
    found = next(each for each in ('"trust": null', "trust: unknown") if each in before)
    key = found.split(":")[0]
    path.write_text(before.replace(found, key + ': {"value": "unknown", "note": "later"}'), encoding="utf-8")
    after = path.read_text(encoding="utf-8")
    assert codes(InputError, one.save, "trust", None) == ["answered_meanwhile"]
    assert path.read_text(encoding="utf-8") == after


def test_a_comment_made_meanwhile_is_not_taken_back_with_the_answer(tmp_path: Path) -> None:
    """Going back takes the answer, and leaves what another has written behind it."""
    path = tmp_path / "region.yaml"
    one = Answers(path, EMPTY)
    one.save("trust", Given("low"))
    before = path.read_text(encoding="utf-8")
    path.write_text(before.replace("trust: low", "trust: low  # zegt Jan"), encoding="utf-8")
    one.save("trust", None)
    after = path.read_text(encoding="utf-8")
    assert "  # zegt Jan\n" in after
    assert "trust" not in read_region(path, VOCABULARY).facts
    one.save("trust", Given("high"))
    assert "# zegt Jan\n" in path.read_text(encoding="utf-8")
    assert read_region(path, VOCABULARY).facts["trust"].value == "high"


def test_the_same_answer_and_no_answer_are_no_quarrel(path: Path) -> None:
    """Both say the same, or one doesn't know: the answer stands."""
    one, other, third = Answers(path, EMPTY), Answers(path, EMPTY), Answers(path, EMPTY)
    one.save("budget", Given(5))
    assert other.save("budget", Given(5)) is True
    assert third.save("budget", Given(None)) is True
    one.save("trust", Given(None))
    assert other.save("trust", Given("high")) is True
    assert values(path) == {"effort": "low", "budget": 5, "trust": "high"}


def test_an_answer_that_an_editor_undid_is_put_back(path: Path) -> None:
    """An editor that saves what it had before the answer doesn't take the answer away."""
    before = path.read_text(encoding="utf-8")
    answers = Answers(path, EMPTY)
    answers.save("budget", Given(5))
    path.write_text(before.replace("low", "high"), encoding="utf-8")
    answers.save("trust", Given("low"))
    assert values(path) == {"effort": "high", "budget": 5, "trust": "low"}
    path.write_text(before, encoding="utf-8")
    answers.settle()
    assert values(path) == {"effort": "low", "budget": 5, "trust": "low"}


def test_an_answer_of_somebody_else_is_not_taken_back(path: Path) -> None:
    """Going back takes away one's own answer only."""
    answers = Answers(path, EMPTY)
    answers.save("budget", Given(5))
    edit(path, "5", "7")
    assert codes(InputError, answers.save, "budget", None) == ["answered_meanwhile"]
    assert values(path)["budget"] == 7


def test_a_file_that_was_broken_meanwhile_stays_as_it_is(path: Path) -> None:
    """Half an edit: the answer isn't saved, that is said, and it can be once the file is whole."""
    answers = Answers(path, EMPTY)
    whole = path.read_text(encoding="utf-8")
    path.write_text(f"{whole}\n]", encoding="utf-8")
    with pytest.raises(InputError):
        answers.save("budget", Given(5))
    assert path.read_text(encoding="utf-8") == f"{whole}\n]"
    path.write_text(whole, encoding="utf-8")
    answers.save("budget", Given(5))
    assert values(path)["budget"] == 5


def test_many_at_once_lose_nothing(tmp_path: Path) -> None:
    """Eight threads, five answers each, in one file: all forty are in it."""
    path = tmp_path / "r.yaml"
    path.write_text("region: R\n", encoding="utf-8")

    def work(number: int) -> None:
        answers = Answers(path, EMPTY)
        for each in range(5):
            answers.save(f"f{number}_{each}", Given(number))

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(path.read_text(encoding="utf-8").splitlines()) == 42


def test_a_lock_that_is_not_let_go_of_is_said(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file stands as it is; another file in another folder isn't held up."""
    monkeypatch.setattr(locking, "PATIENCE", 0.05)
    with only_one(path):
        assert codes(InputError, Answers, path, EMPTY) == ["file_busy"]
    Answers(path, EMPTY).save("budget", Given(5))
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_two_names_of_one_file_have_one_lock(path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A link in another folder is the same file."""
    monkeypatch.setattr(locking, "PATIENCE", 0.05)
    folder = tmp_path / "elders"
    folder.mkdir()
    link = folder / path.name
    link.symlink_to(path)
    with only_one(path), pytest.raises(InputError), only_one(link):
        pass


def test_a_new_file_gets_the_whole_region(tmp_path: Path) -> None:
    """In lines that are easy to edit, in either notation."""
    region = Region("'s-Gravenhage", {"effort": Given("low", (), {"nl": "let op: dit"}), "budget": Given(None)})
    for name in NAMES:
        save_region(tmp_path / name, region, {})
        assert read_region(tmp_path / name, VOCABULARY) == region
    assert (tmp_path / "r.yaml").read_text(encoding="utf-8") == (
        'region: "\'s-Gravenhage"\nfacts:\n  effort:\n    value: low\n'
        '    note:\n      nl: "let op: dit"\n  budget: unknown\n'
    )


def test_the_mark_of_windows_and_its_line_ends_stay(tmp_path: Path) -> None:
    """A file that a Windows program made stays one."""
    path = tmp_path / "r.yaml"
    path.write_bytes("\ufeffregion: R\r\n# Súdwest\r\n".encode())
    Answers(path, EMPTY).save("budget", Given(5))
    assert path.read_bytes() == "\ufeffregion: R\r\nfacts:\r\n  budget: 5\r\n# Súdwest\r\n".encode()


def test_a_file_never_grows_beyond_what_can_be_read(tmp_path: Path) -> None:
    """The answer is refused rather than making a file that nothing reads."""
    path = tmp_path / "r.yaml"
    path.write_bytes(b"region: R\n#" + b"x" * (MAX_BYTES - 12) + b"\n")
    before = path.read_bytes()
    assert codes(InputError, Answers(path, EMPTY).save, "budget", Given(5)) == ["file_too_large"]
    assert path.read_bytes() == before


REFUSED = [
    ("region: !!str R\n", "tag"),
    ("region: R\nfacts: !!map\n", "tag"),
    ("region: R\nfacts:\n- a\n", "save_form"),
    ("- a\n", "expected_mapping"),
    ("region: R\n---\nregion: S\n", "several_documents"),
    ("region: &a R\n", "alias"),
    ("region: R\nregion: S\n", "duplicate_key"),
]


@pytest.mark.parametrize(("text", "code"), REFUSED)
def test_what_can_not_be_saved_in_is_refused_at_once(text: str, code: str, tmp_path: Path) -> None:
    """Before the first question, and without a byte changed."""
    path = tmp_path / "r.yaml"
    path.write_text(text, encoding="utf-8")
    assert codes(InputError, Answers, path, EMPTY) == [code]
    assert path.read_text(encoding="utf-8") == text


def test_the_words_of_a_refusal(tmp_path: Path) -> None:
    """They name what stands in the way and what to do."""
    path = tmp_path / "r.yaml"
    path.write_text("region: R\nfacts:\n- a\n", encoding="utf-8")
    wanted = "no answer can be saved in this file without changing more; save in a new file with --output"
    assert messages(InputError, save_region, path, Region("R", {"budget": Given(1)}), {"budget": True}) == [
        f"{path}: {wanted}"
    ]


GIVENS = st.builds(
    Given,
    st.none() | st.booleans() | st.integers(0, 10**6) | st.text(st.characters(exclude_categories=["Cs"]), max_size=9),
)


STEPS = st.tuples(st.integers(0, 1), st.sampled_from("abc"), st.none() | GIVENS)


@settings(max_examples=60, deadline=None)
@given(steps=st.lists(STEPS, min_size=1, max_size=8), number=st.integers(0, 1))
def test_whoever_saves_in_whatever_order_the_last_word_stands(
    steps: list[tuple[int, str, Given | None]], number: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Two interviews in turn: an answer that was taken is in the file, one that was refused isn't; all else stays."""
    path = tmp_path_factory.mktemp("two") / NAMES[number]
    path.write_text(['region: "R"\n# blijft\n', '{\n  "region": "R"\n}\n'][number], encoding="utf-8")
    both = [Answers(path, EMPTY), Answers(path, EMPTY)]
    for who, name, answer in steps:
        before = path.read_text(encoding="utf-8")
        try:
            both[who].save(name, answer)
        except InputError:
            assert path.read_text(encoding="utf-8") == before
            assert both[who]._entry(before, name) is not None
            continue
        text = path.read_text(encoding="utf-8")
        alone = Answers(path, EMPTY)
        entry, wanted = alone._entry(text, name), alone._entry(alone._changed(text, {name: answer}), name)
        assert entry == wanted or (answer is not None and answer.value is None)
    text = path.read_text(encoding="utf-8")
    assert json.loads(text)["region"] == "R" if number else "# blijft" in text.splitlines()


def test_nothing_is_left_beside_the_file(path: Path) -> None:
    """No lock, no half file."""
    answers = Answers(path, EMPTY)
    answers.save("budget", Given(5))
    answers.save("budget", None)
    assert os.listdir(path.parent) == [path.name]

"""An operator's own records: over the shipped ones, through upgrades, and never a reason not to start."""

import shutil
from pathlib import Path

import pytest

import directory as rooms
from directory import Directory, check, load_over, remember, review
from directory.standing import as_of, standing, version
from model.locale import Locale
from model.shown import Entry, EntryKind
from tests.directory.conftest import Edit

CHANNEL, COMPANY = "channels/c12377.yaml", "platforms/mayi_xf.yaml"
ZH = Locale.ZH_HANS


def newer(path: Path, day: str) -> None:
    """The record was checked on another day."""
    head, _, tail = path.read_text().rpartition('checked_on: "2026-11-21"')
    path.write_text(f'{head}checked_on: "{day}"{tail}')


def told(root: Path) -> list[tuple[str, int, str]]:
    return [(Path(p.file).name, p.line, p.message) for p in load_over(root)[1]]


def test_without_local_records_everything_is_as_shipped(tmp_path: Path, shipped: Directory) -> None:
    made, problems = load_over(tmp_path / "nothing")
    assert (made.digest, made.local, problems) == (shipped.digest, frozenset(), ())
    (tmp_path / "empty").mkdir()
    assert load_over(tmp_path / "empty")[0].digest == shipped.digest


def test_a_correction_replaces_the_whole_record_and_moves_the_digest(edited: Edit, shipped: Directory) -> None:
    made, problems = load_over(edited(CHANNEL, 'phone: "12377"', 'phone: "010-12377"'))
    assert problems == ()
    assert made.channels["c12377"].phone == "010-12377"
    assert made.local == {CHANNEL}
    assert made.digest != shipped.digest


def test_a_correction_survives_an_upgrade_and_is_told_when_the_shipped_record_is_newer(
    edited: Edit, copied: Path
) -> None:
    local = edited(CHANNEL, 'phone: "12377"', 'phone: "010-12377"')
    upgraded = copied / CHANNEL
    upgraded.write_text(upgraded.read_text().replace('phone: "12377"', 'phone: "010-99999"'))
    made, problems = load_over(local, copied)
    assert (made.channels["c12377"].phone, problems, review(made)) == ("010-12377", (), ())
    newer(upgraded, "2027-03-01")
    made, _ = load_over(local, copied)
    assert made.channels["c12377"].phone == "010-12377"
    (hint,) = review(made)
    line = (local / CHANNEL).read_text().splitlines()[hint.line - 1]
    assert (hint.warning, line) == (True, 'checked_on: "2026-11-21"')
    assert "newer than your correction (checked 2027-03-01)" in hint.message
    assert hint in check(copied, local)


def test_a_correction_that_is_shipped_by_now_can_go(edited: Edit) -> None:
    made, _ = load_over(edited(CHANNEL, "kind: ", "kind: "))
    assert ["can be deleted" in hint.message for hint in review(made)] == [True]


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("kind: cyberspace", "kind: shop", 2, "kind"),
        ("quality: verified", "quality: [verified", None, "not readable as YAML"),
        ('phone: "12377"', 'phone: "4008888888"', 12, "this number was rejected"),
        ("sources:", "superseded_by: nobody\nsources:", None, "there is no nobody"),
        ("sources:", "superseded_by: c12377\nsources:", None, "leads back to itself"),
    ],
)
def test_a_broken_file_is_told_with_its_line_and_stops_nothing(
    edited: Edit, shipped: Directory, old: str, new: str, line: int | None, message: str
) -> None:
    root = edited(CHANNEL, old, new)
    ((name, at, said),) = told(root)
    assert (name, message in said) == ("c12377.yaml", True)
    assert line is None or at == line
    made, _ = load_over(root)
    assert made.set_aside == {CHANNEL}
    assert made.digest != shipped.digest
    # What somebody held to be wrong is not shown while her own words cannot be read.
    body = rooms.contact(made, "c12377", ZH)
    assert (body.phone, body.web, body.wechat) == (None, None, None)
    assert body.how_to_find
    assert [p.message for p in check(local=root) if not p.warning] == [said]


def test_a_broken_file_about_a_company_withholds_its_numbers(edited: Edit, shipped: Directory) -> None:
    assert shipped.platforms["mayi_xf"].numbers
    made, _ = load_over(edited(COMPANY, "status: ", "stattus: "))
    assert made.platforms["mayi_xf"].numbers == ()
    assert made.platforms["mayi_xf"].names == shipped.platforms["mayi_xf"].names


def test_110_is_never_withheld(edited: Edit) -> None:
    made, problems = load_over(edited("channels/p110.yaml", "kind: ", "kindd: "))
    assert problems
    assert rooms.contact(made, "p110", ZH).phone == "110"


def test_of_several_files_only_the_broken_one_is_left_out(edited: Edit) -> None:
    edited("channels/c12381.yaml", "kind: ", "kindd: ")
    root = edited(CHANNEL, 'phone: "12377"', 'phone: "010-12377"')
    made, problems = load_over(root)
    assert made.local == {CHANNEL}
    assert made.set_aside == {"channels/c12381.yaml"}
    assert {Path(problem.file).name for problem in problems} == {"c12381.yaml"}


def test_a_file_that_breaks_another_record_is_found_and_left_out(edited: Edit) -> None:
    edited(CHANNEL, 'phone: "12377"', 'phone: "010-12377"')
    root = edited(COMPANY, "route:\n", "route:\n- nowhere\n")
    ((name, _, said),) = told(root)
    assert name == "mayi_xf.yaml"
    assert "mapping/vocabularies has a fault: no channel for nowhere" in said
    assert load_over(root)[0].local == {CHANNEL}


def test_what_belongs_nowhere_is_told_and_does_no_harm(edited: Edit) -> None:
    root = edited(CHANNEL, 'phone: "12377"', 'phone: "010-12377"')
    (root / "channels" / "notes.txt").write_text("x")
    assert told(root) == [("notes.txt", 1, "not a file of the directory")]
    assert load_over(root)[0].local == {CHANNEL}


def test_an_operator_decides_herself_what_is_verified(edited: Edit, shipped: Directory) -> None:
    """The shipped list of decisions is about the shipped records."""
    assert rooms.contact(shipped, "p12337", ZH).web is None
    name = "channels/p12337.yaml"
    look_up = "look_up:\n  zh-Hans: 看官网\n  zh-Hant: 看官網\n  en: See its site\n"
    root = edited(name, "unverified_fields:\n- web\n", f"{look_up}unverified_fields:\n")
    made, problems = load_over(root)
    assert made.local == {name}
    assert problems == ()
    assert rooms.contact(made, "p12337", ZH).web
    assert all(problem.warning for problem in check(local=root))


def test_the_records_in_use_are_copied_once_for_each_digest(edited: Edit, tmp_path: Path, shipped: Directory) -> None:
    root, folder = edited(CHANNEL, 'phone: "12377"', 'phone: "010-12377"'), tmp_path / "history"
    made, _ = load_over(root)
    for _ in range(2):
        remember(made, folder)
    remember(shipped, folder)
    assert [path.name for path in folder.iterdir()] == [made.digest]
    shutil.rmtree(root)
    assert rooms.load(local=folder / made.digest).digest == made.digest


class TestStanding:
    def test_a_company_stands_with_all_its_confirmed_numbers(self, shipped: Directory) -> None:
        now = standing(shipped, "zhaolian_xf", ZH)
        assert now is not None
        assert [entry.value for entry in now.entries] == ["95786", "4000012222"]
        assert now.how_to_find

    def test_a_number_in_a_sentence_is_a_way_in_too(self, shipped: Directory) -> None:
        now = standing(shipped, "carrier_report", ZH)
        assert now is not None
        assert [(entry.kind, "10086" in entry.value) for entry in now.entries] == [(EntryKind.HOW, True)]

    def test_a_replaced_body_stands_as_its_successor(self, edited: Edit) -> None:
        made = rooms.load(local=edited(CHANNEL, "sources:", "superseded_by: p110\nsources:"))
        now = standing(made, "c12377", ZH)
        assert now is not None
        assert (now.record_id, now.retired) == ("p110", True)
        assert Entry(EntryKind.PHONE, "110") in [Entry(e.kind, e.value) for e in now.entries]

    def test_what_is_unknown_does_not_stand(self, shipped: Directory) -> None:
        assert standing(shipped, "nobody", ZH) is None

    def test_what_was_checked_too_long_ago_is_left_out_but_for_national_numbers(self, shipped: Directory) -> None:
        for id_, left in (("zhaolian_xf", 0), ("nfra_12378", 1)):
            now = standing(shipped, id_, ZH)
            assert now is not None
            later = now.checked_on.replace(year=now.checked_on.year + 1)
            assert as_of(now, now.checked_on) == now
            assert len([e for e in as_of(now, later).entries if e.kind is EntryKind.PHONE]) == left

    def test_a_correction_is_named_by_its_entries_and_not_by_the_day_of_its_check(
        self, edited: Edit, shipped: Directory
    ) -> None:
        root = edited(CHANNEL, "kind: ", "kind: ")
        newer(root / CHANNEL, "2026-12-24")
        same, other = rooms.load(local=root), rooms.load(local=edited(CHANNEL, '"12377"', '"010-12377"'))
        names = [version("c12377", standing(made, "c12377", ZH)) for made in (shipped, same, other)]
        assert names[0] == names[1] != names[2]

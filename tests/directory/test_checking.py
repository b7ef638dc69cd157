"""Each rule of the check finds its fault, with the file and the line."""

import re
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from directory import Directory, aged, check, holidays
from directory.tables import DATA
from tests.directory.conftest import Edit


@pytest.mark.parametrize(
    ("name", "old", "new", "line", "told"),
    [
        ("routes/borrower_bank.yaml", "channel: nfra_12378", "channel: nfra_1237", 20, "there is no nfra_1237"),
        ("routes/borrower_bank.yaml", "- cba_2026", "- cba_2027", 37, "there is no cba_2027"),
        ("laws/ps_50_1.yaml", "before: ps_old_42", "before: ps_old_43", 10, "there is no ps_old_43"),
        ("limits/quiet_hours.yaml", "- cba_2026", "- cba_2027", 6, "there is no cba_2027"),
        ("rejected/r_95745.yaml", "- qifu_360", "- qifu_361", 5, "there is no qifu_361"),
        ("platforms/mayi_xf.yaml", "aliases:\n", "aliases:\n- 还贷呗\n", 6, "is a name of huanbei too"),
        ("channels/c12377.yaml", "zh-Hans: 中央网信办", "zh-Hans: 中央１网信办", 8, "full-width digits"),
        ("channels/carrier_mobile.yaml", "zh-Hans: 发短信 KTFSR", "zh-Hans: 发短信 CSFZ", 25, "may not be said"),
        ("channels/nfra_12378.yaml", "zh-Hans: 先向机构投诉", "zh-Hans: 必须先投诉", 34, "may not be said"),
        ("channels/nfra_12378.yaml", "hours: weekday_daytime", "hours: always", 11, "does not say|do not say"),
        ("channels/p12356.yaml", "zh-Hans: 全国，每天至少 18 小时", "zh-Hans: 全国 24 小时", 11, "do not say"),
        ("channels/c12381.yaml", "hours: varies", 'hours: varies\nphone: "12381"', 12, "cannot be called"),
        ("platforms/mayi_xf.yaml", 'number: "95188"', 'number: "4006788888"', 37, "rejected"),
        ("channels/c12377.yaml", 'phone: "12377"', 'phone: "4008888888"', 12, "rejected"),
        ("channels/c12377.yaml", "zh-Hans: 12377 网络举报中心", "zh-Hans: 很长很长很长很长很长很长很长很长很长很长", 4, "19"),
        ("laws/gbt45251_2025.yaml", "（推荐性，违反不等于违法）", "", 2, "推荐性"),
        ("laws/credit_card_2011.yaml", "rank:", "labels:\n- insult\nrank:", 15, "not confirmed"),
        ("holidays/holiday_2026.yaml", '- "2026-01-04"', '- "2026-01-05"', 47, "no day of a weekend"),
    ],
)  # fmt: skip
def test_a_fault_is_found(edited: Edit, name: str, old: str, new: str, line: int, told: str) -> None:
    root = edited(name, old, new)
    found = check(local=root)
    assert found
    assert not any(problem.warning for problem in found)
    fitting = [problem for problem in found if re.search(told, problem.message)]
    assert [(Path(problem.file).name, problem.line) for problem in fitting] == [(Path(name).name, line)]


MAPPING = "mapping/vocabularies.yaml"
DECISIONS = "decisions/channels.yaml"


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        (MAPPING, "- label: insult\n  categories:\n  - insult\n", "", "no kinds of harm for insult"),
        (MAPPING, "  - overcharge\n", "", "no label stands for overcharge"),
        (MAPPING, "- category: self_harm\n  reason", "- category: insult\n  reason", "no label stands for self_harm"),
        (MAPPING, "    - online_microloan\n", "    - bank\n", "no situation for online_microloan"),
        (MAPPING, "  - money_trap\n    - debt_service_ad", "  - debt_service_ad", "no situation for money_trap"),
        (MAPPING, "  - doctored_picture\n  - online_exposure", "  - doctored_picture", "no situation has online_exposure"),
        (MAPPING, "- name: '12315'", "- name: '12316'", "no channel for 12315"),
        (MAPPING, "  - nifa_jubao\n", "  - nifa_jubau\n", "there is no nifa_jubau"),
        (DECISIONS, "  field: web\n  shown: no\n", "  field: web\n  shown: yes\n", "decided otherwise for web"),
        (DECISIONS, "channel: nfra_12378\n  field: web", "channel: nfra_12378\n  field: phone", "no decision says why web"),
        (DECISIONS, "channel: carrier_unicom\n  field: wechat", "channel: c12377\n  field: wechat", "shown nevertheless"),
        (DECISIONS, "channel: cba\n", "channel: cbb\n", "there is no cbb"),
        ("provinces/cn_44.yaml", "bureau: lfb_44", "bureau: lfb_94", "there is no lfb_94"),
        ("holders/h_95055.yaml", "look_up: miit", "look_up: miir", "there is no miir_number_lookup"),
        ("channels/c12377.yaml", "look_up:\n", "before:\n", "say in look_up"),
        ("channels/c12377.yaml", "zh-Hans: 中央网信办", "zh-Hans: www.nfra.gov.cn", "may not be said"),
    ],
)  # fmt: skip
def test_a_tie_that_is_missing_is_found(edited: Edit, name: str, old: str, new: str, told: str) -> None:
    text = (DATA / name).read_text()
    variants = [old] if old in text else [old.replace("'", '"'), old.replace("no\n", '"no"\n')]
    fitting = next(variant for variant in variants if variant in text)
    put = new if fitting == old else new.replace("'", '"').replace("yes\n", '"yes"\n')
    assert any(told in problem.message for problem in check(local=edited(name, fitting, put)))


def test_a_body_without_a_way_is_found(edited: Edit) -> None:
    root = edited("channels/p120.yaml", 'phone: "120"\n', "")
    assert [p.message for p in check(local=root) if p.file.endswith("p120.yaml")] == [
        "no confirmed entry: say in how_to_find how to look it up"
    ]


def test_a_file_that_cannot_be_read_is_a_problem_and_no_crash(edited: Edit) -> None:
    root = edited("channels/p120.yaml", "kind: emergency", "kind: nonsense")
    (problem,) = check(local=root)
    assert problem.file == str(root / "channels" / "p120.yaml")
    assert problem.line == 2


def test_age_is_a_warning_and_no_failure() -> None:
    assert check() == ()
    assert aged(None, date(2026, 12, 1)) == ()
    old = aged(None, date(2026, 11, 21) + timedelta(days=91))
    assert old
    assert all(problem.warning for problem in old)


def test_the_official_days_of_two_years(shipped: Directory) -> None:
    calendar = holidays(shipped)
    assert date(2026, 2, 15) in calendar.days_off
    assert date(2026, 2, 23) in calendar.days_off
    assert date(2026, 2, 24) not in calendar.days_off
    assert date(2026, 1, 4) in calendar.make_up_days
    assert not calendar.days_off & calendar.make_up_days


@pytest.mark.parametrize("year", [2025, 2026])
def test_a_year_has_248_working_days(shipped: Directory, year: int) -> None:
    calendar = holidays(shipped)
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(365)]
    working = [
        day for day in days if day in calendar.make_up_days or (day.weekday() < 5 and day not in calendar.days_off)
    ]
    assert len(working) == 248


def test_the_check_runs_by_itself() -> None:
    done = subprocess.run([sys.executable, "-m", "directory.check"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "0 faults\n", "")

"""Whose number it is not, why, and which one was confirmed."""

from datetime import UTC, datetime, timedelta

import pytest

import directory
from cases.false_numbers import warning
from directory import Directory
from model.case import CaseFacts
from model.locale import Locale
from model.reply import Json

NOW = datetime(2026, 11, 21, 15, 41, tzinfo=UTC)


@pytest.fixture(scope="module")
def facts() -> Directory:
    return directory.load()


def warned(facts: Directory, told: CaseFacts, days: int = 0) -> dict[str, Json]:
    found = warning(told, facts, Locale.ZH_HANS, NOW + timedelta(days=days))
    assert isinstance(found, dict)
    return found


def test_without_a_false_number_there_is_no_warning(facts: Directory) -> None:
    assert warning(CaseFacts(platform_id="zhaolian_xf"), facts, Locale.ZH_HANS, NOW) is None


def test_every_number_on_file_is_warned_of_and_no_line_of_ours_is_one(facts: Directory) -> None:
    for record in facts.rejected.values():
        number = record.number or f"{record.prefix}85212345678"
        found = warned(facts, CaseFacts(false_numbers=(number.replace("-", ""),)))
        assert found["reason"]
        line = found["line"]
        if isinstance(line, dict) and line["phone"]:
            assert str(line["phone"]).replace("-", "") != number.replace("-", ""), record.id


def test_the_company_of_the_case_is_named_and_its_confirmed_line_stands_beside(facts: Directory) -> None:
    found = warned(facts, CaseFacts(platform_id="zhaolian_xf", false_numbers=("95585",)))
    assert found["names"] == ["招联消费金融"]
    assert isinstance(found["line"], dict)
    assert found["line"]["phone"] == "95786"


def test_the_confirmed_line_grows_old_as_everywhere(facts: Directory) -> None:
    told = CaseFacts(platform_id="zhaolian_xf", false_numbers=("95585",))
    for days, phone in ((100, "95786"), (200, None)):
        line = warned(facts, told, days)["line"]
        assert isinstance(line, dict)
        assert (line["phone"], line["please_check"]) == (phone, True)


def test_of_several_companies_those_are_named_that_were_asked_about(facts: Directory) -> None:
    told = CaseFacts(platform_candidates=("pingan_puhui", "cmb"), false_numbers=("4008580580",))
    found = warned(facts, told)
    assert len(found["names"] if isinstance(found["names"], list) else []) == 1
    nobodys = warned(facts, CaseFacts(false_numbers=("4008888888",)))
    assert (nobodys["names"], nobodys["line"]) == ([], None)

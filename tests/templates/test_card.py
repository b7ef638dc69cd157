"""The card in every combination of kind, role and whoever is behind it: short enough, and true."""

import re
from typing import Final

import pytest

from model.errors import DataError
from model.locale import Locale
from model.reply import Json, Reply
from templates import Templates
from tests.templates.bodies import body
from tests.templates.cards import (
    CONDUCT,
    KINDS,
    LICENCES,
    ROLES,
    combinations,
    labels,
    nobody,
    params,
    platform,
    several,
    signature,
    strained,
    telling,
)
from tests.templates.measure import faults, lines, visible

MOST_LINES: Final = 18
MOST_ROWS: Final = 3

_UNCERTAIN: Final = {Locale.ZH_HANS: "还不能确定", Locale.ZH_HANT: "還不能確定", Locale.EN: "Unclear if it sent this"}
_IF_NOT_YOURS: Final = {
    Locale.ZH_HANS: "若你没借款、没担保",
    Locale.ZH_HANT: "若你沒借款、沒擔保",
    Locale.EN: "If you neither borrowed nor guaranteed",
}
_SUSPECTED: Final = {Locale.ZH_HANS: "疑似", Locale.ZH_HANT: "疑似", Locale.EN: "Suspected"}
_ONE_REPLY: Final = {Locale.ZH_HANS: "只回一次", Locale.ZH_HANT: "只回一次", Locale.EN: "Reply once"}
_POLICE: Final = {Locale.ZH_HANS: "报警", Locale.ZH_HANT: "報警", Locale.EN: "police"}
_DO_NOT_CALL: Final = {
    Locale.ZH_HANS: "里面的电话",
    Locale.ZH_HANT: "裡面的電話",
    Locale.EN: r"call no number in it|call to its numbers",
}
_DATED_LICENCE: Final = {
    Locale.ZH_HANS: "没查到它自己的放贷牌照（核对 2026-11-21）",
    Locale.ZH_HANT: "沒查到它自己的放貸牌照（核對 2026-11-21）",
    Locale.EN: "No own lending licence found (checked 2026-11-21)",
}


def said(wording: Templates, locale: Locale, **changes: Json) -> str:
    return wording.render(Reply("card", params(locale, **changes)), locale).text


@pytest.mark.parametrize("locale", list(Locale))
def test_no_card_is_longer_than_eighteen_lines_outside_its_fold(locale: Locale, wording: Templates) -> None:
    for card in (*combinations(locale), *strained(locale)):
        text = wording.render(Reply("card", card), locale).text
        assert lines(visible(text), locale) <= MOST_LINES, visible(text)
        assert not faults(text), text


@pytest.mark.parametrize("locale", list(Locale))
def test_the_samples_of_the_card_cover_every_kind_and_role_and_keep_three_rows(locale: Locale) -> None:
    some = telling(locale).values()
    assert {reply.params["kind"] for reply in some} == set(KINDS)
    assert {reply.params["role"] for reply in some} == set(ROLES)
    assert all(len(reply.buttons) <= MOST_ROWS for reply in some)


@pytest.mark.parametrize("locale", list(Locale))
@pytest.mark.parametrize("licence", [*LICENCES, None])
@pytest.mark.parametrize("kind", ["suspected", "lawful", "unsure"])
def test_a_company_is_never_said_to_have_sent_the_message(
    locale: Locale, licence: str | None, kind: str, wording: Templates
) -> None:
    assert _UNCERTAIN[locale] in said(wording, locale, kind=kind, who=platform(licence))


@pytest.mark.parametrize("locale", list(Locale))
@pytest.mark.parametrize("licence", ["loan_facilitation_without_own_lending_licence", "unlicensed"])
def test_a_licence_that_was_not_found_is_dated_and_not_denied(locale: Locale, licence: str, wording: Templates) -> None:
    assert _DATED_LICENCE[locale] in said(wording, locale, who=platform(licence))


@pytest.mark.parametrize("locale", list(Locale))
@pytest.mark.parametrize(
    "who", [platform(), signature(), signature(listed=False), several(), nobody("number"), nobody()]
)
def test_a_friend_is_told_not_to_pay_only_if_the_debt_is_not_hers(
    locale: Locale, who: dict[str, Json], wording: Templates
) -> None:
    for role in ("unknown", "third_party"):
        text = said(wording, locale, role=role, friend=True, third_party=True, who=who)
        assert _IF_NOT_YOURS[locale] in text
    assert _IF_NOT_YOURS[locale] not in said(wording, locale, role="borrower", third_party=True, who=who)


@pytest.mark.parametrize("locale", list(Locale))
def test_an_unknown_reader_is_not_taken_for_the_debtor(locale: Locale, wording: Templates) -> None:
    borrower = said(wording, locale, role="borrower", who=platform())
    unknown = said(wording, locale, role="unknown", who=platform())
    assumed = {Locale.ZH_HANS: "谁放的款，看合同", Locale.ZH_HANT: "誰放的款，看合同", Locale.EN: "the contract names"}
    assert assumed[locale] in borrower
    assert assumed[locale] not in unknown


@pytest.mark.parametrize("locale", list(Locale))
def test_no_reply_is_advised_where_a_trap_waits_for_one(locale: Locale, wording: Templates) -> None:
    for authority in (False, True):
        more: dict[str, Json] = {"friend": True, "third_party": True, "authority": authority}
        assert _ONE_REPLY[locale] in said(wording, locale, **more)
        assert _ONE_REPLY[locale] not in said(wording, locale, trap=True, **more)


@pytest.mark.parametrize("locale", list(Locale))
@pytest.mark.parametrize("friend", [None, True])
@pytest.mark.parametrize("trap", [False, True])
def test_whoever_poses_as_an_authority_is_checked_elsewhere_and_not_called_back(
    locale: Locale, friend: bool | None, trap: bool, wording: Templates
) -> None:
    court = body(locale, "court_12368")
    text = said(wording, locale, authority=True, verify=court, friend=friend, trap=trap, labels=labels("impersonation"))
    assert re.search(_DO_NOT_CALL[locale], text)
    assert "12368" in visible(text)


@pytest.mark.parametrize("locale", list(Locale))
@pytest.mark.parametrize("label", ["threat_person", "threat_family", "visit_threat"])
def test_danger_stands_in_the_first_line(locale: Locale, label: str, wording: Templates) -> None:
    first = said(wording, locale, labels=labels(label), police=True).split("\n")[0]
    assert _POLICE[locale] in first
    numbered = said(wording, locale, labels=labels(label), police=body(locale, "p110")).split("\n")[0]
    assert "110" in numbered


@pytest.mark.parametrize("locale", list(Locale))
def test_every_conduct_is_called_suspected_and_has_a_name(locale: Locale, wording: Templates) -> None:
    for friend in (None, True):
        for conduct in CONDUCT:
            assert _SUSPECTED[locale] in said(wording, locale, labels=labels(conduct), friend=friend)


@pytest.mark.parametrize("locale", list(Locale))
def test_a_kind_or_a_label_without_wording_is_an_error(locale: Locale, wording: Templates) -> None:
    with pytest.raises(DataError):
        said(wording, locale, kind="fraud")
    with pytest.raises(DataError):
        said(wording, locale, labels=labels("fraud"))

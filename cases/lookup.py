"""Who is behind a name: what the directory knows, with its date and its force. Opens no case and keeps nothing."""

from collections.abc import Iterable, Mapping
from typing import Final

from cases import crisis
from cases.contacts import as_params, contact_on, further_lines, statement_on
from cases.keyboards import Rows, rows_back, tap
from cases.naming import called
from cases.reading import read
from cases.routing import routed
from cases.turn import Answered, Turn, say
from directory import Clues, Found, Platform, Query, find
from escalation.hours import is_open
from model.case import Case
from model.classification import AttributeKind
from model.labels import Label
from model.reply import Button, Json, Reply

# Longer than any name; whatever is longer is a message, and messages are forwarded.
LONGEST_NAME: Final = 60
# What the button "I don't know" carries: no id of the directory looks like it.
UNKNOWN: Final = "?"
# A question with more buttons than this is no question.
MOST_CANDIDATES: Final = 5

SIGNATURE: Final = "unattributed_sms_signature"
_LENDERS: Final = frozenset({"bank", "consumer_finance_company", "online_microloan"})
# Where a claim can be checked: the public register, or for a collector the list of whoever hired it.
_REGISTER: Final = "license_lookup"
_REGISTERS: Final[Mapping[str, str]] = {"collection_agency": "agency_list"}
_CONTRACT: Final = "lender_internal"
# States that say nothing beyond the licence type.
PLAIN_STATES: Final = frozenset({"operating", "unknown", "active_as_sms_signature"})
# What leads a borrower to the competent body where nothing is known of the message: any conduct without a threat.
_CONDUCT: Final = (Label.HARASSMENT_FREQUENCY,)


async def who(turn: Turn, case: Case | None, argument: str) -> Answered:
    """Who is behind a name, a signature or a number; without one, behind the case. Several are asked about."""
    if (answered := urgent(turn, argument)) is not None:
        return answered
    if len(argument) > LONGEST_NAME:
        return say("name_too_long", limit=LONGEST_NAME)
    if argument == UNKNOWN:
        return _unknown(turn, case, None)
    if argument in turn.deps.directory.platforms:
        return _answered(turn, case, Found(argument), None)
    if argument:
        found, signature = named(turn, argument)
        # A link is not repeated: whoever sees it here might open it.
        links = read(turn.deps, argument).classification.values(AttributeKind.LINK)
        return _answered(turn, case, found, signature or (None if links else argument), signed=bool(signature))
    return _of_case(turn, case)


def urgent(turn: Turn, argument: str) -> Answered | None:
    """The answer to somebody who writes of despair or danger behind a command; it goes before every look-up."""
    return crisis.urgent(turn, read(turn.deps, argument).classification.danger) if argument else None


def named(turn: Turn, name: str) -> tuple[Found, str | None]:
    """The company of a name as somebody types it, and what stands between brackets in it."""
    reading = read(turn.deps, name)
    found = reading.found
    if not found.platform_id and not found.candidates and not found.rejected_numbers:
        # A name that is also a common word counts in a text with a second hint only; asked for, it is meant.
        found = find(turn.deps.directory, Clues(text=name, signature=name))
    return found, reading.signature


def _of_case(turn: Turn, case: Case | None) -> Answered:
    if case is None:
        return Answered((Reply("who_name", {}, ((tap("channels"), tap("lender")),)),))
    facts = case.facts
    found = Found(facts.platform_id, () if facts.platform_id else facts.platform_candidates)
    return _answered(turn, case, found, facts.signature, signed=bool(facts.signature))


def _answered(turn: Turn, case: Case | None, found: Found, name: str | None, *, signed: bool = False) -> Answered:
    platform = turn.deps.directory.platforms.get(found.platform_id or "")
    if platform:
        return _company(turn, case, platform, false_number=bool(found.rejected_numbers))
    if found.candidates:
        return _which(turn, case, found.candidates)
    if signed and name:
        return _signature(turn, case, name)
    return _unknown(turn, case, name, false_number=bool(found.rejected_numbers))


def _company(turn: Turn, case: Case | None, platform: Platform, *, false_number: bool) -> Answered:
    locale = turn.person.locale
    plain = platform.status in PLAIN_STATES
    params: dict[str, Json] = {
        "name": called(platform, locale),
        "licence": platform.licence_type.value,
        "entity": platform.entity,
        "place": platform.entity_place,
        "statement": statement_on(turn.deps.directory, platform, locale, turn.now),
        "status": None if plain else platform.status,
        "status_as_of": None if plain else platform.status_as_of,
        "checked_on": platform.checked_on.isoformat(),
        "false_number": false_number,
        **_lines(turn, platform),
        **_ways(turn, platform.licence_type.value, platform.id),
    }
    return _told(case, "who", params, _company_rows(turn, case, platform), about=(platform.id,))


def _lines(turn: Turn, platform: Platform) -> dict[str, Json]:
    """The confirmed numbers of a company, or the way to find one where ours are too old or there is none."""
    more = further_lines(turn.deps.directory, platform.id, turn.person.locale, turn.now)
    return {
        "line": usable(turn, platform.id) if platform.phone else None,
        "line_sure": bool(platform.phone and platform.phone.confidence == "high"),
        "more_lines": more,
    }


def _company_rows(turn: Turn, case: Case | None, platform: Platform) -> Rows:
    onward = tap("steps") if platform.licence_type in _LENDERS else tap("lender")
    known = case is not None and case.facts.platform_id == platform.id
    mine = () if known or turn.dialog.case_id is None else (tap("it_is_this", "this_one", platform.id),)
    return ((onward, tap("channels")), (*mine, tap("report_entry", argument=f"p:{platform.id}")))


def _signature(turn: Turn, case: Case | None, name: str) -> Answered:
    """A signature that the directory does not have: it tells who signed, not who lends."""
    blank: dict[str, Json] = dict.fromkeys(
        ("entity", "place", "statement", "status", "status_as_of", "line", "checked_on")
    )
    known: dict[str, Json] = {"name": name, "licence": SIGNATURE, "line_sure": False, "more_lines": []}
    rows = ((tap("lender"), tap("channels")), (tap("report_entry", "propose"),))
    return _told(case, "who", {**blank, **known, "false_number": False, **_ways(turn, SIGNATURE)}, rows)


def _ways(turn: Turn, licence: str, platform_id: str | None = None) -> dict[str, Json]:
    """The competent bodies for a borrower, and where the claim can be checked."""
    register = _REGISTERS.get(licence, _REGISTER)
    query = Query(labels=_CONDUCT, licence_type=licence, known_source=True)
    found = routed(turn.deps.directory, query, platform_id)
    return {
        "bodies": [
            usable(turn, body.channel_id, why=body.why(turn.person.locale))
            for body in found
            if body.channel_id != register
        ],
        "register": usable(turn, register),
    }


def usable(turn: Turn, id_: str, *, why: str | None = None) -> Json:
    """A body or a company's line as parameters: as of today, and whether it can be used at this hour."""
    body = contact_on(turn.deps.directory, id_, turn.person.locale, turn.now, why=why)
    return as_params(body, is_open=bool(body and is_open(body.hours, turn.now, turn.deps.calendar)))


def _which(turn: Turn, case: Case | None, candidates: Iterable[str]) -> Answered:
    known = turn.deps.directory.platforms
    names = {p: called(known[p], turn.person.locale) for p in candidates if p in known}
    asked = dict(list(names.items())[:MOST_CANDIDATES])
    rows: list[tuple[Button, ...]] = [(tap(f"platform:{name}", "who", p),) for p, name in asked.items()]
    rows.append((tap("not_sure_platform", "who", UNKNOWN),))
    params: dict[str, Json] = {"names": list(asked.values()), "more": len(names) - len(asked)}
    return _told(case, "who_ask", params, tuple(rows), about=tuple(asked))


def _unknown(turn: Turn, case: Case | None, name: str | None, *, false_number: bool = False) -> Answered:
    """How to find the lender out: in the contract, in the app, in the registers."""
    params: dict[str, Json] = {
        "name": name,
        "false_number": false_number,
        "contract": usable(turn, _CONTRACT),
        "register": usable(turn, _REGISTER),
    }
    rows = ((tap("lender"), tap("channels")), (tap("p_missing", "propose"),))
    return _told(case, "who_unknown", params, rows)


def _told(
    case: Case | None, template: str, params: dict[str, Json], rows: Rows, *, about: tuple[str, ...] = ()
) -> Answered:
    """One answer. It belongs to the case only where it is about the case's own company."""
    own = case is not None and _is_about(case, about)
    case_id = case.id if case is not None and own else None
    return Answered((Reply(template, params, (*rows, *rows_back()) if own else rows, case_id=case_id),))


def _is_about(case: Case, about: tuple[str, ...]) -> bool:
    return not {case.facts.platform_id, *case.facts.platform_candidates}.isdisjoint(about)

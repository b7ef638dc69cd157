"""The plans of all letters, call sheets and forms as data. The wording of each sentence is in templates/letters."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from model.letter import FormKind, Kind, LetterKind, SheetKind


@dataclass(frozen=True, slots=True)
class Spec:
    """A sentence by its name, the facts without which it is not printed, and those it fills in or leaves blank."""

    id: str
    rests_on: tuple[str, ...]
    fills: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """Sentences that stand together under one heading."""

    id: str
    specs: tuple[Spec, ...]
    listed: bool = False


def _on(id_: str, *rests_on: str, fills: tuple[str, ...] = ()) -> Spec:
    return Spec(id_, rests_on, fills)


_OWES_NOTHING: Final = _on("owes_nothing", "owes_nothing")
_NAME: Final = _on("complainant", fills=("name",))
_ROLE: Final = (
    _on("owes", "owes", fills=("contract",)),
    _on("guarantor", "guarantor", fills=("contract",)),
    _OWES_NOTHING,
)
# The dates of the debt are for the lender, who knows them; nobody else needs them.
_WHO: Final = Part("who", (_NAME, *_ROLE, _on("loan_date", "loan_date"), _on("overdue_date", "overdue_date")))
_WHO_AGAINST: Final = Part("who", (_NAME, *_ROLE, _on("against", fills=("lender", "company"))))
_WHO_ONLY: Final = Part("who", (_NAME, _OWES_NOTHING))
_SEEN: Final = (
    _on("rows", "rows"),
    _on("more_rows", "more_rows"),
    _on("night", "night"),
    _on("others", "others"),
    _on("numbers", "numbers"),
    _on("kinds", "kinds"),
    _on("signature", "signature"),
    _on("platform", "platform"),
    _on("links", "links"),
    _on("payees", "payees"),
    _on("posed", "posed"),
)
_RECEIVED: Final = Part("received", _SEEN)
# What is enough to know which messages are meant, where nobody is to judge them.
_MEANT: Final = Part(
    "received",
    (
        _on("rows", "rows"),
        _on("more_rows", "more_rows"),
        _on("numbers", "numbers"),
        _on("signature", "signature"),
        _on("platform", "platform"),
    ),
)
_EARLIER: Final = Part(
    "earlier", (_on("filed", "filed"), _on("silence", "silence"), _on("denied", "denied"), _on("refused", "refused"))
)
_STORY: Final = Part("story", (_on("own_words", "own_words"),))
_LAW: Final = Part("grounds", (_on("law", "law"),))
_END: Final = Part("end", (_on("attachments", "rows"), _on("sign"), _on("tool")))
_STOP: Final = (_on("only_me", "others"), _on("leave_me", "owes_nothing"))
_WISH: Final = _on("wish", "wish")


def _asks(*specs: Spec) -> Part:
    return Part("asks", specs, listed=True)


def _after_the_lender(*asks: Spec) -> tuple[Part, ...]:
    return (_WHO_AGAINST, _EARLIER, _RECEIVED, _STORY, _asks(*asks), _LAW, _END)


LETTERS: Final[Mapping[Kind, tuple[Part, ...]]] = {
    LetterKind.LENDER_FIRST: (
        _WHO,
        _RECEIVED,
        _STORY,
        _asks(
            _on("verify", "rows"),
            _on("register", "rows"),
            _on("correct", "kinds"),
            _on("keep_records", "numbers"),
            *_STOP,
            _on("in_writing", "rows"),
            _WISH,
        ),
        _LAW,
        _END,
    ),
    LetterKind.LENDER_SECOND: (
        _WHO,
        _EARLIER,
        _RECEIVED,
        _STORY,
        _asks(
            _on("answer_now", "silence"),
            _on("denial_in_writing", "denied"),
            _on("name_parties", "denied"),
            _on("verify", "rows"),
            _on("correct", "kinds"),
            *_STOP,
            _WISH,
        ),
        _LAW,
        _END,
    ),
    LetterKind.REGULATOR: _after_the_lender(
        _on("urge_check", "rows"), _on("urge_correct", "kinds"), *_STOP, _on("tell_number", "rows"), _WISH
    ),
    LetterKind.BUREAU: _after_the_lender(
        _on("urge_check", "rows"),
        _on("urge_correct", "kinds"),
        *_STOP,
        _on("tell_number", "rows"),
        _on("forward", "rows"),
        _WISH,
    ),
    # A report asks for an inquiry and for nothing else: what the person wants for herself belongs into a complaint.
    LetterKind.REGULATOR_REPORT: _after_the_lender(_on("inquire", "kinds"), _on("tell_result", "kinds")),
    LetterKind.ASSOCIATION: _after_the_lender(_on("check_member", "rows"), _on("tell_result", "kinds")),
    LetterKind.SPAM_REPORT: (
        _WHO_ONLY,
        _RECEIVED,
        _STORY,
        _asks(_on("check_numbers", "numbers"), _on("check_links", "links"), _on("stop_numbers", "numbers")),
        _END,
    ),
    LetterKind.POLICE: (
        Part("who", (_NAME, *_ROLE)),
        Part("place", (_on("where", "rows", fills=("home",)), _on("competent", "law_competent"))),
        _RECEIVED,
        _STORY,
        _asks(
            _on("check_kinds", "kinds"),
            _on("who_uses", "numbers"),
            _on("check_payees", "payees"),
            _on("check_links", "links"),
            _on("check_posed", "posed"),
            _on("take_up", "law_register"),
            _on("receipt", "law_receipt"),
            _on("written_reason", "law_refusal"),
        ),
        _LAW,
        _END,
    ),
    LetterKind.PERSONAL_DATA: (
        Part("who", (_NAME, *_ROLE)),
        _MEANT,
        _asks(
            _on("data_source", "rows"),
            _on("data_given_to", "rows"),
            _on("data_see", "owes"),
            _on("data_delete", "owes_nothing"),
            _on("data_of_others", "others"),
            _on("data_reason", "law_data_refusal"),
        ),
        Part("grounds", (_on("law_data", "law_data"),)),
        _END,
    ),
    # Whoever asks whose claim it is admits none.
    LetterKind.CREDITOR: (
        _WHO_ONLY,
        _MEANT,
        _asks(
            _on("creditor", "rows"), _on("mandate", "rows"), _on("assignment", "law_claim"), _on("until_then", "rows")
        ),
        _END,
    ),
    LetterKind.NUMBER_LOOKUP: (
        Part("who", (_NAME,)),
        _MEANT,
        _asks(_on("lookup", "ports")),
        _END,
    ),
    LetterKind.STOP_CONTACT: (
        _WHO_ONLY,
        _MEANT,
        _asks(
            _on("stop", "owes_nothing"),
            _on("data_source", "rows"),
            _on("data_delete", "owes_nothing"),
            _on("no_further", "owes_nothing"),
        ),
        Part("grounds", (_on("law_contract", "law_contract"), _on("law_data", "law_data"))),
        _END,
    ),
    LetterKind.NOT_OURS: (
        _WHO_AGAINST,
        Part("earlier", (_on("sent_away", "sent_away"), _on("filed", "filed"))),
        _asks(_on("reason", "sent_away"), _on("who_is", "sent_away"), _on("pass_on", "sent_away")),
        Part("end", (_on("sign"), _on("tool"))),
    ),
}

_TOLD: Final = (
    _on("a_number", "numbers"),
    _on("a_when", "since"),
    _on("a_what", "kinds"),
    _on("a_others", "others"),
    _on("a_owes", "owes"),
    _on("a_owes_nothing", "owes_nothing"),
)
_ANSWERS: Final = (*_TOLD, _on("a_link", "rows"))
_ASK_FOR: Final = Part("ask_for", (_on("f_number", "rows"), _on("f_office", "rows"), _on("f_when", "rows")))
_NOT_OURS: Final = Part("not_ours", (_on("n_ours", "rows"),))


def _sheet(opening: tuple[Spec, ...], *more: Spec, denied: tuple[Spec, ...] = ()) -> tuple[Part, ...]:
    return (
        Part("opening", opening),
        Part("answers", (*more, *_ANSWERS)),
        _ASK_FOR,
        _NOT_OURS,
        Part("not_from_us", denied),
    )


SHEETS: Final[Mapping[Kind, tuple[Part, ...]]] = {
    SheetKind.LENDER: _sheet(
        (
            _on("o_complain", "rows"),
            _on("o_owes_nothing", "owes_nothing"),
            _on("o_since", "since"),
            _on("o_kinds", "kinds"),
            _on("o_others", "others"),
            _on("o_verify", "rows"),
        ),
        denied=(_on("d_lender", "rows"),),
    ),
    SheetKind.REGULATOR: _sheet(
        (
            _on("o_complain_of", "rows", fills=("lender", "company")),
            _on("o_owes_nothing", "owes_nothing"),
            _on("o_since", "since"),
            _on("o_kinds", "kinds"),
            _on("o_filed", "filed"),
            _on("o_urge", "rows"),
        ),
        _on("a_filed", "filed"),
        _on("a_silence", "silence"),
        _on("a_denied", "denied"),
        denied=(_on("d_body", "denied"),),
    ),
    SheetKind.CITY: _sheet(
        (
            _on("o_pass_on", "rows", fills=("lender", "company")),
            _on("o_owes_nothing", "owes_nothing"),
            _on("o_since", "since"),
            _on("o_kinds", "kinds"),
            _on("o_urge", "rows"),
        ),
        _on("a_filed", "filed"),
        _on("a_silence", "silence"),
        _on("a_denied", "denied"),
        denied=(_on("d_body", "denied"),),
    ),
    SheetKind.POLICE: (
        Part(
            "opening",
            (
                _on("o_police", "rows", fills=("home",)),
                _on("o_posed", "posed"),
                _on("o_since", "since"),
                _on("o_kinds", "kinds"),
                _on("o_others", "others"),
                _on("o_police_ask", "rows"),
            ),
        ),
        Part("answers", _TOLD),
        _ASK_FOR,
        _NOT_OURS,
    ),
    SheetKind.LEGAL_AID: (
        Part("opening", (_on("o_negotiate", "owes"), _on("o_owes_nothing_ask", "owes_nothing"), _on("o_aid", "rows"))),
        Part("answers", (_on("a_since", "overdue_date"), _on("a_lender", "lender"))),
        Part("ask_for", (_on("f_aid", "rows"), _on("f_papers", "rows"))),
    ),
    SheetKind.COURT: (
        Part("opening", (_on("o_court", "rows"), _on("o_case_numbers", "case_numbers"), _on("o_court_ask", "rows"))),
        Part("answers", (_on("a_number", "numbers"), _on("a_when", "since"))),
        Part("ask_for", (_on("f_court", "rows"), _on("f_judge", "rows"))),
        _NOT_OURS,
    ),
    SheetKind.FRAUD: (
        Part(
            "opening",
            (
                _on("o_fraud", "rows"),
                _on("o_posed", "posed"),
                _on("o_payees", "payees"),
                _on("o_links", "links"),
                _on("o_fraud_ask", "rows"),
            ),
        ),
        Part("answers", (_on("a_number", "numbers"), _on("a_when", "since"), _on("a_what", "kinds"))),
        Part("ask_for", (_on("f_fraud", "rows"), _on("f_number", "rows"))),
        _NOT_OURS,
    ),
}

FORMS: Final[Mapping[Kind, tuple[Part, ...]]] = {
    FormKind.COMPLAINT: (
        Part("field_against", (_on("field_lender", fills=("lender", "company")),)),
        Part(
            "field_facts",
            (_OWES_NOTHING, _on("filed", "filed"), _on("silence", "silence"), _on("denied", "denied"), *_SEEN),
        ),
        Part("field_story", (_on("own_words", "own_words"),)),
        Part("field_wants", (_on("urge_check", "rows"), _on("urge_correct", "kinds"), *_STOP, _WISH)),
    ),
    FormKind.INFORMATION: (
        Part("field_where", (_on("field_links", "links"), _on("field_numbers", "numbers"))),
        Part("field_facts", (_OWES_NOTHING, *_SEEN)),
        Part("field_story", (_on("own_words", "own_words"),)),
        Part("field_wants", (_on("check_numbers", "numbers"), _on("check_links", "links"))),
    ),
}

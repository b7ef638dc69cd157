"""The rules of the check before a letter leaves, as they are written: as strict as the lexicon."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import Field

from classify.records import Entry, Strict, read
from model.errors import DataError

FOLDER: Final = Path(__file__).parent / "outgoing"


class RiskKind(StrEnum):
    """What a text can do to the person who sends it. The ids are final."""

    SELF_INCRIMINATION = "self_incrimination"
    PROMISE = "promise"
    INSULT_BACK = "insult_back"
    THREAT_BACK = "threat_back"
    NAME_IN_PUBLIC = "name_in_public"
    UNPROVED_CRIME = "unproved_crime"
    INVENTED_FACT = "invented_fact"
    AGENT_PHRASE = "agent_phrase"
    COMPLAINT_FOR_PUNISHMENT = "complaint_for_punishment"
    REPORT_FOR_MONEY = "report_for_money"
    BEYOND_POWER = "beyond_power"
    PUBLISHING_RISK = "publishing_risk"
    SECRET_RECORDING_RISK = "secret_recording_risk"  # noqa: S105 - a name, no password
    JOINING_THE_DEBT = "joining_the_debt"
    LATE_PENALTY = "late_penalty"
    DEBT_DENIAL = "debt_denial"
    LIE_LOW = "lie_low"
    FALSE_REPORT = "false_report"
    ID_NUMBER_INCLUDED = "id_number_included"
    ASKS_BRIBE_OR_DEAL = "asks_bribe_or_deal"
    THIRD_PARTY_DATA = "third_party_data"


class Use(StrEnum):
    """Where the words are to go: a letter, a web form, a call, an answer to the collector, the person's own paragraph in
    a letter, a public post."""

    LETTER = "letter"
    FORM = "form"
    CALL = "call"
    REPLY = "reply"
    OWN_WORDS = "own_words"
    PUBLIC = "public"


class TakeBack(StrEnum):
    """What takes a match back: the words before it deny it, or words inside it, somebody else is said to say it, it is asked, it is left
    open, or it is refused behind it."""

    NEGATION = "negation"
    INSIDE = "inside"
    REPORTED = "reported"
    QUESTION = "question"
    RESERVATION = "reservation"
    REFUSAL = "refusal"


class OutgoingFile(Strict):
    """All rules of one kind. Without `uses` they hold everywhere; `owes` limits them to debtors or to bystanders."""

    kind: RiskKind
    source: Annotated[str, Field(min_length=20)]
    uses: tuple[Use, ...] = ()
    who: Literal["", "borrower", "third_party"] = ""
    taken_back: tuple[TakeBack, ...]
    terms: tuple[Entry, ...]

    @property
    def owes(self) -> bool | None:
        """Whose words the rules are for: a debtor's, a bystander's, or None for everybody's."""
        return None if not self.who else self.who == "borrower"


class Words(Strict):
    """What the rules share: named sets of words for their terms, and the words that take a match back."""

    note: Annotated[str, Field(min_length=1)]
    sets: dict[str, tuple[str, ...]]
    taken_back: dict[TakeBack, tuple[str, ...]]
    harmless: tuple[str, ...]


def read_files(folder: Path = FOLDER) -> dict[RiskKind, OutgoingFile]:
    """The file of every kind. Raises DataError: a missing file, a wrong kind, an id given twice."""
    files = {kind: read(folder / f"{kind.value}.yaml", OutgoingFile) for kind in RiskKind}
    seen: set[str] = set()
    for kind, file in files.items():
        if file.kind is not kind:
            raise DataError(f"{kind.value}.yaml: says kind {file.kind.value}")
        for entry in file.terms:
            if entry.id in seen:
                raise DataError(f"{entry.id}: this id is given twice")
            seen.add(entry.id)
    return files

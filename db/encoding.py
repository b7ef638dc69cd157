"""The nouns as plain JSON values and back, for what is sealed as a whole. Pure."""

from dataclasses import asdict
from typing import Any

from model.case import CaseFacts, Item, Role, Sourced, ValueSource
from model.incoming import FileRef, Media
from model.letter import CaseDetails
from model.reply import Button, ButtonKind, Json, Reply

# ruff: noqa: ANN401 - what a decoder takes was authenticated by the seal, so its form is the encoder's


def encode_reply(reply: Reply) -> dict[str, Json]:
    """A reply with everything it is sent from."""
    rows: list[Json] = [[[b.label, b.verb, b.argument, b.kind.value] for b in row] for row in reply.buttons]
    return {
        "template": reply.template,
        "params": dict(reply.params),
        "buttons": rows,
        "slot": reply.slot,
        "case_id": reply.case_id,
        "unasked": reply.unasked,
        "picture": reply.picture,
        "attachment": reply.attachment,
    }


def decode_reply(stored: Any) -> Reply:
    """The reply of `encode_reply`."""
    return Reply(
        template=stored["template"],
        params=stored["params"],
        buttons=tuple(tuple(_button(*button) for button in row) for row in stored["buttons"]),
        slot=stored["slot"],
        case_id=stored["case_id"],
        unasked=stored["unasked"],
        picture=stored.get("picture"),
        attachment=stored.get("attachment"),
    )


def _button(label: str, verb: str, argument: str, kind: str) -> Button:
    return Button(label, verb, argument, ButtonKind(kind))


def encode_facts(facts: CaseFacts) -> dict[str, Json]:
    """What is known of the source of a case."""
    return {
        "role": facts.role.value,
        "platform_id": facts.platform_id,
        "platform_candidates": list(facts.platform_candidates),
        "signature": facts.signature,
        "senders": list(facts.senders),
        "denied": facts.denied,
        "not_platforms": list(facts.not_platforms),
        "false_numbers": list(facts.false_numbers),
        "situation": facts.situation,
        "place": facts.place,
        "acted": _encode_sourced(facts.acted),
        "acted_burst": facts.acted_burst,
        "taps": list(facts.taps),
        "details": dict(asdict(facts.details)),
    }


def decode_facts(stored: Any) -> CaseFacts:
    """The facts of `encode_facts`, of those sealed before as well: what was not asked for then is not known."""
    return CaseFacts(
        role=Role(stored["role"]),
        platform_id=stored["platform_id"],
        platform_candidates=tuple(stored["platform_candidates"]),
        signature=stored["signature"],
        senders=tuple(stored["senders"]),
        denied=stored["denied"],
        not_platforms=tuple(stored.get("not_platforms", ())),
        false_numbers=tuple(stored.get("false_numbers", ())),
        situation=stored.get("situation"),
        place=stored.get("place"),
        acted=_decode_sourced(stored.get("acted")),
        acted_burst=stored.get("acted_burst", 0),
        taps=tuple(stored.get("taps", ())),
        details=CaseDetails(**stored.get("details", {})),
    )


def encode_content(item: Item) -> dict[str, Json]:
    """The part of an item that somebody wrote, sent or can be found by."""
    return {
        "message_id": item.message_id,
        "text": item.text,
        "sender": _encode_sourced(item.sender),
        "sent_at": _encode_sourced(item.sent_at),
        "file": encode_file(item.file) if item.file else None,
        "labels": list(item.labels),
        "traps": item.traps,
        "maybe": list(item.maybe),
        "sure": item.sure,
        "article": item.article,
        "caption": item.caption,
        "text_source": item.text_source.value if item.text_source else None,
        "confirmed": item.confirmed,
    }


def decode_content(stored: Any) -> dict[str, Any]:
    """The fields of an item that `encode_content` kept, by their names; of those sealed before files were read too."""
    source = stored.get("text_source")
    return {
        "message_id": stored["message_id"],
        "text": stored["text"],
        "sender": _decode_sourced(stored["sender"]),
        "sent_at": _decode_sourced(stored["sent_at"]),
        "file": decode_file(stored["file"]) if stored["file"] else None,
        "labels": tuple(stored["labels"]),
        "traps": stored["traps"],
        "maybe": tuple(stored["maybe"]),
        "sure": stored["sure"],
        "article": stored["article"],
        "caption": stored.get("caption", ""),
        "text_source": ValueSource(source) if source else None,
        "confirmed": stored.get("confirmed", False),
    }


def _encode_sourced(sourced: Sourced | None) -> Json:
    return [sourced.value, sourced.source.value] if sourced else None


def _decode_sourced(stored: Any) -> Sourced | None:
    return Sourced(stored[0], ValueSource(stored[1])) if stored else None


def encode_file(file: FileRef) -> dict[str, Json]:
    """What is known of a file."""
    return {
        "media": file.media.value,
        "file_id": file.file_id,
        "unique_id": file.unique_id,
        "size": file.size,
        "mime": file.mime,
        "name": file.name,
    }


def decode_file(stored: Any) -> FileRef:
    """The file of `encode_file`."""
    return FileRef(**{**stored, "media": Media(stored["media"])})

"""What is packed comes out equal, whatever a person wrote."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from db.encoding import decode_content, decode_facts, decode_reply, encode_content, encode_facts, encode_reply
from db.store import canonical
from model.case import CaseFacts, Item, Sourced
from model.incoming import FileRef
from model.reply import Button, Reply

few = settings(max_examples=50, deadline=None)
# Lone surrogates too: a chat can bring them, and they must come back as they were.
texts = st.text(st.characters(exclude_categories=()), max_size=12)
leaves = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | texts
json_values = st.recursive(
    leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3), max_leaves=6
)
params = st.dictionaries(texts, json_values, max_size=3)
buttons = st.builds(Button, label=texts, verb=texts, argument=texts)
rows = st.lists(st.lists(buttons, max_size=2).map(tuple), max_size=2).map(tuple)
replies = st.builds(
    Reply, template=texts, params=params, buttons=rows, slot=st.none() | texts, case_id=st.none() | texts
)
sourced = st.none() | st.builds(Sourced, value=texts)
files = st.none() | st.builds(FileRef, file_id=texts, unique_id=texts, mime=st.none() | texts, name=st.none() | texts)
facts = st.builds(
    CaseFacts,
    platform_id=st.none() | texts,
    platform_candidates=st.lists(texts, max_size=2).map(tuple),
    signature=st.none() | texts,
    senders=st.lists(texts, max_size=2).map(tuple),
)
items = st.builds(
    Item, text=texts, sender=sourced, sent_at=sourced, file=files, labels=st.lists(texts, max_size=2).map(tuple)
)


@few
@given(json_values)
def test_any_record_has_one_form_and_comes_back(value: object) -> None:
    assert json.loads(canonical(value)) == value
    assert canonical(json.loads(canonical(value))) == canonical(value)


@few
@given(replies)
def test_a_reply_comes_back(reply: Reply) -> None:
    assert decode_reply(json.loads(canonical(encode_reply(reply)))) == reply


@few
@given(facts)
def test_the_facts_of_a_case_come_back(known: CaseFacts) -> None:
    assert decode_facts(json.loads(canonical(encode_facts(known)))) == known


@few
@given(items)
def test_the_content_of_an_item_comes_back(item: Item) -> None:
    content = decode_content(json.loads(canonical(encode_content(item))))
    assert content == {name: getattr(item, name) for name in content}
    columns = {"id", "case_id", "number", "burst", "received_at", "receiver", "previous", "same_as"}
    assert content.keys() | columns == set(Item.__slots__)


def test_facts_that_were_sealed_before_something_was_asked_for_are_still_read() -> None:
    known = CaseFacts(signature="甲", senders=("1",), denied=True)
    asked_since = (
        *("not_platforms", "false_numbers", "situation", "place", "acted", "acted_burst", "details", "taps"),
    )
    sealed_before = {key: value for key, value in encode_facts(known).items() if key not in asked_since}
    assert len(sealed_before) == 6
    assert decode_facts(sealed_before) == known

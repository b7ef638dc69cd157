"""HTML of the Bot API: what becomes of it, and what is said about what is wrong."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox import utf16
from sandbox.entities import found_in
from sandbox.errors import ApiError
from sandbox.markup import parse_html
from sandbox.records import Formatted


def spans(body: Formatted) -> list[tuple[str, str]]:
    return [(entity.type, utf16.part(body.text, entity.offset, entity.length)) for entity in body.entities]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<b>粗</b><strong>重</strong>", [("bold", "粗"), ("bold", "重")]),
        ("<i>a</i><em>b</em>", [("italic", "a"), ("italic", "b")]),
        ("<u>a</u><ins>b</ins>", [("underline", "a"), ("underline", "b")]),
        ("<s>a</s><strike>b</strike><del>c</del>", [(k, t) for k, t in zip(["strikethrough"] * 3, "abc", strict=True)]),
        ('<span class="tg-spoiler">a</span><tg-spoiler>b</tg-spoiler>', [("spoiler", "a"), ("spoiler", "b")]),
        ("<blockquote>a</blockquote>", [("blockquote", "a")]),
        ("<blockquote expandable>a</blockquote>", [("expandable_blockquote", "a")]),
        ("<b>a<i>b</i></b>", [("bold", "ab"), ("italic", "b")]),
        ("<B>a</B>", [("bold", "a")]),
        ("<b></b>a", []),
        ("<b>a<code>b</code>c</b>", [("bold", "a"), ("code", "b"), ("bold", "c")]),
        ("<pre>a <b>b</b></pre>", [("pre", "a b")]),
        ("<blockquote>a<code>b</code></blockquote>", [("blockquote", "ab"), ("code", "b")]),
        ("<b>a</>", [("bold", "a")]),
    ],
)
def test_every_tag_becomes_its_entity(source: str, expected: list[tuple[str, str]]) -> None:
    assert spans(parse_html(source)) == expected


def test_offsets_count_two_units_for_a_character_beyond_the_basic_plane() -> None:
    (entity,) = parse_html("😀<b>字😀</b>").entities
    assert (entity.offset, entity.length) == (2, 3)


def test_a_link_keeps_its_address_and_code_keeps_its_language() -> None:
    link, code = parse_html(
        '<a href="https://a.cn/?x=1&amp;y=2">a</a><pre><code class="language-python">b</code></pre>'
    ).entities
    assert (link.type, link.url) == ("text_link", "https://a.cn/?x=1&y=2")
    assert (code.type, code.language) == ("pre", "python")


def test_only_four_references_have_names() -> None:
    assert (
        parse_html("&lt;b&gt; &amp; &quot; &#20320;&#x597d; &nbsp; &copy &#0;").text == '<b> & " 你好 &nbsp; &copy &#0;'
    )


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
        ("字<h1>a</h1>", 'Unsupported start tag "h1" at byte offset 3'),
        ("<b>a</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ("5 < 6", 'Unsupported start tag "" at byte offset 2'),
        ("a<b", "Unclosed start tag at byte offset 1"),
        ("<a href='x", 'Unclosed start tag "a" at byte offset 0'),
        ("<b>a</b", "Unclosed end tag at byte offset 4"),
        ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<a ='x'>a</a>", 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<a href=x/y>a</a>", "Unexpected end of name token at byte offset 8"),
        ("<a href='tel:12378'>a</a>", 'the address of the link in tag "a" is not valid at byte offset 0'),
        ("<a href='javascript:1'>a</a>", 'the address of the link in tag "a" is not valid at byte offset 0'),
        ("<br/>", 'Unsupported start tag "br/" at byte offset 0'),
    ],
)
def test_what_is_not_well_formed_is_named_with_its_place(source: str, complaint: str) -> None:
    with pytest.raises(ApiError, match=re.escape(f"Bad Request: can't parse entities: {complaint}")):
        parse_html(source)


@given(st.lists(st.tuples(st.sampled_from(["b", "i", "u", "s", "code"]), st.text(min_size=1, max_size=8)), max_size=6))
@settings(max_examples=60)
def test_escaped_text_comes_back_as_it_was(parts: list[tuple[str, str]]) -> None:
    def escaped(text: str) -> str:
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

    body = parse_html("".join(f"<{tag}>{escaped(text)}</{tag}>" for tag, text in parts))
    assert body.text == "".join(text for _, text in parts)
    assert [text for _, text in spans(body)] == [text for _, text in parts]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/start abc", [("bot_command", "/start")]),
        ("请看 /help@some_bot 吧", [("bot_command", "/help@some_bot")]),
        ("1/2 and a/b", []),
        ("https://a.cn/x?y=1, 再说", [("url", "https://a.cn/x?y=1")]),
        ("点击 t.cn/Ab3 还款", [("url", "t.cn/Ab3")]),
        ("写信到 a.b@c.com 即可", [("email", "a.b@c.com")]),
        ("@some_name #话题 #123", [("mention", "@some_name"), ("hashtag", "#话题")]),
        ("😀 https://a.cn", [("url", "https://a.cn")]),
        ("尊敬的客户。您好", []),
    ],
)
def test_plain_text_is_marked_as_telegram_marks_it(text: str, expected: list[tuple[str, str]]) -> None:
    assert spans(Formatted(text, found_in(text))) == expected


@given(st.text(alphabet="ab 字😀\n", max_size=80), st.integers(2, 12))
def test_pieces_are_the_text_again_and_none_is_too_long(text: str, limit: int) -> None:
    pieces = utf16.pieces(text, limit)
    assert "".join(pieces) == text
    assert all(utf16.length(piece) <= limit for piece in pieces)
    assert all(pieces) or not text


def test_a_long_text_is_cut_at_a_line_end_if_there_is_one() -> None:
    assert utf16.pieces("aaaa\nbbb ccc", 8) == ["aaaa\n", "bbb ccc"]

"""A wrong setting is one line that names the variable and what it should be."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.settings import EXPECTED, Settings, read_settings
from model.errors import SettingsError

TOKEN = "123456789:AAF-made_up-token"
OPERATOR = {"OPERATOR_NAME": "某某志愿组", "OPERATOR_CONTACT": "@someone", "SERVER_PLACE": "Reykjavík"}


def test_nothing_has_to_be_set_to_try_it() -> None:
    settings = read_settings({})
    assert settings.BOT_TOKEN is None
    assert settings.database_url == "sqlite:///data/undun.sqlite3"
    assert settings.key_file == Path("~/.config/undun/master.key").expanduser()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BOT_TOKEN", "not a token"),
        ("BOT_TOKEN", "123:abc def"),
        ("TELEGRAM_API_URL", "ftp://example.org"),
        ("PROXY_URL", "127.0.0.1:1080"),
        ("DATABASE_URL", "mysql://localhost/x"),
        ("ADMIN_IDS", "12,someone"),
        ("PUBLIC", "perhaps"),
        ("WEBHOOK_SECRET", "short"),
        ("LISTEN", "8080"),
        ("LISTEN", "127.0.0.1:99999"),
        ("SANDBOX_LISTEN", "0.0.0.0:8081"),
        ("LOG_LEVEL", "LOUD"),
        ("KEY_DIR", "data/keys"),
        ("DATA_KEY_FILE", "data/master.key"),
    ],
)
def test_a_wrong_setting_is_named_with_what_it_should_be(name: str, value: str) -> None:
    with pytest.raises(SettingsError) as error:
        read_settings({name: value})
    assert str(error.value) == f"{name}: {EXPECTED[name]}"
    assert value not in str(error.value)


@pytest.mark.parametrize("missing", OPERATOR)
def test_a_public_bot_says_who_runs_it_and_where(missing: str) -> None:
    given_settings = {"BOT_TOKEN": TOKEN, "PUBLIC": "1"} | {k: v for k, v in OPERATOR.items() if k != missing}
    with pytest.raises(SettingsError) as error:
        read_settings(given_settings)
    assert error.value.variable == missing


def test_the_sandbox_needs_no_operator_even_when_public_is_set() -> None:
    assert read_settings({"PUBLIC": "1"}).PUBLIC


def test_a_webhook_needs_a_token_and_a_secret() -> None:
    url = {"WEBHOOK_URL": "https://example.org"}
    with pytest.raises(SettingsError, match="BOT_TOKEN"):
        read_settings(url)
    with pytest.raises(SettingsError, match="WEBHOOK_SECRET"):
        read_settings(url | {"BOT_TOKEN": TOKEN})


@pytest.mark.parametrize("proxy", ["http://127.0.0.1:8118", "socks5://user:word@127.0.0.1:1080"])
def test_both_kinds_of_proxy_are_taken(proxy: str) -> None:
    assert proxy == read_settings({"PROXY_URL": proxy}).PROXY_URL


def test_an_empty_value_counts_as_none_and_unknown_names_are_not_ours() -> None:
    assert read_settings({"BOT_TOKEN": "  ", "PATH": "/bin", "DATA_DIR": None}) == Settings()


def test_admin_ids_are_a_list_of_numbers() -> None:
    assert read_settings({"ADMIN_IDS": "12, 34,"}).ADMIN_IDS == (12, 34)


@given(st.dictionaries(st.sampled_from(sorted(EXPECTED)), st.text(max_size=30)))
def test_whatever_stands_in_the_environment_it_is_taken_or_refused_by_name(environment: dict[str, str]) -> None:
    refused = None
    try:
        read_settings(environment)
    except SettingsError as error:
        refused = error.variable
    assert refused is None or refused in EXPECTED

"""The wording, loaded once, and the flag that writes the golden files anew."""

import pytest

import templates
from templates import Templates


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden", action="store_true", help="write tests/golden/ anew instead of comparing with it")


@pytest.fixture(scope="session")
def wording() -> Templates:
    return templates.load()


@pytest.fixture(scope="session")
def rewrite(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--golden", default=False))

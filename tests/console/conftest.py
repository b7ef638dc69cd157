"""A reader without a database, loaded once."""

import pytest

import classify
import directory
from cases.reading import Offline


@pytest.fixture(scope="session")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Offline:
    """The shipped lexicon and directory."""
    return Offline(classify.load(tmp_path_factory.mktemp("cache")), directory.load())

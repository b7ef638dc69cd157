"""The classifier, loaded once for all tests of this room."""

from pathlib import Path

import pytest

from classify import Classifier, load


@pytest.fixture(scope="session")
def classifier(tmp_path_factory: pytest.TempPathFactory) -> Classifier:
    """The classifier with the real lexicon; its tokenizer keeps its cache among the files of the run."""
    return load(Path(tmp_path_factory.mktemp("tokenizer")))

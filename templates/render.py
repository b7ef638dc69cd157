"""From a reply to the text and the buttons of one message. Loaded once; afterwards pure."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError, select_autoescape

from model.errors import DataError
from model.locale import Locale
from model.reply import Button, ButtonKind, Json, Notice, Reply
from templates.layout import bare, printable, tidy
from templates.words import Words, button_text, read_words

ROOT: Final = Path(__file__).parent

# What a copy button takes, in UTF-16 units (https://core.telegram.org/bots/api#copytextbutton).
COPY_LIMIT: Final = 256
# What the line over a pressed button takes (https://core.telegram.org/bots/api#answercallbackquery).
NOTICE_LIMIT: Final = 200


@dataclass(frozen=True, slots=True)
class RenderedButton:
    """One button in words. `copy` is the text that it copies, for a copy button only."""

    text: str
    verb: str
    argument: str = ""
    copy: str | None = None


@dataclass(frozen=True, slots=True)
class Rendered:
    """One message: `text` in the HTML of Telegram, and the rows of buttons under it."""

    text: str
    rows: tuple[tuple[RenderedButton, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class _Language:
    environment: Environment
    words: Words

    def page(self, name: str, params: Mapping[str, Json]) -> str:
        try:
            return self.environment.get_template(name).render(params)
        except (TemplateError, TypeError) as error:
            # The error's own text may hold what was to be printed.
            raise DataError(f"{name}: {type(error).__name__}") from None


class Templates:
    """All wording, ready to use. A parameter that is missing is a DataError, never an empty word."""

    def __init__(self, languages: Mapping[Locale, _Language], digest: str) -> None:
        self._languages = languages
        self.digest = digest
        """SHA-256 over every file of wording, in hex: it tells later why something was said as it was."""

    def render(self, reply: Reply, locale: Locale) -> Rendered:
        """The message of a reply in one language."""
        language = self._languages[locale]
        text = tidy(language.page(f"chat/{reply.template}.html.j2", reply.params))
        rows = tuple(tuple(_button(language, button, reply.params) for button in row) for row in reply.buttons)
        return Rendered(text, rows)

    def render_notice(self, notice: Notice, locale: Locale) -> str:
        """The line over a pressed button: plain text of at most 200 characters."""
        text = self._languages[locale].page(_in("notice", notice.template), notice.params).strip()
        if len(text) > NOTICE_LIMIT:
            raise DataError(f"{notice.template}: longer than {NOTICE_LIMIT} characters")
        return text

    def record(self, template: str, params: Mapping[str, Json], locale: Locale) -> str:
        """A page to be kept as a file: whole HTML, every value escaped."""
        return tidy(self._languages[locale].page(f"record/{template}.html.j2", params)) + "\n"

    def commands(self, locale: Locale) -> Mapping[str, str]:
        """What the menu of commands says; it stands on lock screens and betrays nothing."""
        return self._languages[locale].words.commands

    def words(self, locale: Locale) -> Words:
        """The single words of one language."""
        return self._languages[locale].words


def _in(folder: str, template: str) -> str:
    return f"{folder}/{template.removeprefix(folder + '/')}.txt.j2"


def _button(language: _Language, button: Button, params: Mapping[str, Json]) -> RenderedButton:
    text = button_text(language.words, button.label)
    if button.kind is ButtonKind.TAP:
        return RenderedButton(text, button.verb, button.argument)
    return RenderedButton(text, button.verb, button.argument, _copied(language, button.verb, params))


def _copied(language: _Language, template: str, params: Mapping[str, Json]) -> str:
    # Only the line break at the end of the file goes: a copied message must stay as it was received.
    text = language.page(_in("copy", template), params).removesuffix("\n")
    if len(text.encode("utf-16-le", errors="surrogatepass")) // 2 > COPY_LIMIT:
        raise DataError(f"{template}: longer than {COPY_LIMIT} UTF-16 units")
    return text


def load(root: Path = ROOT) -> Templates:
    """Read and compile all templates and words. What does not compile fails here, not in front of a person."""
    languages = {locale: _language(root / locale.value) for locale in Locale}
    return Templates(MappingProxyType(languages), _digest(root))


def _language(folder: Path) -> _Language:
    words = read_words(folder / "words.yaml")
    environment = Environment(
        loader=FileSystemLoader(folder),
        undefined=StrictUndefined,
        autoescape=select_autoescape(("html.j2",), default=False),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        finalize=printable,
    )
    environment.globals["words"] = words
    environment.filters["bare"] = bare
    for name in environment.list_templates(extensions=["j2"]):
        environment.get_template(name)
    return _Language(environment, words)


def _digest(root: Path) -> str:
    digest = hashlib.sha256()
    for path in files(root):
        digest.update(f"{path.relative_to(root).as_posix()}\n{path.stat().st_size}\n".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def files(root: Path = ROOT) -> tuple[Path, ...]:
    """Every file of wording of every language, in a fixed order."""
    return tuple(
        sorted(p for locale in Locale for p in (root / locale.value).rglob("*") if p.suffix in (".j2", ".yaml"))
    )

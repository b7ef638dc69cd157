"""The one tree of errors. A person's mistake names the template that answers it; everything else is a bug."""

from collections.abc import Mapping

from model.reply import Json


class UndunError(Exception):
    """The root of all errors that this project raises on purpose."""


class PersonError(UndunError):
    """Something a person did that cannot be done; `template` answers it, `params` fill it."""

    template = "error/unknown"

    def __init__(self, **params: Json) -> None:
        super().__init__(self.template)
        self.params: Mapping[str, Json] = params


class GoneError(PersonError):
    """The case is not there: deleted, expired, merged, or never this person's. It is not said which."""

    template = "error/gone"


class NotUnderstoodError(PersonError):
    """A command, an argument or a button that means nothing here."""

    template = "error/not_understood"


class TooMuchError(PersonError):
    """More than one person may hand in at once."""

    template = "error/too_much"


class ExportError(PersonError):
    """An export that cannot be taken. `code` names the reason where no person reads it."""

    template = "error/export_unknown"
    code = "not_export"


class NotAnExportError(ExportError):
    """A file in which no messages and no calls can be found."""


class ExportBrokenError(ExportError):
    """A file that begins as an export and cannot be read to its end."""

    template = "error/export_broken"
    code = "broken"


class ExportTooBigError(ExportError):
    """More bytes, rows, files or nesting than can be read in fixed memory and time."""

    template = "error/export_too_big"
    code = "too_big"


class ExportRefusedError(ExportError):
    """An archive or a document built to do harm, or one that is locked or packed in another archive."""

    template = "error/export_refused"
    code = "refused"


class SettingsError(UndunError):
    """A setting that is wrong or missing: the variable, and what it should be."""

    def __init__(self, variable: str, expected: str) -> None:
        super().__init__(f"{variable}: {expected}")
        self.variable = variable


class DataError(UndunError):
    """A data file of the project that does not hold; the text names file and line."""


class StepMoveError(UndunError):
    """A move that the state of a step does not allow; the caller asks for the allowed moves before it offers one."""


class StorageError(UndunError):
    """The database cannot be used as it is; the text says what to do."""


class SealError(StorageError):
    """Something sealed cannot be opened: wrong key, wrong place, or altered."""


class KeyGoneError(SealError):
    """The key of a case was destroyed: its content is gone for good, and that is what was asked for."""


class ConflictError(StorageError):
    """Somebody else changed the row meanwhile; the turn starts again."""

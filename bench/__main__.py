"""`make bench`: every figure as a ratio to a yardstick of the same run, the absolute numbers beside it."""

import asyncio
import platform

from bench import answers, cards, classifying, documents, importing, intake, likeness, looking_up, reading_pictures


async def main() -> None:
    """Print one block per subject."""
    print(f"{platform.system()} {platform.machine()}, Python {platform.python_version()}")
    for title, measure in (
        ("answers", answers.measure),
        ("intake", intake.measure),
        ("classifying", classifying.measure),
        ("looking up", looking_up.measure),
        ("likeness", likeness.measure),
        ("importing", importing.measure),
        ("cards", cards.measure),
        ("documents", documents.measure),
        ("reading pictures", reading_pictures.measure),
    ):
        print(f"\n{title}", flush=True)
        for line in await measure():
            print(f"  {line}", flush=True)


if __name__ == "__main__":
    asyncio.run(main())

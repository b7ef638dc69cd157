"""`python -m directory.check`: every fault of the shipped records, a line each. Exit status 1 where there is one."""

import sys

from directory.checking import check


def main() -> int:
    """Print the faults of the shipped records."""
    problems = check()
    sys.stdout.writelines(f"{p.file}:{p.line}: {p.message}\n" for p in problems)
    sys.stdout.write(f"{len(problems)} faults\n")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())

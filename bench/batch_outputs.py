"""What a batch costs after the last call: tables, summary, other forms, a comparison.

    python -m bench.batch_outputs [CALLS]

The reports are copies of one real report; the folder is a temporary one.
"""

import resource
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from coach.batch.against import compare, write_changes
from coach.batch.forms import Format, write_forms
from coach.batch.reading import report_path
from coach.batch.summary import write_summary
from coach.batch.tables import write_tables

REPORT = Path("tests/data/reports/angry-upgrade.json")

CALLS = 10_000


def main(arguments: Sequence[str]) -> None:
    """Measure, and print a line for each output."""
    count = int(arguments[0]) if arguments else CALLS
    report = REPORT.read_bytes()
    with TemporaryDirectory() as folder:
        out, names = Path(folder), [f"call-{number:05}" for number in range(count)]
        for name in names:
            report_path(out, name).write_bytes(report)
        print(f"{count:,} reports of {len(report):,} bytes")
        _measure("tables", lambda: write_tables(out, names, []))
        _measure("summary", lambda: write_summary(out, names, []))
        _measure("against", lambda: write_changes(out, compare(out, out, names)))
        _measure("forms", lambda: write_forms(out, names, Format))


def _measure(what: str, work: Callable[[], object]) -> None:
    begun, cpu = time.monotonic(), time.process_time()
    work()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{what:<9}{time.process_time() - cpu:6.1f} CPU s"
        f"{time.monotonic() - begun:7.1f} s{peak:6.0f} MiB at most"
    )


if __name__ == "__main__":
    main(sys.argv[1:])

"""What is said of a run when it is over."""

from coach.batch.job import Done
from coach.batch.options import JobOptions


def summary_of(done: Done, options: JobOptions) -> str:
    """Return what came of a job, in a line."""
    text = f"reports: {done.reports:,} in {options.out}"
    if done.before:
        text += f", {len(done.before):,} of them from before"
    if done.failures:
        text += f", failed: {len(done.failures):,}"
    text += _kept(done)
    if done.result.names:
        a_minute = len(done.result.names) / max(done.took_s, 1e-3) * 60
        digits = 0 if a_minute >= 10 else 1
        text += f" · {a_minute:,.{digits}f} calls a minute"
    return text


def _kept(done: Done) -> str:
    """Return what went into the store, in words."""
    kept = done.result.kept
    ways = []
    if kept["sound"]:
        ways.append(f"{kept['sound']:,} to be heard")
    if kept["words"]:
        ways.append(f"{kept['words']:,} to be read")
    return f"; kept, with coach review: {', '.join(ways)}" if ways else ""

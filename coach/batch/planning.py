"""What a run is to score: typed paths, a manifest and file names become calls."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from coach.batch.addresses import ending_of, identity, name_of, shown
from coach.batch.call import BatchCall
from coach.batch.expanding import expanded
from coach.batch.manifest import Row, read_manifest
from coach.batch.pairs import paired
from coach.batch.patterns import NamePattern
from coach.batch.started import started_at, zone_of
from coach.errors import InputError
from coach.inputs import unique_names

LONGEST_NAME = 180
"""Of a report, in bytes: file systems take 255, with endings and numbers after it."""

_UNFIT = frozenset('/\\<>:"|?*')
"""What some file system does not take in a name, beside what cannot be seen."""

_TABLES = frozenset((".csv", ".parquet"))
"""Endings of what lists calls and is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanOptions:
    """What a run is told of its inputs beside their paths."""

    manifest: str | None = None
    pairs: str | None = None
    """A pattern with the groups ``call`` and ``side``."""
    names: str | None = None
    """A pattern with any groups: ``agent``, ``started_at``, ``id``, or metadata."""
    agent: str | None = None
    """Who took the calls of which nothing else says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a run is to score."""

    calls: tuple[BatchCall, ...]
    faults: tuple[InputError, ...]
    """What cannot be scored, and why."""
    notes: tuple[str, ...] = ()
    """What was taken for granted: a line each, to be said once."""


@dataclass(slots=True, kw_only=True)
class _Remarks:
    """What is to be said of a plan, as it is being made."""

    faults: list[InputError] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def count(self, cases: Sequence[str], of_one: str, of_several: str) -> None:
        """Say something of several addresses at once."""
        if len(cases) == 1:
            self.notes.append(f"1 name {of_one} ({shown(cases[0])})")
        elif cases:
            example = f"(such as {shown(cases[0])})"
            self.notes.append(f"{len(cases):,} names {of_several} {example}")


def plan(paths: Sequence[str], options: PlanOptions) -> Plan:
    """Return the calls that typed paths and a manifest stand for, each once.

    Of a call that is in the manifest too, the manifest says what is known.  Waits for
    disks and the network: not for an event loop.

    Args:
        paths: Files, folders, patterns, and addresses that fsspec knows.
        options: What else is told.

    Raises:
        InputError: A pattern of names cannot be used, or the manifest cannot be read.
    """
    names = None if options.names is None else NamePattern(options.names, "--names")
    pairs = None
    if options.pairs is not None:
        pairs = NamePattern(options.pairs, "--pairs", needed=("call", "side"))
    remarks = _Remarks()
    listed: tuple[Row, ...] = ()
    if options.manifest is not None:
        manifest = read_manifest(options.manifest)
        listed = manifest.rows
        remarks.faults += manifest.faults
        remarks.notes += manifest.notes
    known = {identity(one) for row in listed for one in row.files}
    typed = [one for one in _typed(paths, remarks) if identity(one) not in known]
    rows = _rows(typed, pairs, remarks)
    rows += [(row, _stem(row.address)) for row in listed]
    if names is not None:
        rows = _named(rows, names, remarks)
    _tell_zones((row for row, _ in rows), remarks)
    return Plan(
        calls=tuple(_calls(rows, options.agent)),
        faults=tuple(remarks.faults),
        notes=tuple(remarks.notes),
    )


def _typed(paths: Sequence[str], remarks: _Remarks) -> list[str]:
    """Return the addresses that typed paths stand for, each once."""
    found: dict[str, str] = {}
    for path in paths:
        try:
            if ending_of(path) in _TABLES and not Path(path).is_dir():
                raise InputError(shown(path), "is a table: give it with --manifest")
            for address in expanded(path, remarks.faults.append):
                found.setdefault(identity(address), address)
        except InputError as error:
            remarks.faults.append(error)
    return list(found.values())


def _rows(
    addresses: Sequence[str], pairs: NamePattern | None, remarks: _Remarks
) -> list[tuple[Row, str]]:
    """Return what is known of typed files, and what each is called by itself."""
    if pairs is None:
        return [(Row(address=one), _stem(one)) for one in addresses]
    pairing = paired(addresses, pairs)
    remarks.faults += pairing.faults
    remarks.count(
        pairing.unmatched,
        "does not match --pairs: a call of its own",
        "do not match --pairs: each is a call of its own",
    )
    return [
        (
            Row(address=one.address, customer=one.customer),
            one.name or _stem(one.address),
        )
        for one in pairing.calls
    ]


def _named(
    rows: Iterable[tuple[Row, str]], pattern: NamePattern, remarks: _Remarks
) -> list[tuple[Row, str]]:
    """Return rows with what their files' names say, where they do not say it."""
    named: list[tuple[Row, str]] = []
    unmatched: list[str] = []
    timeless: list[str] = []
    for row, stem in rows:
        found = pattern.match(row.address)
        if found is None:
            unmatched.append(row.address)
            named.append((row, stem))
            continue
        groups = dict(found.groups)
        agent, own_id = groups.pop("agent", None), groups.pop("id", None)
        began, has_zone = row.started_at, row.has_zone
        text = groups.pop("started_at", None)
        if began is None and text is not None:
            try:
                began, has_zone = started_at(text)
            except ValueError:
                timeless.append(row.address)
        known = replace(
            row,
            agent=row.agent or agent,
            id=row.id or own_id,
            started_at=began,
            has_zone=has_zone,
            metadata={**groups, **row.metadata},
        )
        named.append((known, stem))
    remarks.count(
        unmatched,
        "does not match --names: scored without what it says",
        "do not match --names: scored without what they say",
    )
    remarks.count(
        timeless,
        "holds no time where --names has started_at",
        "hold no time where --names has started_at",
    )
    return named


def _tell_zones(rows: Iterable[Row], remarks: _Remarks) -> None:
    """Say which zone was taken where none was given."""
    times = [row.started_at for row in rows if row.started_at and not row.has_zone]
    if times:
        zones = " and ".join(sorted({zone_of(time) for time in times}))
        calls = "1 call" if len(times) == 1 else f"{len(times):,} calls"
        remarks.notes.append(
            f"started_at of {calls} has no zone: this machine's was taken ({zones})"
        )


def _calls(rows: Sequence[tuple[Row, str]], agent: str | None) -> Iterable[BatchCall]:
    """Yield the calls, each with a name of its own for its report."""
    names = unique_names(
        [
            (_fit(row.id or stem), _fit(_longer(row.id, name_of(row.address))))
            for row, stem in rows
        ]
    )
    for (row, stem), name in zip(rows, names, strict=True):
        yield BatchCall(
            address=row.address,
            customer=row.customer,
            name=name,
            id=row.id or stem,
            agent=row.agent or agent,
            started_at=row.started_at,
            metadata=row.metadata,
        )


def _stem(address: str) -> str:
    """Return a file's name without its ending."""
    return PurePosixPath(name_of(address)).stem or "call"


def _longer(call_id: str | None, file_name: str) -> str:
    """Return what a report is called where others would have the same name."""
    return file_name if call_id is None else f"{call_id}-{file_name}"


def _fit(name: str) -> str:
    """Return a name that every file system takes, in a folder of reports.

    And that looks like what it is: some characters that are not seen turn round those
    beside them.
    """
    fit = "".join(c if c.isprintable() and c not in _UNFIT else "_" for c in name)
    if fit.startswith("."):
        fit = f"_{fit[1:]}"
    return fit.encode()[:LONGEST_NAME].decode(errors="ignore") or "call"

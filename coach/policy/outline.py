"""The policy as sections, keys and what is said about them, in reading order.

The commented TOML file, the list of changes and docs/policy.md are all made of this.
"""

import inspect
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from coach.nudges.rule import NudgeRule
from coach.policy.policy import Policy
from coach.policy.schema import Schema, allowed, part_at
from coach.scoring.question import Question
from coach.settings import Settings

Path = tuple[str, ...]

OF_ONE_FORM: tuple[type[Settings], ...] = (NudgeRule, Question)
"""Tables of which a file may add new ones: their keys are said once for all."""

_ROLE = re.compile(r":\w+:`~?([^`]+)`")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One key of a section."""

    key: str
    value: object
    """As JSON has it; none where nothing is set."""
    default: object
    """The same of the default policy; none where that has no such key."""
    doc: str = ""
    """What it means; empty where its section says it for all of them."""
    allowed: str = ""
    """What it may be."""

    @property
    def is_changed(self) -> bool:
        """It differs from the default."""
        return self.value != self.default


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One table of the policy file."""

    path: Path
    doc: str
    entries: tuple[Entry, ...] = ()
    template: tuple[Entry, ...] = ()
    """For a section that holds tables of one form: the keys that each may have."""


def outline(policy: Policy, default: Policy) -> Iterator[Section]:
    """Yield the sections of a policy, each before those inside it.

    Args:
        policy: Any policy.
        default: The default policy, with the same detectors.
    """
    yield from _sections((), _tidy(inspect.getdoc(type(policy))), policy, default)


@cache
def template(model: type[Settings]) -> tuple[Entry, ...]:
    """Return the keys of a form, with their defaults where they have any."""
    schema = model.model_json_schema()
    return tuple(
        Entry(
            key=key,
            value=None if field.is_required() else _default(model, key),
            default=None,
            doc=_tidy(field.description),
            allowed=_allowed(schema, key),
        )
        for key, field in model.model_fields.items()
    )


def _sections(
    path: Path, doc: str, settings: Settings, default: Settings
) -> Iterator[Section]:
    model = type(settings)
    schema = model.model_json_schema()
    values = settings.model_dump(mode="json")
    defaults = default.model_dump(mode="json")
    entries, inner = list[Entry](), list[Iterator[Section]]()
    for key, field in model.model_fields.items():
        value, before = getattr(settings, key), getattr(default, key)
        here, about = (*path, key), _tidy(field.description)
        if isinstance(value, Settings):
            about = _tidy(inspect.getdoc(type(value)))
            inner.append(_sections(here, about, value, before))
        elif isinstance(value, Mapping) and _holds_tables(value):
            inner.append(_tables(here, about, value, before))
        elif isinstance(value, Mapping):
            inner.append(_mapping(here, about, values[key], defaults[key]))
        else:
            entries.append(
                Entry(
                    key=key,
                    value=values[key],
                    default=defaults[key],
                    doc=about,
                    allowed=_allowed(schema, key),
                )
            )
    yield Section(path=path, doc=doc, entries=tuple(entries))
    for sections in inner:
        yield from sections


def _tables(
    path: Path,
    doc: str,
    tables: Mapping[str, Settings],
    defaults: Mapping[str, Settings],
) -> Iterator[Section]:
    """Yield the sections of a table of tables: detectors, or rules."""
    model = type(next(iter(tables.values())))
    if model not in OF_ONE_FORM:
        yield Section(path=path, doc=doc)
        for name, table in tables.items():
            about = _tidy(inspect.getdoc(type(table)))
            yield from _sections((*path, name), about, table, defaults[name])
        return
    yield Section(path=path, doc=doc, template=template(model))
    for name, table in tables.items():
        yield _one((*path, name), table, defaults.get(name))


def _one(path: Path, table: Settings, default: Settings | None) -> Section:
    """Return the section of one of many: the keys that are not as in every one."""
    values = table.model_dump(mode="json")
    defaults = default.model_dump(mode="json") if default else {}
    usual = {entry.key: entry.value for entry in template(type(table))}
    return Section(
        path=path,
        doc="",
        entries=tuple(
            Entry(key=key, value=value, default=defaults.get(key))
            for key, value in values.items()
            if value != usual[key] or value != defaults.get(key, value)
        ),
    )


def _mapping(
    path: Path, doc: str, values: Mapping[str, object], defaults: Mapping[str, object]
) -> Iterator[Section]:
    yield Section(
        path=path,
        doc=doc,
        entries=tuple(
            Entry(key=key, value=value, default=defaults.get(key))
            for key, value in values.items()
        ),
    )


def _holds_tables(value: Mapping[str, object]) -> bool:
    return bool(value) and all(isinstance(item, Settings) for item in value.values())


def _default(model: type[Settings], key: str) -> object:
    """Return a default as JSON has it."""
    value = model.model_fields[key].get_default(call_default_factory=True)
    return model.model_construct(**{key: value}).model_dump(
        mode="json", include={key}, warnings=False
    )[key]


def _allowed(schema: Schema, key: str) -> str:
    part = part_at(schema, (key,))
    return allowed(part) if part is not None else ""


def _tidy(doc: str | None) -> str:
    """Return a docstring as plain text with single backticks."""
    text = _ROLE.sub(r"`\1`", inspect.cleandoc(doc or ""))
    return text.replace("``", "`")

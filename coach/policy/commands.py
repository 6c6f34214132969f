"""``coach policy``: make, show and check policy files."""

# The imports inside the functions keep half a second out of the other commands.

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from coach.errors import CoachError

if TYPE_CHECKING:
    from coach.policy.policy import Policy

WRONG_USE = 2
"""Exit status when the policy or the way it was asked for is at fault."""

app = typer.Typer(
    help="Make, show, check and try the policy: thresholds, word lists and wording.",
    no_args_is_help=True,
)

PolicyFile = Annotated[
    Path | None,
    typer.Option("--policy", metavar="FILE", help="A policy file; default: none."),
]


@app.command()
def init(
    path: Annotated[
        Path, typer.Argument(metavar="[PATH]", help="Where to; - is standard output.")
    ] = Path("policy.toml"),
    force: Annotated[
        bool, typer.Option("--force", help="Overwrite a file that is there.")
    ] = False,
) -> None:
    """Write a policy file with every key, its default and what it means.

    Examples:  coach policy init desk.toml  ·  coach policy init - | less
    """
    from coach.policy.writing import policy_toml

    text = policy_toml(_load(None))
    if str(path) == "-":
        typer.echo(text, nl=False)
        return
    try:
        with path.open("w" if force else "x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        _refuse(f"{path}: is there already; --force overwrites it")
    except OSError as error:
        reason = error.strerror or type(error).__name__
        _refuse(f"{path}: cannot be written: {reason.lower()}")
    typer.echo(f"{path}: written; keep what you change and delete the rest")


@app.command()
def show(
    policy: PolicyFile = None,
    only_changes: Annotated[
        bool, typer.Option("--changes", help="Only what differs from the defaults.")
    ] = False,
) -> None:
    """Print the policy in effect, and mark what differs from the defaults.

    Examples:  coach policy show  ·  coach policy show --policy desk.toml --changes
    """
    from rich.console import Console
    from rich.text import Text

    from coach.policy.policy import effective_id
    from coach.policy.writing import changes, policy_listing

    loaded = _load(policy)
    console = Console(highlight=False, soft_wrap=True)
    console.print(Text(f"# {effective_id(loaded)}", "bold"))
    if only_changes:
        for line in changes(loaded):
            console.print(Text(line))
        return
    for line, is_changed in policy_listing(loaded):
        console.print(Text(line, "bold yellow" if is_changed else ""))


@app.command()
def check(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A policy file.")],
) -> None:
    """Check a policy file: exit status 0 if it can be used, else 2 and each mistake.

    Example:  coach policy check desk.toml
    """
    from coach.policy.policy import effective_id
    from coach.policy.writing import changes

    loaded = _load(file)
    count = len(changes(loaded))
    differs = "value differs" if count == 1 else "values differ"
    typer.echo(f"{file}: fine: {effective_id(loaded)}, {count} {differs} from default")


def _load(path: Path | None) -> "Policy":
    from coach.policy.loading import load_policy

    try:
        return load_policy(path)
    except CoachError as error:
        _refuse(str(error))


def _refuse(message: str) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(WRONG_USE)

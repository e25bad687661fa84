"""The command line. Nothing heavy is imported here: each command imports what it needs when it runs.

Exit status: 0 done; 1 an error, told in one line; 2 wrong usage; 3 done, but some documents could not be
read; 4 with --fail-on conflict, when there is a conflict; 130 interrupted.
"""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from discrepant.errors import DiscrepantError, InputError

if TYPE_CHECKING:
    from rich.console import Console

    from discrepant.model import Run

ERROR, USAGE, SKIPPED, CONFLICT, INTERRUPTED = 1, 2, 3, 4, 130

_FOLDER = click.Path(path_type=Path)


class _Commands(click.Group):
    """Lists the commands in the order in which a person uses them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="discrepant")
def cli() -> None:
    """Find where articles about the same events disagree.

    \b
    discrepant run corpus -o outputs/first
    discrepant explain outputs/first 1
    """


@cli.command()
@click.argument("corpus", nargs=-1, required=True, type=_FOLDER)
@click.option("-o", "--outputs", required=True, type=_FOLDER, help="Folder to write to; made if need be.")
@click.option("--jobs", default=1, show_default=True, type=click.IntRange(1, 256), help="Processes.")
@click.option(
    "--model", metavar="NAME_OR_PATH", help="Another spaCy pipeline than the one installed with us."
)
@click.option(
    "--max-mb", default=20.0, show_default=True, type=click.FloatRange(0.001), help="Largest document."
)
@click.option("--fail-on", type=click.Choice(["conflict"]), help="Exit with status 4 if there is one.")
def run(
    corpus: tuple[Path, ...], outputs: Path, jobs: int, model: str | None, max_mb: float, fail_on: str | None
) -> int:
    """Read CORPUS (a folder, or files) and write the fact table and the report to OUTPUTS.

    Articles that OUTPUTS knows from an earlier run are not parsed again.
    """
    from discrepant.model import Flag
    from discrepant.progress import shown_progress
    from discrepant.run import run as run_corpus
    from discrepant.settings import REPORT_NAME, Settings
    from discrepant.summary import print_run

    settings = Settings(model=model, jobs=jobs, max_bytes=int(max_mb * 1_000_000))
    with shown_progress() as progress:
        result = run_corpus(corpus, outputs, settings=settings, progress=progress)
    print_run(_console(), result, str(outputs / REPORT_NAME), f"discrepant explain {outputs}")
    if fail_on and any(fact.flag is Flag.CONFLICT for fact in result.facts):
        return CONFLICT
    return SKIPPED if result.skipped else 0


@cli.command()
@click.argument("outputs", type=_FOLDER)
@click.option("--open", "show", is_flag=True, help="Show it in the browser.")
def report(outputs: Path, show: bool) -> None:
    """Write report.html of OUTPUTS anew, and say where it is."""
    from discrepant.export import EXPORTERS
    from discrepant.settings import REPORT_NAME

    path = outputs / REPORT_NAME
    EXPORTERS[REPORT_NAME](_load(outputs), path)
    click.echo(path)
    if show:
        click.launch(str(path))


@cli.command()
@click.argument("outputs", type=_FOLDER)
@click.option("--format", "name", default="facts.csv", show_default=True, help="Name of an export.")
@click.option("-o", "--output", default="-", type=_FOLDER, help="File to write; - is standard output.")
def export(outputs: Path, name: str, output: Path) -> None:
    """Write one export of OUTPUTS, e.g. `discrepant export outputs/first --format facts.csv -o facts.csv`."""
    import tempfile

    from discrepant.export import EXPORTERS

    if name not in EXPORTERS:
        raise click.BadParameter(f"{name!r} is none of {', '.join(EXPORTERS)}.", param_hint="--format")
    result = _load(outputs)
    if str(output) != "-":
        EXPORTERS[name](result, output)
        return
    with tempfile.TemporaryDirectory() as folder:
        EXPORTERS[name](result, Path(folder) / name)
        data = (Path(folder) / name).read_bytes()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


@cli.command()
@click.argument("outputs", type=_FOLDER)
@click.argument("fact")
def explain(outputs: Path, fact: str) -> None:
    """Print one FACT of OUTPUTS with every quote in its sentence, and the steps that led to its flag.

    FACT is its number in the list, its id, or the beginning of its id.
    """
    from discrepant.summary import find_fact, print_fact

    result = _load(outputs)
    found = find_fact(result.facts, fact)
    if not found:
        numbers = f"a number from 1 to {len(result.facts)}, or an id from facts.jsonl"
        raise InputError(f"{outputs} has no fact {fact!r}. Give {numbers}.")
    if len(found) > 1:
        ids = ", ".join(one.id for one in found[:3])
        raise InputError(f"{len(found)} facts begin with {fact!r} ({ids} …). Give more of the id.")
    print_fact(_console(), found[0], {article.path: article for article in result.articles})


@cli.command()
@click.argument("outputs", type=_FOLDER)
def verify(outputs: Path) -> int:
    """Check OUTPUTS: the store is whole, every quote is where it says, the sources are unchanged."""
    from discrepant.read import read_corpus
    from discrepant.settings import Settings
    from discrepant.store import read_store
    from discrepant.verify import check_quotes, check_sources, corpus_of

    with read_store(outputs) as store:
        problems = store.damage()
        result = store.load_run()
        corpus = corpus_of(store, outputs)
    problems += check_quotes(result)
    changed: list[str] = []
    gone: list[str] = []
    if corpus is not None and result.articles:
        limit = result.settings.get("max_bytes")
        settings = Settings(max_bytes=limit) if isinstance(limit, int) else Settings()
        now = {article.path: article for article in read_corpus(corpus, settings).articles}
        changed, gone = check_sources(result, now)
    for line in problems + changed:
        click.echo(line)
    count = len(result.claims) + len(result.mentions)
    click.echo(f"{len(result.articles)} articles, {count} quotes checked, {len(problems)} wrong.")
    if corpus is None:
        click.echo("The corpus is not where it was, so the sources were not checked.")
    elif gone:
        click.echo(f"{len(gone)} sources are gone: {', '.join(gone[:3])}{' …' if len(gone) > 3 else ''}")
    if problems or changed:
        click.echo("Do the run again to bring OUTPUTS up to date.")
        return ERROR
    return 0


@cli.command()
@click.argument("outputs", type=_FOLDER)
@click.option("--gold", required=True, type=_FOLDER, help="Gold facts: a .jsonl file, or a folder of them.")
def evaluate(outputs: Path, gold: Path) -> None:
    """Score OUTPUTS against facts that people found, e.g. `--gold annotations/gold`."""
    from discrepant.evaluate import load_gold, score
    from discrepant.summary import print_scores

    result = _load(outputs)
    facts = load_gold(gold, {article.path: article.text for article in result.articles})
    print_scores(_console(), score(result, facts))


def _load(outputs: Path) -> Run:
    from discrepant.store import read_store

    with read_store(outputs) as store:
        return store.load_run()


def _console() -> Console:
    from rich.console import Console

    # A pipe or file has no width of its own; rich would take 80, which breaks most quotes in two.
    has_width = sys.stdout.isatty() or "COLUMNS" in os.environ
    return Console(highlight=False, width=None if has_width else 110)


def main() -> None:
    """Run the command line and exit; whatever goes wrong ends in one line and a status."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a character of an article must not end the run.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        status = cli.main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        status = USAGE
    except click.exceptions.Exit as error:
        status = error.exit_code
    except DiscrepantError as error:
        status = _fail(str(error))
    except (KeyboardInterrupt, click.Abort):
        status = _fail("Stopped. What was parsed is kept: give the same command again to go on.", INTERRUPTED)
    except BrokenPipeError:
        # The reader of our output went away, as `head` does; what it wanted, it has.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 0
    except Exception as error:
        if os.environ.get("DISCREPANT_TRACEBACK"):
            raise
        status = _fail(
            f"{type(error).__name__}: {error}. This is a fault of discrepant: please report it, "
            "with what DISCREPANT_TRACEBACK=1 shows."
        )
    sys.exit(status if isinstance(status, int) else 0)


def _fail(message: str, status: int = ERROR) -> int:
    click.echo("Error: " + " ".join(message.split()) if status == ERROR else message, err=True)
    return status

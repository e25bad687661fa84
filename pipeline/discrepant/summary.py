"""What a person sees in the terminal: the table after a run, and one fact explained."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from discrepant.evaluate import Scores
from discrepant.model import Article, Claim, Fact, Flag, Run

_COLOUR = {
    Flag.CONFLICT: "bold red",
    Flag.EXPLAINED: "yellow",
    Flag.REFINED: "cyan",
    Flag.AGREED: "green",
    Flag.SINGLE: "dim",
}
_SHOWN = 5  # conflicts, and documents that were not read


def print_run(console: Console, run: Run, report: str | None, explain: str | None) -> None:
    """The counts, the worst conflicts with their readings, what was not read, and where to go on."""
    console.print(_counts(run))
    conflicts = [(n, fact) for n, fact in enumerate(run.facts, 1) if fact.flag is Flag.CONFLICT]
    conflicts.sort(key=lambda numbered: (-numbered[1].severity, numbered[0]))
    articles = {article.path: article for article in run.articles}
    if conflicts:
        console.print()
        console.print(Text("Worst conflicts" if len(conflicts) > _SHOWN else "Conflicts", style="bold"))
    for number, fact in conflicts[:_SHOWN]:
        console.print(Text(f"{number:>4}  {fact.question}", style="bold"))
        console.print(_readings(fact, articles))
    if len(conflicts) > _SHOWN:
        console.print(Text(f"      and {len(conflicts) - _SHOWN} more in the report", style="dim"))
    if run.skipped:
        console.print()
        console.print(Text("Not read", style="bold"))
        for entry in run.skipped[:_SHOWN]:
            console.print(
                Padding(Text(f"{one_line(entry.path)}: {one_line(entry.reason)}"), (0, 0, 0, 6), expand=False)
            )
        if len(run.skipped) > _SHOWN:
            more = f"and {len(run.skipped) - _SHOWN} more, all listed in run.json and in the report"
            console.print(Padding(Text(more, style="dim"), (0, 0, 0, 6), expand=False))
    if report:
        console.print()
        console.print(Text(f"Report: {report}"), soft_wrap=True)
    if explain and conflicts:
        console.print(Text(f"One fact: {explain} {conflicts[0][0]}", style="dim"), soft_wrap=True)


def _counts(run: Run) -> Table:
    flags = Counter(fact.flag for fact in run.facts)
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(justify="left")
    table.add_column(justify="right")
    table.add_column(justify="left")
    origins = len({article.origin for article in run.articles})
    table.add_row("Articles", str(len(run.articles)), f"from {origins} origins" if run.articles else "")
    if run.skipped:
        table.add_row(
            Text("Not read", style="bold red"), str(len(run.skipped)), "documents or lines, see below"
        )
    table.add_row("Claims", str(len(run.claims)), "")
    table.add_row("Facts", str(len(run.facts)), "")
    for flag in Flag:
        table.add_row(Text(f"  {flag}", style=_COLOUR[flag]), str(flags[flag]), "")
    return table


def _readings(fact: Fact, articles: Mapping[str, Article]) -> Table:
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 6))
    table.add_column(no_wrap=True, max_width=32, overflow="ellipsis")
    table.add_column(overflow="fold")
    for reading in fact.readings:
        sources = list(dict.fromkeys(source_of(claim, articles) for claim in reading.stated))
        shown = "; ".join(sources[:3]) + (f"; and {len(sources) - 3} more" if len(sources) > 3 else "")
        table.add_row(Text(one_line(reading.text), style="red"), Text(shown or (reading.derived or "")))
    return table


def print_fact(console: Console, fact: Fact, articles: Mapping[str, Article]) -> None:
    """One fact with its reason, its steps, and every claim's quote inside its sentence."""
    console.print(Text(fact.question, style="bold"))
    console.print(Text.assemble((str(fact.flag), _COLOUR[fact.flag]), f"  {fact.reason}"))
    if fact.possible:
        console.print(Text(f"Possible explanation, which the text does not bear out: {fact.possible}"))
    console.print(
        Text(f"{fact.id}, severity {fact.severity:.2f}, {_count(fact.origins, 'origin')}", style="dim")
    )
    for number, reading in enumerate(fact.readings, 1):
        console.print()
        line = Text.assemble(
            (f"{number}. {one_line(reading.text)}", "bold"), f"  {_count(reading.origins, 'origin')}"
        )
        console.print(line)
        if reading.derived:
            console.print(Padding(Text(f"worked out: {reading.derived}"), (0, 0, 0, 3), expand=False))
        for claim in reading.claims:
            _print_claim(console, claim, articles)
    if fact.steps:
        console.print()
        console.print(Text("How this was reached", style="bold"))
        for number, step in enumerate(fact.steps, 1):
            console.print(Padding(Text(f"{number}. {step}"), (0, 0, 0, 3), expand=False))


def _print_claim(console: Console, claim: Claim, articles: Mapping[str, Article]) -> None:
    article = articles.get(claim.document)
    where = claim.document
    if article is not None:
        line = article.text.count("\n", 0, claim.start) + 1
        where = f"{source_of(claim, articles)}, line {line}"
        if article.published:
            where += f", published {article.published.isoformat()}"
    said = [where]
    if claim.speaker:
        said.append(f"said by {claim.speaker}")
    if claim.certainty != "asserted":
        said.append(claim.certainty)
    console.print(Padding(Text(", ".join(said), style="dim"), (0, 0, 0, 3), expand=False))
    console.print(Padding(quoted(claim, article.text if article else ""), (0, 0, 0, 5), expand=False))


def print_scores(console: Console, scores: Scores) -> None:
    """How a run stands to gold: the shares, then what it missed and where it cried wolf."""
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    for name, share in (
        ("Conflicts surfaced", scores.surfaced),
        ("Conflict precision", scores.precision),
        ("Conflict recall", scores.recall),
        ("Explained recall", scores.explained),
        ("Merged", scores.merged),
    ):
        table.add_row(name, f"{share.part}/{share.whole}", f"{share.value:.3f}" if share.whole else "")
    table.add_row("Conflict F1", "", f"{scores.f1:.3f}")
    console.print(table)
    for fact in scores.missed:
        console.print(Text(f"missed: {fact.id}  {one_line(fact.question)}"))
    for alarm, against in scores.false_alarms:
        where = f"contradicts {', '.join(against)}" if against else "gold does not speak of it"
        readings = " / ".join(one_line(reading.text) for reading in alarm.readings)
        console.print(Text(f"false alarm: {alarm.id}  {alarm.question} {readings} ({where})"))


def quoted(claim: Claim, text: str) -> Text:
    """The sentence of a claim on one line, its quote marked by style and by [brackets]."""
    start, end = claim.sentence
    if not start <= claim.start <= claim.end <= end <= len(text):
        return Text(f"[{one_line(claim.quote)}]")
    before, after = text[start : claim.start], text[claim.end : end]
    # Brackets as well as colour: the output is often piped to a file or read without colours.
    return Text.assemble(
        _spaced(before.lstrip()), (f"[{one_line(claim.quote)}]", "bold red"), _spaced(after.rstrip())
    )


def _spaced(text: str) -> str:
    """White space made single, but kept at both ends, where the quote follows or stood."""
    line = one_line(text)
    return f"{' ' * text[:1].isspace()}{line}{' ' * (bool(line) and text[-1:].isspace())}" if text else ""


def source_of(claim: Claim, articles: Mapping[str, Article]) -> str:
    """Publisher and path, or the path alone."""
    article = articles.get(claim.document)
    return f"{article.publisher} ({claim.document})" if article and article.publisher else claim.document


def find_fact(facts: Sequence[Fact], wanted: str) -> list[Fact]:
    """The fact with that number, id or beginning of an id; several when the beginning is not unique."""
    if wanted.isascii() and wanted.isdecimal() and 1 <= int(wanted) <= len(facts):
        return [facts[int(wanted) - 1]]
    exact = [fact for fact in facts if fact.id == wanted]
    prefixes = (wanted, f"f-{wanted}")
    return exact or [fact for fact in facts if wanted and fact.id.startswith(prefixes)]


def one_line(text: str) -> str:
    """`text` without line breaks and control characters, which a file name or quote may hold."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"

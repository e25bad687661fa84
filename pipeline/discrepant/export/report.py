"""report.html: one file that holds all it needs, opens from a mail attachment, and sends nothing anywhere."""

from __future__ import annotations

import base64
import hashlib
from importlib import resources
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from discrepant.export.output_file import replaced
from discrepant.export.report_view import view
from discrepant.model import Run


def write_report(run: Run, path: Path) -> None:
    """Write the discrepancy report. Raises InputError when `path` cannot be written."""
    with replaced(path) as stream:
        stream.write(render(run).encode("utf-8"))


def render(run: Run) -> str:
    """The discrepancy report as HTML: the same run gives the same text."""
    style, script = _resource("report.css"), _resource("report.js")
    template = _environment().get_template("report.html.j2")
    return template.render(
        report=view(run),
        policy=_policy(style, script),
        # Our own files, not article text: these two alone pass the template unescaped.
        style=Markup(style),
        script=Markup(script),
    )


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("discrepant.export", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["count"] = counted
    return environment


def counted(number: int, singular: str, plural: str | None = None) -> str:
    """A number with its noun: "1 origin", "1,204 claims"."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def _policy(style: str, script: str) -> str:
    """A content security policy under which only our own style and script run and nothing is loaded."""
    return (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(source: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(source.encode('utf-8')).digest()).decode('ascii')}'"


def _resource(name: str) -> str:
    return (resources.files("discrepant") / "export" / "templates" / name).read_text("utf-8")

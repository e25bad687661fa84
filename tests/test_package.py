"""What the installed package offers to spaCy: its components, by entry point, in anybody's pipeline."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import entry_points

import pytest

from discrepant.annotate import COMPONENTS

# Run in a process of its own, because in this one the components are registered already.
ALONE = """
import sys
import spacy

nlp = spacy.blank("en")
for name in sys.argv[1:]:
    nlp.add_pipe(name)
doc = nlp("Russia ratified the European Convention for the Prevention of Torture on 5 May 1998.")
print(sorted(doc.spans), [span.kb_id_ for span in doc.spans["treaties"]])
"""


def test_every_component_is_an_entry_point_and_no_other() -> None:
    ours = {
        point.name for point in entry_points(group="spacy_factories") if point.value.startswith("discrepant.")
    }
    assert ours == {f"discrepant_{name}" for name in COMPONENTS}


def test_components_work_in_a_pipeline_that_knows_nothing_of_us() -> None:
    names = [f"discrepant_{name}" for name in COMPONENTS]
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", ALONE, *names], capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    groups, found = done.stdout.strip().split("] ")
    assert found == "['treaty:ecpt']"
    for group in (
        "bodies",
        "certainty",
        "dates",
        "durations",
        "lines",
        "names",
        "parties",
        "quantities",
        "speech",
    ):
        assert f"'{group}'" in groups


@pytest.mark.parametrize("name", ["load", "run", "Run", "Fact", "Claim", "DiscrepantError"])
def test_public_names_are_there(name: str) -> None:
    import discrepant

    assert name in discrepant.__all__
    assert getattr(discrepant, name).__name__.removeprefix("discrepant.") in {name, "load_pipeline"}

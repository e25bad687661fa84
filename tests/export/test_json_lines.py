"""facts.jsonl, claims.jsonl and mentions.jsonl: shape, order, and text that other writers would break on."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonlines
import jsonschema
import pytest

from discrepant.errors import InputError
from discrepant.export import EXPORTERS
from discrepant.export.records import SCHEMAS, load_schema
from discrepant.model import Run
from discrepant.values import as_json, from_json
from export.factories import article, claim, fact, mention, reading, run, year
from export.stories import hostile_run, story_run

JSONL = ("facts.jsonl", "claims.jsonl", "mentions.jsonl")
RUNS = {
    "story": story_run(),
    "hostile": hostile_run(),
    "empty": Run(articles=(), mentions=(), claims=(), facts=()),
}


def written(run: Run, name: str, folder: Path) -> list[dict[str, Any]]:
    EXPORTERS[name](run, folder / name)
    with jsonlines.open(folder / name) as lines:
        return list(lines)


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_schemas_are_schemas(name: str) -> None:
    schema = load_schema(name)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["properties"]["schema"] == {"const": name}


@pytest.mark.parametrize("story", RUNS)
@pytest.mark.parametrize("name", JSONL)
def test_every_line_is_as_the_schema_says(name: str, story: str, tmp_path: Path) -> None:
    for record in written(RUNS[story], name, tmp_path):
        schema = load_schema(record["schema"])
        jsonschema.validate(record, schema, cls=jsonschema.Draft202012Validator)
        assert list(record) == schema["required"], "the order of the keys is part of the format"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("flag", "maybe"),
        ("severity", 1.5),
        ("readings", []),
        ("kind", "number"),
        ("readings", [{"value": {"edtf": "1996"}}]),
        ("id", "c-1"),
    ],
)
def test_the_fact_schema_refuses_what_is_wrong(field: str, value: object, tmp_path: Path) -> None:
    record = written(RUNS["story"], "facts.jsonl", tmp_path)[0]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(record | {field: value}, load_schema("discrepant/fact/1"))


def test_a_date_fact_may_not_carry_a_quantity(tmp_path: Path) -> None:
    record = written(RUNS["story"], "facts.jsonl", tmp_path)[0]
    assert record["kind"] == "date"
    record["readings"][0]["value"] = {"low": 27, "high": 27, "comparator": "="}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(record, load_schema("discrepant/fact/1"))


@pytest.mark.parametrize("name", [*JSONL, "facts.csv", "report.html"])
def test_the_order_of_the_input_does_not_matter(name: str, tmp_path: Path) -> None:
    there = RUNS["story"]
    back = Run(
        articles=there.articles[::-1], mentions=there.mentions[::-1], claims=there.claims[::-1],
        facts=there.facts[::-1], skipped=there.skipped[::-1], unresolved=there.unresolved[::-1],
        settings=there.settings, timings={"read": 99.0},
    )  # fmt: skip
    EXPORTERS[name](there, tmp_path / "there")
    EXPORTERS[name](back, tmp_path / "back")
    assert (tmp_path / "there").read_bytes() == (tmp_path / "back").read_bytes()


def test_conflicts_stand_first_and_the_worst_of_them_at_the_top(tmp_path: Path) -> None:
    facts = written(RUNS["story"], "facts.jsonl", tmp_path)
    assert [f["flag"] for f in facts] == [
        "conflict", "conflict", "conflict", "explained", "refined", "agreed", "single", "single",
    ]  # fmt: skip
    assert [f["severity"] for f in facts[:3]] == [0.91, 0.7, 0.55]


@pytest.mark.parametrize("story", ["story", "hostile"])
def test_offsets_in_the_file_point_at_the_quotes(story: str, tmp_path: Path) -> None:
    texts = {a.path: a.text for a in RUNS[story].articles}
    lines = written(RUNS[story], "claims.jsonl", tmp_path) + written(RUNS[story], "mentions.jsonl", tmp_path)
    assert lines
    for line in lines:
        assert texts[line["document"]][line["start"] : line["end"]] == line["quote"]


def test_values_come_back_as_they_went(tmp_path: Path) -> None:
    claims = {c.id: c for c in RUNS["story"].claims}
    for line in written(RUNS["story"], "claims.jsonl", tmp_path):
        assert as_json(from_json(line["kind"], line["value"])) == as_json(claims[line["id"]].value)


@pytest.mark.parametrize(
    "words",
    ["\u2028 a \u2029", "\x85", "\ud800 half a pair", "\x00", "\U0001f600 \u202e", '"\\', "日本語 é"],
    ids=ascii,
)
def test_any_text_comes_back_from_one_line(words: str, tmp_path: Path) -> None:
    source = article("a.txt", f"In {words} it was 1998.")
    EXPORTERS["mentions.jsonl"](
        run(articles=(source,), mentions=(mention(source, words, "place"),)), tmp_path / "m"
    )
    text = (tmp_path / "m").read_bytes().decode("utf-8")
    assert len(text.splitlines()) == 1
    assert json.loads(text)["quote"] == words


def test_letters_stay_letters(tmp_path: Path) -> None:
    source = article("a.txt", "Türkiye 1998")
    EXPORTERS["mentions.jsonl"](
        run(articles=(source,), mentions=(mention(source, "Türkiye", "party"),)), tmp_path / "m"
    )
    assert '"Türkiye"' in (tmp_path / "m").read_text("utf-8")


def test_a_qualifier_given_twice_keeps_both(tmp_path: Path) -> None:
    source = article("a.txt", "1998")
    told = claim(source, "1998", year(1998), qualifiers=(("place", "Perm"), ("place", "Kazan")))
    line = written(run(fact("single", "When?", reading("1998", told))), "claims.jsonl", tmp_path)[0]
    assert line["qualifiers"] == {"place": "Perm; Kazan"}


@pytest.mark.parametrize("name", EXPORTERS)
def test_a_folder_that_is_not_there_is_told_in_one_line(name: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"cannot be written: .+ Choose another folder") as told:
        EXPORTERS[name](RUNS["story"], tmp_path / "nowhere" / name)
    assert "\n" not in str(told.value)


def test_a_run_that_fails_on_the_way_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "claims.jsonl"
    path.write_text("old", "utf-8")
    broken = replace(RUNS["story"].claims[-1], value=object())  # type: ignore[arg-type]
    with pytest.raises(KeyError):
        EXPORTERS["claims.jsonl"](replace(RUNS["story"], claims=(*RUNS["story"].claims, broken)), path)
    assert path.read_text("utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]

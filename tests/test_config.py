"""paper.yml: read strictly, and a crop is remembered without touching the rest."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from generator.config import Crop, Language, Settings, read_settings, remember_crop
from generator.errors import ConfigError

CROP = Crop("fig1_arch_overall", 3, (50, 100, 550, 400))
OTHER = Crop("fig2_result_speed", 4, (10.5, 20, 30, 40))


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "paper.yml"
    path.write_text(text, encoding="utf-8")
    return path


def test_no_file_means_the_defaults(tmp_path: Path) -> None:
    assert read_settings(tmp_path / "paper.yml") == Settings()


def test_everything_that_can_be_said_is_read(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "source: https://arxiv.org/abs/1706.03762\nlanguage: en\nfocus: [cost, depth]\n"
        "crops:\n  - {name: fig1_arch_overall, page: 3, rect: [50, 100, 550, 400]}\n",
    )
    expected = Settings("https://arxiv.org/abs/1706.03762", Language.EN, ("cost", "depth"), (CROP,))
    assert read_settings(path) == expected


def test_how_a_note_is_written_can_be_said_for_each_paper(tmp_path: Path) -> None:
    text = (
        "model: claude-opus-5-5\nfallback: none\neffort: max\nfast: true\njudge: true\nvision_only: true\n"
        "disclosure: false\n"
    )
    assert read_settings(write(tmp_path, text)) == Settings(
        model="claude-opus-5-5",
        fallback="none",
        effort="max",
        fast=True,
        judge=True,
        vision_only=True,
        disclosure=False,
    )


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("fast: quickly", "“fast” must be true or false"),
        ("effort: huge", "the effort “huge” is unknown"),
        ("langauge: zh", "“langauge” is unknown"),
        ("language: fr", "“fr” is unknown"),
        ("- a\n- b", "holds no settings"),
        ("a: [", "no valid YAML"),
        ("focus: {a: b}", "“focus” must be a list"),
        ("crops: [{name: fig1_arch_a, page: 0, rect: [0, 0, 1, 1]}]", "Pages count from 1"),
        ("crops: [{name: fig1_arch_a, page: 1, rect: [0, 0, .nan, 1]}]", "empty rectangle"),
        ("crops: [{name: ../evil, page: 1, rect: [0, 0, 1, 1]}]", "not of the form"),
        ("crops: [{name: fig1_arch_a, page: 1}]", "needs name, page and rect"),
        ("crops: [{name: fig1_arch_a, page: true, rect: [0, 0, 1, 1]}]", "no proper page"),
        ("source: !!python/object/apply:os.system ['true']", "no valid YAML"),
        ("source: " + "x" * 70_000, "more than 64 KiB"),
        ("[" * 5000, "no valid YAML"),
        ("focus: " + "[" * 60_000, "brackets within brackets"),
        ("focus: [&a [x, x]]\nlanguage: [*a, *a]", "an alias, *name, is not allowed here"),
        ("language: 1" + ":1" * 4000, "a number in it is too long"),
    ],
)
def test_what_can_not_be_is_one_line_that_names_the_file(tmp_path: Path, text: str, says: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(ConfigError) as error:
        read_settings(path)
    assert str(error.value).startswith(str(path))
    assert says in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# mine\nlanguage: en # stays\n",
        "language: en",
        "crops:\n",
        "crops: []\nlanguage: en\n",
        "crops:\n  - {name: fig2_result_speed, page: 4, rect: [10.5, 20, 30, 40]} # by hand\nlanguage: en\n",
        "crops:\n- name: fig2_result_speed\n  page: 4\n  rect: [10.5, 20, 30, 40]\n\n# end\nlanguage: en\n",
        "crops: [{name: fig2_result_speed, page: 4, rect: [10.5, 20, 30, 40]}]\nlanguage: en\n",
        "crops:\n  - {name: fig1_arch_overall, page: 1, rect: [1, 2, 3, 4]}\n"
        "  - {name: fig2_result_speed, page: 4, rect: [10.5, 20, 30, 40]}\n",
        "crops:\n  - name: fig1_arch_overall\n    page: 1\n    rect: [1, 2, 3, 4]\n"
        "  - name: fig2_result_speed\n    page: 4\n    rect: [10.5, 20, 30, 40]\n# end\n",
    ],
)
def test_a_crop_is_remembered_and_all_else_stays(tmp_path: Path, text: str) -> None:
    path = write(tmp_path, text)
    before = read_settings(path)
    path.write_text(remember_crop(path, CROP), encoding="utf-8")
    after = read_settings(path)
    assert after.language == before.language
    assert set(after.crops) == {crop for crop in before.crops if crop.name != CROP.name} | {CROP}
    comments = [part.partition("#")[2] for part in text.splitlines() if "#" in part]
    assert [part.partition("#")[2] for part in path.read_text().splitlines() if "#" in part] == comments
    assert remember_crop(path, CROP) == path.read_text(encoding="utf-8")


def test_two_crops_can_be_remembered_one_after_the_other(tmp_path: Path) -> None:
    path = tmp_path / "paper.yml"
    for crop in (CROP, OTHER):
        path.write_text(remember_crop(path, crop), encoding="utf-8")
    assert read_settings(path).crops == (CROP, OTHER)
    assert yaml.safe_load(path.read_text(encoding="utf-8"))["crops"][1]["rect"] == [10.5, 20, 30, 40]

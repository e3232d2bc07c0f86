"""What the program makes of a section as the model wrote it."""

from __future__ import annotations

import pytest

from generator.config import Language
from generator.note.labels import SectionKey
from generator.writing.assembly import clean_section
from generator.writing.figure_blocks import block_problems, render_blocks

BLOCK = """:::figure fig1_arch_x.png
alt: The [whole] of it
content: Edges go in,
  sets come out.
key:
- first
- second
  point
match: Section 2
:::"""


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("```markdown\nText.\n```", "Text."),
        ("## 核心方法\n\nText.", "Text."),
        ("# Title\n## 核心方法\nText.", "Text."),
        ("Text.\n\n## More\n\nText.", "Text.\n\n### More\n\nText."),
        ("Text.\r\n\r\nText.\r\n", "Text.\n\nText."),
        ("```python\n# a comment\n## another\n```\n\nText.", "```python\n# a comment\n## another\n```\n\nText."),
    ],
    ids=["fenced", "own heading", "two headings", "second H2", "CRLF", "comments in code"],
)
def test_a_section_is_its_text_alone(text: str, cleaned: str) -> None:
    assert clean_section(SectionKey.METHOD, text) == cleaned


def test_questions_are_numbered_whatever_the_model_wrote() -> None:
    text = "### Q7: One？\n\nText.\n\n### Two？\n\n```sh\n### no heading\n```\n\n### Q: Three？"
    questions = [line for line in clean_section(SectionKey.QA, text).split("\n") if line.startswith("###")]
    assert questions == ["### Q1: One？", "### Q2: Two？", "### no heading", "### Q3: Three？"]


def test_a_figure_block_becomes_the_image_and_its_three_parts() -> None:
    shown = render_blocks(f"Before.\n{BLOCK}\nAfter.", Language.EN)
    assert shown == (
        "Before.\n\n![The \\[whole\\] of it](images/fig1_arch_x.png)\n\n"
        "**Content of the Diagram**: Edges go in, sets come out.\n\n"
        "**Key Information**:\n\n- first\n- second point\n\n**Correspondence with Text**: Section 2\n\nAfter."
    )


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "fig1_arch_x.png is shown 0 times"),
        (f"{BLOCK}\n\n{BLOCK}", "fig1_arch_x.png is shown 2 times"),
        (BLOCK.replace("match: Section 2\n", ""), "lacks: match"),
        (BLOCK.replace("\n:::", "\n"), "belongs to no figure's block"),
        (f"{BLOCK}\n\n{BLOCK.replace('fig1', 'fig2')}", "fig2_arch_x.png is not one of this section's"),
    ],
    ids=["left out", "twice", "field", "open", "another"],
)
def test_a_block_that_is_wrong_is_named(text: str, says: str) -> None:
    assert any(says in problem for problem in block_problems(text, ("fig1_arch_x.png",)))


def test_a_whole_block_is_no_problem() -> None:
    assert list(block_problems(BLOCK, ("fig1_arch_x.png",))) == []

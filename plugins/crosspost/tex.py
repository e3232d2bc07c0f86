r"""TeX that every platform's engine takes: own macros expanded, comments gone, `\tag` where it may stand (Z5, J3)."""

from __future__ import annotations

import re
from dataclasses import dataclass

EXPANSIONS = 300
"""Macros expanded in a formula at most; what is left then is an error of the formula."""

_TOKEN = re.compile(r"\\(?:[A-Za-z@]+|.)|[^\\]", re.S)
_COMMENT = re.compile(r"(?<!\\)((?:\\\\)*)%.*")
_BLANK = re.compile(r"\n\s*(?=\n)")
_INNER = {"aligned": "align*", "alignedat": "alignat*", "gathered": "gather*", "split": "align*"}
_WHOLE = re.compile(
    r"^\\begin\{(?P<name>aligned|gathered|split|cases|array|[pbvBV]?matrix)\}(?P<body>.*)\\end\{(?P=name)\}$", re.S
)
_TAG = re.compile(r"\s*\\tag\*?\{[^{}]*\}")
_OPENING = re.compile(r"<(?=[A-Za-z/!?])")
_PIPE = re.compile(r"\\?\|")
_ANY_TAG = re.compile(r"\\tag(\*?)\s*\{([^{}]*)\}")
_LABEL = re.compile(r"\s*\\label\{[^{}]*\}")
_WRAPPER = re.compile(r"^\\begin\{(?P<name>equation\*?|displaymath|math)\}(?P<body>.*)\\end\{(?P=name)\}$", re.S)


@dataclass(frozen=True, slots=True)
class Mended:
    """The TeX to export, and what was changed, in the words of the report."""

    tex: str
    changes: tuple[str, ...] = ()


def mend(tex: str) -> Mended:
    """The formula as each platform takes it; what it looks like stays."""
    changes: list[str] = []
    steps = (
        (drop_comments, ""),
        (expand_macros, "自定义宏已展开"),
        (_drop_labels, "\\label 已去掉"),
        (_drop_wrapper, ""),
        (_free_tags, "\\tag 已移出 aligned 等内层环境"),
        (brace_colours, "\\color 已加上花括号"),
    )
    for step, word in steps:
        changed = step(tex)
        if changed != tex and word:
            changes.append(word)
        tex = changed
    return Mended(_BLANK.sub("", tex).strip(), tuple(changes))


def one_line(tex: str) -> str:
    """The formula on one line (Z4)."""
    return " ".join(tex.split())


def without_html(tex: str) -> str:
    """The formula with a space after a `<` that could open a tag: nothing to TeX, a guard where math is not known."""
    return _OPENING.sub("< ", tex)


def without_pipes(tex: str) -> str:
    """The formula for a table's cell: a pipe would end the cell, and one with a backslash is another sign."""
    return _PIPE.sub(lambda match: "\\Vert " if match[0] == "\\|" else "\\vert ", tex)


def without_tags(tex: str) -> str:
    """The formula with its tags as words beside it: MathJax spreads real ones over the width of an unknown page."""
    return _ANY_TAG.sub(lambda match: f"\\qquad\\text{{{match[2] if match[1] else f'({match[2]})'}}}", tex)


def drop_comments(tex: str) -> str:
    """The formula without `%` and what follows it on the line: on one line it would swallow the rest."""
    return "\n".join(_COMMENT.sub(r"\1", line) for line in tex.split("\n"))


def _drop_labels(tex: str) -> str:
    return _LABEL.sub("", tex)


def _drop_wrapper(tex: str) -> str:
    match = _WRAPPER.match(tex.strip())
    return match["body"].strip() if match and "\\begin{" + match["name"] not in match["body"] else tex


def _free_tags(tex: str) -> str:
    """One tag goes behind the environment; several need the environment that may carry them."""
    match = _WHOLE.match(tex.strip())
    if match is None or f"\\begin{{{match['name']}}}" in match["body"]:
        return tex
    name, body = match["name"], match["body"]
    tags = _TAG.findall(body)
    if len(tags) == 1:
        return f"\\begin{{{name}}}{_TAG.sub('', body)}\\end{{{name}}} {tags[0].strip()}"
    if len(tags) > 1 and name in _INNER:
        return f"\\begin{{{_INNER[name]}}}{body}\\end{{{_INNER[name]}}}"
    return tex


_COLOUR_ENDS = frozenset(("}", "&", "\\\\", "\\right", "\\middle", "\\end", "\\tag"))


def brace_colours(tex: str) -> str:
    r"""The formula with `\color` and what it colours in braces (Z5): it means the same, and 知乎 needs them."""
    if "\\color" not in tex:
        return tex
    out: list[str] = []
    open_at: list[int] = []  # depth of each brace that was added
    depth = 0
    before = ""
    for part in _TOKEN.findall(tex):
        while open_at and open_at[-1] == depth and part in _COLOUR_ENDS:
            out.append("}")
            open_at.pop()
        if part == "\\color" and before != "{":
            out.append("{")
            open_at.append(depth)
        depth += (part == "{") - (part == "}")
        out.append(part)
        before = part if not part.isspace() else before
    return "".join(out) + "}" * len(open_at)


@dataclass(frozen=True, slots=True)
class _Macro:
    arity: int
    default: tuple[str, ...] | None
    body: tuple[str, ...]


def expand_macros(tex: str) -> str:
    r"""The formula with its own macros (`\newcommand`, `\renewcommand`, `\def`) written out (Z5)."""
    if not re.search(r"\\(?:re|provide)?newcommand|\\g?def\b", tex):
        return tex
    try:
        return _join(_Expander(_TOKEN.findall(tex)).run())
    except (IndexError, ValueError):
        return tex  # malformed: the engine says what is wrong


def _join(tokens: list[str]) -> str:
    """Tokens as text; a command and a letter after it must not become one word."""
    parts: list[str] = []
    for token in tokens:
        if parts and parts[-1][:1] == "\\" and parts[-1][-1:].isalpha() and token[:1].isalpha():
            parts.append(" ")
        parts.append(token)
    return "".join(parts)


class _Expander:
    """Reads tokens from the left; a macro's body goes back in front of what is left to read."""

    def __init__(self, tokens: list[str]) -> None:
        self.rest = tokens[::-1]
        self.macros: dict[str, _Macro] = {}
        self.left = EXPANSIONS

    def run(self) -> list[str]:
        out: list[str] = []
        while self.rest:
            part = self.rest.pop()
            if part in ("\\newcommand", "\\renewcommand", "\\providecommand"):
                self._define()
            elif part in ("\\def", "\\gdef"):
                self._define_plain()
            elif part in self.macros:
                self._expand(self.macros[part])
            else:
                out.append(part)
        return out

    def _define(self) -> None:
        if self._peek() == "*":
            self.rest.pop()
        name = self._argument()
        arity = int("".join(self._optional() or ("0",)))
        default = self._optional()
        self._store(name, _Macro(arity, default, self._argument()))

    def _define_plain(self) -> None:
        name = self._skip_spaces()
        arity = 0
        while self._peek() != "{":
            arity += self.rest.pop() == "#"
        self._store((name,), _Macro(arity, None, self._argument()))

    def _store(self, name: tuple[str, ...], macro: _Macro) -> None:
        if len(name) != 1 or not name[0].startswith("\\"):
            raise ValueError(name)
        self.macros[name[0]] = macro

    def _expand(self, macro: _Macro) -> None:
        self.left -= 1
        if self.left < 0 or len(self.rest) > 50_000:
            raise ValueError(macro)
        arguments: list[tuple[str, ...]] = []
        if macro.default is not None:
            arguments.append(self._optional() or macro.default)
        while len(arguments) < macro.arity:
            arguments.append(self._argument())
        self.rest += _fill(macro.body, arguments)[::-1]

    def _peek(self) -> str:
        while self.rest[-1].isspace():
            self.rest.pop()
        return self.rest[-1]

    def _skip_spaces(self) -> str:
        self._peek()
        return self.rest.pop()

    def _argument(self) -> tuple[str, ...]:
        """A group without its braces, or the next part."""
        first = self._skip_spaces()
        return self._until("}") if first == "{" else (first,)

    def _optional(self) -> tuple[str, ...] | None:
        if not self.rest or self._peek() != "[":
            return None
        self.rest.pop()
        return self._until("]")

    def _until(self, end: str) -> tuple[str, ...]:
        depth = 0
        group: list[str] = []
        while not (depth == 0 and self.rest[-1] == end):
            part = self.rest.pop()
            depth += (part == "{") - (part == "}")
            group.append(part)
        self.rest.pop()
        return tuple(group)


def _fill(body: tuple[str, ...], arguments: list[tuple[str, ...]]) -> list[str]:
    filled: list[str] = []
    parts = iter(body)
    for part in parts:
        if part == "#":
            filled += arguments[int(next(parts, "0")) - 1]
        else:
            filled.append(part)
    return filled

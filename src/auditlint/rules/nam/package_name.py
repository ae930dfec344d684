"""A package, module or crate of the project by a name that it does not have.

## What it does
Reads what documents call packages where that cannot mean anything else: modules imported in code
(`from x import y`, `import ... from "x"`), what commands install (`pip install x`, `cargo add x`,
`npm install x`), names in quotes beside "Python package", "npm package" or "crate", and what a
manifest is said to hold (`name = "x"`). A name is wrong when no manifest, module, source file or
dependency of that ecosystem has it, but it is near one that the project defines: spelt with other
separators, one or two letters off, or what the package or its folder was called earlier in git.
That one name is the beginning or end of the other counts only in what is said of the project's
own package. It also says when two manifests in one folder name the package apart.

Living documents are held against the manifests as they are; a historical one is right when the
name was right once. Standard modules, dependencies and lines that speak of both names, of an old
name or of a choice of names are left alone. All places of one wrong name are one finding.

## Why is this bad?
The command fails, or installs somebody else's package. Whoever reads the old name in the
requirements writes it into code, badges and release scripts again.

## Example
```text bad tree
==> pyproject.toml <==
[project]
name = "kilnlog"

==> src/kilnlog/__init__.py <==

==> .planning/PROJECT.md <==
# Kiln log

The Python package `kilnlgo` reads the log of a kiln.
```

Use instead:
```text good tree
==> pyproject.toml <==
[project]
name = "kilnlog"

==> src/kilnlog/__init__.py <==

==> .planning/PROJECT.md <==
# Kiln log

The Python package `kilnlog` reads the log of a kiln.
```

## How to fix
Write the name that the manifest has. The fix does so at every place; it is unsafe because the
manifest may be what is wrong.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from auditlint.age import ARCHIVED
from auditlint.claims import NamesPackage
from auditlint.findings import UNSAFE, Edit, Finding, Fix, Related
from auditlint.reading.numbers import pattern
from auditlint.rules.base import Rule
from auditlint.rules.ruling import Ground, unclear, wrong
from auditlint.source.text import Span
from auditlint.views.mentions import IMPORTED, INSTALLED, OWN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditlint.evidence.manifests import Manifest
    from auditlint.ledger import Facts
    from auditlint.parsing.document import Document
    from auditlint.rules.base import ProjectContext
    from auditlint.rules.nam._packages import Meant, Packages
    from auditlint.rules.ruling import Ruling

RULE = Rule(
    code="NAM001",
    name="package-name",
    summary="A package, module or crate of the project by a name that it does not have",
    severity="warning",
    fix="unsafe",
    preview=True,
    scope="project",
    needs=("NamesPackage",),
)

_LIVING = "living"
_WORDS = {"pypi": "Python", "npm": "npm", "cargo": "Cargo", "pub": "Dart", "julia": "Julia",
          "hex": "Hex"}  # fmt: skip
#: Words on a line that says more of a name than that the package has it.
_HEDGES = (
    r"\b(?:mismatch\w*|differ\w*|actual\w*|instead|wrong\w*|incorrect\w*|should|will|propos\w+|"
    r"e\.g|eg|example|alternativ\w+|candidate|previous\w*|formerly|was|were|old|legacy|stale|"
    r"no longer|not|never|taken|reserved|fork\w*|upstream|conflict\w*|squat\w*|placeholder|"
    r"working name|typo\w*|drift\w*|leftover\w*|issues?|template)\b|~~|\?"
)


class _Mention(NamedTuple):
    facts: Facts
    claim: NamesPackage
    spans: tuple[Span, ...]


def check(context: ProjectContext) -> Iterator[Finding]:
    """Yield one finding for each wrong name of a package, with all places that use it."""
    from auditlint.rules.nam._packages import Packages

    packages = Packages(context.evidence)
    found: dict[tuple[str, str, str], list[_Mention]] = {}
    sources: dict[str, Manifest] = {}
    known: dict[tuple[str, str, str, str], Meant | None] = {}
    for facts in context.ledger.by_path.values():
        if facts.age == ARCHIVED or "NamesPackage" not in facts.types:
            continue
        for claim in facts.of(NamesPackage):
            ecosystem = packages.ecosystem_of(claim)
            key = (ecosystem, claim.name, claim.role, claim.manifest)
            if key not in known:
                known[key] = packages.meant(claim, ecosystem) if ecosystem else None
            meant = known[key]
            if not isinstance(meant, tuple):
                for span in (claim.span, *claim.others):
                    context.judged(facts.path, span, meant or _unsaid)
                continue
            right, manifest = meant
            if facts.age != _LIVING and not packages.was_wrong(claim, facts, manifest):
                context.judged(facts.path, claim.span, _ruling, meant, _THEN)
                continue
            hedges = _hedges(context.document(facts.path), claim, right)
            spans = tuple(span for span, hedge in hedges.items() if not hedge)
            for span, hedge in hedges.items():
                context.judged(facts.path, span, _ruling, meant, hedge)
            if spans:
                found.setdefault((ecosystem, claim.name, right), []).append(
                    _Mention(facts, claim, spans)
                )
                sources[right] = manifest
    for (ecosystem, name, right), mentions in sorted(found.items()):
        mentions.sort(key=lambda one: one.facts.age != _LIVING)
        yield _finding(ecosystem, name, right, mentions, sources[right])
    yield from _at_odds(context, packages)


_THEN = "it may have been right when the document was written"


def _unsaid() -> Ruling:
    return unclear("packages of several languages may be meant")


def _ruling(meant: tuple[str, Manifest], hedge: str) -> Ruling:
    name, manifest = meant
    said = f"the name is '{name}'"
    ground = Ground(f"named '{manifest.name}'", manifest.path, manifest.line)
    return unclear(f"{said}, but {hedge}", ground) if hedge else wrong(said, ground)


def _at_odds(context: ProjectContext, packages: Packages) -> Iterator[Finding]:
    """Yield a finding where a living document names a package that two manifests name apart."""
    for one, other in packages.at_odds():
        names = {one.name, other.name}
        for facts in context.ledger.by_path.values():
            claim = next((
                each for each in facts.of(NamesPackage)
                if each.ecosystem == one.ecosystem and each.name in names
                and each.role != IMPORTED
            ), None) if facts.age == _LIVING and "NamesPackage" in facts.types else None
            if claim is not None:
                yield Finding(
                    claim.span,
                    f"the {_WORDS.get(one.ecosystem, one.ecosystem)} package is '{one.name}' in "
                    f"{one.path}, but '{other.name}' in {other.path}",
                    related=tuple(
                        Related(Span(0, 0), f"named '{each.name}' (line {each.line})", each.path)
                        for each in (one, other)
                    ),
                    data={"ecosystem": one.ecosystem, "names": f"{one.name} {other.name}"},
                    path=facts.path,
                )
                break


def _hedges(document: Document | None, claim: NamesPackage, right: str) -> dict[Span, str]:
    """The places of a claim, each with what says more than that the package is called so."""
    if document is None:
        return {}
    from auditlint.views.hedges import GONE, Hedges

    hedges = Hedges(document)
    found: dict[Span, str] = {}
    for span in (claim.span, *claim.others):
        line = _line(document.text, span)
        if right in pattern(r"@?\w[\w./-]*").findall(line):
            found[span] = "the line speaks of both names"
            continue
        hedged = pattern(_HEDGES, 2).search(_lead(document.text, span) + line)
        word = hedged[0] if hedged is not None else ""
        if not word and claim.role != OWN:
            # A command that adds a package says "add" itself.
            hedge = hedges.at(span.start)
            if hedge == GONE or (hedge != "" and claim.role != INSTALLED):
                word = hedges.word(span.start)
        found[span] = f"the words around it say more than that: '{word}'" if word else ""
    return found


def _line(text: str, span: Span) -> str:
    end = text.find("\n", span.end)
    return text[text.rfind("\n", 0, span.start) + 1 : end if end >= 0 else len(text)]


def _lead(text: str, span: Span) -> str:
    """The bold line or heading right above the line of `span`, "" where there is none."""
    end = text.rfind("\n", 0, span.start)
    above = text[text.rfind("\n", 0, max(end, 0)) + 1 : max(end, 0)]
    return above + "\n" if above.startswith(("**", "#")) else ""


def _finding(
    ecosystem: str, name: str, right: str, mentions: list[_Mention], manifest: Manifest
) -> Finding:
    first = mentions[0]
    what = "module" if first.claim.role == IMPORTED else "package"
    said = f"the {_WORDS.get(ecosystem, ecosystem)} {what} is '{name}' here, but '{right}' in {manifest.path}"
    count = sum(len(one.spans) for one in mentions)
    if len(mentions) > 1:
        said += f" ({count} places in {len(mentions)} documents)"
    elif count > 1:
        said += f" ({count} places)"
    others = [(one, span) for one in mentions for span in one.spans][1:]
    edits = (Edit(first.spans[0], right), *(
        Edit(span, right, "" if one.facts is first.facts else one.facts.path)
        for one, span in others
    ))
    return Finding(
        first.spans[0], said,
        related=(
            Related(Span(0, 0), f"named '{manifest.name}' (line {manifest.line})", manifest.path),
            *(
                Related(
                    span, f"'{name}' here too", "" if one.facts is first.facts else one.facts.path
                )
                for one, span in others
            ),
        ),
        fix=Fix(UNSAFE, f"Write '{right}'", edits),
        data={"ecosystem": ecosystem, "name": name, "right": right},
        path=first.facts.path,
    )

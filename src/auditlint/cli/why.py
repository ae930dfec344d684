"""``auditlint why``: every claim about a subject, and what the rules make of them."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NoReturn

import click

from auditlint.cli.options import cache_options, config_options, load_config, split
from auditlint.why import FORMATS

if TYPE_CHECKING:
    from auditlint.config import Config
    from auditlint.session import Read
    from auditlint.why.answer import Answer, Index
    from auditlint.why.question import Question

#: So many known ids are listed where a subject is unknown.
_LISTED = 20


@click.command(name="why", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("subject", nargs=-1, required=True)
@click.option("--tree", metavar="PATH",
              help="Ask the planning tree at PATH instead of the repository here.")
@click.option("--rule", "rules", multiple=True, callback=split, metavar="CODE",
              help="Say only what these rules make of it.")
@click.option("--all", "everything", is_flag=True, help="List every statement.")
@click.option("--output-format", "output", type=click.Choice(FORMATS), default="human",
              show_default=True, help="The output format.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto",
              show_default=True, help="When to colour the output.")
@click.option("--jobs", "-j", type=click.IntRange(0, 256), default=0, metavar="N",
              help="Worker processes; 0 chooses.")
@cache_options
@config_options
def command(
    subject: tuple[str, ...],
    tree: str | None,
    rules: tuple[str, ...],
    everything: bool,
    output: str,
    color: str,
    jobs: int,
    no_cache: bool,
    cache_dir: str | None,
    config_file: str | None,
    isolated: bool,
) -> int:
    """Show every claim about a subject, what agrees, and which rules fire or not, and why.

    SUBJECT is PATH:LINE, PATH, or a name: 'phase 7', 'phase v1.0/7', 'plan 07-04', 'REQ-12'.
    Exit status: 0 when nothing disagrees, 1 when something does, 2 for a usage error.
    """
    from auditlint import session, targets
    from auditlint.why.question import read as read_question

    config = load_config(config_file, isolated).config
    codes = _codes(rules)
    question = read_question(subject)
    path = question.path or tree
    try:
        groups = targets.resolve((path,) if path else (), config)
    except targets.MissingPathError as error:
        raise click.UsageError(_escaped(str(error))) from None
    cache = session.Cache(not no_cache, cache_dir)
    reads = session.ledgers(groups, config, jobs, cache=cache)
    found = _at(reads, question, config, codes) if question.path else (
        _named(reads, question, config, codes)
    )
    _write(found, question, output, color, everything)
    return 1 if found.disagrees else 0


def _codes(rules: tuple[str, ...]) -> frozenset[str]:
    from auditlint import registry

    found: set[str] = set()
    for one in rules:
        codes = registry.codes_for(one)
        if not codes:
            _refuse(f"no rule {one}", one, list(registry.BY_CODE))
        found |= codes
    return frozenset(found)


def _at(
    reads: list[Read], question: Question, config: Config, codes: frozenset[str]
) -> Answer:
    from auditlint.why.answer import Index, answer

    read = reads[0]
    task = read.group.tasks[0] if len(read.group.tasks) == 1 else None
    if task is None or not task.explicit:
        raise click.UsageError(_escaped(f"{question.path} is a folder; name one file"))
    facts = read.ledger.by_path.get(task.path)
    if facts is None:
        raise click.UsageError(_escaped(f"{question.path} is no planning document"))
    if question.line > len(facts.starts):
        raise click.UsageError(
            _escaped(f"{question.path} has {len(facts.starts)} lines, not {question.line}")
        )
    index = Index(read)
    found = index.at(task.path, question.line)
    return answer(index, found, config, codes, (task.path, question.line))


def _named(
    reads: list[Read], question: Question, config: Config, codes: frozenset[str]
) -> Answer:
    from auditlint.why.answer import Answer, Index, answer, find

    indexes = [Index(one) for one in reads]
    parts = []
    left_out = 0
    for index in indexes:
        targets = find(index, question)
        if targets:
            found = answer(index, targets, config, codes)
            parts += found.parts
            left_out += found.left_out
    if not parts:
        _unknown(indexes, question)
    return Answer(parts, left_out)


def _unknown(indexes: list[Index], question: Question) -> NoReturn:
    from auditlint.why.question import TYPES
    from auditlint.why.subjects import written

    known = {one for index in indexes for one in index.known(question.type)}
    if not known:
        kinds = ", ".join(dict.fromkeys(TYPES.values()))
        what = f"any {question.type}" if question.type else "anything"
        raise click.UsageError(
            f"no document here speaks of {what}; a subject is PATH:LINE or one of: {kinds}"
        )
    names = sorted(written(kind, identity) for kind, identity in known)
    what = f"{question.type} {question.id}" if question.type else question.id
    _refuse(f"no document here speaks of {what}", question.id, names)


def _refuse(message: str, name: str, names: list[str]) -> NoReturn:
    """Refuse a name: the nearest ones, or else what there is."""
    import difflib

    folded = {one.casefold(): one for one in reversed(names)}
    close = difflib.get_close_matches(name.casefold()[:100], list(folded)[:5000], 3)
    if close:
        message += f"; did you mean {', '.join(folded[one] for one in close)}?"
    else:
        names = list(dict.fromkeys(names))
        more = f", ... ({len(names)} in all)" if len(names) > _LISTED else ""
        message += f"; there is {', '.join(names[:_LISTED])}{more}"
    raise click.UsageError(_escaped(message))


def _escaped(text: str) -> str:
    from auditlint.report.escape import message

    return message(text)


def _write(
    found: Answer, question: Question, output: str, color: str, everything: bool
) -> None:
    if output == "json":
        from auditlint.why import json_document

        text = json_document.write(found, question.text)
    else:
        from auditlint.cli.checking import _colored
        from auditlint.why import human

        text = human.write(found, _colored(color, sys.stdout.isatty()), everything)
    sys.stdout.write(text)
    sys.stdout.flush()

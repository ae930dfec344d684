"""The one table of configuration keys.

The reader of configuration files, the published JSON Schema, ``auditlint config`` and the
documentation all come from it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from auditlint.config import Config
    from auditlint.kinds.base import Kind
    from auditlint.rules.base import Rule

#: The shapes that a value can have; `auditlint.settings.configfile` reads each of them.
SELECTORS = "selectors"
GLOBS = "globs"
THRESHOLD = "threshold"
SWITCH = "switch"
SELECTORS_BY_GLOB = "selectors by glob"
LEVELS = "levels"
GLOBS_BY_KIND = "globs by kind"
LIMITS = "limits"
FOLDER = "folder"
SCHEMAS = "schema files by kind"

#: Levels of findings, worst first, and when a run fails.
LEVEL_NAMES = ("error", "warning", "notice")
THRESHOLDS = (*LEVEL_NAMES, "never")


#: A longer path of a folder or file is refused.
LONGEST_FOLDER = 200


class Option(NamedTuple):
    """A key: its name in files (kebab-case), its shape, and what people read about it.

    `default` and `example` are TOML.
    """

    key: str
    shape: str
    title: str
    description: str
    default: str
    example: str

    @property
    def field(self) -> str:
        """The name of the field of `auditlint.config.Config`."""
        return self.key.replace("-", "_")


class Limit(NamedTuple):
    """A key of ``limits``: its bounds, both inclusive. No file can lift a limit beyond reason."""

    key: str
    least: int
    most: int
    default: int
    title: str
    description: str

    @property
    def field(self) -> str:
        """The name of the field of `auditlint.config.Limits`."""
        return self.key.replace("-", "_")


OPTIONS: tuple[Option, ...] = (
    Option(
        "select", SELECTORS, "Rules to run",
        "The rules to run instead of the default set: codes (CNT002), names (total-row), "
        "families (CNT), code prefixes (CNT0) or ALL. A preview rule runs when it is named by "
        "its own code or name, or with preview.",
        "[]", 'select = ["DOC", "CNT", "total-row"]',
    ),
    Option(
        "extend-select", SELECTORS, "Rules to run in addition",
        "Rules to run in addition to the selected ones, written as in select.",
        "[]", 'extend-select = ["SCH007"]',
    ),
    Option(
        "ignore", SELECTORS, "Rules not to run",
        "Rules not to run, written as in select. It wins over select and extend-select.",
        "[]", 'ignore = ["STA007"]',
    ),
    Option(
        "per-file-ignores", SELECTORS_BY_GLOB, "Rules not to report in some files",
        "Globs of paths, each with the rules whose findings are not reported there.",
        "{}", '[per-file-ignores]\n"docs/history/**" = ["CNT", "STA003"]',
    ),
    Option(
        "exclude", GLOBS, "Files to leave alone",
        "Globs of files and folders that are not checked. A file named on the command line is "
        "checked all the same, unless --force-exclude is given.",
        "[]", 'exclude = ["examples", "*.draft.md"]',
    ),
    Option(
        "extend-exclude", GLOBS, "Further files to leave alone",
        "Globs of files and folders that are not checked, in addition to exclude.",
        "[]", 'extend-exclude = ["vendor/"]',
    ),
    Option(
        "fail-on", THRESHOLD, "What fails a run",
        "The mildest level at which a finding makes the exit status 1.",
        '"warning"', 'fail-on = "error"',
    ),
    Option(
        "severity", LEVELS, "Levels of rules",
        "The level of a rule's findings, by its code or name, or of all rules of a family. The "
        "rule itself wins over its family.",
        "{}", '[severity]\nCNT011 = "notice"\nDOC = "error"',
    ),
    Option(
        "preview", SWITCH, "Preview rules",
        "Whether preview rules run, which have not yet been measured to be right nearly always.",
        "false", "preview = true",
    ),
    Option(
        "archived", SWITCH, "Full levels in the archive",
        "Whether findings in archived documents (below `milestones/`, `archive/` and the like, or of "
        "a spec-kit feature whose tasks are all done) keep their level. By default they are notices, "
        "one for each rule and file.",
        "false", "archived = true",
    ),
    Option(
        "kinds", GLOBS_BY_KIND, "Kinds of documents by path",
        "Kind ids (auditlint kinds lists them), each with globs of the files that are of this "
        "kind whatever their name and content say.",
        "{}", '[kinds]\nissue-register = ["docs/review/*.md"]',
    ),
    Option(
        "schemas", SCHEMAS, "Own schemas",
        "Kind ids, each with a JSON Schema file, relative to the repository and inside it, that "
        "takes the place of the kind's built-in schema or extends it (docs/schemas.md). An id that "
        "has both globs under kinds and a schema is a kind of your own.",
        "{}", '[schemas]\ngsd-verification = "docs/verification.schema.json"',
    ),
    Option(
        "cache-dir", FOLDER, "Cache folder",
        "The cache folder, relative to the repository and inside it. The option --cache-dir and "
        "the variable AUDITLINT_CACHE_DIR win, and may name any folder.",
        '".auditlint_cache"', 'cache-dir = ".cache/auditlint"',
    ),
    Option(
        "limits", LIMITS, "Limits",
        "How much of a document is read before it is reported (DOC009) instead of checked, and how "
        "much of what is found in it is listed.",
        "{}", "[limits]\ntable-rows = 50000",
    ),
)

LIMIT_KEYS: tuple[Limit, ...] = (
    Limit(
        "file-bytes", 1, 256 * 1024 * 1024, 4 * 1024 * 1024, "Size of a file",
        "The largest document that is read, in bytes.",
    ),
    Limit(
        "yaml-depth", 1, 200, 64, "Depth of YAML",
        "How deep lists and mappings in front matter may be nested.",
    ),
    Limit(
        "yaml-aliases", 0, 10_000, 100, "Aliases in YAML",
        "How many aliases (*name) front matter may have.",
    ),
    Limit(
        "table-rows", 1, 10_000_000, 20_000, "Rows of a table",
        "How many rows a table may have.",
    ),
    Limit(
        "findings", 1, 1_000_000, 100, "Findings of a rule",
        "How many findings of one rule are listed of one document; one more says how many others "
        "there are.",
    ),
)

BY_KEY: dict[str, Option] = {one.key: one for one in OPTIONS}

#: The ids that a team's own kinds may have: none that a rule for a framework would look at.
OWN_KIND = r"^(?!(?:gsd|openspec|spec-?kit)(?:-|$))[a-z][a-z0-9]*(?:-[a-z0-9]+){0,5}$"

SCHEMA_ID = "urn:auditlint:schema:config:1"


def plain(config: Config) -> dict[str, Any]:
    """Return `config` as a configuration file would hold it: kebab-case keys, plain values."""
    out: dict[str, Any] = {}
    for option in OPTIONS:
        value = getattr(config, option.field)
        if option.shape == LIMITS:
            out[option.key] = {one.key: getattr(value, one.field) for one in LIMIT_KEYS}
        elif option.shape == LEVELS:
            out[option.key] = dict(value)
        elif option.shape == SCHEMAS:
            out[option.key] = {kind: path for kind, path, _ in value}
        elif option.shape in (SELECTORS_BY_GLOB, GLOBS_BY_KIND):
            merged: dict[str, list[str]] = {}
            for key, values in value:
                merged.setdefault(key, []).extend(values)
            out[option.key] = merged
        elif isinstance(value, tuple):
            out[option.key] = list(value)
        else:
            out[option.key] = value
    return out


def schema(rules: Iterable[Rule], kinds: Iterable[Kind]) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a configuration: of auditlint.toml, [tool.auditlint].

    The names that it accepts are those of `rules` and `kinds`.
    """
    from auditlint.source.globs import LONGEST

    rules, kinds = list(rules), list(kinds)
    codes = sorted(one.code for one in rules)
    names = sorted(one.name for one in rules)
    families = sorted({one.family for one in rules})
    prefixes = sorted({code[:length] for code in codes for length in (4, 5)})
    definitions: dict[str, Any] = {
        "selector": {
            "title": "Rule",
            "description": "A rule's code or name, a family, a code prefix, or ALL.",
            "enum": [*codes, *names, *families, *prefixes, "ALL"],
        },
        "glob": {
            "title": "Glob",
            "description": "A path pattern as in .gitignore, relative to the repository.",
            "type": "string",
            "minLength": 1,
            "maxLength": LONGEST,
        },
        "level": {
            "title": "Level",
            "description": "How bad a finding is.",
            "enum": list(LEVEL_NAMES),
        },
    }
    selectors = {"type": "array", "items": {"$ref": "#/$defs/selector"}}
    file = {"type": "string", "minLength": 1, "maxLength": LONGEST_FOLDER}
    globs = {"type": "array", "items": {"$ref": "#/$defs/glob"}}
    shapes: dict[str, dict[str, Any]] = {
        SELECTORS: selectors,
        GLOBS: globs,
        THRESHOLD: {"enum": list(THRESHOLDS)},
        SWITCH: {"type": "boolean"},
        FOLDER: {"type": "string", "minLength": 1, "maxLength": LONGEST_FOLDER},
        SELECTORS_BY_GLOB: {
            "type": "object",
            "propertyNames": {"$ref": "#/$defs/glob"},
            "additionalProperties": selectors,
        },
        LEVELS: {
            "type": "object",
            "propertyNames": {"enum": [*codes, *names, *families]},
            "additionalProperties": {"$ref": "#/$defs/level"},
        },
        GLOBS_BY_KIND: {
            "type": "object",
            "properties": {
                one.id: {"title": one.title, **globs}
                for one in sorted(kinds, key=lambda one: one.id)
            },
            "patternProperties": {OWN_KIND: globs},
            "additionalProperties": False,
        },
        SCHEMAS: {
            "type": "object",
            "properties": {
                one.id: {"title": one.title, **file}
                for one in sorted(kinds, key=lambda one: one.id)
            },
            "patternProperties": {OWN_KIND: file},
            "additionalProperties": False,
        },
        LIMITS: {
            "type": "object",
            "properties": {
                one.key: {
                    "title": one.title,
                    "description": one.description,
                    "type": "integer",
                    "minimum": one.least,
                    "maximum": one.most,
                    "default": one.default,
                }
                for one in LIMIT_KEYS
            },
            "additionalProperties": False,
        },
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": "auditlint configuration",
        "description": "The content of auditlint.toml, or of [tool.auditlint] in pyproject.toml.",
        "type": "object",
        "properties": {
            one.key: {
                "title": one.title,
                "description": one.description,
                **shapes[one.shape],
                "default": _default(one),
                "examples": [_example(one)],
            }
            for one in OPTIONS
        },
        "additionalProperties": False,
        "$defs": definitions,
    }


def _default(option: Option) -> Any:
    import tomllib

    return tomllib.loads(f"value = {option.default}")["value"]


def _example(option: Option) -> Any:
    import tomllib

    return tomllib.loads(option.example)[option.key]


def table() -> str:
    """Return the table of all keys as Markdown."""
    lines = ["| key | default | meaning |", "|---|---|---|"]
    lines += [f"| `{one.key}` | `{one.default}` | {one.description} |" for one in OPTIONS]
    lines += [f"| `limits.{one.key}` | `{one.default}` | {one.description} |" for one in LIMIT_KEYS]
    return "\n".join(lines) + "\n"

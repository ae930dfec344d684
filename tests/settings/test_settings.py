"""The configuration: which file counts, what it may say, and what is told when it is wrong."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from auditlint import settings
from auditlint.config import Config, ConfigError, Limits
from auditlint.settings import options

ROOT = Path(__file__).resolve().parents[2]


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def load(folder: Path, root: Path | None = None, **options: Any) -> settings.Loaded:
    return settings.load(str(folder), str(root or folder), **options)


def problems(folder: Path, text: str, name: str = "auditlint.toml") -> list[str]:
    """Return what is wrong with a configuration, as printed."""
    path = write(folder, name, text)
    return [str(one) for one in settings.check(str(path), name)]


def test_no_file_gives_the_defaults(tmp_path: Path) -> None:
    loaded = load(tmp_path)
    assert loaded.config == Config()
    assert set(loaded.origins.values()) == {"default"}


def test_every_key(tmp_path: Path) -> None:
    write(tmp_path, "auditlint.toml", """
select = ["CNT", "total-row", "CNT0"]
extend-select = ["LNT001"]
ignore = ["CNT001"]
exclude = ["examples"]
extend-exclude = ["*.draft.md"]
fail-on = "error"
preview = true
archived = true
per-file-ignores."docs/**" = ["CNT"]
severity = {CNT = "notice", total-row = "error"}
[kinds]
gsd-milestone-audit = ["docs/audit.md"]
[limits]
file-bytes = 1000
table-rows = 10
""")
    assert load(tmp_path).config == Config(
        select=("CNT", "total-row", "CNT0"),
        extend_select=("LNT001",),
        ignore=("CNT001",),
        per_file_ignores=(("docs/**", ("CNT",)),),
        exclude=("examples",),
        extend_exclude=("*.draft.md",),
        fail_on="error",
        severity=(("CNT", "notice"), ("CNT002", "error")),
        preview=True,
        archived=True,
        kinds=(("gsd-milestone-audit", ("docs/audit.md",)),),
        limits=Limits(file_bytes=1000, table_rows=10),
        source="auditlint.toml",
    )


def test_the_nearest_file_counts_up_to_the_root(tmp_path: Path) -> None:
    write(tmp_path, "auditlint.toml", 'ignore = ["LNT001"]')
    root = tmp_path / "root"
    deep = root / "a" / "b"
    deep.mkdir(parents=True)
    assert load(deep, root).config.source == ""
    write(root, "pyproject.toml", "[tool.auditlint]\npreview = true\n")
    assert load(deep, root).config.source == "pyproject.toml"
    write(root / "a", "pyproject.toml", "[project]\nname = 'x'\n")
    assert load(deep, root).config.source == "pyproject.toml"
    write(root / "a", "auditlint.toml", "")
    assert load(deep, root).config.source == "a/auditlint.toml"
    assert load(deep, root).config.preview is False
    # Outside a repository only the folder itself is looked at.
    assert settings.load(str(deep), None).config.source == ""


def test_auditlint_toml_wins_in_one_folder(tmp_path: Path) -> None:
    write(tmp_path, "pyproject.toml", "[tool.auditlint]\npreview = true\n")
    write(tmp_path, "auditlint.toml", "archived = true\n")
    config = load(tmp_path).config
    assert (config.preview, config.archived) == (False, True)


@pytest.mark.parametrize(
    "text",
    ["[tool.auditlint]\npreview = true\n", "[ tool . auditlint ]\npreview = true\n",
     "[tool]\nauditlint = {preview = true}\n", "[tool]\nauditlint.preview = true\n",
     "tool.auditlint.preview = true\n", '[tool."auditlint"]\npreview = true\n',
     "\ufeff[tool.auditlint]\r\npreview = true\r\n"],
)
def test_pyproject_spellings(tmp_path: Path, text: str) -> None:
    write(tmp_path, "pyproject.toml", text)
    assert load(tmp_path).config.preview is True


def test_isolated_and_explicit(tmp_path: Path) -> None:
    write(tmp_path, "auditlint.toml", "preview = true")
    write(tmp_path, "sub/other.toml", "archived = true")
    assert load(tmp_path, isolated=True).config == Config()
    explicit = load(tmp_path, explicit="sub/other.toml")
    assert explicit.config == Config(archived=True, source="sub/other.toml")
    # The user may name any file, also with --isolated, and outside the repository.
    outside = load(tmp_path / "sub", explicit="../auditlint.toml", isolated=True)
    assert outside.config.preview is True
    assert outside.config.source == "../auditlint.toml"


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("missing.toml", None, "missing.toml: error: cannot be read: No such file or directory"),
        ("pyproject.toml", "[project]\n", "pyproject.toml: error: it has no table [tool.auditlint]"),
        ("bad.toml", "a = \n", "bad.toml:1:5: error: not TOML: "),
    ],
)
def test_explicit_files_that_cannot_be_used(
    tmp_path: Path, name: str, text: str | None, message: str
) -> None:
    if text is not None:
        write(tmp_path, name, text)
    with pytest.raises(ConfigError) as error:
        load(tmp_path, explicit=name)
    assert str(error.value).startswith(message)


def test_a_link_out_of_the_repository_is_not_followed(tmp_path: Path) -> None:
    secret = write(tmp_path, "secret.toml", "preview = true")
    root = tmp_path / "root"
    root.mkdir()
    (root / "auditlint.toml").symlink_to(secret)
    with pytest.raises(ConfigError, match="leaves the repository"):
        load(root)
    (root / "auditlint.toml").unlink()
    (root / "pyproject.toml").symlink_to(write(tmp_path, "p.toml", "[tool.auditlint]\n"))
    assert load(root).config.source == ""
    (root / "auditlint.toml").mkdir()
    assert load(root).config.source == ""


PROBLEMS = [
    ('selct = ["CNT"]', '1:1: error: unknown key "selct"; did you mean "select"?'),
    ("fail_on = 1", '1:1: error: unknown key "fail_on"; did you mean "fail-on"?'),
    ("table-rows = 1", '1:1: error: unknown key "table-rows"; it belongs under [limits]'),
    ("[tool.auditlint]", ('1:2: error: unknown key "tool"; in this file the keys stand at the top, '
                         "without [tool.auditlint]")),
    ('\nselect = [\n  "CNT", # "x"\n  "total-rwo"]',
     '4:3: error: "total-rwo" names no rule; did you mean "total-row"?'),
    ('select = ["CNTO02"]', '1:11: error: "CNTO02" names no rule; did you mean "CNT002"?'),
    ('select = ["cnt002"]', '1:11: error: "cnt002" names no rule; did you mean "CNT002"?'),
    ("select = [1]", "1:11: error: a rule is a string, not 1"),
    ('select = "CNT"', '1:10: error: select must be a list of rules, not "CNT"'),
    ('exclude = ["[a"]', '1:12: error: the glob "[a" cannot be used: a [ that never closes'),
    ("preview = 1", "1:11: error: preview must be true or false, not 1"),
    ('fail-on = "warn"', ("1:11: error: fail-on must be one of error, warning, notice, never, not "
                         '"warn"; did you mean "warning"?')),
    ('severity = {CNT999 = "error"}', '1:13: error: "CNT999" names no rule or family'),
    ('severity.CNT = "info"', ("1:16: error: a level must be one of error, warning, notice, not "
                              '"info"')),
    ('[severity]\n"CNT" = "off"', '2:9: error: "off" is no level; switch a rule off by ignore'),
    ("severity = []", "1:12: error: severity must be a table of rules with levels, not a list"),
    ('[kinds]\ngsd-milestone-audt = ["x"]',
     ('2:1: error: "gsd-milestone-audt" is no kind of document; did you mean '
     '"gsd-milestone-audit"?')),
    ('[per-file-ignores]\n"!x" = ["CNT"]', '2:1: error: the glob "!x" cannot be used: a leading !'),
    ('[per-file-ignores]\n"x" = ["CNT", "CMT"]', '2:15: error: "CMT" names no rule'),
    ('[per-file-ignores]\n"x\\u001b" = 1', '2:13: error: "x\\u001b" must be a list of rules, not 1'),
    ("[limits]\ntable-rows = 0", "2:14: error: table-rows must be from 1 to 10,000,000, not 0"),
    ("[limits]\nyaml-depth = 100_000", "2:14: error: yaml-depth must be from 1 to 200, not"),
    ("[limits]\ntable-rows = true", "2:14: error: table-rows must be a whole number, not true"),
    ("[limits]\ntable-row = 1",
     '2:1: error: unknown limit "table-row"; did you mean "table-rows"?'),
    ("preview = true\npreview = true", "2:15: error: not TOML"),
    ("a = 1979-05-27\nb = '\x01'", "2:6: error: not TOML"),
]


@pytest.mark.parametrize(("text", "message"), PROBLEMS, ids=range(len(PROBLEMS)))
def test_problems(tmp_path: Path, text: str, message: str) -> None:
    (found,) = problems(tmp_path, text)
    assert found.startswith(f"auditlint.toml:{message}")


def test_all_problems_are_told_at_once_in_order(tmp_path: Path) -> None:
    found = problems(tmp_path, '[tool.auditlint]\nbad = 1\npreview = 2\n[tool.auditlint.limits]\nx=1',
                     "pyproject.toml")
    assert [one.split(" error")[0] for one in found] == [
        "pyproject.toml:2:1:", "pyproject.toml:3:11:", "pyproject.toml:5:1:"
    ]
    with pytest.raises(ConfigError) as error:
        load(tmp_path)
    assert str(error.value) == "\n".join(found)
    many = problems(tmp_path, "".join(f"k{n} = 1\n" for n in range(80)))
    assert len(many) == 51
    assert many[-1].endswith("and 30 more problems")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a = " + "[" * 100_000, "nested too deeply"),
        ("a = " + "{a=" * 20_000, "nested too deeply"),
        ("a." * 20_000 + "a = 1", "more than 400 dots in one line"),
        ("a = " + "9" * 100_000, "a number that is too long"),
        ("# " + "x" * 300_000, "the file is larger than 262,144 bytes"),
        ("select = [" + '"nothing-like-it",' * 14_000 + "]", "names no rule"),
        ("".join(".".join(["a"] * 390) + f".b{n} = 1\n" for n in range(300)), "unknown key"),
        ('a = "' + "\\" * 100_001, "not TOML"),
    ],
    ids=range(8),
)
def test_hostile_files_give_a_clean_error_in_time(tmp_path: Path, text: str, message: str) -> None:
    start = time.process_time()
    found = problems(tmp_path, text)
    assert message in found[0]
    assert time.process_time() - start < 5.0


def test_not_text(tmp_path: Path) -> None:
    (tmp_path / "auditlint.toml").write_bytes(b"a = 1\nb = '\xff'\n")
    (found,) = settings.check(str(tmp_path / "auditlint.toml"), "x.toml")
    assert str(found) == "x.toml:2:6: error: not UTF-8 text"


def test_origins(tmp_path: Path) -> None:
    write(tmp_path, "auditlint.toml", """# first
ignore = ["CNT001"]
"preview" = true

[per-file-ignores]
"x" = ["CNT"]
[limits]
table-rows = 5
""")
    loaded = load(tmp_path)
    origins = loaded.origins
    assert origins["ignore"] == "auditlint.toml:2"
    assert origins["preview"] == "auditlint.toml:3"
    assert origins["per-file-ignores"] == "auditlint.toml:5"
    assert origins["limits.table-rows"] == "auditlint.toml:8"
    assert origins["limits.file-bytes"] == "default"
    assert origins["select"] == "default"
    changed = loaded.override(ignore=("CNT002,DOC",), fail_on="error", preview=False, select=None)
    assert changed.config.ignore == ("CNT001", "CNT002", "DOC")
    assert changed.origins["ignore"] == "auditlint.toml:2, command line"
    assert changed.origins["preview"] == "command line"
    assert changed.origins["fail-on"] == "command line"
    assert changed.config.preview is False


def test_the_command_line_wins(tmp_path: Path) -> None:
    write(tmp_path, "auditlint.toml", """
select = ["CNT"]
extend-select = ["LNT001"]
ignore = ["CNT00"]
exclude = ["a"]
extend-exclude = ["b"]
""")
    loaded = load(tmp_path)
    assert settings.override(loaded) is loaded
    assert settings.override(loaded, select=(), ignore=None) is loaded
    chosen = settings.override(loaded, select=["CNT002"])
    assert (chosen.config.select, chosen.config.extend_select, chosen.config.ignore) == (
        ("CNT002",), (), ()
    )
    assert chosen.origins["ignore"] == "default"
    added = settings.override(loaded, extend_select=["total-row"])
    assert "CNT002" not in added.config.ignore
    assert "CNT001" in added.config.ignore
    assert added.config.extend_select == ("LNT001", "total-row")
    excluded = settings.override(loaded, exclude=("c",), extend_exclude=("d",))
    assert (excluded.config.exclude, excluded.config.extend_exclude) == (("c",), ("b", "d"))


def test_the_command_line_is_checked() -> None:
    with pytest.raises(ConfigError) as error:
        settings.override(settings.Loaded(Config()), select=["total-rwo"], fail_on="bad")
    assert [str(one) for one in error.value.problems] == [
        '--select: error: "total-rwo" names no rule; did you mean "total-row"?',
        "--fail-on: error: fail-on must be one of error, warning, notice, never, not \"bad\"",
    ]


def test_effective_values_are_a_configuration(tmp_path: Path) -> None:
    for option in options.OPTIONS:
        if option.key in ("select", "per-file-ignores", "exclude", "preview", "limits"):
            write(tmp_path, "auditlint.toml", option.example)
            loaded = load(tmp_path)
            values = settings.effective(loaded)
            assert list(values) == [one.key for one in options.OPTIONS]
            assert json.loads(json.dumps(values)) == values
            # Whatever it shows can be written into a file again.
            from auditlint.settings.configfile import ConfigFile
            from auditlint.settings.configreader import validate

            again = Config(**validate(ConfigFile("x", "", values, ())), source="auditlint.toml")
            assert again == loaded.config


def test_defaults_of_the_table_are_those_of_the_code(tmp_path: Path) -> None:
    text = "".join(f"{one.key} = {one.default}\n" for one in options.OPTIONS)
    write(tmp_path, "auditlint.toml", text)
    assert load(tmp_path).config._replace(source="") == Config()
    assert {one.field for one in options.OPTIONS} == {*Config._fields} - {"source"}
    assert {one.field: one.default for one in options.LIMIT_KEYS} == Limits()._asdict()
    table = options.table()
    assert all(f"`{one.key}`" in table for one in options.OPTIONS)


SCHEMA = ROOT / "schemas" / "config.json"


def test_the_schema_is_sound_and_its_examples_hold() -> None:
    from jsonschema import Draft202012Validator

    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    assert schema["$id"] == "urn:auditlint:schema:config:1"
    for key, value in schema["properties"].items():
        assert value["title"], key
        assert value["description"], key


@pytest.mark.parametrize("text", [one for one, _ in PROBLEMS if "not TOML" not in _ and "the glob" not in _])
def test_the_schema_refuses_what_the_reader_refuses(text: str) -> None:
    assert not _valid(text)


@pytest.mark.parametrize(
    "text",
    ["", 'select = ["CNT", "CNT0", "CNT002", "total-row", "ALL"]', 'severity.CNT = "notice"',
     'severity.total-row = "error"', 'fail-on = "never"', "limits.yaml-aliases = 0",
     'kinds.gsd-milestone-audit = ["a"]', 'per-file-ignores = {"**" = ["LNT"]}', "archived = true"],
)
def test_the_schema_accepts_what_the_reader_accepts(tmp_path: Path, text: str) -> None:
    assert problems(tmp_path, text) == []
    assert _valid(text)


def _valid(text: str) -> bool:
    import tomllib

    from jsonschema import Draft202012Validator

    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return Draft202012Validator(schema).is_valid(tomllib.loads(text))


def test_nothing_is_imported_for_nothing(tmp_path: Path) -> None:
    write(tmp_path, "pyproject.toml", "[project]\ndependencies = ['auditlint-planning']\n")
    program = (
        "import sys; from auditlint import settings; settings.load(sys.argv[1], sys.argv[1]);"
        "print([name for name in ('tomllib', 'difflib', 'auditlint.registry', "
        "'auditlint.settings.options', 'auditlint.source.globs', 'auditlint.settings.configfile') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-S", "-c", program, str(tmp_path)], capture_output=True, text=True,
        check=True, env={"PYTHONPATH": str(ROOT / "src")},
    )
    assert done.stdout == "[]\n"

from __future__ import annotations

import pytest

from tests.helpers import found, lint

HEAD = "# v1.0 Milestone Audit\n\n"
SOURCE = "✅ — “q” ’ é ü ñ → ⚠️ 🚀 • … привет 完成 ├── │ ≥ × °"


def misread(text: str, encoding: str) -> str:
    """Read the bytes of `text` in another encoding, as a browser or an editor does."""
    out = []
    for byte in text.encode():
        try:
            out.append(bytes((byte,)).decode(encoding))
        except UnicodeDecodeError:
            out.append(chr(byte))
    return "".join(out)


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "mac_roman"])
def test_gives_back_what_was_meant(encoding: str) -> None:
    text = HEAD + misread(SOURCE, encoding) + "\n"
    (diagnostic,) = [one for one in lint(text) if one.code == "DOC002"]
    assert diagnostic.fix is not None
    line = text.split("\n")[2]
    for edit in sorted(diagnostic.fix.edits, key=lambda one: one.place, reverse=True):
        line = line[: edit.place.column - 1] + edit.text + line[edit.place.end_column - 1 :]
    assert line == SOURCE


@pytest.mark.parametrize(
    "text",
    [
        "« café » « là » « où » «É» CAFÉ» MAÇû “É” ’É’ «ÉTÉ» L’ÂGE… «Â» ÊTRE… là” è… “cœur” à–é",
        "„MENÜ“ „Spaß“ „Spaß“, „Ö“ „Ü“ „Ä“ Straße– größe… ‚Ähnlich‘ ‚Übung‘ ‚öffnen‘ Ü–Ä",
        "Đà Nẵng “Ơi” Ấy… Âu “Ắc” “ÂU LẠC” ‘Ưu’ Đ… “Ăn” Tiếng Việt — dấu “ngã” Ã",
        "İstanbul’da ‘Şu’ “Çok” «ığdır» Ğ… Ü… Ö”",
        "São «Não» NÃO… ÃÕ “Ã” ESPAÑA… “MAÑANA” ¿Qué? “Ñ” Ð ð… þ Ý…",
        "5 √π √2 ¬∃x ¬¬A ± µ · × §1 25°C ½ ∀x ∈ S ≈ © ® ™ ✅ 🚀 → ⚠️ ├── │",
        "完成。「はい」 한국어 привет Ελληνικά العربية עברית",
        "`â€”` and `Ã©` in code",
    ],
)
def test_languages_stay_silent(text: str) -> None:
    assert found(HEAD + text + "\n\n```\nâ€” Ã©\n```\n", "DOC002") == []


def test_one_finding_for_each_line() -> None:
    text = HEAD + "done âœ… and âœ…\n\n| A |\n|---|\n| Ã© |\n"
    assert found(text, "DOC002") == [
        "3:6 'âœ…' is '✅' read as Windows-1252, and 1 more on this line",
        "7:3 'Ã©' is 'é' read as Windows-1252",
    ]


def test_front_matter_too() -> None:
    text = "---\nmilestone: v1.0 â€” x\n---\n# v1.0 Milestone Audit\n"
    assert found(text, "DOC002") == ["2:17 'â€”' is '—' read as Windows-1252"]

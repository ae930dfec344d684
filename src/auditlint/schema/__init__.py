"""The schema layer: decide quickly whether a model is valid, and explain at the exact place.

`load` finds a kind's JSON Schema; `coerce.to_value` turns a model into the plain JSON that it
validates, `gate.is_valid` decides, `explain.explain` says what is wrong where, and `check.check`
does all of that at most once per document. A team's own schema (`own`) takes the place of a
kind's: it is put together with what it refers to, so that nothing else need know.

What a schema (draft 2020-12, in ``schemas/``) can say beyond validating:

* ``title`` and ``description`` of every property are what an editor shows.
* ``examples`` beside a ``pattern`` are the hint in the message about a malformed value.
* a branch of ``anyOf`` or ``oneOf`` that is ``deprecated`` is accepted, and nobody is told to
  write it: synonyms and spellings that occur.
* ``auditlint:sections``, at the top, lists what every document of the kind holds: entries of a
  ``title`` for people and one of ``heading``, ``field`` or ``table``, a regular expression
  (letter case ignored) for headings, field keys, or header cells joined by `` | ``. What a
  built-in schema lists is a custom (SCH007), what a team's own lists is required (SCH001).

Patterns use ``[0-9]`` and no ``\\d``, and ``format`` is not used: validators differ there.
"""

from __future__ import annotations

from auditlint.schema.loading import exists, load, names, schema_of

__all__ = ["exists", "load", "names", "schema_of"]

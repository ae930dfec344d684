"""The functions of a source file as the tree-sitter grammars see them, to hold our reader against.

A function is (name, line, parameters), a parameter is (name, has a default, mark). Left out are
functions inside other functions' bodies in C, C++, C#, Java and Dart, functions without a name,
and names that are computed.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from auditlint.evidence.signatures import Signature

Node = Any  # of tree_sitter, which is there in development only
Parameters = tuple[tuple[str, bool, str], ...]


class Function(NamedTuple):
    """One function: `line` is from 1."""

    name: str
    line: int
    parameters: Parameters


class Reading(NamedTuple):
    """What the grammar made of a file; `blind` are line ranges it does not look into."""

    functions: list[Function]
    has_error: bool
    blind: list[tuple[int, int]]


_GRAMMARS = {
    "python": ("tree_sitter_python", "language"),
    "c": ("tree_sitter_c", "language"),
    "cpp": ("tree_sitter_cpp", "language"),
    "javascript": ("tree_sitter_javascript", "language"),
    "typescript": ("tree_sitter_typescript", "language_typescript"),
    "tsx": ("tree_sitter_typescript", "language_tsx"),
    "rust": ("tree_sitter_rust", "language"),
    "go": ("tree_sitter_go", "language"),
    "java": ("tree_sitter_java", "language"),
    "kotlin": ("tree_sitter_kotlin", "language"),
    "csharp": ("tree_sitter_c_sharp", "language"),
    "julia": ("tree_sitter_julia", "language"),
    "dart": ("tree_sitter_dart", "language"),
    "lua": ("tree_sitter_lua", "language"),
    "ruby": ("tree_sitter_ruby", "language"),
    "php": ("tree_sitter_php", "language_php"),
    "swift": ("tree_sitter_swift", "language"),
}


@cache
def _parser(grammar: str) -> Any:
    tree_sitter = import_module("tree_sitter")
    module, function = _GRAMMARS[grammar]
    return tree_sitter.Parser(tree_sitter.Language(getattr(import_module(module), function)()))


def read(path: str, data: bytes, language: str) -> Reading:
    """Return the functions of a file in `language`, one of the reader's names of languages."""
    grammars = [language]
    if path.endswith(".tsx"):
        grammars = ["tsx"]
    if path.endswith(".h"):
        grammars = ["cpp", "c"]
    tree = _parser(grammars[0]).parse(data)
    for other in grammars[1:]:
        if tree.root_node.has_error:
            tree = _parser(other).parse(data)
    functions: list[Function] = []
    blind: list[tuple[int, int]] = []
    find = _FINDERS[language]
    waiting = [tree.root_node]
    while waiting:
        node = waiting.pop()
        functions.extend(find(node))
        if node.type in _BLIND.get(language, ()):
            blind.append((node.start_point[0] + 1, node.end_point[0] + 1))
        if node.type not in _CLOSED.get(language, ()):
            waiting.extend(node.children)
    functions.sort(key=lambda one: one.line)
    return Reading(functions, tree.root_node.has_error, blind)


#: Nodes that are not looked into: bodies of functions, and what may hold further classes.
_CLOSED = {
    "c": ("compound_statement",),
    "cpp": ("compound_statement", "lambda_expression"),
    "java": ("block", "constructor_body", "object_creation_expression", "enum_constant", "lambda_expression"),
    "csharp": ("block", "arrow_expression_clause", "accessor_list", "equals_value_clause"),
    "dart": ("function_body", "initializers", "static_final_declaration_list", "initialized_identifier_list"),
}  # fmt: skip
_BLIND = {"rust": ("macro_invocation", "macro_definition")}


def normal(signature: Signature) -> Function:
    """Return one of our signatures in the oracle's terms."""
    marks = {"variadic": "*", "keywords": "**", "keyword": "=", "block": "&", "receiver": "self"}
    skipped = ("self",) if signature.language in ("python", "csharp", "typescript", "java") else ()
    return Function(
        signature.name.replace(" ", ""), signature.line,
        tuple(
            (one.name.lstrip("@"), one.has_default, "" if (mark := marks.get(one.kind, "")) in skipped else mark)
            for one in signature.parameters
        ),
    )  # fmt: skip


def _text(node: Node | None) -> str:
    return node.text.decode("utf-8", "replace") if node is not None and node.text else ""


def _function(name: Node | str, place: Node, parameters: Parameters) -> Function:
    text = name if isinstance(name, str) else _text(name)
    return Function("".join(text.split()), place.start_point[0] + 1, parameters)


def _first(node: Node | None, *types: str) -> Node | None:
    return next((one for one in node.children if one.type in types), None) if node is not None else None


def _named(node: Node | None) -> list[Node]:
    if node is None:
        return []
    return [one for one in node.named_children if "comment" not in one.type]


# Python


def _python(node: Node) -> Iterator[Function]:
    if node.type != "function_definition":
        return
    found: list[tuple[str, bool, str]] = []
    keyword = ""
    for one in _named(node.child_by_field_name("parameters")):
        kind = one.type
        inner = one
        if kind == "typed_parameter":
            inner = one.named_children[0]
            kind = inner.type
        if kind == "identifier":
            found.append((_text(inner), False, keyword))
        elif kind in ("default_parameter", "typed_default_parameter"):
            found.append((_text(one.child_by_field_name("name")), True, keyword))
        elif kind == "list_splat_pattern":
            found.append((_text(inner)[1:].strip(), False, "*"))
            keyword = "="
        elif kind == "dictionary_splat_pattern":
            found.append((_text(inner)[2:].strip(), False, "**"))
        elif kind == "keyword_separator":
            keyword = "="
    name = node.child_by_field_name("name")
    yield _function(name, name, tuple(found))


# C and C++


def _c(node: Node) -> Iterator[Function]:
    if node.type not in ("function_definition", "declaration", "field_declaration"):
        return
    for index, child in enumerate(node.children):
        if node.field_name_for_child(index) == "declarator":
            found = _c_declared(child)
            # Without a type and outside of a class it is a macro, as in TEST(Suite, name) {...}.
            if found is not None and not (found.name.isupper() and node.child_by_field_name("type") is None):
                yield found


def _c_declared(node: Node | None) -> Function | None:
    while node is not None and node.type in (
        "pointer_declarator", "reference_declarator", "attributed_declarator",
    ):  # fmt: skip
        node = node.child_by_field_name("declarator") or next(
            (one for one in node.named_children if one.type.endswith(("declarator", "identifier"))), None
        )
    if node is not None and node.type == "operator_cast":
        return _cast(node)
    if node is not None and node.type == "qualified_identifier" and node.child_by_field_name("name") is not None:
        inner = node
        while inner is not None and inner.type == "qualified_identifier":
            inner = inner.child_by_field_name("name")
        if inner is not None and inner.type == "operator_cast":
            return _cast(inner)
    if node is None or node.type != "function_declarator":
        return None
    name = node.child_by_field_name("declarator")
    if name is not None and name.type == "parenthesized_declarator":
        inner = _named(name)
        if len(inner) != 1 or inner[0].type not in ("identifier", "field_identifier"):
            return None
        name = inner[0]
    while name is not None and name.type in ("qualified_identifier", "template_function", "template_method", "dependent_name"):
        name = name.child_by_field_name("name") or (name.named_children[-1] if name.type == "dependent_name" else None)
    if name is None or name.type in ("function_declarator", "pointer_declarator", "array_declarator"):
        return None
    return _function(name, name, _c_parameters(node.child_by_field_name("parameters")))


def _cast(node: Node) -> Function | None:
    declarator = node.child_by_field_name("declarator")
    text = _text(node)
    head = text.partition("(")[0]
    while declarator is not None and declarator.type not in ("abstract_function_declarator", "function_declarator"):
        declarator = declarator.child_by_field_name("declarator") or (
            declarator.named_children[-1] if declarator.named_children else None
        )
    if declarator is None:
        return None
    return _function(head, node, _c_parameters(declarator.child_by_field_name("parameters")))


def _c_parameters(node: Node | None) -> Parameters:
    found: list[tuple[str, bool, str]] = []
    for one in _named(node):
        if one.type in ("variadic_parameter", "variadic_parameter_declaration", "parameter_declaration", "optional_parameter_declaration"):
            mark = "*" if one.type.startswith("variadic") else ""
            has_default = one.type == "optional_parameter_declaration"
            declarator = one.child_by_field_name("declarator")
            if one.type == "parameter_declaration" and declarator is None and _text(one).strip() == "void":
                continue
            found.append((_c_name(declarator), has_default, mark))
    if node is not None and any(one.type == "..." for one in node.children):
        found.append(("", False, "*"))
    return tuple(found)


def _c_name(node: Node | None) -> str:
    while node is not None and node.type not in ("identifier", "field_identifier"):
        node = node.child_by_field_name("declarator") or next(
            (
                one for one in node.named_children
                if one.type.endswith("declarator") or one.type in ("identifier", "field_identifier")
            ),
            None,
        )  # fmt: skip
    return _text(node)


# JavaScript and TypeScript

_FUNCTIONS = ("arrow_function", "function_expression", "generator_function", "function")


def _script(node: Node) -> Iterator[Function]:
    kind = node.type
    if kind in (
        "function_declaration", "generator_function_declaration", "function_signature",
        "method_definition", "method_signature", "abstract_method_signature",
    ):  # fmt: skip
        name = node.child_by_field_name("name")
        if name is None or name.type not in ("identifier", "property_identifier", "private_property_identifier"):
            return
        if kind == "method_signature" and node.parent.type == "object_type":
            return
        yield _function(name, name, _script_parameters(node))
        return
    pairs = {
        "variable_declarator": ("name", "value"), "assignment_expression": ("left", "right"),
        "pair": ("key", "value"), "field_definition": ("property", "value"),
        "public_field_definition": ("name", "value"),
    }  # fmt: skip
    if kind not in pairs:
        if kind in ("function_expression", "generator_function") and node.parent.type not in pairs:
            name = node.child_by_field_name("name")
            if name is not None:
                yield _function(name, name, _script_parameters(node))
        return
    if kind == "assignment_expression" and node.child_by_field_name("left").type == "subscript_expression":
        name = node.child_by_field_name("right").child_by_field_name("name")
        if name is not None and node.child_by_field_name("right").type in _FUNCTIONS:
            yield _function(name, name, _script_parameters(node.child_by_field_name("right")))
        return
    name = node.child_by_field_name(pairs[kind][0])
    value = node.child_by_field_name(pairs[kind][1])
    if name is None or value is None or value.type not in _FUNCTIONS:
        return
    if name.type == "member_expression":
        name = name.child_by_field_name("property")
    if name is None or name.type not in ("identifier", "property_identifier", "private_property_identifier"):
        return
    yield _function(name, name, _script_parameters(value))


def _script_parameters(node: Node) -> Parameters:
    single = node.child_by_field_name("parameter")
    if single is not None:
        return ((_text(single), False, ""),)
    return tuple(_script_parameter(one) for one in _named(node.child_by_field_name("parameters")))


def _script_parameter(node: Node) -> tuple[str, bool, str]:
    has_default = node.type in ("optional_parameter", "assignment_pattern")
    if node.type == "assignment_pattern":
        node = node.child_by_field_name("left")
    elif node.type in ("required_parameter", "optional_parameter"):
        has_default = has_default or node.child_by_field_name("value") is not None
        node = node.child_by_field_name("pattern") or node
    if node.type == "rest_pattern":
        inner = _named(node)[0]
        return (_text(inner) if inner.type == "identifier" else "", has_default, "*")
    return (_text(node) if node.type in ("identifier", "this") else "", has_default, "")


# Rust


def _rust(node: Node) -> Iterator[Function]:
    if node.type not in ("function_item", "function_signature_item"):
        return
    name = node.child_by_field_name("name")
    found: list[tuple[str, bool, str]] = []
    for one in _named(node.child_by_field_name("parameters")):
        if one.type == "self_parameter":
            found.append(("self", False, "self"))
        elif one.type == "variadic_parameter":
            found.append(("", False, "*"))
        elif one.type == "parameter":
            pattern = one.child_by_field_name("pattern")
            while pattern is not None and pattern.type in ("mut_pattern", "reference_pattern", "ref_pattern"):
                pattern = pattern.named_children[-1] if pattern.named_children else None
            kind = pattern.type if pattern is not None else ""
            text = _text(pattern).removeprefix("r#")
            found.append(("self", False, "self") if text == "self" else (text if kind in ("identifier", "_") or text == "_" else "", False, ""))
    yield _function(_text(name).removeprefix("r#"), name, tuple(found))


# Go


def _go(node: Node) -> Iterator[Function]:
    if node.type not in ("function_declaration", "method_declaration", "method_elem", "method_spec"):
        return
    if node.type.startswith("method_") and node.type != "method_declaration":
        parent = node.parent
        while parent is not None and parent.type not in ("type_spec", "function_declaration", "method_declaration", "interface_type"):
            parent = parent.parent
        if parent is None or parent.type != "interface_type" or parent.parent.type != "type_spec":
            return
    name = node.child_by_field_name("name")
    found: list[tuple[str, bool, str]] = []
    for one in _named(node.child_by_field_name("receiver")):
        found.append((_text(one.child_by_field_name("name")), False, "self"))
    for one in _named(node.child_by_field_name("parameters")):
        names = [child for index, child in enumerate(one.children) if one.field_name_for_child(index) == "name"]
        mark = "*" if one.type == "variadic_parameter_declaration" else ""
        found.extend((_text(each), False, mark) for each in names)
        if not names:
            found.append(("", False, mark))
    yield _function(name, name, tuple(found))


# Java


def _java(node: Node) -> Iterator[Function]:
    if node.type not in ("method_declaration", "constructor_declaration", "annotation_type_element_declaration"):
        return
    found: list[tuple[str, bool, str]] = []
    for one in _named(node.child_by_field_name("parameters")):
        if one.type == "formal_parameter":
            found.append((_text(one.child_by_field_name("name")), False, ""))
        elif one.type == "spread_parameter":
            declarator = _first(one, "variable_declarator")
            found.append((_text(declarator.child_by_field_name("name")) if declarator is not None else "", False, "*"))
        elif one.type == "receiver_parameter":
            found.append(("this", False, ""))
    name = node.child_by_field_name("name")
    yield _function(name, name, tuple(found))


# Kotlin


def _kotlin(node: Node) -> Iterator[Function]:
    if node.type != "function_declaration":
        return
    name = node.child_by_field_name("name")
    found: list[tuple[str, bool, str]] = []
    mark = ""
    children = _first(node, "function_value_parameters")
    for one in children.children if children is not None else ():
        if one.type == "parameter_modifiers":
            mark = "*" if "vararg" in _text(one).split() else ""
        elif one.type == "parameter":
            found.append((_text(_first(one, "identifier")).strip("`"), False, mark))
            mark = ""
        elif one.type == "=" and found:
            found[-1] = (found[-1][0], True, found[-1][2])
    if name is not None:
        yield Function(_text(name).strip("`").replace(" ", ""), name.start_point[0] + 1, tuple(found))


# C#


def _csharp(node: Node) -> Iterator[Function]:
    names: dict[str, Callable[[], str]] = {
        "method_declaration": lambda: _text(node.child_by_field_name("name")).lstrip("@"),
        "constructor_declaration": lambda: _text(node.child_by_field_name("name")).lstrip("@"),
        "destructor_declaration": lambda: "~" + _text(node.child_by_field_name("name")),
        "operator_declaration": lambda: "operator" + _text(node.child_by_field_name("operator")),
        "conversion_operator_declaration": lambda: "operator" + _text(node.child_by_field_name("type")),
    }
    if node.type not in names:
        return
    found: list[tuple[str, bool, str]] = []
    group = node.child_by_field_name("parameters")
    for one in _named(group):
        if one.type == "parameter":
            found.append((_text(one.child_by_field_name("name")).lstrip("@"), any(c.type == "=" for c in one.children), ""))
    if group is not None and any(one.type == "params" or _text(one) == "params" for one in group.children):
        name = group.child_by_field_name("name")
        found.append((_text(name).lstrip("@"), False, "*"))
    place = node.child_by_field_name("name") or node.child_by_field_name("operator") or node.child_by_field_name("type")
    yield _function(names[node.type](), place, tuple(found))


# Julia


def _julia(node: Node) -> Iterator[Function]:
    if node.type in ("function_definition", "macro_definition"):
        head = _first(node, "signature")
        head = head.named_children[0] if head is not None and head.named_children else None
    elif node.type == "assignment" and node.parent.type not in ("argument_list", "tuple_expression", "parenthesized_expression", "for_binding"):
        head = node.named_children[0] if node.named_children else None
        operator = node.named_children[1] if len(node.named_children) > 1 else None
        if _text(operator) != "=":
            return
    else:
        return
    while head is not None and head.type in ("where_expression", "typed_expression"):
        head = head.named_children[0]
    if head is None or head.type != "call_expression":
        return
    name = head.named_children[0]
    if name.type == "parametrized_type_expression":
        name = name.named_children[0]
    if name.type == "field_expression":
        name = name.named_children[-1]
    if name.type == "parenthesized_expression":
        return
    while name.type in ("quote_expression", "parenthesized_expression") and name.named_children:
        name = name.named_children[0]
    if name.type not in ("identifier", "operator"):
        return
    yield _function(name, name, _julia_parameters(_first(head, "argument_list")))


def _julia_parameters(node: Node | None) -> Parameters:
    found: list[tuple[str, bool, str]] = []
    keyword = ""
    for one in node.children if node is not None else ():
        if one.type == ";":
            keyword = "="
        elif one.is_named and "comment" not in one.type:
            found.append(_julia_parameter(one, keyword))
    return tuple(found)


def _julia_parameter(node: Node, mark: str) -> tuple[str, bool, str]:
    has_default = False
    while True:
        if node.type == "named_argument" or node.type == "assignment":
            has_default = True
            node = node.named_children[0]
        elif node.type == "splat_expression":
            mark = "**" if mark else "*"
            node = node.named_children[0]
        elif node.type == "typed_expression":
            node = node.named_children[0]
        elif node.type == "macrocall_expression" and len(node.named_children) > 1:
            node = node.named_children[-1]
            if node.type in ("argument_list", "macro_argument_list") and node.named_children:
                node = node.named_children[0]
        else:
            return (_text(node) if node.type in ("identifier", "operator") else "", has_default, mark)


# Dart


def _dart(node: Node) -> Iterator[Function]:
    if not node.type.endswith("_signature") or node.type in ("method_signature", "getter_signature"):
        return
    group = _first(node, "formal_parameter_list")
    names = [one for one in node.children if one.type == "identifier"]
    if group is None:
        return
    if node.type == "operator_signature":
        place = next((one for one in node.children if "operator" in one.type or one.type in ("[]", "[]=", "==", "~")), node)
        symbol = _text(node).partition("operator")[2].partition("(")[0]
        yield _function("operator" + symbol, place, _dart_parameters(group))
        return
    if not names:
        return
    name = names[-1]
    yield _function(name, name, _dart_parameters(group))


def _dart_parameters(node: Node) -> Parameters:
    found: list[tuple[str, bool, str]] = []
    for one in node.named_children:
        if one.type == "formal_parameter":
            found.append((_dart_name(one), False, ""))
        elif one.type == "optional_formal_parameters":
            mark = "=" if one.children and one.children[0].type == "{" else ""
            required = False
            for each in one.children:
                if each.type == "required" or (each.type == "annotation" and _text(each) == "@required"):
                    required = True
                elif each.type == "formal_parameter":
                    is_required = required or _text(each).startswith(("required ", "@required "))
                    found.append((_dart_name(each), not is_required, mark))
                    required = False
    return tuple(found)


def _dart_name(node: Node) -> str:
    field = node.child_by_field_name("name")
    if field is not None:
        return _text(field)
    inner = _first(node, "constructor_param", "super_formal_parameter")
    names = [one for one in (inner or node).children if one.type == "identifier"]
    return _text(names[0] if inner is not None and names else names[-1] if names else None)


# Lua


def _lua(node: Node) -> Iterator[Function]:
    if node.type == "function_declaration":
        name = node.child_by_field_name("name")
        yield from _lua_named(name, node)
    elif node.type == "field":
        value = node.child_by_field_name("value")
        if value is not None and value.type == "function_definition":
            yield from _lua_named(node.child_by_field_name("name"), value)
    elif node.type == "assignment_statement":
        names = _named(_first(node, "variable_list"))
        values = _named(_first(node, "expression_list"))
        if len(names) == len(values) == 1 and values[0].type == "function_definition":
            yield from _lua_named(names[0], values[0])


def _lua_named(name: Node | None, node: Node) -> Iterator[Function]:
    if name is not None and name.type == "bracket_index_expression" and name.child_by_field_name("field").type != "string":
        return
    if name is not None and name.type in ("dot_index_expression", "method_index_expression", "bracket_index_expression"):
        name = name.child_by_field_name("field") or name.child_by_field_name("method")
    if name is not None and name.type == "string":
        name = name.child_by_field_name("content")
    text = _text(name)
    if name is None or name.type not in ("identifier", "string_content") or not text.isidentifier():
        return
    found = [
        ("", False, "*") if one.type == "vararg_expression" else (_text(one), False, "")
        for one in _named(node.child_by_field_name("parameters"))
    ]
    yield _function(text, name, tuple(found))


# Ruby


def _ruby(node: Node) -> Iterator[Function]:
    if node.type not in ("method", "singleton_method"):
        return
    marks = {"splat_parameter": "*", "hash_splat_parameter": "**", "block_parameter": "&", "forward_parameter": "*"}
    found: list[tuple[str, bool, str]] = []
    for one in _named(node.child_by_field_name("parameters")):
        name = _text(one if one.type == "identifier" else one.child_by_field_name("name"))
        if one.type == "keyword_parameter":
            found.append((name, one.child_by_field_name("value") is not None, "="))
        elif one.type == "hash_splat_nil":
            found.append(("nil", False, "**"))
        else:
            found.append((name, one.type == "optional_parameter", marks.get(one.type, "")))
    name = node.child_by_field_name("name")
    yield _function(name, name, tuple(found))


# PHP


def _php(node: Node) -> Iterator[Function]:
    if node.type not in ("function_definition", "method_declaration"):
        return
    found: list[tuple[str, bool, str]] = []
    for one in _named(node.child_by_field_name("parameters")):
        name = one.child_by_field_name("name")
        mark = "*" if one.type == "variadic_parameter" else ""
        if name is not None:
            found.append((_text(name).lstrip("&$."), one.child_by_field_name("default_value") is not None, mark))
    name = node.child_by_field_name("name")
    yield _function(name, name, tuple(found))


# Swift


def _swift(node: Node) -> Iterator[Function]:
    if node.type not in ("function_declaration", "protocol_function_declaration", "init_declaration", "subscript_declaration"):
        return
    found: list[tuple[str, bool, str]] = []
    name: Node | None = None
    before_list = True
    for index, one in enumerate(node.children):
        if before_list and one.type != "modifiers" and (node.field_name_for_child(index) == "name" or one.type == "simple_identifier" or one.type in _SWIFT_OPERATORS):
            name = name or one
        if one.type == "(":
            before_list = False
        elif one.type == "parameter":
            names = [each for each in one.children if each.type == "simple_identifier"]
            # The grammar puts the dots of a variadic parameter inside it, or behind it.
            mark = "*" if any(each.type == "..." for each in one.children) else ""
            found.append((_text(names[-1]).strip("`") if names else "", False, mark))
        elif one.type == "..." and found:
            found[-1] = (found[-1][0], found[-1][1], "*")
        elif one.type == "=" and found:
            found[-1] = (found[-1][0], True, found[-1][2])
        elif one.type in ("function_body", "->"):
            break
    if node.type == "init_declaration":
        yield _function("init", next((o for o in node.children if o.type == "init"), node), tuple(found))
    elif node.type == "subscript_declaration":
        yield _function("subscript", next((o for o in node.children if o.type == "subscript"), node), tuple(found))
    elif name is not None:
        yield _function(_text(name).strip("`"), name, tuple(found))


_SWIFT_OPERATORS = ("==", "!=", "<", ">", "<=", ">=", "+", "-", "*", "/", "%", "===", "!==", "!", "~", "&", "|", "^", "<<", ">>", "custom_operator", "+=", "-=", "++", "--", "bang", "referenceable_operator")


_FINDERS: dict[str, Callable[[Any], Iterator[Function]]] = {
    "python": _python, "c": _c, "cpp": _c, "javascript": _script, "typescript": _script, "rust": _rust,
    "go": _go, "java": _java, "kotlin": _kotlin, "csharp": _csharp, "julia": _julia, "dart": _dart,
    "lua": _lua, "ruby": _ruby, "php": _php, "swift": _swift,
}  # fmt: skip

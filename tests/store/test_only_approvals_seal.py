"""One place makes approved changes, one place says yes, one place writes exports: no path goes around them."""

import ast
from pathlib import Path

import rekurate

SOURCE = Path(rekurate.__file__).parent


def calling(name: str, attribute_of: str | None = None) -> set[str]:
    """Return the files of the package that call `name(...)`, or `<attribute_of>.name(...)`."""
    return {
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and _called(node.func) == (name, attribute_of)
    }


def _called(function: ast.expr) -> tuple[str, str | None]:
    if isinstance(function, ast.Name):
        return function.id, None
    if isinstance(function, ast.Attribute):
        owner = function.value
        return function.attr, owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")
    return "", None


def test_only_the_approvals_shelf_makes_an_approved_change() -> None:
    assert calling("ApprovedChange") == {"store/approvals.py"}


def test_nothing_copies_an_approved_change_with_other_contents() -> None:
    copying = calling("replace") | calling("replace", "dataclasses") | calling("replace", "copy")
    assert [name for name in copying if "ApprovedChange" in (SOURCE / name).read_text("utf-8")] == []


def test_only_curation_writes_approvals_down() -> None:
    assert calling("approve", "approvals") == {"curation/staging/approve.py"}


def test_a_yes_comes_only_from_the_doors() -> None:
    assert calling("approve") == {"server/elicitation.py", "server/tools/write_xml.py"}
    # The demo answers for its own bundled library; its store takes no other (tests/demo/test_door.py).
    assert calling("approve_changes") == {"review/decision.py", "cli/demo.py"}


def test_only_one_use_case_writes_an_export() -> None:
    assert calling("write_export") == {"curation/exporting/export.py"}
    assert calling("seal", "approvals") == {"curation/exporting/export.py"}

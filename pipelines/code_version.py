"""What code and libraries come to as one short text, to tell whether a result may still be used.

Comments, docstrings and the layout of the code count for nothing: a better comment must not make
a thousand scanned pages be read again.
"""

import ast
import hashlib
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path


def code_version(files: Iterable[Path], libraries: Iterable[str] = ()) -> str:
    """Twelve hex digits over the meaning of Python files, the bytes of others, and versions."""
    digest = hashlib.sha256()
    for name in libraries:
        digest.update(f"{name}=={version(name)};".encode())
    for path in files:
        content = path.read_bytes()
        digest.update(path.name.encode())
        digest.update(meaning_of(content) if path.suffix == ".py" else content)
    return digest.hexdigest()[:12]


def meaning_of(source: bytes) -> bytes:
    """Python source without comments, docstrings and places of lines."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if _has_docstring(node):
            del node.body[0]  # type: ignore[attr-defined]
    return ast.dump(tree).encode()


def _has_docstring(node: ast.AST) -> bool:
    owners = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    if not isinstance(node, owners) or not node.body:
        return False
    first = node.body[0]
    return (
        isinstance(first, ast.Expr)
        and isinstance(first.value, ast.Constant)
        and isinstance(first.value.value, str)
    )

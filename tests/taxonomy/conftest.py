"""The tables that ship, compiled once: they cannot change."""

import pytest

from rekurate.taxonomy.compiled import CompiledTaxonomy, compile_taxonomy


@pytest.fixture(scope="session")
def taxonomy() -> CompiledTaxonomy:
    return compile_taxonomy()

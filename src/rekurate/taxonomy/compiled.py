"""Compile the genre tables into one frozen table, and refuse contradictions by name.

A user's own folder holds the same files (each may be missing) and is laid over the ones that ship:

- a genre of its genres.toml is added; one that ships is replaced, also when it is only spelt otherwise ("Hip Hop"
  takes the place of "Hip-Hop" everywhere); `[rename]` in its aliases.toml gives a genre another name altogether
  ("Drum & Bass" = "DnB")
- a spelling of its aliases.toml replaces what that spelling means in the files that ship (alias, debatable, broad,
  not a genre), but it cannot be a canonical name; a genre it adds takes its spelling from a shipped alias
- a word of its styles.toml or beatport.toml, a name of its labels.toml or artists.toml and a number of its
  weights.toml replaces that one row; what instruments.toml replaces stands in its head

The same contradictions are refused in it: see `names`, `aliases`, `mappings` and `knowledge` for what each file is
checked for.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from rekurate.model import Term
from rekurate.resources import data_folder
from rekurate.taxonomy.aliases import compile_spellings
from rekurate.taxonomy.derived import derived_entries, shop_paths
from rekurate.taxonomy.ensemble import EnsembleRules, compile_ensemble
from rekurate.taxonomy.entries import Spellings
from rekurate.taxonomy.knowledge import Knowledge
from rekurate.taxonomy.ladder import Ladder
from rekurate.taxonomy.load import Layer, read_layer
from rekurate.taxonomy.mappings import Mappings, compile_mappings
from rekurate.taxonomy.names import Names, compile_names
from rekurate.taxonomy.nearness import nearest, plausible, related
from rekurate.taxonomy.numbers import Numbers, compile_numbers
from rekurate.taxonomy.problems import Problems
from rekurate.taxonomy.table import Alias, Genre, Resolution, Shares, Taxonomy, Verdict
from rekurate.taxonomy.translate import Translator


def compile_taxonomy(user_folder: Path | None = None) -> "CompiledTaxonomy":
    """Compile the files that ship, with the user's own folder over them.

    Raises TaxonomyError that names every contradiction with its file and entry.
    """
    return compile_folders(data_folder("taxonomy"), user_folder)


def compile_folders(shipped: Path, user_folder: Path | None = None) -> "CompiledTaxonomy":
    """Compile one folder, and one over it where given; raises TaxonomyError."""
    own = () if user_folder is None else (read_layer(user_folder, own=True),)
    layers = (read_layer(shipped, own=False), *own)
    problems = Problems()
    names = compile_names(layers, problems)
    problems.refuse()  # what follows takes every parent for a genre
    spellings = compile_spellings(layers, names, problems)
    mappings = compile_mappings(layers, names, problems)
    numbers = compile_numbers(layers, problems)
    problems.refuse()
    entries = {**derived_entries(spellings.entries, mappings), **spellings.entries}
    whole = replace(spellings, entries=entries, paths=shop_paths(spellings.entries, mappings))
    return CompiledTaxonomy(layers, names, whole, mappings, numbers)


class CompiledTaxonomy(Taxonomy):
    """The genre tables, frozen. Safe to ask from any thread."""

    def __init__(
        self, layers: tuple[Layer, ...], names: Names, spellings: Spellings, mappings: Mappings, numbers: Numbers
    ) -> None:
        """Keep the compiled parts."""
        self.digest = hashlib.sha256(b"".join(layer.digest for layer in layers)).hexdigest()[:16]
        self.genres: Mapping[str, Genre] = MappingProxyType(names.genres)
        self._layers = layers
        self._names = names
        self._numbers = numbers
        self._ladder = Ladder(spellings)
        debatable, broad = self.number("translate", "debatable", 0.8), self.number("translate", "broad", 0.2)
        self._translator = Translator(mappings, self._ladder, debatable, broad)
        self._tolerance = self.number("bpm", "tolerance_percent", 3.0) / 100
        self._labels = Knowledge("labels", layers, names)
        self._artists = Knowledge("artists", layers, names)

    def aliases_of(self, genre: str) -> tuple[Alias, ...]:
        """Return the other spellings of a genre, in the order of the files."""
        return self._aliases.get(genre, ())

    @cached_property
    def _aliases(self) -> Mapping[str, tuple[Alias, ...]]:
        found: dict[str, list[Alias]] = {}
        for entry in self._ladder.spellings.entries.values():
            if entry.verdict is Verdict.ALIAS and entry.genre is not None:
                found.setdefault(entry.genre, []).append(Alias(entry.written, entry.debatable, entry.why))
        return {genre: tuple(aliases) for genre, aliases in found.items()}

    def resolve(self, term: str) -> Resolution:
        """Resolve a genre string of the library (Rekordbox field, file tag); any text has an answer."""
        return self._ladder.resolve(term)

    def translate(self, term: Term) -> Shares:
        """Read a source's term as genres with weights that sum to at most 1; empty when it names none."""
        return self._translator.translate(term)

    def knows(self, term: Term) -> bool:
        """Whether a source's term is mapped or deliberately unmapped; False for a word nobody has looked at."""
        return self._translator.knows(term)

    def label_genres(self, label: str) -> Shares:
        """Return the genres a record label is known for with how sure that is (0 to 1); empty when unknown."""
        return self._labels.of(label)

    def artist_genres(self, artist: str) -> Shares:
        """Return the genres one artist is known for with how sure that is (0 to 1); empty when unknown."""
        return self._artists.of(artist)

    def related(self, genre: str, other: str) -> float:
        """Return how near two genres are: 1 same, .7 parent or child, .5 siblings, .3 family, 0 for strangers."""
        return related(self.genres, genre, other)

    def plausible_at(self, genre: str, bpm: float) -> bool:
        """Whether `bpm`, its half or its double fits the genre; True when either side is unknown.

        Ranges are widened at both ends by `tolerance_percent` of the table `bpm` in weights.toml (3 when missing).
        """
        return plausible(self.genres.get(genre), bpm, self._tolerance)

    def nearest(self, name: str, count: int = 3) -> tuple[str, ...]:
        """Return the canonical names most like `name`, best first: what it resolves to, then like spellings."""
        found = self.resolve(name)
        meant = (found.genre,) if found.genre else found.parts
        return tuple(dict.fromkeys((*meant, *nearest(self._names.keys, name, count))))[:count]

    def number(self, table: str, key: str, default: float) -> float:
        """Return a number of `weights.toml`, or the default where no file has it."""
        return self._numbers.get((table, key), default)

    @cached_property
    def ensemble(self) -> EnsembleRules:
        """How the instrument ensemble is fused; read by its first use. Raises TaxonomyError naming every wrong row."""
        return compile_ensemble(self._layers, self._names, lambda name: self.translate(Term("audioset", name)))

    def check_lists(self) -> tuple[int, int]:
        """Parse the long lists and rules now, return how many labels and artists there are; raises TaxonomyError."""
        _ = self.ensemble
        return self._labels.count(), self._artists.count()

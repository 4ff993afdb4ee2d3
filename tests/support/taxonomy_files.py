"""Taxonomy folders of a few rows, for tests of what the compiler takes and refuses."""

from pathlib import Path

from rekurate.taxonomy.compiled import CompiledTaxonomy, compile_folders

GENRES = """
[House]
"House" = { bpm = [118, 130], depth = 3 }
"Deep House" = { parent = "House", bpm = [112, 126], depth = 5 }
"Tech House" = { parent = "House", bpm = [120, 132], depth = 3 }
"Acid House" = { parent = "House", bpm = [118, 130], depth = 3 }
"Disco House" = { parent = "House", bpm = [118, 130], depth = 2 }

[Techno]
"Techno" = { bpm = [122, 146], depth = 3 }
"Hard Techno" = { parent = "Techno", bpm = [138, 168], depth = 1 }
"Acid" = { bpm = [118, 150] }

["Drum & Bass"]
"Drum & Bass" = { bpm = [160, 182], depth = 3 }
"Jungle" = { parent = "Drum & Bass", bpm = [150, 178] }

[Other]
"Hip-Hop" = { bpm = [70, 115] }
"R&B" = {}
"Disco" = { bpm = [100, 130] }
"Reggaetón" = {}
"Breaks" = {}
"""
ALIASES = """
[aliases]
"Drum & Bass" = ["dnb", "d&b"]
"Tech House" = ["techhouse tunes"]
"R&B" = ["rnb", "R&B/Soul"]
"Hip-Hop" = ["Hip-Hop/Rap", "rap"]

[debatable]
"deep" = { genre = "Deep House", why = "a mood as often as a style" }

[broad]
"dance" = ["House", "Techno"]
"electronic" = []

[not_a_genre]
words = ["unknown", "loop samples"]
patterns = ['(?i)https?://', '(?i)\\bwww\\.', '(?i)[\\w.-]+@[\\w-]+\\.\\w{2,}']

[modifiers]
era = ["90s", "old school"]
place = ["uk", "french"]
mood = ["dark", "driving"]
format = ["remix", "edit"]

[id3]
"4" = "Disco"
"7" = "Hip-Hop"
"35" = "House"
"52" = "Electronic"
"""


def write_folder(folder: Path, **files: str) -> Path:
    """Write `genres="..."` and so on as TOML files."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.toml").write_text(text, "utf-8")
    return folder


def compile_small(folder: Path, **files: str) -> CompiledTaxonomy:
    """Compile the small tables above, with files replaced or added."""
    return compile_folders(write_folder(folder / "shipped", **{"genres": GENRES, "aliases": ALIASES, **files}))


def compile_over(folder: Path, **own: str) -> CompiledTaxonomy:
    """Compile the small tables with a user's own folder over them."""
    shipped = write_folder(folder / "shipped", genres=GENRES, aliases=ALIASES)
    return compile_folders(shipped, write_folder(folder / "own", **own))

"""What to ask when a search that wants every word has found nothing: one of the words may be misspelt.

Of a name cut in two, one half is spelt right: two searches find what a search for each word would.
"""

from rekurate.model import Wanted


def halves(name: str) -> tuple[str, ...]:
    """Return the two halves of a name of several words, about equally long; nothing for a single word."""
    words = name.split()
    if len(words) < 2:  # noqa: PLR2004 - a word alone has no halves
        return ()
    cuts = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
    return min(cuts, key=lambda cut: abs(len(cut[0]) - len(cut[1])))


def other_names(wanted: Wanted) -> tuple[str, ...]:
    """Return what else may name the artist when the first name finds nobody: somebody beside them, or a half."""
    beside = tuple(name for name in wanted.artists[1:] if name not in wanted.artists[0])
    return beside[:1] or halves(wanted.lead)

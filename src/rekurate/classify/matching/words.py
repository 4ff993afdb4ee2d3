"""The words of versions: data, so that a new one is a new line.

How a version is compared is in `versions.py`. Sources: the mix names of Beatport and Discogs tracks, and the suffixes
of record pools.
"""

from typing import Final

NOUNS: Final = frozenset({
    "mix", "mixes", "remix", "remixed", "rmx", "edit", "edited", "version", "versione", "versión", "vers", "ver", "dub",
    "rework", "reworked", "refix", "bootleg", "vip", "flip", "remake", "remodel", "retouch", "rerub", "reedit", "redo",
    "mashup", "remaster", "remastered", "reinterpretation", "reconstruction", "revision", "rendition", "rerecorded",
    "treatment", "interpretation", "cut", "tool", "reprise", "instrumental", "acapella", "live", "acoustic",
    "unplugged", "demo", "karaoke", "original", "extended", "vocal", "dubplate", "soundscape", "reload",
    "remastering", "flex", "cover", "session", "sessions", "reshape", "rethink", "revamp", "redux", "recut", "rub",
    "reimagined", "reimagining", "revisited", "reshuffle", "respray",
})  # fmt: skip
"""A bracket or a last " - " part with one of these speaks of the version, not of the title."""

NEUTRAL: Final = frozenset({
    "original", "originale", "orig", "extended", "main", "full", "length", "album", "single", "lp", "ep", "inch", "mix",
    "mixes", "version", "versione", "versión", "vers", "ver", "clean", "dirty", "explicit", "intro", "outro", "quick",
    "hitter", "remaster", "remastered", "remastering", "digital", "digitally", "stereo", "mono", "master", "long",
    "standard", "bonus", "track", "exclusive", "official", "the", "a", "an", "of", "by", "and", "with", "cut",
    "mixed", "complete", "regular", "uncut", "final", "audio", "from", "feat", "vinyl", "cd", "in", "s",
})  # fmt: skip
"""Words that name no version of their own: with only these it is the original."""

MARKS: Final = frozenset({
    "clean", "dirty", "explicit", "intro", "outro", "hitter", "bonus", "mixed", "exclusive", "mono", "stereo", "uncut",
    "master", "length",
})  # fmt: skip
"""Neutral words that in a bracket of their own speak of the version: "(Clean)", unlike "(The)"."""

KINDS: Final = {
    "radio": "radio", "edit": "edit", "edited": "edit", "short": "radio", "video": "radio", "club": "club",
    "dub": "dub", "vocal": "vocal", "vox": "vocal", "vocals": "vocal",
    "instrumental": "instrumental", "inst": "instrumental", "instrumentals": "instrumental", "karaoke": "karaoke",
    "acapella": "acapella", "acappella": "acapella", "accapella": "acapella", "accappella": "acapella",
    "acap": "acapella", "pella": "acapella",
    "live": "live", "acoustic": "acoustic", "unplugged": "acoustic", "vip": "vip", "demo": "demo",
    "reprise": "reprise", "interlude": "interlude", "beats": "beats", "tool": "tool", "dubplate": "dub",
    "rerecorded": "rerecorded", "reedit": "reedit", "cover": "cover", "session": "session", "sessions": "session",
}  # fmt: skip
"""Words that make a version another recording, and which one."""

SOFT: Final = frozenset({"radio", "edit", "club", "dub", "vocal", "instrumental"})
"""Kinds that share the original's sound: against the original they are a weak match, against each other none."""

RECREATIONS: Final = frozenset({
    "remix", "remixed", "rmx", "rework", "reworked", "refix", "bootleg", "flip", "remake", "remodel", "retouch",
    "rerub", "redo", "mashup", "reinterpretation", "reconstruction", "revision", "rendition", "interpretation",
    "treatment", "soundscape", "reload", "flex", "nightcore", "slowed", "sped",
    "reshape", "rethink", "revamp", "redux", "recut", "reimagined", "reimagining", "revisited", "reshuffle", "respray",
})  # fmt: skip
"""Words that say somebody made it anew, named or not."""

POOL: Final = frozenset({
    "clean", "dirty", "explicit", "intro", "outro", "quick", "hitter", "short", "edit", "extended", "acap", "acapella",
    "hype", "transition", "snip", "redrum", "club", "main", "mix", "version", "in", "out", "throwback", "super",
    "single", "segue", "starter", "hook", "first", "word", "play", "cut", "aca", "clapapella", "clap",
})  # fmt: skip
"""Words of record-pool suffixes, "(Intro - Clean)", "(Quick Hitter Dirty)"."""

POOL_MARKS: Final = frozenset({"clean", "dirty", "explicit", "intro", "outro", "hitter", "transition", "snip", "hype"})
"""One of these must be there: "(Club Mix)" alone is a version, not a pool's suffix."""

MENDED: Final = frozenset({
    "mix", "remix", "edit", "dub", "live", "club", "version", "original", "extended", "acapella", "acappella", "radio",
    "instrumental", "instrumentals", "bootleg", "rework", "vocal", "remaster", "remastered", "acoustic", "karaoke",
})  # fmt: skip
"""Words of versions that are read even where they are misspelt; rarer ones are too near to words of titles."""

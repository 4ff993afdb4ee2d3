"""The answers of the replayed Discogs, in the format of its API."""

from collections.abc import Mapping
from typing import Any, Final

from rekurate.demo.facts import Release, ReleaseTrack
from rekurate.demo.replay.catalogue import Catalogue

_PAGE: Final = 25
_FORMATS: Final = frozenset({"Vinyl", "CD", "CDr", "File", "Cassette", "DVD", "Box Set"})


def search(catalogue: Catalogue, asked: Mapping[str, str]) -> dict[str, Any]:
    """Answer `/database/search`."""
    master = asked.get("type") == "master"
    found = [release for release in catalogue.releases(asked) if release.master or not master][:_PAGE]
    return {
        "pagination": {"per_page": _PAGE, "pages": 1, "page": 1, "items": len(found), "urls": {}},
        "results": [_row(release, master=master) for release in found],
    }


def release_of(catalogue: Catalogue, own: str) -> dict[str, Any] | None:
    """Answer `/releases/{id}`."""
    release = catalogue.by_id.get(own)
    if release is None:
        return None
    return _shared(release) | {
        "id": int(release.id),
        "status": "Accepted",
        "labels": [{"name": release.label, "catno": release.catno, "entity_type_name": "Label"}],
        "released": release.year,
        "country": release.country,
        "formats": _formats(release),
        "data_quality": "Correct",
        **({"master_id": int(release.master)} if release.master else {}),
    }


def master_of(catalogue: Catalogue, own: str) -> dict[str, Any] | None:
    """Answer `/masters/{id}`."""
    release = catalogue.by_master.get(own)
    if release is None:
        return None
    return _shared(release) | {"id": int(own), "main_release": int(release.id), "num_for_sale": 0}


def _shared(release: Release) -> dict[str, Any]:
    return {
        "title": release.title,
        "artists": [_artist(release.artist)],
        "year": int(release.year or 0),
        "genres": list(release.genres),
        "styles": list(release.styles),
        "tracklist": [_track(track, release) for track in release.tracks],
        "notes": "",
    }


def _track(track: ReleaseTrack, release: Release) -> dict[str, Any]:
    own = {} if track.artist == release.artist else {"artists": [_artist(track.artist)]}
    shape = {"position": track.position, "type_": "track", "title": track.title, "duration": track.duration}
    return shape | own


def _artist(name: str) -> dict[str, Any]:
    return {"name": name, "anv": "", "join": "", "role": "", "tracks": "", "id": 0}


def _formats(release: Release) -> list[dict[str, Any]]:
    media = [word for word in release.formats if word in _FORMATS] or ["File"]
    described = [word for word in release.formats if word not in _FORMATS]
    return [{"name": medium, "qty": "1", "descriptions": described} for medium in media]


def _row(release: Release, *, master: bool) -> dict[str, Any]:
    own = int(release.master if master else release.id)
    kind = "master" if master else "release"
    return {
        "id": own,
        "type": kind,
        "master_id": int(release.master or 0),
        "title": f"{release.artist} - {release.title}",
        "year": release.year,
        "country": release.country,
        "format": list(release.formats),
        "label": [release.label],
        "catno": release.catno,
        "genre": list(release.genres),
        "style": list(release.styles),
        "barcode": [],
        "uri": f"/{kind}/{own}",
        "thumb": "",
    }

"""What the four families of tag formats call the same thing: one table, read in order.

ID3 (mp3, aiff, wav) frames and user frames, Vorbis comments (flac, ogg, opus), MP4 atoms. Free-form MP4 atoms and user
frames are found by their last part, whatever their case.
"""

from typing import Final

NAMES: Final = {
    "genre": ("TCON", "genre", "\xa9gen", "style"),
    "label": ("TPUB", "label", "organization", "publisher", "recordlabel"),
    "isrc": ("TSRC", "isrc"),
    "catno": ("catalognumber", "catalog number", "catalogid", "catalog #", "catalog_number", "labelno"),
    "comment": ("COMM", "comment", "\xa9cmt", "description"),
    "year": ("TDRC", "TDRL", "TYER", "TDOR", "date", "year", "\xa9day", "releasetime"),
    "bpm": ("TBPM", "bpm", "tmpo", "tempo"),
    "key": ("TKEY", "initialkey", "initial key", "key"),
    "remixer": ("TPE4", "remixer", "mixartist"),
    "mix": ("TIT3", "subtitle", "version", "mixname"),
    "beatport_id": ("beatport_track_id", "beatporttrackid", "beatport id", "track_id"),
    "beatport_genre_id": ("beatport_genre_id",),
    "address": ("WOAF", "WOAS", "WPUB", "WXXX", "www", "url"),
    "encoder": ("TENC", "encodedby", "encoded by", "\xa9too"),
}
"""Our name -> theirs."""

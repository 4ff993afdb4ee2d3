"""Write a Rekordbox XML of N generated tracks in the shape Rekordbox itself writes (CRLF, wrapped attributes, cues)."""

import argparse
import random
from pathlib import Path

RECORD = (
    '    <TRACK TrackID="{id}" Name="{name}" Artist="{artist}"\r\n'
    '           Composer="" Album="{album}" Grouping="" Genre="{genre}" Kind="MP3 File"\r\n'
    '           Size="{size}" TotalTime="{seconds}" DiscNumber="0" TrackNumber="{number}" Year="{year}"\r\n'
    '           AverageBpm="{bpm:.2f}" DateAdded="{added}" BitRate="320" SampleRate="44100"\r\n'
    '           Comments="{comments}" PlayCount="{plays}" Rating="{rating}" Location="file://localhost/Users/dj/Music/{artist_path}/{id}%20track.mp3"\r\n'
    '           Remixer="" Tonality="8A" Label="{label}" Mix="">\r\n'
    '      <TEMPO Inizio="0.025" Bpm="{bpm:.2f}" Metro="4/4" Battito="1"/>\r\n'
    '      <POSITION_MARK Name="" Type="0" Start="0.025" Num="-1"/>\r\n'
    '      <POSITION_MARK Name="drop" Type="0" Start="61.318" Num="0" Red="40" Green="226" Blue="20"/>\r\n'
    "    </TRACK>\r\n"
)
GENRES = (
    "",
    "House",
    "Techno",
    "Drum &amp; Bass",
    "Tech House",
    "Melodic House &amp; Techno",
    "house ",
    "R&amp;B/Soul",
)


def track(number, chance):
    """One record, its text drawn from `chance`."""
    artist = f"Artist {chance.randrange(4000)}"
    return RECORD.format(
        id=str(10_000_000 + number * 13),
        name=f"Track {number} (Artist {chance.randrange(999)}&apos;s Remix)",
        artist=artist,
        artist_path=artist.replace(" ", "%20"),
        album=f"Album {chance.randrange(20000)}",
        genre=chance.choice(GENRES),
        size=chance.randrange(4_000_000, 40_000_000),
        seconds=chance.randrange(120, 600),
        number=chance.randrange(12),
        year=chance.randrange(1985, 2027),
        bpm=chance.uniform(80, 180),
        added=f"20{chance.randrange(10, 27)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}",
        comments="Bought from a shop, /* Peak Time / Dark */" if number % 3 else "",
        plays=chance.randrange(50),
        rating=chance.choice((0, 51, 102, 153, 204, 255)),
        label=f"Label {chance.randrange(1500)}",
    )


def write_xml(path, count, seed=1):
    """Write `count` tracks and a playlist for every 50 of them, twice over."""
    chance = random.Random(seed)
    with Path(path).open("w", encoding="utf-8", newline="") as file:
        file.write('<?xml version="1.0" encoding="UTF-8"?>\r\n\r\n<DJ_PLAYLISTS Version="1.0.0">\r\n')
        file.write('  <PRODUCT Name="rekordbox" Version="7.2.8" Company="AlphaTheta"/>\r\n')
        file.write(f'  <COLLECTION Entries="{count}">\r\n')
        file.writelines(track(number, chance) for number in range(count))
        lists = count // 50
        file.write(f'  </COLLECTION>\r\n  <PLAYLISTS>\r\n    <NODE Type="0" Name="ROOT" Count="{lists}">\r\n')
        for index in range(lists):
            file.write(f'      <NODE Name="Set {index}" Type="1" KeyType="0" Entries="100">\r\n')
            ids = (10_000_000 + chance.randrange(count) * 13 for _ in range(100))
            file.writelines(f'        <TRACK Key="{id_}"/>\r\n' for id_ in ids)
            file.write("      </NODE>\r\n")
        file.write("    </NODE>\r\n  </PLAYLISTS>\r\n</DJ_PLAYLISTS>\r\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path")
    parser.add_argument("--tracks", type=int, default=100_000)
    options = parser.parse_args()
    write_xml(options.path, options.tracks)

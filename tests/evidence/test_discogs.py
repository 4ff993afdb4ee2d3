"""Discogs as a witness, against answers of the recorded shape with neutral values."""

from collections.abc import Iterator

import pytest
from tests.support.budgets import FreeBudget
from tests.support.evidence import Stage, ask, stage
from tests.support.fake_web import Fault
from tests.support.library import make_track

from rekurate.evidence.discogs import Discogs
from rekurate.evidence.run import Finding, Job, Run
from rekurate.model import Observation, Outcome, Term

TRACK = make_track(id="1", title="Glass Tide", artist="Orla Quist", seconds=391)
HTML = "text/html; charset=utf-8"


@pytest.fixture
def web() -> Iterator[Stage]:
    with stage("discogs") as made:
        yield made


@pytest.fixture
def discogs(web: Stage) -> Discogs:
    return Discogs(web.world, "t0ken", web.url)


def one(discogs: Discogs, **fields: object) -> Observation:
    return ask(discogs, TRACK._replace(**fields))[0]


def test_a_track_is_found_on_its_own_release_with_its_proof(discogs: Discogs) -> None:
    seen = one(discogs)
    assert seen == Observation(
        subject=discogs.subject(TRACK),
        source="discogs",
        outcome=Outcome.USABLE,
        terms=(
            Term("discogs_style", "Deep House", 0.66),
            Term("discogs_style", "Tech House", 0.66),
            Term("discogs_genre", "Electronic", 0.5),
        ),
        facts={
            "label": "Quiet Harbour",
            "catno": "QH 012",
            "year": 2003,
            "country": "UK",
            "release": "Glass Tide EP",
            "url": "https://www.discogs.com/release/101",
            "attribution": "Data provided by Discogs.",
        },
        proof={
            "queries": ["search?artist=Orla Quist&track=Glass Tide&type=release"],
            "opened": ["release/101"],
            "release": {"id": "release/101", "master": "master/900", "title": "Glass Tide EP", "year": 2003},
            "track": {"position": "A1", "title": "Glass Tide", "artists": ["Orla Quist"]},
            "score": 1.0,
            "components": {"title": 1.0, "artist": 1.0, "version": 1.0, "duration": 1.0},
        },
        fetched_at="2023-11-14T22:13:21+00:00",
        version=discogs.version,
    )


def test_the_token_travels_in_the_header_alone(discogs: Discogs, web: Stage) -> None:
    one(discogs)
    assert {asked.headers["authorization"] for asked in web.fake.asked} == {"Discogs token=t0ken"}
    assert not any("t0ken" in str(asked.params) for asked in web.fake.asked)


def test_a_remix_is_found_as_itself_and_another_ones_is_not(discogs: Discogs) -> None:
    right = one(discogs, title="Glass Tide (Bram Oster Remix)", seconds=0)
    assert (right.outcome, right.proof["track"]["position"]) == (Outcome.USABLE, "A2")
    wrong = one(discogs, title="Glass Tide (Somebody Else Remix)", seconds=0)
    assert (wrong.outcome, wrong.terms) == (Outcome.NO_MATCH, ())
    assert any(gate.startswith("version: ") for gate in wrong.proof["gates"])


def test_the_remixer_field_makes_a_plain_title_the_remix(discogs: Discogs) -> None:
    assert one(discogs, remixer="Bram Oster").proof["track"]["position"] == "A2"


def test_a_repair_is_part_of_the_proof(discogs: Discogs) -> None:
    seen = one(discogs, artist="", title="03 Orla Quist - Glass Tide [FREE DL]")
    assert seen.outcome is Outcome.USABLE
    assert seen.proof["repairs"] == [
        "dropped a download notice",
        "dropped track number “03”",
        "read artist “Orla Quist” from the title",
    ]


def test_one_release_serves_all_its_tracks(discogs: Discogs, web: Stage) -> None:
    titles = ("Glass Tide", "Glass Tide (Bram Oster Remix)", "Low Lantern", "Untitled")
    tracks = [make_track(id=title, title=title, artist="Orla Quist", album="Glass Tide EP") for title in titles]
    seen = ask(discogs, *tracks)
    assert [said.outcome for said in seen] == [Outcome.USABLE] * 4
    assert web.fake.paths() == ["/database/search", "/releases/101"]


def test_what_was_answered_is_never_asked_again(discogs: Discogs, web: Stage) -> None:
    one(discogs)
    asked = len(web.fake.asked)
    again = Discogs(web.world, "t0ken", web.url)
    assert one(again).outcome is Outcome.USABLE
    assert len(web.fake.asked) == asked


def test_a_refresh_asks_again_once(discogs: Discogs, web: Stage) -> None:
    one(discogs)
    asked = len(web.fake.asked)
    web.hours.now += 5
    fresh = discogs.refreshing()
    ask(fresh, TRACK)
    ask(fresh, TRACK)
    assert len(web.fake.asked) == 2 * asked


def test_searches_are_asked_again_after_a_month(discogs: Discogs, web: Stage) -> None:
    one(discogs)
    web.hours.now += 30 * 86_400
    one(discogs)
    assert web.fake.paths() == ["/database/search", "/releases/101", "/database/search"]


def test_a_compilation_is_weaker_evidence_and_named_as_one(discogs: Discogs) -> None:
    seen = ask(discogs, make_track(id="9", title="Slow Ferry", artist="The Ferryman", seconds=355))[0]
    assert (seen.outcome, seen.facts["compilation"]) == (Outcome.USABLE, True)
    assert "label" not in seen.facts
    assert {term.strength for term in seen.terms if term.vocabulary == "discogs_style"} == {0.218}


def test_two_masters_of_one_title_that_disagree_are_ambiguous(discogs: Discogs) -> None:
    seen = ask(discogs, make_track(id="9", title="Ninth Wave", artist="Pell", seconds=0))[0]
    assert seen.outcome is Outcome.AMBIGUOUS
    assert seen.message == "As likely: Ninth Wave (Ambient)"


def test_old_shapes_are_read_and_unknown_styles_kept(discogs: Discogs) -> None:
    seen = ask(discogs, make_track(id="9", title="Copper Line", artist="Nara Voss"))[0]
    assert seen.outcome is Outcome.USABLE
    assert [term.text for term in seen.terms] == ["Deep House", "Submarine Garage", "Electronic"]
    assert (seen.facts["label"], "year" in seen.facts) == ("Quiet Harbour", False)


def test_a_master_found_by_words_is_opened_and_its_index_tracks_are_tracks(discogs: Discogs) -> None:
    seen = ask(discogs, make_track(id="9", title="Long Water", artist="Kell Brandt", seconds=480))[0]
    assert (seen.outcome, seen.facts["url"]) == (Outcome.USABLE, "https://www.discogs.com/master/920")
    assert seen.proof["track"]["position"] == "1a"


def test_an_untitled_track_needs_more_than_its_artist(discogs: Discogs, web: Stage) -> None:
    folder = {"title": "Untitled", "seconds": 0}
    assert one(discogs, **folder).outcome is Outcome.NO_MATCH
    assert one(discogs, **folder, album="Glass Tide EP").outcome is Outcome.USABLE
    assert "/releases/101" in web.fake.paths()


def test_nothing_found_is_a_miss_after_seven_searches_at_most(discogs: Discogs, web: Stage) -> None:
    seen = one(discogs, title="Nobody Knows This", album="Nowhere", label="Void")
    assert (seen.outcome, seen.proof["opened"]) == (Outcome.NO_MATCH, [])
    assert 1 <= len(web.fake.asked) <= 7


def test_a_track_without_title_is_not_searched(discogs: Discogs, web: Stage) -> None:
    seen = one(discogs, title="", artist="")
    assert (seen.outcome, web.fake.asked) == (Outcome.NOT_SEARCHED, [])


@pytest.mark.parametrize(
    ("faults", "outcome"),
    [
        ([Fault(401, body=b'{"message": "Invalid consumer token."}')], Outcome.NOT_CONFIGURED),
        ([Fault(403, body=b"<html>error code: 1020</html>", kind=HTML)], Outcome.BLOCKED),
        ([Fault(429, headers={"Retry-After": "900"})], Outcome.RATE_LIMITED),
        ([Fault(500)] * 3, Outcome.ERROR),
        ([Fault(302, headers={"Location": "https://elsewhere.example/"})], Outcome.ERROR),
        ([Fault(body=b'{"results": [{"id"')] * 3, Outcome.ERROR),
    ],
)
def test_a_failure_is_no_miss_and_is_asked_again(
    discogs: Discogs, web: Stage, faults: list[Fault], outcome: Outcome
) -> None:
    web.fake.fail("*", *faults)
    seen = one(discogs)
    assert (seen.outcome, seen.terms) == (outcome, ())
    assert seen.message
    web.hours.now += 4000
    assert one(discogs).outcome is Outcome.USABLE


@pytest.mark.parametrize(
    "fault",
    [
        *(Fault(body=body) for body in (b"[]", b"null", b'"text"', b'{"results": null}', b'{"message": "Sorry"}')),
        *(Fault(status, body=b'{"message": "Sorry"}') for status in (400, 404, 422)),
        Fault(404, body=b"<html>nginx</html>", kind=HTML),
    ],
)
def test_an_answer_without_a_list_of_results_is_no_miss(discogs: Discogs, web: Stage, fault: Fault) -> None:
    web.fake.fail("*", *[fault] * 3)
    seen = one(discogs)
    assert (seen.outcome, web.cache.documents) == (Outcome.ERROR, {})
    assert seen.message
    web.fake.faults.clear()
    assert one(discogs).outcome is Outcome.USABLE


def test_after_three_senseless_answers_in_a_row_nobody_else_is_asked_about(discogs: Discogs, web: Stage) -> None:
    web.fake.fail("*", *[Fault(body=b"{}")] * 9)
    seen = ask(discogs, *(TRACK._replace(title=f"Song {letter}") for letter in "ABCDE"))
    assert [said.outcome for said in seen] == [Outcome.ERROR] * 5
    assert len(web.fake.asked) == 3


def test_an_answer_that_makes_sense_ends_the_row(discogs: Discogs, web: Stage) -> None:
    a, b, c, d, e = (TRACK._replace(title=f"Song {letter}") for letter in "ABCDE")
    said = discogs.observe((a, b, TRACK, c, d, e), FreeBudget())
    web.fake.fail("*", *[Fault(body=b"{}")] * 2)
    assert [next(said).outcome for _ in range(3)] == [Outcome.ERROR, Outcome.ERROR, Outcome.USABLE]
    web.fake.fail("*", *[Fault(body=b"{}")] * 2)
    assert [seen.outcome for seen in said] == [Outcome.ERROR, Outcome.ERROR, Outcome.NO_MATCH]


def test_a_release_without_a_tracklist_is_not_kept(discogs: Discogs, web: Stage) -> None:
    web.fake.fail("/releases/101", Fault(body=b'{"message": "Sorry"}'))
    assert one(discogs).outcome is Outcome.ERROR
    assert one(discogs).outcome is Outcome.USABLE


def test_results_that_are_nonsense_are_a_miss_not_a_crash(discogs: Discogs, web: Stage) -> None:
    web.fake.fail("/database/search", *[Fault(body=b'{"results": [1, null, {}]}')] * 7)
    assert one(discogs).outcome is Outcome.NO_MATCH


def test_what_one_answer_breaks_takes_no_other_track_along(discogs: Discogs, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Discogs.ask

    def broken(self: Discogs, job: Job, run: Run) -> Finding:
        if job.track.id == "9":
            raise KeyError("something nobody thought of")
        return real(self, job, run)

    monkeypatch.setattr(Discogs, "ask", broken)
    seen = ask(discogs, make_track(id="9", title="Copper Line", artist="Nara Voss"), TRACK)
    assert [said.outcome for said in seen] == [Outcome.ERROR, Outcome.USABLE]
    assert "KeyError" in seen[0].message


def test_a_release_that_is_gone_is_passed_over_for_another_pressing(discogs: Discogs, web: Stage) -> None:
    web.fake.fail("/releases/101", Fault(404))
    seen = one(discogs)
    assert (seen.outcome, seen.proof["release"]["id"]) == (Outcome.USABLE, "release/102")


def test_a_refused_token_is_not_tried_on_every_track(discogs: Discogs, web: Stage) -> None:
    web.fake.fail("*", Fault(401))
    seen = ask(discogs, TRACK, TRACK._replace(title="Low Lantern"))
    assert [said.outcome for said in seen] == [Outcome.NOT_CONFIGURED] * 2
    assert "Set DISCOGS_TOKEN to a valid one." in seen[0].message
    assert len(web.fake.asked) == 1


def test_without_a_token_it_says_what_to_set(web: Stage) -> None:
    witness = Discogs(web.world, "", web.url)
    assert "DISCOGS_TOKEN" in (witness.unavailable() or "")
    assert [said.outcome for said in ask(witness, TRACK)] == [Outcome.NOT_CONFIGURED]
    assert web.fake.asked == []


def test_a_spent_budget_ends_the_run_and_loses_nothing(discogs: Discogs, web: Stage) -> None:
    spent = iter([False, False, False, True, True, True, True, True])
    tracks = [TRACK, make_track(id="9", title="Copper Line", artist="Nara Voss")]
    seen = list(discogs.observe(tracks, FreeBudget(lambda: next(spent))))
    assert len(seen) < 2
    rest = ask(discogs, *tracks)
    assert [said.outcome for said in rest] == [Outcome.USABLE, Outcome.USABLE]
    assert len(web.fake.paths()) == 4


def test_progress_names_what_is_asked(discogs: Discogs) -> None:
    budget = FreeBudget()
    list(discogs.observe([TRACK], budget))
    assert budget.said == [(0, 1, "Discogs: Orla Quist - Glass Tide")]

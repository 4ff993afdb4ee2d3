"""The page escapes every text, loads nothing, and shows what it is given."""

import re
from html.parser import HTMLParser

import pytest

from rekurate.review.report import Page, Section, Share, Table, Tier, Tile, render

EVIL = '<script>alert("1")</script> & \' " \x1b[2J\u202e$title ${tiles} javascript:x'


class Seen(HTMLParser):
    """Collects tags with their attributes, and the text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def page(text: str) -> Page:
    table = Table((text, "#n", "tier", "share"), [(text, "1", Tier(text), Share(0.5, text))], text)
    section = Section(text, [text], [table], [text], f"{text}\n{text}")
    return Page(text, text, [Tile(text, text, text)], [section], text)


def test_hostile_text_stays_text_everywhere() -> None:
    drawn = render(page(EVIL))
    seen = Seen(drawn)
    plain = Seen(render(page("word")))
    assert [tag for tag, _ in seen.tags] == [tag for tag, _ in plain.tags]
    assert [attributes for _, attributes in seen.tags] == [attributes for _, attributes in plain.tags]
    assert seen.text.count('<script>alert("1")</script>') == plain.text.count("word")
    assert "$title ${tiles}" in seen.text
    assert "\x1b" not in drawn
    assert "\u202e" not in drawn


def test_a_table_breaks_no_name_inside_a_word() -> None:
    (cell,) = re.findall(r"^td \{.*\}$", render(page("word")), re.MULTILINE)
    assert "overflow-wrap" not in cell
    assert "word-break" not in cell


def test_an_endless_word_may_break_and_stays_the_same_word() -> None:
    title = "01_nara_voss_-_copper_line_(original_mix)_<www>"
    drawn = render(Page("t", "l", [], [Section("s", tables=[Table(("a",), [(title,)])])], "f"))
    (cell,) = re.findall(r"<td>(.*?)</td>", drawn)
    assert cell == "01_nara_voss_-_copper_line_(or<wbr>iginal_mix)_&lt;www&gt;"
    assert title in Seen(drawn).text


def test_words_from_right_to_left_turn_no_number_round() -> None:
    reason = "artist \u0639\u0645\u0631\u0648 \u062f\u064a\u0627\u0628: 2 of 3 yours are House"
    drawn = render(Page("t", "l", [], [Section("s", [reason], [Table(("a",), [(reason,)])])], "f"))
    assert drawn.count("artist <bdi>\u0639\u0645\u0631\u0648 \u062f\u064a\u0627\u0628</bdi>: 2 of 3") == 2


def test_it_loads_nothing_and_runs_nothing() -> None:
    drawn = render(page("word"))
    seen = Seen(drawn)
    assert not {"script", "link", "img", "iframe", "object", "form"} & {tag for tag, _ in seen.tags}
    assert all(attributes["href"].startswith("#") for tag, attributes in seen.tags if tag == "a")
    assert not re.search(r"url\(|@import|https?://|\son\w+=", drawn)
    policy = next(attributes["content"] for _, attributes in seen.tags if attributes.get("http-equiv"))
    assert policy.startswith("default-src 'none'; ")


def test_a_command_in_a_sentence_is_shown_as_one_and_a_title_is_left_alone() -> None:
    row = ("`House` & co",)
    section = Section("s", ["Run `rekurate review` <now>."], [Table(("a",), [row])], ["`rekurate export`"])
    drawn = render(Page("t", "l", [], [section], "f"))
    assert "<p>Run <code>rekurate review</code> &lt;now&gt;.</p>" in drawn
    assert "<li><code>rekurate export</code></li>" in drawn
    assert "<td>`House` &amp; co</td>" in drawn


def test_a_tier_has_its_colour_and_another_word_none() -> None:
    row = (Tier("high"), Tier("curious"), "", "")
    drawn = render(Page("t", "l", [], [Section("s", tables=[Table(("a", "b", "c", "#d"), [row])])], "f"))
    assert '<span class="tier high">high</span>' in drawn
    assert '<span class="tier plain">curious</span>' in drawn
    assert "<details>" not in drawn
    assert "<th scope=col class=n>d</th>" in drawn


@pytest.mark.parametrize(("share", "width"), [(0.25, "25.0"), (-1.0, "0.0"), (7.0, "100.0")])
def test_a_bar_stays_in_its_place(share: float, width: str) -> None:
    drawn = render(Page("t", "l", [], [Section("s", tables=[Table(("a",), [(Share(share, "x"),)])])], "f"))
    assert f'<rect width="{width}" height=6 />' in drawn


def test_text_beyond_measure_is_cut() -> None:
    assert len(render(Page("t" * 100_000, "l", [], [], "f"))) < 20_000

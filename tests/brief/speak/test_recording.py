import msgspec
import numpy as np
import pytest

from designata.brief.speak import level
from designata.brief.speak.recording import DISCLOSURE, record
from designata.brief.told import Cited
from tests.brief.speak.briefs import CLAIM, Hum, brief


def test_it_says_first_that_a_machine_made_it() -> None:
    voice = Hum()
    made = record(brief(("", ["Two ships."])), voice)
    assert "made by a machine" in voice.said[0]
    assert made.cues[0].id == DISCLOSURE
    assert "AI-generated" in made.label


@pytest.mark.parametrize("lang", ["ko", "uk"])
def test_other_languages_say_it_in_their_own_words(lang: str) -> None:
    voice = Hum()
    record(brief(("", ["LADY R"]), lang=lang), voice)
    assert not voice.said[0].isascii()


def test_every_sentence_begins_and_ends_where_its_cue_says() -> None:
    made = record(brief(("", ["One two three.", "Four."]), ("Ties", ["Five six."])), Hum())
    assert [cue.id for cue in made.cues] == [DISCLOSURE, "s1", "s2", "s3"]
    quiet = np.abs(made.samples) < 1e-4
    for cue in made.cues:
        onset = cue.start + int(np.argmin(quiet[cue.start :]))
        assert 0 <= onset - cue.start < 0.05 * made.rate
        assert quiet[cue.end : cue.end + made.rate // 4].all()


def test_no_silence_is_long() -> None:
    made = record(brief(("", ["One.", "Two."]), ("Ties", ["Three."])), Hum())
    loud = np.flatnonzero(np.abs(made.samples) > 1e-3)
    assert np.diff(loud).max() / made.rate < 1.2


def test_chapters_are_the_sections_that_were_said() -> None:
    made = record(brief(("", ["One."]), ("Empty", []), ("Ties", ["Two."])), Hum())
    assert [heading for heading, _ in made.chapters] == ["Two ships <listed>", "Ties"]
    assert made.chapters[1][1] == made.cues[-1].start


def test_a_sentence_of_signs_alone_is_not_said() -> None:
    made = record(brief(("", ["***", "One."])), Hum())
    assert [cue.id for cue in made.cues] == [DISCLOSURE, "s2"]


def test_the_embedded_voice_reads_a_brief() -> None:
    from designata.brief.speak.embedded import Hibari

    made = record(brief(("", ["LADY R (IMO 9161003) was listed."])), Hibari())
    assert made.seconds > 6
    assert abs(level.loudness(made.samples, made.rate) - level.TARGET) < 1
    assert level.true_peak(made.samples) < -1


def test_the_voice_is_told_where_those_who_are_named_come_from() -> None:
    def cited(record: str, **values: str) -> list[Cited]:
        return [
            msgspec.structs.replace(CLAIM, record=record, property=prop, value=value)
            for prop, value in values.items()
        ]

    claims = [
        *cited("a", name="REZAEI, Omran", nationality="ir"),
        *cited("b", name="Palara", flag="pa"),
        *cited("c", name="Seven Stars"),
    ]
    claims += [*cited("d", name="Іскра", country="us"), *cited("d", alias="Iskra")]
    made = brief(("", ["Two ships."]))
    sentence = msgspec.structs.replace(made.sections[0].sentences[0], claims=claims)
    section = msgspec.structs.replace(made.sections[0], sentences=[sentence])
    voice = Hum()
    record(msgspec.structs.replace(made, sections=[section]), voice)
    assert voice.homes == {"omran": "ir", "rezaei": "ir", "iskra": "cyrillic", "іскра": "cyrillic"}

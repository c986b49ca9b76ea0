"""WebVTT (W3C): each sentence's time, with the sentence's id as the cue's, for reading along."""

import html

from designata.brief.speak.recording import Recording


def webvtt(recording: Recording) -> str:
    """The captions; what is printed is shown, with its markup inert."""
    blocks = [f"WEBVTT - {_line(recording.title)}", f"NOTE {_line(recording.label)}"]
    for cue in recording.cues:
        start, end = (_clock(at / recording.rate) for at in (cue.start, cue.end))
        blocks.append(f"{cue.id}\n{start} --> {end}\n{html.escape(_line(cue.text), quote=False)}")
    return "\n\n".join(blocks) + "\n"


def _line(text: str) -> str:
    return " ".join(text.replace("-->", "→").split())


def _clock(seconds: float) -> str:
    """A time as WebVTT writes it.

    >>> _clock(3725.5)
    '01:02:05.500'
    """
    millis = round(seconds * 1000)
    minutes, millis = divmod(millis, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{millis // 1000:02}.{millis % 1000:03}"

import datetime as dt
import json
from pathlib import Path

import numpy as np
import pytest
import soundfile
from lxml import etree

from designata.brief.speak import captions, feed, provenance, save, shelf
from designata.brief.speak.recording import Recording, record
from designata.errors import InputError, NotFoundError, StoreError
from tests.brief.speak.briefs import Hum, brief

BRIEF = brief(("", ["Two <b>ships</b> --> were listed.", "One & two."]), ("Ties", ["Three."]))


@pytest.fixture(scope="module")
def recording() -> Recording:
    return record(BRIEF, Hum())


@pytest.mark.parametrize("suffix", [".wav", ".mp3", ".opus"])
def test_each_format_holds_the_same_sound_at_the_same_place(
    recording: Recording, tmp_path: Path, suffix: str
) -> None:
    path = tmp_path / f"brief{suffix}"
    save.save(recording, path)
    heard, rate = soundfile.read(path, dtype="float32")
    assert abs(len(heard) / rate - recording.seconds) < 0.15
    start = recording.cues[1].start / recording.rate
    loud = np.flatnonzero(np.abs(heard[int((start - 0.4) * rate) :]) > 0.05)
    assert abs(loud[0] / rate - 0.4) < 0.05


def test_mp3_tells_what_made_it_and_has_chapters(recording: Recording, tmp_path: Path) -> None:
    from mutagen.id3 import ID3

    path = tmp_path / "brief.mp3"
    save.save(recording, path)
    tags = ID3(path, translate=False)
    assert tags["TIT2"].text == ["Two ships <listed>"]
    assert "AI-generated" in tags["TXXX:AI-DISCLOSURE"].text[0]
    assert "casebook 2024-04-02" in str(tags["COMM::eng"])
    assert tags["APIC:"].data[:4] == b"\x89PNG"
    assert tags["CTOC:toc"].child_element_ids == ["c0", "c1"]
    assert str(tags["CHAP:c1"].sub_frames["TIT2"]) == "Ties"
    assert tags["CHAP:c1"].start_time == round(recording.cues[-1].start * 1000 / recording.rate)


def test_wav_tells_the_same_behind_its_sound(recording: Recording, tmp_path: Path) -> None:
    from mutagen.wave import WAVE

    path = tmp_path / "brief.wav"
    save.save(recording, path)
    tags = WAVE(path)
    assert tags["TIT2"].text == ["Two ships <listed>"]
    assert str(tags["TDRC"]) == BRIEF.day.isoformat()
    assert str(tags["CHAP:c1"].sub_frames["TIT2"]) == "Ties"
    assert int.from_bytes(path.read_bytes()[4:8], "little") == path.stat().st_size - 8


def test_opus_tells_what_made_it_and_has_chapters(recording: Recording, tmp_path: Path) -> None:
    from mutagen.oggopus import OggOpus

    path = tmp_path / "brief.opus"
    save.save(recording, path)
    tags = OggOpus(path)
    assert "AI-generated" in tags["ai-disclosure"][0]
    assert tags["chapter001name"] == ["Ties"]
    assert tags["chapter000"][0].startswith("00:00:0")


def test_an_unknown_format_and_a_missing_folder_are_told(
    recording: Recording, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match=r"\.wav, \.mp3, \.opus"):
        save.save(recording, tmp_path / "brief.ogg")
    with pytest.raises(InputError, match="choose a folder"):
        save.save(recording, tmp_path / "nowhere" / "brief.wav")


def test_captions_carry_ids_and_inert_text(recording: Recording) -> None:
    text = captions.webvtt(recording)
    assert text.startswith("WEBVTT - Two ships")
    assert "\n\ns1\n00:00:" in text
    assert "Two &lt;b&gt;ships&lt;/b&gt; → were listed." in text
    assert text.count("-->") == len(recording.cues)


def test_the_shelf_keeps_what_it_is_given(recording: Recording, tmp_path: Path) -> None:
    kept = shelf.keep(BRIEF, recording, tmp_path, now=dt.datetime(2024, 4, 3, tzinfo=dt.UTC))
    again = shelf.keep(BRIEF, recording, tmp_path, now=dt.datetime(2024, 4, 4, tzinfo=dt.UTC))
    assert kept.name == again.name
    assert shelf.kept(tmp_path) == [again]
    assert shelf.one(tmp_path, kept.name).times["s1"][0] == pytest.approx(
        recording.cues[1].start / recording.rate
    )


@pytest.mark.parametrize("name", ["../../etc/passwd", "2024-04-02-en-000000000000", ""])
def test_the_shelf_gives_only_its_own(tmp_path: Path, name: str) -> None:
    with pytest.raises(NotFoundError):
        shelf.file(tmp_path, name, ".mp3")


def test_a_damaged_recording_is_told(tmp_path: Path) -> None:
    folder = tmp_path / shelf.FOLDER
    folder.mkdir()
    (folder / "2024-04-02-en-000000000000.json").write_text("{")
    with pytest.raises(StoreError, match="delete the file"):
        shelf.kept(tmp_path)


def test_the_feed_is_a_podcast(recording: Recording, tmp_path: Path) -> None:
    kept = shelf.keep(BRIEF, recording, tmp_path, now=dt.datetime(2024, 4, 3, tzinfo=dt.UTC))
    root = etree.fromstring(feed.feed([kept], "https://example.org/"))
    spaces = {"i": feed._ITUNES, "p": feed._PODCAST}

    def told(path: str) -> str:
        return str(root.xpath(f"string({path})", namespaces=spaces))

    assert told("channel/item/enclosure/@url") == f"https://example.org/recordings/{kept.name}.mp3"
    assert told("channel/item/enclosure/@length") == str(kept.bytes)
    assert told("channel/item/title") == "Two ships <listed>"
    assert "AI-generated" in told("channel/item/description")
    assert told("channel/item/pubDate") == "Wed, 03 Apr 2024 00:00:00 GMT"
    assert told("channel/item/p:transcript/@type") == "text/vtt"
    assert told("channel/item/p:chapters/@type") == "application/json+chapters"
    assert told("channel/i:image/@href") == "https://example.org/recordings/cover.png"
    assert json.loads(feed.chapters(kept))["chapters"][1]["title"] == "Ties"


def _certificates(folder: Path) -> dict[str, str]:
    """A root and a signer of our own, as C2PA wants them."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

    now = dt.datetime.now(dt.UTC)

    def named(name: str) -> x509.Name:
        return x509.Name(
            [
                x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Designata tests"),
                x509.NameAttribute(NameOID.COMMON_NAME, name),
            ]
        )

    def usage(*, signs: bool, issues: bool) -> x509.KeyUsage:
        return x509.KeyUsage(signs, False, False, False, False, issues, issues, False, False)

    keys = [ec.generate_private_key(ec.SECP256R1()) for _ in range(2)]
    issuer = x509.SubjectKeyIdentifier.from_public_key(keys[0].public_key())
    certificates = []
    for key, name, root in ((keys[0], "root", True), (keys[1], "signer", False)):
        made = (
            x509.CertificateBuilder()
            .subject_name(named(name))
            .issuer_name(named("root"))
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - dt.timedelta(days=1))
            .not_valid_after(now + dt.timedelta(days=2))
            .add_extension(x509.BasicConstraints(ca=root, path_length=None), critical=True)
            .add_extension(usage(signs=not root, issues=root), critical=True)
            .add_extension(
                x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False
            )
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(issuer),
                critical=False,
            )
        )
        if not root:
            made = made.add_extension(
                x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), critical=False
            )
        certificates.append(made.sign(keys[0], hashes.SHA256()))
    pem = serialization.Encoding.PEM
    chain = b"".join(one.public_bytes(pem) for one in reversed(certificates))
    (folder / "chain.pem").write_bytes(chain)
    (folder / "key.pem").write_bytes(
        keys[1].private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return {
        provenance.CERTIFICATE: str(folder / "chain.pem"),
        provenance.KEY: str(folder / "key.pem"),
    }


@pytest.mark.parametrize("suffix", [".wav", ".mp3"])
def test_a_recording_is_signed_with_the_users_certificate(
    recording: Recording, tmp_path: Path, suffix: str
) -> None:
    c2pa = pytest.importorskip("c2pa", reason="the extra c2pa is not installed")
    pytest.importorskip("cryptography", reason="no certificate can be made without cryptography")
    environment = _certificates(tmp_path)
    path = tmp_path / f"brief{suffix}"
    save.save(recording, path)
    provenance.sign(recording, path, environment=environment)
    with c2pa.Reader(str(path)) as reader:
        told = json.loads(reader.json())
    text = json.dumps(told)
    assert "trainedAlgorithmicMedia" in text
    assert "hum" in text
    assert told["validation_state"] in {"Valid", "Trusted"}
    assert soundfile.info(path).duration == pytest.approx(recording.seconds, abs=0.15)


def test_what_is_missing_for_signing_is_told(recording: Recording, tmp_path: Path) -> None:
    pytest.importorskip("c2pa", reason="the extra c2pa is not installed")
    path = tmp_path / "brief.wav"
    save.save(recording, path)
    assert not provenance.wanted({})
    with pytest.raises(provenance.ProvenanceError, match=provenance.CERTIFICATE):
        provenance.sign(recording, path, environment={})
    junk = tmp_path / "junk.pem"
    junk.write_text("junk")
    with pytest.raises(provenance.ProvenanceError, match="could not be signed"):
        provenance.sign(
            recording,
            path,
            environment={provenance.CERTIFICATE: str(junk), provenance.KEY: str(junk)},
        )
    with pytest.raises(provenance.ProvenanceError, match="MP3 or WAV"):
        provenance.sign(recording, tmp_path / "brief.opus", environment={})
    assert sorted(one.name for one in tmp_path.iterdir()) == ["brief.wav", "junk.pem"]

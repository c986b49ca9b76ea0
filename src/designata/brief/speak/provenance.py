"""Signed provenance: a C2PA manifest in the file that says which program made it, and that it did.

An extra (``pip install designata[c2pa]``), with a certificate and a key of the user's own. WAV and
MP3 can carry a manifest, Opus cannot. It is written last, over the finished file; nothing is asked
of the network.
"""

import json
import os
from collections.abc import Mapping
from pathlib import Path

from designata import __version__
from designata.brief.speak.recording import Recording
from designata.errors import DesignataError

CERTIFICATE = "DESIGNATA_C2PA_CERTIFICATE"
KEY = "DESIGNATA_C2PA_KEY"
_TYPES = "http://cv.iptc.org/newscodes/digitalsourcetype/"
_CARRY = frozenset({".wav", ".mp3"})


class ProvenanceError(DesignataError):
    """A recording could not be signed; it is there, without a signature."""


def wanted(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether the user has named a certificate."""
    return bool(environment.get(CERTIFICATE))


def sign(recording: Recording, path: Path, *, environment: Mapping[str, str] = os.environ) -> None:
    """Signs a saved recording in place.

    Args:
        recording: what it says.
        path: the WAV or MP3.
        environment: names the files of the certificate's chain and of its ES256 key, both PEM.

    Raises:
        ProvenanceError: when the library, the certificate or the key is missing or refused, or the
            format carries no manifest.
    """
    if path.suffix.lower() not in _CARRY:
        raise ProvenanceError(
            "this format carries no signed provenance",
            where=str(path),
            cure="save it as MP3 or WAV",
        )
    try:
        import c2pa
    except ImportError as error:
        raise ProvenanceError(
            "signing needs a library that is not installed", cure="pip install 'designata[c2pa]'"
        ) from error
    draft = path.with_name(f".{path.stem}.signed{path.suffix}")
    try:
        signer = c2pa.Signer.from_info(
            c2pa.C2paSignerInfo(
                c2pa.C2paSigningAlg.ES256,
                _pem(environment, CERTIFICATE),
                _pem(environment, KEY),
                None,
            )
        )
        with signer, c2pa.Builder(json.dumps(manifest(recording))) as builder:
            builder.sign_file(path, draft, signer)
        draft.replace(path)
    except (c2pa.C2paError, OSError) as error:
        raise ProvenanceError(
            "the recording could not be signed",
            where=f"{path}: {error}",
            cure="the certificate's chain must be for signing (C2PA 2, section 14), its key ES256",
        ) from error
    finally:
        draft.unlink(missing_ok=True)


def manifest(recording: Recording) -> dict[str, object]:
    """What is signed: the program, that a model made the sound, and the lists behind it."""
    return {
        "claim_generator_info": [{"name": "Designata", "version": __version__}],
        "title": recording.title,
        "assertions": [
            {
                "label": "c2pa.actions.v2",
                "data": {
                    "actions": [
                        {
                            "action": "c2pa.created",
                            "digitalSourceType": _TYPES + "trainedAlgorithmicMedia",
                            "softwareAgent": {"name": recording.voice},
                            "description": recording.label,
                        }
                    ]
                },
            },
            {
                "label": "org.designata.sources",
                "data": {"day": recording.day.isoformat(), "lists": dict(recording.lists)},
            },
        ],
    }


def _pem(environment: Mapping[str, str], name: str) -> bytes:
    given = environment.get(name, "")
    if not given:
        raise ProvenanceError(
            "signing needs a certificate and its key", where=name, cure=f"name its file in {name}"
        )
    try:
        return Path(given).read_bytes()
    except OSError as error:
        raise ProvenanceError(
            "a file for signing cannot be read", where=f"{name}: {given}", cure="name one that can"
        ) from error

"""Makes a browser's picture small: with a palette, and packed as well as PNG allows.

The browser itself tells the pixels, so that nothing else need read PNG.
"""

import base64
import struct
import zlib

import numpy as np
from playwright.sync_api import Browser
from scipy.spatial import KDTree

_PIXELS = """async png => {
  const picture = new Image();
  picture.src = `data:image/png;base64,${png}`;
  await picture.decode();
  const canvas = new OffscreenCanvas(picture.width, picture.height).getContext("2d");
  canvas.drawImage(picture, 0, 0);
  const { data } = canvas.getImageData(0, 0, picture.width, picture.height);
  let text = "";
  for (let at = 0; at < data.length; at += 32768)
    text += String.fromCharCode(...data.subarray(at, at + 32768));
  return [picture.width, picture.height, btoa(text)];
}"""
_MOST = 256


def smaller(browser: Browser, png: bytes) -> bytes:
    """The same picture in at most 256 colours, the rarer ones as the nearest of those."""
    page = browser.new_page()
    width, height, text = page.evaluate(_PIXELS, base64.b64encode(png).decode())
    page.close()
    pixels = np.frombuffer(base64.b64decode(text), "<u4") & 0xFFFFFF
    found, which, counts = np.unique(pixels, return_inverse=True, return_counts=True)
    colours = (found[:, None] >> np.array([0, 8, 16]) & 255).astype(np.uint8)
    palette = colours[np.argsort(-counts, kind="stable")[:_MOST]]
    nearest = KDTree(palette).query(colours)[1].astype(np.uint8)
    rows = np.zeros((height, width + 1), np.uint8)  # each begins with its filter: none
    rows[:, 1:] = nearest[which].reshape(height, width)
    parts = {
        b"IHDR": struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0),
        b"PLTE": palette.tobytes(),
        b"IDAT": zlib.compress(rows.tobytes(), 9),
        b"IEND": b"",
    }
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in parts.items())


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

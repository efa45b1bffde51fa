"""A drawn document written anew for keeping: small objects packed together, streams ended as PDF/A asks, a name from what it holds."""

from __future__ import annotations

from io import BytesIO


def finished(document: bytes) -> bytes:
    """The same document as a file to keep, the same bytes for the same document; its attachments stay byte for byte."""
    import pikepdf  # slow to load, and first needed when the first document is made

    out = BytesIO()
    with pikepdf.open(BytesIO(document)) as drawn:
        drawn.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()

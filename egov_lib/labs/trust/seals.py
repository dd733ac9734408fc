"""Seals of officers, time stamps of an authority, and how a stranger checks both.

A seal carries an hour that the sealer claims; whoever has the key can write any hour. A time stamp
is signed by somebody else, the stamp authority, over a digest of the seal: it proves that the seal
was there at that hour, not when it was set, nor who held the key. What is in a stamp is that of
RFC 3161 (a digest, the time, a number, a signature), the bytes are not: the lab packs them in its
own, shorter way.

What a seal can't say, whether what it seals is true or was rightly decided, is not in the lab.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from egov_lib.labs.trust.certificates import (
    ES256,
    Certificate,
    Holder,
    RevocationList,
    is_signed_by,
    may_stamp,
    problem_of,
)

DIGEST = 32  # bytes of SHA-256


@dataclass(frozen=True)
class Seal:
    """What goes with a document.

    signed: the SHA-256 of its text (32 bytes) and the hour that the sealer claims (8 bytes)
    signature: of these bytes
    chain: the sealer's certificates without the root
    """

    signed: bytes
    signature: bytes
    chain: tuple[Certificate, ...]

    @property
    def claimed_hour(self) -> int:
        """The hour that the sealer wrote; nobody vouches for it."""
        return int.from_bytes(self.signed[DIGEST:], signed=True)


@dataclass(frozen=True)
class Stamp:
    """What a stamp authority says of a seal.

    signed: the digest of what is stamped (32 bytes), the hour (8) and the stamp's number (8)
    signature: of these bytes
    chain: the authority's certificates without the root
    """

    signed: bytes
    signature: bytes
    chain: tuple[Certificate, ...]

    @property
    def hour(self) -> int:
        """The hour that the authority vouches for."""
        return int.from_bytes(self.signed[DIGEST : DIGEST + 8], signed=True)


# --- setting ------------------------------------------------------------------------------------


def seal(text: str, holder: Holder, *, hour: int) -> Seal:
    """Put an officer's seal on a document; *hour* is what the sealer claims.

    >>> from egov_lib.labs.trust import issue
    >>> mark = seal("通知", issue("officer"), hour=100)  # 通知: notice
    >>> len(mark.signed), mark.claimed_hour
    (40, 100)
    """
    signed = _digest(text.encode()) + hour.to_bytes(8, signed=True)
    return Seal(signed, holder.key.sign(signed, ES256), holder.chain[:-1])


def stamp(
    mark: Seal,
    authority: Holder,
    *,
    hour: int,
    number: int = 1,
    earlier: Sequence[Stamp] = (),
    lists: Iterable[RevocationList] = (),
) -> Stamp:
    """Set a time stamp on a seal, and on the evidence that is kept with it.

    Parameters
    ----------
    mark: the seal.
    authority: who stamps; its certificate must be for stamps.
    hour: when it stamps, by its own clock.
    number: of the stamp, which the authority gives.
    earlier: the stamps that the seal has. A new one over them keeps them good after their
        authority's certificate has ended.
    lists: lists of the revoked that lie beside it; they can't be changed later unseen.
    """
    content = stamped_content(mark, earlier, lists)
    signed = (
        _digest(content)
        + hour.to_bytes(8, signed=True)
        + number.to_bytes(8, signed=True)
    )
    signature = authority.key.sign(signed, ES256)
    return Stamp(signed, signature, authority.chain[:-1])


def stamped_content(
    mark: Seal, earlier: Sequence[Stamp], lists: Iterable[RevocationList]
) -> bytes:
    """The bytes that a stamp is about: the seal, its stamps, and the lists beside it."""
    parts = [mark.signed, mark.signature]
    for one in earlier:
        parts += [one.signed, one.signature]
    parts += [one.signature for one in lists]
    return b"".join(parts)


# --- checking -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Kept:
    """A stamp with the lists that it was set over, as an archive keeps them."""

    stamp: Stamp
    lists: tuple[RevocationList, ...] = ()


def check(  # noqa: PLR0913  all that a stranger has at hand
    text: str,
    mark: Seal,
    *,
    root: Certificate,
    lists: Iterable[RevocationList],
    hour: int,
    stamps: Sequence[Kept] = (),
    believes_claim: bool = False,
) -> str:
    """Check a sealed document as somebody does who knows only the root.

    The seal must have been good at some hour. Without stamps that is the hour of the check. With
    good stamps it is that of the first one: the seal was there then. Who believes the claim takes
    the hour that the sealer wrote, as no one should.

    Parameters
    ----------
    text: the document.
    mark: its seal.
    root: the certificate that is trusted.
    lists: the lists of revoked certificates that can be had at *hour*.
    hour: of the check.
    stamps: the time stamps that lie beside the seal, the oldest first.
    believes_claim: whether the sealer's own hour is believed.

    Returns the first of these that holds:
    altered: the text is not what was sealed
    dated ahead: the seal claims an hour after the check, or after its stamp
    unknown issuer: the chain does not lead to the root
    no authority: a certificate was issued by somebody who may not
    out of date: a certificate was not valid at the hour that counts
    no list: of an issuer there is no genuine list that speaks of that hour
    revoked: a certificate is on a list, from that hour or an earlier one
    valid: none of these

    >>> from egov_lib.labs.trust import issue
    >>> root = issue("root", authority=True)
    >>> mark = seal("通知", issue("officer", root), hour=100)  # 通知: notice
    >>> check("通知！", mark, root=root.chain[0], lists=[], hour=101)
    'altered'
    """
    lists = list(lists)
    if not _is_signed_text(text, mark):
        return "altered"
    if mark.claimed_hour > hour:
        return "dated ahead"
    proved = proved_hour(mark, stamps, root=root, lists=lists, hour=hour)
    if mark.claimed_hour > proved:
        return "dated ahead"
    good_at = mark.claimed_hour if believes_claim else proved
    if proved < hour:
        # A stamp holds: what lay beside it is evidence, too.
        for kept in stamps:
            lists += kept.lists
    return problem_of((*mark.chain, root), lists, good_at) or "valid"


def proved_hour(
    mark: Seal,
    stamps: Sequence[Kept],
    *,
    root: Certificate,
    lists: Iterable[RevocationList],
    hour: int,
) -> int:
    """The hour of the first stamp, if all stamps hold; otherwise the hour of the check.

    The last stamp must be good now. Each earlier one must have been good when the next was set,
    by the lists beside that one. So a stamp outlives the certificate of its authority, if somebody
    set a new one in time.
    """
    known = list(lists)
    when = hour
    for place in reversed(range(len(stamps))):
        one = stamps[place].stamp
        earlier = [kept.stamp for kept in stamps[:place]]
        content = stamped_content(mark, earlier, stamps[place].lists)
        if one.hour > when or not _is_stamp_of(one, content):
            return hour
        if problem_of((*one.chain, root), known, when):
            return hour
        known += stamps[place].lists
        when = one.hour
    return when


def _is_signed_text(text: str, mark: Seal) -> bool:
    """Whether the first certificate's key signed the seal, and the seal is of this text."""
    is_of_text = mark.signed[:DIGEST] == _digest(text.encode())
    return is_of_text and _is_signed(mark)


def _is_stamp_of(one: Stamp, content: bytes) -> bool:
    """Whether somebody who may stamp signed it, over these bytes."""
    is_of_content = one.signed[:DIGEST] == _digest(content)
    return is_of_content and _is_signed(one) and may_stamp(one.chain[0])


def _is_signed(one: Seal | Stamp) -> bool:
    if not one.chain:  # sealed under a root of one's own
        return False
    return is_signed_by(one.chain[0], one.signature, one.signed)


def _digest(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()

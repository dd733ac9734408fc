"""Keys, certificates, and the lists of those that no longer count: real X.509 (RFC 5280).

Curves are P-256, for which libraries are at hand; China's own algorithm (SM2) would change no
verdict. Hours are counted from the beginning of 2006.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

START = datetime(2006, 1, 1, tzinfo=UTC)
FAR = 10_000_000  # hours: calendars end, and a thief may write any number
ES256 = ec.ECDSA(hashes.SHA256())
TIME_STAMPING = ExtendedKeyUsageOID.TIME_STAMPING
SINCE = (
    x509.InvalidityDate.oid
)  # where an entry of a list says since when a key was stolen

Certificate = x509.Certificate
RevocationList = x509.CertificateRevocationList


@dataclass(frozen=True)
class Holder:
    """Somebody with a key, and the certificates that vouch for it.

    chain: the own certificate first, the root's last
    """

    key: ec.EllipticCurvePrivateKey
    chain: tuple[Certificate, ...]


# --- issuing ------------------------------------------------------------------------------------


def issue(
    name: str,
    issuer: Holder | None = None,
    *,
    authority: bool = False,
    stamps: bool = False,
    hours: tuple[int, int] = (-8760, 262800),
) -> Holder:
    """Make a key and have it certified by *issuer*, or by itself where there is none.

    Parameters
    ----------
    name: whom the certificate names.
    issuer: who signs it.
    authority: whether the holder may certify others.
    stamps: whether the holder sets time stamps, and does nothing else.
    hours: the first and the last of the validity, from the beginning of 2006.

    >>> root = issue("root", authority=True)
    >>> [certificate.subject.rfc4514_string() for certificate in issue("officer", root).chain]
    ['CN=officer', 'CN=root']
    """
    key = ec.generate_private_key(ec.SECP256R1())
    signer = issuer or Holder(key, ())
    subject = _subject(name)
    issuer_name = issuer.chain[0].subject if issuer else subject
    first, last = hours
    builder = (
        x509.CertificateBuilder()
        .issuer_name(issuer_name)
        .subject_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(time_of(first))
        .not_valid_after(time_of(last))
    )
    extensions = _extensions(name, key, signer, authority)
    if stamps:
        # RFC 3161 asks for this use, and for it alone
        extensions.append((x509.ExtendedKeyUsage([TIME_STAMPING]), True))
    for extension, is_critical in extensions:
        builder = builder.add_extension(extension, critical=is_critical)
    certificate = builder.sign(signer.key, hashes.SHA256())
    return Holder(key, (certificate, *signer.chain))


def _extensions(
    name: str, key: ec.EllipticCurvePrivateKey, signer: Holder, authority: bool
) -> list[tuple[x509.ExtensionType, bool]]:
    """Return what a certificate says of its key, and whether a reader must understand it."""
    own_key = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
    return [
        (_constraints(authority), True),
        (_usage(authority), True),
        (own_key, False),
        (_name_of_key(signer.key), False),
        (_other_name(name), False),
    ]


# What many certificates have in common is made once.


@lru_cache(maxsize=1024)
def _subject(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


@lru_cache(maxsize=1024)
def _other_name(name: str) -> x509.SubjectAlternativeName:
    return x509.SubjectAlternativeName([x509.DNSName(name)])


@lru_cache
def _constraints(authority: bool) -> x509.BasicConstraints:
    return x509.BasicConstraints(ca=authority, path_length=None)


@lru_cache
def _usage(authority: bool) -> x509.KeyUsage:
    """An authority may sign certificates and lists; all others sign what they vouch for."""
    return x509.KeyUsage(
        digital_signature=not authority,
        content_commitment=not authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )


@lru_cache(maxsize=4096)
def _name_of_key(
    key: ec.EllipticCurvePrivateKey,
) -> x509.AuthorityKeyIdentifier:
    return x509.AuthorityKeyIdentifier.from_issuer_public_key(key.public_key())


def revoke(
    issuer: Holder,
    certificates: Iterable[Certificate],
    *,
    hour: int,
    days: int,
    since: int | None = None,
) -> RevocationList:
    """Sign the list of an issuer's certificates that no longer count.

    Parameters
    ----------
    issuer: whose certificates they are.
    certificates: those that are on the list.
    hour: of the list.
    days: until the next one is due.
    since: the hour from which their keys were in wrong hands, as far as one knows; RFC 5280 calls
        it invalidity date. None says nothing of it: then they count no longer from *hour* on.

    >>> root = issue("root", authority=True)
    >>> len(revoke(root, [issue("officer", root).chain[0]], hour=0, days=7))
    1
    """
    entries = [(certificate, hour, since) for certificate in certificates]
    return sign_list(issuer, entries, hour=hour, days=days)


def sign_list(
    issuer: Holder,
    entries: Iterable[tuple[Certificate, int, int | None]],
    *,
    hour: int,
    days: int,
) -> RevocationList:
    """Sign a list whose entries differ: a certificate, when it was revoked, and since when bad."""
    builder = x509.CertificateRevocationListBuilder(
        issuer.chain[0].subject, time_of(hour), time_of(hour + 24 * days)
    )
    for certificate, revoked, since in entries:
        entry = x509.RevokedCertificateBuilder(
            certificate.serial_number, time_of(revoked)
        )
        if since is not None:
            date = x509.InvalidityDate(time_of(since).replace(tzinfo=None))
            entry = entry.add_extension(date, critical=False)
        builder = builder.add_revoked_certificate(entry.build())
    return builder.sign(issuer.key, hashes.SHA256())


# --- checking a chain ---------------------------------------------------------------------------


def problem_of(
    chain: tuple[Certificate, ...],
    lists: Iterable[RevocationList],
    hour: int,
) -> str:
    """Say what is wrong with a chain at some hour, or "" if nothing is.

    The last certificate of *chain* is trusted. Each other one needs a list of its issuer that
    speaks of *hour*. RFC 5280 lets a list leave out what has expired, so one that was signed after
    the certificate's end does not count.
    """
    when = time_of(hour)
    vouched = _read_chain(chain)
    if vouched.problem:
        return vouched.problem
    if not vouched.first <= when <= vouched.last:
        return "out of date"
    read = [_read(one) for one in lists]
    is_revoked = False
    for link in vouched.links:
        speaking = [one for one in read if _is_list_for(link, one, when)]
        if not speaking:
            return "no list"
        is_revoked |= any(_is_on(one, link, when) for one in speaking)
    return "revoked" if is_revoked else ""


# Certificates and lists are read for each document anew, and never change. What was read or
# verified once is kept.


class Link(NamedTuple):
    """A certificate of a chain: its number, the end of its validity, and who signed it."""

    serial: int
    last: datetime
    issuer: Certificate


class Vouched(NamedTuple):
    """What a chain says, at whatever hour it is asked.

    problem: what is wrong with it at any hour, or ""
    first, last: from when to when all its certificates are valid
    links: its certificates with their issuers, without the root
    """

    problem: str
    first: datetime
    last: datetime
    links: tuple[Link, ...]


@lru_cache(maxsize=4096)
def _read_chain(chain: tuple[Certificate, ...]) -> Vouched:
    """Verify who signed whom in a chain, and read what else it says."""
    problem = ""
    if not all(_is_issued_by(*pair) for pair in pairwise(chain)):
        problem = "unknown issuer"
    elif not all(_is_authority(certificate) for certificate in chain[1:]):
        problem = "no authority"
    return Vouched(
        problem=problem,
        first=max(one.not_valid_before_utc for one in chain),
        last=min(one.not_valid_after_utc for one in chain),
        links=tuple(
            Link(one.serial_number, one.not_valid_after_utc, issuer)
            for one, issuer in pairwise(chain)
        ),
    )


def _is_issued_by(certificate: Certificate, issuer: Certificate) -> bool:
    """Whether an issuer signed a certificate in its own name, as this lab signs."""
    is_named = certificate.issuer == issuer.subject
    return is_named and is_signed_by(
        issuer, certificate.signature, certificate.tbs_certificate_bytes
    )


@lru_cache(maxsize=4096)
def _is_authority(certificate: Certificate) -> bool:
    constraints = certificate.extensions.get_extension_for_class(
        x509.BasicConstraints
    )
    return constraints.value.ca


def may_stamp(certificate: Certificate) -> bool:
    """Whether a certificate is for setting time stamps."""
    try:
        uses = certificate.extensions.get_extension_for_class(
            x509.ExtendedKeyUsage
        )
    except x509.ExtensionNotFound:
        return False
    return TIME_STAMPING in uses.value


@dataclass(frozen=True, eq=False)
class ReadList:
    """What a list of the revoked says.

    issuer: the name that it was signed in
    signed_at, next_one_at: when it was signed, and when the next one is due
    since: of each certificate on it, by serial number, from when on it does not count
    signature: of *content*
    """

    issuer: x509.Name
    signed_at: datetime
    next_one_at: datetime
    since: dict[int, datetime]
    signature: bytes
    content: bytes


def _read(one: RevocationList) -> ReadList:
    return _read_bytes(one.public_bytes(Encoding.DER))


@lru_cache(maxsize=4096)
def _read_bytes(written: bytes) -> ReadList:
    one = x509.load_der_x509_crl(written)
    return ReadList(
        issuer=one.issuer,
        signed_at=one.last_update_utc,
        next_one_at=one.next_update_utc,
        since={entry.serial_number: _bad_since(entry) for entry in one},
        signature=one.signature,
        content=one.tbs_certlist_bytes,
    )


def _bad_since(entry: x509.RevokedCertificate) -> datetime:
    """From when on a certificate does not count, by its entry."""
    since = entry.revocation_date_utc
    for extension in entry.extensions:
        if extension.oid == SINCE:
            since = min(since, extension.value.invalidity_date_utc)
    return since


def _is_list_for(link: Link, one: ReadList, when: datetime) -> bool:
    """Whether a list can say that a certificate was good at some time, and is its issuer's.

    One that was signed later says it too, but only while the certificate lasted.
    """
    speaks = when <= one.next_one_at and one.signed_at <= link.last
    return speaks and _is_list_of(link.issuer, one)


@lru_cache(maxsize=4096)
def _is_list_of(issuer: Certificate, one: ReadList) -> bool:
    """Whether an issuer signed a list in its own name."""
    is_named = one.issuer == issuer.subject
    return is_named and is_signed_by(issuer, one.signature, one.content)


@lru_cache(maxsize=16_384)
def is_signed_by(
    issuer: Certificate, signature: bytes, content: bytes
) -> bool:
    """Whether the key of a certificate made this signature, over these bytes."""
    key = issuer.public_key()
    if not isinstance(key, ec.EllipticCurvePublicKey):
        return False
    try:
        key.verify(signature, content, ES256)
    except InvalidSignature:
        return False
    return True


def _is_on(one: ReadList, link: Link, when: datetime) -> bool:
    """Whether a list says that a certificate did not count at some time."""
    since = one.since.get(link.serial)
    return since is not None and since <= when


def name_of(certificate: Certificate) -> str:
    """The name that a certificate vouches for."""
    (name,) = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return name.value


@lru_cache(maxsize=65_536)
def time_of(hour: float) -> datetime:
    """The time of an hour that is counted from the beginning of 2006."""
    return START + timedelta(hours=float(min(max(hour, -FAR), FAR)))

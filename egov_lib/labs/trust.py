"""Trust: which false documents pass, and what does a disaster destroy?

The unit of time is the hour; the model runs for one year.

The opinion of 2002 asks for a trust system (信任体系), rules for electronic seals (电子签章) and
backup against disaster (灾难备份). Here a root certifies departments, departments certify
officers, officers seal documents, and each verdict in the frame comes from verifying a signature:
the certificates are real X.509. Keys and signatures differ from run to run; what happens does not,
and only that is in the frame. Curves are P-256, for which libraries are at hand; China's own
algorithm (SM2) would change no verdict.

What a seal can't say, whether what it seals is true or was rightly decided, is not in the model.
"""

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pandas as pd
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from egov_lib.labs import common
from egov_lib.labs.common import Parameter, setting

START = datetime(2006, 1, 1, tzinfo=UTC)
YEAR_HOURS = 365 * 24
THIEF_HOURS = 30 * 24  # how long a thief uses a stolen key
NOBODY = -1  # the number of an officer or document that an event does not have
ES256 = ec.ECDSA(hashes.SHA256())


# --- settings -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Settings:
    """A year of sealed documents, some of them false, and one disaster."""

    checked: bool = setting(
        "systems",
        "e-government-trust-system",
        True,
        "there is a trust system: seals are checked",
    )
    departments: int = setting(value=3, why="each certifies its own officers")
    officers: int = setting(value=10, why="who may seal")
    documents: int = setting(value=40, why="in the year, at any hour")
    altered_share: float = setting(
        value=0.1, why="share of documents changed on the way"
    )
    forged_share: float = setting(
        value=0.1,
        why="share of documents sealed under an authority nobody knows",
    )
    theft_share: float = setting(
        value=0.1, why="share of officers whose key is stolen in the year"
    )
    thief_documents: int = setting(
        value=3, why="what a thief seals, within 30 days"
    )
    notice_days: float = setting(
        value=10,
        why="mean time until a theft is noticed and the certificate revoked",
    )
    list_days: int = setting(
        value=7, why="between two lists of revoked certificates"
    )
    valid_days: int = setting(
        value=365, why="how long an officer's certificate is valid"
    )
    renewed_share: float = setting(
        value=0.9, why="share of certificates renewed in time"
    )
    copies: int = setting(
        "systems",
        "data-disaster-backup",
        1,
        "a backup infrastructure is read as one copy elsewhere",
    )
    copy_survives: float = setting(
        value=0.9, why="probability that a copy is usable when it is needed"
    )
    backup_hours: int = setting(value=24, why="between two backups")
    restore_hours: float = setting(
        value=12,
        why="mean time to restore from one copy, or to find it unusable",
    )
    sources: tuple = ()

    def __post_init__(self):
        """Refuse what makes no sense, with the value and the range."""
        common.check_limits(
            self,
            officers=(1, 500),
            documents=(0, 10000),
            copies=(0, 9),
            copy_survives=(0, 1),
            departments=(1, self.officers),
            list_days=(1, 365),
            backup_hours=(1, YEAR_HOURS),
            altered_share=(0, 1 - self.forged_share),
            valid_days=(2, 3650),
        )


YUNNAN = {
    "checked": Parameter(
        "systems",
        "yunnan-network-trust-system",
        True,
        "asked for; taken as there",
    ),
    "departments": Parameter(
        "targets",
        "yunnan-24-networks",
        24,
        "24 networks for business; we take a department for each",
    ),
    "officers": Parameter(value=48, why="two for each department"),
}
NO_COPY = Parameter(
    "systems",
    "wuhai-disaster-backup-system",
    0,
    "to be started in 2006, so not yet there",
)
PRESETS = {
    "nation-2002": {},
    "yunnan-2005": YUNNAN,
    "wuhai-2005": {"copies": NO_COPY},
}
preset = common.preset_of(Settings, PRESETS)


# --- certificates and seals ---------------------------------------------------------------------


@dataclass(frozen=True)
class Holder:
    """Somebody with a key, and the certificates that vouch for it.

    chain: the own certificate first, the root's last
    """

    key: ec.EllipticCurvePrivateKey
    chain: tuple[x509.Certificate, ...]


@dataclass(frozen=True)
class Seal:
    """What goes with a document.

    signed: the SHA-256 of its text (32 bytes) and the hour (8 bytes)
    signature: of these bytes
    chain: the sealer's certificates without the root
    """

    signed: bytes
    signature: bytes
    chain: tuple[x509.Certificate, ...]


def issue(
    name: str,
    issuer: Holder | None = None,
    *,
    authority: bool = False,
    hours: tuple[int, int] = (-8760, 87600),
) -> Holder:
    """Make a key and have it certified by *issuer*, or by itself where there is none.

    Parameters
    ----------
    name: whom the certificate names.
    issuer: who signs it.
    authority: whether the holder may certify others.
    hours: the first and the last of the validity, from the beginning of 2006.

    >>> root = issue("root", authority=True)
    >>> [certificate.subject.rfc4514_string() for certificate in issue("officer", root).chain]
    ['CN=officer', 'CN=root']
    """
    key = ec.generate_private_key(ec.SECP256R1())
    signer = issuer or Holder(key, ())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    issuer_name = issuer.chain[0].subject if issuer else subject
    first, last = hours
    builder = (
        x509.CertificateBuilder()
        .issuer_name(issuer_name)
        .subject_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(_time(first))
        .not_valid_after(_time(last))
    )
    for extension, is_critical in _extensions(name, key, signer, authority):
        builder = builder.add_extension(extension, critical=is_critical)
    certificate = builder.sign(signer.key, hashes.SHA256())
    return Holder(key, (certificate, *signer.chain))


def _extensions(
    name: str, key: ec.EllipticCurvePrivateKey, signer: Holder, authority: bool
) -> list[tuple[x509.ExtensionType, bool]]:
    """Return what a certificate says of its key, and whether a reader must understand it."""
    # An authority may sign certificates and lists, an officer documents, and nothing else.
    usage = x509.KeyUsage(
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
    own_key = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
    signers_key = x509.AuthorityKeyIdentifier.from_issuer_public_key(
        signer.key.public_key()
    )
    return [
        (x509.BasicConstraints(ca=authority, path_length=None), True),
        (usage, True),
        (own_key, False),
        (signers_key, False),
        (x509.SubjectAlternativeName([x509.DNSName(name)]), False),
    ]


def seal(text: str, holder: Holder, *, hour: int) -> Seal:
    """Put an officer's seal on a document.

    >>> len(seal("通知", issue("officer"), hour=100).signed)  # 通知: notice
    40
    """
    signed = _digest(text) + hour.to_bytes(8)
    return Seal(signed, holder.key.sign(signed, ES256), holder.chain[:-1])


def revoke(
    issuer: Holder,
    certificates: list[x509.Certificate],
    *,
    hour: int,
    days: int,
) -> x509.CertificateRevocationList:
    """Sign the list of an issuer's certificates that no longer count.

    It is of *hour*; the next one is due after *days*.

    >>> root = issue("root", authority=True)
    >>> len(revoke(root, [issue("officer", root).chain[0]], hour=0, days=7))
    1
    """
    issuer_name = issuer.chain[0].subject
    now, next_time = _time(hour), _time(hour + 24 * days)
    builder = x509.CertificateRevocationListBuilder(
        issuer_name, now, next_time
    )
    for certificate in certificates:
        entry = x509.RevokedCertificateBuilder(certificate.serial_number, now)
        builder = builder.add_revoked_certificate(entry.build())
    return builder.sign(issuer.key, hashes.SHA256())


def check(
    text: str,
    mark: Seal,
    *,
    root: x509.Certificate,
    lists: list[x509.CertificateRevocationList],
    hour: int,
) -> str:
    """Check a sealed document as somebody does who knows only the root and the lists.

    Parameters
    ----------
    text: the document.
    mark: its seal.
    root: the certificate that is trusted.
    lists: the lists of revoked certificates.
    hour: when it is checked; it decides which certificates and lists are current.

    Returns the first of these that holds:
    altered: the text is not what was sealed
    unknown issuer: the chain does not lead to the root
    no authority: a certificate was issued by somebody who may not
    out of date: a certificate is not valid at *hour*
    no list: there is no current and genuine list of the sealer's issuer
    revoked: the sealer's certificate is on the list
    valid: none of these

    >>> root = issue("root", authority=True)
    >>> mark = seal("通知", issue("officer", root), hour=100)  # 通知: notice
    >>> check("通知！", mark, root=root.chain[0], lists=[], hour=101)
    'altered'
    """
    chain = [*mark.chain, root]
    own, issuer = chain[:2]
    now = _time(hour)
    if not _is_signed_text(text, mark, own):
        return "altered"
    if not all(_is_issued_by(*pair) for pair in pairwise(chain)):
        return "unknown issuer"
    if not all(_is_authority(certificate) for certificate in chain[1:]):
        return "no authority"
    if not all(_is_current(certificate, now) for certificate in chain):
        return "out of date"
    genuine = [
        revoked for revoked in lists if _is_list_of(issuer, revoked, now)
    ]
    if not genuine:
        return "no list"
    number = own.serial_number
    for revoked in genuine:
        if (
            revoked.get_revoked_certificate_by_serial_number(number)
            is not None
        ):
            return "revoked"
    return "valid"


def _is_signed_text(
    text: str, mark: Seal, certificate: x509.Certificate
) -> bool:
    """Whether the certificate's key signed the seal, and the seal is of this text."""
    try:
        certificate.public_key().verify(mark.signature, mark.signed, ES256)
    except InvalidSignature:
        return False
    return mark.signed[:32] == _digest(text)


# An issuer need not be verified again for each document
@lru_cache(maxsize=4096)
def _is_issued_by(
    certificate: x509.Certificate, issuer: x509.Certificate
) -> bool:
    try:
        certificate.verify_directly_issued_by(issuer)
    except (InvalidSignature, ValueError, TypeError):
        # The signature, the name or the kind of key does not fit.
        return False
    return True


def _is_authority(certificate: x509.Certificate) -> bool:
    constraints = certificate.extensions.get_extension_for_class(
        x509.BasicConstraints
    )
    return constraints.value.ca


def _is_current(certificate: x509.Certificate, now: datetime) -> bool:
    return (
        certificate.not_valid_before_utc
        <= now
        <= certificate.not_valid_after_utc
    )


def _is_list_of(
    issuer: x509.Certificate,
    revoked: x509.CertificateRevocationList,
    now: datetime,
) -> bool:
    """Whether a list is current, of this issuer, and signed by it."""
    is_current = revoked.last_update_utc <= now <= revoked.next_update_utc
    return (
        is_current
        and revoked.issuer == issuer.subject
        and revoked.is_signature_valid(issuer.public_key())
    )


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8")).digest()


def _time(hour: float) -> datetime:
    return START + timedelta(hours=float(hour))


# --- state: officers, departments and documents -------------------------------------------------


class Event(NamedTuple):
    """What happens at some hour; `simulate` says what each column means."""

    hour: float
    kind: str
    officer: int = NOBODY
    document: int = NOBODY
    truth: str = ""
    verdict: str = ""


class Theft(NamedTuple):
    """What a thief does to an officer.

    hour: when the key is stolen
    revoked: the hour at which its certificate is revoked
    holder: whose key it is
    thief_hours: when the thief seals a document
    """

    hour: int
    revoked: int
    holder: Holder
    thief_hours: list[int]


class Officer(NamedTuple):
    """One officer's year.

    number: from 0
    wallet: the certificates, each with the hour from which it is used, in order
    theft: None if the key is not stolen
    """

    number: int
    wallet: list[tuple[int, Holder]]
    theft: Theft | None

    def holder_at(self, hour: int) -> Holder:
        """Return the certificate in use."""
        used = [holder for since, holder in self.wallet if since <= hour]
        return used[-1]


@dataclass
class Department:
    """An authority that certifies officers and says which of them no longer count.

    lists: the lists of revoked certificates that it has signed, by their hour
    """

    holder: Holder
    list_days: int
    officers: list[Officer] = field(default_factory=list)
    lists: dict[int, x509.CertificateRevocationList] = field(
        default_factory=dict
    )

    def list_at(self, hour: int) -> x509.CertificateRevocationList:
        """Return the last list before *hour*; one is signed every `list_days`."""
        period = 24 * self.list_days
        signed_at = hour // period * period
        if signed_at not in self.lists:
            revoked = [
                officer.theft.holder.chain[0]
                for officer in self.officers
                if officer.theft and officer.theft.revoked <= signed_at
            ]
            self.lists[signed_at] = revoke(
                self.holder, revoked, hour=signed_at, days=self.list_days
            )
        return self.lists[signed_at]


class Paper(NamedTuple):
    """A document that is sealed.

    hour: of the seal
    officer: who seals it, or is named on it
    truth: honest, altered (on the way), forged (under an authority nobody knows) or stolen (sealed
        by a thief)
    """

    hour: int
    officer: int
    truth: str


class Archived(NamedTuple):
    """A document with all that is needed to check it again."""

    number: int
    officer: int
    truth: str
    text: str
    mark: Seal
    root: x509.Certificate
    revoked: x509.CertificateRevocationList
    checked_at: int

    def verdict(self, settings: Settings) -> str:
        """Check the document as of the hour of its first check, if anything is checked."""
        if not settings.checked:
            return "not checked"
        return check(
            self.text,
            self.mark,
            root=self.root,
            lists=[self.revoked],
            hour=self.checked_at,
        )


# --- step ---------------------------------------------------------------------------------------


def _certify(
    number: int, issuer: Holder, s: Settings, rng: np.random.Generator
) -> Officer:
    """Draw one officer's year, and issue the certificates."""
    valid_hours = s.valid_days * 24
    end = int(rng.integers(1, valid_hours + 1))
    is_renewed = rng.random() < s.renewed_share
    is_stolen = rng.random() < s.theft_share
    stolen_at = int(rng.integers(YEAR_HOURS))
    noticed = int(stolen_at + rng.exponential(s.notice_days * 24)) + 1
    after_theft = rng.integers(THIEF_HOURS, size=s.thief_documents)

    def from_hour(since: int) -> tuple[int, Holder]:
        hours = (since, since + valid_hours)
        return since, issue(f"officer-{number}", issuer, hours=hours)

    starts = [end - valid_hours]
    if is_renewed:  # a day before the old certificate ends
        starts += range(end - 24, YEAR_HOURS, valid_hours - 24)
    wallet = [from_hour(since) for since in starts]
    officer = Officer(number, wallet, theft=None)
    if not is_stolen:
        return officer
    theft = Theft(
        hour=stolen_at,
        revoked=noticed,
        holder=officer.holder_at(stolen_at),
        thief_hours=(stolen_at + after_theft).tolist(),
    )
    wallet.append(from_hour(noticed))
    wallet.sort(key=lambda since_holder: since_holder[0])
    return officer._replace(theft=theft)


def _note_officer(log: list[Event], officer: Officer) -> None:
    for since, _ in officer.wallet:
        log.append(Event(since, "issued", officer.number))
    if officer.theft:
        log.append(Event(officer.theft.hour, "stolen", officer.number))
        log.append(Event(officer.theft.revoked, "revoked", officer.number))


def _draw_papers(
    s: Settings, officers: list[Officer], rng: np.random.Generator
) -> list[Paper]:
    """Draw the documents of the year, and add those of thieves, in the order of their hours."""
    shares = {
        "honest": 1 - s.altered_share - s.forged_share,
        "altered": s.altered_share,
        "forged": s.forged_share,
    }
    truths = rng.choice(list(shares), s.documents, p=list(shares.values()))
    hours = rng.integers(YEAR_HOURS, size=s.documents)
    sealers = rng.integers(len(officers), size=s.documents)
    papers = []
    for hour, sealer, truth in zip(hours, sealers, truths):
        papers.append(Paper(int(hour), int(sealer), str(truth)))
    for officer in officers:
        papers += _papers_of_thief(officer)
    return sorted(papers)


def _papers_of_thief(officer: Officer) -> list[Paper]:
    """What is sealed within the year with the key that was stolen from an officer."""
    if officer.theft is None:
        return []
    return [
        Paper(hour, officer.number, "stolen")
        for hour in officer.theft.thief_hours
        if hour < YEAR_HOURS
    ]


def _seal_paper(
    number: int,
    paper: Paper,
    officer: Officer,
    department: Department,
    stranger: Holder,
) -> Archived:
    """Seal a document with the key that its truth says, and make it ready for its check.

    The check comes an hour later, with the department's list of then.
    """
    holder = officer.holder_at(paper.hour)
    if paper.truth == "stolen":
        holder = officer.theft.holder
    elif paper.truth == "forged":
        holder = stranger
    text = f"document {number}"
    mark = seal(text, holder, hour=paper.hour)
    if paper.truth == "altered":
        text += " 改"  # changed
    checked_at = paper.hour + 1
    return Archived(
        number=number,
        officer=officer.number,
        truth=paper.truth,
        text=text,
        mark=mark,
        root=department.holder.chain[-1],
        revoked=department.list_at(checked_at),
        checked_at=checked_at,
    )


def _try_copies(
    s: Settings, disaster: int, rng: np.random.Generator
) -> list[Event]:
    """Try the copies in turn, until one is usable."""
    usable = rng.random(s.copies) < s.copy_survives
    # The standard deviation is half the mean
    hours = rng.gamma(4, s.restore_hours / 4, s.copies)
    ends = disaster + hours.cumsum()
    tries = []
    for is_usable, end in zip(usable, ends):
        if is_usable:
            tries.append(Event(end, "tried", verdict="usable"))
            break
        tries.append(Event(end, "tried", verdict="unusable"))
    return tries


def _lose(
    archive: list[Archived],
    s: Settings,
    rng: np.random.Generator,
    log: list[Event],
) -> None:
    """Let one disaster come at a random hour, and restore what can be restored.

    What comes back is checked.
    """
    disaster = int(rng.integers(YEAR_HOURS))
    tries = _try_copies(s, disaster, rng)
    has_copy = any(event.verdict == "usable" for event in tries)
    backup = disaster // s.backup_hours * s.backup_hours if has_copy else 0
    log.append(Event(backup, "backed up"))
    log.append(Event(disaster, "disaster"))
    log.extend(tries)
    for paper in archive:
        about = (paper.officer, paper.number, paper.truth)
        if paper.checked_at <= backup:
            verdict = paper.verdict(s)
            log.append(Event(tries[-1].hour, "restored", *about, verdict))
        elif paper.checked_at <= disaster:
            log.append(Event(disaster, "lost", *about))


# --- run ----------------------------------------------------------------------------------------


def simulate(settings: Settings, seed: int) -> pd.DataFrame:
    """Seal documents for a year, check each an hour later, lose the archive once, restore.

    Returns one row per event, in order of time:
    hour: from the beginning of the year
    kind: issued, revoked (a certificate), stolen (a key), checked, lost, restored (a document),
        backed up (the last usable time), disaster, tried (a copy)
    officer, document: numbers; -1 for none
    truth: of a document: honest, altered, forged or stolen
    verdict: of `check`, or not checked; of a copy: usable or unusable

    A restored document is checked once more, as of the hour of its first check.

    >>> events = simulate(Settings(documents=1, thief_documents=0), seed=1)
    >>> events.loc[events["kind"] == "checked", ["truth", "verdict"]].values.tolist()
    [['honest', 'valid']]
    """
    rng = np.random.default_rng(seed)
    root = issue("root", authority=True)
    stranger = issue("officer", issue("stranger", authority=True))
    departments = []
    for number in range(settings.departments):
        holder = issue(f"department-{number}", root, authority=True)
        departments.append(Department(holder, settings.list_days))
    log: list[Event] = []
    officers = []
    for number in range(settings.officers):
        department = departments[number % len(departments)]
        officer = _certify(number, department.holder, settings, rng)
        department.officers.append(officer)
        officers.append(officer)
        _note_officer(log, officer)

    archive = []
    for number, paper in enumerate(_draw_papers(settings, officers, rng)):
        department = departments[paper.officer % len(departments)]
        officer = officers[paper.officer]
        archived = _seal_paper(number, paper, officer, department, stranger)
        archive.append(archived)
        verdict = archived.verdict(settings)
        about = (officer.number, number, paper.truth)
        log.append(Event(archived.checked_at, "checked", *about, verdict))

    _lose(archive, settings, rng, log)
    events = pd.DataFrame(log, columns=Event._fields)
    return events.sort_values("hour", kind="stable", ignore_index=True)


# --- measures -----------------------------------------------------------------------------------


def summarise(events: pd.DataFrame) -> pd.Series:
    """Measure one year.

    Returns:
    documents: checked
    bad_accepted_share: of the altered, forged and stolen ones, those that were not refused
    good_refused_share: of the honest ones, those that were refused
    theft_hours: from theft to revocation, mean; empty without a theft
    lost_documents: in the disaster
    lost_hours: work lost, from the last usable backup to the disaster
    down_hours: until all was restored; empty where no copy was usable

    >>> float(summarise(simulate(Settings(checked=False), seed=1))["bad_accepted_share"])
    1.0
    """
    kind = events["kind"]
    hour = dict(list(events.groupby("kind")["hour"]))
    disaster = hour["disaster"].iloc[0]
    restored = events.loc[events["verdict"] == "usable", "hour"].max()
    checked = events[kind == "checked"]
    is_accepted = checked["verdict"].isin(["valid", "not checked"])
    is_good = checked["truth"] == "honest"
    theft_hours = np.nan
    if "stolen" in hour:
        theft_hours = hour["revoked"].mean() - hour["stolen"].mean()
    measures = {
        "documents": len(checked),
        "bad_accepted_share": is_accepted[~is_good].mean(),
        "good_refused_share": (~is_accepted[is_good]).mean(),
        "theft_hours": theft_hours,
        "lost_documents": (kind == "lost").sum(),
        "lost_hours": disaster - hour["backed up"].iloc[0],
        "down_hours": restored - disaster,
    }
    return pd.Series(measures, dtype=float)

"""Trust: certificates, electronic seals and backup, with real X.509 and real signatures.

The opinion of 2002 asks for a trust system (信任体系), rules for electronic seals (电子签章) and backup against disaster
(灾难备份). Here a root certifies departments, departments certify officers, officers seal documents, and every verdict in the
frame comes from verifying a signature. Keys and signatures differ from run to run; what happens does not, and only that is
in the frame. Curves are P-256, for which libraries are at hand; China's own algorithm (SM2) would change no verdict.
What a seal can't say, whether what it seals is true or was rightly decided, is outside this model.
"""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import pairwise

import numpy as np
import pandas as pd
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from egov_lib.labs import common
from egov_lib.labs.common import Parameter, setting

START, YEAR_HOURS = datetime(2006, 1, 1, tzinfo=UTC), 365 * 24
USAGES = [
    "digital_signature",
    "content_commitment",
    "key_encipherment",
    "data_encipherment",
    "key_agreement",
]
USAGES += [
    "key_cert_sign",
    "crl_sign",
    "encipher_only",
    "decipher_only",
]  # what X.509 lets a key be for
ES256 = ec.ECDSA(hashes.SHA256())


@dataclass(frozen=True)
class Settings:
    """A year of sealed documents, some of them false, and one disaster."""

    checked: bool = setting(
        "systems", "e-government-trust-system", True, "there is a trust system: seals are checked"
    )
    departments: int = setting(value=3, why="each certifies its own officers")
    officers: int = setting(value=10, why="who may seal")
    documents: int = setting(value=40, why="in the year, at any hour")
    altered_share: float = setting(value=0.1, why="share of documents changed on the way")
    forged_share: float = setting(
        value=0.1, why="share of documents sealed under an authority nobody knows"
    )
    theft_share: float = setting(value=0.1, why="share of officers whose key is stolen in the year")
    thief_documents: int = setting(value=3, why="what a thief seals, within 30 days")
    notice_days: float = setting(
        value=10, why="mean time until a theft is noticed and the certificate revoked"
    )
    list_days: int = setting(value=7, why="between two lists of revoked certificates")
    valid_days: int = setting(value=365, why="how long an officer's certificate is valid")
    renewed_share: float = setting(value=0.9, why="share of certificates renewed in time")
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
        value=12, why="mean time to restore from one copy, or to find it unusable"
    )
    sources: tuple = ()

    def __post_init__(self):
        """Refuse what makes no sense, with the value and the range."""
        common.check_limits(
            self, officers=(1, 500), documents=(0, 10000), copies=(0, 9), copy_survives=(0, 1)
        )
        common.check_limits(
            self, departments=(1, self.officers), list_days=(1, 365), backup_hours=(1, YEAR_HOURS)
        )
        common.check_limits(self, altered_share=(0, 1 - self.forged_share), valid_days=(2, 3650))


YUNNAN = {
    "checked": Parameter(
        "systems", "yunnan-network-trust-system", True, "asked for; taken as there"
    ),
    "departments": Parameter(
        "targets", "yunnan-24-networks", why="one authority for each business network"
    ),
    "officers": Parameter(value=48, why="two for each department"),
}
NO_COPY = Parameter(
    "systems", "wuhai-disaster-backup-system", 0, "to be started in 2006, so not yet there"
)
PRESETS = {"nation-2002": {}, "yunnan-2005": YUNNAN, "wuhai-2005": {"copies": NO_COPY}}
preset = common.preset_of(Settings, PRESETS)


@dataclass(frozen=True)
class Holder:
    """Somebody with a key, and the certificates that vouch for it: the own one first, the root's last."""

    key: ec.EllipticCurvePrivateKey
    chain: tuple[x509.Certificate, ...]


@dataclass(frozen=True)
class Seal:
    """What goes with a document: the SHA-256 of its text and the hour, signed, and the sealer's chain without the root."""

    signed: bytes
    signature: bytes
    chain: tuple[x509.Certificate, ...]


def issue(
    name: str,
    issuer: Holder | None = None,
    *,
    authority: bool = False,
    hours: tuple[int, int] = (-8760, 87600),
):
    """Make a key and have it certified, by itself where there is no issuer. Returns the `Holder`.

    An *authority* may certify others. *hours* are the first and the last of the validity, from the beginning of 2006.
    """
    key, subject = (
        ec.generate_private_key(ec.SECP256R1()),
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]),
    )
    signer, above = (issuer.key, issuer.chain) if issuer else (key, ())
    builder = x509.CertificateBuilder(
        above[0].subject if above else subject, subject, key.public_key()
    )
    builder = builder.serial_number(x509.random_serial_number())
    builder = builder.not_valid_before(_time(hours[0])).not_valid_after(_time(hours[1]))
    usage = dict.fromkeys(USAGES, False) | dict.fromkeys(
        USAGES[5:7] if authority else USAGES[:2], True
    )
    identifier = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
    above_key = x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key())
    builder = builder.add_extension(
        x509.BasicConstraints(ca=authority, path_length=None), critical=True
    )
    for extension in (
        x509.KeyUsage(**usage),
        identifier,
        above_key,
        x509.SubjectAlternativeName([x509.DNSName(name)]),
    ):
        builder = builder.add_extension(extension, critical=isinstance(extension, x509.KeyUsage))
    return Holder(key, (builder.sign(signer, hashes.SHA256()), *above))


def seal(text: str, holder: Holder, *, hour: int) -> Seal:
    """Put an officer's seal on a document."""
    signed = _digest(text) + hour.to_bytes(8)
    return Seal(signed, holder.key.sign(signed, ES256), holder.chain[:-1])


def revoke(
    issuer: Holder, certificates: list[x509.Certificate], *, hour: int, days: int
) -> x509.CertificateRevocationList:
    """Sign the list of an issuer's certificates that no longer count; the next list is due after *days*."""
    builder = x509.CertificateRevocationListBuilder(
        issuer.chain[0].subject, _time(hour), _time(hour + 24 * days)
    )
    for certificate in certificates:
        entry = x509.RevokedCertificateBuilder(certificate.serial_number, _time(hour))
        builder = builder.add_revoked_certificate(entry.build())
    return builder.sign(issuer.key, hashes.SHA256())


def check(text: str, mark: Seal, *, root: x509.Certificate, lists: list, hour: int) -> str:
    """Check a sealed document as somebody who knows only the root and the *lists* of the revoked.

    Returns the first that holds: altered (the text is not what was sealed), unknown issuer, no authority (issued by
    somebody who may not), out of date (at *hour*), no list (of the sealer's issuer, current and genuine), revoked, valid.
    """
    chain, now = [*mark.chain, root], _time(hour)
    try:
        chain[0].public_key().verify(mark.signature, mark.signed, ES256)
    except InvalidSignature:
        return "altered"
    if mark.signed[:32] != _digest(text):
        return "altered"
    if not all(_issued(*pair) for pair in pairwise(chain)):
        return "unknown issuer"
    if not all(
        c.extensions.get_extension_for_class(x509.BasicConstraints).value.ca for c in chain[1:]
    ):
        return "no authority"
    if not all(c.not_valid_before_utc <= now <= c.not_valid_after_utc for c in chain):
        return "out of date"
    lists = [
        crl
        for crl in lists
        if crl.last_update_utc <= now <= crl.next_update_utc and crl.issuer == chain[1].subject
    ]
    if not (genuine := [crl for crl in lists if crl.is_signature_valid(chain[1].public_key())]):
        return "no list"
    number = chain[0].serial_number
    return (
        "revoked"
        if any(crl.get_revoked_certificate_by_serial_number(number) for crl in genuine)
        else "valid"
    )


@lru_cache(maxsize=4096)  # whoever has checked an issuer need not do so for every document
def _issued(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(issuer)
    except (
        InvalidSignature,
        ValueError,
        TypeError,
    ):  # the signature, the name or the kind of key doesn't fit
        return False
    return True


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8")).digest()


def _time(hour: float) -> datetime:
    return START + timedelta(hours=float(hour))


def simulate(settings: Settings, seed: int) -> pd.DataFrame:
    """Seal documents for a year, check each an hour later, lose the archive once, restore what can be; a row an event.

    Columns: hour (from the beginning of the year); kind (issued, revoked: a certificate; stolen: a key; checked, lost,
    restored: a document; backed up: the last usable time; disaster; tried: a copy); officer and document (numbers, -1 for
    none); truth (of a document: honest, altered, forged, stolen); verdict (of `check`, or not checked; of a copy: usable or
    unusable). A restored document is checked once more, as of the hour of its first check.
    """
    rng, log, archive, size = np.random.default_rng(seed), [], [], settings.documents
    root, stranger = (
        issue("root", authority=True),
        issue("officer", issue("stranger", authority=True)),
    )
    departments = [
        issue(f"department-{n}", root, authority=True) for n in range(settings.departments)
    ]
    officers = [
        _certify(n, departments[n % len(departments)], settings, rng)
        for n in range(settings.officers)
    ]
    shares = [
        1 - settings.altered_share - settings.forged_share,
        settings.altered_share,
        settings.forged_share,
    ]
    truths = rng.choice(["honest", "altered", "forged"], size, p=shares).tolist()
    hours, who = (rng.integers(below, size=size).tolist() for below in (YEAR_HOURS, len(officers)))
    papers = list(zip(hours, who, truths))
    for n, (wallet, theft, revoked, thief_hours) in enumerate(officers):
        log += [(since, "issued", n, -1, "", "") for since, _ in wallet]
        log += (
            [(theft, "stolen", n, -1, "", ""), (revoked[0], "revoked", n, -1, "", "")]
            if revoked
            else []
        )
        papers += [(hour, n, "stolen") for hour in thief_hours if revoked and hour < YEAR_HOURS]

    @lru_cache
    def listed(d: int, hour: int) -> x509.CertificateRevocationList:
        known = [
            r[1].chain[0] for _, _, r, _ in officers[d :: len(departments)] if r and r[0] <= hour
        ]
        return revoke(departments[d], known, hour=hour, days=settings.list_days)

    for number, (hour, n, truth) in enumerate(sorted(papers)):
        text, (wallet, _, revoked, _) = f"document {number}", officers[n]
        holder = stranger if truth == "forged" else [h for since, h in wallet if since <= hour][-1]
        mark = seal(text, revoked[1] if truth == "stolen" else holder, hour=hour)
        crl = listed(
            n % len(departments), (hour + 1) // (24 * settings.list_days) * 24 * settings.list_days
        )
        known = {"root": root.chain[0], "lists": [crl], "hour": hour + 1}
        paper = (text + " 改" * (truth == "altered"), mark, known)  # 改: changed
        archive.append((paper, n, number, truth))
        log.append((hour + 1, "checked", n, number, truth, _verdict(paper, settings)))
    _lose(archive, settings, rng, log)
    frame = pd.DataFrame(log, columns=["hour", "kind", "officer", "document", "truth", "verdict"])
    return frame.sort_values("hour", kind="stable", ignore_index=True)


def _verdict(paper: tuple, settings: Settings) -> str:
    return check(*paper[:2], **paper[2]) if settings.checked else "not checked"


def _certify(n: int, issuer: Holder, settings: Settings, rng: np.random.Generator) -> tuple:
    """One officer's year: the certificates, each with the hour from which it is used; when the key is stolen; the hour at
    which the stolen one is revoked, and its holder (nothing if there is no theft); when a thief would seal."""
    valid, end = settings.valid_days * 24, int(rng.integers(1, settings.valid_days * 24 + 1))
    renewed, is_stolen = rng.random() < settings.renewed_share, rng.random() < settings.theft_share
    theft = int(rng.integers(YEAR_HOURS))
    noticed = int(theft + rng.exponential(settings.notice_days * 24)) + 1
    thief_hours = (theft + rng.integers(30 * 24, size=settings.thief_documents)).tolist()
    starts = [
        end - valid,
        *(range(end - 24, YEAR_HOURS, valid - 24) if renewed else ()),
    ]  # a day before the old one ends
    wallet = [
        (since, issue(f"officer-{n}", issuer, hours=(since, since + valid))) for since in starts
    ]
    if not is_stolen:
        return wallet, theft, (), thief_hours
    stolen = [holder for since, holder in wallet if since <= theft][-1]
    wallet.append((noticed, issue(f"officer-{n}", issuer, hours=(noticed, noticed + valid))))
    return sorted(wallet, key=lambda pair: pair[0]), theft, (noticed, stolen), thief_hours


def _lose(archive: list, settings: Settings, rng: np.random.Generator, log: list) -> None:
    """One disaster at a random hour: try the copies in turn, restore from the first usable one, check what came back."""
    disaster = int(rng.integers(YEAR_HOURS))
    usable = rng.random(settings.copies) < settings.copy_survives
    ends = disaster + rng.gamma(4, settings.restore_hours / 4, settings.copies).cumsum()
    backup, tries = (
        0,
        list(zip(ends, usable))[: int(usable.argmax()) + 1 if usable.any() else settings.copies],
    )
    if usable.any():
        backup = disaster // settings.backup_hours * settings.backup_hours
    log += [(backup, "backed up", -1, -1, "", ""), (disaster, "disaster", -1, -1, "", "")]
    log += [(end, "tried", -1, -1, "", "usable" if good else "unusable") for end, good in tries]
    for paper, officer, number, truth in archive:
        if paper[2]["hour"] <= backup:
            log.append(
                (tries[-1][0], "restored", officer, number, truth, _verdict(paper, settings))
            )
        elif paper[2]["hour"] <= disaster:
            log.append((disaster, "lost", officer, number, truth, ""))


def summarise(events: pd.DataFrame) -> pd.Series:
    """Measure one year: documents; bad_accepted_share (of altered, forged and stolen ones, not refused); good_refused_share;
    theft_hours (from theft to revocation, mean); lost_documents; lost_hours (work lost: from the last usable backup to the
    disaster); down_hours (until restored; empty where no copy was usable)."""
    hours = {kind: rows["hour"] for kind, rows in events.groupby("kind")}
    checked = events[events["kind"] == "checked"]
    accepted, good = checked["verdict"].isin(["valid", "not checked"]), checked["truth"] == "honest"
    measures = {"documents": len(checked), "bad_accepted_share": accepted[~good].mean()}
    measures["good_refused_share"] = (~accepted[good]).mean()
    measures["theft_hours"] = (
        hours["revoked"].mean() - hours["stolen"].mean() if "stolen" in hours else np.nan
    )
    measures["lost_documents"] = (events["kind"] == "lost").sum()
    measures["lost_hours"] = hours["disaster"].iloc[0] - hours["backed up"].iloc[0]
    measures["down_hours"] = (
        events.loc[events["verdict"] == "usable", "hour"].max() - hours["disaster"].iloc[0]
    )
    return pd.Series(measures, dtype=float)

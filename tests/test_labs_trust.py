"""Real chains: an independent verifier agrees, no changed byte passes, and backup loses what theory
says it loses.
"""

import subprocess
from dataclasses import replace
from shutil import which

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from egov_lib.labs import common, trust
from egov_lib.labs.trust import (
    Settings,
    check,
    issue,
    revoke,
    seal,
    simulate,
    summarise,
)
from egov_lib.show.charts import labs as charts

ROOT = issue("root", authority=True)
DEPARTMENT = issue("finance", ROOT, authority=True)
OFFICER = issue("officer", DEPARTMENT, hours=(0, 1000))
LISTS = [revoke(DEPARTMENT, [], hour=0, days=60)]
TEXT = "关于转发《意见》的通知"  # notice forwarding an opinion


def verdict(text=TEXT, holder=OFFICER, *, lists=LISTS, hour=10, mark=None):
    """Seal and check a document; what a test changes, it names."""
    mark = mark or seal(TEXT, holder, hour=9)
    return check(text, mark, root=ROOT.chain[0], lists=lists, hour=hour)


def test_a_sealed_document_is_valid():
    """Nothing changed, nothing revoked, in time: valid."""
    assert verdict() == "valid"


@given(st.text(max_size=30))
@settings(deadline=None)
def test_any_other_text_is_altered(text):
    """No other text passes under the seal of this one."""
    assert verdict(text) == ("valid" if text == TEXT else "altered")


@given(st.integers(0, 39), st.integers(1, 255))
@settings(deadline=None)
def test_any_changed_byte_of_what_was_signed_is_seen(place, flip):
    """Neither the digest nor the hour can be changed."""
    mark = seal(TEXT, OFFICER, hour=9)
    changed = bytes(b ^ flip if i == place else b for i, b in enumerate(mark.signed))
    assert verdict(mark=replace(mark, signed=changed)) == "altered"


def test_another_officers_signature_does_not_fit():
    """A seal with the chain of somebody else is altered, not valid."""
    other = issue("other", DEPARTMENT)
    assert (
        verdict(mark=replace(seal(TEXT, other, hour=9), chain=OFFICER.chain[:-1]))
        == "altered"
    )


def test_an_authority_nobody_knows_is_refused_even_under_known_names():
    """A chain with the right names and other keys ends at no trusted root."""
    false_root = issue("root", authority=True)
    false = issue("officer", issue("finance", false_root, authority=True))
    assert verdict(holder=false) == "unknown issuer"


def test_an_officer_certifies_nobody():
    """A certificate that an officer issued is worth nothing: basic constraints hold."""
    assert verdict(holder=issue("friend", OFFICER)) == "no authority"


@pytest.mark.parametrize(
    ("hour", "expected"), [(-1, "no"), (0, "valid"), (1000, "valid"), (1001, "no")]
)
def test_a_certificate_counts_from_its_first_to_its_last_hour(hour, expected):
    """Both ends included; outside, it is out of date."""
    lists = [revoke(DEPARTMENT, [], hour=-100, days=600)]
    assert (
        verdict(lists=lists, hour=hour)
        == {"valid": "valid", "no": "out of date"}[expected]
    )


def test_a_revoked_certificate_is_refused_and_only_that_one():
    """The list names one officer; the next desk goes on working."""
    lists = [revoke(DEPARTMENT, [OFFICER.chain[0]], hour=0, days=60)]
    assert verdict(lists=lists) == "revoked"
    assert verdict(holder=issue("next", DEPARTMENT), lists=lists) == "valid"


@pytest.mark.parametrize(
    "lists",
    [
        [],
        [revoke(DEPARTMENT, [], hour=-1000, days=2)],
        [revoke(issue("finance", ROOT, authority=True), [], hour=0, days=60)],
        [revoke(ROOT, [], hour=0, days=60)],
    ],
    ids=["none", "old", "of a namesake", "of the root"],
)
def test_without_a_current_and_genuine_list_nothing_is_accepted(lists):
    """No list, an old one, or one by somebody else: refused rather than trusted."""
    assert verdict(lists=lists) == "no list"


CHAINS = {
    "good": (OFFICER, 10),
    "late": (OFFICER, 1001),
    "stranger": (
        issue(
            "officer", issue("finance", issue("root", authority=True), authority=True)
        ),
        10,
    ),
    "friend": (issue("friend", OFFICER), 10),
}


@pytest.mark.parametrize("name", CHAINS)
def test_an_independent_verifier_agrees(name):
    """cryptography's own path validation (RFC 5280, web profile) accepts the chains that we accept,
    and no other.
    """
    holder, hour = CHAINS[name]
    policy = PolicyBuilder().store(Store([ROOT.chain[0]])).time(trust._time(hour))
    try:
        policy.build_client_verifier().verify(holder.chain[0], list(holder.chain[1:-1]))
        accepted = True
    except VerificationError:
        accepted = False
    lists = [revoke(issuer, [], hour=0, days=60) for issuer in (DEPARTMENT, OFFICER)]
    assert (
        (verdict(holder=holder, lists=lists, hour=hour) == "valid")
        == accepted
        == (name == "good")
    )


@pytest.mark.skipif(which("openssl") is None, reason="needs the openssl command")
@pytest.mark.parametrize("bad", [False, True], ids=["kept", "revoked"])
def test_openssl_agrees_on_revocation(tmp_path, bad):
    """The openssl command reads our certificates and lists, and refuses exactly the revoked one."""
    crl = revoke(DEPARTMENT, [OFFICER.chain[0]] if bad else [], hour=0, days=60)
    chain = OFFICER.chain
    files = {
        "root": [chain[2]],
        "between": [chain[1]],
        "crl": [crl],
        "leaf": [chain[0]],
    }
    for name, items in files.items():
        (tmp_path / f"{name}.pem").write_bytes(
            b"".join(item.public_bytes(Encoding.PEM) for item in items)
        )
    options = [
        "-attime",
        str(int(trust._time(10).timestamp())),
        "-crl_check",
        "-CRLfile",
        "crl.pem",
    ]
    command = [
        "openssl",
        "verify",
        *options,
        "-CAfile",
        "root.pem",
        "-untrusted",
        "between.pem",
        "leaf.pem",
    ]
    answer = subprocess.run(
        command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8"
    )
    assert (
        (answer.returncode != 0)
        == bad
        == ("revoked" in answer.stderr)
        == (verdict(lists=[crl]) == "revoked")
    )


def test_certificates_say_what_they_are_for():
    """An authority may sign certificates and lists and nothing else; an officer, documents and
    nothing else.
    """
    for holder, signs_certificates in (
        (ROOT, True),
        (DEPARTMENT, True),
        (OFFICER, False),
    ):
        usage = holder.chain[0].extensions.get_extension_for_class(x509.KeyUsage).value
        assert (
            usage.key_cert_sign
            == usage.crl_sign
            == signs_certificates
            != usage.digital_signature
        )


def test_keys_differ_and_events_do_not():
    """Two runs with one seed use other keys, and the frames are equal."""
    assert issue("a").key.private_numbers() != issue("a").key.private_numbers()
    assert simulate(Settings(), 3).equals(simulate(Settings(), 3))


@pytest.mark.parametrize("seed", range(4))
def test_what_is_false_is_refused_for_its_own_reason(seed):
    """Altered and forged documents never pass; a thief's pass until the theft is on a list; the
    honest fail only by date.
    """
    events = simulate(replace(Settings(), theft_share=0.5, documents=60), seed)
    checked = events[events["kind"] == "checked"]
    verdicts = {truth: set(rows["verdict"]) for truth, rows in checked.groupby("truth")}
    assert verdicts["altered"] == {"altered"} and verdicts["forged"] == {
        "unknown issuer"
    }
    assert verdicts["honest"] <= {"valid", "out of date"} and verdicts["stolen"] <= {
        "valid",
        "revoked",
        "out of date",
    }
    listed = (
        events[events["kind"] == "revoked"].set_index("officer")["hour"] // 168 * 168
        + 168
    )
    thief = checked[checked["truth"] == "stolen"].join(
        listed.rename("listed"), on="officer"
    )
    assert not (
        (thief["verdict"] == "valid") & (thief["hour"] >= thief["listed"])
    ).any()
    assert not (
        (thief["verdict"] == "revoked") & (thief["hour"] < thief["listed"])
    ).any()


def test_without_a_trust_system_everything_passes():
    """Nobody checks, so nobody refuses: the same documents, all accepted."""
    measures = summarise(simulate(replace(Settings(), checked=False), 2))
    assert (measures["bad_accepted_share"], measures["good_refused_share"]) == (1, 0)


@given(st.integers(0, 3), st.floats(0, 1), st.integers(1, 2000), st.integers(0, 10**6))
@settings(max_examples=25, deadline=None)
def test_every_document_is_restored_or_lost_once(copies, survives, hours, seed):
    """What was there when disaster struck comes back whole with its verdict, or is lost; nothing
    twice, nothing new.
    """
    chosen = replace(
        Settings(),
        copies=copies,
        copy_survives=survives,
        backup_hours=hours,
        documents=15,
        officers=3,
    )
    events = simulate(chosen, seed)
    disaster = events.loc[events["kind"] == "disaster", "hour"].iloc[0]
    rows = {
        kind: events[events["kind"] == kind].set_index("document")
        for kind in ("checked", "restored", "lost")
    }
    there = rows["checked"][rows["checked"]["hour"] <= disaster]
    assert sorted([*rows["restored"].index, *rows["lost"].index]) == sorted(there.index)
    assert (
        rows["restored"]["verdict"].to_dict()
        == there.loc[rows["restored"].index, "verdict"].to_dict()
    )
    if not (events["verdict"] == "usable").any():
        assert rows["restored"].empty


QUICK = replace(
    Settings(),
    documents=0,
    officers=1,
    departments=1,
    theft_share=0,
    copies=3,
    copy_survives=0.4,
)


def test_backup_loses_half_a_period_and_fails_as_often_as_all_its_copies():
    """Work lost is uniform over a backup period; all of n copies fail with (1 - p)^n; restoring
    waits for each one tried.
    """
    runs = common.repeat(simulate, QUICK, seeds=range(600), summarise=summarise)
    usable = runs["down_hours"].notna()
    assert stats.binomtest(int((~usable).sum()), len(runs), 0.6**3).pvalue > 0.001
    assert (
        stats.kstest(
            runs.loc[usable, "lost_hours"] + 0.5, stats.uniform(0, 24).cdf
        ).pvalue
        > 0.001
    )
    p = 0.4
    tries = sum(k * p * (1 - p) ** (k - 1) for k in (1, 2, 3)) / (1 - 0.6**3)
    error = runs["down_hours"].std() / usable.sum() ** 0.5
    assert abs(runs["down_hours"].mean() - 12 * tries) < 4 * error


def test_wrong_settings_are_refused_with_their_range():
    """More departments than officers make no sense here."""
    with pytest.raises(ValueError, match="departments is 20: choose from 1 to 10"):
        Settings(departments=20)


def test_the_picture_shows_every_document_once():
    """A sign a checked document, hollow where it was lost."""
    events = simulate(replace(Settings(), theft_share=0.5, backup_hours=2000), 5)
    signs = [
        s
        for trace in charts.papers(events).data
        if trace.mode == "markers"
        for s in trace.marker.symbol
    ]
    assert len(signs) == (events["kind"] == "checked").sum()
    assert (
        sum(s.endswith("-open") for s in signs) == (events["kind"] == "lost").sum() > 0
    )

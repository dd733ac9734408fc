"""Real chains: an independent verifier agrees, no changed byte passes, a stamp proves what it can
and no more, and backup loses what theory says it loses.
"""

import subprocess
from dataclasses import replace
from shutil import which

import numpy as np
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from egov_lib.labs import common
from egov_lib.labs.trust import (
    Kept,
    Settings,
    check,
    issue,
    proved_hour,
    revoke,
    seal,
    simulate,
    stamp,
    stolen_keys,
    summarise,
)
from egov_lib.labs.trust.certificates import time_of
from egov_lib.show.charts import labs as charts
from egov_lib.show.explorables import panel
from egov_lib.show.explorables.trust_panel import PANEL

ROOT = issue("root", authority=True)
DEPARTMENT = issue("finance", ROOT, authority=True)
OFFICER = issue("officer", DEPARTMENT, hours=(0, 1000))
OF_ROOT = revoke(ROOT, [], hour=-1000, days=20000)
LISTS = [revoke(DEPARTMENT, [], hour=0, days=60), OF_ROOT]
TEXT = "关于转发《意见》的通知"  # notice forwarding an opinion


def verdict(text=TEXT, holder=OFFICER, *, lists=LISTS, hour=10, mark=None, **more):
    """Seal and check a document; what a test changes, it names."""
    mark = mark or seal(TEXT, holder, hour=min(9, hour))
    return check(text, mark, root=ROOT.chain[0], lists=lists, hour=hour, **more)


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
    lists = [revoke(DEPARTMENT, [], hour=-100, days=600), OF_ROOT]
    assert (
        verdict(lists=lists, hour=hour)
        == {"valid": "valid", "no": "out of date"}[expected]
    )


def test_a_revoked_certificate_is_refused_and_only_that_one():
    """The list names one officer; the next desk goes on working."""
    lists = [revoke(DEPARTMENT, [OFFICER.chain[0]], hour=0, days=60), OF_ROOT]
    assert verdict(lists=lists) == "revoked"
    assert verdict(holder=issue("next", DEPARTMENT), lists=lists) == "valid"


@pytest.mark.parametrize(
    "lists",
    [
        [],
        [OF_ROOT, revoke(DEPARTMENT, [], hour=-1000, days=2)],
        [OF_ROOT, revoke(issue("finance", ROOT, authority=True), [], hour=0, days=60)],
        [OF_ROOT],
        [OF_ROOT, revoke(DEPARTMENT, [], hour=1001, days=60)],
        LISTS[:1],
    ],
    ids=[
        "none",
        "old",
        "of a namesake",
        "of the root",
        "after the end",
        "not of the root",
    ],
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
    policy = PolicyBuilder().store(Store([ROOT.chain[0]])).time(time_of(hour))
    try:
        policy.build_client_verifier().verify(holder.chain[0], list(holder.chain[1:-1]))
        accepted = True
    except VerificationError:
        accepted = False
    lists = [revoke(issuer, [], hour=0, days=60) for issuer in (DEPARTMENT, OFFICER)]
    lists.append(OF_ROOT)
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
        str(int(time_of(10).timestamp())),
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
        == (verdict(lists=[crl, OF_ROOT]) == "revoked")
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
    """No two keys are alike; two runs with one seed give equal frames."""
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
    excuses = {"valid", "out of date", "no list"}
    assert verdicts["honest"] <= excuses
    assert verdicts["stolen"] <= excuses | {"revoked"}
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
    """What was there when disaster struck comes back, or is lost; nothing twice, nothing new. What
    is lost nobody can look at again.
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
        for kind in ("checked", "restored", "lost", "checked later")
    }
    again = rows["checked later"].index
    assert sorted([*again, *rows["lost"].index]) == sorted(rows["checked"].index)
    there = rows["checked"][rows["checked"]["hour"] - 1 <= disaster]
    assert sorted([*rows["restored"].index, *rows["lost"].index]) == sorted(there.index)
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
    runs = common.repeat(simulate, QUICK, seeds=range(300), summarise=summarise)
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


# --- the hour of a seal -----------------------------------------------------------------------

STAMPER = issue("time stamps", ROOT, stamps=True, hours=(0, 5000))
SEALED = seal(TEXT, OFFICER, hour=100)
LATE = 6000  # officer and stamper are out of date
WEEK = revoke(DEPARTMENT, [], hour=0, days=30)


def stamped(mark=SEALED, hour=100, *, by=STAMPER, **more):
    """A seal's one stamp, as an archive keeps it."""
    return [Kept(stamp(mark, by, hour=hour, **more))]


@given(st.integers(102, 10**12))
@settings(deadline=None, max_examples=30)
def test_a_seal_of_an_hour_to_come_is_refused(claimed):
    """Nobody seals tomorrow: neither the check's hour nor a stamp's may lie before the claim."""
    mark = seal(TEXT, OFFICER, hour=claimed)
    assert verdict(mark=mark, hour=101) == "dated ahead"
    early = stamped(mark, 100)
    assert verdict(mark=mark, hour=claimed, stamps=early) in (
        "dated ahead",
        "out of date",
    )


def test_an_honest_seal_outlives_the_theft_only_with_a_stamp():
    """Key stolen at 200, on the list at 240: without a stamp the seal of hour 100 falls with it."""
    stolen = revoke(DEPARTMENT, [OFFICER.chain[0]], hour=240, days=30, since=200)
    after = {"mark": SEALED, "hour": 241, "lists": [stolen, OF_ROOT]}
    assert verdict(**after) == "revoked"
    assert verdict(**after, stamps=stamped()) == "valid"
    # A stamp set after the theft proves nothing of what was before it.
    assert verdict(**after, stamps=stamped(hour=210)) == "revoked"


def test_a_list_that_does_not_say_since_when_lets_the_thief_through():
    """Sealed and stamped between theft and revocation: only the invalidity date refuses it."""
    false = seal(TEXT, OFFICER, hour=210)
    for since, expected in ((None, "valid"), (200, "revoked")):
        stolen = revoke(DEPARTMENT, [OFFICER.chain[0]], hour=240, days=30, since=since)
        answer = verdict(
            mark=false, hour=241, lists=[stolen, OF_ROOT], stamps=stamped(false, 210)
        )
        assert answer == expected


def test_who_believes_the_claim_believes_a_thief():
    """A thief claims an hour before the theft: the claim passes where the check's hour does not."""
    stolen = revoke(DEPARTMENT, [OFFICER.chain[0]], hour=240, days=30, since=200)
    after = {"mark": SEALED, "hour": 300, "lists": [stolen, OF_ROOT]}
    assert verdict(**after, believes_claim=True) == "valid"
    assert verdict(**after) == "revoked"


@given(st.integers(0, 47), st.integers(1, 255))
@settings(deadline=None, max_examples=30)
def test_any_changed_byte_of_a_stamp_voids_it(place, flip):
    """A stamp with another digest, hour or number proves nothing."""
    one = stamp(SEALED, STAMPER, hour=100)
    changed = bytes(b ^ flip if i == place else b for i, b in enumerate(one.signed))
    kept = [Kept(replace(one, signed=changed))]
    hours = {"root": ROOT.chain[0], "lists": LISTS, "hour": 300}
    assert proved_hour(SEALED, kept, **hours) == 300
    assert proved_hour(SEALED, stamped(), **hours) == 100


@pytest.mark.parametrize(
    "by",
    [OFFICER, DEPARTMENT, issue("time stamps", stamps=True)],
    ids=["an officer", "a department", "a stranger"],
)
def test_only_the_stamp_authority_stamps(by):
    """A certificate for something else, or of nobody that is known, sets no stamp."""
    proved = proved_hour(
        SEALED, stamped(by=by), root=ROOT.chain[0], lists=LISTS, hour=300
    )
    assert proved == 300


def test_a_stamp_ends_with_its_certificate_unless_a_new_one_was_set():
    """Long-term validation: evidence of the day, and a new stamp over all before the old one ends.

    A new stamp that came too late, or that lies over other evidence, does not help.
    """
    today = revoke(ROOT, [], hour=LATE - 10, days=60)
    new_stamper = issue("time stamps", ROOT, stamps=True, hours=(4000, 9000))
    evidence = (WEEK, OF_ROOT)

    def later(hour, *, beside=evidence, covered=evidence):
        first = stamped()
        again = stamp(
            SEALED, new_stamper, hour=hour, earlier=[first[0].stamp], lists=covered
        )
        kept = [*first, Kept(again, tuple(beside))]
        return verdict(mark=SEALED, hour=LATE, lists=[today], stamps=kept)

    assert verdict(mark=SEALED, hour=LATE, lists=[today]) == "out of date"
    once = {"mark": SEALED, "hour": LATE, "lists": [today, *evidence]}
    assert verdict(**once, stamps=stamped()) == "out of date"
    assert later(4500) == "valid"
    assert later(5500) == "out of date"  # the first stamp had ended
    assert (
        later(4500, covered=()) == "out of date"
    )  # beside it lies what it doesn't cover
    assert later(4500, beside=(OF_ROOT,), covered=(OF_ROOT,)) == "no list"


def test_openssl_takes_our_stamp_certificate_for_stamps_alone(tmp_path):
    """RFC 3161 asks for one extended key usage, and for it to be critical."""
    uses = STAMPER.chain[0].extensions.get_extension_for_class(x509.ExtendedKeyUsage)
    assert uses.critical and len(list(uses.value)) == 1
    if which("openssl") is None:
        return
    for name, holder in {"stamper": STAMPER, "officer": OFFICER, "root": ROOT}.items():
        (tmp_path / f"{name}.pem").write_bytes(
            holder.chain[0].public_bytes(Encoding.PEM)
        )
    (tmp_path / "between.pem").write_bytes(
        DEPARTMENT.chain[0].public_bytes(Encoding.PEM)
    )
    for name, right in {"stamper": True, "officer": False}.items():
        command = f"openssl verify -attime {int(time_of(10).timestamp())} -purpose timestampsign"
        files = f"-CAfile root.pem -untrusted between.pem {name}.pem"
        answer = subprocess.run(
            [*command.split(), *files.split()], cwd=tmp_path, capture_output=True
        )
        assert (answer.returncode == 0) == right, name


def test_each_stolen_key_breaks_what_it_vouched_for():
    """Without stamps a key's revocation takes honest documents along; with them it takes none. A
    stamp authority's key takes back what stamps had saved.
    """
    bare = stolen_keys(stamped=False).set_index("key")
    safe = stolen_keys(stamped=True).set_index("key")
    thefts = ["an officer's", "a department's", "the stamp authority's"]
    for table in (bare, safe):
        assert table.loc["nobody's"].tolist() == ["unknown issuer"] * 2 + ["valid"] * 2
        assert set(table.loc[thefts, "false, before the list"]) == {"valid"}
        assert set(table.loc[thefts, "false, after the list"]) == {"revoked"}
    honest = ["officer, honest", "colleague, honest"]
    assert bare.loc[thefts, honest].values.tolist() == [
        ["revoked", "valid"],
        ["revoked", "revoked"],
        ["revoked", "valid"],
    ]
    assert safe.loc[thefts, honest].values.tolist() == [
        ["valid", "valid"],
        ["valid", "valid"],
        ["revoked", "valid"],
    ]


def stored(measure, **changes):
    """A measure of the panel's hundred runs; a test of the panels keeps them true."""
    runs = panel.stored_states("trust")[panel.key_of(PANEL, changes)]
    return np.array(runs[measure])


def test_what_the_panel_says_holds_in_a_hundred_runs():
    """After ten years: a stamp alone saves nothing, new stamps save what was good, and so does the
    claim, which lets more false papers through.
    """
    for kept in ("seal", "evidence"):
        assert stored("later_good_share", hour_from="stamp", kept=kept).max() == 0
    renewed = {"hour_from": "stamp", "kept": "new stamps"}
    claim = {"hour_from": "claim", "kept": "evidence"}
    assert stored("later_good_share", **renewed).mean() > 0.9
    assert stored("later_good_share", **claim).mean() > 0.9
    more = stored("later_bad_share", **claim) - stored("later_bad_share", **renewed)
    assert more.min() >= 0 and more.mean() > 0.02


def test_waiting_for_the_list_shuts_out_the_thefts_that_were_noticed():
    """Whoever waits accepts no more false papers in any run, and fewer in all."""
    at_once = stored("bad_accepted_share")
    waited = stored("bad_accepted_share", waits=True)
    assert (waited <= at_once).all() and waited.mean() < at_once.mean()


def test_without_a_copy_of_the_keys_no_list_is_signed():
    """Lists stop for as long as it takes to make new keys; what is sealed then is refused."""
    small = replace(
        Settings(), officers=2, departments=1, renewed_share=1, theft_share=0
    )
    runs = {}
    for copied in (True, False):
        chosen = replace(small, keys_copied=copied, new_keys_days=60)
        runs[copied] = common.repeat(
            simulate, chosen, seeds=range(40), summarise=summarise
        )
    assert runs[False]["silent_hours"].eq(60 * 24).all()
    assert runs[True]["silent_hours"].mean() < 24
    refused = [runs[copied]["good_refused_share"].mean() for copied in (True, False)]
    assert refused[0] < 0.02 and refused[1] > 0.05


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


def test_a_colour_of_the_picture_means_one_thing():
    """Accepted documents have one colour, refused ones another, in whatever run; neither is the
    disaster's red or the grey of stolen keys.
    """
    colours = {True: set(), False: set()}
    for seed in range(6):
        events = simulate(replace(Settings(), theft_share=0.5), seed)
        for trace in charts.papers(events).data:
            if trace.mode == "markers":
                accepted = trace.name.lower() in charts.PASSES
                colours[accepted].add(trace.marker.color)
    assert len(colours[True]) == len(colours[False]) == 1
    assert not (colours[True] | colours[False]) & {charts.RED, charts.GREY}
    assert colours[True] != colours[False]

package io.tetrarch.gate.service;

import io.tetrarch.pbft.LedgerTip;
import io.tetrarch.pbft.Rejection;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Domain;
import io.tetrarch.pbft.message.Entry;
import io.tetrarch.pbft.message.Evidence;
import io.tetrarch.pbft.message.EvidenceEntry;
import io.tetrarch.pbft.message.Hash;
import io.tetrarch.pbft.message.Header;
import io.tetrarch.pbft.message.InclusionPath;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.Request;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Terms;
import io.tetrarch.pbft.message.Validity;
import io.tetrarch.pbft.message.Verdict;
import io.tetrarch.pbft.message.VerdictVote;
import io.tetrarch.proof.group.Groups;
import io.tetrarch.proof.group.Roster;
import io.tetrarch.proof.rule.CharterRules;
import io.tetrarch.proof.rule.CharterVersion;
import io.tetrarch.proof.rule.Membership;
import io.tetrarch.proof.rule.TierRule;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** A small group with one client, its requests, and batches on top of a service's ledger; signatures are made up. */
final class Fixture {
    static final Domain DOMAIN = new Domain(hash("group"), 1);
    static final Digest CLIENT = hash("client");
    static final Validity VALID = new Validity(1_000, 61_000);
    static final Terms TERMS = new Terms("runner", "standard", 7);

    private Fixture() {}

    static DecisionService service() {
        return service(DOMAIN);
    }

    static DecisionService service(Domain domain) {
        return new DecisionService(membership(domain), founding(), Groups.SCHEME);
    }

    static State state() {
        return new State(membership(DOMAIN), founding(), Roster.unchanging(DOMAIN), Groups.SCHEME);
    }

    static Membership membership(Domain domain) {
        return new Membership(
                domain,
                4,
                new TreeSet<>(List.of(CLIENT, hash("other client"))),
                new TreeSet<>(List.of("runner")),
                86_400_000,
                Membership.LATER_NUMBERS);
    }

    static CharterVersion founding() {
        return CharterVersion.founding(charter(), hash("charter"));
    }

    static CharterRules charter() {
        return new CharterRules(
                7,
                new TreeMap<>(Map.of(
                        "standard", TierRule.of(3),
                        "unanimous", TierRule.of(4),
                        "named", new TierRule(3, new TreeSet<>(List.of(2))))));
    }

    static Request request(long number) {
        return request(number, TERMS, VALID);
    }

    static Request request(long number, Terms terms, Validity validity) {
        return request(CLIENT, number, terms, validity);
    }

    static Request request(Digest client, long number, Terms terms, Validity validity) {
        return new Request(DOMAIN, new RequestId(client, number), hash("action"), terms, validity, Optional.empty());
    }

    static Optional<Rejection> refusal(DecisionService service, Request request) {
        return service.refuses(new SignedRequest(request, Bytes.copyOf(new byte[64]), Bytes.EMPTY));
    }

    /** A decision on these action bytes. */
    static DecisionEntry on(String action, long number, Terms terms, Outcome outcome) {
        Bytes bytes = Bytes.wrap(action.getBytes(StandardCharsets.UTF_8));
        Request request = new Request(
                DOMAIN,
                new RequestId(CLIENT, number),
                Hash.sha3(bytes.readOnlyArray()),
                terms,
                VALID,
                Optional.empty());
        return new DecisionEntry(new SignedRequest(request, Bytes.copyOf(new byte[64]), bytes), outcome, List.of());
    }

    static Verdict verdict(Request request, Answer answer) {
        return verdict(request, answer, request.terms().charterVersion());
    }

    static Verdict verdict(Request request, Answer answer, long charterVersion) {
        return new Verdict(request.digest(), answer, "judge", charterVersion, "code", "why");
    }

    static DecisionEntry decision(Request request, Outcome outcome) {
        VerdictVote vote = new VerdictVote(
                0, verdict(request, Answer.APPROVE), new InclusionPath(0, 1, List.of()), Bytes.copyOf(new byte[64]));
        return new DecisionEntry(
                new SignedRequest(request, Bytes.copyOf(new byte[64]), Bytes.EMPTY), outcome, List.of(vote));
    }

    static DecisionEntry decision(long number) {
        return decision(request(number), Outcome.APPROVED);
    }

    static EvidenceEntry evidence(int replica, Request request) {
        return new EvidenceEntry(new Evidence.ConflictingVerdicts(
                vote(replica, verdict(request, Answer.APPROVE)), vote(replica, verdict(request, Answer.DENY))));
    }

    private static VerdictVote vote(int replica, Verdict verdict) {
        return new VerdictVote(replica, verdict, new InclusionPath(0, 1, List.of()), Bytes.copyOf(new byte[64]));
    }

    /** The next batch after what the service has executed. */
    static Batch batch(DecisionService service, List<Entry> entries) {
        return batch(service.sequence() + 1, service.ledger().append(entries), entries);
    }

    static Batch batch(State state, List<Entry> entries) {
        return batch(state.sequence() + 1, state.ledger().append(entries), entries);
    }

    private static Batch batch(long sequence, LedgerTip after, List<Entry> entries) {
        Header header = new Header(sequence, hash("parent"), Batch.entriesRoot(entries), after.size(), after.root());
        return new Batch(header, entries);
    }

    static void execute(DecisionService service, Entry... entries) {
        service.execute(batch(service, List.of(entries)));
    }

    static Digest hash(String text) {
        return Hash.sha3(text.getBytes(StandardCharsets.UTF_8));
    }
}

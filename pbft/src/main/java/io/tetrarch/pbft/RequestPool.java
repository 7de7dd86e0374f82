package io.tetrarch.pbft;

import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Entry;
import io.tetrarch.pbft.message.EntryShape;
import io.tetrarch.pbft.message.EvidenceEntry;
import io.tetrarch.pbft.message.Request;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Validity;
import io.tetrarch.pbft.message.Verdict;
import io.tetrarch.pbft.message.VerdictVote;
import io.tetrarch.pbft.message.Verdicts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The requests that wait to be decided and the verdicts on them. */
final class RequestPool {
    /** How often the bounds on pending requests fit in what is held at most, with those that others have judged. */
    static final int ROOM_FOR_BACKED = 2;

    private final ReplicaState state;
    private final Equivocations equivocations;
    private final TreeMap<Digest, Pending> pending = new TreeMap<>();

    /** Two bodies per number at most: see {@link #isTaken}. */
    private final TreeMap<RequestId, List<Digest>> byId = new TreeMap<>();

    private final PendingLoad load;

    /** Pending requests whose outcome may be proposed, in the order of their arrival. */
    private final TreeMap<Long, Pending> ripe = new TreeMap<>();

    private final Orphans orphans;
    private final Recent<Digest> decided;

    private long arrivals;
    private final Silence silence;
    private final GivenVerdicts given;

    RequestPool(ReplicaState state, Equivocations equivocations) {
        this.state = state;
        this.equivocations = equivocations;
        this.silence = new Silence(state);
        Limits limits = state.configuration.limits();
        this.given = new GivenVerdicts(silence, limits.pendingRequests());
        this.load = new PendingLoad(limits);
        this.orphans = new Orphans(state.configuration.replicas(), limits.orphans());
        this.decided = new Recent<>(2 * limits.orphans());
    }

    /** Takes a client's request in and has it judged, or says why not. */
    Optional<Rejection> admit(SignedRequest signed) {
        boolean late = signed.request().validity().deadlineMillis() < state.nowMillis;
        return late ? Optional.of(Rejection.EXPIRED) : admitRelayed(signed);
    }

    /**
     * Takes in a request that a peer passed on. One past its deadline is taken too, though not judged: whoever holds it
     * waits for the leader to expire it, so the leader must know it.
     */
    Optional<Rejection> admitRelayed(SignedRequest signed) {
        Request request = signed.request();
        Optional<Rejection> refusal = refusal(signed);
        if (refusal.isPresent()) {
            return refusal;
        }
        Pending entry = new Pending(signed, ++arrivals);
        pending.put(signed.digest(), entry);
        byId.computeIfAbsent(request.id(), any -> new ArrayList<>()).add(signed.digest());
        load.add(signed);
        Optional<Signed<Verdicts>> before = given.remove(signed.digest());
        if (before.isPresent()) {
            Signed<Verdicts> own = before.get();
            entry.sent(own);
            own.message().votes(own.sender(), own.signature()).stream()
                    .filter(vote -> vote.verdict().request().equals(signed.digest()))
                    .forEach(vote -> add(entry, vote));
        } else if (mayBeJudged(entry)) {
            state.out.add(new Effect.Judge(signed));
        }
        orphans.claim(signed.digest()).forEach(vote -> add(entry, vote));
        ripen(entry);
        return Optional.empty();
    }

    private boolean mayBeJudged(Pending entry) {
        return !state.isSilent() && !silence.covers(entry.request()) && !entry.isPastDeadline(state.nowMillis);
    }

    private Optional<Rejection> refusal(SignedRequest signed) {
        Request request = signed.request();
        long ahead = state.configuration.timeouts().graceMillis();
        if (EntryShape.flaw(signed).isPresent()) {
            return Optional.of(Rejection.NOT_PERMITTED);
        }
        if (state.closing) {
            return Optional.of(Rejection.EPOCH_ENDED);
        }
        if (!request.domain().equals(state.configuration.domain())) {
            boolean earlier =
                    request.domain().epoch() < state.configuration.domain().epoch();
            return Optional.of(earlier ? Rejection.EPOCH_ENDED : Rejection.NOT_PERMITTED);
        }
        if (isTaken(signed)) {
            return Optional.of(Rejection.DUPLICATE);
        }
        if (state.service.isDecided(request.id())) {
            return Optional.of(Rejection.DECIDED);
        }
        if (request.validity().notBeforeMillis() - ahead > state.nowMillis) {
            return Optional.of(Rejection.EARLY);
        }
        if (load.isFull(signed, isBacked(request) ? ROOM_FOR_BACKED : 1)) {
            return Optional.of(Rejection.TOO_MANY);
        }
        return state.service.refuses(signed);
    }

    /**
     * Whether an honest replica has judged it. A client that fills one replica with requests that nobody else has must not
     * keep out those that the others wait for: there is as much room again for what f+1 replicas have judged, one of them
     * honest and within its own bounds.
     */
    private boolean isBacked(Request request) {
        return orphans.count(request.digest()) >= state.configuration.weakQuorum();
    }

    /**
     * Whether this number is spoken for. A client that gives different replicas different bodies under one number must
     * not set them against a leader that holds the other one: a second body is taken in when f+1 replicas have judged it,
     * or when it takes the first one back, which every replica tells by itself.
     */
    private boolean isTaken(SignedRequest signed) {
        List<Digest> known = byId.getOrDefault(signed.id(), List.of());
        boolean fits = known.size() == 1 && (isBacked(signed.request()) || state.service.withdraws(signed));
        return !known.isEmpty() && (known.contains(signed.digest()) || !fits);
    }

    /** This replica's judge answered: signs the answers together, makes them durable and tells everyone. */
    void onJudged(List<Verdict> verdicts) {
        TreeMap<Digest, Verdict> fresh = new TreeMap<>();
        for (Verdict verdict : verdicts) {
            Pending entry = pending.get(verdict.request());
            boolean shaped = EntryShape.flaw(verdict).isEmpty();
            if (shaped && entry != null && entry.own().isEmpty() && !entry.isPastDeadline(state.nowMillis)) {
                fresh.putIfAbsent(verdict.request(), verdict);
            }
        }
        if (fresh.isEmpty() || state.isSilent()) {
            return;
        }
        Signed<Verdicts> signed = state.out.sign(new Verdicts(List.copyOf(fresh.values())));
        state.out.persist(new Stored.Own(signed, latest(fresh.keySet())));
        state.out.add(new Effect.Broadcast(signed));
        for (VerdictVote vote : signed.message().votes(signed.sender(), signed.signature())) {
            Pending entry = pending.get(vote.verdict().request());
            if (entry != null) {
                entry.sent(signed);
                add(entry, vote);
            }
        }
    }

    /** A peer's verdicts arrived. One that no entry may carry is none: a leader that took it could propose nothing with it. */
    Optional<Rejection> onVerdicts(int sender, Verdicts verdicts, Bytes signature) {
        Optional<Rejection> rejection = Optional.empty();
        for (VerdictVote vote : verdicts.votes(sender, signature)) {
            if (EntryShape.flaw(vote.verdict()).isPresent()) {
                rejection = Optional.of(Rejection.BAD_ENTRY);
            } else {
                onVerdict(vote);
            }
        }
        return rejection;
    }

    /** A verdict whose signature is good. */
    void onVerdict(VerdictVote vote) {
        Pending entry = pending.get(vote.verdict().request());
        if (entry != null) {
            add(entry, vote);
        } else if (!decided.contains(vote.verdict().request())) {
            orphans.add(vote);
        }
    }

    /** Counts a verdict; a second, different one by the same replica is an equivocation, and voids both. */
    private void add(Pending entry, VerdictVote vote) {
        if (equivocations.isConvicted(vote)) {
            return;
        }
        if (vote.replica() == state.self() && entry.own().isEmpty()) {
            onUnknownOwn(entry);
        }
        Optional<VerdictVote> first = entry.voteOf(vote.replica());
        if (first.isEmpty()) {
            entry.add(vote, state);
            ripen(entry);
        } else if (!first.get().verdict().equals(vote.verdict())) {
            equivocations.convict(first.get(), vote);
            if (equivocations.isConvicted(vote)) {
                voidVote(vote.verdict().request(), vote.replica());
            }
        }
    }

    /**
     * A verdict of this replica's own that its log does not know. The log keeps those on requests that may still be decided,
     * so its end was lost; unless that was known before, and the request is among those that it is silent on since.
     */
    private void onUnknownOwn(Pending entry) {
        if (state.challenge != 0 && !state.learning && !silence.covers(entry.request())) {
            state.lost = true;
        }
    }

    /** The verdicts held of a replica on requests that wait, so many at most. */
    List<VerdictVote> verdictsOf(int replica, int most) {
        return pending.values().stream()
                .flatMap(entry -> entry.voteOf(replica).stream())
                .limit(most)
                .toList();
    }

    /** Verdicts that a proposal carries may contradict the ones held here. */
    void compare(DecisionEntry entry) {
        Pending held = pending.get(entry.request().digest());
        if (held != null) {
            entry.verdicts().forEach(vote -> add(held, vote));
        } else {
            entry.verdicts().stream()
                    .filter(vote -> vote.replica() == state.self())
                    .forEach(this::onVerdict);
        }
    }

    void voidVote(Digest request, int replica) {
        Pending entry = pending.get(request);
        if (entry != null) {
            entry.voidVote(replica, state);
            ripen(entry);
        }
    }

    private void ripen(Pending entry) {
        if (entry.outcome(state.nowMillis).isPresent()) {
            ripe.put(entry.arrival(), entry);
        } else {
            ripe.remove(entry.arrival());
        }
    }

    /** Looks at the deadlines. */
    void onTick() {
        pending.values().forEach(this::ripen);
    }

    void onExecuted(Batch batch) {
        boolean rulesChanged = false;
        for (Entry entry : batch.entries()) {
            switch (entry) {
                case DecisionEntry decision -> onDecided(decision);
                case EvidenceEntry conviction -> equivocations.onRecorded(conviction.evidence());
            }
            rulesChanged |= state.service.closesPipeline(entry);
        }
        if (rulesChanged || state.closing) {
            recheck();
        }
    }

    private void onDecided(DecisionEntry decision) {
        silence.onDecided(decision.request());
        decided.add(decision.request().digest());
        orphans.claim(decision.request().digest());
        var unused = given.remove(decision.request().digest());
        List.copyOf(byId.getOrDefault(decision.request().id(), List.of())).forEach(this::remove);
        refuseBelowTheWindow(decision.request().id().client());
    }

    /** A client's lowest numbers may have been given up with its decisions; what falls below can no longer be decided. */
    private void refuseBelowTheWindow(Digest client) {
        Map.Entry<RequestId, List<Digest>> lowest = byId.ceilingEntry(new RequestId(client, Long.MIN_VALUE));
        while (lowest != null && lowest.getKey().client().equals(client) && state.service.isDecided(lowest.getKey())) {
            List.copyOf(lowest.getValue()).forEach(digest -> refuse(digest, Rejection.DECIDED));
            lowest = byId.higherEntry(lowest.getKey());
        }
    }

    /** The state changed in a way that may exclude requests taken in before. */
    private void recheck() {
        for (Pending entry : List.copyOf(pending.values())) {
            nowRefused(entry).ifPresent(reason -> refuse(entry.request().digest(), reason));
        }
    }

    private Optional<Rejection> nowRefused(Pending entry) {
        if (state.closing) {
            return Optional.of(Rejection.EPOCH_ENDED);
        }
        return state.service.isDecided(entry.request().id())
                ? Optional.of(Rejection.DECIDED)
                : state.service.refuses(entry.request());
    }

    private void refuse(Digest digest, Rejection reason) {
        remove(digest);
        state.out.add(new Effect.Refuse(digest, reason));
    }

    private void remove(Digest digest) {
        Pending entry = pending.remove(digest);
        if (entry != null) {
            RequestId id = entry.request().id();
            byId.computeIfPresent(id, (same, digests) -> {
                digests.remove(digest);
                return digests.isEmpty() ? null : digests;
            });
            ripe.remove(entry.arrival());
            load.remove(entry.request());
        }
    }

    /** After a jump over batches that were not executed here one by one. */
    void onInstalled() {
        recheck();
    }

    /** Requests whose outcome may be proposed, the oldest first. */
    Collection<Pending> ripe() {
        return ripe.values();
    }

    /** All pending requests, beginning behind a digest and going round. */
    List<Pending> pendingFrom(Digest digest) {
        List<Pending> all = new ArrayList<>(pending.tailMap(digest, false).values());
        all.addAll(pending.headMap(digest, true).values());
        return all;
    }

    int size() {
        return pending.size();
    }

    /** Bytes of the actions of all pending requests. */
    long bytes() {
        return load.all().bytes();
    }

    /** Pending requests of a client. */
    int size(Digest client) {
        return load.of(client).requests();
    }

    Optional<Pending> get(Digest request) {
        return Optional.ofNullable(pending.get(request));
    }

    boolean isLate(Digest request) {
        return decided.contains(request);
    }

    Orphans orphans() {
        return orphans;
    }

    /** Own verdicts on what waits, or may come back, to be carried over a compaction. */
    List<Stored.Own> undecidedOwn() {
        return given.with(pending.values());
    }

    private Optional<Validity> latest(Collection<Digest> requests) {
        return requests.stream().map(pending::get).map(Pending::validity).reduce(GivenVerdicts::later);
    }

    GivenVerdicts given() {
        return given;
    }

    Silence silence() {
        return silence;
    }
}

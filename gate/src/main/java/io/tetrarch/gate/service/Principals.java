package io.tetrarch.gate.service;

import io.tetrarch.gate.judge.History;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Encoder;
import io.tetrarch.pbft.message.EvidenceEntry;
import io.tetrarch.pbft.message.Principal;
import io.tetrarch.pbft.message.Request;
import io.tetrarch.proof.ledger.CanonicalReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What each principal of a client was last allowed to do, and asked, beside what counts for the client as a whole. Kept
 * whatever the charter says, so that one that goes by principals finds it. Of each client, the {@value #MOST} whose
 * decisions are the latest; a client can make the group forget its own alone.
 */
final class Principals implements Part {
    static final int MOST = 128;

    private static final int LEAST_BYTES = Digest.SIZE_BYTES + 4;

    private final int replicas;
    /** By client, then in the order of their latest decision. Judges' threads read it. */
    private final SortedMap<Digest, SequencedMap<Digest, Past>> byClient = new TreeMap<>();

    private record Past(History history, Asked asked) {
        static final Past NONE = new Past(History.EMPTY, Asked.NOTHING);
    }

    Principals(int replicas) {
        this.replicas = replicas;
    }

    @Override
    public String name() {
        return "principals";
    }

    /** So that a group that knows of none has the state and the root that it had before there were any. */
    @Override
    public boolean isLeftOut() {
        return byClient.isEmpty();
    }

    /** For any thread. */
    synchronized History history(Digest client, Principal principal) {
        return past(client, principal).history();
    }

    /** For any thread. */
    synchronized Asked asked(Digest client, Principal principal) {
        return past(client, principal).asked();
    }

    private Past past(Digest client, Principal principal) {
        Map<Digest, Past> known = byClient.get(client);
        return known == null ? Past.NONE : known.getOrDefault(principal.of(client), Past.NONE);
    }

    @Override
    public boolean apply(Applied applied) {
        return switch (applied.entry()) {
            case DecisionEntry decision -> {
                Optional<Principal> principal =
                        decision.request().request().terms().principal();
                principal.ifPresent(who -> take(decision, who));
                yield principal.isPresent();
            }
            case EvidenceEntry evidence -> false;
        };
    }

    private synchronized void take(DecisionEntry decision, Principal principal) {
        Request request = decision.request().request();
        Digest client = request.id().client();
        SequencedMap<Digest, Past> known = byClient.computeIfAbsent(client, unused -> new LinkedHashMap<>());
        Digest key = principal.of(client);
        Past past = known.getOrDefault(key, Past.NONE);
        History history = Memories.isOfUse(decision) ? past.history().after(decision) : past.history();
        Asked asked = QuotaCounts.counts(decision, replicas) ? past.asked().with(request) : past.asked();
        known.putLast(key, new Past(history, asked));
        if (known.size() > MOST) {
            known.pollFirstEntry();
        }
    }

    @Override
    public void encode(Encoder to) {
        to.list(
                List.copyOf(byClient.entrySet()),
                (encoder, client) -> encoder.digest(client.getKey())
                        .list(List.copyOf(client.getValue().entrySet()), Principals::encode));
    }

    private static void encode(Encoder to, Map.Entry<Digest, Past> known) {
        known.getValue().history().encode(to.digest(known.getKey()));
        known.getValue().asked().encode(to);
    }

    @Override
    public void decode(CanonicalReader from) {
        from.list(LEAST_BYTES, in -> {
            Digest client = in.digest();
            SequencedMap<Digest, Past> known = new LinkedHashMap<>();
            in.list(
                    LEAST_BYTES + 4,
                    each -> known.put(each.digest(), new Past(History.decode(each), Asked.decode(each))));
            return byClient.put(client, known);
        });
    }

    @Override
    public long mostBytes(int clients, int members) {
        long each = (long) Digest.SIZE_BYTES + History.MOST_BYTES + Asked.MOST_BYTES;
        return 4 + clients * (LEAST_BYTES + 4 + MOST * each);
    }
}

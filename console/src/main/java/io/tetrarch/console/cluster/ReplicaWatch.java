package io.tetrarch.console.cluster;

import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonValue;
import io.tetrarch.node.observe.ClusterObserver;
import io.tetrarch.pbft.message.Evidence;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.Verdict;
import io.tetrarch.pbft.message.Verdicts;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** What was seen of each replica since the start, of verdicts the last few, each once however often it was sent. */
public final class ReplicaWatch implements ClusterObserver {
    private static final int VERDICTS = 8;

    private final List<Place> places = new ArrayList<>();

    /** What was seen of one replica. */
    public record Seen(Optional<String> haltedBecause, long equivocations, List<JsonValue> lastVerdicts) {}

    public ReplicaWatch(int replicas) {
        for (int i = 0; i < replicas; i++) {
            places.add(new Place());
        }
    }

    public Seen seen(int replica) {
        return places.get(replica).seen();
    }

    /** The equivocations that were proven since the start. */
    List<Evidence> evidence() {
        return places.stream().flatMap(place -> place.evidence().stream()).toList();
    }

    @Override
    public void onSent(int replica, Signed<?> message) {
        if (message.message() instanceof Verdicts said) {
            places.get(replica).said(said);
        }
    }

    @Override
    public void onEvidence(int replica, Evidence evidence) {
        places.get(evidence.slot().replica()).convicted(evidence);
    }

    @Override
    public void onHalted(int replica, Throwable cause) {
        places.get(replica).halted(String.valueOf(cause));
    }

    @Override
    public void onDrill(int replica, boolean atWork) {
        places.get(replica).drilled(atWork);
    }

    private static final class Place {
        private static final int SLOTS = 1_000;

        private final Deque<Verdict> verdicts = new ArrayDeque<>();
        private final TreeMap<Evidence.Slot, Evidence> slots = new TreeMap<>();
        private Optional<String> haltedBecause = Optional.empty();

        synchronized void said(Verdicts said) {
            for (Verdict verdict : said.verdicts()) {
                if (verdicts.stream().noneMatch(known -> known.request().equals(verdict.request()))) {
                    verdicts.addFirst(verdict);
                }
                if (verdicts.size() > VERDICTS) {
                    verdicts.removeLast();
                }
            }
        }

        synchronized void convicted(Evidence evidence) {
            if (slots.size() < SLOTS) {
                slots.putIfAbsent(evidence.slot(), evidence);
            }
        }

        synchronized List<Evidence> evidence() {
            return List.copyOf(slots.values());
        }

        synchronized void halted(String why) {
            haltedBecause = Optional.of(why);
        }

        synchronized void drilled(boolean atWork) {
            haltedBecause = atWork ? Optional.empty() : Optional.of("It was halted in a drill.");
        }

        synchronized Seen seen() {
            return new Seen(
                    haltedBecause,
                    slots.size(),
                    verdicts.stream().<JsonValue>map(Place::json).toList());
        }

        private static JsonObject json(Verdict verdict) {
            return JsonObject.builder()
                    .put("request", verdict.request().toString())
                    .put("answer", verdict.answer().name())
                    .put("judge", verdict.judge())
                    .put("reasonCode", verdict.reasonCode())
                    .put("explanation", verdict.explanation())
                    .build();
        }
    }
}

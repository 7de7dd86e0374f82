package io.tetrarch.console.live;

import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonNull;
import io.tetrarch.json.JsonNumber;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonValue;
import io.tetrarch.node.observe.ClusterObserver;
import io.tetrarch.node.replica.Executed;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.Verdict;
import io.tetrarch.pbft.message.Verdicts;
import io.tetrarch.pbft.message.Vote;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * When the latest requests were judged, and the latest batches voted on; what is sent again is told once. Bounded: the
 * oldest are forgotten.
 */
public final class Timelines implements ClusterObserver {
    private static final int KEPT = 4_096;
    private static final int STEPS = 64;

    private final List<String> names;
    private final LongSupplier nanos;
    private final Recent<Digest> verdicts = new Recent<>();
    private final Recent<Long> votes = new Recent<>();

    /** @param view that a vote is of; empty for what belongs to no view */
    private record Step(long atNanos, String replica, String phase, OptionalLong view) {
        boolean repeats(Step before) {
            return replica.equals(before.replica) && phase.equals(before.phase) && view.equals(before.view);
        }
    }

    private static final class Recent<K> extends LinkedHashMap<K, List<Step>> {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, List<Step>> eldest) {
            return size() > KEPT;
        }

        void add(K key, Step step) {
            List<Step> steps = computeIfAbsent(key, unused -> new ArrayList<>());
            if (steps.size() < STEPS && steps.stream().noneMatch(step::repeats)) {
                steps.add(step);
            }
        }

        List<Step> of(K key) {
            return getOrDefault(key, List.of());
        }
    }

    /** @param nanos a clock that only goes forward */
    public Timelines(List<String> names, LongSupplier nanos) {
        this.names = names;
        this.nanos = nanos;
    }

    @Override
    public synchronized void onSent(int replica, Signed<?> signed) {
        switch (signed.message()) {
            case Verdicts said -> {
                for (Verdict verdict : said.verdicts()) {
                    verdicts.add(verdict.request(), step(replica, "verdict", OptionalLong.empty()));
                }
            }
            case Vote vote ->
                votes.add(vote.sequence(), step(replica, Events.word(vote.type()), OptionalLong.of(vote.view())));
            case Object other -> {}
        }
    }

    @Override
    public synchronized void onExecuted(Executed executed) {
        executed.batches()
                .forEach(batch ->
                        votes.add(batch.sequence(), step(executed.replica(), "executed", OptionalLong.empty())));
    }

    /** Known of as long as the rest of the timeline is. */
    @Override
    public synchronized void onLateObjection(int replica, Verdict verdict) {
        verdicts.add(verdict.request(), step(replica, "late-objection", OptionalLong.empty()));
    }

    private Step step(int replica, String phase, OptionalLong view) {
        return new Step(nanos.getAsLong(), names.get(replica), phase, view);
    }

    /** What is known of a request in the batch of this sequence, counted in microseconds from the first step. */
    public synchronized JsonArray of(Digest request, long sequence) {
        List<Step> steps = Stream.concat(verdicts.of(request).stream(), votes.of(sequence).stream())
                .sorted((one, other) -> Long.compare(one.atNanos - other.atNanos, 0))
                .toList();
        List<JsonValue> told = new ArrayList<>();
        for (Step step : steps) {
            told.add(JsonObject.builder()
                    .put("micros", (step.atNanos - steps.getFirst().atNanos) / 1_000)
                    .put("phase", step.phase)
                    .put("replica", step.replica)
                    .put("view", step.view.isPresent() ? JsonNumber.of(step.view.getAsLong()) : JsonNull.NULL)
                    .build());
        }
        return new JsonArray(told);
    }
}

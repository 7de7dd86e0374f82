package io.tetrarch.node.replica;

import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Entry;
import io.tetrarch.pbft.message.EvidenceEntry;
import io.tetrarch.pbft.message.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * What a judge was asked and has not answered. Whoever waits for a person takes no thread: ten thousand may. Of questions
 * whose request was decided otherwise the latest stay, so that whoever is about to answer one may; the others are taken back.
 * Bounded by the requests that a replica lets wait, and those.
 */
final class PatientJudging {
    /** Questions about what was decided meanwhile. */
    private static final int MOST_NEEDLESS = 256;

    private final Consumer<List<Verdict>> answers;
    private final Consumer<Verdict> objections;
    private final TimeSource time;
    private final long startNanos;
    private final AtomicLong count = new AtomicLong();
    private final Map<Digest, Judging> asked = new ConcurrentHashMap<>();
    private final Map<Digest, Due> waiting = new ConcurrentHashMap<>();
    private final ConcurrentSkipListSet<Due> dues =
            new ConcurrentSkipListSet<>(Comparator.comparingLong(Due::nanos).thenComparingLong(Due::count));

    private final Queue<Judging> needless = new ConcurrentLinkedQueue<>();
    private final AtomicInteger needlessCount = new AtomicInteger();

    /** @param nanos since this began */
    private record Due(long nanos, long count, Judging judging) {}

    /** @param objections takes denials of what was decided meanwhile */
    PatientJudging(Consumer<List<Verdict>> answers, Consumer<Verdict> objections, TimeSource time) {
        this.answers = answers;
        this.objections = objections;
        this.time = time;
        this.startNanos = time.nanos();
    }

    /** Before anybody is asked, since the request may be decided before the judge is done. */
    Judging open(Hearing hearing) {
        Judging judging = new Judging(hearing, time.nanos(), objections);
        asked.put(judging.request(), judging);
        return judging;
    }

    /** The judge's answer, or empty where it comes later. */
    Optional<Hearing.Ruling> hear(Judging judging) {
        Optional<Hearing.Ruling> ruling =
                judging.hear(later -> judging.answer(later).ifPresent(this::answer));
        if (ruling.isPresent()) {
            asked.remove(judging.request(), judging);
        } else {
            await(judging);
        }
        return ruling;
    }

    private void await(Judging judging) {
        long now = time.nanos();
        long due = now - startNanos - judging.ageNanos(now) + judging.limitNanos();
        Due mine = new Due(due, count.incrementAndGet(), judging);
        waiting.put(judging.request(), mine);
        dues.add(mine);
        if (!judging.isWaiting()) {
            forget(judging.request());
        }
    }

    private void forget(Digest request) {
        asked.remove(request);
        Due due = waiting.remove(request);
        if (due != null) {
            dues.remove(due);
        }
    }

    private void answer(Verdict verdict) {
        forget(verdict.request());
        answers.accept(List.of(verdict));
    }

    /** These entries were decided, whoever has not answered yet. */
    void onDecided(List<Entry> entries) {
        if (asked.isEmpty()) {
            return;
        }
        for (Entry entry : entries) {
            switch (entry) {
                case DecisionEntry decision -> over(decision.request().digest());
                case EvidenceEntry evidence -> {}
            }
        }
    }

    /** Nobody will have an answer to this request. */
    void over(Digest request) {
        Judging judging = asked.remove(request);
        if (judging == null || !judging.isNeededNoMore()) {
            return;
        }
        needless.add(judging);
        if (needlessCount.incrementAndGet() > MOST_NEEDLESS) {
            Judging oldest = needless.poll();
            if (oldest != null) {
                needlessCount.decrementAndGet();
                forget(oldest.request());
                oldest.end();
            }
        }
    }

    /** Answers on behalf of those whose time is up. */
    void tick(long nowNanos) {
        List<Verdict> late = new ArrayList<>();
        while (!dues.isEmpty() && dues.first().nanos() <= nowNanos - startNanos) {
            Due due = dues.pollFirst();
            if (due != null) {
                forget(due.judging().request());
                due.judging().answerIfLate(nowNanos).ifPresent(late::add);
                due.judging().end();
            }
        }
        if (!late.isEmpty()) {
            answers.accept(late);
        }
    }

    void close() {
        waiting.values().forEach(due -> due.judging().end());
        asked.values().forEach(Judging::end);
        asked.clear();
        needless.clear();
        waiting.clear();
        dues.clear();
    }
}

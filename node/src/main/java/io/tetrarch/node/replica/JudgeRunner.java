package io.tetrarch.node.replica;

import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Entry;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One replica's judge at work, off the replica's thread. What it answers in one go is handed back together, to be signed
 * together.
 *
 * <p>Most judges are policies that answer within microseconds, so a desk begins on the shared workers, one request after
 * the other. The first judgement that takes longer than {@link #PATIENCE_NANOS} shows that this judge is of another
 * kind, or that the machine is busy: the worker it holds is replaced, and every judgement has a thread of its own until
 * {@link #QUICK_IN_A_ROW} of them were quick again. A judge that waits for a person says so, and takes no thread at all. A
 * judgement that fails, or takes longer than its limit, is an ABSTAIN with the reason.
 */
public final class JudgeRunner implements AutoCloseable {
    /** How long a judgement may hold a worker. */
    static final long PATIENCE_NANOS = 100_000_000;

    private static final int QUICK_IN_A_ROW = 32;

    /** Answers handed back together at most. */
    private static final int HANDED_BACK = 256;

    private final RequestJudge judge;
    private final Workers workers;
    private final TimeSource time;
    private final SlowJudging slow;
    private final PatientJudging patient;
    private final ConcurrentLinkedQueue<Judging> asked = new ConcurrentLinkedQueue<>();
    private final AtomicReference<@Nullable Run> active = new AtomicReference<>();
    private volatile Consumer<List<Verdict>> answers = verdicts -> {};
    private volatile Consumer<Verdict> objections = objection -> {};
    private final AtomicInteger quickInARow = new AtomicInteger();
    private volatile boolean isSlow;

    /** @param name of the replica, for its judge's threads and the log */
    public JudgeRunner(String name, RequestJudge judge, Workers workers, TimeSource time) {
        this.judge = judge;
        this.workers = workers;
        this.time = time;
        this.patient = new PatientJudging(this::handBack, objection -> objections.accept(objection), time);
        this.slow = new SlowJudging(name, this::handBack, this::onSlowJudged, patient::hear);
    }

    /**
     * Where the answers go; told once, by the replica's loop.
     *
     * @param late takes a denial that comes when the request has been decided without it; it goes to {@code replica} too
     */
    void answerTo(Consumer<List<Verdict>> replica, Consumer<Verdict> late) {
        answers = replica;
        objections = late;
    }

    /** Asks for a judgement, on the replica's own thread; the answer comes later, in any order. */
    void ask(SignedRequest request) {
        Judging judging = patient.open(judge.open(request));
        if (isSlow) {
            slow.judge(judging);
            return;
        }
        asked.add(judging);
        begin();
    }

    private void begin() {
        Run run = new Run();
        if (active.get() == null && active.compareAndSet(null, run)) {
            workers.executeJudging(() -> judge(run));
        }
    }

    private void judge(Run run) {
        run.thread = Thread.currentThread();
        for (Judging judging = asked.poll(); judging != null; judging = asked.poll()) {
            judging.begin(time.nanos());
            run.current = judging;
            Optional<Hearing.Ruling> ruling = patient.hear(judging);
            if (!run.finish(ruling.flatMap(judging::answer).orElse(null))) {
                return;
            }
            if (run.size() >= HANDED_BACK) {
                handBack(run.take());
            }
        }
        handBack(run.take());
        active.set(null);
        if (!asked.isEmpty()) {
            begin();
        }
    }

    /** Looks whether a judgement takes too long. */
    void tick() {
        long now = time.nanos();
        Run run = active.get();
        if (run != null) {
            Judging stuck = run.takeOver(now);
            if (stuck != null) {
                leaveWorkers(run, stuck);
            }
        }
        slow.tick(now);
        patient.tick(now);
    }

    /** These entries were decided: whoever is still waited for about one of them is not to be asked in vain. */
    void onDecided(List<Entry> entries) {
        patient.onDecided(entries);
    }

    /** The replica gave the request up. */
    void onRefused(Digest request) {
        patient.over(request);
    }

    /** A judgement with a thread of its own took so long. */
    private void onSlowJudged(long nanos) {
        if (nanos > PATIENCE_NANOS / 10) {
            quickInARow.set(0);
        } else if (quickInARow.incrementAndGet() >= QUICK_IN_A_ROW) {
            isSlow = false;
        }
    }

    private void leaveWorkers(Run run, Judging stuck) {
        quickInARow.set(0);
        isSlow = true;
        workers.replace(run.thread);
        slow.watch(stuck, run::interrupt);
        handBack(run.take());
        for (Judging judging = asked.poll(); judging != null; judging = asked.poll()) {
            judging.begin(time.nanos());
            slow.judge(judging);
        }
        active.set(null);
        if (!asked.isEmpty()) {
            begin();
        }
    }

    private void handBack(List<Verdict> verdicts) {
        if (!verdicts.isEmpty()) {
            answers.accept(verdicts);
        }
    }

    /** A judgement that holds a worker still gives it back: the worker is for the other replicas too. */
    @Override
    public void close() {
        Run run = active.get();
        if (run != null && run.takeOver(time.nanos() + PATIENCE_NANOS) != null) {
            workers.replace(run.thread);
            run.interrupt();
        }
        patient.close();
        slow.close();
    }

    /** A worker going through the requests. */
    private final class Run {
        private List<Verdict> done = new ArrayList<>();
        private boolean takenOver;
        private boolean over;
        private volatile Thread thread = Thread.currentThread();
        private volatile @Nullable Judging current;

        /** Notes an answer; false if this run was ended meanwhile, and then the answer has gone its own way. */
        synchronized boolean finish(@Nullable Verdict verdict) {
            current = null;
            if (takenOver) {
                over = true;
                Thread.interrupted(); // which was meant for the judgement alone
                handBack(verdict == null ? List.of() : List.of(verdict));
                return false;
            }
            if (verdict != null) {
                done.add(verdict);
            }
            return true;
        }

        /** Ends this run if its judgement takes too long, and returns that judgement. */
        synchronized @Nullable Judging takeOver(long nowNanos) {
            Judging judging = current;
            if (takenOver || judging == null || judging.ageNanos(nowNanos) < PATIENCE_NANOS) {
                return null;
            }
            takenOver = true;
            return judging;
        }

        /** Interrupts the judgement that was taken over, if it still goes on. */
        synchronized void interrupt() {
            if (takenOver && !over) {
                thread.interrupt();
            }
        }

        int size() {
            return done.size();
        }

        synchronized List<Verdict> take() {
            List<Verdict> taken = done;
            done = new ArrayList<>();
            return taken;
        }
    }
}

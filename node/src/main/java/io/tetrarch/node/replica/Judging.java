package io.tetrarch.node.replica;

import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.node.shortage.Shortage;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.EntryShape;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Verdict;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One request before one judge. It is answered once: by the judge, or on its behalf when its time is up. */
final class Judging {
    /** Characters of an explanation that go into a verdict. */
    private static final int EXPLANATION = 1000;

    private final Hearing hearing;
    private final Consumer<Verdict> objections;
    private volatile long startNanos;
    private final AtomicBoolean answered = new AtomicBoolean();

    /** Guarded by this. */
    private boolean over;

    /** Takes the question back, while it waits without a thread. Guarded by this. */
    private @Nullable Runnable end;

    /** @param objections takes a denial that comes when the request has been decided without it */
    Judging(Hearing hearing, long startNanos, Consumer<Verdict> objections) {
        this.hearing = hearing;
        this.objections = objections;
        this.startNanos = startNanos;
    }

    /** The judge's turn has come: from now on its time counts. */
    void begin(long nowNanos) {
        startNanos = nowNanos;
    }

    /** Asks the judge. Whatever it does wrong is an answer, and no approval; the replica goes on. */
    Hearing.Ruling ask() {
        try {
            return sound(hearing.judge());
        } catch (Throwable e) {
            return onBehalf(Judgement.error("The judge failed: " + described(e)));
        }
    }

    /**
     * The same for a judge that may wait without a thread: then empty.
     *
     * @param later takes the answer of one that waited
     */
    Optional<Hearing.Ruling> hear(Consumer<Hearing.Ruling> later) {
        try {
            return switch (hearing.hear(ruling -> later.accept(sound(ruling)))) {
                case Hearing.Heard.Answered heard -> Optional.of(sound(heard.ruling()));
                case Hearing.Heard.Waits waits -> {
                    waits(waits.end());
                    yield Optional.empty();
                }
            };
        } catch (Throwable e) {
            return Optional.of(onBehalf(Judgement.error("The judge failed: " + described(e))));
        }
    }

    private void waits(Runnable takeBack) {
        boolean late;
        synchronized (this) {
            late = over || isAnswered();
            end = takeBack;
        }
        if (late) {
            end();
        }
    }

    /** Nobody needs the answer any more: whoever is waited for is not to be asked in vain. */
    void end() {
        Runnable takeBack;
        synchronized (this) {
            over = true;
            takeBack = end;
            end = null;
        }
        if (takeBack != null) {
            answered.set(true);
            takeBack.run();
        }
    }

    /** The request was decided; whether somebody is waited for. Who has not been asked yet will not be. */
    synchronized boolean isNeededNoMore() {
        over = true;
        return end != null;
    }

    /** Whether it waits without a thread. */
    synchronized boolean isWaiting() {
        return end != null;
    }

    Digest request() {
        return hearing.request().digest();
    }

    /** When its judge's time is up, as {@link #ageNanos} counts. */
    long limitNanos() {
        return hearing.limitMillis() * 1_000_000;
    }

    /** What comes from outside may lack anything, or be of any size; what comes of it is looked at here and nowhere else. */
    private Hearing.Ruling sound(Hearing.@Nullable Ruling ruling) {
        if (ruling == null || ruling.judge() == null || isIncomplete(ruling.judgement())) {
            return onBehalf(Judgement.error("The judge gave no answer."));
        }
        return EntryShape.flaw(verdict(ruling))
                .map(flaw -> onBehalf(Judgement.error("The judge gave an answer that none can be: " + flaw + ".")))
                .orElse(ruling);
    }

    private static boolean isIncomplete(@Nullable Judgement judgement) {
        return judgement == null || judgement.answer() == null || judgement.explanation() == null;
    }

    /** What failed may fail at that, too. */
    private static String described(Throwable failure) {
        try {
            return Shortage.of(failure).map(Shortage::line).orElseGet(() -> String.valueOf(failure));
        } catch (Throwable e) {
            return failure.getClass().getName();
        }
    }

    /** The verdict that says so, if there is none yet. */
    Optional<Verdict> answer(Hearing.Ruling ruling) {
        if (!answered.compareAndSet(false, true)) {
            return Optional.empty();
        }
        Verdict verdict = verdict(ruling);
        if (verdict.answer() == Answer.DENY && isOver()) {
            objections.accept(verdict);
        }
        return Optional.of(verdict);
    }

    private synchronized boolean isOver() {
        return over;
    }

    private Verdict verdict(Hearing.Ruling ruling) {
        SignedRequest request = hearing.request();
        Judgement judgement = ruling.judgement();
        return new Verdict(
                request.digest(),
                judgement.answer(),
                ruling.judge(),
                request.request().terms().charterVersion(),
                judgement.reasonCode(),
                cut(judgement.explanation()));
    }

    boolean isAnswered() {
        return answered.get();
    }

    /** The answer on behalf of a judge whose time is up; empty if it is not, or the judge has answered. */
    Optional<Verdict> answerIfLate(long nowNanos) {
        long limitMillis = hearing.limitMillis();
        return ageNanos(nowNanos) < limitMillis * 1_000_000
                ? Optional.empty()
                : answer(onBehalf(Judgement.timeout(limitMillis)));
    }

    private Hearing.Ruling onBehalf(Judgement judgement) {
        return new Hearing.Ruling(hearing.judgeId(), judgement);
    }

    long ageNanos(long nowNanos) {
        return nowNanos - startNanos;
    }

    private static String cut(String text) {
        if (text.length() <= EXPLANATION) {
            return text;
        }
        return text.substring(
                0, Character.isHighSurrogate(text.charAt(EXPLANATION - 1)) ? EXPLANATION - 1 : EXPLANATION);
    }
}

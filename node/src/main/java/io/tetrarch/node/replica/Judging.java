package io.tetrarch.node.replica;

import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.node.shortage.Shortage;
import io.tetrarch.pbft.message.EntryShape;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Verdict;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One request before one judge. It is answered once: by the judge, or on its behalf when its time is up. */
final class Judging {
    /** Characters of an explanation that go into a verdict. */
    private static final int EXPLANATION = 1000;

    private final Hearing hearing;
    private final long startNanos;
    private final AtomicBoolean answered = new AtomicBoolean();

    Judging(Hearing hearing, long startNanos) {
        this.hearing = hearing;
        this.startNanos = startNanos;
    }

    /** Asks the judge. Whatever it does wrong is an answer, and no approval; the replica goes on. */
    Hearing.Ruling ask() {
        try {
            return sound(hearing.judge());
        } catch (Throwable e) {
            return onBehalf(Judgement.error("The judge failed: " + described(e)));
        }
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
        return Optional.of(verdict(ruling));
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

package io.tetrarch.node.replica;

import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Verdict;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** One request before one judge. It is answered once: by the judge, or on its behalf when its time is up. */
final class Judging {
    /** Characters of an explanation that go into a verdict. */
    private static final int EXPLANATION = 1000;

    private final SignedRequest request;
    private final RequestJudge judge;
    private final long startNanos;
    private final AtomicBoolean answered = new AtomicBoolean();

    Judging(SignedRequest request, RequestJudge judge, long startNanos) {
        this.request = request;
        this.judge = judge;
        this.startNanos = startNanos;
    }

    /** Asks the judge. Whatever it does wrong is an answer, and no approval; the replica goes on. */
    Judgement ask() {
        try {
            return judge.judge(request);
        } catch (RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError | AssertionError e) {
            return Judgement.error("The judge failed: " + e);
        }
    }

    /** The verdict that says so, if there is none yet. */
    Optional<Verdict> answer(Judgement judgement) {
        if (!answered.compareAndSet(false, true)) {
            return Optional.empty();
        }
        return Optional.of(new Verdict(
                request.digest(),
                judgement.answer(),
                judge.id(),
                request.request().terms().charterVersion(),
                judgement.reasonCode(),
                cut(judgement.explanation())));
    }

    boolean isAnswered() {
        return answered.get();
    }

    /** The answer on behalf of a judge whose time is up; empty if it is not, or the judge has answered. */
    Optional<Verdict> answerIfLate(long nowNanos) {
        long limitMillis = judge.limitMillis(request);
        return ageNanos(nowNanos) < limitMillis * 1_000_000 ? Optional.empty() : answer(Judgement.timeout(limitMillis));
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

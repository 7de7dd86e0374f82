package io.tetrarch.use.hardgate;

import io.tetrarch.gate.judge.Judge;
import io.tetrarch.gate.judge.Judgement;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Some judges that do not answer before they are let go. */
final class HangingJudges {
    private final AtomicInteger left;
    private final CountDownLatch release = new CountDownLatch(1);

    HangingJudges(int count) {
        this.left = new AtomicInteger(count);
    }

    Judge instead(Judge judge) {
        return left.getAndDecrement() > 0 ? new BrokenJudge(judge, this::hang) : judge;
    }

    private Judgement hang() {
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Judgement.error("let go");
    }

    void letGo() {
        release.countDown();
    }
}

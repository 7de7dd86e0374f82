package io.tetrarch.use.hardgate;

import io.tetrarch.gate.judge.Judge;
import java.util.concurrent.atomic.AtomicInteger;

/** Some judges that break down over every case. */
final class ThrowingJudges {
    private final AtomicInteger left;

    ThrowingJudges(int count) {
        this.left = new AtomicInteger(count);
    }

    Judge instead(Judge judge) {
        return left.getAndDecrement() > 0
                ? new BrokenJudge(judge, () -> {
                    throw new IllegalStateException("this judge is broken");
                })
                : judge;
    }
}

package io.tetrarch.console;

import io.tetrarch.gate.judge.Case;
import io.tetrarch.gate.judge.Judge;
import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.pbft.message.Digest;
import java.util.concurrent.CountDownLatch;

/** A judge that does not answer before it is let. */
record Stubborn(Judge judge, CountDownLatch asked, CountDownLatch let) implements Judge {
    @Override
    public String name() {
        return judge.name();
    }

    @Override
    public Digest policyDigest() {
        return judge.policyDigest();
    }

    @Override
    public Judgement judge(Case subject) {
        asked.countDown();
        try {
            let.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return judge.judge(subject);
    }
}

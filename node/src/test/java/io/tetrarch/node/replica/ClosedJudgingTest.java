package io.tetrarch.node.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.tetrarch.pbft.message.SignedRequest;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An epoch ends while whoever minds the time of its judgements is at it: that must not end the cluster. */
class ClosedJudgingTest {
    @Test
    void whatIsClosedAsksNobodyAndFailsNothing() {
        SlowJudging slow = new SlowJudging(
                "judge",
                verdicts -> assertThat(verdicts).isEmpty(),
                nanos -> assertThat(nanos).isNegative(),
                judging -> Optional.of(judging.ask()));
        slow.close();

        assertThatCode(() -> slow.judge(new Judging(new NeverHeard(), 0, objection -> {})))
                .doesNotThrowAnyException();
        assertThatCode(() -> slow.tick(Long.MAX_VALUE)).doesNotThrowAnyException();
    }

    private static final class NeverHeard implements Hearing {
        private static IllegalStateException asked() {
            return new IllegalStateException("nobody is asked");
        }

        @Override
        public SignedRequest request() {
            throw asked();
        }

        @Override
        public String judgeId() {
            throw asked();
        }

        @Override
        public long limitMillis() {
            throw asked();
        }

        @Override
        public Ruling judge() {
            throw asked();
        }
    }
}

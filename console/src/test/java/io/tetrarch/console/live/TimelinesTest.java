package io.tetrarch.console.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.json.JsonObject;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Hash;
import io.tetrarch.pbft.message.Message;
import io.tetrarch.pbft.message.Prepare;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.Verdict;
import io.tetrarch.pbft.message.Verdicts;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class TimelinesTest {
    private static final Digest REQUEST = Hash.sha3(new byte[] {1});
    private static final Digest HEADER = Hash.sha3(new byte[] {2});

    private final AtomicLong nanos = new AtomicLong();
    private final Timelines timelines = new Timelines(List.of("a", "b"), () -> nanos.addAndGet(1_000));

    private void send(int replica, Message message) {
        timelines.onSent(replica, new Signed<>(replica, message, Bytes.wrap(new byte[64])));
    }

    private List<String> told() {
        return timelines.of(REQUEST, 7).elements().stream()
                .map(JsonObject.class::cast)
                .map(step -> step.string("replica") + " " + step.string("phase") + " "
                        + step.get("view").toJson() + " " + step.get("micros").toJson())
                .toList();
    }

    @Test
    void whatIsSentAgainIsToldOnceAndAnotherViewIsAnotherStep() {
        Verdicts verdicts = new Verdicts(List.of(new Verdict(REQUEST, Answer.APPROVE, "j", 1, "fine", "Fine.")));
        send(0, verdicts);
        send(1, verdicts);
        send(0, verdicts);
        send(0, new Prepare(0, 7, HEADER));
        send(0, new Prepare(0, 7, HEADER));
        send(0, new Prepare(1, 7, HEADER));

        assertThat(told()).containsExactly("a verdict null 0", "b verdict null 1", "a prepare 0 3", "a prepare 1 5");
    }
}

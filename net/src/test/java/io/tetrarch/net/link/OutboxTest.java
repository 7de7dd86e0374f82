package io.tetrarch.net.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private final LinkCounts counts = new LinkCounts();
    private final Outbox box = new Outbox(limits(3, 100), counts, 80);

    private static LinkLimits limits(int frames, int bytes) {
        Duration any = Duration.ofSeconds(1);
        return new LinkLimits(
                new LinkLimits.Room(1, 1, 1, 1),
                new LinkLimits.Patience(any, any, any),
                new LinkLimits.Queue(frames, bytes));
    }

    private static byte[] frame(int first, int size) {
        byte[] frame = new byte[size];
        frame[0] = (byte) first;
        return frame;
    }

    @Test
    void itGivesInOrderWhatItTook() throws Exception {
        box.put(frame(1, 1));
        box.put(frame(2, 1));

        assertThat(box.take(0)).containsExactly(1);
        assertThat(box.take(0)).containsExactly(2);
        assertThat(box.take(0)).isNull();
    }

    @Test
    void theOldestGoesWhereThereIsNoRoom() throws Exception {
        for (int i = 1; i <= 5; i++) {
            box.put(frame(i, 1));
        }

        assertThat(box.load().frames()).isEqualTo(3);
        assertThat(box.take(0)).containsExactly(3);
        assertThat(counts.of(LinkCounts.Reason.QUEUE_FULL)).isEqualTo(2);
    }

    @Test
    void bytesAreBoundedToo() throws Exception {
        box.put(frame(1, 60));
        box.put(frame(2, 60));

        assertThat(box.load().frames()).isEqualTo(1);
        assertThat(box.take(0)).startsWith(2);
    }

    @Test
    void whatIsTooLargeForOneFrameIsNotSent() throws Exception {
        box.put(frame(1, 81));
        box.put(frame(2, 80));

        assertThat(box.take(0)).startsWith(2);
        assertThat(counts.of(LinkCounts.Reason.TOO_LARGE)).isEqualTo(1);
    }

    @Test
    void whatIsPutBackComesFirst() throws Exception {
        box.put(frame(2, 1));
        box.putBack(frame(1, 1));

        assertThat(box.take(0)).containsExactly(1);
        assertThat(box.take(0)).containsExactly(2);
    }

    @Test
    void aClosedOneTakesNothing() throws Exception {
        box.close();
        box.put(frame(1, 1));

        assertThat(box.take(0)).isNull();
    }

    @Test
    void pausesGrowToABoundAndAreDrawn() {
        Backoff backoff = new Backoff(new Random(1));
        long first = backoff.nextMillis();
        assertThat(first).isBetween(25L, 50L);
        for (int i = 0; i < 20; i++) {
            assertThat(backoff.nextMillis()).isLessThanOrEqualTo(2_000);
        }
        assertThat(backoff.nextMillis()).isGreaterThanOrEqualTo(1_000);
        backoff.reset();
        assertThat(backoff.nextMillis()).isLessThanOrEqualTo(50);
    }
}

package io.tetrarch.gate.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Outcome;
import org.junit.jupiter.api.Test;

class ReplayWindowTest {
    private final ReplayWindow window = new ReplayWindow();

    /** Its slot was never used again, so only the number tells that it has left. */
    @Test
    void whatLeftTheWindowIsNotPartOfTheState() {
        window.add(decided(1));
        window.add(decided(10));
        window.add(decided(ReplayWindow.WIDTH + 5));
        assertThat(window.decided()).containsExactly(decided(10), decided(ReplayWindow.WIDTH + 5));
        assertThat(window.find(1)).isEmpty();
        assertThat(window.isSpent(1)).isTrue();
        assertThat(window.isSpent(11)).isFalse();
    }

    private static Decided decided(long number) {
        return new Decided(number, Digest.ZERO, Outcome.APPROVED, number);
    }
}

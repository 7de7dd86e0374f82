package io.tetrarch.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class OneTimeSecretTest {
    @Test
    void guessingAtTheSecretEndsForAMinute() {
        AtomicReference<String> shown = new AtomicReference<>("");
        AtomicLong now = new AtomicLong();
        OneTimeSecret secret = OneTimeSecret.shownOn(shown::set, now::get);
        for (int i = 0; i < OneTimeSecret.TRIES; i++) {
            assertThat(secret.use(HexFormat.of().toHexDigits(i))).isEqualTo(OneTimeSecret.Try.WRONG);
        }
        String right = shown.get();
        assertThat(secret.use(right)).isEqualTo(OneTimeSecret.Try.CLOSED);
        now.addAndGet(OneTimeSecret.CLOSED_NANOS);
        assertThat(secret.use(right.toLowerCase(Locale.ROOT))).isEqualTo(OneTimeSecret.Try.RIGHT);
        assertThat(shown.get()).isNotEqualTo(right);
        assertThat(secret.use(right)).isEqualTo(OneTimeSecret.Try.WRONG);
    }
}

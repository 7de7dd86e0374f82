package io.tetrarch.crypto.dsse;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.pbft.message.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class DsseTest {
    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The example of the DSSE specification's protocol.md. */
    @Test
    void theSpecificationsExampleIsReproduced() {
        byte[] encoding = Dsse.pae("http://example.com/HelloWorld", utf8("hello world"));
        assertThat(encoding).isEqualTo(utf8("DSSEv1 29 http://example.com/HelloWorld 11 hello world"));
    }

    @Test
    void lengthsCountBytes() {
        assertThat(Dsse.pae("é", utf8("ß"))).isEqualTo(utf8("DSSEv1 2 é 2 ß"));
        assertThat(Dsse.pae("", new byte[0])).isEqualTo(utf8("DSSEv1 0  0 "));
    }

    @Test
    void everyLengthIsWrittenWithAllItsDigits() {
        for (int length : new int[] {0, 9, 10, 99, 100, 1_000, 65_536}) {
            String body = "b".repeat(length);
            assertThat(Dsse.pae("t", utf8(body))).isEqualTo(utf8("DSSEv1 1 t " + length + " " + body));
        }
    }

    @Test
    void bytesMovedBetweenTypeAndBodyGiveAnotherEncoding() {
        assertThat(Dsse.pae("a 1 b", utf8("c"))).isNotEqualTo(Dsse.pae("a", utf8("b 1 c")));
    }

    @Test
    void anEnvelopesSignaturesAreOverItsTypeAndPayload() {
        Envelope envelope = new Envelope("t", Bytes.copyOf(utf8("body")), List.of());
        assertThat(envelope.signBytes()).isEqualTo(Dsse.pae("t", utf8("body")));
    }
}

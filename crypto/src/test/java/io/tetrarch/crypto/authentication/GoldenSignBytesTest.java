package io.tetrarch.crypto.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.pbft.message.Message;
import io.tetrarch.pbft.message.SignedRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * The sign bytes of every type, and replica 2's signature over them, are fixed for good: a change here is a change of
 * the protocol, and needs new payload types.
 */
class GoldenSignBytesTest {
    private static final KnownGroup GROUP = new KnownGroup();
    private static final Samples SAMPLES = new Samples(GROUP);

    private static String line(String type, byte[] signBytes, byte[] signature) {
        return type + " " + HexFormat.of().formatHex(signBytes) + " "
                + HexFormat.of().formatHex(signature);
    }

    private static List<String> actual() {
        List<String> lines = new ArrayList<>();
        SignedRequest request = SAMPLES.signedRequest(1);
        lines.add(line(
                "REQUESTS",
                SignBytes.of(
                        KnownGroup.DOMAIN, new SignedRequest.Root(request.root().orElseThrow())),
                request.signature().toArray()));
        for (Message message : SAMPLES.all()) {
            lines.add(line(
                    message.type().name(),
                    SignBytes.of(KnownGroup.DOMAIN, message),
                    GROUP.signature(2, message).toArray()));
        }
        return lines;
    }

    private static List<String> golden() {
        try (InputStream stream = GoldenSignBytesTest.class.getResourceAsStream("/golden/sign-bytes.txt")) {
            Objects.requireNonNull(stream, "golden/sign-bytes.txt");
            return new String(stream.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theBytesOfEveryTypeAreTheGoldenOnes() {
        assertThat(actual()).containsExactlyElementsOf(golden());
    }
}

package io.tetrarch.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.pbft.Stored;
import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.Digest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredCodecTest {
    private final StoredCodec codec = new StoredCodec(WireLimits.of(Samples.REPLICAS));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyRecordComesBackAsItWasWithTheBodiesKeptApart(long seed) {
        for (Stored stored : new Samples(seed).records()) {
            assertThat(decode(codec.encode(stored), bodies(stored))).isEqualTo(new Decoding.Decoded<>(stored));
        }
    }

    @Test
    void aRecordWhoseBodyIsLostIsMalformed() {
        Stored.Executed executed = (Stored.Executed) new Samples(1)
                .records().stream()
                        .filter(Stored.Executed.class::isInstance)
                        .findFirst()
                        .orElseThrow();

        assertThat(decode(codec.encode(executed), Map.of()))
                .isEqualTo(new Decoding.Malformed<>("no body is kept of batch "
                        + executed.batches().getFirst().digest()));
    }

    @Test
    void whateverTheBytesDecodingAnswersWithAValueOrAReason() {
        Random random = new Random(22);
        for (long seed = 0; seed < 40; seed++) {
            for (Stored stored : new Samples(seed).records()) {
                byte[] bytes = codec.encode(stored);
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
                if (decode(bytes, bodies(stored)) instanceof Decoding.Malformed<Stored> malformed) {
                    assertThat(malformed.reason()).isNotBlank();
                }
            }
        }
    }

    private Decoding<Stored> decode(byte[] bytes, Map<Digest, Batch> bodies) {
        return codec.decode(bytes, digest -> Optional.ofNullable(bodies.get(digest)));
    }

    private static Map<Digest, Batch> bodies(Stored stored) {
        Map<Digest, Batch> bodies = new HashMap<>();
        StoredCodec.bodies(stored).forEach(batch -> bodies.put(batch.digest(), batch));
        return bodies;
    }
}

package io.tetrarch.crypto.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.crypto.signature.VerifyingKey;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Digest;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What was found good is not verified again, and nothing else counts as good for it. */
class SignatureMemoryTest {
    private static final byte[] SAID = {1, 2, 3};
    private static final byte[] ELSE = {1, 2, 4};

    private final KnownGroup group = new KnownGroup();
    private final AtomicInteger verified = new AtomicInteger();
    private final SignatureMemory memory = new SignatureMemory();

    @Test
    void aGoodSignatureIsVerifiedOnce() {
        Bytes signature = Bytes.wrap(group.replicas.getFirst().sign(SAID));
        assertThat(memory.verifies(key(0), SAID, signature)).isTrue();
        assertThat(memory.verifies(key(0), SAID, signature)).isTrue();
        assertThat(verified).hasValue(1);
    }

    @Test
    void anotherKeyOtherBytesOrAnotherSignatureIsNotTheOneRemembered() {
        Bytes signature = Bytes.wrap(group.replicas.getFirst().sign(SAID));
        assertThat(memory.verifies(key(0), SAID, signature)).isTrue();

        assertThat(memory.verifies(key(1), SAID, signature)).isFalse();
        assertThat(memory.verifies(key(0), ELSE, signature)).isFalse();
        assertThat(memory.verifies(key(0), SAID, Bytes.wrap(new byte[64]))).isFalse();
        assertThat(verified).hasValue(4);
    }

    @Test
    void aBadOneIsVerifiedEachTime() {
        for (int round = 1; round <= 3; round++) {
            assertThat(memory.verifies(key(0), SAID, Bytes.wrap(new byte[64]))).isFalse();
            assertThat(verified).hasValue(round);
        }
    }

    private VerifyingKey key(int replica) {
        return new Counting(group.replicas.get(replica).verifyingKey(), verified);
    }

    private record Counting(VerifyingKey key, AtomicInteger verified) implements VerifyingKey {
        @Override
        public boolean verify(byte[] message, byte[] signature) {
            verified.incrementAndGet();
            return key.verify(message, signature);
        }

        @Override
        public boolean isRegular() {
            return key.isRegular();
        }

        @Override
        public Digest id() {
            return key.id();
        }

        @Override
        public byte[] raw() {
            return key.raw();
        }
    }
}

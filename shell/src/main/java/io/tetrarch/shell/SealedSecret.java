package io.tetrarch.shell;

import io.tetrarch.pbft.message.Digest;
import java.util.HexFormat;

/**
 * What an action says of a value that it must not hold.
 *
 * @param nonce 16 bytes in hex, other ones each time, so that two seals do not tell whether the values are equal
 * @param hmac of nonce, name and value
 */
public record SealedSecret(String nonce, Digest hmac) {
    static final int NONCE_BYTES = 16;

    /** @throws IllegalArgumentException if the nonce is none */
    public SealedSecret {
        if (HexFormat.of().parseHex(nonce).length != NONCE_BYTES) {
            throw new IllegalArgumentException("a nonce has " + NONCE_BYTES + " bytes");
        }
    }
}

package io.tetrarch.crypto.keyfile;

import io.tetrarch.pbft.message.Bytes;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The textual form of a key (RFC 7468): one block, with nothing else around it but white space.
 *
 * @param label what stands behind BEGIN and END
 */
record Pem(String label, Bytes der) {
    private static final Pattern BLOCK =
            Pattern.compile("\\s*-----BEGIN ([A-Z0-9 ]+)-----\\s([A-Za-z0-9+/=\\s]*)-----END \\1-----\\s*");

    private static final int COLUMNS = 64;

    String text() {
        Base64.Encoder base64 = Base64.getMimeEncoder(COLUMNS, new byte[] {'\n'});
        return "-----BEGIN " + label + "-----\n" + base64.encodeToString(der.readOnlyArray()) + "\n-----END " + label
                + "-----\n";
    }

    /** The block, or nothing if {@code text} is not exactly one. */
    static Optional<Pem> parse(String text) {
        Matcher matcher = BLOCK.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            byte[] der = Base64.getDecoder().decode(matcher.group(2).replaceAll("\\s", ""));
            return Optional.of(new Pem(matcher.group(1), Bytes.wrap(der)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

package io.tetrarch.use.constitution;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The charters of the example, made from one text. */
final class Charters {
    static final String DRAFTS = "drafts";
    static final String REPORTS = "reports";

    private static final String DOMAIN = "Does it know the tool?";

    private Charters() {}

    /** A charter of a version, under which agents may write below {@code /work/FOLDER}. */
    static byte[] of(long version, String folder) throws IOException {
        return of(version, folder, DOMAIN);
    }

    /** The same, with another line about the domain expert: to the others nothing changes. */
    static byte[] of(long version, String folder, String domain) throws IOException {
        try (InputStream in = Charters.class.getResourceAsStream("charter.yaml")) {
            if (in == null) {
                throw new IOException("charter.yaml is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("VERSION", Long.toString(version))
                    .replace("FOLDER", folder)
                    .replace("DOMAIN", domain)
                    .getBytes(StandardCharsets.UTF_8);
        }
    }
}

package io.tetrarch.crypto.ed25519;

import com.google.gson.Gson;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/** Reads the vector files of third parties. */
final class Vectors {

    /** One verification: these bytes, and whether they must be accepted. */
    record Vector(String name, byte[] publicKey, byte[] message, byte[] signature, boolean accepted) {
        @Override
        public String toString() {
            return name;
        }
    }

    private record WycheproofFile(int numberOfTests, List<WycheproofGroup> testGroups) {}

    private record WycheproofGroup(WycheproofKey publicKey, List<WycheproofTest> tests) {}

    private record WycheproofKey(String pk) {}

    private record WycheproofTest(int tcId, String comment, String msg, String sig, String result) {}

    private record SpeccheckCase(String message, String pub_key, String signature) {}

    private Vectors() {}

    static List<Vector> wycheproof() {
        WycheproofFile file = read("wycheproof-ed25519.json", WycheproofFile.class);
        List<Vector> vectors = new ArrayList<>();
        for (WycheproofGroup group : file.testGroups) {
            for (WycheproofTest test : group.tests) {
                String name = "tcId " + test.tcId + " " + test.comment;
                vectors.add(new Vector(
                        name, hex(group.publicKey.pk), hex(test.msg), hex(test.sig), test.result.equals("valid")));
            }
        }
        return vectors;
    }

    /** Chalkias et al. 2020, table 5: the strict row accepts number 3 and no other. */
    static List<Vector> speccheck() {
        SpeccheckCase[] cases = read("ed25519-speccheck.json", SpeccheckCase[].class);
        List<Vector> vectors = new ArrayList<>();
        for (int i = 0; i < cases.length; i++) {
            SpeccheckCase test = cases[i];
            vectors.add(new Vector("case " + i, hex(test.pub_key), hex(test.message), hex(test.signature), i == 3));
        }
        return vectors;
    }

    private static <T> T read(String name, Class<T> type) {
        try (InputStream stream = Vectors.class.getResourceAsStream("/vectors/" + name)) {
            Objects.requireNonNull(stream, name);
            return new Gson().fromJson(new InputStreamReader(stream, StandardCharsets.UTF_8), type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}

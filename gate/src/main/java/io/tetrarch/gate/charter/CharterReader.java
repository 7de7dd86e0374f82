package io.tetrarch.gate.charter;

import io.tetrarch.gate.judge.Vocabulary;
import io.tetrarch.proof.bound.Bounds;
import io.tetrarch.reading.yaml.PolicyRejected;
import io.tetrarch.reading.yaml.YamlCursor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a charter from YAML, of which JSON is a part. Reading checks the form; whether the conditions are CEL shows
 * when {@link Charter#judgeOf} and {@link Tiers#of} compile them.
 */
public final class CharterReader {

    /** The file name of the charter that a group has if it chose no other. */
    public static final String DEFAULT_FILE = "default-charter.yaml";

    /** In the order in which a charter is best written; the same as in charter.schema.json. */
    static final Set<String> KEYS = new LinkedHashSet<>(List.of(
            "version",
            "acknowledge",
            "submit",
            "execute",
            "principals",
            "quotas",
            "redaction",
            "provenance",
            "knowledge",
            "categories",
            "tiers",
            "judges"));

    private CharterReader() {}

    /** The charter that comes with the gate. */
    public static Charter defaultCharter() {
        try (InputStream in = CharterReader.class.getResourceAsStream(DEFAULT_FILE)) {
            if (in == null) {
                throw new IllegalStateException(DEFAULT_FILE + " is missing from the gate's jar");
            }
            return read(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (PolicyRejected e) {
            throw new IllegalStateException(e.in(DEFAULT_FILE), e);
        }
    }

    /**
     * Reads a charter that a group may have agreed to already. Groups have agreed to more than they may agree to now, so
     * this takes names and numbers that {@link #readNew} does not.
     *
     * @throws PolicyRejected with line and column unless the bytes are a charter
     */
    public static Charter read(byte[] utf8) throws PolicyRejected {
        return charter(root(utf8));
    }

    /**
     * Reads a charter that a group is to be founded with or to change to.
     *
     * @throws PolicyRejected with line and column unless the bytes are a charter, and every name, number and size in it is
     *     one that group files, proofs and requests can hold
     */
    public static Charter readNew(byte[] utf8) throws PolicyRejected {
        YamlCursor root = root(utf8);
        Charter charter = charter(root);
        NewCharter.check(utf8, root);
        return charter;
    }

    private static YamlCursor root(byte[] utf8) throws PolicyRejected {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new PolicyRejected(1, 1, "expected UTF-8");
        }
        return YamlCursor.parse(text).only(KEYS);
    }

    private static Charter charter(YamlCursor root) throws PolicyRejected {
        Vocabulary vocabulary = vocabulary(root.get("categories"));
        List<JudgeSpec> judges = new JudgeSpecReader(vocabulary).judges(root.get("judges"));
        Charter charter = new Charter(
                root.get("version").integer(Bounds.VERSION),
                vocabulary,
                new TierReader(vocabulary, judges).tiers(root.get("tiers")),
                judges,
                ConductReader.conduct(root));
        if (charter.lineages().size() == 1
                && !charter.conduct().acknowledged().contains(Conduct.Danger.CORRELATED_JUDGES)) {
            throw root.get("judges")
                    .rejected("expected judges of more than one kind or family, found only "
                            + charter.lineages().getFirst()
                            + ": one mistake would be everyone's (to have it so, write acknowledge: "
                            + Conduct.Danger.CORRELATED_JUDGES.word() + ")");
        }
        return charter;
    }

    private static Vocabulary vocabulary(YamlCursor cursor) throws PolicyRejected {
        Map<String, List<String>> categories = new LinkedHashMap<>();
        for (Map.Entry<String, YamlCursor> entry : cursor.entries().entrySet()) {
            categories.put(entry.getKey(), entry.getValue().texts());
        }
        try {
            return new Vocabulary(categories);
        } catch (IllegalArgumentException e) {
            throw cursor.rejected("expected each name in one category: " + e.getMessage());
        }
    }
}

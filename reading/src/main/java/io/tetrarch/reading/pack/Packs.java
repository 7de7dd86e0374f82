package io.tetrarch.reading.pack;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tetrarch.reading.yaml.PolicyRejected;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The rule packs that come with the gate. A table of contents says which pack knows which program, and a pack is read
 * when one of its programs is first asked for: of some thousand tools an action names a few. Safe for use by several
 * threads.
 */
public final class Packs {

    private static final String FOLDER = "packs/";
    private static final String CONTENTS = "contents.txt";

    private final Map<String, List<String>> contents;
    private final Map<String, String> packOf = new LinkedHashMap<>();
    private final Map<String, Pack> read = new ConcurrentHashMap<>();

    private Packs(Map<String, List<String>> contents) {
        this.contents = Collections.unmodifiableMap(contents);
        contents.forEach((pack, programs) -> programs.forEach(program -> packOf.put(program, pack)));
    }

    private static final class Bundled {
        private static final Packs PACKS = new Packs(contents());
    }

    public static Packs bundled() {
        return Bundled.PACKS;
    }

    /** These, and one more for the programs that none of them knows. */
    public Packs with(Pack more) {
        Map<String, List<String>> all = new LinkedHashMap<>(contents);
        all.put(
                more.name() + " (added)",
                more.tools().keySet().stream()
                        .filter(program -> !packOf.containsKey(program))
                        .toList());
        Packs packs = new Packs(all);
        packs.read.put(more.name() + " (added)", more);
        return packs;
    }

    /** The programs each pack knows, packs in the order of the table of contents. */
    public Map<String, List<String>> programs() {
        return contents;
    }

    /** What is known of a program, by the last part of its path; null if nothing is. */
    public @Nullable Entry tool(String program) {
        String pack = packOf.get(program);
        return pack == null ? null : pack(pack).tools().get(program);
    }

    /** @throws IllegalArgumentException if the table of contents has no such pack */
    public Pack pack(String name) {
        requirePack(name);
        return read.computeIfAbsent(name, Packs::load);
    }

    /**
     * What a pack says, as its file does.
     *
     * @throws IllegalArgumentException if the table of contents has no such pack
     */
    public byte[] text(String name) {
        requirePack(name);
        return bytes(fileOf(name));
    }

    private void requirePack(String name) {
        if (!contents.containsKey(name)) {
            throw new IllegalArgumentException("there is no pack " + name);
        }
    }

    static String fileOf(String name) {
        return name + ".yaml";
    }

    private static Pack load(String name) {
        try {
            return PackReader.read(bytes(fileOf(name)));
        } catch (PolicyRejected e) {
            throw new IllegalStateException(e.in(fileOf(name)), e);
        }
    }

    private static Map<String, List<String>> contents() {
        Map<String, List<String>> contents = new LinkedHashMap<>();
        for (String line : new String(bytes(CONTENTS), UTF_8).lines().toList()) {
            int colon = line.indexOf(':');
            if (!line.startsWith("#") && colon > 0) {
                String programs = line.substring(colon + 1).strip();
                contents.put(
                        line.substring(0, colon), programs.isEmpty() ? List.of() : List.of(programs.split(" +", -1)));
            }
        }
        return contents;
    }

    private static byte[] bytes(String file) {
        try (InputStream in = Packs.class.getResourceAsStream(FOLDER + file)) {
            if (in == null) {
                throw new IllegalStateException(FOLDER + file + " is missing from the gate's jar");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.tetrarch.reading.pack;

import io.tetrarch.reading.yaml.PolicyRejected;
import io.tetrarch.reading.yaml.YamlCursor;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a rule pack from YAML; {@code packs/pack.schema.json} describes the same form for editors. */
public final class PackReader {

    private static final Set<String> KEYS =
            Set.of("pack", "about", "tools", "places", "hosts", "variables", "crossings", "factors", "lists");

    private PackReader() {}

    /** @throws PolicyRejected with line and column unless the bytes are a rule pack */
    public static Pack read(byte[] utf8) throws PolicyRejected {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new PolicyRejected(1, 1, "expected UTF-8");
        }
        YamlCursor root = YamlCursor.parse(text).only(KEYS);
        return new Pack(
                root.get("pack").text(),
                root.get("about").text(),
                tools(root.optional("tools")),
                new Pack.Surroundings(
                        places(root.optional("places")),
                        EntryReader.meanings(root.optional("hosts")),
                        EntryReader.meanings(root.optional("variables")),
                        crossings(root.optional("crossings")),
                        factors(root.optional("factors"))),
                lists(root.optional("lists")));
    }

    private static Map<String, Factor> factors(@Nullable YamlCursor cursor) throws PolicyRejected {
        Map<String, Factor> factors = new LinkedHashMap<>();
        if (cursor != null) {
            for (Map.Entry<String, YamlCursor> element : cursor.entries().entrySet()) {
                YamlCursor factor = element.getValue().only(Set.of("weight", "cwe", "says", "instead"));
                YamlCursor cwe = factor.optional("cwe");
                YamlCursor instead = factor.optional("instead");
                factors.put(
                        element.getKey(),
                        new Factor(
                                element.getKey(),
                                (int) factor.get("weight").integer(1, 100),
                                cwe == null ? "" : cwe.text(),
                                factor.get("says").text(),
                                instead == null ? "" : instead.text()));
            }
        }
        return factors;
    }

    private static Map<String, List<String>> lists(@Nullable YamlCursor cursor) throws PolicyRejected {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        if (cursor != null) {
            for (Map.Entry<String, YamlCursor> element : cursor.entries().entrySet()) {
                lists.put(element.getKey(), element.getValue().texts());
            }
        }
        return lists;
    }

    private static Map<String, Entry> tools(@Nullable YamlCursor cursor) throws PolicyRejected {
        Map<String, Entry> tools = new LinkedHashMap<>();
        if (cursor != null) {
            for (Map.Entry<String, YamlCursor> element : cursor.entries().entrySet()) {
                List<String> names = Names.of(element.getKey(), element.getValue());
                Entry entry = EntryReader.read(names.getFirst(), element.getValue());
                for (String name : names) {
                    if (tools.put(name, entry) != null) {
                        throw element.getValue().rejected("expected the tool " + name + " once");
                    }
                }
            }
        }
        return tools;
    }

    private static List<Place> places(@Nullable YamlCursor cursor) throws PolicyRejected {
        List<Place> places = new ArrayList<>();
        if (cursor != null) {
            for (Map.Entry<String, YamlCursor> element : cursor.entries().entrySet()) {
                YamlCursor place =
                        element.getValue().only(Set.of("paths", "reads", "copies", "writes", "destroys", "tree"));
                List<PathPattern> paths = new ArrayList<>();
                for (String path : place.get("paths").texts()) {
                    paths.add(PathPattern.of(path));
                }
                Meaning destroys = meaning(place, "destroys");
                Meaning reads = meaning(place, "reads");
                places.add(new Place(
                        paths,
                        reads,
                        place.optional("copies") == null ? reads : meaning(place, "copies"),
                        meaning(place, "writes"),
                        destroys,
                        place.optional("tree") == null ? destroys : meaning(place, "tree")));
            }
        }
        return places;
    }

    private static Meaning meaning(YamlCursor place, String key) throws PolicyRejected {
        YamlCursor cursor = place.optional(key);
        if (cursor == null) {
            return Meaning.READS;
        }
        return MeaningReader.read(cursor.isText() ? cursor : cursor.only(MeaningReader.KEYS));
    }

    private static List<Crossing> crossings(@Nullable YamlCursor cursor) throws PolicyRejected {
        List<Crossing> crossings = new ArrayList<>();
        if (cursor != null) {
            for (YamlCursor crossing : cursor.elements()) {
                crossing.only(EntryReader.joined(MeaningReader.KEYS, Set.of("from", "to")));
                YamlCursor from = crossing.get("from");
                YamlCursor to = crossing.get("to");
                crossings.add(new Crossing(
                        MeaningReader.effect(from, from.text()),
                        MeaningReader.effect(to, to.text()),
                        MeaningReader.read(crossing)));
            }
        }
        return crossings;
    }
}

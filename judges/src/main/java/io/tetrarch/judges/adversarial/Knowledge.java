package io.tetrarch.judges.adversarial;

import io.tetrarch.judges.pattern.CommandPattern;
import io.tetrarch.reading.pack.Factor;
import io.tetrarch.reading.pack.Glob;
import io.tetrarch.reading.pack.Pack;
import io.tetrarch.reading.pack.Packs;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The pack {@code adversarial}, ready to be asked. */
final class Knowledge {

    private final Pack pack = Packs.bundled().pack("adversarial");
    final Map<String, Factor> factors = pack.surroundings().factors();
    final Map<String, CommandPattern.Index> commands = new LinkedHashMap<>();
    final Map<String, List<String>> texts = lists("texts ");
    final Map<String, List<String>> code = lists("code ");
    final Map<String, List<String>> values = lists("values ");
    final Map<String, List<Glob>> variables = globs("variables ");
    final Map<String, List<Glob>> hosts = globs("hosts ");
    final Set<String> dataPrograms = new HashSet<>(pack.list("data-programs"));
    final List<String> opensToTheWorld = pack.list("opens-to-the-world");
    final List<String> switchedOff = pack.list("switched-off");

    /** @throws IllegalStateException if a list names a factor that the pack does not have */
    Knowledge() {
        lists("commands ").forEach((factor, patterns) -> commands.put(factor, CommandPattern.all(patterns)));
    }

    private Map<String, List<String>> lists(String kind) {
        Map<String, List<String>> found = new LinkedHashMap<>();
        pack.lists().forEach((name, list) -> {
            if (name.startsWith(kind)) {
                String factor = name.substring(kind.length());
                if (!pack.surroundings().factors().containsKey(factor)) {
                    throw new IllegalStateException("the pack adversarial has no factor " + factor);
                }
                found.put(factor, list);
            }
        });
        return found;
    }

    private Map<String, List<Glob>> globs(String kind) {
        Map<String, List<Glob>> globs = new LinkedHashMap<>();
        lists(kind).forEach((factor, list) -> {
            List<Glob> patterns = new ArrayList<>();
            list.forEach(pattern -> patterns.add(new Glob(pattern)));
            globs.put(factor, patterns);
        });
        return globs;
    }
}

package io.tetrarch.cli.node;

import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.file.InputFile;
import io.tetrarch.json.JsonCursor;
import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.json.JsonString;
import io.tetrarch.json.JsonValue;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a replica's process is started with. Each setting is taken from the first that has it: the command line, the
 * environment, the file that {@code --config} names. Relative paths in that file are beside it.
 */
public final class NodeSettings {
    private static final int MOST_BYTES = 64 * 1024;

    /** One setting. Its name in the file is its option's, and in the environment {@code TETRARCH_NODE_} and that. */
    public enum Setting {
        GROUP(true, true),
        ID(true, false),
        KEY(true, true),
        DATA(true, true),
        CHARTER(false, true),
        LISTEN(false, false),
        HTTP(false, false);

        private final boolean required;
        private final boolean path;

        Setting(boolean required, boolean path) {
            this.required = required;
            this.path = path;
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public String variable() {
            return "TETRARCH_NODE_" + name();
        }
    }

    /**
     * A value.
     *
     * @param source where it is from, for people
     */
    public record Found(String value, String source) {}

    private final Map<Setting, Found> found;

    private NodeSettings(Map<Setting, Found> found) {
        this.found = found;
    }

    /**
     * @param options as given on the command line
     * @param config the file to take the rest from
     * @throws Failure if the file is not as it must be
     */
    public static NodeSettings of(
            Map<Setting, String> options, Map<String, String> environment, Optional<String> config) throws Failure {
        Map<Setting, Found> all = new EnumMap<>(Setting.class);
        if (config.isPresent()) {
            all.putAll(inFile(config.get()));
        }
        for (Setting setting : Setting.values()) {
            String variable = environment.get(setting.variable());
            if (variable != null && !variable.isEmpty()) {
                all.put(setting, new Found(variable, "$" + setting.variable()));
            }
            String option = options.get(setting);
            if (option != null) {
                all.put(setting, new Found(option, "--" + setting.word()));
            }
        }
        return new NodeSettings(all);
    }

    private static Map<Setting, Found> inFile(String config) throws Failure {
        InputFile file = InputFile.read(config, MOST_BYTES);
        Map<Setting, Found> all = new EnumMap<>(Setting.class);
        try {
            Map<String, JsonValue> members =
                    JsonCursor.parse(file.bytes(), JsonLimits.FILE).object().members();
            for (Map.Entry<String, JsonValue> member : members.entrySet()) {
                Setting setting = Arrays.stream(Setting.values())
                        .filter(each -> each.word().equals(member.getKey()))
                        .findFirst()
                        .orElseThrow(() -> Failure.badInput(config + ": expected one of "
                                + Arrays.stream(Setting.values())
                                        .map(Setting::word)
                                        .collect(Collectors.joining(", "))
                                + ", found " + member.getKey()));
                if (!(member.getValue() instanceof JsonString text)) {
                    throw Failure.badInput(config + ": " + setting.word() + ": expected a string");
                }
                String value = setting.path
                        ? Path.of(config).resolveSibling(text.value()).toString()
                        : text.value();
                all.put(setting, new Found(value, config));
            }
        } catch (JsonRejected e) {
            throw Failure.badInput(config + ": " + e.getMessage());
        }
        return all;
    }

    public Optional<Found> find(Setting setting) {
        return Optional.ofNullable(found.get(setting));
    }

    Optional<String> value(Setting setting) {
        return find(setting).map(Found::value);
    }

    /** @throws Failure naming all ways to give it, if nobody did */
    String required(Setting setting) throws Failure {
        Optional<String> value = value(setting);
        if (value.isEmpty()) {
            throw Failure.badInput("expected --" + setting.word() + ", $" + setting.variable() + " or '"
                    + setting.word() + "' in the file that --config names");
        }
        return value.get();
    }

    /** What is missing; empty if the replica can be started. */
    public Optional<Setting> missing() {
        return Arrays.stream(Setting.values())
                .filter(setting -> setting.required && !found.containsKey(setting))
                .findFirst();
    }
}

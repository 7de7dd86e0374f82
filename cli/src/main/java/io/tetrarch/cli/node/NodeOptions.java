package io.tetrarch.cli.node;

import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.node.NodeSettings.Setting;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a replica's process can be given on the command line. */
public final class NodeOptions {
    @Option(names = "--group", paramLabel = "FILE", description = "The group file.")
    private @Nullable String group;

    @Option(names = "--id", paramLabel = "NAME", description = "Which of its replicas this is.")
    private @Nullable String id;

    @Option(names = "--key", paramLabel = "FILE", description = "That replica's private key.")
    private @Nullable String key;

    @Option(names = "--data", paramLabel = "DIR", description = "Where it keeps what it has signed.")
    private @Nullable String data;

    @Option(
            names = "--charter",
            paramLabel = "FILE",
            description = "The charter that the group agreed to (default: charter.yaml beside the group file).")
    private @Nullable String charter;

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            description = "Where to listen (default: the replica's address in the group file).")
    private @Nullable String listen;

    @Option(
            names = "--http",
            paramLabel = "HOST:PORT",
            description = "Where to serve /healthz, /readyz and /metrics, without TLS (default: nowhere).")
    private @Nullable String http;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "A JSON object with any of these options by name; what is given here or as $TETRARCH_NODE_GROUP"
                            + " and so on comes first.")
    private @Nullable String config;

    public NodeSettings settings() throws Failure {
        Map<Setting, String> given = new EnumMap<>(Setting.class);
        for (Setting setting : Setting.values()) {
            String value = given(setting);
            if (value != null) {
                given.put(setting, value);
            }
        }
        return NodeSettings.of(given, System.getenv(), Optional.ofNullable(config));
    }

    private @Nullable String given(Setting setting) {
        return switch (setting) {
            case GROUP -> group;
            case ID -> id;
            case KEY -> key;
            case DATA -> data;
            case CHARTER -> charter;
            case LISTEN -> listen;
            case HTTP -> http;
        };
    }
}

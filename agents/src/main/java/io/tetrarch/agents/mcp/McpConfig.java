package io.tetrarch.agents.mcp;

import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonCursor;
import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.json.JsonString;
import io.tetrarch.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A client's file of servers, in the usual form: {@code {"mcpServers": {NAME: {"command", "args", "env"}}}}, or with
 * {@code "url"} and {@code "headers"} for a server that is reached by HTTP.
 */
public final class McpConfig {
    private static final String SERVERS = "mcpServers";

    private final JsonCursor file;

    private McpConfig(JsonCursor file) {
        this.file = file;
    }

    /** How a server is reached. */
    public sealed interface Way {
        /** What it is known by: the command that starts it, or its address. */
        List<String> words();
    }

    /** A server that is started by a command. */
    public record Started(List<String> command, Map<String, String> environment) implements Way {
        @Override
        public List<String> words() {
            return command;
        }
    }

    /** A server that is reached by HTTP. */
    public record Remote(RemoteAddress address) implements Way {
        @Override
        public List<String> words() {
            return List.of(address.url().toString());
        }
    }

    /**
     * How a server is started through a proxy: this program and these arguments, then {@code --name NAME -- COMMAND ARGS}.
     */
    public record Wrapper(String program, List<String> arguments) {}

    public static McpConfig read(byte[] utf8) throws JsonRejected {
        JsonCursor file = JsonCursor.parse(utf8, JsonLimits.FILE);
        file.member(SERVERS).object();
        return new McpConfig(file);
    }

    /** The whole file. */
    public JsonObject json() throws JsonRejected {
        return file.object();
    }

    public List<String> names() throws JsonRejected {
        return List.copyOf(file.member(SERVERS).object().members().keySet());
    }

    /**
     * How a server is reached, with {@code ${NAME}} and {@code ${NAME:-VALUE}} in its texts replaced as clients do.
     *
     * @param environment the value of a variable, or null
     * @throws JsonRejected if there is no such server, or it has neither a command nor an address, or both
     */
    public Way way(String name, UnaryOperator<@Nullable String> environment) throws JsonRejected {
        JsonCursor server = file.member(SERVERS).member(name);
        Variables variables = new Variables(environment);
        @Nullable JsonCursor url = server.optional("url");
        if (url == null) {
            Started started = server(name);
            List<String> command = new ArrayList<>();
            for (String word : started.command()) {
                command.add(variables.in(server, word));
            }
            Map<String, String> values = new LinkedHashMap<>();
            for (Map.Entry<String, String> each : started.environment().entrySet()) {
                values.put(each.getKey(), variables.in(server, each.getValue()));
            }
            return new Started(List.copyOf(command), Map.copyOf(values));
        }
        if (server.optional("command") != null) {
            throw server.rejected("expected a command or a url, found both");
        }
        Map<String, String> headers = new LinkedHashMap<>();
        @Nullable JsonCursor given = server.optional("headers");
        if (given != null) {
            for (String header : given.object().members().keySet()) {
                headers.put(header, variables.in(given, given.member(header).string()));
            }
        }
        try {
            return new Remote(RemoteAddress.of(variables.in(url, url.string()), headers));
        } catch (IllegalArgumentException e) {
            throw url.rejected(String.valueOf(e.getMessage()));
        }
    }

    /** @throws JsonRejected if there is no such server, or it is started by no command */
    public Started server(String name) throws JsonRejected {
        JsonCursor server = file.member(SERVERS).member(name);
        List<String> command = new ArrayList<>();
        command.add(server.member("command").string());
        @Nullable JsonCursor arguments = server.optional("args");
        if (arguments != null) {
            for (JsonCursor each : arguments.elements()) {
                command.add(each.string());
            }
        }
        Map<String, String> environment = new LinkedHashMap<>();
        @Nullable JsonCursor env = server.optional("env");
        if (env != null) {
            for (String variable : env.object().members().keySet()) {
                environment.put(variable, env.member(variable).string());
            }
        }
        return new Started(List.copyOf(command), Map.copyOf(environment));
    }

    /** Whether a server is started by a command; others are reached by HTTP. */
    public boolean isStarted(String name) throws JsonRejected {
        return file.member(SERVERS).member(name).optional("command") != null;
    }

    /** The same file, with every server that is started by a command started through the proxy, each once. */
    public JsonObject wrapped(Wrapper wrapper) throws JsonRejected {
        SequencedMap<String, JsonValue> servers = new LinkedHashMap<>();
        for (String name : names()) {
            JsonCursor server = file.member(SERVERS).member(name);
            servers.put(name, server.value());
            if (isStarted(name) && !isWrapped(server(name).command())) {
                List<String> arguments = new ArrayList<>(List.of("mcp"));
                arguments.addAll(wrapper.arguments());
                arguments.addAll(List.of("--name", name, "--"));
                arguments.addAll(server(name).command());
                servers.put(name, started(server.object(), wrapper.program(), arguments));
            }
        }
        return with(file.object(), SERVERS, new JsonObject(servers));
    }

    /** The same file, with every server that is started through the proxy started as it was before. */
    public JsonObject unwrapped() throws JsonRejected {
        SequencedMap<String, JsonValue> servers = new LinkedHashMap<>();
        for (String name : names()) {
            JsonCursor server = file.member(SERVERS).member(name);
            servers.put(name, server.value());
            if (isStarted(name) && isWrapped(server(name).command())) {
                List<String> command = server(name).command();
                List<String> inner = command.subList(command.indexOf("--") + 1, command.size());
                servers.put(name, started(server.object(), inner.getFirst(), inner.subList(1, inner.size())));
            }
        }
        return with(file.object(), SERVERS, new JsonObject(servers));
    }

    /** By what a wrapper writes: the program's name, {@code mcp}, and a command after the dashes. */
    private static boolean isWrapped(List<String> command) {
        int dashes = command.indexOf("--");
        return command.getFirst().matches("(.*/)?tetrarch")
                && command.size() > 1
                && command.get(1).equals("mcp")
                && dashes > 0
                && dashes < command.size() - 1;
    }

    private static JsonObject started(JsonObject server, String program, List<String> arguments) {
        JsonObject named = with(server, "command", new JsonString(program));
        return arguments.isEmpty() && server.get("args") == null
                ? named
                : with(named, "args", JsonArray.ofStrings(arguments));
    }

    private static JsonObject with(JsonObject object, String name, JsonValue value) {
        LinkedHashMap<String, JsonValue> members = new LinkedHashMap<>(object.members());
        members.put(name, value);
        return new JsonObject(members);
    }
}

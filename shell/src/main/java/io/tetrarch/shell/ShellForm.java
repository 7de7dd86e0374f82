package io.tetrarch.shell;

import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonCursor;
import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.json.JsonString;
import io.tetrarch.json.JsonValue;
import io.tetrarch.json.JsonWriter;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.proof.action.Action;
import io.tetrarch.shell.ShellCommand.Given;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The form of a shell command as an action; members and their order are part of what is hashed. */
final class ShellForm {
    private static final Set<String> MEMBERS =
            Set.of("kind", "tool", "command", "cwd", "env", "secrets", "programs", "unresolved");

    private ShellForm() {}

    static Action action(ShellCommand command) throws JsonRejected {
        SortedMap<String, String> variables = new TreeMap<>(command.given().variables());
        command.searchPath().ifPresent(path -> variables.put("PATH", path));
        JsonObject.Builder env = JsonObject.builder();
        variables.forEach(env::put);
        JsonObject.Builder action = JsonObject.builder()
                .put("kind", "execute_tool")
                .put("tool", "shell")
                .put("command", command.text())
                .put("cwd", command.folder().toString())
                .put("env", env.build());
        if (!command.given().secrets().isEmpty()) {
            action.put("secrets", secrets(command.given().secrets()));
        }
        command.programs().ifPresent(programs -> put(programs, action));
        byte[] bytes = JsonWriter.compactBytes(action.build());
        if (bytes.length > JsonLimits.ACTION.maxBytes()) {
            throw new JsonRejected(
                    1, 1, "expected at most " + JsonLimits.ACTION.maxBytes() + " bytes, found " + bytes.length);
        }
        return Action.parse(bytes);
    }

    private static JsonObject secrets(Map<String, SealedSecret> secrets) {
        JsonObject.Builder json = JsonObject.builder();
        secrets.forEach((name, secret) -> json.put(
                name,
                JsonObject.builder()
                        .put("nonce", secret.nonce())
                        .put("hmac", secret.hmac().toString())
                        .build()));
        return json.build();
    }

    private static void put(Programs programs, JsonObject.Builder action) {
        List<JsonValue> named = new ArrayList<>();
        for (NamedProgram program : programs.named()) {
            JsonObject.Builder json = JsonObject.builder()
                    .put("word", program.word())
                    .put("path", program.path().toString());
            program.sha3().ifPresent(sha3 -> json.put("sha3", sha3.toString()));
            named.add(json.build());
        }
        List<JsonValue> unresolved = new ArrayList<>();
        programs.unresolved().forEach(word -> unresolved.add(new JsonString(word)));
        action.put("programs", new JsonArray(named)).put("unresolved", new JsonArray(unresolved));
    }

    static ShellCommand read(Action action) throws JsonRejected {
        JsonCursor json = JsonCursor.parse(action.bytes(), JsonLimits.ACTION).onlyMembers(MEMBERS);
        if (!json.member("kind").string().equals("execute_tool")
                || !json.member("tool").string().equals("shell")) {
            throw json.rejected("expected a shell command");
        }
        SortedMap<String, String> variables = variables(json.optional("env"));
        Optional<String> searchPath = Optional.ofNullable(variables.remove("PATH"));
        return new ShellCommand(
                json.member("command").string(),
                path(json.member("cwd")),
                searchPath,
                new Given(variables, sealed(json.optional("secrets"))),
                programs(json));
    }

    private static SortedMap<String, String> variables(@Nullable JsonCursor json) throws JsonRejected {
        SortedMap<String, String> variables = new TreeMap<>();
        if (json != null) {
            for (String name : names(json)) {
                variables.put(name, json.member(name).string());
            }
        }
        return variables;
    }

    private static SortedMap<String, SealedSecret> sealed(@Nullable JsonCursor json) throws JsonRejected {
        SortedMap<String, SealedSecret> secrets = new TreeMap<>();
        if (json != null) {
            for (String name : names(json)) {
                JsonCursor secret = json.member(name).onlyMembers(Set.of("nonce", "hmac"));
                try {
                    secrets.put(name, new SealedSecret(secret.member("nonce").string(), digest(secret.member("hmac"))));
                } catch (IllegalArgumentException e) {
                    throw secret.rejected("expected a nonce of 16 bytes in hex");
                }
            }
        }
        return secrets;
    }

    private static List<String> names(JsonCursor json) throws JsonRejected {
        SequencedMap<String, JsonValue> members = json.object().members();
        for (String name : members.keySet()) {
            if (!CleanEnvironment.isName(name)) {
                throw json.rejected("'" + name + "' is no name of a variable");
            }
        }
        return List.copyOf(members.keySet());
    }

    private static Optional<Programs> programs(JsonCursor json) throws JsonRejected {
        JsonCursor listed = json.optional("programs");
        if (listed == null) {
            return Optional.empty();
        }
        List<NamedProgram> named = new ArrayList<>();
        for (JsonCursor program : listed.elements()) {
            program.onlyMembers(Set.of("word", "path", "sha3"));
            JsonCursor sha3 = program.optional("sha3");
            named.add(new NamedProgram(
                    program.member("word").string(),
                    path(program.member("path")),
                    sha3 == null ? Optional.empty() : Optional.of(digest(sha3))));
        }
        List<String> unresolved = new ArrayList<>();
        for (JsonCursor word : json.member("unresolved").elements()) {
            unresolved.add(word.string());
        }
        return Optional.of(new Programs(named, unresolved));
    }

    private static Path path(JsonCursor json) throws JsonRejected {
        try {
            Path path = Path.of(json.string());
            if (path.isAbsolute()) {
                return path;
            }
        } catch (InvalidPathException e) {
            // told below, as what is no path from the root is
        }
        throw json.rejected("expected an absolute path");
    }

    private static Digest digest(JsonCursor json) throws JsonRejected {
        try {
            return Digest.ofHex(json.string());
        } catch (IllegalArgumentException e) {
            throw json.rejected("expected 64 hex digits");
        }
    }
}

package io.tetrarch.cli.run;

import io.tetrarch.cli.exit.Failure;
import io.tetrarch.crypto.keyfile.KeyFileException;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.proof.action.Action;
import io.tetrarch.shell.CleanEnvironment;
import io.tetrarch.shell.ProgramFinder;
import io.tetrarch.shell.Programs;
import io.tetrarch.shell.SealedSecret;
import io.tetrarch.shell.SecretSeal;
import io.tetrarch.shell.ShellCommand;
import io.tetrarch.shell.ShellCommand.Given;
import io.tetrarch.shell.SystemPlace;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a person asked for, as a command with all that says what it does. */
final class Asked {
    private static final String SEAL = "secrets.key";

    private final ShellCommand plain;
    private final SortedMap<String, String> secrets;

    /**
     * The words of the command and the options that say what it finds around it, as given.
     *
     * @param env each NAME or NAME=VALUE
     * @param secrets each NAME
     * @param paths folders
     */
    record Words(List<String> command, List<String> env, List<String> secrets, List<String> paths) {}

    /** @param seal present if there are secrets */
    record Ready(Action action, Optional<SecretSeal> seal) {}

    private Asked(ShellCommand plain, SortedMap<String, String> secrets) {
        this.plain = plain;
        this.secrets = secrets;
    }

    /** @throws Failure if it is no command, or an option is not as it must be */
    static Asked of(Words words, Map<String, String> callers) throws Failure, IOException {
        String text = ShellCommand.textOf(words.command);
        if (text.isBlank()) {
            throw Failure.badInput("expected a command, found nothing but white space");
        }
        requireExact("the command", text);
        Path folder = Path.of("").toAbsolutePath();
        requireExact("the folder", folder.toString());
        SortedMap<String, String> variables = new TreeMap<>();
        for (String given : words.env) {
            int equals = given.indexOf('=');
            String name = equals < 0 ? given : given.substring(0, equals);
            put(variables, "--env", name, equals < 0 ? held("--env", name, callers) : given.substring(equals + 1));
        }
        SortedMap<String, String> secrets = new TreeMap<>();
        for (String name : words.secrets) {
            if (name.indexOf('=') >= 0) {
                throw Failure.badInput("--env-secret: expected the name of a variable alone: a value on a command line"
                        + " can be read by anyone on this machine");
            }
            put(secrets, "--env-secret", name, held("--env-secret", name, callers));
            if (variables.containsKey(name)) {
                throw Failure.badInput("--env-secret: " + name + " stands in --env already");
            }
        }
        String searchPath = searchPath(words.paths);
        Programs programs = new ProgramFinder(folder, searchPath).find(text);
        Asked asked = new Asked(
                new ShellCommand(
                        text,
                        folder,
                        Optional.of(searchPath),
                        new Given(variables, new TreeMap<>()),
                        Optional.of(programs)),
                secrets);
        action(asked.plain);
        return asked;
    }

    private static void put(SortedMap<String, String> variables, String option, String name, String value)
            throws Failure {
        requireName(option, name);
        requireExact(option + " " + name, value);
        if (variables.putIfAbsent(name, value) != null) {
            throw Failure.badInput(option + ": " + name + " is given twice");
        }
    }

    private static void requireName(String option, String name) throws Failure {
        if (!CleanEnvironment.isName(name)) {
            throw Failure.badInput(option + ": '" + name
                    + "' is no name of a variable: expected letters, digits and _, and no digit first");
        }
        if (CleanEnvironment.isOwn(name)) {
            throw Failure.badInput(option + ": " + name
                    + " is not given this way: the folder is where tetrarch starts, and programs are found by --path");
        }
        if (name.startsWith("TETRARCH_")) {
            throw Failure.badInput(option + ": " + name + " is meant for tetrarch, and no command gets it");
        }
    }

    private static String held(String option, String name, Map<String, String> callers) throws Failure {
        requireName(option, name);
        String value = callers.get(name);
        if (value == null) {
            throw Failure.badInput(option + ": there is no variable " + name + " here");
        }
        return value;
    }

    private static String searchPath(List<String> asked) throws Failure, IOException {
        List<String> folders = new ArrayList<>();
        for (String name : asked) {
            Path folder;
            try {
                folder = Path.of(name).toAbsolutePath().normalize();
            } catch (InvalidPathException e) {
                throw Failure.badInput("--path: " + name + ": expected the name of a folder");
            }
            if (name.isEmpty() || !Files.isDirectory(folder)) {
                throw Failure.badInput("--path: there is no folder '" + name + "'");
            }
            if (folder.toString().indexOf(':') >= 0) {
                throw Failure.badInput("--path: " + name + ": a folder with a ':' in its name cannot stand there");
            }
            requireExact("--path", folder.toString());
            folders.add(folder.toString());
        }
        folders.add(SystemPlace.searchPath());
        return String.join(":", folders);
    }

    /** The JVM turns arguments into text and back by the locale; where that loses something, other bytes would run. */
    private static void requireExact(String what, String text) throws Failure {
        Charset charset = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
        if (text.indexOf('\uFFFD') >= 0 || !new String(text.getBytes(charset), charset).equals(text)) {
            throw Failure.badInput(what + " has characters that the locale (" + charset
                    + ") cannot pass on exactly; set LC_ALL=C.UTF-8");
        }
    }

    /**
     * The action, each secret in it as its name and a keyed digest.
     *
     * @param data the group's folder, in which the key is
     */
    Ready ready(Path data) throws Failure, IOException {
        if (secrets.isEmpty()) {
            return new Ready(action(plain), Optional.empty());
        }
        SecretSeal seal;
        try {
            seal = SecretSeal.in(data.resolve(SEAL));
        } catch (KeyFileException e) {
            throw Failure.badInput(String.valueOf(e.getMessage()));
        }
        SortedMap<String, SealedSecret> sealed = new TreeMap<>();
        secrets.forEach((name, value) -> sealed.put(name, seal.seal(name, value)));
        ShellCommand whole = new ShellCommand(
                plain.text(),
                plain.folder(),
                plain.searchPath(),
                new Given(plain.given().variables(), sealed),
                plain.programs());
        return new Ready(action(whole), Optional.of(seal));
    }

    private static Action action(ShellCommand command) throws Failure {
        try {
            return command.toAction();
        } catch (JsonRejected e) {
            throw Failure.badInput("COMMAND", e);
        }
    }
}

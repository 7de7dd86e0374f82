package io.tetrarch.shell;

import io.tetrarch.shell.ShellCommand.Given;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is there where a command is to start.
 *
 * @param account whose home and name it gets
 * @param callers the variables of whoever starts it: the source of secrets, language and kind of terminal, and of nothing
 *     else
 * @param seal by which secrets are known; empty where there are none to pass on
 */
public record Surroundings(Account account, Map<String, String> callers, Optional<SecretSeal> seal) {

    public Surroundings {
        callers = Map.copyOf(callers);
    }

    /** This process's own. */
    public static Surroundings current(Optional<SecretSeal> seal) throws IOException {
        return new Surroundings(Account.current(), System.getenv(), seal);
    }

    /** What makes this command another one than was decided on; empty if nothing does. */
    Optional<String> change(ShellCommand command) throws IOException {
        for (Map.Entry<String, SealedSecret> secret : command.given().secrets().entrySet()) {
            String name = secret.getKey();
            String value = callers.get(name);
            boolean fits = value != null && seal.isPresent() && seal.get().fits(secret.getValue(), name, value);
            if (!fits) {
                return Optional.of("the value of " + name + " here is not the one that was decided on");
            }
        }
        if (command.programs().isEmpty()) {
            return Optional.empty();
        }
        Programs now = new ProgramFinder(command.folder(), searchPath(command)).find(command.text());
        return command.programs().get().difference(now);
    }

    /** The whole environment of the command: nothing in it is the caller's but what the action names. */
    Map<String, String> environment(ShellCommand command) throws IOException {
        Map<String, String> all = new TreeMap<>(CleanEnvironment.of(account, callers));
        Given given = command.given();
        all.putAll(given.variables());
        for (String name : given.secrets().keySet()) {
            all.put(name, callers.getOrDefault(name, ""));
        }
        all.put("PATH", searchPath(command));
        all.put("PWD", command.folder().toString());
        return all;
    }

    private static String searchPath(ShellCommand command) throws IOException {
        return command.searchPath().isPresent() ? command.searchPath().get() : SystemPlace.searchPath();
    }
}

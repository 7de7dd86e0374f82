package io.tetrarch.judges.remote;

import io.tetrarch.gate.charter.JudgeSpec.Credential;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Finds the key of a service, anew for every question, so that a key can be changed while the replica runs. */
final class ServiceKey {

    private static final int MAX_BYTES = 16 * 1024;

    private ServiceKey() {}

    /** @throws ServiceFailed if the charter says where a key is and it is not there; the key is never in the message */
    static Optional<String> of(Credential credential) {
        return of(credential, System::getenv);
    }

    static Optional<String> of(Credential credential, UnaryOperator<@Nullable String> environment) {
        return switch (credential) {
            case Credential.None none -> Optional.empty();
            case Credential.Environment named ->
                Optional.of(
                        usable(environment.apply(named.variable()), "the environment variable " + named.variable()));
            case Credential.KeyFile file -> Optional.of(usable(read(file.path()), "the file " + file.path()));
        };
    }

    private static @Nullable String read(String path) {
        try {
            Path file = Path.of(path);
            return Files.size(file) > MAX_BYTES ? null : Files.readString(file);
        } catch (IOException | InvalidPathException e) {
            return null;
        }
    }

    private static String usable(@Nullable String key, String where) {
        String stripped = key == null ? "" : key.strip();
        if (stripped.isEmpty() || stripped.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw new ServiceFailed(ServiceFailed.NO_KEY, "There is no usable key in " + where + ".");
        }
        return stripped;
    }
}

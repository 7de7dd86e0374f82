package io.tetrarch.console.http;

import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.tetrarch.console.access.Role;
import java.util.Optional;

/**
 * A method and a path that the API answers.
 *
 * @param path with parameters as {@code {name}}
 * @param role what the asker has to be; empty for what anybody may see
 */
public record Route(HandlerType method, String path, Optional<Role> role, Handler handler) {
    /** Something to be looked at. */
    public static Route get(String path, Handler handler) {
        return new Route(HandlerType.GET, path, Optional.of(Role.READ), handler);
    }

    /** Something that anybody may look at. */
    public static Route open(String path, Handler handler) {
        return new Route(HandlerType.GET, path, Optional.empty(), handler);
    }

    /** Something that changes, and that anybody may ask for. */
    public static Route open(HandlerType method, String path, Handler handler) {
        return new Route(method, path, Optional.empty(), handler);
    }

    /** Whether a path is one of this route. */
    boolean fits(String asked) {
        String[] parts = path.split("/", -1);
        String[] given = asked.split("/", -1);
        if (parts.length != given.length) {
            return false;
        }
        for (int i = 0; i < parts.length; i++) {
            if (!parts[i].startsWith("{") && !parts[i].equals(given[i])) {
                return false;
            }
        }
        return true;
    }

    public static Route post(String path, Role role, Handler handler) {
        return new Route(HandlerType.POST, path, Optional.of(role), handler);
    }
}

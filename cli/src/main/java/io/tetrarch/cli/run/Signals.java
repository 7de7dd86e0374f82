package io.tetrarch.cli.run;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.Consumer;

/**
 * Hands signals on instead of dying of them, so that the command decides what they mean and its end is written down. By
 * reflection, since the class that does it is no part of the Java platform; where it is missing, signals stay as they are.
 */
final class Signals {
    private Signals() {}

    /**
     * @param typed whether a keyboard is at hand: what it sends reaches the command by itself, and twice would mean more
     *     than once
     * @param to told the names
     */
    static void forward(boolean typed, Consumer<String> to) {
        for (String name : List.of("TERM", "HUP", "INT")) {
            boolean arrivesAnyway = typed && name.equals("INT");
            handle(name, arrivesAnyway ? ignored -> {} : to);
        }
    }

    @SuppressWarnings(
            "ReferenceEquality") // a proxy equals itself alone, as any object does that does not say otherwise
    private static void handle(String name, Consumer<String> to) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object proxy = Proxy.newProxyInstance(
                    handler.getClassLoader(), new Class<?>[] {handler}, (self, method, arguments) -> {
                        if (method.getDeclaringClass() == Object.class) {
                            return method.getName().equals("equals")
                                    ? (Object) (self == arguments[0])
                                    : name.hashCode();
                        }
                        to.accept(name);
                        return null;
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
        } catch (ReflectiveOperationException e) {
            if (e instanceof InvocationTargetException refused
                    && refused.getCause() instanceof IllegalArgumentException) {
                return; // the JVM was told to leave this signal alone
            }
            throw new IllegalStateException("signals cannot be handed on", e);
        }
    }
}

package io.tetrarch.console;

import io.tetrarch.embedded.EmbeddedCluster;
import java.nio.file.Path;

/** Serves the pages straight from the source folder, over a cluster in memory, for whoever works on them. */
final class DevServer {
    private DevServer() {}

    /** @param arguments the port, and where the console's sources are if not in {@code console} */
    public static void main(String[] arguments) throws Exception {
        Path sources = Path.of(arguments.length > 1 ? arguments[1] : "console", "src/main/resources/web");
        ConsoleOptions options =
                ConsoleOptions.local(Integer.parseInt(arguments[0])).withPages(sources.toAbsolutePath());
        try (StopSignal signal = StopSignal.install();
                EmbeddedCluster cluster = EmbeddedCluster.builder().open()) {
            Console console = Console.start(options, cluster, cluster);
            signal.await();
            console.close();
        }
    }
}

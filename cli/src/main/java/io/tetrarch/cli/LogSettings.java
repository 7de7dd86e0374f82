package io.tetrarch.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.logging.LogManager;

/**
 * How the platform's logging is set where nobody has set it otherwise: one line each on stderr, warnings and worse; a
 * server tells more. Read by the platform with the first line that is logged, which most commands never have.
 */
public final class LogSettings {
    private static final String CONFIG_CLASS = "java.util.logging.config.class";

    private static final String SETTINGS = """
        handlers = java.util.logging.ConsoleHandler
        .level = WARNING
        java.util.logging.ConsoleHandler.level = ALL
        java.util.logging.SimpleFormatter.format = %1$tFT%1$tT.%1$tL%1$tz %4$s %3$s %5$s%n
        """;

    /** Called by the platform. */
    public LogSettings() throws IOException {
        LogManager.getLogManager()
                .readConfiguration(new ByteArrayInputStream(SETTINGS.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** Has the platform take these settings, unless there are others. */
    static void install() {
        if (System.getProperty(CONFIG_CLASS) == null && System.getProperty("java.util.logging.config.file") == null) {
            System.setProperty(CONFIG_CLASS, LogSettings.class.getName());
        }
    }
}

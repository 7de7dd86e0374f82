package io.tetrarch.cli.terminal;

import io.tetrarch.gate.display.Shown;
import io.tetrarch.json.JsonValue;
import io.tetrarch.json.JsonWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;

/**
 * What a command reads from and writes to. Results go to {@code out}, everything else (progress, warnings, errors) to
 * {@code err}. Text is UTF-8 whatever the locale. Where the reader has gone away or the disk is full, both streams swallow
 * what they are given, and {@link Screen#failure} says so.
 */
public record Terminal(InputStream in, Screen out, Screen err) {

    /**
     * One of the two output streams; {@code interactive} if a person looks at it. What is given to {@link #line} may come
     * from anywhere: nothing in it but {@link Paint} reaches the terminal as anything but text.
     */
    public record Screen(PrintWriter writer, boolean interactive, Paint paint) {
        /** Prints one line, whatever the text holds: what could change how it reads is spelled out ({@link Shown}). */
        public void line(String line) {
            writer.println(Drawn.line(line, interactive));
        }

        /** Prints a sentence for each thing in what is shown that a reader has to be told of, and nothing if there is none. */
        public void warn(Shown shown, String what) {
            shown.warnings(what).forEach(sentence -> line(paint.caution("warning: ") + sentence));
        }

        /** Prints JSON on one line, the same value with what could deceive in JSON's own escapes. */
        public void json(JsonValue value) {
            writer.println(Shown.json(JsonWriter.compact(value)));
        }

        /** Prints JSON laid out over several lines, with the same escapes. */
        public void document(JsonValue value) {
            writer.println(Shown.json(JsonWriter.pretty(value).stripTrailing()));
        }

        public void line() {
            line("");
        }

        /** Whether it makes sense to print more: false once something has not arrived. */
        public boolean isRead() {
            return !(writer instanceof Outlet outlet && outlet.failure().isPresent());
        }

        /** Why what was printed so far has not all arrived; empty if it has. Flushes. */
        public Optional<IOException> failure() {
            writer.flush();
            return writer instanceof Outlet outlet ? outlet.failure() : Optional.empty();
        }
    }

    /** The process's own streams. */
    public static Terminal ofProcess() {
        Map<String, String> environment = System.getenv();
        return new Terminal(
                System.in, screen(FileDescriptor.out, 1, environment), screen(FileDescriptor.err, 2, environment));
    }

    private static Screen screen(FileDescriptor descriptor, int number, Map<String, String> environment) {
        boolean interactive = TerminalDetection.isTerminal(number);
        Paint paint = interactive && TerminalDetection.wantsColour(environment) ? Paint.ANSI : Paint.PLAIN;
        // flushed by the line where a person waits for it, else when full and at the end
        PrintWriter writer = Outlet.to(new FileOutputStream(descriptor), interactive || number == 2);
        return new Screen(writer, interactive, paint);
    }

    /** Prints the machine's answer: laid out where a person looks at it, one line otherwise. */
    public void json(JsonValue value) {
        if (out.interactive()) {
            out.document(value);
        } else {
            out.json(value);
        }
    }

    public void flush() {
        out.writer().flush();
        err.writer().flush();
    }
}

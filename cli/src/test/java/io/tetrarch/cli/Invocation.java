package io.tetrarch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.cli.terminal.Outlet;
import io.tetrarch.cli.terminal.Paint;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.cli.terminal.Terminal.Screen;
import io.tetrarch.json.JsonCursor;
import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonRejected;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;

/** One command, run in this process: what it printed and how it ended. */
record Invocation(int exitCode, String out, String err) {

    static Invocation of(String... arguments) {
        return withInput(new byte[0], arguments);
    }

    static Invocation withInput(byte[] input, String... arguments) {
        return run(input, false, arguments);
    }

    /** As if a person looked at both streams, in colour. */
    static Invocation onATerminal(String... arguments) {
        return run(new byte[0], true, arguments);
    }

    /** As if nothing could be written to stdout. */
    static Invocation withFailingOutput(String reason, String... arguments) {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException(reason);
            }
        };
        StringWriter err = new StringWriter();
        Terminal terminal = new Terminal(
                new ByteArrayInputStream(new byte[0]),
                new Screen(Outlet.to(full, false), false, Paint.PLAIN),
                screen(err, false));
        return new Invocation(new Cli(terminal).run(arguments), "", err.toString());
    }

    private static Invocation run(byte[] input, boolean interactive, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Terminal terminal =
                new Terminal(new ByteArrayInputStream(input), screen(out, interactive), screen(err, interactive));
        int exitCode = new Cli(terminal).run(arguments);
        return new Invocation(exitCode, out.toString(), err.toString());
    }

    private static Screen screen(StringWriter text, boolean interactive) {
        return new Screen(new PrintWriter(text), interactive, interactive ? Paint.ANSI : Paint.PLAIN);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Nothing on stderr, and this exit code. */
    Invocation endedQuietlyWith(int expected) {
        assertThat(err).isEmpty();
        assertThat(exitCode).isEqualTo(expected);
        return this;
    }

    /** This exit code, whatever stands on stderr. */
    Invocation endedWith(int expected) {
        assertThat(exitCode).as(err).isEqualTo(expected);
        return this;
    }

    /** Exit 2, nothing on stdout, and exactly this line on stderr. */
    void refusedWith(String line) {
        assertThat(err).isEqualTo("tetrarch: " + line + System.lineSeparator());
        assertThat(out).isEmpty();
        assertThat(exitCode).isEqualTo(2);
    }

    /** Stdout, which has to be one JSON text. */
    JsonCursor json() throws JsonRejected {
        return JsonCursor.parse(utf8(out), JsonLimits.FILE);
    }
}

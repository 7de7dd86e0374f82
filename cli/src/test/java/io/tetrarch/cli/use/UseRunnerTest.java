package io.tetrarch.cli.use;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.terminal.Paint;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.use.Stage;
import io.tetrarch.use.Use;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UseRunnerTest {
    private final StringWriter out = new StringWriter();

    @Test
    void withoutANameTheUsesAreListed() throws Exception {
        assertThat(run(null, false, true)).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("kettle").contains("Boils water.");
    }

    @Test
    void aUseWhoseClaimsHoldEndsWithZero() throws Exception {
        assertThat(run("kettle", false, true)).isEqualTo(ExitCode.OK);
        assertThat(out.toString())
                .contains("✓ The water boils.")
                .contains("100 degrees")
                .contains("1 claims checked");
    }

    @Test
    void aClaimThatDoesNotHoldEndsWithOneAndIsNamed() {
        assertThatThrownBy(() -> run("kettle", false, false)).isInstanceOfSatisfying(Failure.class, failure -> {
            assertThat(failure.exitCode()).isEqualTo(ExitCode.CHECK_FAILED);
            assertThat(failure.line()).isEqualTo("kettle: does not hold: The water boils. (100 degrees)");
        });
        assertThat(out.toString()).contains("✗ The water boils.");
    }

    @Test
    void theJsonNamesTheClaimThatFailed() {
        assertThatThrownBy(() -> run("kettle", true, false)).isInstanceOf(Failure.class);
        assertThat(out.toString().strip())
                .isEqualTo("{\"use\":\"kettle\",\"holds\":false,\"failed\":\"The water boils.\",\"lines\":["
                        + "{\"step\":\"on\"},"
                        + "{\"claim\":\"The water boils.\",\"holds\":false,\"seen\":\"100 degrees\"}]}");
    }

    @Test
    void anUnknownNameIsBadInput() {
        assertThatThrownBy(() -> run("toaster", false, true)).isInstanceOfSatisfying(Failure.class, failure -> {
            assertThat(failure.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
            assertThat(failure.line()).isEqualTo("expected the name of a use, found 'toaster'; there are kettle");
        });
    }

    private int run(@Nullable String name, boolean json, boolean boils) throws Exception {
        Terminal.Screen screen = new Terminal.Screen(new PrintWriter(out, true), false, Paint.PLAIN);
        Terminal terminal = new Terminal(new ByteArrayInputStream(new byte[0]), screen, screen);
        return new UseRunner(terminal, json, List.of(new Kettle(boils))).run(name);
    }

    private record Kettle(boolean boils) implements Use {
        @Override
        public String name() {
            return "kettle";
        }

        @Override
        public String title() {
            return "Boils water.";
        }

        @Override
        public List<String> claims() {
            return List.of("The water boils.");
        }

        @Override
        public void play(Stage stage) {
            stage.step("on");
            stage.check("The water boils.", boils, "100 degrees");
        }
    }
}

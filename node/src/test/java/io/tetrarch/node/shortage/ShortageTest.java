package io.tetrarch.node.shortage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class ShortageTest {
    @Test
    void theInnermostThatNamesAFileTellsIt() {
        Throwable failure = new IOException(
                "the replicas have stopped: cannot write /data/x: No space left on device",
                new IOException(
                        "/data/x/000012.log: No space left on device", new IOException("No space left on device")));
        assertThat(Shortage.of(failure))
                .contains(new Shortage(
                        Shortage.Kind.DISK,
                        "the disk has no room left (/data/x/000012.log: No space left on device): make some, and start"
                                + " again"));
    }

    @Test
    void whatWasSaidOfAShortageIsNotWrappedInItself() {
        Throwable failure = new IOException("cannot write: No space left on device");
        String line = Shortage.of(failure).orElseThrow().line();
        assertThat(Shortage.of(new IOException(line, failure)).orElseThrow().line())
                .isEqualTo(line);
    }

    @Test
    void memoryIsFoundUnderWhateverWrapsIt() {
        Throwable failure = new IllegalStateException(
                "recovering", new ExecutionException(new OutOfMemoryError("Java heap space")));
        assertThat(Shortage.of(failure).orElseThrow().line())
                .matches("more memory is needed than -Xmx\\d+m: give it more, such as -Xmx\\d+m \\(.*\\)");
        assertThat(Shortage.of(new OutOfMemoryError("unable to create native thread"))
                        .orElseThrow()
                        .line())
                .contains("ulimit -u");
        assertThat(Shortage.of(new OutOfMemoryError("Cannot reserve 8 bytes of direct buffer memory"))
                        .orElseThrow()
                        .line())
                .contains("-XX:MaxDirectMemorySize");
    }

    @Test
    void rightsNameTheFileAndTheUser() {
        assertThat(Shortage.of(new AccessDeniedException("/data/lock")))
                .contains(new Shortage(
                        Shortage.Kind.RIGHTS,
                        "/data/lock may not be written or read by " + System.getProperty("user.name")
                                + ": give that user the right"));
    }

    @Test
    void anythingElseIsNone() {
        assertThat(Shortage.of(new IOException("Input/output error"))).isEmpty();
        assertThat(Shortage.of(new IllegalStateException())).isEmpty();
        assertThat(Shortage.of(new IllegalStateException("of an action: Permission denied, /etc/shadow")))
                .isEmpty();
        IOException first = new IOException("round");
        IOException second = new IOException("and round", first);
        first.initCause(second);
        assertThat(Shortage.of(first)).isEmpty();
    }
}

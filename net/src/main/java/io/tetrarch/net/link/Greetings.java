package io.tetrarch.net.link;

import io.tetrarch.pbft.message.Digest;
import io.tetrarch.wire.Frame;
import java.util.List;
import java.util.Optional;

/** What this build says first on a connection, and which answers it goes on with. */
public final class Greetings {
    /** Of the protocol that this build speaks. */
    static final int VERSION = 1;

    private static final int LEAST_VERSION = 1;

    private Greetings() {}

    /** @param epoch that this process is in */
    public static Frame.Hello of(Digest group, long epoch) {
        return new Frame.Hello(
                VERSION, LEAST_VERSION, group, epoch, List.of(Frame.UNREACHABLE, Frame.QUIET, Frame.READING));
    }

    /** Both speak the lower of the two versions, if either knows it. */
    static Optional<String> flaw(Frame.Hello own, Frame.Hello other) {
        if (!other.group().equals(own.group())) {
            return Optional.of("it is of another group, " + other.group().abbreviated());
        }
        int common = Math.min(own.version(), other.version());
        return common < own.leastVersion() || common < other.leastVersion()
                ? Optional.of("it speaks versions " + other.leastVersion() + " to " + other.version() + ", and this "
                        + own.leastVersion() + " to " + own.version())
                : Optional.empty();
    }
}

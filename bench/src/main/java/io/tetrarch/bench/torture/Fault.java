package io.tetrarch.bench.torture;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What is done to a group of processes, one at a time. */
public sealed interface Fault permits ProcessFault, LinkFault, DiskFault, PortFault, DoubleFault {
    /** To whom it is done. */
    enum Victim {
        /** An honest replica by the seed. */
        ANYONE,
        /** Who leads; an honest replica by the seed where the one that lies does. */
        LEADER,
        /** The replica whose disk is small. */
        WITH_SMALL_DISK,
        /** The one that lies. */
        LIAR
    }

    String name();

    Victim victim();

    /** As reports and options have it. */
    default String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<Fault> all() {
        return Stream.<Fault[]>of(
                        ProcessFault.values(),
                        LinkFault.values(),
                        DiskFault.values(),
                        PortFault.values(),
                        DoubleFault.values())
                .flatMap(Stream::of)
                .toList();
    }
}

package io.tetrarch.simulator.world;

import java.util.Locale;

/** A part of a world that draws for itself: with another seed for one of them, the others draw as before. */
public enum Stream {
    ADVERSARY(1),
    WEATHER(2),
    JUDGES(3),
    DISK(4),
    CLIENTS(5),
    CHAOS(6),
    REFORM(7),
    VERIFIER(8),
    CHALLENGES(9);

    private final int number;

    Stream(int number) {
        this.number = number;
    }

    /** By which it is split from a seed. */
    int number() {
        return number;
    }

    /** The name in lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}

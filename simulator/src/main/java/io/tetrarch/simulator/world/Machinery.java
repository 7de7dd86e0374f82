package io.tetrarch.simulator.world;

import io.tetrarch.simulator.disk.Medium;

/** What may be put in the place of a world's own machines. */
public final class Machinery {
    private Machinery() {}

    /** Has the machine at this address keep its log there, from its first start on. */
    public static void keepOn(World world, int address, Medium medium) {
        world.cast().node(address).storage().keepOn(medium);
    }

    /** Something was taken from the log at this address: from now on its replica may learn. */
    public static void lose(World world, int address) {
        world.cast().node(address).storage().lose();
    }

    /** Of the latest epoch that an honest replica has begun. */
    public static Kit latest(World world) {
        return world.epochs().latest();
    }
}

package io.tetrarch.bench.torture;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.random.RandomGenerator;

/** A port of this machine that stays whose it is: connections that go out are given higher ones, on every usual system. */
public final class FreePort {
    private static final int LEAST = 15_000;
    private static final int END = 32_000;
    private static final int ATTEMPTS = 200;

    private FreePort() {}

    /** Listens at one, on the loopback interface. */
    public static ServerSocket listen() throws IOException {
        RandomGenerator random = RandomGenerator.getDefault();
        BindException last = new BindException("no port is free");
        for (int i = 0; i < ATTEMPTS; i++) {
            try {
                return new ServerSocket(random.nextInt(LEAST, END), 128, InetAddress.getLoopbackAddress());
            } catch (BindException e) {
                last = e;
            }
        }
        throw last;
    }
}

package io.tetrarch.cli.processes;

import io.tetrarch.bench.torture.FaultPlan;
import io.tetrarch.bench.torture.PortFault;
import io.tetrarch.net.link.Address;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Connects to a replica as a stranger, whom it must bear. For one thread. */
final class PortFaults {
    private static final int TIMES = 20;
    private static final int GARBAGE_BYTES = 256 * 1024;
    private static final int STRANGERS = 100;
    private static final byte[] PLAIN = "GET / HTTP/1.1\r\nHost: tetrarch\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final TortureGroup group;

    PortFaults(TortureGroup group) {
        this.group = group;
    }

    void run(PortFault fault, FaultPlan.Step step) throws IOException, InterruptedException {
        Address door = group.addresses().get(step.victim());
        switch (fault) {
            case GARBAGE -> {
                byte[] bytes = new byte[GARBAGE_BYTES];
                new Random(step.millis()).nextBytes(bytes);
                say(door, bytes, step.millis());
            }
            case PLAINTEXT -> say(door, PLAIN, step.millis());
            case SILENT_STRANGERS -> {
                List<Socket> strangers = new ArrayList<>();
                try {
                    for (int i = 0; i < STRANGERS; i++) {
                        strangers.add(connect(door));
                    }
                    ProcessFaults.pause(step.millis());
                } finally {
                    for (Socket each : strangers) {
                        each.close();
                    }
                }
            }
        }
    }

    private static Socket connect(Address door) throws IOException {
        return new Socket(InetAddress.getByName(door.host()), door.port());
    }

    /** It hangs up in the middle, which is right. */
    private static void say(Address door, byte[] bytes, long millis) throws InterruptedException {
        for (int i = 0; i < TIMES; i++) {
            try (Socket socket = connect(door)) {
                socket.getOutputStream().write(bytes);
            } catch (IOException e) {
                // hung up on
            }
            ProcessFaults.pause(millis / TIMES);
        }
    }
}

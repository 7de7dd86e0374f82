package io.tetrarch.simulator;

import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.simulator.key.OnceVerified;
import io.tetrarch.simulator.world.Kit;
import java.util.Map;
import java.util.TreeMap;

/** Kits made once and used for many worlds, one after the other: keys take longer to make than a world. */
public final class Kits {
    static final int CLIENTS = 3;

    private final Map<Integer, Kit> symbolic = new TreeMap<>();
    private final Map<Integer, Kit> real = new TreeMap<>();

    Kit of(SeedRun run) {
        return run.isReal()
                ? real.computeIfAbsent(
                        run.replicas(),
                        replicas -> Kit.real(new OnceVerified(Ed25519Provider.BEST.load()), replicas, CLIENTS))
                : symbolic.computeIfAbsent(run.replicas(), replicas -> Kit.symbolic(replicas, CLIENTS));
    }
}

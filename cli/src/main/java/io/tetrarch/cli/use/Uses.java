package io.tetrarch.cli.use;

import io.tetrarch.use.Use;
import io.tetrarch.use.constitution.ConstitutionalHotSwap;
import io.tetrarch.use.devices.MultiDeviceToolQuorum;
import io.tetrarch.use.federation.FederatedPeerConsensus;
import io.tetrarch.use.hardgate.CognitiveHardGate;
import io.tetrarch.use.provenance.ProvenanceForkResolution;
import java.util.List;

/** The uses there are. */
final class Uses {
    static final List<Use> ALL = List.of(
            new MultiDeviceToolQuorum(),
            new CognitiveHardGate(),
            new ConstitutionalHotSwap(),
            new FederatedPeerConsensus(),
            new ProvenanceForkResolution());

    private Uses() {}
}

package io.tetrarch.embedded.home;

import io.tetrarch.client.journal.ExecutionJournal;
import io.tetrarch.client.request.RequestNumbers;
import io.tetrarch.crypto.signature.SigningKey;
import io.tetrarch.node.device.DeviceFile;
import io.tetrarch.proof.group.Group;
import java.io.IOException;
import java.util.Optional;

/** What the client that a gate asks as needs of the place that its group is kept in: its key, its numbers, its journal. */
public interface ClientHome {
    /** As it was founded. */
    Group group();

    /** The key of the client that the gate asks as. */
    SigningKey gateKey();

    RequestNumbers requestNumbers() throws IOException, HomeRefused;

    /** What this home's executor has begun, and what came of it. Whoever asks closes it. */
    ExecutionJournal openJournal() throws IOException;

    /** What was asked for by handles; where nothing is stored, as long as this process lives. */
    default AskedRequests askedRequests() {
        return AskedRequests.inMemory();
    }

    /** Takes over the journal that an earlier build kept here; one line on it, if there was one. */
    Optional<String> takeOverJournal() throws IOException;

    /** Where an earlier build kept the paired devices. */
    DeviceFile deviceFile();
}

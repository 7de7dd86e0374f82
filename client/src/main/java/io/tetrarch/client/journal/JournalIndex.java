package io.tetrarch.client.journal;

import io.tetrarch.pbft.message.RequestId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What is looked up without reading a journal: where each request's record is, and which are to be followed up. */
final class JournalIndex implements RecordLog.Sink {
    private final Path file;
    private final UsedRequests used = new UsedRequests();
    private final Set<RequestId> unfiled = new LinkedHashSet<>();
    private long liveBytes;
    private long allBytes;

    JournalIndex(Path file) {
        this.file = file;
    }

    @Override
    public void take(long offset, byte[] body) throws IOException {
        UsedRequest request = decode(file, offset, body);
        allBytes += body.length;
        if (used.offset(request.request()) == 0) {
            liveBytes += body.length;
        }
        note(offset, request);
    }

    void note(long offset, UsedRequest request) {
        used.put(request.request(), offset);
        if (request.isUnfiled()) {
            unfiled.add(request.request());
        } else {
            unfiled.remove(request.request());
        }
    }

    /** Where its latest record is; 0 if there is none. */
    long offset(RequestId request) {
        return used.offset(request);
    }

    /** How many requests are used up. */
    long size() {
        return used.size();
    }

    /** Gives where the latest record of each request is. */
    void forEach(UsedRequests.Each each) throws IOException {
        used.forEach(each);
    }

    /** Those whose receipts are not on the ledger, in the order of their latest records. */
    List<RequestId> unfiled() {
        return List.copyOf(unfiled);
    }

    /** The first record on a request is its shortest, so less may be outdated than it seems; but never much. */
    boolean isMostlyOutdated(long worthwhileBytes) {
        return allBytes > worthwhileBytes && allBytes > 2 * liveBytes;
    }

    /** @throws JournalRefusedException if it is not of its form */
    static UsedRequest decode(Path file, long offset, byte[] body) throws IOException {
        try {
            return UsedRequest.decode(body);
        } catch (IllegalArgumentException e) {
            throw new JournalRefusedException(
                    file + ": the record at byte " + offset + " is not of its form: " + e.getMessage(), e);
        }
    }
}

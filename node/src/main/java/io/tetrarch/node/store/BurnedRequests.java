package io.tetrarch.node.store;

import io.tetrarch.pbft.message.RequestId;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The requests that an executor has used up. For any thread. */
public interface BurnedRequests extends AutoCloseable {
    /** Burned requests of an executor that does not outlive this process. */
    static BurnedRequests inMemory() {
        Set<RequestId> burned = ConcurrentHashMap.newKeySet();
        return new BurnedRequests() {
            @Override
            public boolean burn(RequestId request) {
                return burned.add(request);
            }

            @Override
            public void close() {}
        };
    }

    /** Uses the request up: true once in its life. When this returns it is durable. */
    boolean burn(RequestId request) throws IOException;

    @Override
    void close() throws IOException;
}

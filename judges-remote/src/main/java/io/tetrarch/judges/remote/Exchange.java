package io.tetrarch.judges.remote;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * One question and one answer over HTTP, within a time and a size, whatever the other side does. No redirect is followed:
 * a judge is who the charter names. TLS certificates are checked, with their host name. For any number of threads.
 */
final class Exchange {

    /** Bytes of an answer at most. */
    static final int MAX_BYTES = 256 * 1024;

    private final HttpClient client;
    private final Duration limit;

    /** @param body complete, UTF-8 */
    record Reply(int status, byte[] body, Map<String, List<String>> headers) {}

    /**
     * @param limit from the first byte sent to the last one received
     * @param authority a PEM file with the only certificates to be trusted; if empty, those of the JDK are
     * @throws ServiceFailed if that file cannot be used
     */
    Exchange(Duration limit, Optional<String> authority) {
        this.limit = limit;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(limit);
        authority.ifPresent(file -> builder.sslContext(trusting(file)));
        this.client = builder.build();
    }

    private static SSLContext trusting(String file) {
        try (InputStream pem = Files.newInputStream(Path.of(file))) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            int count = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                trusted.setCertificateEntry("authority-" + count++, certificate);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw new ServiceFailed(ServiceFailed.ERROR, "The authority file " + file + " cannot be used: " + e);
        }
    }

    /** @throws ServiceFailed if there is no whole answer in time */
    Reply post(URI address, Map<String, String> headers, byte[] body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address).timeout(limit).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::setHeader);
        CompletableFuture<HttpResponse<byte[]>> pending =
                client.sendAsync(request.build(), response -> new LimitedBody(MAX_BYTES));
        try {
            HttpResponse<byte[]> response = pending.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return new Reply(
                    response.statusCode(), response.body(), response.headers().map());
        } catch (TimeoutException e) {
            pending.cancel(true);
            throw timeout();
        } catch (InterruptedException e) {
            pending.cancel(true);
            Thread.currentThread().interrupt();
            throw new ServiceFailed(ServiceFailed.TIMEOUT, "The question was called off before there was an answer.");
        } catch (ExecutionException e) {
            throw failure(e.getCause() == null ? e : e.getCause());
        }
    }

    private ServiceFailed timeout() {
        return new ServiceFailed(ServiceFailed.TIMEOUT, "No whole answer within " + limit.toMillis() + " ms.");
    }

    private ServiceFailed failure(Throwable cause) {
        if (cause instanceof LimitedBody.TooLong) {
            return new ServiceFailed(ServiceFailed.GARBAGE, "The answer is longer than " + MAX_BYTES + " bytes.");
        }
        if (cause instanceof java.net.http.HttpTimeoutException) {
            return timeout();
        }
        return new ServiceFailed(
                ServiceFailed.UNREACHABLE,
                "The service was not reached: " + cause.getClass().getSimpleName() + ".");
    }
}

package io.tetrarch.net.tls;

import io.tetrarch.crypto.signature.SigningKey;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * TLS 1.3 between members of one group, both ends shown to be one. Nothing is trusted but the keys in the group file: no
 * authority, no host name. For any thread.
 */
public final class MutualTls {
    private static final String[] PROTOCOLS = {"TLSv1.3"};

    private final SSLContext context;
    private final PeerCheck check;

    /**
     * @param name of the member that this process is
     * @param key its key in the group
     */
    public MutualTls(String name, SigningKey key, Members members, InstantSource time) {
        this.check = new PeerCheck(members, time);
        try {
            context = SSLContext.getInstance("TLSv1.3");
            context.init(
                    new KeyManager[] {new OwnKeys(name, key, members, time)},
                    new TrustManager[] {new Trust(check)},
                    null);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no TLS 1.3", e);
        }
    }

    /** A connected socket with TLS on top, whose handshake is still to come. */
    public SSLSocket over(Socket raw, boolean asServer) throws IOException {
        SSLSocket socket = (SSLSocket) context.getSocketFactory()
                .createSocket(raw, raw.getInetAddress().getHostAddress(), raw.getPort(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setProtocols(PROTOCOLS);
        if (asServer) {
            parameters.setNeedClientAuth(true);
        }
        socket.setSSLParameters(parameters);
        socket.setUseClientMode(!asServer);
        return socket;
    }

    /**
     * Who is at the other end, once the handshake is done. Looked at again here, since a session may be taken up that
     * began when the certificate was still good.
     *
     * @throws SSLException if it is nobody of the group
     */
    public Member peerOf(SSLSocket socket) throws SSLException {
        try {
            return check.memberOf((X509Certificate[]) socket.getSession().getPeerCertificates());
        } catch (SSLPeerUnverifiedException | CertificateException | ClassCastException e) {
            throw new SSLException(String.valueOf(e.getMessage()), e);
        }
    }

    /** One certificate at a time, made anew while the process runs; a handshake keeps the one that it began with. */
    private static final class OwnKeys extends X509ExtendedKeyManager {
        private static final String KEY_TYPE = "EC";

        private final String name;
        private final SigningKey key;
        private final Members members;
        private final InstantSource time;
        private final Map<String, OwnCertificate> made = new ConcurrentHashMap<>();
        private final AtomicLong latest = new AtomicLong();

        OwnKeys(String name, SigningKey key, Members members, InstantSource time) {
            this.name = name;
            this.key = key;
            this.members = members;
            this.time = time;
            renew();
        }

        private void renew() {
            long number = latest.get() + 1;
            made.put(alias(number), OwnCertificate.make(name, key, members.founding(), time.millis()));
            made.remove(alias(number - 2));
            latest.set(number);
        }

        private static String alias(long number) {
            return Long.toString(number);
        }

        private synchronized String current() {
            OwnCertificate now = made.get(alias(latest.get()));
            if (now == null || now.isToBeRenewed(time.millis())) {
                renew();
            }
            return alias(latest.get());
        }

        @Override
        public String[] getClientAliases(String keyType, Principal[] issuers) {
            return new String[] {current()};
        }

        @Override
        public String[] getServerAliases(String keyType, Principal[] issuers) {
            return new String[] {current()};
        }

        @Override
        public @Nullable String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
            for (String keyType : keyTypes) {
                if (keyType.equals(KEY_TYPE)) {
                    return current();
                }
            }
            return null;
        }

        @Override
        public @Nullable String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
            return keyType.equals(KEY_TYPE) ? current() : null;
        }

        @Override
        public X509Certificate @Nullable [] getCertificateChain(String alias) {
            OwnCertificate own = made.get(alias);
            return own == null ? null : new X509Certificate[] {own.certificate()};
        }

        @Override
        public @Nullable PrivateKey getPrivateKey(String alias) {
            OwnCertificate own = made.get(alias);
            return own == null ? null : own.key();
        }
    }

    /** Trusts whom the group knows, whichever end it is. */
    private static final class Trust extends X509ExtendedTrustManager {
        private final PeerCheck check;

        Trust(PeerCheck check) {
            this.check = check;
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            check.memberOf(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            check.memberOf(chain);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            check.memberOf(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            check.memberOf(chain);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            check.memberOf(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            check.memberOf(chain);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}

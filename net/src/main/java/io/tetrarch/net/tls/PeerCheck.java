package io.tetrarch.net.tls;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;

/** Says whose a certificate is, or why it is nobody's. */
record PeerCheck(Members members, InstantSource time) {
    /** An OCTET STRING of less than 128 bytes: tag, length, content. */
    private static final int DER_HEAD = 2;

    Member memberOf(X509Certificate[] chain) throws CertificateException {
        if (chain == null || chain.length != 1) {
            throw new CertificateException("expected one certificate that a member vouches for");
        }
        X509Certificate certificate = chain[0];
        Vouching vouching = vouching(certificate)
                .orElseThrow(() -> new CertificateException("no member's statement is in the certificate"));
        Members.Known known = members.find(vouching.keyId())
                .orElseThrow(() -> new CertificateException(
                        "no member of the group has the key " + vouching.keyId().abbreviated()));
        if (!vouching.isSignedBy(
                known, members.founding(), certificate.getPublicKey().getEncoded())) {
            throw new CertificateException(
                    "the statement in the certificate is not " + known.member().name() + "'s on this key and group");
        }
        long now = time.millis();
        long skew = OwnCertificate.SKEW.toMillis();
        if (now < vouching.notBeforeMillis() - skew || now > vouching.notAfterMillis() + skew) {
            throw new CertificateException(
                    "the certificate of " + known.member().name() + " is not valid now; do the clocks agree?");
        }
        return known.member();
    }

    private static Optional<Vouching> vouching(X509Certificate certificate) {
        byte[] der = certificate.getExtensionValue(Vouching.OID);
        return der == null || der.length < DER_HEAD
                ? Optional.empty()
                : Vouching.decode(Arrays.copyOfRange(der, DER_HEAD, der.length));
    }
}

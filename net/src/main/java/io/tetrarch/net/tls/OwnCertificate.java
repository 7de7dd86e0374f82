package io.tetrarch.net.tls;

import io.tetrarch.crypto.signature.SigningKey;
import io.tetrarch.pbft.message.Digest;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.Date;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A member's TLS key and the certificate on it, both made in this process and kept in no file: the certificate signs
 * itself, and what vouches for it is the member's key in the group ({@link Vouching}).
 */
record OwnCertificate(PrivateKey key, X509Certificate certificate, long notAfterMillis) {
    static final Duration LIFE = Duration.ofDays(30);

    /** Clocks of two hosts may differ by less. */
    static final Duration SKEW = Duration.ofMinutes(10);

    private static final int SERIAL_BITS = 127;

    /**
     * @param groupKey the member's key in the group
     * @param group its id at the founding
     */
    @SuppressWarnings("JavaUtilDate") // what builds the certificate takes no other
    static OwnCertificate make(String name, SigningKey groupKey, Digest group, long nowMillis) {
        long notBefore = nowMillis - SKEW.toMillis();
        long notAfter = nowMillis + LIFE.toMillis();
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            byte[] tlsKey = pair.getPublic().getEncoded();
            X500Name subject = new X500NameBuilder().addRDN(BCStyle.CN, name).build();
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    subject,
                    new BigInteger(SERIAL_BITS, new SecureRandom()).add(BigInteger.ONE),
                    new Date(notBefore),
                    new Date(notAfter),
                    subject,
                    pair.getPublic());
            builder.addExtension(
                    new ASN1ObjectIdentifier(Vouching.OID),
                    false,
                    Vouching.sign(groupKey, group, tlsKey, notBefore, notAfter).encode());
            X509Certificate certificate = new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
            return new OwnCertificate(pair.getPrivate(), certificate, notAfter);
        } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
            throw new IllegalStateException("this JDK makes no certificate on a P-256 key", e);
        }
    }

    /** Made anew long before it is over: what fails to be made is then not missed yet. */
    boolean isToBeRenewed(long nowMillis) {
        return nowMillis > notAfterMillis - LIFE.toMillis() / 2;
    }
}

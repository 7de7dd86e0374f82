package io.tetrarch.net.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.crypto.signature.SigningKey;
import io.tetrarch.embedded.home.NodeFolder;
import io.tetrarch.net.TestCluster;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Hash;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Date;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose a certificate is follows from the group's keys alone. */
class PeerCheckTest {
    private static final long NOW = 1_800_000_000_000L;

    @TempDir
    Path folder;

    private TestCluster cluster;
    private SigningKey second;

    @BeforeEach
    void found() throws Exception {
        cluster = TestCluster.found(folder.resolve("cluster"));
        try (NodeFolder node = cluster.node(1)) {
            second = node.key();
        }
    }

    private X509Certificate certificate(SigningKey key, Digest group) {
        return OwnCertificate.make("anything", key, group, NOW).certificate();
    }

    private PeerCheck check(long now) throws Exception {
        return new PeerCheck(cluster.members(), InstantSource.fixed(java.time.Instant.ofEpochMilli(now)));
    }

    private Digest group() throws Exception {
        return cluster.group().id();
    }

    @Test
    void aMemberIsKnownByTheKeyInTheGroupFileWhateverTheCertificateSays() throws Exception {
        assertThat(check(NOW).memberOf(new X509Certificate[] {certificate(second, group())}))
                .isEqualTo(new Member.OfSeat(1, cluster.group().replicaNames().get(1)));
        assertThat(check(NOW).memberOf(new X509Certificate[] {
                    certificate(cluster.client().gateKey(), group())
                }))
                .isEqualTo(new Member.OfClient(cluster.client().self().keyId(), "gate"));
    }

    @Test
    void aStrangersKeyIsRefused() throws Exception {
        refuses(certificate(cluster.strangersKey(), group()), NOW, "no member of the group has the key");
    }

    @Test
    void aStatementForAnotherGroupIsRefused() throws Exception {
        refuses(certificate(second, Hash.sha3(new byte[] {7})), NOW, "is not creative's on this key and group");
    }

    @Test
    void aStatementThatIsOverIsRefused() throws Exception {
        X509Certificate certificate = certificate(second, group());
        long skew = OwnCertificate.SKEW.toMillis();
        long after = NOW + OwnCertificate.LIFE.toMillis();

        assertThat(check(after + skew).memberOf(new X509Certificate[] {certificate}))
                .isNotNull();
        refuses(certificate, after + skew + 1, "is not valid now");
        refuses(certificate, NOW - Duration.ofDays(1).toMillis(), "is not valid now");
    }

    @Test
    void aStatementThatWasTakenFromAnothersCertificateIsRefused() throws Exception {
        byte[] der = certificate(second, group()).getExtensionValue(Vouching.OID);
        refuses(withExtension(Arrays.copyOfRange(der, 2, der.length)), NOW, "is not creative's on this key and group");
    }

    @Test
    void aCertificateWithoutAStatementIsRefused() throws Exception {
        refuses(withExtension(new byte[] {1, 2, 3}), NOW, "no member's statement");
    }

    @Test
    void aChainIsRefused() throws Exception {
        X509Certificate certificate = certificate(second, group());
        PeerCheck check = check(NOW);

        assertThatThrownBy(() -> check.memberOf(new X509Certificate[] {certificate, certificate}))
                .isInstanceOf(CertificateException.class)
                .hasMessageContaining("expected one certificate");
    }

    @Test
    void itIsMadeAnewInTheMiddleOfItsLife() {
        OwnCertificate own = OwnCertificate.make("anything", second, Digest.ZERO, NOW);
        long middle = NOW + OwnCertificate.LIFE.toMillis() / 2;

        assertThat(own.isToBeRenewed(middle)).isFalse();
        assertThat(own.isToBeRenewed(middle + 1)).isTrue();
    }

    @SuppressWarnings("JavaUtilDate") // what builds the certificate takes no other
    private static X509Certificate withExtension(byte[] content) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        KeyPair pair = generator.generateKeyPair();
        X500Name name = new X500Name("CN=creative");
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                name, BigInteger.TWO, new Date(NOW - 1000), new Date(NOW + 1000), name, pair.getPublic());
        builder.addExtension(new ASN1ObjectIdentifier(Vouching.OID), false, content);
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
    }

    private void refuses(X509Certificate certificate, long now, String why) throws Exception {
        PeerCheck check = check(now);
        assertThatThrownBy(() -> check.memberOf(new X509Certificate[] {certificate}))
                .isInstanceOf(CertificateException.class)
                .hasMessageContaining(why);
    }
}

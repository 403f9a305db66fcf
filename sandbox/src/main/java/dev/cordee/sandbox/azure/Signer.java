package dev.cordee.sandbox.azure;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority: its key, the certificate that clients trust, and what it signs. */
record Signer(PrivateKey key, X509Certificate certificate) {
  private static final Duration LIFE = Duration.ofDays(5 * 365);
  private static final Duration LEAF_LIFE = Duration.ofDays(365);
  private static final Duration CLOCKS_APART = Duration.ofHours(1);
  private static final Set<String> HERE = Set.of("127.0.0.1", "localhost");
  private static final Pattern IPV4 = Pattern.compile("\\d+(\\.\\d+){3}");
  private static final X500Name NAME = new X500Name("CN=Cordee sandbox CA");
  private static final X500Name LEAF_NAME = new X500Name("CN=Cordee sandbox");

  static Signer create(Instant now)
      throws GeneralSecurityException, OperatorCreationException, IOException {
    KeyPair own = keys();
    JcaX509v3CertificateBuilder builder = builder(NAME, own.getPublic(), now, LIFE);
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
    builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
    builder.addExtension(
        Extension.subjectKeyIdentifier,
        false,
        new JcaX509ExtensionUtils().createSubjectKeyIdentifier(own.getPublic()));
    return new Signer(own.getPrivate(), signed(builder, own.getPrivate()));
  }

  /** Whether it outlives what it would sign now. */
  boolean lasts(Instant now) {
    return certificate.getNotAfter().toInstant().isAfter(now.plus(LEAF_LIFE));
  }

  /**
   * A certificate of a server.
   *
   * @param host a name or IPv4 address that clients use beside 127.0.0.1 and localhost
   */
  X509Certificate leaf(PublicKey server, String host, Instant now)
      throws GeneralSecurityException, OperatorCreationException, IOException {
    JcaX509v3CertificateBuilder builder = builder(LEAF_NAME, server, now, LEAF_LIFE);
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
    builder.addExtension(Extension.subjectAlternativeName, false, names(host));
    // strict clients insist on being told whose key signed
    builder.addExtension(
        Extension.authorityKeyIdentifier,
        false,
        new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(certificate.getPublicKey()));
    return signed(builder, key);
  }

  static KeyPair keys() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  private static GeneralNames names(String host) {
    Set<String> all = new TreeSet<>(HERE);
    all.add(host);
    return new GeneralNames(all.stream().map(Signer::name).toArray(GeneralName[]::new));
  }

  private static GeneralName name(String host) {
    boolean ip = IPV4.matcher(host).matches();
    return new GeneralName(ip ? GeneralName.iPAddress : GeneralName.dNSName, host);
  }

  private static JcaX509v3CertificateBuilder builder(
      X500Name subject, PublicKey key, Instant now, Duration life) {
    return new JcaX509v3CertificateBuilder(
        NAME,
        new BigInteger(Long.SIZE, new SecureRandom()).add(BigInteger.ONE),
        Date.from(now.minus(CLOCKS_APART)),
        Date.from(now.plus(life)),
        subject,
        key);
  }

  private static X509Certificate signed(JcaX509v3CertificateBuilder builder, PrivateKey signer)
      throws GeneralSecurityException, OperatorCreationException {
    var content = new JcaContentSignerBuilder("SHA256withECDSA").build(signer);
    return new JcaX509CertificateConverter().getCertificate(builder.build(content));
  }
}

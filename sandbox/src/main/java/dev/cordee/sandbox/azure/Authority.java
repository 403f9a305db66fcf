package dev.cordee.sandbox.azure;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A certificate authority made for one run, and the certificate it gives the stand-in. Its keys are
 * never written anywhere; only the authority's certificate is, for clients to trust.
 */
final class Authority {
  private static final Duration LIFE = Duration.ofDays(365);
  private static final Duration CLOCKS_APART = Duration.ofHours(1);
  private static final Set<String> HERE = Set.of("127.0.0.1", "localhost");
  private static final Pattern IPV4 = Pattern.compile("\\d+(\\.\\d+){3}");
  private static final X500Name NAME = new X500Name("CN=Cordee sandbox CA");
  private static final char[] IN_MEMORY = "memory".toCharArray();

  private final X509Certificate certificate;
  private final SSLContext tls;

  private Authority(X509Certificate certificate, SSLContext tls) {
    this.certificate = certificate;
    this.tls = tls;
  }

  /**
   * Makes keys and certificates.
   *
   * @param host a name or IPv4 address that clients use beside 127.0.0.1 and localhost
   */
  static Authority create(String host) {
    try {
      KeyPair own = keys();
      X509Certificate root = root(own);
      KeyPair shown = keys();
      X509Certificate leaf = leaf(shown, own, host);
      return new Authority(root, context(shown, leaf, root));
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException("this JVM cannot make certificates", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the stand-in's listeners show. */
  SSLContext tls() {
    return tls;
  }

  /** The authority's certificate, as PEM. */
  String pem() {
    var text = new StringWriter();
    try (var writer = new JcaPEMWriter(text)) {
      writer.writeObject(certificate);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static X509Certificate root(KeyPair own)
      throws GeneralSecurityException, OperatorCreationException, IOException {
    JcaX509v3CertificateBuilder builder = builder(NAME, own);
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
    builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
    var ids = new JcaX509ExtensionUtils();
    builder.addExtension(
        Extension.subjectKeyIdentifier, false, ids.createSubjectKeyIdentifier(own.getPublic()));
    return signed(builder, own);
  }

  private static X509Certificate leaf(KeyPair shown, KeyPair signer, String host)
      throws GeneralSecurityException, OperatorCreationException, IOException {
    JcaX509v3CertificateBuilder builder = builder(new X500Name("CN=Cordee sandbox"), shown);
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
    builder.addExtension(Extension.subjectAlternativeName, false, names(host));
    // strict clients insist on being told whose key signed
    var ids = new JcaX509ExtensionUtils();
    builder.addExtension(
        Extension.authorityKeyIdentifier,
        false,
        ids.createAuthorityKeyIdentifier(signer.getPublic()));
    return signed(builder, signer);
  }

  private static GeneralNames names(String host) {
    Set<String> all = new TreeSet<>(HERE);
    all.add(host);
    List<GeneralName> names = new ArrayList<>();
    for (String name : all) {
      boolean ip = IPV4.matcher(name).matches();
      names.add(new GeneralName(ip ? GeneralName.iPAddress : GeneralName.dNSName, name));
    }
    return new GeneralNames(names.toArray(GeneralName[]::new));
  }

  private static JcaX509v3CertificateBuilder builder(X500Name subject, KeyPair keys) {
    Instant now = Instant.now();
    return new JcaX509v3CertificateBuilder(
        NAME,
        new BigInteger(Long.SIZE, new SecureRandom()).add(BigInteger.ONE),
        Date.from(now.minus(CLOCKS_APART)),
        Date.from(now.plus(LIFE)),
        subject,
        keys.getPublic());
  }

  private static X509Certificate signed(JcaX509v3CertificateBuilder builder, KeyPair signer)
      throws GeneralSecurityException, OperatorCreationException {
    var content = new JcaContentSignerBuilder("SHA256withECDSA").build(signer.getPrivate());
    return new JcaX509CertificateConverter().getCertificate(builder.build(content));
  }

  private static KeyPair keys() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  private static SSLContext context(KeyPair keys, X509Certificate leaf, X509Certificate root)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry("sandbox", keys.getPrivate(), IN_MEMORY, new X509Certificate[] {leaf, root});
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, IN_MEMORY);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }
}

package dev.cordee.sandbox.azure;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
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
import org.jspecify.annotations.Nullable;

/**
 * The certificate authority of a folder, and the certificate it gives the stand-in for one run.
 * Clients that trust it once go on trusting it: it is renewed only when it would end before a
 * certificate of its own could.
 */
final class Authority {
  private static final String KEPT = "ca.p12";
  private static final String SHOWN = "ca.pem";
  private static final Duration LIFE = Duration.ofDays(5 * 365);
  private static final Duration LEAF_LIFE = Duration.ofDays(365);
  private static final Duration CLOCKS_APART = Duration.ofHours(1);
  private static final Set<String> HERE = Set.of("127.0.0.1", "localhost");
  private static final Pattern IPV4 = Pattern.compile("\\d+(\\.\\d+){3}");
  private static final X500Name NAME = new X500Name("CN=Cordee sandbox CA");
  private static final String ENTRY = "sandbox";

  /** A key store must have one; what protects the file is its mode. */
  private static final char[] PASSWORD = "sandbox".toCharArray();

  private final X509Certificate certificate;
  private final SSLContext tls;

  private Authority(X509Certificate certificate, SSLContext tls) {
    this.certificate = certificate;
    this.tls = tls;
  }

  /**
   * The folder's authority, made when it has none that lasts.
   *
   * @param host a name or IPv4 address that clients use beside 127.0.0.1 and localhost
   */
  static Authority in(AccountFolder folder, String host, Instant now) {
    try {
      Optional<Signer> kept = kept(folder).filter(signer -> signer.lasts(now.plus(LEAF_LIFE)));
      Signer signer = kept.isPresent() ? kept.get() : made(folder, now);
      KeyPair shown = keys();
      X509Certificate leaf = leaf(shown, signer, host, now);
      var authority = new Authority(signer.certificate, context(shown, leaf, signer.certificate));
      folder.write(SHOWN, authority.pem().getBytes(StandardCharsets.US_ASCII));
      return authority;
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

  private static Optional<Signer> kept(AccountFolder folder) {
    return folder
        .read(KEPT)
        .map(
            bytes -> {
              try {
                KeyStore store = store(new ByteArrayInputStream(bytes));
                return new Signer(
                    (PrivateKey) store.getKey(ENTRY, PASSWORD),
                    (X509Certificate) store.getCertificate(ENTRY));
              } catch (GeneralSecurityException | IOException e) {
                throw folder.damaged(KEPT, e);
              }
            });
  }

  private static Signer made(AccountFolder folder, Instant now)
      throws GeneralSecurityException, OperatorCreationException, IOException {
    KeyPair own = keys();
    var signer = new Signer(own.getPrivate(), root(own, now));
    KeyStore store = store(null);
    store.setKeyEntry(ENTRY, signer.key, PASSWORD, new X509Certificate[] {signer.certificate});
    var bytes = new ByteArrayOutputStream();
    store.store(bytes, PASSWORD);
    folder.writeSecret(KEPT, bytes.toByteArray());
    return signer;
  }

  private static X509Certificate root(KeyPair own, Instant now)
      throws GeneralSecurityException, OperatorCreationException, IOException {
    JcaX509v3CertificateBuilder builder = builder(NAME, own.getPublic(), now, LIFE);
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
    builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
    var ids = new JcaX509ExtensionUtils();
    builder.addExtension(
        Extension.subjectKeyIdentifier, false, ids.createSubjectKeyIdentifier(own.getPublic()));
    return signed(builder, own.getPrivate());
  }

  private static X509Certificate leaf(KeyPair shown, Signer signer, String host, Instant now)
      throws GeneralSecurityException, OperatorCreationException, IOException {
    JcaX509v3CertificateBuilder builder =
        builder(new X500Name("CN=Cordee sandbox"), shown.getPublic(), now, LEAF_LIFE);
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
    builder.addExtension(Extension.subjectAlternativeName, false, names(host));
    // strict clients insist on being told whose key signed
    var ids = new JcaX509ExtensionUtils();
    builder.addExtension(
        Extension.authorityKeyIdentifier,
        false,
        ids.createAuthorityKeyIdentifier(signer.certificate.getPublicKey()));
    return signed(builder, signer.key);
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

  private static KeyPair keys() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  private static SSLContext context(KeyPair keys, X509Certificate leaf, X509Certificate root)
      throws GeneralSecurityException, IOException {
    KeyStore store = store(null);
    store.setKeyEntry(ENTRY, keys.getPrivate(), PASSWORD, new X509Certificate[] {leaf, root});
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private static KeyStore store(@Nullable InputStream content)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(content, PASSWORD);
    return store;
  }

  /** Who signs: the authority's key and certificate. */
  private record Signer(PrivateKey key, X509Certificate certificate) {
    boolean lasts(Instant until) {
      return certificate.getNotAfter().toInstant().isAfter(until);
    }
  }
}

package dev.cordee.sandbox.azure;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.jspecify.annotations.Nullable;

/**
 * The certificate authority of a folder, and the certificate it gives the stand-in for one run.
 * Clients that trust it once go on trusting it: it is renewed only when it would end before a
 * certificate of its own could.
 */
final class Authority {
  private static final String KEPT = "ca.p12";
  private static final String SHOWN = "ca.pem";
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
      Optional<Signer> kept = kept(folder).filter(signer -> signer.lasts(now));
      Signer signer = kept.isPresent() ? kept.get() : made(folder, now);
      KeyPair shown = Signer.keys();
      X509Certificate leaf = signer.leaf(shown.getPublic(), host, now);
      var authority = new Authority(signer.certificate(), context(shown, leaf, signer));
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
    return folder.read(KEPT).map(bytes -> signer(folder, bytes));
  }

  private static Signer signer(AccountFolder folder, byte[] bytes) {
    try {
      KeyStore store = store(new ByteArrayInputStream(bytes));
      return new Signer(
          (PrivateKey) store.getKey(ENTRY, PASSWORD),
          (X509Certificate) store.getCertificate(ENTRY));
    } catch (GeneralSecurityException | IOException e) {
      throw folder.damaged(KEPT, e);
    }
  }

  private static Signer made(AccountFolder folder, Instant now)
      throws GeneralSecurityException, OperatorCreationException, IOException {
    Signer signer = Signer.create(now);
    KeyStore store = store(null);
    store.setKeyEntry(ENTRY, signer.key(), PASSWORD, new X509Certificate[] {signer.certificate()});
    var bytes = new ByteArrayOutputStream();
    store.store(bytes, PASSWORD);
    folder.writeSecret(KEPT, bytes.toByteArray());
    return signer;
  }

  private static SSLContext context(KeyPair keys, X509Certificate leaf, Signer signer)
      throws GeneralSecurityException, IOException {
    KeyStore store = store(null);
    var chain = new X509Certificate[] {leaf, signer.certificate()};
    store.setKeyEntry(ENTRY, keys.getPrivate(), PASSWORD, chain);
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
}

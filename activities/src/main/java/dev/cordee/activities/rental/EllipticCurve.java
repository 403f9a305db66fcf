package dev.cordee.activities.rental;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.util.Arrays;

/** Whether a point lies on the curve its key names: one that does not is no key. */
final class EllipticCurve {
  static final String PREFIX = "ecdsa-sha2-";

  /** First byte of a point that is written in full. */
  private static final byte UNCOMPRESSED = 4;

  private EllipticCurve() {}

  static void check(String type, String curve, byte[] point) {
    if (!type.equals(PREFIX + curve)) {
      throw new UnusableKeyException("says it is " + type + ", and its data is on another curve");
    }
    var spec = spec(curve.replaceFirst("nistp", "secp") + "r1");
    var field = ((ECFieldFp) spec.getCurve().getField()).getP();
    var bytes = (field.bitLength() + 7) / 8;
    if (point.length != 1 + 2 * bytes || point[0] != UNCOMPRESSED) {
      throw new UnusableKeyException("its point is not written as OpenSSH does");
    }
    var x = new BigInteger(1, Arrays.copyOfRange(point, 1, 1 + bytes));
    var y = new BigInteger(1, Arrays.copyOfRange(point, 1 + bytes, point.length));
    var right =
        x.pow(3).add(spec.getCurve().getA().multiply(x)).add(spec.getCurve().getB()).mod(field);
    if (x.compareTo(field) >= 0 || y.compareTo(field) >= 0 || !y.pow(2).mod(field).equals(right)) {
      throw new UnusableKeyException("its point is not on the curve");
    }
  }

  private static ECParameterSpec spec(String name) {
    try {
      var parameters = AlgorithmParameters.getInstance("EC");
      parameters.init(new ECGenParameterSpec(name));
      return parameters.getParameterSpec(ECParameterSpec.class);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no curve " + name, e);
    }
  }
}

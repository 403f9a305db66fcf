package dev.cordee.web.sales;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.cordee.activities.sales.SaleRecord;
import dev.cordee.workflows.sales.AppName;
import dev.cordee.workflows.sales.SaleId;
import dev.cordee.workflows.sales.SaleState;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/**
 * What a sale that was asked for, or was to end, is answered with.
 *
 * @param url where its engine takes a WebSocket; null until it is known
 * @param reason of its state; null when it was asked for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SaleAnswer(
    SaleId saleId,
    AppName appName,
    @Nullable String url,
    SaleState state,
    @JsonProperty("expires_at") @Nullable Instant expiresAt,
    @Nullable String reason) {

  /** What proxies and routers do not pass on as it is, in a path. */
  private static final Pattern NOT_IN_A_PATH = Pattern.compile("[/\\\\;%]");

  static SaleAnswer spawned(SaleRecord sale) {
    return new SaleAnswer(
        sale.saleId(),
        sale.app(),
        SaleView.url(sale).orElse(null),
        sale.state(),
        sale.expiresAt().orElse(null),
        null);
  }

  static SaleAnswer ended(SaleRecord sale) {
    return new SaleAnswer(sale.saleId(), sale.app(), null, sale.state(), null, sale.reason());
  }

  /** Where it is looked up. */
  static URI location(SaleRecord sale) {
    var id = sale.saleId().value();
    var fits = !NOT_IN_A_PATH.matcher(id).find();
    return URI.create(
        SaleController.PATH
            + "/"
            + UriUtils.encodePathSegment(fits ? id : sale.app().suffix(), StandardCharsets.UTF_8));
  }
}

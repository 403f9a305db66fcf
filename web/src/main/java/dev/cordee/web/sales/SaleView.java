package dev.cordee.web.sales;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.cordee.activities.sales.SaleEvent;
import dev.cordee.activities.sales.SaleRecord;
import dev.cordee.workflows.sales.AppName;
import dev.cordee.workflows.sales.SaleFailure;
import dev.cordee.workflows.sales.SaleId;
import dev.cordee.workflows.sales.SaleRequest;
import dev.cordee.workflows.sales.SaleState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A sale.
 *
 * @param name of its app
 * @param url where its engine takes a WebSocket; null until it is known
 * @param version of its engine: the image's tag
 * @param reason of its state
 * @param endsSoon whether it ends soon, unless it is extended
 * @param adopted whether its app was there before Cordée looked after it
 * @param orphanSince since when nobody has looked after its app
 * @param drift in what its app differs from what would be ordered today
 * @param failure why it failed; null when it did not
 * @param history the latest that happened to it, the newest first; null in a list
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SaleView(
    SaleId id,
    AppName name,
    @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String url,
    SaleState state,
    @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String version,
    String reason,
    @JsonProperty("requested_at") Instant requestedAt,
    @JsonProperty("live_at") @Nullable Instant liveAt,
    @JsonProperty("expires_at") @Nullable Instant expiresAt,
    @JsonProperty("ends_soon") boolean endsSoon,
    boolean adopted,
    @JsonProperty("orphan_since") @Nullable Instant orphanSince,
    @Nullable String drift,
    @Nullable SaleFailure failure,
    @JsonProperty("ended_at") @Nullable Instant endedAt,
    @Nullable List<SaleEvent> history) {

  /** In a list. */
  static SaleView of(SaleRecord sale) {
    return view(sale, null);
  }

  /** By itself, with all there is to know. */
  static SaleView of(SaleRecord sale, List<SaleEvent> history) {
    return view(sale, history);
  }

  private static SaleView view(SaleRecord sale, @Nullable List<SaleEvent> history) {
    return new SaleView(
        sale.saleId(),
        sale.app(),
        url(sale).orElse(null),
        sale.state(),
        sale.image().flatMap(SaleView::tag).orElse(null),
        sale.reason(),
        sale.requestedAt(),
        sale.liveAt().orElse(null),
        sale.expiresAt().orElse(null),
        sale.isActive() && sale.warnedAt().isPresent(),
        sale.origin() == SaleRequest.Origin.ADOPTED,
        sale.orphanSince().orElse(null),
        sale.drift().orElse(null),
        sale.failure() == SaleFailure.NONE ? null : sale.failure(),
        sale.endedAt().orElse(null),
        history);
  }

  static Optional<String> url(SaleRecord sale) {
    return sale.fqdn().map(fqdn -> "wss://" + fqdn);
  }

  /** A digest tells the version when there is no tag; a colon before the last slash is a port's. */
  private static Optional<String> tag(String image) {
    var digest = image.indexOf('@');
    var name = digest < 0 ? image : image.substring(0, digest);
    var colon = name.lastIndexOf(':');
    if (colon > name.lastIndexOf('/')) {
      return Optional.of(name.substring(colon + 1));
    }
    return digest < 0 ? Optional.empty() : Optional.of(image.substring(digest + 1));
  }
}

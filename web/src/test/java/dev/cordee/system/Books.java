package dev.cordee.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What must be true of database, counters and shop once every order is final. */
final class Books {
  private static final Pattern COUNTER =
      Pattern.compile("commande_etat_total\\{etat=\"(\\w+)\"\\} (\\S+)");

  private final Stack stack;
  private final HttpClient http;

  Books(Stack stack, HttpClient http) {
    this.stack = stack;
    this.http = http;
  }

  void assertOneStoryEverywhere(Shop shop) throws Exception {
    shop.assertConserved();
    assertThat(query("SELECT etat_actuel, count(*) FROM commande GROUP BY 1"))
        .as("sales and confirmed orders")
        .containsEntry("CONFIRMEE", (long) shop.sales());
    assertThat(
            query("SELECT saga_id || etat, count(*) FROM etat_saga GROUP BY 1 HAVING count(*) > 1"))
        .as("states entered twice")
        .isEmpty();
    assertThat(
            query(
                """
                SELECT saga_id::text, count(*) FROM etat_saga
                 WHERE etat IN ('CONFIRMEE', 'ANNULEE') OR etat LIKE 'ECHEC%'
                 GROUP BY 1 HAVING count(*) <> 1
                """))
        .as("orders with two final states")
        .isEmpty();
    assertThat(counters())
        .as("counters and tables")
        .isEqualTo(query("SELECT etat, count(*) FROM etat_saga GROUP BY 1"));
  }

  private Map<String, Long> counters() throws IOException, InterruptedException {
    var metrics =
        http.send(HttpRequest.newBuilder(stack.api("/metrics")).build(), BodyHandlers.ofString())
            .body();
    var counters = new TreeMap<String, Long>();
    COUNTER
        .matcher(metrics)
        .results()
        .filter(counter -> Double.parseDouble(counter.group(2)) > 0)
        .forEach(c -> counters.put(c.group(1), (long) Double.parseDouble(c.group(2))));
    return counters;
  }

  private Map<String, Long> query(String sql) throws SQLException, IOException {
    var rows = new TreeMap<String, Long>();
    try (var connection =
            DriverManager.getConnection(stack.jdbcUrl(), "cordee", stack.databasePassword());
        var statement = connection.createStatement();
        var result = statement.executeQuery(sql)) {
      while (result.next()) {
        rows.put(result.getString(1), result.getLong(2));
      }
    }
    return rows;
  }
}

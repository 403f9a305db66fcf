package dev.cordee.web.sales;

import dev.cordee.activities.sales.SaleRecord;
import dev.cordee.activities.sales.SaleRecords;
import dev.cordee.web.watch.RowWatch;
import dev.cordee.workflows.sales.AppName;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What API and worker know of sales. */
@Configuration(proxyBeanMethods = false)
class SalesConfiguration {

  @Bean
  SaleRecords saleRecords(JdbcClient jdbc) {
    return new SaleRecords(jdbc);
  }

  @Bean
  @Profile("api")
  RowWatch<AppName, SaleRecord> saleWatch(SaleRecords sales) {
    return new RowWatch<>("sales", sales::find, SaleRecord::app);
  }

  /** Counted from the database, so by one process only. */
  @Bean
  @Profile("api")
  SalesFigures salesFigures(SaleRecords sales) {
    return new SalesFigures(sales);
  }
}

package dev.cordee.web.practice;

import java.net.URI;
import java.time.Clock;
import java.time.ZoneId;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@Conditional(PracticeOn.class)
class PracticeConfiguration {

  @Bean
  SandboxControl sandboxControl(PracticeSettings settings, JsonMapper json) {
    return new SandboxControl(settings.control(), json);
  }

  @Bean
  OwnApi ownApi(Environment environment, JsonMapper json) {
    return new OwnApi(() -> here(environment), json);
  }

  private static URI here(Environment environment) {
    var address = environment.getRequiredProperty("cordee.address");
    var host = address.contains(":") ? "[" + address + "]" : address;
    return URI.create(
        "http://" + host + ":" + environment.getRequiredProperty("local.server.port"));
  }

  @Bean
  Practice practice(
      Environment environment,
      PracticeSettings settings,
      SandboxControl control,
      OwnApi api,
      JsonMapper json) {
    Playground.require(environment);
    var standIns = new StandIns(control, json);
    var launcher = new Launcher(settings.program());
    var machines = new Machines(launcher, json);
    var jobs = new Jobs();
    return new Practice(
        new SceneReader(machines, standIns),
        standIns,
        new LauncherJobs(launcher, machines, jobs),
        new Customers(api, standIns, Clock.system(ZoneId.systemDefault())),
        jobs);
  }
}

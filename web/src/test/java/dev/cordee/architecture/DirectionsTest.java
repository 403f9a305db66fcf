package dev.cordee.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Dependencies point one way: web → activities → workflows; capabilities stand side by side. */
@AnalyzeClasses(packages = "dev.cordee", importOptions = ImportOption.DoNotIncludeTests.class)
class DirectionsTest {

  @ArchTest
  static final ArchRule modulesPointOneWay =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("web")
          .definedBy("dev.cordee.web..")
          .layer("activities")
          .definedBy("dev.cordee.activities..")
          .layer("workflows")
          .definedBy("dev.cordee.workflows..")
          .layer("sandbox")
          .definedBy("dev.cordee.sandbox..")
          .whereLayer("web")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("activities")
          .mayOnlyBeAccessedByLayers("web")
          .whereLayer("workflows")
          .mayOnlyBeAccessedByLayers("web", "activities")
          .whereLayer("sandbox")
          .mayNotBeAccessedByAnyLayer();

  @ArchTest
  static final ArchRule packagesOfActivitiesMakeNoCycle =
      slices().matching("dev.cordee.activities.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule packagesOfTheWebMakeNoCycle =
      slices().matching("dev.cordee.web.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule whatAllCapabilitiesShareKnowsNone =
      noClasses()
          .that()
          .resideInAnyPackage(
              "..workflows.saga..",
              "..activities.saga..",
              "..web.saga..",
              "..web.repairs..",
              "..web.http..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..checkout..", "..orders..");

  @ArchTest
  static final ArchRule capabilitiesDoNotKnowEachOther =
      noClasses()
          .that()
          .resideInAPackage("..orders..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..checkout..");

  @ArchTest
  static final ArchRule activitiesKnowNoWebStack =
      noClasses()
          .that()
          .resideInAPackage("dev.cordee.activities..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.springframework.boot..", "org.springframework.web..", "jakarta..");

  @ArchTest static final ArchRule noStaticState = fields().that().areStatic().should().beFinal();
}

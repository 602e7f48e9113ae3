package io.lethe;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The shape of the code, kept by the build: data moves one way, and the rules know neither Kafka nor a clock. */
class ArchitectureTest {
    private static final String[] STEPS = {
        "io.lethe.router..", "io.lethe.request..", "io.lethe.fanout..", "io.lethe.completion..", "io.lethe.audit.."
    };

    private static JavaClasses lethe;

    @BeforeAll
    static void read() {
        lethe = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.lethe");
    }

    @Test
    void shouldKeepTheDomainFreeOfKafka() {
        noClasses()
                .that()
                .resideInAPackage("io.lethe.lifecycle..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "io.javalin..", "io.lethe.store..", "io.lethe.config..")
                .check(lethe);
    }

    @Test
    void shouldKeepTheDomainFreeOfClocksAndRandomness() {
        noClasses()
                .that()
                .resideInAPackage("io.lethe.lifecycle..")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Clock.class, Random.class, SecureRandom.class)
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(UUID.class, "randomUUID")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(lethe);
    }

    @Test
    void shouldKeepStepsFromKnowingEachOther() {
        slices().matching("io.lethe.(router|request|fanout|completion|audit)..")
                .should()
                .notDependOnEachOther()
                .check(lethe);
    }

    @Test
    void shouldLetNothingButTheWiringKnowTheSteps() {
        classes()
                .that()
                .resideInAnyPackage("io.lethe.router..", "io.lethe.fanout..", "io.lethe.completion..")
                .should()
                .onlyHaveDependentClassesThat()
                .resideInAnyPackage(join("io.lethe.topology..", STEPS))
                .check(lethe);
    }

    @Test
    void shouldLetNothingButTheEdgeReadStoresFromOutside() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.lethe.query..", "io.lethe.http..", "io.lethe.app..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.lethe.query..")
                .allowEmptyShould(true)
                .check(lethe);
    }

    private static String[] join(String first, String[] others) {
        String[] all = new String[others.length + 1];
        all[0] = first;
        System.arraycopy(others, 0, all, 1, others.length);
        return all;
    }
}

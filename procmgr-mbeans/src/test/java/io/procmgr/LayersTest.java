package io.procmgr;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTag;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Holds the layers of {@code docs/architecture.md} apart. */
@ArchTag("any-engine")
@AnalyzeClasses(packages = "io.procmgr", importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {
    @ArchTest
    static final ArchRule JOB_KNOWS_NOBODY = only("job");

    @ArchTest
    static final ArchRule SOURCE_KNOWS_JOB = only("source", "job");

    @ArchTest
    static final ArchRule SUPERVISE_KNOWS_JOB = only("supervise", "job");

    @ArchTest
    static final ArchRule OS_KNOWS_THE_CORE = only("os", "os.linux", "supervise", "job");

    @ArchTest
    static final ArchRule LINUX_KNOWS_NOBODY = only("os.linux");

    @ArchTest
    static final ArchRule OUTPUT_KNOWS_THE_CORE = only("output", "supervise", "job");

    @ArchTest
    static final ArchRule STATE_KNOWS_THE_CORE = only("state", "supervise", "job");

    @ArchTest
    static final ArchRule NOTIFY_KNOWS_THE_CORE = only("notify", "supervise", "job");

    @ArchTest
    static final ArchRule REPORT_KNOWS_THE_CORE = only("report", "supervise", "job");

    @ArchTest
    static final ArchRule JMX_KNOWS_THE_CORE = only("jmx", "supervise", "job");

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("io.procmgr.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule JMX_API_ONLY_IN_JMX_AND_WHERE_IT_IS_PUT_TOGETHER = noClasses()
            .that()
            .resideOutsideOfPackages("io.procmgr.jmx", "io.procmgr")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("javax.management..");

    @ArchTest
    static final ArchRule PROCESSES_ONLY_IN_OS = noClasses()
            .that()
            .resideOutsideOfPackages("io.procmgr.os")
            .and()
            .doNotHaveFullyQualifiedName("io.procmgr.StateDirectory")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.lang.ProcessBuilder")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.lang.ProcessHandle")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.lang.Process");

    @ArchTest
    static final ArchRule THE_CORE_HAS_NO_CLOCK = noClasses()
            .that()
            .resideInAnyPackage("io.procmgr.job", "io.procmgr.supervise")
            .should()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Thread.class, "sleep", long.class);

    private static ArchRule only(String layer, String... known) {
        List<String> allowed = new ArrayList<>(List.of("java..", "io.procmgr." + layer));
        Stream.of(known).map(name -> "io.procmgr." + name).forEach(allowed::add);
        if (layer.equals("jmx")) {
            allowed.add("javax.management..");
        }
        if (layer.equals("report")) {
            allowed.add("javax.crypto..");
        }
        if (layer.equals("os.linux")) {
            allowed.add("com.sun.jna..");
        }
        return classes()
                .that()
                .resideInAPackage("io.procmgr." + layer)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed.toArray(String[]::new));
    }
}

package io.procmgr.cdi;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTag;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Holds the extension apart from what must do without a container. */
@ArchTag("any-container")
@AnalyzeClasses(packages = "io.procmgr", importOptions = CdiLayersTest.NoTests.class)
class CdiLayersTest {
    /** Tests of another module come in a jar. */
    static final class NoTests implements ImportOption {
        private final ImportOption ofThisModule = new DoNotIncludeTests();

        @Override
        public boolean includes(Location location) {
            return ofThisModule.includes(location) && !location.contains("-tests.jar");
        }
    }

    @ArchTest
    static final ArchRule ONLY_THE_EXTENSION_KNOWS_JAKARTA = noClasses()
            .that()
            .resideOutsideOfPackage("io.procmgr.cdi..")
            .and()
            .doNotHaveFullyQualifiedName("io.procmgr.alert.MailTransport")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta..", "org.eclipse.microprofile..", "javax.naming..");

    @ArchTest
    static final ArchRule MAIL_NEEDS_NO_CONTAINER = noClasses()
            .that()
            .resideInAPackage("io.procmgr.alert")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.enterprise..", "jakarta.inject..", "io.procmgr.http..");

    @ArchTest
    static final ArchRule THE_HTTP_DOOR_DOES_WITHOUT_RMI = noClasses()
            .that()
            .resideOutsideOfPackages("io.procmgr.rmi", "io.procmgr.cdi", "io.procmgr.cli")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.procmgr.rmi", "java.rmi..", "javax.management.remote..");

    @ArchTest
    static final ArchRule NOBODY_KNOWS_THE_EXTENSION = noClasses()
            .that()
            .resideOutsideOfPackages("io.procmgr.cdi..", "io.procmgr.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.procmgr.cdi..");

    @ArchTest
    static final ArchRule THE_EXTENSION_NEEDS_NO_MORE_THAN_CDI = classes()
            .that()
            .resideInAPackage("io.procmgr.cdi..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.procmgr..",
                    "java..",
                    "javax.naming..",
                    "jakarta.annotation..",
                    "jakarta.enterprise..",
                    "jakarta.inject..",
                    "jakarta.interceptor..",
                    "org.eclipse.microprofile..");

    @ArchTest
    static final ArchRule WHAT_A_SERVER_MAY_LACK_IS_USED_IN_ONE_CLASS_EACH = noClasses()
            .that()
            .doNotHaveSimpleName("MicroProfileConfig")
            .and()
            .doNotHaveSimpleName("JobReadiness")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.eclipse.microprofile..");
}

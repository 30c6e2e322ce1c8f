package io.procmgr.sample;

import io.procmgr.cdi.contract.ApplicationContract;
import io.procmgr.cdi.contract.SampleApplication;
import java.io.IOException;
import org.jboss.shrinkwrap.api.ArchivePaths;
import org.jboss.shrinkwrap.api.Filters;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The application of the contracts as a WAR, with the libraries of the sample's. */
final class WildFlyArchive {
    private WildFlyArchive() {}

    static WebArchive of(String app, String moreProperties) throws IOException {
        WebArchive sample = ShrinkWrap.create(ZipImporter.class, "sample.war")
                .importFrom(Archives.sample().toFile())
                .as(WebArchive.class);
        return ShrinkWrap.create(WebArchive.class, app + "-1.4.2.war")
                .merge(sample, ArchivePaths.root(), Filters.include("/WEB-INF/lib/.*"))
                .addClasses(SampleApplication.CLASSES)
                .addClasses(SampleApplication.class, ApplicationContract.class)
                .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml")
                .addAsResource(
                        new StringAsset(SampleApplication.properties(app) + moreProperties),
                        "META-INF/procmgr.properties");
    }
}

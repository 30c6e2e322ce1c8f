package io.procmgr.cli;

import io.procmgr.job.Problem;
import io.procmgr.source.Catalog;
import io.procmgr.source.JobSources;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code procmgr check}: reads job files and tells what is wrong. */
@Command(
        name = "check",
        description = {
            "Reads job files and tells all that is wrong with them, on standard error, as"
                    + " file:line: job NAME: option: message. Starts nothing and writes nothing.",
            ""
        },
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        sortOptions = false,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:the files are valid; there may be warnings",
            "1:they have errors",
            "2:the command line cannot be understood"
        })
final class CheckCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE|DIR",
            description = "Files in pmtr syntax, *.properties, *.job, or directories of such files.")
    private List<Path> paths;

    @Option(
            names = "--json",
            description = "Print the jobs, with every value as it holds, and the problems on standard output.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Catalog catalog = JobSources.load(paths, Path.of(""));
        if (json) {
            CatalogJson.write(catalog, out);
        } else {
            catalog.problems().stream()
                    .map(Problem::toString)
                    .forEach(spec.commandLine().getErr()::println);
            if (catalog.isValid()) {
                out.println("valid: " + catalog.jobs().size() + " jobs");
            }
        }
        return catalog.isValid() ? ExitStatus.DONE : ExitStatus.FAILED;
    }
}

package io.procmgr.cli;

import io.procmgr.ProcessProperties;
import io.procmgr.Settings;
import io.procmgr.job.JobHost;
import io.procmgr.job.Problem;
import io.procmgr.job.Template;
import io.procmgr.source.Catalog;
import io.procmgr.source.JobSources;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;

/** {@code procmgr check}: reads job files and tells what is wrong. */
final class CheckCommand implements Callable<Integer> {
    private final PositionalParamSpec paths = PositionalParamSpec.builder()
            .arity("0..*")
            .paramLabel("FILE|DIR")
            .type(List.class)
            .auxiliaryTypes(Path.class)
            .description("Files in pmtr syntax, *.properties, *.job, or directories of such files.")
            .build();

    private final OptionSpec profiles = OptionSpec.builder("--profiles")
            .paramLabel("DIR")
            .type(Path.class)
            .description("A directory of profile directories, as ProcLaunch has them.")
            .build();

    private final OptionSpec json = OptionSpec.builder("--json")
            .type(boolean.class)
            .initialValue(false)
            .description("Print the jobs, with every value as it holds, and the problems on standard output.")
            .build();

    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("check");

    CommandSpec spec() {
        spec.addPositional(paths).addOption(profiles).addOption(json);
        spec.usageMessage()
                .sortOptions(false)
                .description(
                        "Reads job files and tells all that is wrong with them, on standard error, as"
                                + " file:line: job NAME: option: message. Starts nothing and writes nothing.",
                        "")
                .exitCodeListHeading("%nExit status:%n")
                .exitCodeList(ExitStatus.list(
                        "the files are valid; there may be warnings",
                        "they have errors",
                        "the command line cannot be understood"));
        return Main.withStandardOptions(spec);
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        List<Path> files = Optional.<List<Path>>ofNullable(paths.getValue()).orElse(List.of());
        Optional<Path> profileDirectory = Optional.ofNullable(profiles.getValue());
        if (files.isEmpty() && profileDirectory.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "Missing required parameter: 'FILE|DIR'");
        }
        JobSources sources = new JobSources(
                files,
                profileDirectory,
                Path.of(""),
                JobHost.STAND_ALONE,
                ProcessProperties.aroundCommand(Settings.of(files, Path.of(""))).layers());
        Catalog catalog = sources.read();
        boolean valid = catalog.isValid() && catalog.faults().isEmpty();
        if (json.getValue()) {
            CatalogJson.write(catalog, sources.written(), out);
        } else {
            catalog.problems().stream()
                    .map(Problem::toString)
                    .forEach(spec.commandLine().getErr()::println);
            catalog.udp().stream()
                    .filter(line -> !line.isLoopback())
                    .map(line -> Problem.warning(
                            line.origin(), "", line.option(), "is refused by run without --report-secret"))
                    .map(Problem::toString)
                    .forEach(spec.commandLine().getErr()::println);
            if (valid) {
                int templates = catalog.templates().size();
                out.println("valid: " + catalog.jobs().size() + " jobs"
                        + (templates == 0
                                ? ""
                                : ", " + templates + " templates: "
                                        + catalog.templates().stream()
                                                .map(Template::name)
                                                .collect(Collectors.joining(", "))));
            }
        }
        return valid ? ExitStatus.DONE : ExitStatus.FAILED;
    }
}

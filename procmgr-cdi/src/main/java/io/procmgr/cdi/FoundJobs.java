package io.procmgr.cdi;

import io.procmgr.job.JobSpec;
import io.procmgr.job.Origin;
import io.procmgr.job.Problem;
import io.procmgr.job.RawJob;
import io.procmgr.job.RawValue;
import io.procmgr.source.Layer;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.AnnotatedCallable;
import jakarta.enterprise.inject.spi.AnnotatedMember;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.Bean;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The annotated jobs that the container shows while it looks for beans. Not safe for use by several threads. */
final class FoundJobs {
    /** By the name of their class, since containers show classes in no particular order. */
    private final Map<String, List<RawJob>> jobs = new TreeMap<>();

    private final Map<String, List<Problem>> problems = new TreeMap<>();
    private final List<ProducedJob> produced = new ArrayList<>();

    /** Takes a class that has the annotation somewhere. */
    void look(AnnotatedType<?> type) {
        Class<?> javaClass = type.getJavaClass();
        List<RawJob> found = new ArrayList<>();
        List<Problem> wrong = new ArrayList<>();
        Origin origin = new Origin("@ManagedProcess on " + javaClass.getName(), 0);
        for (ManagedProcess annotation : type.getAnnotations(ManagedProcess.class)) {
            RawJob job = AnnotatedJob.of(annotation, DefaultName.of(javaClass.getSimpleName()), origin);
            if (javaClass.isInterface() || Modifier.isAbstract(javaClass.getModifiers())) {
                String kind = javaClass.isInterface() ? "an interface" : "an abstract class";
                wrong.add(Problem.error(
                        origin,
                        job.name(),
                        "",
                        "is on " + kind + ": the annotation belongs on a class that can be made"));
            } else {
                found.add(job);
            }
        }
        Stream.concat(type.getMethods().stream(), type.getFields().stream())
                .forEach(member -> lookForMisuse(member, wrong));
        jobs.put(javaClass.getName(), found);
        problems.put(javaClass.getName(), wrong);
    }

    private static void lookForMisuse(AnnotatedMember<?> member, List<Problem> wrong) {
        List<ManagedProcess> annotations = List.copyOf(member.getAnnotations(ManagedProcess.class));
        if (annotations.isEmpty()) {
            return;
        }
        Origin origin = origin(member);
        String name = name(member, annotations.get(0));
        if (!member.isAnnotationPresent(Produces.class) || member.getBaseType() != JobSpec.class) {
            wrong.add(Problem.error(
                    origin,
                    name,
                    "",
                    "is on a member that does not produce a job: it needs @Produces and the type JobSpec"));
        }
        if (annotations.size() > 1) {
            wrong.add(Problem.error(
                    origin, name, "", "is there " + annotations.size() + " times: a producer makes one job"));
        }
        for (RawValue value : AnnotatedJob.values(annotations.get(0), origin)) {
            wrong.add(Problem.error(
                    origin, name, value.option(), "has no effect on a producer: set it in the JobSpec that it makes"));
        }
    }

    /** Takes a producer of a job specification; without the annotation it defines no job. */
    void produced(AnnotatedMember<?> member, Bean<?> bean) {
        for (ManagedProcess annotation : member.getAnnotations(ManagedProcess.class)) {
            produced.add(new ProducedJob(bean, name(member, annotation), origin(member)));
        }
    }

    private static String name(AnnotatedMember<?> member, ManagedProcess annotation) {
        return AnnotatedJob.name(
                annotation, DefaultName.of(member.getJavaMember().getName()));
    }

    private static Origin origin(AnnotatedMember<?> member) {
        String name = member.getJavaMember().getDeclaringClass().getName() + "."
                + member.getJavaMember().getName();
        return new Origin("@ManagedProcess on " + name + (member instanceof AnnotatedCallable ? "()" : ""), 0);
    }

    /** The jobs of producers, by name. */
    List<ProducedJob> produced() {
        return produced.stream().sorted(Comparator.comparing(ProducedJob::name)).toList();
    }

    /** Those of classes, and what their producers have made. */
    Layer layer(List<RawJob> made, List<Problem> problemsOfMade) {
        List<RawJob> all = new ArrayList<>();
        jobs.values().forEach(all::addAll);
        all.addAll(made);
        List<Problem> allProblems = new ArrayList<>();
        problems.values().forEach(allProblems::addAll);
        allProblems.addAll(problemsOfMade);
        return new Layer("annotations", all, List.of(), allProblems);
    }
}

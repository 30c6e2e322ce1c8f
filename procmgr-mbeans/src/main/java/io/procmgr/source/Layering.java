package io.procmgr.source;

import io.procmgr.job.Dialect;
import io.procmgr.job.RawJob;
import io.procmgr.job.RawValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Puts layers and files together, key by key. A job stands where it is defined first, and takes up what later layers say of
 * it; a second one of its name in one layer stays by itself, to be refused.
 */
final class Layering {
    private final List<Definitions> parts = new ArrayList<>();
    private final Map<String, Integer> places = new HashMap<>();
    private boolean stale;

    /** The layers around these files. */
    Layering(Layers layers, List<Definitions> files) {
        List<List<Definitions>> all = new ArrayList<>();
        for (Layer layer : layers.below()) {
            all.add(List.of(definitions(layer)));
        }
        int ofFiles = all.size();
        all.add(files);
        if (!layers.environment().isEmpty()) {
            all.add(List.of(definitions(EnvironmentLayer.of(layers.environment(), names(layers, files)))));
        }
        for (Layer layer : layers.above()) {
            all.add(List.of(definitions(layer)));
        }
        Set<String> layered = new HashSet<>();
        for (int i = 0; i < all.size(); i++) {
            if (i != ofFiles) {
                all.get(i).get(0).jobs().forEach(job -> layered.add(job.name()));
            }
        }
        for (int i = 0; i < all.size(); i++) {
            add(all.get(i), i, layered);
        }
    }

    private static List<String> names(Layers layers, List<Definitions> files) {
        Set<String> names = new LinkedHashSet<>();
        layers.below().forEach(layer -> layer.jobs().forEach(job -> names.add(job.name())));
        files.forEach(file -> file.jobs().forEach(job -> names.add(job.name())));
        layers.above().forEach(layer -> layer.jobs().forEach(job -> names.add(job.name())));
        return List.copyOf(names);
    }

    private static Definitions definitions(Layer layer) {
        List<Definition> jobs = new ArrayList<>();
        for (RawJob job : layer.jobs()) {
            jobs.add(new Definition.Written(job, Optional.empty()));
        }
        return new Definitions(layer.source(), jobs, layer.defaults(), List.of(), layer.alerts(), layer.problems());
    }

    /** All definitions, the lowest first. */
    List<Definitions> merged() {
        return parts;
    }

    /** Whether a job of a file is known by its text alone, which does not tell all of it any more. */
    boolean isStale() {
        return stale;
    }

    /** Adds one layer; the files are one. */
    private void add(List<Definitions> layer, int number, Set<String> layered) {
        for (Definitions part : layer) {
            overrideDefaults(part.defaults());
            overrideAlerts(part.alerts());
        }
        Set<String> here = new HashSet<>();
        for (Definitions part : layer) {
            List<Definition> own = new ArrayList<>();
            for (Definition job : part.jobs()) {
                stale |= job instanceof Definition.Known && layered.contains(job.name());
                if (!(job instanceof Definition.Written written) || !layered.contains(job.name())) {
                    own.add(job);
                    continue;
                }
                Definition.Written numbered =
                        new Definition.Written(written.job().inLayer(number), Optional.empty(), written.faulty());
                if (here.add(job.name()) && places.containsKey(job.name())) {
                    override(numbered);
                } else {
                    places.putIfAbsent(job.name(), parts.size());
                    own.add(numbered);
                }
            }
            parts.add(part.withJobs(own));
        }
    }

    private void overrideDefaults(List<RawValue> later) {
        if (later.isEmpty()) {
            return;
        }
        parts.replaceAll(part -> new Definitions(
                part.source(),
                part.jobs(),
                without(part.defaults(), later),
                part.udp(),
                part.alerts(),
                part.problems()));
    }

    private void overrideAlerts(List<Property> later) {
        if (later.isEmpty()) {
            return;
        }
        Set<String> keys = new HashSet<>();
        later.forEach(property -> keys.add(property.key()));
        parts.replaceAll(part -> part.withAlerts(part.alerts().stream()
                .filter(property -> !keys.contains(property.key()))
                .toList()));
    }

    private void override(Definition.Written later) {
        int place = places.get(later.name());
        Definitions part = parts.get(place);
        List<Definition> jobs = new ArrayList<>(part.jobs());
        for (int i = 0; i < jobs.size(); i++) {
            if (jobs.get(i).name().equals(later.name())) {
                Definition.Written earlier = (Definition.Written) jobs.get(i);
                RawJob job = merge(earlier.job(), later.job());
                jobs.set(i, new Definition.Written(job, Optional.empty(), earlier.faulty() || later.faulty()));
                break;
            }
        }
        parts.set(place, part.withJobs(jobs));
    }

    /** A file in a dialect of its own defines its job wholly; it says what is meant where nothing is written. */
    private static RawJob merge(RawJob earlier, RawJob later) {
        List<RawValue> values = without(earlier.values(), later.values());
        values.addAll(later.values());
        RawJob defining = later.dialect() == Dialect.PROCMGR ? earlier : later;
        return new RawJob(earlier.name(), defining.dialect(), defining.origin(), values, defining.stamps(), List.of());
    }

    private static List<RawValue> without(List<RawValue> earlier, List<RawValue> later) {
        List<RawValue> rest = new ArrayList<>();
        for (RawValue value : earlier) {
            if (later.stream().noneMatch(value::setsSame)) {
                rest.add(value);
            }
        }
        return rest;
    }
}

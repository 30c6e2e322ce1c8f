package io.procmgr.cli;

import io.procmgr.job.Durations;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Options that are durations, written as in job files. */
final class DurationText implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
        try {
            return Durations.of(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("it " + e.getMessage() + " (value=" + text + ")");
        }
    }
}

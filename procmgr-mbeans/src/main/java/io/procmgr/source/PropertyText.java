package io.procmgr.source;

import io.procmgr.job.Origin;
import java.util.Optional;

/** The value of a property, wherever it is written. */
interface PropertyText {
    Origin origin();

    /** All that the value and what names the job depend on: key and value as they are written. */
    void writeTo(StringBuilder text);

    /** The value with nothing expanded; empty if it has a malformed escape. */
    Optional<String> plainValue();

    /** The value in which {@code \$} keeps its backslash, which tells a dollar sign from a variable. */
    Optional<String> template();

    /** Whether nothing is to be expanded. */
    boolean literal();

    /** That of a property outside configuration files. */
    record Of(Property property) implements PropertyText {
        @Override
        public Origin origin() {
            return property.origin();
        }

        @Override
        public void writeTo(StringBuilder text) {
            text.append(property.key()).append('=').append(property.value());
        }

        @Override
        public Optional<String> plainValue() {
            return Optional.of(property.value());
        }

        @Override
        public Optional<String> template() {
            return Optional.of(property.template().orElse(property.value()));
        }

        @Override
        public boolean literal() {
            return property.template().isEmpty();
        }
    }

    /** A line of a file. */
    record Line(PropertyLine line, String file) implements PropertyText {
        @Override
        public Origin origin() {
            return new Origin(file, line.line());
        }

        @Override
        public void writeTo(StringBuilder text) {
            text.append(line.key()).append('=').append(line.value());
        }

        @Override
        public Optional<String> plainValue() {
            return line.plainValue();
        }

        @Override
        public Optional<String> template() {
            return line.template();
        }

        @Override
        public boolean literal() {
            return false;
        }
    }
}

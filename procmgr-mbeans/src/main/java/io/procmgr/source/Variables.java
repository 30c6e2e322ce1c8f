package io.procmgr.source;

import io.procmgr.job.Problem;
import java.util.Optional;
import java.util.function.Consumer;

/** What {@code ${name}} stands for in a property. */
interface Variables {
    /** The value of a variable; empty if there is none. */
    Optional<String> value(String name);

    /**
     * Puts the values in; what they hold is not expanded again. {@code \${} is a plain <code>${</code>.
     *
     * @param problem is told what is wrong, such as a variable that there is not
     */
    default String expand(String template, Consumer<String> problem) {
        if (template.indexOf('$') < 0) {
            return template;
        }
        StringBuilder text = new StringBuilder(template.length());
        int at = 0;
        for (int dollar = template.indexOf("${"); dollar >= 0; dollar = template.indexOf("${", at)) {
            if (dollar > at && template.charAt(dollar - 1) == '\\') {
                text.append(template, at, dollar - 1).append("${");
                at = dollar + 2;
            } else {
                int end = template.indexOf('}', dollar);
                if (end < 0) {
                    problem.accept("has a ${ that is not closed; a plain one is written \\${");
                    break;
                }
                String name = template.substring(dollar + 2, end);
                text.append(template, at, dollar);
                value(name)
                        .ifPresentOrElse(
                                text::append,
                                () -> problem.accept("names a variable that neither the system properties nor the"
                                        + " environment have (variable=" + Problem.shown(name) + ")"));
                at = end + 1;
            }
        }
        return text.append(template, at, template.length()).toString();
    }
}

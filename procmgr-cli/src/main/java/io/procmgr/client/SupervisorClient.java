package io.procmgr.client;

import io.procmgr.job.JobName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jolokia.json.JSONArray;
import org.jolokia.json.JSONObject;

/** A running supervisor, as its MBeans show it. Safe for use by several threads; nothing is kept between two calls. */
public final class SupervisorClient {
    private final Target target;
    private final Jolokia jolokia;
    private final String app;

    public SupervisorClient(Target target) {
        this.target = target;
        this.jolokia = new Jolokia(target);
        this.app = target.app().map(name -> ",app=" + name).orElse("");
    }

    /** Where it is. */
    public Target target() {
        return target;
    }

    private String supervisor() {
        return "procmgr:type=Supervisor" + app;
    }

    private String process(String job) {
        JobName name = new JobName(job);
        String instance = name.instance().map(one -> ",instance=" + one).orElse("");
        return "procmgr:type=Process" + app + ",name=" + name.base().encoded() + instance;
    }

    /** All jobs, in the order of their definition. */
    public List<JobSummary> statuses() throws UnreachableException {
        JSONArray all = (JSONArray) ask(Jolokia.read(supervisor(), "Statuses"));
        List<JobSummary> statuses = new ArrayList<>(all.size());
        try {
            for (Object one : all) {
                statuses.add(JobSummary.of((JSONObject) one));
            }
        } catch (IllegalArgumentException | NullPointerException | ClassCastException e) {
            throw new UnreachableException(
                    "cannot talk to procmgr at " + target + ": it is of a version that tells other things: " + e, e);
        }
        return statuses;
    }

    /** The names of the templates, of which it makes instances. */
    public List<String> templates() throws UnreachableException {
        List<String> templates = new ArrayList<>();
        for (Object one : (JSONArray) ask(Jolokia.read(supervisor(), "Templates"))) {
            templates.add(String.valueOf(one));
        }
        return templates;
    }

    /** Calls an operation of the supervisor. */
    public Object call(String operation, Object... arguments) throws UnreachableException {
        return ask(Jolokia.exec(supervisor(), operation, arguments));
    }

    private Object ask(JSONObject request) throws UnreachableException {
        try {
            return jolokia.send(request);
        } catch (RequestRefusedException e) {
            if (e.isAbsent()) {
                throw new UnreachableException("cannot talk to procmgr at " + target + ": there is no supervisor "
                        + supervisor() + "; it is ending, or belongs to an application, which --app names");
            }
            throw e;
        }
    }

    /** What happened after the event of this number, oldest first, as operation {@code events} tells it. */
    public List<Map<String, Object>> events(long since, int max) throws UnreachableException {
        List<Map<String, Object>> events = new ArrayList<>();
        for (Object event : (JSONArray) call("events", since, max)) {
            events.add(named(event));
        }
        return events;
    }

    /** Calls an operation of one job. */
    public Object callJob(String job, String operation, Object... arguments) throws UnreachableException {
        return jolokia.send(Jolokia.exec(process(job), operation, arguments));
    }

    /**
     * Calls an operation of several jobs, in one request.
     *
     * @return what each says, in the same order
     */
    public List<JobAnswer> callJobs(Collection<String> jobs, String operation, Object... arguments)
            throws UnreachableException {
        List<JSONObject> requests = new ArrayList<>();
        for (String job : jobs) {
            requests.add(Jolokia.exec(process(job), operation, arguments));
        }
        List<JobAnswer> answers = new ArrayList<>();
        List<Jolokia.Answer> all = jolokia.sendAll(requests);
        int at = 0;
        for (String job : jobs) {
            Jolokia.Answer answer = all.get(at++);
            answers.add(new JobAnswer(job, Optional.ofNullable(answer.value()), answer.refusal()));
        }
        return answers;
    }

    /** Attributes of one job, by their names. */
    public Map<String, Object> attributes(String job, String... names) throws UnreachableException {
        return named(jolokia.send(Jolokia.read(process(job), names)));
    }

    /** Attributes of all jobs, two at least, {@code Name} among them; by the jobs' names, in no order. */
    public Map<String, Map<String, Object>> attributesOfAll(String... names) throws UnreachableException {
        JSONObject beans = (JSONObject) jolokia.send(Jolokia.read("procmgr:type=Process" + app + ",*", names));
        Map<String, Map<String, Object>> jobs = new LinkedHashMap<>();
        for (Object bean : beans.values()) {
            Map<String, Object> attributes = named(bean);
            jobs.put((String) attributes.get("Name"), attributes);
        }
        return jobs;
    }

    private static Map<String, Object> named(Object json) {
        Map<String, Object> named = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : ((Map<?, ?>) json).entrySet()) {
            named.put((String) entry.getKey(), entry.getValue());
        }
        return named;
    }
}

"""What was measured: one record each, kept in memory and in a file of JSON lines."""
import json


class Results:
    def __init__(self, path=None):
        self.records = []
        self.file = open(path, "w") if path else None

    @classmethod
    def read(cls, paths):
        results = cls()
        for path in paths:
            with open(path) as file:
                results.records += [json.loads(line) for line in file]
        return results

    def add(self, peer, metric, jobs, value=None, note=None):
        """a value, a list of values, or a note that says why there is none"""
        record = {"peer": peer, "metric": metric, "jobs": jobs, "value": value, "note": note}
        self.records.append(record)
        if self.file:
            self.file.write(json.dumps(record) + "\n")
            self.file.flush()

    def peers(self):
        """name and version of each, in the order of the run"""
        return {r["peer"]: r["note"] for r in self.records if r["metric"] == "version"}

    def settings(self):
        """the sizes of the run"""
        return next(r["value"] for r in self.records if r["metric"] == "settings")

    def values(self, peer, metric, jobs):
        found = []
        for record in self._matching(peer, metric, jobs):
            if isinstance(record["value"], list):
                found += record["value"]
            elif record["value"] is not None:
                found.append(record["value"])
        return found

    def notes(self, peer, metric, jobs):
        return list(dict.fromkeys(r["note"] for r in self._matching(peer, metric, jobs) if r["note"]))

    def _matching(self, peer, metric, jobs):
        return [r for r in self.records if r["peer"] == peer and r["metric"] == metric and r["jobs"] == jobs]

// A value that can be watched: what all modules share is in stores, what one component needs is its own.
import { useEffect, useState } from "./vendor/preact.js";

export function store(value) {
  const watchers = new Set();
  return {
    get: () => value,
    set(patch) {
      value = { ...value, ...patch };
      for (const watcher of [...watchers]) watcher(value);
    },
    watch(watcher) {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
  };
}

/** The value, or what is chosen of it; the component is drawn again when that is another one. */
export function useStore(of, choose = (value) => value) {
  const [chosen, setChosen] = useState(() => choose(of.get()));
  useEffect(() => {
    const look = (value) => setChosen(() => choose(value));
    look(of.get());
    return of.watch(look);
  }, [of]);
  return chosen;
}

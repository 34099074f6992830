// The data of the report: a document for the module, and one for each function that is parsed when it is first looked at.

const model = (() => {
  const module = JSON.parse(byId('module').textContent);
  const functions = new Map();

  function functionAt(index) {
    if (!functions.has(index)) functions.set(index, prepare(JSON.parse(byId(`function-${index}`).textContent)));
    return functions.get(index);
  }

  // What is left out in the documents because it is what nearly all have.
  function prepare(data) {
    for (const line of data.lines ?? []) line.code ??= -1;
    for (const line of data.assembly ?? []) {
      line.code ??= -1;
      line.value ??= -1;
      line.block ??= -1;
    }
    data.snapshots ??= [];
    return data;
  }

  return { module, functionAt };
})();

// What is shown. Parts of the page listen for changes of it and draw themselves.
const view = (() => {
  const state = { function: -1, pass: -1, pin: null };
  const listeners = { function: [], pass: [], pin: [] };

  function set(changes) {
    const changed = Object.keys(changes).filter(name => changes[name] !== state[name]);
    Object.assign(state, changes);
    for (const name of ['function', 'pass', 'pin']) {
      if (changed.includes(name)) for (const listener of listeners[name]) listener();
    }
  }

  return {
    get function() { return state.function; },
    get pass() { return state.pass; },
    get pin() { return state.pin; },
    get data() { return model.functionAt(state.function); },
    get snapshot() { return this.data.snapshots[state.pass]; },
    on: (name, listener) => listeners[name].push(listener),

    showFunction(index, pass, pin = null) {
      const last = model.functionAt(index).snapshots.length - 1;
      state.pass = -1;
      set({ function: index, pass: Math.max(0, Math.min(pass ?? last, last)), pin });
    },
    showPass(pass) {
      const last = this.data.snapshots.length - 1;
      set({ pass: Math.max(0, Math.min(pass, last)) });
    },
    pinAt: spot => set({ pin: spot }),
  };
})();

// Puts the page together, and keeps what is shown in the address, so that it can be sent on.

const theme = (() => {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const root = document.documentElement;

  function isDark() {
    return root.dataset.theme ? root.dataset.theme === 'dark' : dark.matches;
  }

  return { toggle: () => { root.dataset.theme = isDark() ? 'light' : 'dark'; } };
})();

// What is said about lines: of all, or of the pinned line alone.
const notes = { toggle: () => { document.body.classList.toggle('all-notes'); dispatchEvent(new Event('resize')); } };

const address = (() => {
  let own = '';

  function read() {
    const wanted = new URLSearchParams(location.hash.slice(1));
    const name = wanted.get('function');
    const index = model.module.functions.findIndex(entry => entry.name === name);
    const pass = /^\d+$/.test(wanted.get('pass') ?? '') ? Number(wanted.get('pass')) : undefined;
    view.showFunction(index < 0 ? model.module.selected ?? 0 : index, pass);
    const line = Number(wanted.get('line'));
    const row = columns.parts.source.byLine.get(`0:${line}`)?.[0];
    if (!row) return;
    marks.pin(row, false);
    bringIntoView(row, columns.parts.source.body, false);
  }

  function write() {
    const parts = new URLSearchParams({ function: model.module.functions[view.function].name });
    if (view.snapshot && view.pass !== view.data.snapshots.length - 1) parts.set('pass', view.pass);
    if (view.pin?.line > 0 && view.pin.home === 0) parts.set('line', view.pin.line);
    own = `#${parts}`;
    history.replaceState(null, '', own);
  }

  function build() {
    addEventListener('hashchange', () => location.hash !== own && read());
    for (const name of ['function', 'pass', 'pin']) view.on(name, write);
  }

  return { build, read };
})();

(() => {
  const { module } = model;
  const button = (text, label, handler) => el('button', { type: 'button', title: label, 'aria-label': label, on: { click: handler } }, text);
  const bar = byId('bar');
  bar.append(el('span', { class: 'brand' }, 'pycjit ', el('span', {}, 'explore')));
  if (module.functions.length > 0) picker.build(bar);
  bar.append(
    el('span', { class: 'file' }, el('span', { class: 'file-name' }, module.file), el('span', {}, `CPython ${module.python}`)),
    el('span', { class: 'buttons' },
      button('Print', 'Print this function', () => print()),
      button('Notes', 'What is said about lines, all at once (e)', () => notes.toggle()),
      button('◐', 'Light or dark (t)', () => theme.toggle()),
      button('?', 'Keys (?)', () => keys.showHelp())));
  keys.build();
  const main = byId('columns');
  document.querySelector('.skip').addEventListener('click', event => {
    event.preventDefault();
    main.focus();
  });
  if (module.functions.length === 0) {
    byId('timeline').hidden = true;
    main.append(el('p', { class: 'absent' }, 'The file defines no functions at its top level.'));
    return;
  }
  columns.build(main);
  graph.build(main);
  ribbons.build();
  timeline.build(byId('timeline'));
  tabs.build(byId('tabs'));
  marks.build(main);
  address.build();
  byId('hint').append('point, click, or press ', el('kbd', {}, '?'));
  view.on('function', () => ['source', 'bytecode', 'assembly'].forEach(keys.rove));
  view.on('pass', () => keys.rove('ir'));
  address.read();
})();

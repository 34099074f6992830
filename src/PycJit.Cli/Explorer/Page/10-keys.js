// The page by keyboard alone.

const keys = (() => {
  const help = [
    ['1 2 3 4', 'go to source, bytecode, IR, machine code'],
    ['5', 'go to the graph; arrows go from block to block, Enter shows one'],
    ['↑ ↓', 'line by line'],
    ['← →', 'to the next column, to what belongs to the line'],
    ['Enter', 'keep the marks of a line, or let them go'],
    ['Esc', 'let them go'],
    ['[ ]', 'the pass before, the next pass'],
    ['{ }', 'as it was built, the last pass'],
    ['f', 'functions'],
    ['n p', 'the next function, the one before'],
    ['g', 'graph larger or smaller'],
    ['Shift 1–4', 'fold a column'],
    ['e', 'all that is said about lines, or only that of the pinned one'],
    ['t', 'light or dark'],
    ['?', 'this help'],
  ];
  let dialog;

  function build() {
    dialog = el('dialog', { id: 'help', 'aria-labelledby': 'help-title' },
      el('h2', { id: 'help-title' }, 'Keys'),
      el('table', {}, el('tbody', {}, help.map(([key, what]) => el('tr', {},
        el('th', { scope: 'row' }, key.split(' ').map((one, index) => [index > 0 && ' ', el('kbd', {}, one)])), el('td', {}, what))))),
      el('p', { class: 'legend' }, 'Point at a line to see where it comes from and what it becomes; click to keep the marks. ',
        'Thin bars behind a source line say how many machine instructions it has; ✓ what was done, ○ what was not and why, ◇ what is checked, τ types. ',
        'In the IR ', el('span', { class: 'row-added key' }, '+ added'), ' ', el('span', { class: 'row-changed key' }, '~ changed'), ' ',
        el('span', { class: 'row-moved key' }, '↕ moved'), ' ', el('span', { class: 'row-gone key' }, '− gone'), ' is what the pass did.'),
      el('form', { method: 'dialog' }, el('button', { autofocus: true }, 'Close')));
    document.body.append(dialog);
    document.addEventListener('keydown', onKey);
  }

  function showHelp() {
    if (dialog.open) dialog.close();
    else dialog.showModal();
  }

  function onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches?.('input, select, textarea') || (dialog.open && event.key !== '?')) return;
    const digit = /^Digit([1-5])$/.exec(event.code)?.[1];
    if (event.shiftKey && digit && digit < 5) {
      columns.toggle(columns.names[digit - 1]);
    } else if (!event.shiftKey && /^[1-4]$/.test(event.key)) {
      tabs.show(columns.names[event.key - 1]);
      focusColumn(columns.names[event.key - 1]);
    } else if (!actions[event.key]?.(event)) {
      return;
    }
    event.preventDefault();
  }

  const done = action => event => { action(event); return true; };
  const last = () => view.data.snapshots.length - 1;

  const actions = {
    '5': done(() => { tabs.show('graph'); graph.nodes()[0]?.focus(); }),
    '[': done(() => view.showPass(view.pass - 1)),
    ']': done(() => view.showPass(view.pass + 1)),
    '{': done(() => view.showPass(0)),
    '}': done(() => view.showPass(last())),
    'f': done(() => picker.open()),
    'n': done(() => step(1)),
    'p': done(() => step(-1)),
    'g': done(() => graph.resize()),
    'e': done(() => notes.toggle()),
    't': done(() => theme.toggle()),
    '?': done(showHelp),
    'Escape': done(() => { picker.close(); view.pinAt(null); }),
    'Enter': pinFocused,
    ' ': pinFocused,
    'ArrowDown': event => move(event, 1),
    'ArrowUp': event => move(event, -1),
    'ArrowRight': event => sideways(event, 1),
    'ArrowLeft': event => sideways(event, -1),
    'Home': event => moveTo(event, 0),
    'End': event => moveTo(event, -1),
  };

  function step(by) {
    const count = model.module.functions.length;
    view.showFunction((view.function + by + count) % count);
  }

  const focusedRow = () => document.activeElement?.closest?.('.row');

  function focusColumn(name) {
    const part = columns.parts[name];
    focusRow(part.body.querySelector('.pinned, .mark, .mark-line') ?? part.body.querySelector('.row[tabindex="0"]') ?? part.rows[0] ?? part.body, part);
  }

  // Of the rows of a column one can be reached with Tab: the one that had the focus last.
  function focusRow(row, part) {
    part.body.querySelector('[tabindex="0"]')?.setAttribute('tabindex', '-1');
    row.setAttribute('tabindex', '0');
    row.focus({ preventScroll: true, focusVisible: true });
    bringIntoView(row, part.body, false);
  }

  function pinFocused() {
    const row = focusedRow();
    if (!row || !columns.spotOf(row)) return false;
    marks.pin(row);
    return true;
  }

  function move(event, by) {
    const node = document.activeElement?.closest?.('.node');
    if (node) {
      const all = graph.nodes();
      all[Math.max(0, Math.min(all.indexOf(node) + by, all.length - 1))].focus();
      return true;
    }
    const row = focusedRow();
    if (!row) return false;
    const part = columns.parts[columns.spotOf(row).column];
    const next = part.rows[part.rows.indexOf(row) + by];
    if (next) focusRow(next, part);
    return true;
  }

  function moveTo(event, index) {
    const row = focusedRow();
    if (!row) return false;
    const part = columns.parts[columns.spotOf(row).column];
    focusRow(part.rows.at(index), part);
    return true;
  }

  function sideways(event, by) {
    const row = focusedRow();
    if (!row) return false;
    const visible = columns.names.filter(name => columns.parts[name].body.offsetWidth > 0 && columns.parts[name].rows.length > 0);
    const to = visible[visible.indexOf(columns.spotOf(row).column) + by];
    if (to) focusColumn(to);
    return true;
  }

  // The first row of each column is where Tab goes, until another has had the focus.
  function rove(name) {
    columns.parts[name].rows[0]?.setAttribute('tabindex', '0');
  }

  return { build, showHelp, rove };
})();

// Where the window is narrow, one column is shown at a time.
const tabs = (() => {
  const names = [...columns.names, 'graph'];
  let buttons;

  function build(nav) {
    const list = el('div', { role: 'tablist' });
    buttons = names.map(name => el('button', {
      type: 'button', role: 'tab', 'aria-selected': 'false', 'aria-controls': name === 'graph' ? 'graph' : `column-${name}`, on: { click: () => show(name) },
    }, { source: 'Source', bytecode: 'Bytecode', ir: 'IR', assembly: 'Machine code', graph: 'Graph' }[name]));
    list.append(...buttons);
    nav.append(list);
    show('source');
  }

  function show(name) {
    byId('columns').dataset.tab = name;
    for (const [index, button] of buttons.entries()) button.setAttribute('aria-selected', String(names[index] === name));
  }

  return { build, show };
})();

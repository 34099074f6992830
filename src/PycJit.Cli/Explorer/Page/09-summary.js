// What the report says of a function at a glance, and the list of all functions.

const summary = (() => {
  const tiers = { native: 'native', interpreted: 'interpreted', unavailable: 'unavailable' };

  function draw() {
    const data = view.data;
    const refused = data.notes.find(note => note.kind === 'refused');
    const title = el('div', { class: 'title' },
      el('h1', {}, data.declaration), badge(data.tier), data.signature && el('code', { class: 'signature' }, data.signature));
    clear(byId('summary')).append(title);
    if (refused) byId('summary').append(el('p', { class: 'why' }, el('strong', { class: 'id' }, refused.id), ' ', refused.title));
    else byId('summary').append(facts(data));
    if (data.stages) byId('summary').append(stages(data.stages));
    document.title = `${data.declaration} · ${model.module.file} · PycJit`;
  }

  const badge = tier => el('span', { class: `badge badge-${tier}` }, tiers[tier]);

  const facts = data => el('dl', { class: 'facts' },
    (data.facts ?? []).map(fact => el('div', { title: fact.more }, el('dt', {}, fact.name), el('dd', {}, fact.value))));

  function stages(list) {
    const total = list.reduce((sum, stage) => sum + stage.microseconds, 0);
    const text = microseconds => microseconds >= 1000 ? `${(microseconds / 1000).toFixed(1)} ms` : `${Math.round(microseconds)} µs`;
    return el('div', { class: 'stages' },
      el('div', { class: 'stage-total' }, 'compiled in ', el('b', {}, text(total))),
      el('div', { class: 'stage-bar', role: 'img', 'aria-label': list.map(stage => `${stage.name} ${text(stage.microseconds)}`).join(', ') },
        list.map((stage, index) => el('span', {
          class: `stage stage-${index}`, title: `${stage.name}: ${text(stage.microseconds)}`, style: { 'flex-grow': String(Math.max(stage.microseconds, total / 200)) },
        }))),
      el('div', { class: 'stage-names', 'aria-hidden': 'true' },
        list.map((stage, index) => el('span', { class: `stage-name stage-${index}` }, stage.name))));
  }

  view.on('function', draw);
  return { badge };
})();

const picker = (() => {
  let button, panel, input, list, current;

  function build(bar) {
    const { module } = model;
    button = el('button', {
      class: 'picker', type: 'button', 'aria-haspopup': 'listbox', 'aria-expanded': 'false', title: 'Functions (f)', on: { click: toggle },
    }, current = el('span', { class: 'current' }), el('span', { class: 'count' }, plural(module.functions.length, 'function')), el('span', { 'aria-hidden': 'true' }, '▾'));
    input = el('input', {
      type: 'search', placeholder: 'Find a function', 'aria-label': 'Find a function', autocomplete: 'off', spellcheck: 'false', role: 'combobox', 'aria-expanded': 'true',
      'aria-controls': 'functions', on: { input: filter, keydown: onKey },
    });
    list = el('div', { id: 'functions', role: 'listbox', 'aria-label': 'Functions' });
    panel = el('div', { class: 'panel', hidden: true }, input, list);
    bar.append(el('div', { class: 'functions' }, button, panel));
    for (const [index, entry] of module.functions.entries()) {
      list.append(el('div', { class: 'entry', role: 'option', id: `entry-${index}`, 'aria-selected': 'false', 'data-index': String(index), on: { click: () => choose(index) } },
        el('span', { class: 'entry-name' }, entry.name), el('span', { class: 'entry-line' }, `:${entry.line}`),
        el('span', { class: 'entry-size' }, entry.size ? plural(entry.size, 'byte') : entry.reason ?? ''), summary.badge(entry.tier)));
    }
    for (const name of module.unavailable ?? []) {
      list.append(el('div', { class: 'entry entry-missing', role: 'option', 'aria-disabled': 'true', 'aria-selected': 'false', title: name.text },
        el('span', { class: 'entry-name' }, name.name), el('span', { class: 'entry-line' }), el('span', { class: 'entry-size' }, name.id), summary.badge('unavailable')));
    }
    document.addEventListener('pointerdown', event => !event.target.closest?.('.functions') && close());
    view.on('function', () => {
      current.textContent = module.functions[view.function].name;
      for (const entry of list.children) entry.setAttribute('aria-selected', String(entry.dataset.index === String(view.function)));
    });
  }

  const entries = () => [...list.children].filter(entry => !entry.hidden && entry.dataset.index !== undefined);

  function toggle() {
    if (panel.hidden) open();
    else close();
  }

  function open() {
    panel.hidden = false;
    button.setAttribute('aria-expanded', 'true');
    input.value = '';
    filter();
    input.focus();
    activate(byId(`entry-${view.function}`));
  }

  function close() {
    if (panel.hidden) return;
    panel.hidden = true;
    button.setAttribute('aria-expanded', 'false');
  }

  function filter() {
    const wanted = input.value.trim().toLowerCase();
    for (const entry of list.children) entry.hidden = !entry.querySelector('.entry-name').textContent.toLowerCase().includes(wanted);
    activate(entries()[0]);
  }

  function activate(entry) {
    for (const other of list.querySelectorAll('.active')) other.classList.remove('active');
    entry?.classList.add('active');
    entry?.scrollIntoView({ block: 'nearest' });
    if (entry) input.setAttribute('aria-activedescendant', entry.id);
  }

  function choose(index) {
    close();
    button.focus();
    view.showFunction(index);
  }

  function onKey(event) {
    const all = entries();
    const at = all.findIndex(entry => entry.classList.contains('active'));
    if (event.key === 'ArrowDown') activate(all[Math.min(at + 1, all.length - 1)]);
    else if (event.key === 'ArrowUp') activate(all[Math.max(at - 1, 0)]);
    else if (event.key === 'Enter' && at >= 0) choose(Number(all[at].dataset.index));
    else if (event.key === 'Escape') { close(); button.focus(); }
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return { build, open, close };
})();

// The passes that have changed something, as bars: lines that came above, lines that went below.

const timeline = (() => {
  let track, label, select;

  const size = list => list?.length ?? 0;

  function build(section) {
    track = el('div', {
      class: 'track', role: 'slider', tabindex: '0', 'aria-label': 'Pass', 'aria-valuemin': '0',
      on: { keydown: onKey, pointerdown: onPointer, pointermove: event => event.buttons === 1 && onPointer(event) },
    });
    select = el('select', { 'aria-label': 'Pass by name', on: { change: () => view.showPass(Number(select.value)) } });
    label = el('span', { class: 'counts' });
    section.append(
      el('div', { class: 'controls' },
        el('button', { type: 'button', title: 'The pass before ([)', 'aria-label': 'The pass before', on: { click: () => view.showPass(view.pass - 1) } }, '←'),
        select,
        el('button', { type: 'button', title: 'The next pass (])', 'aria-label': 'The next pass', on: { click: () => view.showPass(view.pass + 1) } }, '→'),
        label),
      track);
    view.on('function', draw);
    view.on('pass', update);
  }

  function titleOf(snapshot, index) {
    const parts = [`${index} ${snapshot.title}`];
    if (snapshot.round > 1) parts.push(`round ${snapshot.round}`);
    if (view.data.severalUnits && snapshot.function) parts.push(snapshot.function);
    return parts.join(', ');
  }

  function draw() {
    const { snapshots } = view.data;
    byId('timeline').hidden = snapshots.length === 0;
    clear(track);
    clear(select);
    track.setAttribute('aria-valuemax', String(Math.max(0, snapshots.length - 1)));
    const most = Math.max(4, ...snapshots.flatMap(({ difference }) => [size(difference?.added) + size(difference?.changed), size(difference?.gone)]));
    // By the root: one pass that rewrites everything would make the others invisible.
    const height = count => count === 0 ? 0 : Math.max(0.08, Math.sqrt(count / most));
    for (const [index, snapshot] of snapshots.entries()) {
      const change = snapshot.difference;
      const came = size(change?.added) + size(change?.changed) + size(change?.moved);
      track.append(el('span', { class: 'step', title: `${titleOf(snapshot, index)}${change ? `: ${countsOf(change)}` : ''}`, 'data-index': String(index) },
        el('span', { class: 'came', style: { '--height': String(height(came)), '--share': String(came ? size(change?.added) / came : 0) } }),
        el('span', { class: 'went', style: { '--height': String(height(size(change?.gone))) } })));
      select.append(el('option', { value: String(index) }, titleOf(snapshot, index)));
    }
    update();
  }

  function countsOf(change) {
    const parts = [['added', '+'], ['changed', '~'], ['moved', '↕'], ['gone', '−']]
      .filter(([name]) => size(change[name]) > 0)
      .map(([name, sign]) => `${sign}${size(change[name])} ${name}`);
    return parts.join('  ') || 'no line changed';
  }

  function update() {
    const { snapshots } = view.data;
    if (snapshots.length === 0) return;
    const snapshot = view.snapshot;
    select.value = String(view.pass);
    for (const [index, step] of [...track.children].entries()) {
      step.classList.toggle('current', index === view.pass);
      step.classList.toggle('past', index < view.pass);
    }
    const change = snapshot.difference;
    label.textContent = change ? countsOf(change) : 'as it was built';
    track.setAttribute('aria-valuenow', String(view.pass));
    track.setAttribute('aria-valuetext', `${titleOf(snapshot, view.pass)}: ${label.textContent}`);
  }

  function onKey(event) {
    const last = view.data.snapshots.length - 1;
    const to = { ArrowLeft: view.pass - 1, ArrowRight: view.pass + 1, Home: 0, End: last, PageUp: view.pass - 10, PageDown: view.pass + 10 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    view.showPass(to);
  }

  function onPointer(event) {
    const step = event.target.closest?.('.step');
    if (step) view.showPass(Number(step.dataset.index));
  }

  return { build };
})();

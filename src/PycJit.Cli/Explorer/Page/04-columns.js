// The four columns. A row knows its spot: which instruction of which code object it comes from, which source line, which value of the IR.

const columns = (() => {
  const names = ['source', 'bytecode', 'ir', 'assembly'];
  const titles = { source: 'Python source', bytecode: 'Bytecode', ir: 'IR', assembly: 'Machine code' };
  const spots = new WeakMap();
  const bands = 8;

  const parts = {};           // name → { section, body, rows, byLine, byOrigin, byValue, headings }

  function build(main) {
    for (const [index, name] of names.entries()) {
      const body = el('div', {
        class: 'body', role: 'listbox', tabindex: '-1', 'aria-label': titles[name], id: `body-${name}`,
      });
      const fold = el('button', {
        class: 'fold', type: 'button', title: `Fold this column (Shift+${index + 1})`, 'aria-label': `Fold ${titles[name]}`, 'aria-expanded': 'true',
        on: { click: () => toggle(name) },
      }, '⟨');
      const section = el('section', { class: `column column-${name}`, id: `column-${name}`, 'aria-label': titles[name] },
        el('div', { class: 'heading' }, el('kbd', {}, String(index + 1)), el('h2', {}, titles[name]), el('span', { class: 'note' }), fold),
        body);
      main.append(section);
      parts[name] = { section, body, fold, note: section.querySelector('.note') };
      reset(name);
    }
    view.on('function', () => { drawSource(); drawBytecode(); drawAssembly(); });
    view.on('pass', drawIr);
  }

  function reset(name) {
    const part = parts[name];
    Object.assign(part, { rows: [], byLine: new Map(), byCaller: new Map(), byOrigin: new Map(), byValue: new Map(), uses: new Map() });
    clear(part.body).scrollTop = 0;
    return part;
  }

  function toggle(name) {
    const folded = parts[name].section.classList.toggle('folded');
    parts[name].fold.setAttribute('aria-expanded', String(!folded));
    byId('columns').classList.toggle(`without-${name}`, folded);
    dispatchEvent(new Event('resize'));
  }

  // The band of a source line: the colour at the left edge of all that comes from it.
  let bandOf = new Map();

  function bandsFor(data) {
    bandOf = new Map();
    for (const [code, part] of data.codes.entries()) {
      for (const row of part.bytecode) {
        const key = `${home(data, code)}:${row.line}`;
        if (row.line > 0 && !bandOf.has(key)) bandOf.set(key, bandOf.size % bands);
      }
    }
  }

  // A lambda and the like stand in the source of the function around them.
  const home = (data, code) => data.codes[code]?.within ?? code;

  function addRow(name, parent, spot, properties, ...children) {
    const part = parts[name];
    const band = spot && bandOf.get(`${spot.home}:${spot.line}`);
    const row = el('div', {
      role: 'option', 'aria-selected': 'false', tabindex: '-1', ...properties,
      class: `row ${band === undefined ? '' : `band-${band}`} ${properties?.class ?? ''}`,
    }, ...children);
    parent.append(row);
    if (!spot) return row;
    spots.set(row, spot);
    part.rows.push(row);
    if (spot.line > 0) pushTo(part.byLine, `${spot.home}:${spot.line}`, row);
    for (const site of spot.sites ?? []) pushTo(part.byCaller, site, row);
    if (spot.index >= 0) pushTo(part.byOrigin, `${spot.code}:${spot.index}`, row);
    if (spot.value >= 0) pushTo(part.byValue, `${spot.unit}:${spot.value}`, row);
    return row;
  }

  // The lines of the calls in whose place something stands, as keys: the innermost call first.
  function sitesOf(data, index) {
    const keys = [];
    while (index !== undefined) {
      const site = data.sites[index];
      keys.push(`${home(data, site.code)}:${site.line}`);
      index = site.site;
    }
    return keys;
  }

  const cell = (kind, ...children) => el('span', { class: kind }, ...children);

  function heading(name, title, extra) {
    const element = el('div', { class: 'subheading', role: 'presentation' }, cell('subtitle', title), extra && cell('subnote', extra));
    parts[name].body.append(element);
    return element;
  }

  function drawSource() {
    const data = view.data;
    bandsFor(data);
    const part = reset('source');
    const shown = data.codes.filter(code => code.within === undefined);
    part.note.textContent = data.codes[0]?.file ?? '';
    const counts = instructionCounts(data);
    const most = Math.max(1, ...counts.values());
    for (const [code, section] of data.codes.entries()) {
      if (section.within !== undefined) continue;
      if (shown.length > 1 || section.reconstructed) {
        heading('source', section.name,
          section.reconstructed ? 'no source file found: what each line names' : code === 0 ? '' : section.builtIn ? 'comes with PycJit' : 'compiled into this code');
      }
      const state = { quotes: null };
      for (const { line, text } of section.source) {
        const count = counts.get(`${code}:${line}`) ?? 0;
        const row = addRow('source', part.body, { column: 'source', code, home: code, line, index: -1, value: -1 }, {
          class: section.reconstructed ? 'reconstructed' : '',
        },
        cell('number', String(line)),
        el('span', { class: 'text', style: { '--indent': `${text.length - text.trimStart().length}ch` } }, ...colour(section.reconstructed ? [['t-detail', text]] : tokens.python(text, state))),
        count > 0 && el('span', {
          class: 'weight', title: plural(count, 'machine instruction'), style: { '--weight': String(count / most) },
        }, el('span', { class: 'sr' }, `, ${plural(count, 'instruction')}`)));
        const notes = data.notes.filter(note => note.code === code && note.line === line);
        if (notes.length > 0) addNotes(row, notes);
      }
      for (const note of data.notes.filter(note => note.code === code && !section.source.some(({ line }) => line === note.line))) part.body.append(notice(note));
    }
  }

  function instructionCounts(data) {
    const counts = new Map();
    for (const line of data.assembly ?? []) {
      if (line.kind !== 'instruction' || line.code < 0) continue;
      const key = `${home(data, line.code)}:${line.line}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    return counts;
  }

  const noteSigns = { refused: '✕', done: '✓', missed: '○', check: '◇', types: 'τ' };
  const noteNames = { refused: 'Not compiled', done: 'Done', missed: 'Not done', check: 'Check', types: 'Types' };

  // Signs at the end of a line say that there is something to read; it is shown when the line is pinned, or all notes are asked for.
  function addNotes(row, notes) {
    const signs = el('span', { class: 'signs' });
    for (const [kind, sign] of Object.entries(noteSigns)) {
      const count = notes.filter(note => note.kind === kind).length;
      if (count > 0) {
        signs.append(el('span', { class: `sign-${kind}`, title: noteNames[kind] }, el('span', { 'aria-hidden': 'true' }, kind === 'types' || count === 1 ? sign : `${sign}${count}`),
          el('span', { class: 'sr' }, ` ${noteNames[kind]}: ${count}. `)));
      }
    }
    row.querySelector('.text').after(signs);
    row.append(...notes.map(notice));
  }

  function notice(note) {
    return el('div', { class: `notice notice-${note.kind}`, role: 'note' },
      el('span', { class: 'sign', 'aria-hidden': 'true' }, noteSigns[note.kind]),
      el('span', { class: 'sr' }, `${noteNames[note.kind]}: `),
      el('span', { class: 'message' },
        note.id && el('strong', { class: 'id' }, note.id), note.id && ' ', note.title && el('em', {}, note.title), note.title && ' ', note.text,
        note.remedy && el('span', { class: 'remedy' }, note.remedy)));
  }

  function drawBytecode() {
    const data = view.data;
    const part = reset('bytecode');
    part.note.textContent = plural(data.codes.reduce((sum, code) => sum + code.bytecode.length, 0), 'instruction');
    for (const [code, section] of data.codes.entries()) {
      if (data.codes.length > 1) heading('bytecode', section.name, section.builtIn ? 'comes with PycJit' : '');
      let line = 0;
      for (const row of section.bytecode) {
        const spot = {
          column: 'bytecode', code, home: home(data, code), line: row.line, index: row.index, value: -1, span: row.span, detail: `${row.opcode} at offset ${row.offset}`,
        };
        addRow('bytecode', part.body, spot, { class: row.line !== line && line !== 0 ? 'first' : '', title: `${row.opcode} ${row.operand ?? ''}, offset ${row.offset}` },
          cell('number', row.line !== line ? String(row.line || '') : ''),
          cell(`index ${row.target ? 'target' : ''}`, String(row.index)),
          cell('text', cell('t-op operation', row.operation), ' ', ...colour(tokens.operand(shortOperand(row.operand ?? '')))));
        line = row.line;
      }
    }
  }

  // Of `0 (flags)` the name says enough.
  const shortOperand = operand => /^\d+ \((.*)\)$/.exec(operand)?.[1] ?? operand;

  function drawIr() {
    const data = view.data;
    const part = reset('ir');
    const snapshot = view.snapshot;
    part.note.textContent = snapshot ? `after ${snapshot.title}` : '';
    if (!snapshot) {
      absent('ir', data);
      return;
    }
    const difference = snapshot.difference;
    for (const index of snapshot.functions) {
      const unit = data.units[index];
      const isChanged = difference?.unit === index;
      part.body.append(el('div', { class: 'unit-head', role: 'presentation' }, ...colour(tokens.ir(unit.header))));
      const marks = isChanged ? marksOf(difference) : null;
      gone(part.body, marks, -1, data);
      for (const blockIndex of unit.blocks) drawBlock(part, data, unit, data.blocks[blockIndex], marks);
    }
    if (difference?.dropped) {
      for (const name of difference.dropped) part.body.append(el('div', { class: 'unit-head row-gone', role: 'presentation' }, `${name} is called no more`));
    }
  }

  function marksOf(difference) {
    const kinds = new Map();
    for (const kind of ['added', 'changed', 'moved']) for (const value of difference[kind] ?? []) kinds.set(value, kind);
    const after = new Map();
    for (const [anchor, line] of difference.gone ?? []) pushTo(after, anchor, line);
    return { kinds, after };
  }

  const signs = { added: '+', changed: '~', moved: '↕' };

  function gone(parent, marks, anchor, data) {
    for (const index of marks?.after.get(anchor) ?? []) {
      parent.append(el('div', { class: 'row row-gone', role: 'option', 'aria-selected': 'false', 'aria-disabled': 'true' },
        cell('change', '−', cell('sr', 'gone ')), cell('text', ...colour(tokens.ir(data.lines[index].text)))));
    }
  }

  function drawBlock(part, data, unit, block, marks) {
    const group = el('div', {
      class: `block ${block.cold ? 'cold' : ''}`, role: 'group', 'aria-label': `block b${block.id}`, 'data-block': `${unit.name}:${block.id}`,
      style: { '--depth': String(block.depth ?? 0) },
    });
    const next = (block.next ?? []).map(id => `b${id}`).join(', ');
    group.append(el('div', { class: 'block-head', role: 'presentation' },
      cell('t-block', `b${block.id}`), block.head && cell('tag', `loop ${block.depth}`), block.cold && cell('tag', 'cold'), next && cell('next', `→ ${next}`)));
    for (const index of block.lines) {
      const line = data.lines[index];
      const kind = marks?.kinds.get(line.value);
      const spot = {
        column: 'ir', code: line.code, home: home(data, line.code), line: line.line ?? 0, index: line.index ?? -1, value: line.value, unit: unit.name, block: block.id,
        sites: sitesOf(data, line.site),
      };
      const row = addRow('ir', group, spot, { class: kind ? `row-${kind}` : '' },
        cell('change', kind ? signs[kind] : '', kind && cell('sr', `${kind} `)),
        cell('text', ...colour(tokens.ir(line.text), (type, text, span) => {
          if (type === 't-value') pushTo(part.uses, `${unit.name}:${text.slice(1)}`, span);
        })));
      row.dataset.value = line.value;
      gone(group, marks, line.value, data);
    }
    part.body.append(group);
  }

  function drawAssembly() {
    const data = view.data;
    const part = reset('assembly');
    part.note.textContent = data.size ? plural(data.size, 'byte') : '';
    if (!data.assembly) {
      absent('assembly', data);
      return;
    }
    let owner = null;
    for (const line of data.assembly) {
      if (line.unit !== undefined && line.unit !== owner && data.assembly.some(other => other.unit && other.unit !== data.assembly[0].unit)) heading('assembly', line.unit);
      owner = line.unit ?? owner;
      if (line.kind === 'label') {
        part.body.append(el('div', { class: 'row label', role: 'presentation' }, cell('text t-label', line.text)));
        continue;
      }
      const spot = {
        column: 'assembly', code: line.code, home: home(data, line.code), line: line.line ?? 0, index: line.index ?? -1, value: line.value, unit: line.unit,
        sites: sitesOf(data, line.site),
        block: line.block, detail: [line.comment, line.bytes?.replace(/../g, '$& ').trim()].filter(Boolean).join('  ·  '),
      };
      addRow('assembly', part.body, line.kind === 'instruction' ? spot : null, { class: line.kind, title: line.bytes },
        cell('number', line.offset.toString(16)),
        cell('text', cell('code', ...(line.kind === 'note' ? [line.text] : colour(tokens.assembly(line.text)))), line.comment && cell('t-comment comment', line.comment)));
    }
  }

  function absent(name, data) {
    const what = { ir: 'There is no IR', assembly: 'There is no machine code' }[name];
    const refused = data.notes.find(note => note.kind === 'refused');
    parts[name].body.append(el('div', { class: 'absent' },
      el('p', {}, `${what}: ${data.tier === 'unavailable' ? 'the function is unavailable.' : 'the interpreter runs this function.'}`), refused && notice(refused)));
  }

  return {
    names, titles, parts, build, toggle,
    spotOf: row => spots.get(row),
    home: code => home(view.data, code),
  };
})();

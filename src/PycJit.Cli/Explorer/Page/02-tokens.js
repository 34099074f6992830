// Cuts lines into coloured pieces: [class, text]. Each expression is sticky and has no nested repetition, so a line of any text takes linear time.

const tokens = (() => {
  const keywords = new Set(('False None True and as assert async await break case class continue def del elif else except exec finally for from '
    + 'global if import in is lambda match nonlocal not or pass print raise return try while with yield').split(' '));
  const builtins = new Set(('abs all any bool divmod enumerate float int isinstance len list max min pow print range reversed round set sorted str sum '
    + 'tuple zip dict math').split(' '));
  const registers = /^(?:[re]?[abcd]x|[abcd][lh]|[re]?[sd]il?|[re]?[sb]pl?|r(?:8|9|1[0-5])[dwb]?|[xyz]mm\d+|k[0-7]|rip)$/;

  function scan(text, rules, out = []) {
    let at = 0;
    while (at < text.length) {
      let matched = false;
      for (const [rule, kind] of rules) {
        rule.lastIndex = at;
        const match = rule.exec(text);
        if (!match || match[0].length === 0) continue;
        out.push([typeof kind === 'function' ? kind(match[0], out) : kind, match[0]]);
        at += match[0].length;
        matched = true;
        break;
      }
      if (!matched) out.push(['', text[at++]]);
    }
    return out;
  }

  const pythonRules = [
    [/\s+/y, ''],
    [/#.*/y, 't-comment'],
    [/[rRbBuUfFtT]{0,2}(?:"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?)/y, 't-string'],
    [/(?:0[xXoObB][0-9a-fA-F_]+|\d[\d_]*(?:\.[\d_]*)?(?:[eE][+-]?\d+)?|\.\d[\d_]*(?:[eE][+-]?\d+)?)[jJlL]?/y, 't-number'],
    [/@[\p{L}\p{N}_.]+/yu, 't-decorator'],
    [/[\p{L}_][\p{L}\p{N}_]*/yu, (word, out) => {
      const before = out.findLast(token => token[1].trim() !== '')?.[1];
      if (before === 'def' || before === 'class') return 't-name';
      if (before === '.') return 't-attribute';
      return keywords.has(word) ? 't-keyword' : builtins.has(word) ? 't-builtin' : '';
    }],
    [/[-+*\/%=<>!&|^~@:]+/y, 't-operator'],
  ];

  // Strings in triple quotes go on over lines: the state says which quotes end them.
  function python(text, state) {
    const out = [];
    let at = 0;
    while (at <= text.length) {
      if (state.quotes) {
        const end = text.indexOf(state.quotes, at);
        const stop = end < 0 ? text.length : end + 3;
        if (stop > at) out.push(['t-string', text.slice(at, stop)]);
        at = stop;
        if (end < 0) return out;
        state.quotes = null;
      }
      const open = firstTriple(text, at);
      if (open < 0) {
        scan(text.slice(at), pythonRules, out);
        return out;
      }
      scan(text.slice(at, open), pythonRules, out);
      state.quotes = text.slice(open, open + 3);
      out.push(['t-string', state.quotes]);
      at = open + 3;
    }
    return out;
  }

  // The first triple quotes that are in no comment and in no other string.
  function firstTriple(text, from) {
    for (let i = from; i < text.length; i++) {
      const quote = text[i];
      if (quote === '#') return -1;
      if (quote !== '"' && quote !== "'") continue;
      if (text[i + 1] === quote && text[i + 2] === quote) return i;
      for (i++; i < text.length && text[i] !== quote; i++) {
        if (text[i] === '\\') i++;
      }
    }
    return -1;
  }

  const irRules = [
    [/\s+/y, ''],
    [/"(?:[^"\\]|\\.)*"?/y, 't-string'],
    [/v\d+(?![\w.])/y, 't-value'],
    [/b\d+(?![\w.])/y, 't-block'],
    [/-?(?:\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?|inf|nan)(?![\w])/y, 't-number'],
    [/[A-Za-z_<][\w.<>]*/y, (word, out) => {
      const before = out.filter(token => token[1].trim() !== '');
      const last = before.at(-1)?.[1];
      if (last === ':' && before.length === 2) return 't-type';
      if (last === undefined || last === '=') return word === 'state' ? 't-muted' : 't-op';
      if (last === 'else') return 't-exit';
      return word === 'else' || word === 'depth' || word === 'caller' || word === 'awaits' ? 't-muted' : 't-detail';
    }],
    [/[:=,\[\]]/y, 't-punctuation'],
  ];

  const assemblyRules = [
    [/\s+/y, ''],
    [/[A-Za-z_.$][\w.$]*/y, (word, out) => {
      if (out.every(token => token[1].trim() === '')) return 't-op';
      if (registers.test(word)) return 't-register';
      return /^(?:byte|word|dword|qword|xmmword|ymmword|zmmword|ptr)$/.test(word) ? 't-muted' : 't-label';
    }],
    [/-?(?:0x[0-9a-fA-F]+|\d[\da-fA-F]*h?)/y, 't-number'],
    [/[\[\],+*:{}-]/y, 't-punctuation'],
  ];

  const bytecodeRules = [
    [/\s+/y, ''],
    [/to \d+$/y, 't-block'],
    [/-?\d[\d._e+-]*$/y, 't-number'],
    [/(?:'[^']*'|"[^"]*")$/y, 't-string'],
    [/.+/y, 't-detail'],
  ];

  return {
    python,
    ir: text => scan(text, irRules),
    assembly: text => scan(text, assemblyRules),
    operand: text => scan(text, bytecodeRules),
  };
})();

// Elements of the pieces of a line. Each is a direction of its own: letters of a name cannot move what stands beside it.
function colour(pieces, each) {
  return pieces.map(([kind, text]) => {
    if (kind === '') return text;
    const span = el('span', { class: kind }, text);
    each?.(kind, text, span);
    return span;
  });
}

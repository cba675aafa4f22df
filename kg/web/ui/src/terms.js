// Completion of terms (kg:issuedBy, by the beginning of its name or by its label) and of prefixes after PREFIX.

export function termCompleter({ prefixes, terms, lang }) {
  const labels = new Map(terms.map((term) => [term.prefixed, term.label[lang]]));
  const declaring = (yasqe) => {
    const { line, ch } = yasqe.getDoc().getCursor();
    return /^\s*PREFIX\s+[\w-]*$/i.test(yasqe.getDoc().getLine(line).slice(0, ch));
  };

  // the grammar takes Chinese apart into single characters: the word before the cursor, put together again
  const chinese = (yasqe) => {
    const { line, ch } = yasqe.getDoc().getCursor();
    const [string] = /\p{Script=Han}*$/u.exec(yasqe.getDoc().getLine(line).slice(0, ch));
    return string ? { string, from: { ch: ch - string.length }, to: { ch } } : null;
  };

  return {
    name: "terms",
    bulk: false,
    autoShow: true,
    isValidCompletionPosition(yasqe) {
      if (declaring(yasqe)) return true;
      const token = yasqe.getCompleteToken();
      if (/comment|string$/.test(token.type ?? "")) return false;
      return /^[\w-]{2,}$|^[\w-]*:[\w-]*$/.test(token.string) || (chinese(yasqe)?.string.length ?? 0) >= 2;
    },
    preProcessToken: (yasqe, token) => chinese(yasqe) ?? token,
    get(yasqe, token) {
      const text = token.string.trim();
      if (declaring(yasqe)) return Object.entries(prefixes).filter(([prefix]) => prefix.startsWith(/^PREFIX$/i.test(text) ? "" : text)).map(([prefix, iri]) => `${prefix}: <${iri}>`);
      const low = text.toLowerCase();
      const bare = !text.includes(":");
      return terms
        .filter(({ prefixed, label }) => prefixed !== text && (prefixed.toLowerCase().startsWith(low) || (bare && (prefixed.split(":")[1].toLowerCase().startsWith(low) || (/\P{ASCII}/u.test(text) && label.zh.includes(text))))))
        .slice(0, 60)
        .map(({ prefixed }) => prefixed);
    },
    postprocessHints: (yasqe, hints) =>
      hints.map((hint) => ({
        ...hint,
        displayText: labels.has(hint.text) ? `${hint.text}   ${labels.get(hint.text)}` : hint.text,
        hint: (editor, found, chosen) => {
          editor.getDoc().replaceRange(chosen.text, chosen.from ?? found.from, chosen.to ?? found.to, "complete");
          const prefix = chosen.text.split(":")[0];
          if (labels.has(chosen.text) && !(prefix in yasqe.getPrefixesFromQuery())) yasqe.addPrefixes({ [prefix]: prefixes[prefix] });
        },
      })),
  };
}

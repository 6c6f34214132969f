// The style sheets of the page that is shown, and of no other.

const links = new Map();

/** Turn on these sheets of /review/static/, and off the other pages'; resolves when they are here. */
export async function wear(names) {
  const coming = names.filter((name) => !links.has(name)).map(add);
  await Promise.all(coming);
  for (const [name, { sheet }] of links) {
    // Of the sheet, not the link: that would fetch it again.
    if (sheet) sheet.disabled = !names.includes(name);
  }
}

function add(name) {
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = `/review/static/${name}`;
  links.set(name, link);
  return new Promise((resolve) => {
    link.addEventListener('load', resolve);
    link.addEventListener('error', () => {
      links.delete(name); // it is asked for again with the next page
      link.remove();
      resolve();
    });
    // The frame's own manners come last: they have the last word.
    document.querySelector('link[href$="/manners.css"]').before(link);
  });
}

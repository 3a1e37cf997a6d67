/**
 * What the page can do beyond its markup: search, open what a link names, and hide groups of which nothing is left. It
 * reads the page and writes none of it as markup.
 */
export const script = `'use strict';
{
  const byId = (id) => document.getElementById(id);
  const tests = [...document.querySelectorAll('.test')];
  const groups = [...document.querySelectorAll('.group')];
  const controls = [...document.querySelectorAll('.filters input, .filters select')];
  const texts = new Map();
  const textOf = (test) => {
    if (!texts.has(test)) texts.set(test, test.textContent.toLowerCase() + ' ' + test.id.toLowerCase());
    return texts.get(test);
  };
  const isShown = (test) => test.checkVisibility();

  const update = () => {
    const words = byId('search').value.toLowerCase().split(/\\s+/).filter(Boolean);
    for (const group of groups) group.classList.remove('is-empty');
    for (const test of tests) test.hidden = words.length > 0 && !words.every((word) => textOf(test).includes(word));
    const visible = tests.filter(isShown);
    const left = new Set(visible.map((test) => test.closest('.group')));
    for (const group of groups) group.classList.toggle('is-empty', !left.has(group));
    const shown = visible.length;
    byId('shown').value = shown === tests.length ? tests.length + ' tests' : shown + ' of ' + tests.length + ' tests';
    byId('nothing').hidden = shown > 0;
  };

  const reset = () => {
    for (const control of controls) {
      if (control.type === 'checkbox') control.checked = true;
      else control.value = '';
    }
    update();
  };

  const follow = () => {
    let named = null;
    try { named = byId(decodeURIComponent(location.hash.slice(1))); } catch { return; }
    if (named === null) return;
    const hidden = named.matches('.test, .group') && !named.checkVisibility();
    if (hidden) reset();
    if (named.matches('.test')) named.querySelector('details').open = true;
    named.scrollIntoView();
  };

  document.documentElement.classList.add('has-script');
  for (const control of controls) control.addEventListener('input', update);
  byId('reset').addEventListener('click', () => { reset(); byId('search').focus(); });
  byId('open-all').addEventListener('click', () => {
    for (const test of tests.filter(isShown)) test.querySelector('details').open = true;
  });
  byId('close-all').addEventListener('click', () => {
    for (const test of tests) test.querySelector('details').open = false;
  });
  addEventListener('hashchange', follow);
  for (const link of document.querySelectorAll('a[href^="#"]'))
    link.addEventListener('click', () => { if (link.hash === location.hash) follow(); });
  update();
  follow();
}
`

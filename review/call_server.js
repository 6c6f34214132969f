// What the server can do to one call.

/** The addresses of a call, each a promise of the answer; `api` as in api.js. */
export function serverOf(api, uid) {
  const base = `calls/${encodeURIComponent(uid)}`;
  const part = (...names) => [base, ...names.map(encodeURIComponent)].join('/');
  return {
    read: () => api.get(base),
    judge: (finding, { verdict, note }) => api.put(part('verdicts', finding), { verdict, note }),
    unjudge: (finding) => api.delete(part('verdicts', finding)),
    addMissed: (missed) => api.post(part('missed'), missed),
    removeMissed: (id) => api.delete(part('missed', String(id))),
    saveReview: (draft) => api.put(part('review'), draft),
    submit: () => api.post(part('review', 'submit')),
    reopen: () => api.post(part('review', 'reopen')),
    send: (message) => api.post(part('messages'), message),
    remove: () => api.delete(base),
    clipOf: (finding) => `/review/api/${part('clips', finding)}`,
    exportOf: (name) => `/review/api/${part('exports', name)}`,
  };
}

// The ties of an entity as a graph that opens further on click. The list beside it says the same.
const box = document.querySelector("[data-graph]");
if (box && window.cytoscape) start();

function start() {
  const canvas = box.querySelector("[data-canvas]");
  const wait = box.querySelector("[data-wait]");
  const note = box.querySelector("[data-note]");
  const asOf = box.dataset.asOf;
  const offsets = new Map();
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  // cytoscape would write this style into the page, which its policy forbids; ours is in graph.css.
  document.head.append(Object.assign(document.createElement("link"), { id: "__________cytoscape_stylesheet" }));
  const graph = cytoscape({ container: canvas, style: look(), minZoom: 0.15, maxZoom: 3 });
  window.graph = graph;

  load(box.dataset.entity, true);

  async function load(entity, first = false) {
    const offset = offsets.get(entity) || 0;
    if (offset < 0) return;
    wait.hidden = false;
    try {
      const query = new URLSearchParams({ offset, ...(asOf && { as_of: asOf }) });
      const answer = await fetch(`/dossier/${encodeURIComponent(entity)}/graph.json?${query}`);
      if (!answer.ok) throw new Error(answer.status);
      add(await answer.json(), first);
      wait.hidden = true;
    } catch {
      wait.textContent = box.dataset.failed;
    }
  }

  function add(near, first) {
    const [own] = near.nodes;
    // What answers to an id may go by another: that of the entity which the record is.
    const centre = near.entity;
    const around = first ? null : graph.getElementById(centre);
    const place = around?.nonempty() ? around.position() : { x: 0, y: 0 };
    const drawn = near.offset + near.nodes.length - 1;
    offsets.set(centre, own.more ? drawn : -1);
    graph.batch(() => {
      near.nodes.forEach((node, at) => {
        const held = graph.getElementById(node.id);
        if (held.nonempty()) { if (node.more !== null) held.data({ more: node.more }); return; }
        const angle = (2 * Math.PI * at) / Math.max(near.nodes.length - 1, 1);
        graph.add({
          data: { ...node, label: short(node.caption), more: node.more ?? null, root: first && !at },
          position: { x: place.x + 130 * Math.cos(angle), y: place.y + 130 * Math.sin(angle) },
        });
      });
      for (const edge of near.edges)
        if (graph.getElementById(edge.id).empty() && graph.getElementById(edge.source).nonempty() && graph.getElementById(edge.target).nonempty())
          graph.add({ data: edge });
      rest(centre, own.more);
    });
    graph.getElementById(centre).addClass("opened");
    graph.layout({
      name: "cose", animate: still ? false : "end", animationDuration: 350, randomize: false, fit: true, padding: 30,
      nodeRepulsion: () => 12000, idealEdgeLength: () => 90, nodeDimensionsIncludeLabels: true, numIter: 600,
    }).run();
  }

  // A node that stands for the neighbours not yet drawn.
  function rest(centre, more) {
    const id = `more:${centre}`;
    graph.getElementById(id).remove();
    if (!more) return;
    const at = graph.getElementById(centre).position();
    graph.add({ data: { id, label: box.dataset.more.replace("{n}", more), of: centre }, classes: "more", position: { x: at.x + 60, y: at.y + 60 } });
    graph.add({ data: { id: `${id}-tie`, source: centre, target: id, says: "" }, classes: "more" });
  }

  graph.on("tap", "node", ({ target }) => {
    if (target.hasClass("more")) { load(target.data("of")); return; }
    tell(target.data("caption"), target.data("kind"), people(target), target.id());
    if (!target.hasClass("opened")) load(target.id());
  });
  graph.on("tap", "edge", ({ target }) => {
    if (target.hasClass("more")) return;
    const edge = target.data();
    const name = (id) => graph.getElementById(id).data("caption");
    tell(`${name(edge.source)} ${edge.says} ${name(edge.target)}`, [edge.role, edge.modality, edge.dates].filter(Boolean).join(" · "), proofs(edge.proofs), "");
  });
  graph.on("tap", (event) => { if (event.target === graph && !note.hidden) { note.hidden = true; graph.resize(); } });

  function people(node) {
    const listed = node.data("listed") || [];
    const text = listed.length ? box.dataset.listedBy.replace("{who}", listed.join(", ")) : box.dataset.unlisted;
    return [Object.assign(document.createElement("p"), { textContent: text })];
  }

  function proofs(rows) {
    return rows.map((row) => {
      const list = document.createElement("dl");
      for (const [term, value] of Object.entries({ [row.list]: row.date, [row.file]: row.place, sha256: row.sha256 })) {
        list.append(Object.assign(document.createElement("dt"), { textContent: term }), Object.assign(document.createElement("dd"), { textContent: value }));
      }
      if (/^https?:/.test(row.url || "")) {
        const link = Object.assign(document.createElement("a"), { href: row.url, textContent: row.url, rel: "noopener noreferrer" });
        const dd = document.createElement("dd");
        dd.append(link);
        list.append(document.createElement("dt"), dd);
      }
      return list;
    });
  }

  function tell(title, kind, body, entity) {
    const opening = note.hidden;
    note.hidden = false;
    note.querySelector("[data-note-title]").textContent = title;
    note.querySelector("[data-note-kind]").textContent = kind;
    note.querySelector("[data-note-body]").replaceChildren(...body);
    note.querySelector("[data-note-acts]").hidden = !entity;
    if (entity) {
      const link = note.querySelector("[data-note-link]");
      link.href = `/dossier/${encodeURIComponent(entity)}${asOf ? `?as_of=${encodeURIComponent(asOf)}` : ""}`;
    }
    graph.resize();
    if (opening) graph.fit(undefined, 30);
  }

  for (const button of box.querySelectorAll("[data-zoom]"))
    button.addEventListener("click", () => graph.zoom({ level: graph.zoom() * Number(button.dataset.zoom), renderedPosition: { x: graph.width() / 2, y: graph.height() / 2 } }));
  box.querySelector("[data-fit]").addEventListener("click", () => graph.fit(undefined, 30));
  const repaint = () => graph.style(look());
  document.addEventListener("theme", repaint);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaint);
}

function short(text) {
  return text.length > 32 ? `${text.slice(0, 31)}…` : text;
}

// The colours of the page's theme, as canvas can paint them.
function look() {
  const paint = document.createElement("i");
  box.append(paint);
  const colour = (name) => { paint.style.color = `var(--${name})`; return getComputedStyle(paint).color; };
  const [ink, soft, card, edge, bad, accent] = ["ink", "soft", "card", "edge", "bad", "accent"].map(colour);
  paint.remove();
  const shapes = { Vessel: "barrel", Airplane: "triangle", Person: "ellipse", Company: "round-rectangle", Organization: "round-rectangle", LegalEntity: "round-rectangle", PublicBody: "round-rectangle" };
  return [
    { selector: "node", style: { label: "data(label)", color: ink, "font-size": 12, "text-valign": "bottom", "text-margin-y": 4, "text-wrap": "wrap", "text-max-width": 110, "background-color": card, "border-width": 2, "border-color": edge, width: 18, height: 18, "text-background-color": card, "text-background-opacity": 0.75, "text-background-padding": 1 } },
    ...Object.entries(shapes).map(([kind, shape]) => ({ selector: `node[kind = "${kind}"]`, style: { shape } })),
    { selector: "node[listed.length > 0]", style: { "background-color": bad, "border-color": bad } },
    { selector: "node[?root]", style: { width: 28, height: 28, "font-weight": "bold", "border-color": ink, "border-width": 3 } },
    { selector: "node.opened", style: { "border-color": ink } },
    { selector: "node.more", style: { shape: "round-rectangle", "background-color": card, "border-style": "dashed", color: accent, "border-color": accent } },
    { selector: "node:selected, edge:selected", style: { "overlay-color": accent, "overlay-opacity": 0.18 } },
    { selector: "edge", style: { width: 1.5, "line-color": edge, "target-arrow-color": edge, "target-arrow-shape": "triangle", "arrow-scale": 0.8, "curve-style": "bezier", label: "data(says)", "font-size": 9, color: soft, "text-rotation": "autorotate", "text-background-color": card, "text-background-opacity": 0.8, "min-zoomed-font-size": 8 } },
    { selector: 'edge[modality = "reported"], edge[modality = "possible"]', style: { "line-style": "dashed" } },
    { selector: 'edge[modality = "denied"]', style: { "line-style": "dotted" } },
    { selector: "edge.more", style: { "line-style": "dashed", "target-arrow-shape": "none" } },
  ];
}

// Places on a map without tiles: the coast is a layer of our own. The table beside it says the same.
const frame = document.querySelector("[data-map]");
if (frame && window.L) draw();

async function draw() {
  const wait = frame.querySelector("[data-wait]");
  try {
    const asOf = frame.dataset.asOf ? `?as_of=${encodeURIComponent(frame.dataset.asOf)}` : "";
    const [places, coast] = await Promise.all([
      ask(`/dossier/${encodeURIComponent(frame.dataset.entity)}/map.json${asOf}`),
      ask("/dossier/coast.json"),
    ]);
    wait.remove();
    paint(places, coast);
  } catch {
    wait.textContent = frame.dataset.failed;
  }
}

async function ask(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(answer.status);
  return answer.json();
}

function paint(places, coast) {
  const map = L.map(frame, { preferCanvas: true, attributionControl: false, minZoom: 1, maxZoom: 11, worldCopyJump: true, zoomSnap: 0.5 });
  window.map = map;
  const land = L.polygon(coast.coordinates.map((ring) => ring.map(([lon, lat]) => [lat, lon])), { fillRule: "evenodd", weight: 1, interactive: false }).addTo(map);
  L.control.scale({ imperial: false }).addTo(map);
  if (!coast.coordinates.length) frame.append(Object.assign(document.createElement("p"), { className: "help", textContent: frame.dataset.noCoast }));
  const colour = () => {
    const dark = getComputedStyle(frame).color.match(/\d+/g).slice(0, 3).every((part) => Number(part) > 128);
    land.setStyle(dark ? { color: "#43505c", fillColor: "#222b33", fillOpacity: 1 } : { color: "#a49c89", fillColor: "#f6f1e4", fillOpacity: 1 });
  };
  colour();
  document.addEventListener("theme", colour);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", colour);

  const stands = new Map();  // how many numbers stand at a point: they are set side by side
  const markers = places.map((place, at) => {
    const beside = stands.get(String(place.point)) || 0;
    stands.set(String(place.point), beside + 1);
    const isPort = place.kind === "port";
    if (place.end) L.polyline([place.point, place.end], { color: "#b3452b", weight: 2, dashArray: "5 5" }).addTo(map);
    const icon = L.divIcon({ className: `place-number${isPort ? "" : " event"}`, html: String(at + 1), iconSize: [24, 24], iconAnchor: [12 - 20 * beside, 12] });
    const marker = L.marker(place.point, { icon, title: place.caption, alt: place.caption }).addTo(map);
    const note = document.createElement("div");
    note.append(Object.assign(document.createElement("strong"), { textContent: place.caption }), Object.assign(document.createElement("p"), { textContent: place.told }));
    marker.bindPopup(note, { maxWidth: 280 });
    return marker;
  });
  map.fitBounds(L.featureGroup(markers).getBounds().pad(0.4), { maxZoom: 7 });
}

import type { Dataset, GeoJsonLayer } from '#platform/publications/index.ts';

const COLUMNS = [
  { name: 'code', kind: 'code' },
  { name: 'ons_code', kind: 'code' },
  { name: 'name', kind: 'text' },
  { name: 'geometry', kind: 'text' },
] as const;

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The property whose name matches, as ONS names them by year: `icb22cd`, `icb23cd`, …; a `…cdh` is the NHS's own code. */
const property = (properties: Record<string, unknown>, name: RegExp): string => text(Object.entries(properties).find(([key]) => name.test(key))?.[1]);

function readLayer(layer: GeoJsonLayer, read: (properties: Record<string, unknown>) => { code: string; onsCode: string; name: string } | null): Record<string, string[][]> | null {
  const rows: string[][] = [];
  for (const { properties, geometry } of layer.features) {
    const area = properties && geometry && /Polygon$/.test(geometry.type) ? read(properties) : null;
    if (!area || !area.onsCode) return null;
    rows.push([area.code || area.onsCode, area.onsCode, area.name, JSON.stringify(geometry)]);
  }
  return rows.length ? { areas: rows } : null;
}

const common = {
  publisher: 'Office for National Statistics',
  address: 'https://geoportal.statistics.gov.uk/',
  everyMonths: null,
  asOf: { from: 'nothing' },
  tables: [{ name: 'areas', layout: { hasHeader: true }, columns: [...COLUMNS], key: ['code'] }],
} satisfies Partial<Dataset>;

export const subIcbBoundaries: Dataset = {
  ...common,
  id: 'sub-icb-boundaries',
  title: 'Boundaries of sub-ICB locations',
  shortTitle: 'Sub-ICB boundaries',
  whatFor: 'The map of each sub-ICB location.',
  newerOneBrings: 'the map after locations have merged',
  fromGeoJson: (layer) =>
    readLayer(layer, (properties) => {
      const onsCode = property(properties, /^(code|sicbl\d\dcd)$/i);
      const name = property(properties, /^(name|sicbl\d\dnm)$/i);
      if (!/^[EX]38/.test(onsCode)) return null;
      // The NHS's own code ends the name: "NHS South Yorkshire ICB - 02P".
      return { onsCode, name, code: property(properties, /^sicbl\d\dcdh$/i) || (/ - ([A-Z0-9]{3,5})$/.exec(name)?.[1] ?? '') };
    }),
};

export const icbBoundaries: Dataset = {
  ...common,
  id: 'icb-boundaries',
  title: 'Boundaries of integrated care boards',
  shortTitle: 'ICB boundaries',
  whatFor: 'The map of each integrated care board.',
  newerOneBrings: 'the map after boards have merged',
  fromGeoJson: (layer) =>
    readLayer(layer, (properties) => {
      const onsCode = property(properties, /^(code|icb\d\dcd)$/i);
      if (!/^[EX]54/.test(onsCode)) return null;
      return { onsCode, name: property(properties, /^(name|icb\d\dnm)$/i), code: property(properties, /^icb\d\dcdh$/i) };
    }),
};

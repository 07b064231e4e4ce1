/** What pages mount of the charts; apart from the door of the rest, so that a command loads no React. */
export { ChartDownloadLinks, chartCsv, chartDownload, chartDownloads, chartSvg, wantedChart } from './chartDownloads.tsx';
export type { ChartFile, ChartFormat } from './chartDownloads.tsx';
export { FunnelChart, sayFunnel } from './funnelChart.tsx';
export type { FunnelChartProps, FunnelShown } from './funnelChart.tsx';
export { AssuranceSign, VariationSign } from './signs.tsx';
export { SpcChart, variationWords } from './spcChart.tsx';
export type { SpcChartProps } from './spcChart.tsx';
export { RebaseHint, rebasesPath, shiftWords } from './rebaseForm.tsx';
export { rebasePages } from './rebasePages.tsx';

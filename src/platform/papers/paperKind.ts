/** The kinds of document that Chorus takes as papers. */
export const PAPER_KINDS = {
  pdf: { label: 'PDF', extensions: ['pdf'], mediaType: 'application/pdf' },
  word: { label: 'Word', extensions: ['docx'], mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' },
  excel: { label: 'Excel', extensions: ['xlsx'], mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
  powerpoint: { label: 'PowerPoint', extensions: ['pptx'], mediaType: 'application/vnd.openxmlformats-officedocument.presentationml.presentation' },
  'open-text': { label: 'OpenDocument text', extensions: ['odt'], mediaType: 'application/vnd.oasis.opendocument.text' },
  'open-sheet': { label: 'OpenDocument spreadsheet', extensions: ['ods'], mediaType: 'application/vnd.oasis.opendocument.spreadsheet' },
  'open-slides': { label: 'OpenDocument presentation', extensions: ['odp'], mediaType: 'application/vnd.oasis.opendocument.presentation' },
  csv: { label: 'CSV', extensions: ['csv'], mediaType: 'text/csv; charset=utf-8' },
  text: { label: 'plain text', extensions: ['txt'], mediaType: 'text/plain; charset=utf-8' },
  png: { label: 'PNG picture', extensions: ['png'], mediaType: 'image/png' },
  jpeg: { label: 'JPEG picture', extensions: ['jpg', 'jpeg'], mediaType: 'image/jpeg' },
} as const;
export type PaperKind = keyof typeof PAPER_KINDS;

/** For a file chooser: what it offers first. */
export const PAPER_ACCEPT = Object.values(PAPER_KINDS).flatMap(({ extensions }) => extensions.map((one) => `.${one}`)).join(',');

export const PAPER_BYTES_MAX = 20 * 1024 * 1024;

/** What a file says it is by its name; null for a kind that is not taken. */
export function kindNamed(fileName: string): PaperKind | null {
  const extension = /\.([^.]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? '';
  const entry = (Object.entries(PAPER_KINDS) as [PaperKind, { extensions: readonly string[] }][]).find(([, { extensions }]) => extensions.includes(extension));
  return entry?.[0] ?? null;
}

/** The kind of a paper that is held, by its type. */
export const kindOfType = (mediaType: string): PaperKind | null =>
  (Object.entries(PAPER_KINDS) as [PaperKind, { mediaType: string }][]).find(([, kind]) => kind.mediaType === mediaType)?.[0] ?? null;

/** `1.2 MB`, as a reader of a list of files wants it. */
export function sayBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`;
  if (bytes < 1024 ** 2) return `${Math.round(bytes / 1024)} KB`;
  return `${(bytes / 1024 ** 2).toFixed(1)} MB`;
}

export const QUESTIONS = '/questions';
export const questionPath = (id: string): string => `${QUESTIONS}/${id}`;
export const QUESTIONS_CRUMB = { label: 'Questions', href: QUESTIONS };

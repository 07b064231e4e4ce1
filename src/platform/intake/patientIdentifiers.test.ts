import { expect, test } from 'vitest';
import { hasValidNhsNumber, patientIdentifierHeader } from './patientIdentifiers.ts';

test.each([
  ['9434765919', true],
  ['943 476 5919', true],
  ['943-476-5919', true],
  [' 9434765919 ', true],
  ['9434765918', false],
  ['94347659190', false],
  ['943476591', false],
  ['0000000000', false],
  ['943476591X', false],
  ['01642 943476', false],
  // Its check digit would be ten, so nobody has it.
  ['1000000010', false],
  ['', false],
])('checks the check digit of “%s”: %s', (text, isValid) => {
  expect(hasValidNhsNumber(text)).toBe(isValid);
});

test.each([
  'NHS Number', 'nhs_no', 'nhsnumber', 'NHSNumber', 'NHS No.', 'nhsNo', 'NHS #', 'New NHS number', 'NHS\nNumber',
  'NHS_NUMBER_PSEUDO', 'PSEUDO_NHS_NUMBER', 'NHS_NUMBER_STATUS', 'NHS number of patient', 'CHI Number', 'H&C Number', 'Patient ID', 'patientId',
  'PATIENT_IDENTIFIER', 'Patient pseudonym', 'Pseudo patient ID', 'Hospital number', 'MRN', 'Patient name', "Patient's surname", 'Patient Postcode',
  'Date of birth', 'DOB', 'Patient number', 'EMIS patient number',
])('takes “%s” for an identifier of patients', (header) => {
  expect(patientIdentifierHeader(header)).toBe(true);
});

test.each([
  'NHS ODS code', 'NUMBER_OF_PATIENTS', 'NHS number of patients', 'Number of patients', 'Patients', 'NHS Norfolk and Waveney', 'NHS_NORTH', 'NHS England region',
  'NHS_NUMBER_COUNT', 'Number of NHS trusts', 'UNIQUE_IDENTIFIER', 'PATIENT_COUNT', 'Practice postcode', 'Practice name', 'ORG_CODE', 'Age', '', 'PATIENT_LIST_SIZE', 'nhs_no_of_practices',
])('does not take “%s” for one', (header) => {
  expect(patientIdentifierHeader(header)).toBe(false);
});

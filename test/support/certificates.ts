/** What a first certificate has that says nothing more: for facts in tests. */
export const plainCertificate = {
  cause: '',
  issuer: '',
  validUntil: '',
  code: '',
  statusIndex: null,
  credential: '',
} as const;

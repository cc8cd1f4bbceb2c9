import { describe, expect, it } from '@jest/globals';
import { surveyUrl } from '../../server/services/posters.js';

describe('surveyUrl', () => {
  it('opens the survey of the collector', () => {
    expect(surveyUrl('https://hailong.example.org', '00004-form-qr')).toBe(
      'https://hailong.example.org/s/00004-form-qr',
    );
  });

  it('fills in desk and procedure', () => {
    expect(surveyUrl('https://hailong.example.org', 'c', { desk: '3', procedure: '1.004873' })).toBe(
      'https://hailong.example.org/s/c?desk=3&procedure=1.004873',
    );
  });

  it('leaves away what is empty', () => {
    expect(surveyUrl('https://hailong.example.org', 'c', { desk: '', procedure: undefined })).toBe(
      'https://hailong.example.org/s/c',
    );
  });

  it('encodes what would change the address', () => {
    expect(surveyUrl('https://hailong.example.org', 'c', { desk: '1&procedure=x' })).toBe(
      'https://hailong.example.org/s/c?desk=1%26procedure%3Dx',
    );
  });
});

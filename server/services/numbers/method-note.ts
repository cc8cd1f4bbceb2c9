import { endOf, isInForce, versionOn, type MethodVersions } from '../../domain/method-versions.js';
import { dayOf, type Period } from '../../domain/period.js';
import type { Text } from '../../domain/questionnaire.js';
import type { Method } from '../../satisfaction/method.js';
import { writtenDay } from './written-day.js';

/**
 * `versions`: all of the method, also where one of them was asked for.
 * What a reader must know of the version that a period is computed by: that another was in force, that another came into force within the period, or
 * that none was in force on its first day. null: one version holds from its first day to its last.
 */
export function methodNote(versions: MethodVersions, method: Method, { from, to }: Period): Text | null {
  const inForce = versionOn(versions, dayOf(from));
  if (inForce.version > method.version)
    return {
      vi: `Theo yêu cầu, kỳ này tính theo phiên bản ${method.version} của phương pháp; phiên bản ${inForce.version} có hiệu lực vào ngày đầu kỳ.`,
      en: `As asked for, this period is computed by version ${method.version} of the method; version ${inForce.version} was in force on its first day.`,
    };
  const end = dayOf(to);
  const next = versions[versions.indexOf(method) + 1];
  if (next && next.validFrom !== null && next.validFrom < end) {
    const day = writtenDay(next.validFrom);
    return {
      vi: `Phiên bản ${next.version} của phương pháp có hiệu lực từ ngày ${day.vi}, trong kỳ; cả kỳ tính theo phiên bản ${method.version}, là phiên bản áp dụng từ đầu kỳ.`,
      en: `Version ${next.version} of the method came into force on ${day.en}, within the period; the whole period is computed by version ${method.version}, by which it began.`,
    };
  }
  if (isInForce(versions, method, dayOf(from))) return null;
  const { validFrom, version } = method;
  if (validFrom !== null && validFrom > dayOf(from)) {
    const day = writtenDay(validFrom);
    return {
      vi: `Phương pháp có hiệu lực từ ngày ${day.vi}, sau ngày đầu kỳ; kỳ này được tính hồi cứu theo phiên bản ${version}.`,
      en: `The method came into force on ${day.en}, after the first day of the period, which is computed in retrospect by version ${version}.`,
    };
  }
  const day = writtenDay(endOf(versions, method)!);
  return {
    vi: `Phiên bản ${version} của phương pháp hết hiệu lực từ ngày ${day.vi} và chưa có phiên bản thay thế vào ngày đầu kỳ; kỳ này vẫn tính theo phiên bản ${version}.`,
    en: `Version ${version} of the method ceased to hold on ${day.en} and nothing had replaced it on the first day of the period, which is still computed by it.`,
  };
}

// What somebody writes who has the types: it compiles only where the description says enough.
import type { components, operations, paths } from "./types";

type Posted = operations["needs_create_need"]["responses"][201]["content"]["application/json"];
type Shown = paths["/needs/v1/needs/{need_id}"]["get"]["responses"][200]["content"]["application/json"];

export function verbs(need: Shown): string[] {
  return need.shown_as === "host" ? need.legal : []; // the tag tells the members of the union apart
}

export function wrongVersion(problem: components["schemas"]["Problem"], posted: Posted): string {
  return `${problem.type}: ${posted.id} is of version ${posted.version}`;
}

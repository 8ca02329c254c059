/** The types of the interface, written by scripts/make_web_types.py from its OpenAPI. */
/* eslint-disable */

export interface Assess {
  /** Language of the sentences. */
  lang?: "en" | "fr" | "ko";
  /** Name of a study that ships with the program. */
  study?: string | null;
  /** Text of a study file, instead of a name. */
  study_toml?: string | null;
  /** path=value, on top of the study, such as launch.site=jiuquan. */
  set?: string[];
  seed?: number;
  command?: "assess";
  samples?: number;
  quick?: boolean;
  /** Also try what would change the verdict. */
  alternatives?: boolean;
}

export interface Dossier {
  /** Language of the sentences. */
  lang?: "en" | "fr" | "ko";
  /** SHA-256 of what was sent to /api/uploads. */
  elements?: string | null;
  /** Catalogue number or name of the object. */
  object?: string | null;
  command: "track dossier";
  as_of?: string | null;
  seed?: number;
}

export interface Drops {
  /** Language of the sentences. */
  lang?: "en" | "fr" | "ko";
  /** Name of a study that ships with the program. */
  study?: string | null;
  /** Text of a study file, instead of a name. */
  study_toml?: string | null;
  /** path=value, on top of the study, such as launch.site=jiuquan. */
  set?: string[];
  seed?: number;
  samples?: number;
  command: "launch drops";
}

export interface Failure {
  /** Language of the sentences. */
  lang?: "en" | "fr" | "ko";
  /** Name of a study that ships with the program. */
  study?: string | null;
  /** Text of a study file, instead of a name. */
  study_toml?: string | null;
  /** path=value, on top of the study, such as launch.site=jiuquan. */
  set?: string[];
  seed?: number;
  samples?: number;
  command: "launch failure";
  at_s?: number | null;
  mode?: "thrust-loss" | "partial-thrust" | "no-ignition" | "wrong-ignition" | "no-separation" | "destruct" | "fairing-stuck" | null;
}

export interface HTTPValidationError {
  detail?: ValidationError[];
}

export interface Images {
  /** Language of the sentences. */
  lang?: "en" | "fr" | "ko";
  /** SHA-256 of what was sent to /api/uploads. */
  elements?: string | null;
  /** Catalogue number or name of the object. */
  object?: string | null;
  command: "observe images";
  site: string;
  camera?: string | null;
  start?: string;
  days?: number;
  max_off_nadir_deg?: number;
  min_sun_elevation_deg?: number | null;
}

export interface JobState {
  id: string;
  command: string;
  status: "queued" | "running" | "done" | "failed" | "cancelled";
  progress: number;
  doing: string;
  error: string | null;
  exit_code: number | null;
  result?: Record<string, any> | null;
  view?: Record<string, any> | null;
}

export interface LunarOrbit {
  /** Language of the sentences. */
  lang?: "en" | "fr" | "ko";
  command: "moon orbit";
  date: string;
  periselene_km?: number;
  aposelene_km?: number;
  inclination_deg?: number;
  node_deg?: number;
  argument_deg?: number;
  degree?: number;
  days?: number;
}

export interface Passes {
  /** Language of the sentences. */
  lang?: "en" | "fr" | "ko";
  /** SHA-256 of what was sent to /api/uploads. */
  elements?: string | null;
  /** Catalogue number or name of the object. */
  object?: string | null;
  command: "observe passes";
  site: string;
  start?: string;
  days?: number;
  min_elevation_deg?: number;
}

export interface Read {
  /** Language of the sentences. */
  lang?: "en" | "fr" | "ko";
  command: "read";
  /** The article, as text or a saved page. */
  text: string;
  date?: string | null;
  run_studies?: boolean;
}

export interface Refusal {
  error: string;
}

export interface Report {
  /** Language of the sentences. */
  lang?: "en" | "fr" | "ko";
  /** Name of a study that ships with the program. */
  study?: string | null;
  /** Text of a study file, instead of a name. */
  study_toml?: string | null;
  /** path=value, on top of the study, such as launch.site=jiuquan. */
  set?: string[];
  seed?: number;
  command: "assess report";
  /** Suffix of the file: one of those that /api/choices lists as report. */
  form?: string;
  samples?: number;
  quick?: boolean;
}

export interface StudyList {
  schema: string;
  studies: StudyRow[];
}

export interface StudyRow {
  name: string;
  kind: string;
  verdict: string | null;
  probability: number | null;
  claim: string;
  said_by: string;
  said_on: string;
}

export interface Transfer {
  /** Language of the sentences. */
  lang?: "en" | "fr" | "ko";
  command: "moon transfer";
  date: string;
  roads?: ("direct" | "phasing" | "ballistic")[];
  periselene_km?: number;
  aposelene_km?: number;
  inclination_deg?: number;
  mass_kg?: number;
  isp_s?: number;
  seed?: number;
}

export interface Uploaded {
  id: string;
  bytes: number;
}

export interface ValidationError {
  loc: (string | number)[];
  msg: string;
  type: string;
  input?: any;
  ctx?: Record<string, any>;
}

export interface Where {
  /** Language of the sentences. */
  lang?: "en" | "fr" | "ko";
  /** SHA-256 of what was sent to /api/uploads. */
  elements?: string | null;
  /** Catalogue number or name of the object. */
  object?: string | null;
  command: "observe where";
  site?: string | null;
  start?: string;
  days?: number;
  step_s?: number;
}

export type Question =
  | Assess
  | Dossier
  | Drops
  | Failure
  | Images
  | LunarOrbit
  | Passes
  | Read
  | Report
  | Transfer
  | Where;

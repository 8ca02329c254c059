/** Questions to the server of this page: one job a question, watched by server-sent events. */
import type { JobState, Question } from "./openapi";
import { currentLang, t } from "./words";

export type { Question } from "./openapi";

/** A job; what its command answers and what a view draws are plain values. */
export type Job = Omit<JobState, "result" | "view"> & { result: any; view: any };

export class Refused extends Error {}

async function json(path: string, init: RequestInit = {}): Promise<any> {
  let response: Response;
  try {
    response = await fetch(path, init);
  } catch {
    throw new Refused(t("error.gone"));
  }
  const body = await response.json().catch(() => ({}));
  // What the page's frame refuses has no language: its words are the page's own.
  if (response.status === 413) throw new Refused(t("error.large"));
  if (response.status === 429) throw new Refused(t("error.busy"));
  if (!response.ok) throw new Refused(body.error ?? `${response.status}`);
  return body;
}

export const studies = () => json(`api/studies?lang=${currentLang()}`);
export const choices = () => json(`api/choices?lang=${currentLang()}`);
/** Objects that the store of this machine has. */
export const stored = () => json("api/stored");
let landOnce: Promise<any> | undefined;
export const land = () => (landOnce ??= json("api/land"));

export async function upload(file: Blob): Promise<string> {
  const body = await file.arrayBuffer();
  return (await json("api/uploads", { method: "POST", body })).id;
}

/** Where a question's job is remembered, so that a reload takes it up again. */
const place = (question: object) => "job " + JSON.stringify(question);

export class Asking {
  private source?: EventSource;
  private id = "";
  private over = false;

  constructor(
    private question: Question,
    private tell: (job: Job) => void,
    private fail: (text: string) => void,
  ) {
    void this.begin();
  }

  private async begin(): Promise<void> {
    try {
      const job = (await this.resumed()) ?? (await this.asked());
      this.id = job.id;
      if (this.over) return void this.remove();
      await this.seen(job);
    } catch (err) {
      if (!this.over) this.fail(err instanceof Refused ? err.message : String(err));
    }
  }

  private async resumed(): Promise<Job | null> {
    const known = sessionStorage.getItem(place(this.question));
    if (!known) return null;
    try {
      const job: Job = await json(`api/jobs/${known}`);
      return job.status === "failed" || job.status === "cancelled" ? null : job;
    } catch {
      return null;
    }
  }

  private async asked(): Promise<Job> {
    const job: Job = await json("api/jobs", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(this.question),
    });
    try {
      sessionStorage.setItem(place(this.question), job.id);
    } catch {
      // A full store only means that a reload asks again.
    }
    return job;
  }

  private async seen(job: Job): Promise<void> {
    if (job.status === "done" && !job.result) job = await json(`api/jobs/${job.id}`);
    if (this.over) return;
    this.tell(job);
    if (job.status === "failed") this.fail(job.error ?? "");
    if (!this.source && (job.status === "queued" || job.status === "running")) this.watch();
  }

  private watch(): void {
    const source = new EventSource(`api/jobs/${this.id}/events`);
    this.source = source;
    const take = (event: MessageEvent) => {
      if (event.type !== "progress") source.close();
      const job = { ...JSON.parse(event.data), result: null, view: null } as Job;
      this.seen(job).catch((err) => this.fail(err.message));
    };
    for (const name of ["progress", "done", "failed", "cancelled"]) {
      source.addEventListener(name, take);
    }
    source.onerror = () => {
      if (source.readyState === EventSource.CLOSED && !this.over) this.fail(t("error.gone"));
    };
  }

  /** Stop listening; with `remove` the job itself is cancelled. */
  leave(): void {
    this.over = true;
    this.source?.close();
  }

  cancel(): void {
    this.leave();
    void this.remove();
  }

  private async remove(): Promise<void> {
    sessionStorage.removeItem(place(this.question));
    if (this.id) await json(`api/jobs/${this.id}`, { method: "DELETE" }).catch(() => null);
  }
}

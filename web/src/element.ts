import { LitElement } from "lit";
import { Asking, type Job, type Question } from "./api";

/** Elements of this page stand in the page itself: one style sheet, one order of headings. */
export class Part extends LitElement {
  protected createRenderRoot(): HTMLElement {
    return this;
  }
}

/** One question that a view waits for. */
export interface Waiting {
  asking?: Asking;
  key: string;
  job?: Job;
  error: string;
}

/** A view: it asks questions by name, once for each state of the address. */
export class View extends Part {
  protected waits = new Map<string, Waiting>();

  /** Ask, unless the same was asked already; null leaves the question unasked. */
  protected ask(name: string, question: Question | null): Waiting {
    const key = question ? JSON.stringify(question) : "";
    const known = this.waits.get(name);
    if (known && known.key === key) return known;
    known?.asking?.leave();
    const wait: Waiting = { key, error: "" };
    this.waits.set(name, wait);
    if (question) {
      wait.asking = new Asking(
        question,
        (job) => {
          wait.job = job;
          this.requestUpdate();
        },
        (text) => {
          wait.error = text;
          this.requestUpdate();
        },
      );
    }
    return wait;
  }

  protected cancel(name: string): void {
    const wait = this.waits.get(name);
    wait?.asking?.cancel();
    if (wait) wait.job = { ...(wait.job as Job), status: "cancelled" };
    this.requestUpdate();
  }

  protected again(name: string): void {
    this.waits.delete(name);
    this.requestUpdate();
  }

  disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const wait of this.waits.values()) wait.asking?.leave();
  }
}

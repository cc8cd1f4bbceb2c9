/** An answered form on its way to the server. It stays on the device until the server has acknowledged it. */
export interface Parcel {
  /** Id of the response. */
  id: string;
  url: string;
  body: object;
  queuedAt: string;
  /** Why the server refused it; it is kept, and tried again when the page is opened anew. */
  refused?: string;
}

export interface Outbox {
  put(parcel: Parcel): Promise<void>;
  all(): Promise<Parcel[]>;
  remove(id: string): Promise<void>;
}

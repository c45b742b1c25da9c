/** A sentence for people as it crosses a boundary: its code and its arguments (core/messages/message.ts). */
import * as v from "valibot";

export const MessageSchema = v.object({
  id: v.string(),
  args: v.record(v.string(), v.union([v.string(), v.number()])),
});

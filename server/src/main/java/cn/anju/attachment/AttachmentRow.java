package cn.anju.attachment;

import java.time.Instant;

/** 附件清单里的一行。 */
record AttachmentRow(long id, String filename, String contentType, int size, Instant storedAt) {}

package cn.anju.attachment;

/**
 * 一份文件。
 *
 * @param contentType what the bytes are, found by looking at them
 * @param sha256 in hex, checked when it is read
 */
public record Attachment(long id, String filename, String contentType, String sha256, byte[] content) {}

package cn.anju.attachment;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** 存取附件。 */
@Service
public class Attachments {

    /**
     * 存一份文件。
     *
     * @param claimedType what the sender says it is; the bytes decide
     * @return its id in this community
     */
    public long store(long community, String filename, @Nullable String claimedType, byte[] content) {
        throw new UnsupportedOperationException();
    }

    /** @throws cn.anju.kernel.Problem 404 {@code attachment-not-found} */
    public Attachment read(long community, long id) {
        throw new UnsupportedOperationException();
    }
}

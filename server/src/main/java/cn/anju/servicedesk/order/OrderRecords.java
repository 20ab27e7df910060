package cn.anju.servicedesk.order;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** 任务单上办过的，印在纸上用；记着它们的外勤来答。 */
public interface OrderRecords {

    /**
     * 一张任务单上办过的。
     *
     * @param materials and {@code charges} one line each, ready to read
     * @param signature the name drawn on the glass, as an address that a page can show without asking again
     */
    record Done(List<String> materials, List<String> charges, @Nullable String signedBy, boolean byCode, @Nullable Instant signedAt, @Nullable String signature) {}

    Done of(long community, long order);
}

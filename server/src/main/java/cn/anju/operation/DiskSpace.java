package cn.anju.operation;

import cn.anju.kernel.CurrentUser;
import cn.anju.reporting.Alarm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** 磁盘快满了：不到十分之一或不到 2 GB，管理员的今日页上一行红字。 */
@Component
class DiskSpace implements Alarm {

    private static final Logger LOG = LoggerFactory.getLogger(DiskSpace.class);
    private static final long GIGABYTE = 1L << 30;
    private static final long LEAST = 2 * GIGABYTE;

    private final Path data;

    DiskSpace(@Value("${anju.data}") Path data) {
        this.data = data;
    }

    @Override
    public List<Line> lines(CurrentUser user) {
        if (!user.everywhere().contains(DailyVerification.PERMISSION)) return List.of();
        try {
            var store = Files.getFileStore(data);
            return lines(store.getUsableSpace(), store.getTotalSpace());
        } catch (IOException e) {
            LOG.warn("disk space unknown", e);                  // the rest of the page does not depend on it
            return List.of(new Line("服务器的数据文件夹读不到还剩多少空间，请管理员检查磁盘", "verification"));
        }
    }

    /** Both in bytes. */
    static List<Line> lines(long usable, long total) {
        return usable >= LEAST && usable >= total / 10 ? List.of()
            : List.of(new Line("服务器的磁盘只剩 %d MB，请马上清理或扩容，满了就记不了账".formatted(usable >> 20), "verification"));
    }
}

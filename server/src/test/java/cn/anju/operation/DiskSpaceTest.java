package cn.anju.operation;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.kernel.CurrentUser;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DiskSpaceTest {

    private static final long GB = 1L << 30;

    @Test
    void 不到一成或不到两个GB就报_够就不报() {
        assertThat(DiskSpace.lines(50 * GB, 100 * GB)).isEmpty();
        assertThat(DiskSpace.lines(2 * GB, 20 * GB)).isEmpty();
        assertThat(DiskSpace.lines(2 * GB - 1, 10 * GB)).singleElement().satisfies(line -> assertThat(line.text()).contains("只剩 2047 MB"));
        assertThat(DiskSpace.lines(9 * GB, 100 * GB)).hasSize(1);
    }

    @Test
    void 读不到磁盘_今日页照开_说一声() {
        var user = new CurrentUser(1, "admin", "管理员", null, Set.of(DailyVerification.PERMISSION), Map.of());
        assertThat(new DiskSpace(Path.of("没有", "这个文件夹")).lines(user)).singleElement().satisfies(line -> assertThat(line.text()).contains("读不到"));
    }
}

package cn.anju.operation;

import static org.assertj.core.api.Assertions.assertThat;

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
}

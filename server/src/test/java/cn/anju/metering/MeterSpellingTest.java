package cn.anju.metering;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MeterSpellingTest {

    @Test void 公摊组的各种写法() {
        for (var text : new String[] {"3-2", "3栋-2单元", "3号楼2单元", " ３－２ ", "3座2单元"}) assertThat(MeterSpelling.shareGroup(text)).as(text).isEqualTo("3-2");
        for (var text : new String[] {"3", "3栋", "3号楼", "３幢"}) assertThat(MeterSpelling.shareGroup(text)).as(text).isEqualTo("3");
        for (var text : new String[] {"全区", "全小区", " 全区 "}) assertThat(MeterSpelling.shareGroup(text)).as(text).isEqualTo("全区");
        assertThat(MeterSpelling.shareGroup("3-2-101")).isNull();
        assertThat(MeterSpelling.shareGroup("--")).isNull();
    }

    @Test void 房号的各种写法() {
        for (var text : new String[] {"3-2-101", "3栋-2单元-101室", "3号楼2单元101室", "３-２-101"}) assertThat(MeterSpelling.rooms(text)).as(text).contains("3-2-101");
        assertThat(MeterSpelling.rooms("B1-C078")).containsExactly("B1-C078");
        assertThat(MeterSpelling.rooms("S-124号楼铺")).isNotEmpty();
    }

    @Test void 水表就是水() {
        assertThat(MeterSpelling.kind("水表")).isEqualTo("水");
        assertThat(MeterSpelling.kind(" 电 ")).isEqualTo("电");
        assertThat(MeterSpelling.kind("表")).isEqualTo("表");
        assertThat(MeterSpelling.kind(null)).isEmpty();
    }
}

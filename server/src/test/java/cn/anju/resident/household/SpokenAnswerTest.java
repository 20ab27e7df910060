package cn.anju.resident.household;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpokenAnswerTest {

    @ParameterizedTest
    @CsvSource({"3,三人", "3,3 人", "12,十二个", "20,二十", "2,两辆", "3-2-1201,3栋2单元1201室", "3-2-1201,3号楼2单元1201", "89.93,89.93平米", "0012,0012", "李小明,李小明"})
    void 说法不同_是一回事(String expected, String said) {
        assertThat(SpokenAnswer.isSame(expected, said)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"3,四人", "3-2-1201,3-1-1201", "张三,张3", "12,二十", "0012,12"})
    void 不是一回事(String expected, String said) {
        assertThat(SpokenAnswer.isSame(expected, said)).isFalse();
    }
}

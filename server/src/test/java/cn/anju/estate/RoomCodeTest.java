package cn.anju.estate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoomCodeTest {

    @ParameterizedTest
    @CsvSource({"3栋,1单元,101室,3-1-101", "3号楼,1,101,3-1-101", "3幢,1,101,3-1-101", "3座,１单元,101,3-1-101", "' 3 ',' 1 ',' 101 ',3-1-101", "３,１,１０１,3-1-101",
        "3.0,1.0,101.0,3-1-101", "S座,,105,S-105", "B1号楼,,C001,B1-C001", "B1,无,C001,B1-C001", "B1,/,C001,B1-C001", "A 座,二单元,12 01,A-二-1201", "座,,1,座-1", "会所,,1,会所-1"})
    void 写法不同_房号一样(String building, String entrance, String number, String code) {
        assertThat(RoomCode.normalize(building, entrance, number)).isEqualTo(code);
    }
}

package cn.anju.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchSpellingTest {

    @ParameterizedTest
    @ValueSource(strings = {"3-2-1201", "32-1201", "3栋2单元1201", "3号楼2单元1201室", "3座2单元 1201", "３－２－１２０１", "3幢2-1201", "321201", "3-1201", "1201", "3-2-12", "3—2—1201"})
    void 房号的各种写法都对得上(String typed) {
        assertThat(isFound(SearchTerm.room("3-2-1201"), typed)).as(typed).isTrue();
    }

    @Test void 没有单元的房号和车位() {
        assertThat(isFound(SearchTerm.room("B1-C030"), "b1c030")).isTrue();
        assertThat(isFound(SearchTerm.room("B1-C030"), "C030")).isTrue();
        assertThat(isFound(SearchTerm.room("S-101"), "S栋101")).isTrue();
        assertThat(isFound(SearchTerm.room("3-2-1201"), "2-1201")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"张三,zhangsan", "张三,zs", "张三,张", "单雄信,shanxiongxin", "单雄信,danxiongxin", "解晓东,xxd", "解晓东,xiexiaodong", "仇英,qiuying",
        "朴树,piaoshu", "朴树,pushu", "曾国藩,zengguofan", "尉迟恭,yuchigong", "尉迟恭,ycg", "欧阳锋,ouyangfeng", "吕布,lvbu", "吕布,lubu", "查良镛,zhaliangyong",
        "盖叫天,gejiaotian", "晴川物业有限公司,qcwy", "Smith 王,smith", "翟天临,zhaitianlin", "覃辉,qinhui", "覃辉,tanhui", "ZHANG San,zhangs"})
    void 姓名拼音首字母_姓的每种读音(String name, String typed) {
        assertThat(isFound(SearchTerm.name(name), typed)).as(SearchTerm.name(name).toString()).isTrue();
    }

    @Test void 电话尾号_车牌_单号() {
        assertThat(isFound(SearchTerm.phone("138-1234 0003"), "0003")).isTrue();
        assertThat(isFound(SearchTerm.phone("13812340003"), "1381234")).isTrue();
        assertThat(isFound(SearchTerm.phone("13812340003"), "138-1234-0003")).isTrue();
        assertThat(SearchTerm.phone("12")).isEmpty();
        assertThat(isFound(SearchTerm.plate("京A·12345"), "京a12345")).isTrue();
        assertThat(isFound(SearchTerm.plate("京A12345"), "12345")).isTrue();
        assertThat(isFound(SearchTerm.number("QC-2026-000123"), "qc-2026-000123")).isTrue();
        assertThat(isFound(SearchTerm.number("QC-2026-000123"), "123")).isTrue();
        assertThat(isFound(SearchTerm.number("W00113"), "w00113")).isTrue();
    }

    private static boolean isFound(List<SearchTerm> terms, String typed) {
        return SearchSpelling.typed(typed).stream().anyMatch(word -> terms.stream().anyMatch(term -> term.term().startsWith(word)));
    }
}

package cn.anju.resident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import cn.anju.job.ImportColumn;
import cn.anju.job.ImportNote;
import cn.anju.kernel.Sheet;
import cn.anju.kernel.SheetColumn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RosterSheetTest {

    private static final Path QINGCHUAN = Path.of("../acceptance/qingchuan");
    private static final String HEAD = "楼栋,单元,楼层,房号,房屋类型,建筑面积(㎡),房屋状态,业主姓名,性别,联系电话,证件号码,交房日期,车牌号,备注\n";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        1,1,1,,别墅,0,自住,,,,,昨天,,          | room-no-missing   |
        1,1,1,101,别墅,0,自住,,,,,昨天,,       | room-kind-unknown | 1-1-101
        1,1,1,101,,80,自住,,,,,,,              | room-kind-unknown | 1-1-101
        1,1,1,101,住宅,0,自住,,,,,昨天,,       | area-invalid      | 1-1-101
        1,1,1,101,住宅,,自住,,,,,,,            | area-invalid      | 1-1-101
        1,1,1,101,住宅,-80,自住,,,,,,,         | area-invalid      | 1-1-101
        1,1,1,101,住宅,1e9,自住,,,,,,,         | area-invalid      | 1-1-101
        1,1,1,101,住宅,NaN,自住,,,,,,,         | area-invalid      | 1-1-101
        1,1,1,101,住宅,0.00001,自住,,,,,,,     | area-invalid      | 1-1-101
        1,1,1,101,住宅,80,自住,,,,,2023-02-30,,| date-invalid      | 1-1-101
        1,1,1,101,住宅,80,自住,,,,,昨天,,      | date-invalid      | 1-1-101
        9,9,1,901,住宅,80,自住,,,,,昨天,,      | date-invalid      | 9-9-901
        9,9,1,901,住宅,80,自住,,,,,,,          | room-duplicate    | 9-9-901
        ９号楼,9单元,1,901室,住宅,80,自住,,,,,,,| room-duplicate    | 9-9-901
        ,9,1,901,住宅,80,自住,,,,,,,           | building-missing  | 901
        1,1,1,101,住宅,80,满意,,,,,,,          | room-status-unknown | 1-1-101
        """)
    void 退回只说第一条(String line, String code, String subject) {
        var sheet = read("9栋,9,1,901,住宅,80,自住,,,,,,,\n" + line.strip() + "\n");
        assertThat(sheet.rejects()).extracting(ImportNote::row, ImportNote::code, ImportNote::subject).containsExactly(tuple(3, code, subject));
        assertThat(sheet.rows()).hasSize(1);
        assertThat(sheet.warnings()).isEmpty();
    }

    @Test void 退回的行不占房号_也没有提醒() {
        var sheet = read("1,1,1,101,住宅,,自住,张三,男,123,456,,,\n1,1,1,101,住宅,80,自住,,,,,,,\n");
        assertThat(sheet.rejects()).extracting(ImportNote::code).containsExactly("area-invalid");
        assertThat(sheet.rows()).extracting(row -> row.facts().code()).containsExactly("1-1-101");
        assertThat(sheet.warnings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"84.61㎡,84.6100", "８４.６１,84.6100", "' 84.61 ',84.6100", "84.68000000000001,84.6800", "84.67999999999999,84.6800", "'\"1,084.5\"',1084.5000", "84.61m2,84.6100"})
    void 面积的各种写法(String text, String area) {
        assertThat(read("1,1,1,101,住宅," + text + ",自住,,,,,,,\n").rows()).extracting(row -> row.facts().grossArea().toPlainString()).containsExactly(area);
    }

    @ParameterizedTest
    @CsvSource({"2023-04-03", "2023/04/03", "2023.4.3", "2023年4月3日", "２０２３－４－３", "45019"})
    void 日期的各种写法(String text) {
        // A bare figure in a text file is no Excel date.
        var rows = read("1,1,1,101,住宅,80,自住,,,,," + text + ",,\n").rows();
        if (text.equals("45019")) assertThat(rows).isEmpty();
        else assertThat(rows).extracting(row -> String.valueOf(row.facts().handoverOn())).containsExactly("2023-04-03");
    }

    @Test void 两位业主同一格_电话证件按次序() {
        var line = read("1,1,1,101,住宅,80,自住, 汪懿琪、丁怡文 ,女,16600000018/166-0000-0019,110105197802230006、110105197205040001,,,\n").rows().getFirst();
        assertThat(line.owners()).extracting(RosterRow.OwnerLine::name, RosterRow.OwnerLine::phones, owner -> owner.idNumber().text(), RosterRow.OwnerLine::gender)
            .containsExactly(tuple("汪懿琪", List.of("16600000018"), "110105197802230006", "FEMALE"),
                tuple("丁怡文", List.of("16600000019"), "110105197205040001", null));
    }

    @Test void 前一位没有电话_后一位的不会错位() {
        var owners = read("1,1,1,101,住宅,80,自住,张三;李四,,;16600000019,,,,\n").rows().getFirst().owners();
        assertThat(owners).extracting(RosterRow.OwnerLine::phones).containsExactly(List.of(), List.of("16600000019"));
    }

    @Test void 一位业主两个电话_都记下() {
        var owners = read("1,1,1,101,住宅,80,自住,张三,,16600000018/0371-3734079,,,,\n").rows().getFirst().owners();
        assertThat(owners).extracting(RosterRow.OwnerLine::phones).containsExactly(List.of("16600000018", "03713734079"));
    }

    @Test void 不可能对的号码_照收_只作备注() {
        var sheet = read("1,1,1,101,住宅,80,自住,张三,,166000000,110105194503270000,,,\n");
        assertThat(sheet.warnings()).extracting(ImportNote::code, ImportNote::subject)
            .containsExactly(tuple("phone-invalid", "1-1-101"), tuple("id-number-invalid", "1-1-101"));
        var owner = sheet.rows().getFirst().owners().getFirst();
        assertThat(owner.phones()).isEmpty();
        assertThat(owner.phoneNote()).isEqualTo("166000000");
        assertThat(owner.idNumber()).isNull();
        assertThat(owner.idNote()).isEqualTo("110105194503270000");
    }

    @ParameterizedTest
    @CsvSource({"12,12", "12层,12", "-1,-1", "负1,-1", "B2,-2", "地下1层,-1"})
    void 楼层的各种写法(String text, int floor) {
        assertThat(read("1,1," + text + ",101,住宅,80,自住,,,,,,,\n").rows().getFirst().facts().floor()).isEqualTo(floor);
    }

    @Test void 晴川花园的名册_退回和提醒一条不差() throws IOException {
        var sheet = RosterSheet.read(Sheet.read(Files.readAllBytes(QINGCHUAN.resolve("roster.xlsx")), columns()));
        assertThat(sheet.rows()).hasSize(434);
        assertThat(sheet.rejects().stream().map(note -> note.row() + "," + note.code() + "," + (note.subject() == null ? "" : note.subject())))
            .containsExactlyElementsOf(Files.readAllLines(QINGCHUAN.resolve("expected-roster-rejects.csv")).stream().skip(1).toList());
        assertThat(sheet.warnings().stream().map(note -> note.row() + "," + note.code() + "," + note.subject()))
            .containsExactlyElementsOf(Files.readAllLines(QINGCHUAN.resolve("expected-roster-warnings.csv")).stream().skip(1).toList());
    }

    private static RosterSheet read(String lines) {
        return RosterSheet.read(Sheet.read((HEAD + lines).getBytes(StandardCharsets.UTF_8), columns()));
    }

    private static List<SheetColumn> columns() {
        return RosterSheet.COLUMNS.stream().map((ImportColumn column) -> new SheetColumn(column.name(), column.required(), column.alsoCalled())).toList();
    }
}

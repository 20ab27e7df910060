package cn.anju.metering;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.access.People;
import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** 抄表单：纸上的一个单元一张，表格填好了再导入。 */
@Story
class MeterSheetTest {

    @Autowired Office office;

    @Test void 纸上的一个单元一张_空出本期读数_有签名处和页码() throws IOException {
        var desk = new Desk(office);
        desk.meter("W2", "1-2-102", "50");
        var w1 = desk.meter("W1", "1-1-101", "100");
        desk.read(w1, "2026-07", "110").expect(200);
        var path = desk.root + "/metering/sheet.pdf?month=2026-08";
        try (var pdf = Loader.loadPDF(office.get(path).expect(200).raw().body())) {
            assertThat(pdf.getNumberOfPages()).isEqualTo(2);
            var text = new PDFTextStripper().getText(pdf);
            assertThat(text).contains("1 栋 1 单元", "1 栋 2 单元", "W1", "110", "1-2-102", "抄表 ").containsPattern("2 .+共.2");
        }
        try (var one = Loader.loadPDF(office.get(path + "&building=" + desk.building("1-1") + "&entrance=2").expect(200).raw().body())) {
            assertThat(new PDFTextStripper().getText(one)).contains("W2").doesNotContain("W1");
        }
        assertThat(office.get(path + "&kind=" + Office.encoded("电")).expect(409).code()).isEqualTo("no-meters");
        assertThat(People.of(office).permitted(desk.community, "estate.read").get(path).status()).isEqualTo(403);
    }

    @Test void 表格填好了就是导入的样子_空着的不收_填了的收下() throws IOException {
        var desk = new Desk(office);
        var w1 = desk.meter("W1", "1-1-101", "100");
        desk.meter("W2", "1-2-102", "50");
        desk.read(w1, "2026-08", "112").expect(200);
        var file = office.get(desk.root + "/metering/sheet.xlsx?month=2026-08").expect(200).raw().body();
        var id = office.upload(desk.root + "/imports/readings", "sheet.xlsx", file).expect(202).id();
        var done = office.waitWhile(desk.root + "/imports/" + id, "running");
        assertThat(done.at("/unchanged") + done.at("/rejected") + done.at("/rejects/0/code") + done.at("/rejects/0/subject")).isEqualTo("11reading-missingW2");
        var filled = desk.load("readings", List.of("抄表月份", "表号", "房号", "上次读数", "本期读数"), List.of(List.of("2026-08", "W2", "1-2-102", "50", "58")));
        assertThat(filled.at("/created")).isEqualTo("1");
    }
}

package cn.anju.job;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.kernel.Column;
import cn.anju.kernel.Scope;
import cn.anju.kernel.Sheet;
import cn.anju.kernel.SheetColumn;
import cn.anju.kernel.Workbook;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@Story
class ImportTest {

    private record Toy(String number, String color) {}

    @Autowired Office office;
    @Autowired ToyImport toys;
    @Autowired JdbcClient jdbc;
    @Autowired TransactionTemplate transaction;

    private String root;
    private long community;

    @BeforeEach
    void prepare() {
        toys.mayPlan = new CountDownLatch(0);
        community = office.newCommunity("玩具小区", "2026-07-01");
        root = "/api/communities/" + community + "/imports";
    }

    @Test void 好行收下_坏行退回_再传一次不变() throws Exception {
        var done = upload(sheet(toy("1", "红"), toy("2", "绿"), toy("1", "蓝"), toy("3", "蓝")));
        assertThat(done.at("/state")).isEqualTo("done");
        assertThat(done.at("/accepted") + done.at("/created") + done.at("/rejected")).isEqualTo("222");
        assertThat(done.at("/rejects/0/row") + done.at("/rejects/0/code") + done.at("/rejects/0/subject")).isEqualTo("3color-unknown2");
        assertThat(done.at("/rejects/1/row") + done.at("/rejects/1/code")).isEqualTo("4toy-duplicate");
        assertThat(stored()).isEqualTo(2);
        var again = upload(sheet(toy("1", "红"), toy("3", "蓝")));
        assertThat(again.at("/accepted") + again.at("/unchanged") + again.at("/created")).isEqualTo("220");
        assertThat(office.get(root).expect(200).at("/total")).isEqualTo("2");
    }

    @Test void 预览什么都不写_确认才写_带上定下的日期() throws Exception {
        var id = office.upload(root + "/toys?preview=true", "toys.xlsx", sheet(toy("7", "红"))).expect(202).id();
        var preview = office.waitWhile(root + "/" + id, "running");
        assertThat(preview.at("/state") + preview.at("/accepted")).isEqualTo("preview1");
        assertThat(office.get(root + "/" + id + "/changes").at("/items/0/toConfirm")).isEqualTo("true");
        assertThat(stored()).isZero();
        office.post(root + "/" + id + "/apply", Map.of("ownerChanges", List.of(Map.of("subject", "7", "date", "2026-08-01")))).expect(202);
        assertThat(office.waitWhile(root + "/" + id, "running").at("/state")).isEqualTo("done");
        assertThat(inScope("select title from search.entry where community_id = :c")).isEqualTo("7@2026-08-01");
        assertThat(office.post(root + "/" + id + "/apply", Map.of()).expect(409).code()).isEqualTo("import-not-in-preview");
    }

    @Test void 两个人同时确认_只有一个成() throws Exception {
        var id = office.upload(root + "/toys?preview=true", "toys.xlsx", sheet(toy("7", "红"))).expect(202).id();
        office.waitWhile(root + "/" + id, "running");
        try (var people = Executors.newFixedThreadPool(6)) {
            var answers = Stream.generate(() -> people.submit(() -> office.raw("POST", root + "/" + id + "/apply", "application/json", "{}".getBytes()).status()))
                .limit(6).toList().stream().map(answer -> {
                    try {
                        return answer.get();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                }).sorted().toList();
            assertThat(answers).containsExactly(202, 409, 409, 409, 409, 409);
        }
        assertThat(office.waitWhile(root + "/" + id, "running").at("/state")).isEqualTo("done");
        assertThat(stored()).isEqualTo(1);
    }

    @Test void 同一小区一次只导一份() throws Exception {
        toys.mayPlan = new CountDownLatch(1);
        var id = office.upload(root + "/toys", "toys.xlsx", sheet(toy("1", "红"))).expect(202).id();
        assertThat(office.upload(root + "/toys", "toys.xlsx", sheet(toy("2", "红"))).expect(409).code()).isEqualTo("import-running");
        assertThat(office.get(root + "/" + id).at("/state")).isEqualTo("running");
        toys.mayPlan.countDown();
        assertThat(office.waitWhile(root + "/" + id, "running").at("/state")).isEqualTo("done");
        upload(sheet(toy("2", "红")));
    }

    @Test void 读不了的文件_当场或事后一句话_都不是500() {
        assertThat(office.upload(root + "/toys", "空.xlsx", new byte[0]).expect(400).code()).isEqualTo("file-empty");
        assertThat(office.upload(root + "/toys", "照片.xlsx", new byte[] {1, 0, 2}).expect(400).code()).isEqualTo("file-not-excel");
        assertThat(office.post(root + "/toys", Map.of()).status()).isIn(400, 415);
        var failed = Map.of("header-missing", "编号\n1\n", "header-duplicate", "编号,颜色,编号\n1,红,1\n", "rows-missing", "编号,颜色\n合计,\n",
            "toys-refused", "编号,颜色\n1,拒绝\n");
        failed.forEach((code, text) -> {
            var answer = upload(text.getBytes());
            assertThat(answer.at("/state") + " " + answer.at("/code")).isEqualTo("failed " + code);
            assertThat(answer.at("/message")).isNotBlank();
        });
        var unexpected = upload("编号,颜色\n1,爆炸\n".getBytes());
        assertThat(unexpected.at("/message")).contains("编号").doesNotContain("secret");
        assertThat(office.get(root + "/toys/template.xlsx").status()).as("the next one may start").isEqualTo(200);
        assertThat(upload("编号,颜色\n1,红\n".getBytes()).at("/state")).isEqualTo("done");
    }

    @Test void 六十兆的文件_一句话拒收_连接不断() {
        var answer = office.upload(root + "/toys", "大.xlsx", new byte[60 << 20]);
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.code()).isEqualTo("file-too-large");
        assertThat(answer.at("/detail")).contains("50 MB");
    }

    @Test void 五万行_做得完() {
        var rows = new StringBuilder("编号,颜色\n");
        for (var i = 0; i < 50_000; i++) rows.append(i % 500 == 0 ? "0,绿\n" : i % 500 + ",红\n");
        var done = upload(rows.toString().getBytes());
        assertThat(done.at("/state")).isEqualTo("done");
        assertThat(done.at("/accepted") + " " + done.at("/rejected")).isEqualTo("499 49501");
    }

    @Test void 退回的行_原栏原序_加错误和建议_改好能再传() {
        var id = office.upload(root + "/toys", "toys.csv", "备注,颜色,编号\n留言,绿,0012\n好,红,13\n,红,13\n".getBytes()).expect(202).id();
        office.waitWhile(root + "/" + id, "running");
        var answer = office.get(root + "/" + id + "/rejects.xlsx").expect(200);
        var back = Sheet.read(answer.raw().body(), Stream.of("备注", "颜色", "编号", "错误", "建议").map(SheetColumn::required).toList());
        assertThat(back.headers()).containsExactly("备注", "颜色", "编号", "错误", "建议");
        assertThat(back.rows()).extracting(row -> row.text("编号")).containsExactly("0012", "13");
        var first = back.rows().getFirst();
        assertThat(first.text("备注") + first.text("错误") + first.text("建议")).isEqualTo("留言没有「绿」这种颜色可填:红、蓝");
        assertThat(upload(answer.raw().body()).at("/rejected")).isEqualTo("1");
    }

    @Test void 模板_有表头示例下拉和说明_直接上传等于没填() throws IOException {
        var answer = office.get(root + "/toys/template.xlsx").expect(200);
        assertThat(answer.raw().headers().firstValue("Content-Disposition").orElseThrow()).startsWith("attachment");
        var bytes = answer.raw().body();
        try (var zip = ZipFile.builder().setByteArray(bytes).get()) {
            assertThat(new String(zip.getInputStream(zip.getEntry("xl/worksheets/sheet1.xml")).readAllBytes())).contains("dataValidation");
        }
        assertThat(Sheet.read(bytes, toys.columns().stream().map(ImportColumn::column).toList()).rows()).isEmpty();
        assertThat(Sheet.read(bytes, List.of(SheetColumn.required("栏名"), SheetColumn.required("说明"))).rows()).extracting(row -> row.text("栏名")).contains("颜色");
        assertThat(upload(bytes).at("/code")).isEqualTo("rows-missing");
    }

    @Test void 撤销_先看数再撤_撤了可以重来() throws Exception {
        var id = office.upload(root + "/toys", "toys.xlsx", sheet(toy("1", "红"), toy("2", "蓝"))).expect(202).id();
        assertThat(office.waitWhile(root + "/" + id + "/summary", "running").at("/isUndoable")).isEqualTo("true");
        var outlook = office.get(root + "/" + id + "/undo").expect(200);
        assertThat(outlook.at("/effects/0/label") + outlook.at("/effects/0/removed") + outlook.at("/reason")).isEqualTo("玩具2");
        assertThat(office.post(root + "/" + id + "/undo", Map.of()).expect(200).at("/state")).isEqualTo("undone");
        assertThat(stored()).isZero();
        assertThat(office.post(root + "/" + id + "/undo", Map.of()).expect(409).code()).isEqualTo("import-not-undoable");
        assertThat(upload(sheet(toy("1", "红"), toy("2", "蓝"))).at("/created")).isEqualTo("2");
    }

    @Test void 导入以后改过的_不能撤销_说出是哪个() throws Exception {
        var id = office.upload(root + "/toys", "toys.xlsx", sheet(toy("1", "红"), toy("2", "蓝"))).expect(202).id();
        office.waitWhile(root + "/" + id, "running");
        Scope.of(community).run(() -> transaction.executeWithoutResult(status ->
            jdbc.sql("update search.entry set title = '改过' where community_id = :c and ref_id = 2").param("c", community).update()));
        assertThat(office.get(root + "/" + id + "/undo").expect(200).at("/reason")).contains("玩具「2」").contains("改过");
        assertThat(office.post(root + "/" + id + "/undo", Map.of()).expect(409).code()).isEqualTo("import-used");
        assertThat(stored()).isEqualTo(2);
        assertThat(office.get(root + "/" + id).at("/state")).isEqualTo("done");
    }

    @Test void 没有的种类_别的小区() {
        assertThat(office.upload(root + "/unknown", "a.xlsx", new byte[] {1}).expect(404).code()).isEqualTo("import-kind-unknown");
        var id = office.upload(root + "/toys", "a.csv", "编号,颜色\n1,红\n".getBytes()).expect(202).id();
        var other = "/api/communities/" + office.newCommunity("别的小区", "2026-07-01") + "/imports/";
        assertThat(office.get(other + id).expect(404).code()).isEqualTo("import-not-found");
        assertThat(office.post(other + id + "/apply", Map.of()).expect(404).code()).isEqualTo("import-not-found");
        assertThat(office.get(root + "/kinds").expect(200).json().findValuesAsString("kind")).contains("toys");
        office.waitWhile(root + "/" + id, "running");
    }

    private Office.Answer upload(byte[] file) {
        return office.waitWhile(root + "/" + office.upload(root + "/toys", "toys.xlsx", file).expect(202).id(), "running");
    }

    private static byte[] sheet(Toy... all) {
        return Workbook.of("表", List.of(Column.text("编号", 8, Toy::number), Column.text("颜色", 8, Toy::color))).bytes(List.of(all));
    }

    private static Toy toy(String number, String color) {
        return new Toy(number, color);
    }

    private long stored() throws Exception {
        return Long.parseLong(inScope("select count(*)::text from search.entry where community_id = :c"));
    }

    private String inScope(String sql) throws Exception {
        return Scope.of(community).call(() -> transaction.execute(status -> jdbc.sql(sql).param("c", community).query(String.class).single()));
    }
}

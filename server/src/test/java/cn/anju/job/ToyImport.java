package cn.anju.job;

import cn.anju.kernel.Problem;
import cn.anju.kernel.SheetRow;
import cn.anju.kernel.SheetTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 测试用的一种导入：一行一个玩具，存在搜索目录里。 */
@Component
class ToyImport implements ImportKind {

    volatile CountDownLatch mayPlan = new CountDownLatch(0);
    volatile List<String> decided = List.of();
    private final JdbcClient jdbc;

    ToyImport(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String kind() {
        return "toys";
    }

    @Override
    public String label() {
        return "玩具";
    }

    @Override
    public String permission() {
        return "estate.import";
    }

    @Override
    public List<ImportColumn> columns() {
        return List.of(ImportColumn.required("编号", "7"), ImportColumn.required("颜色", "红").choices(List.of("红", "蓝")),
            ImportColumn.optional("日期", "2026-07-01"));
    }

    @Override
    public List<ImportTrace> traces() {
        return List.of(new ImportTrace("search.entry", "玩具", "ref_id"));
    }

    @Override
    public ImportPlan plan(long community, SheetTable table, ImportOptions options) {
        try {
            if (!mayPlan.await(30, TimeUnit.SECONDS)) throw new IllegalStateException("never let go");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        var stored = jdbc.sql("select ref_id from search.entry where community_id = :c").param("c", community).query(Long.class).set();
        var good = new ArrayList<SheetRow>();
        var rejects = new ArrayList<ImportNote>();
        var seen = new HashSet<String>();
        for (var row : table.rows()) {
            if (row.text("颜色").equals("爆炸")) throw new IllegalStateException("secret");
            if (row.text("颜色").equals("拒绝")) throw Problem.conflict("toys-refused", "今天不收玩具");
            if (!Set.of("红", "蓝").contains(row.text("颜色")))
                rejects.add(new ImportNote(row.number(), "color-unknown", "颜色", "没有「%s」这种颜色".formatted(row.text("颜色")), row.text("编号")));
            else if (!seen.add(row.text("编号")))
                rejects.add(new ImportNote(row.number(), "toy-duplicate", null, "编号重复", row.text("编号")));
            else good.add(row);
        }
        var fresh = good.stream().filter(row -> !stored.contains(Long.parseLong(row.text("编号")))).toList();
        return new Plan(community, good, fresh, rejects, options);
    }

    private final class Plan implements ImportPlan {

        private final long community;
        private final List<SheetRow> good;
        private final List<SheetRow> fresh;
        private final List<ImportNote> rejects;
        private final ImportOptions options;

        Plan(long community, List<SheetRow> good, List<SheetRow> fresh, List<ImportNote> rejects, ImportOptions options) {
            this.community = community;
            this.good = good;
            this.fresh = fresh;
            this.rejects = rejects;
            this.options = options;
        }

        @Override
        public int created() {
            return fresh.size();
        }

        @Override
        public int unchanged() {
            return good.size() - fresh.size();
        }

        @Override
        public List<ImportNote> rejects() {
            return rejects.reversed();
        }

        @Override
        public List<ImportChange> changes() {
            return good.reversed().stream().map(row -> new ImportChange(row.number(), row.text("编号"), "主人（甲）", "甲", "乙", true)).toList();
        }

        @Override
        public void apply() {
            decided = options.decisions().entrySet().stream().map(entry -> entry.getKey() + "@" + entry.getValue()).sorted().toList();
            var title = String.join(",", decided);
            for (var row : fresh)
                jdbc.sql("insert into search.entry (community_id, kind, ref_id, title, link) values (:c, 'ROOM', :ref, :title, '')")
                    .param("c", community).param("ref", Long.parseLong(row.text("编号"))).param("title", title).update();
        }
    }
}

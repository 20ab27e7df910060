package cn.anju.cashier;

import cn.anju.cashier.OpeningLine.Kind;
import cn.anju.estate.RoomCode;
import cn.anju.estate.Rooms;
import cn.anju.job.ImportColumn;
import cn.anju.job.ImportKind;
import cn.anju.job.ImportNote;
import cn.anju.job.ImportOptions;
import cn.anju.job.ImportPlan;
import cn.anju.job.ImportTotal;
import cn.anju.kernel.Money;
import cn.anju.kernel.SheetRow;
import cn.anju.kernel.SheetTable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 导入期初余额：只成草稿，另一人核对合计之后才入账。 */
@Component
class OpeningImport implements ImportKind {

    private static final BigDecimal MOST = new BigDecimal("1000000000");

    private final Rooms rooms;
    private final Openings openings;

    OpeningImport(Rooms rooms, Openings openings) {
        this.rooms = rooms;
        this.openings = openings;
    }

    @Override
    public String kind() {
        return "opening-balances";
    }

    @Override
    public String label() {
        return "期初余额";
    }

    @Override
    public String permission() {
        return "cashier.opening";
    }

    @Override
    public List<ImportColumn> columns() {
        return List.of(
            ImportColumn.required("类别", "欠费").choices(Arrays.stream(Kind.values()).map(Kind::label).toList()).note("每行一种"),
            ImportColumn.optional("楼栋", "3栋").note("与单元、房号合成房屋编号；也可空着，在房号里写 3-2-1201"),
            ImportColumn.optional("单元", "2单元").note("没有单元的不填"),
            ImportColumn.required("房号", "1201").note("现金、银行不填"),
            ImportColumn.optional("收费项目", "物业费").note("欠费必填"),
            ImportColumn.optional("账期起", "2026-04-01").date().note("欠费必填"),
            ImportColumn.optional("账期止", "2026-06-30").date().note("欠费必填"),
            ImportColumn.optional("应缴日", "2026-04-30").date().note("原来的应缴日，欠费必填"),
            ImportColumn.optional("违约金日率", "0.0003").number().note("空着不收；同一收费项目须相同"),
            ImportColumn.required("金额", "542.70").number().note("元，大于 0，最多两位小数"),
            ImportColumn.optional("备注", "").note("这一笔的备注"));
    }

    @Override
    public ImportPlan plan(long community, SheetTable table, ImportOptions options) {
        openings.refuseWhenConfirmed(community);
        var reader = new Reader(rooms.idsByCode(community));
        table.rows().forEach(reader::read);
        return new Plan(community, reader.lines, reader.rejects);
    }

    private static final class Reader {

        private final Map<String, Long> roomIds;
        private final List<OpeningLine> lines = new ArrayList<>();
        private final List<ImportNote> rejects = new ArrayList<>();
        private final Set<String> seen = new HashSet<>();
        private final Map<String, BigDecimal> rates = new HashMap<>();

        Reader(Map<String, Long> roomIds) {
            this.roomIds = roomIds;
        }

        void read(SheetRow row) {
            var kind = Kind.labelled(row.text("类别")).orElse(null);
            if (kind == null) {
                reject(row, "opening-kind-unknown", "类别", "类别「%s」不认识：欠费、预存、押金、现金、银行".formatted(row.text("类别")), null);
                return;
            }
            var code = !kind.isOfRoom() ? null : row.isEmpty("楼栋") ? row.text("房号")
                : RoomCode.normalize(row.text("楼栋"), row.text("单元"), row.text("房号"));
            if (kind.isOfRoom() && row.isEmpty("房号")) reject(row, "room-no-missing", "房号", "请填房号", null);
            else if (code != null && !roomIds.containsKey(code)) reject(row, "room-unknown", "房号", "没有房屋 %s".formatted(code), code);
            else if (amount(row) == null) reject(row, "amount-invalid", "金额", "金额「%s」不对：须大于零，最多两位小数".formatted(row.text("金额")), code);
            else if (kind != Kind.ARREARS) lines.add(new OpeningLine(kind, code == null ? null : roomIds.get(code), null, null, null, null,
                null, new Money(amount(row)), note(row)));
            else arrears(row, code);
        }

        private void arrears(SheetRow row, String code) {
            var item = row.text("收费项目");
            var start = row.date("账期起");
            var end = row.date("账期止");
            var due = row.date("应缴日");
            var rate = row.isEmpty("违约金日率") ? BigDecimal.ZERO : row.decimal("违约金日率");
            if (item.isEmpty()) reject(row, "item-missing", "收费项目", "欠费须填收费项目", code);
            else if (start == null || end == null || due == null || end.isBefore(start))
                reject(row, "date-invalid", "账期起", "欠费须填账期起止和应缴日", code);
            else if (rate == null || rate.signum() < 0 || rate.compareTo(BigDecimal.ONE) > 0 || rate.stripTrailingZeros().scale() > 8)
                reject(row, "late-fee-rate-invalid", "违约金日率", "违约金日率「%s」不对".formatted(row.text("违约金日率")), code);
            else if (rates.getOrDefault(item, rate).compareTo(rate) != 0)
                reject(row, "late-fee-rate-differs", "违约金日率", "「%s」的违约金日率与前面的行不同".formatted(item), code);
            else if (!seen.add(code + "\n" + item + "\n" + start)) reject(row, "bill-duplicate", "账期起", "前面已有这间房同一项目同一账期的欠费", code);
            else {
                rates.put(item, rate);
                lines.add(new OpeningLine(Kind.ARREARS, roomIds.get(code), item, start, end, due, rate, new Money(amount(row)), note(row)));
            }
        }

        private void reject(SheetRow row, String code, String column, String message, @Nullable String subject) {
            rejects.add(new ImportNote(row.number(), code, column, message, subject));
        }

        private static @Nullable BigDecimal amount(SheetRow row) {
            var amount = row.decimal("金额");
            return amount == null || amount.signum() <= 0 || amount.compareTo(MOST) >= 0 || amount.stripTrailingZeros().scale() > 2 ? null : amount;
        }

        private static @Nullable String note(SheetRow row) {
            return row.isEmpty("备注") ? null : row.text("备注");
        }
    }

    private final class Plan implements ImportPlan {

        private final long community;
        private final List<OpeningLine> lines;
        private final List<ImportNote> rejects;

        Plan(long community, List<OpeningLine> lines, List<ImportNote> rejects) {
            this.community = community;
            this.lines = lines;
            this.rejects = rejects;
        }

        @Override
        public int created() {
            return lines.size();
        }

        @Override
        public List<ImportNote> rejects() {
            return rejects;
        }

        @Override
        public List<ImportTotal> totals() {
            var totals = OpeningLine.Totals.of(lines);
            return Arrays.stream(Kind.values()).map(kind -> new ImportTotal(kind.label(),
                (int) lines.stream().filter(line -> line.kind() == kind).count(), totals.of(kind))).toList();
        }

        @Override
        public void apply() {
            openings.draft(community, lines);
        }
    }
}

package cn.anju.billing.calculation;

import cn.anju.Seed;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** 晴川花园四个月：账单、警告与三次独立核算的结果逐行相同。 */
class QingchuanTest {

    static final Path FOLDER = Path.of("..", "acceptance", "qingchuan");
    private static final List<YearMonth> MONTHS = List.of(YearMonth.of(2026, 7), YearMonth.of(2026, 8),
        YearMonth.of(2026, 9), YearMonth.of(2026, 10));

    private final Workbooks workbooks = new Workbooks(FOLDER, LocalDate.of(2026, 7, 1));

    @Test void 四个月逐行相符_再出一次为空() throws IOException {
        for (var month : MONTHS) {
            workbooks.readMeters(month);
            var lines = new ArrayList<BillLine>();
            var warnings = BillCalculation.run(workbooks.facts(month), lines::add);

            assertThat(lines.stream().map(this::csv)).containsExactlyInAnyOrderElementsOf(expected("expected-bills-" + month + ".csv"));
            assertThat(warnings.stream().map(w -> month + "," + w.subject() + "," + w.tariffCode() + "," + w.code()))
                .containsExactlyElementsOf(expected("expected-warnings.csv").stream()
                    .filter(row -> row.startsWith(month.toString())).toList());

            lines.forEach(workbooks::keep);
            var again = new ArrayList<BillLine>();
            BillCalculation.run(workbooks.facts(month), again::add);
            assertThat(again).isEmpty();
        }
    }

    @Test void 账单说明_随机两百行照所列数字重算_分毫不差() {
        var seed = Seed.next();
        var random = new Random(seed);
        var all = new ArrayList<BillLine>();
        for (var month : MONTHS) {
            workbooks.readMeters(month);
            var lines = new ArrayList<BillLine>();
            BillCalculation.run(workbooks.facts(month), lines::add);
            lines.forEach(workbooks::keep);
            all.addAll(lines);
        }
        for (var i = 0; i < 200; i++) {
            var line = all.get(random.nextInt(all.size()));
            var explanation = Explanation.of(line, workbooks.tariffs.get(line.tariffVersionId()));
            assertThat(Formula.amount(explanation.formula())).as("seed %d: %s", seed, explanation)
                .isEqualTo(line.amount()).hasToString(explanation.amount());
        }
    }

    private String csv(BillLine line) {
        var room = workbooks.rooms.values().stream().skip(line.roomId() - 1).findFirst().orElseThrow();
        return String.join(",", room.code(), workbooks.tariffs.get(line.tariffVersionId()).code(),
            line.periodStart().toString(), line.periodEnd().toString(), plain(line.quantity().toPlainString()),
            line.amount().toString(), line.dueOn().toString(), line.payer().toString());
    }

    private static List<String> expected(String file) throws IOException {
        return Files.readAllLines(FOLDER.resolve(file)).stream().skip(1).map(QingchuanTest::evenedOut).toList();
    }

    private static String evenedOut(String row) {
        var cells = row.split(",");
        if (cells.length == 8) cells[4] = plain(cells[4]);
        return String.join(",", cells);
    }

    private static String plain(String number) {
        return number.contains(".") ? number.replaceAll("\\.?0+$", "") : number;
    }
}

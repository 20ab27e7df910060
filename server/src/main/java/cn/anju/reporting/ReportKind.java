package cn.anju.reporting;

import static cn.anju.reporting.ReportKind.Rhythm.ANNUAL;
import static cn.anju.reporting.ReportKind.Rhythm.DAILY;
import static cn.anju.reporting.ReportKind.Rhythm.MONTHLY;
import static cn.anju.reporting.ReportKind.Rhythm.SEMIANNUAL;
import static cn.anju.reporting.ReportKind.Rhythm.WEEKLY;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * 有哪些按期要报的报表：叫什么、多久一期、哪天出、几天内报、报给谁、有哪几部分。
 *
 * <p>A period ends on the day before it is made, so that no figure in it still moves; the daily digest is made on its evening.
 */
enum ReportKind {

    DAILY_DIGEST("RB", "维修投诉日报", DAILY, 1, 1, "servicedesk.read", "cs_supervisor", false, List.of(), ReportTable.TICKETS),
    WEEKLY_COLLECTION("SZ", "收费周统计表", WEEKLY, 6, 0, "billing.read", "cs_supervisor", false, List.of(), ReportTable.COLLECTED_DAYS, ReportTable.COLLECTED_ITEMS,
        ReportTable.COLLECTED_METHODS),
    WEEKLY_SERVICE("FZ", "服务周统计表", WEEKLY, 7, 0, "servicedesk.read", "cs_supervisor", false, List.of("servicedesk"), ReportTable.TICKETS, ReportTable.MOVES,
        ReportTable.CALLBACKS, ReportTable.SUGGESTIONS),
    WEEKLY_CUSTOMER("KZ", "客户资料与物业费周报", WEEKLY, 5, 2, "billing.read", "director", false, List.of("resident"), ReportTable.CUSTOMERS, ReportTable.MOVES,
        ReportTable.RECEIVABLE),
    FEE_SUMMARY("FH", "小区费用汇总表", MONTHLY, 28, 0, "billing.read", "accountant", false, List.of("billing"), ReportTable.RECEIVABLE, ReportTable.COLLECTED_ITEMS,
        ReportTable.COLLECTED_METHODS),
    MONTHLY_MANAGEMENT("GY", "月度管理服务报表", MONTHLY, 1, 4, "servicedesk.read", "director", false,
        List.of("estate", "resident", "billing", "cashier", "collection", "servicedesk", "ledger"), ReportTable.TICKETS, ReportTable.CALLBACKS, ReportTable.COMPLAINTS, ReportTable.MOVES),
    COMPLAINT_MONTHLY("TY", "客户投诉月报", MONTHLY, 1, 4, "servicedesk.read", "director", false, List.of(), ReportTable.COMPLAINTS, ReportTable.COMPLAINT_LIST),
    COMPLAINT_ANALYSIS("TF", "投诉分析报告", MONTHLY, 2, 5, "servicedesk.read", "director", true, List.of("servicedesk"), ReportTable.COMPLAINTS, ReportTable.BUILDINGS),
    FEE_ANALYSIS("WF", "物业费分析报告", MONTHLY, 3, 5, "billing.read", "director", true, List.of("billing", "collection", "cashier"), ReportTable.RECEIVABLE,
        ReportTable.COLLECTED_ITEMS),
    QUALITY("PF", "品质分析报告", MONTHLY, 4, 5, "servicedesk.read", "director", true, List.of("servicedesk", "resident", "estate"), ReportTable.CALLBACKS, ReportTable.BUILDINGS),
    DEPARTMENT("BM", "部门工作报告", MONTHLY, 2, 5, "servicedesk.read", "director", true, List.of("servicedesk", "collection"), ReportTable.TICKETS, ReportTable.CALLBACKS),
    BRIEFING("HB", "工作汇报", MONTHLY, 3, 5, "servicedesk.read", "general_manager", true, List.of("billing", "collection", "servicedesk", "ledger"), ReportTable.TICKETS),
    SATISFACTION_HALF("MB", "半年满意度报告", SEMIANNUAL, 5, 15, "servicedesk.read", "director", true, List.of("servicedesk", "engagement"), ReportTable.SURVEYS, ReportTable.SURVEY_QUESTIONS,
        ReportTable.CALLBACKS, ReportTable.COMPLAINTS),
    SATISFACTION_YEAR("MN", "年度满意度分析报告", ANNUAL, 5, 30, "servicedesk.read", "director", true, List.of("servicedesk", "resident", "engagement"), ReportTable.SURVEYS,
        ReportTable.SURVEY_QUESTIONS, ReportTable.CALLBACKS, ReportTable.COMPLAINTS, ReportTable.BUILDINGS);

    /** 多久一期。 */
    enum Rhythm {
        DAILY("每天"), WEEKLY("每周"), MONTHLY("每月"), SEMIANNUAL("每半年"), ANNUAL("每年");

        final String label;

        Rhythm(String label) {
            this.label = label;
        }
    }

    final String prefix;
    final String title;
    final Rhythm rhythm;
    /** The day on which it is made unless set otherwise: of the week, of the month, of January (and July). */
    final int day;
    /** Days from then in which it is to be handed up unless set otherwise. */
    final int grace;
    /** Who reads its figures at their source may read it. */
    final String needs;
    final String receiver;
    /** Handed up with what follows from it: measures, advice. */
    final boolean isArgued;
    final List<String> figuresOf;
    final List<ReportTable> tables;

    ReportKind(String prefix, String title, Rhythm rhythm, int day, int grace, String needs, String receiver, boolean isArgued, List<String> figuresOf, ReportTable... tables) {
        this.prefix = prefix;
        this.title = title;
        this.rhythm = rhythm;
        this.day = day;
        this.grace = grace;
        this.needs = needs;
        this.receiver = receiver;
        this.isArgued = isArgued;
        this.figuresOf = figuresOf;
        this.tables = List.of(tables);
    }

    String key() {
        return name().toLowerCase().replace('_', '-');
    }

    static Optional<ReportKind> of(String key) {
        return List.of(values()).stream().filter(each -> each.key().equals(key)).findFirst();
    }

    /** Whether it is made on this day; never with {@code set} 0. */
    boolean isMadeOn(LocalDate date, int set) {
        return set > 0 && switch (rhythm) {
            case DAILY -> true;
            case WEEKLY -> date.getDayOfWeek().getValue() == set;
            case MONTHLY -> date.getDayOfMonth() == set;
            case SEMIANNUAL -> date.getDayOfMonth() == set && date.getMonthValue() % 6 == 1;
            case ANNUAL -> date.getDayOfMonth() == set && date.getMonthValue() == 1;
        };
    }

    LocalDate to(LocalDate made) {
        return switch (rhythm) {
            case DAILY -> made;
            case WEEKLY -> made.minusDays(1);
            case MONTHLY -> day > 5 ? made.minusDays(1) : made.withDayOfMonth(1).minusDays(1);
            case SEMIANNUAL, ANNUAL -> made.withDayOfMonth(1).minusDays(1);
        };
    }

    LocalDate from(LocalDate made) {
        var end = to(made).plusDays(1);
        return switch (rhythm) {
            case DAILY -> made;
            case WEEKLY -> end.minusDays(7);
            case MONTHLY -> end.minusMonths(1);
            case SEMIANNUAL -> end.minusMonths(6);
            case ANNUAL -> end.minusYears(1);
        };
    }
}

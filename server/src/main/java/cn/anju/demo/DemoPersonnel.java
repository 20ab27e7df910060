package cn.anju.demo;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** 员工档案与证件：文员给各人建档、登证件，一张快到期、一张已过期；电气的活要电工证，电梯的活要电梯安全管理员证。 */
final class DemoPersonnel implements DemoChapter {

    private static final List<String> POSTS = List.of("front_desk", "steward", "senior_steward", "fee_collector", "cashier", "accountant", "cs_supervisor", "technician",
        "engineering_supervisor", "security_guard", "security_lead", "cleaner_supervisor");

    private final DemoOffice office;

    DemoPersonnel(DemoOffice office) {
        this.office = office;
    }

    @Override
    public void wait(LocalDate today) {
        if (!office.isFirst) return;
        for (var post : POSTS) file(today, post, POSTS.indexOf(post));
        paper("technician", "电工证", "T310107198805120017", today.minusYears(2), today.plusYears(1));
        paper("engineering_supervisor", "电工证", "T310107197903150016", today.minusYears(3), today.minusDays(12));
        paper("technician", "电梯安全管理员证", "TS6A20230455", today.minusYears(2), today.plusYears(2));
        paper("engineering_supervisor", "电梯安全管理员证", "TS6A20220917", today.minusYears(3), today.plusYears(1));
        paper("security_guard", "保安员证", "BA20210088126", today.minusYears(4), today.plusDays(18));
        paper("security_lead", "消防证", "XF20200316045", today.minusYears(4), today.plusMonths(8));
        paper("cleaner_supervisor", "健康证", "JK2026031588", today.minusMonths(8), today.plusMonths(4));
        for (var post : List.of("front_desk", "steward")) paper(post, "上岗证", "SG2025%04d".formatted(office.idOf(post)), today.minusYears(1), today.plusYears(2));
        office.put("engineering_supervisor", "/trade-papers/ELECTRIC", Map.of("kinds", List.of("电工证")));
        office.put("engineering_supervisor", "/trade-papers/LIFT", Map.of("kinds", List.of("电梯安全管理员证")));
    }

    private void file(LocalDate today, String post, int turn) {
        var isNew = post.equals("steward");
        var joined = isNew ? today.minusMonths(3).plusDays(5) : today.minusYears(1 + turn % 4).minusDays(20L + 9 * turn);
        var file = new HashMap<String, Object>(Map.of("joinedOn", joined.toString(), "contractFrom", joined.toString(),
            "contractTo", joined.plusYears(turn == 4 ? 2 : 5).toString(), "emergencyName", "家属", "emergencyPhone", "166000%05d".formatted(300 + turn)));
        if (isNew) file.put("probationTo", joined.plusMonths(3).toString());
        office.put("clerk", "/staff-files/" + office.idOf(post), file);
    }

    private void paper(String post, String kind, String number, LocalDate issued, LocalDate expires) {
        office.post("clerk", "/staff-papers", Map.of("staffId", office.idOf(post), "kind", kind, "certificateNumber", number, "issuedOn", issued.toString(), "expiresOn", expires.toString()));
    }
}

package cn.anju.demo;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** 建档：名册、收费标准、仪表、期初余额、价目、租户。 */
record DemoFiling(DemoDesk administrator, DemoDesk accountant, long community, DemoEstate estate) {

    private static final int TENANTS = 30;
    private static final Map<String, String> TOTALS = Map.of("欠费", "arrears", "预存", "prepayment", "押金", "deposit", "现金", "cash", "银行", "bank");

    void file() {
        administrator.load(community, estate.roster());
        administrator.load(community, estate.tariffs());
        administrator.load(community, estate.meterList());
        openBooks(estate.openingBalances());
        for (var price : List.of(Map.of("code", "MJK", "name", "门禁卡工本费", "unit", "张", "price", "20.00", "isActive", true),
            Map.of("code", "ZXLJ", "name", "装修垃圾清运费", "unit", "车", "price", "300.00", "isActive", true),
            Map.of("code", "LSYD", "name", "临时用电", "unit", "度", "price", "1.20", "isActive", true)))
            administrator.put(path("/one-off-prices"), price);
        letOut(estate.booksStart);
    }

    /** One brings the sheet, another counts the totals. */
    private void openBooks(DemoSheet sheet) {
        administrator.load(community, sheet);
        var totals = new HashMap<String, BigDecimal>();
        TOTALS.values().forEach(total -> totals.put(total, new BigDecimal("0.00")));
        for (var row : sheet.rows()) totals.merge(TOTALS.get(row.getFirst()), new BigDecimal(row.get(9)), BigDecimal::add);
        var texts = new HashMap<String, String>();
        totals.forEach((total, amount) -> texts.put(total, amount.toPlainString()));
        var batch = accountant.get(path("/opening-balances")).get(0).get("id").asLong();
        accountant.post(path("/opening-balances/%d/confirm".formatted(batch)), texts);
    }

    private void letOut(LocalDate from) {
        var people = new DemoPeople(new Random(community), 5000 + (int) community * 100);
        var rented = estate.rooms.stream().filter(room -> room.status().equals("出租") && room.kind().equals("住宅")).limit(TENANTS).toList();
        var ids = new LinkedHashMap<String, Long>();
        for (var page = 1; ; page++) {
            var items = administrator.get(path("/rooms?kind=HOUSE&status=RENTED&size=200&page=" + page)).get("items");
            items.forEach(room -> ids.put(room.get("code").asString(), room.get("id").asLong()));
            if (items.size() < 200) break;
        }
        for (var room : rented) {
            var tenant = people.next();
            var person = administrator.post(path("/people"), Map.of("kind", "PERSON", "name", tenant.name(), "phone", tenant.phone(), "idNumber", tenant.idNumber()));
            administrator.post(path("/rooms/%d/holdings".formatted(ids.get(room.code()))),
                Map.of("personId", person.get("id").asLong(), "role", "TENANT", "fromOn", from.toString()));
        }
    }

    private String path(String rest) {
        return "/api/communities/" + community + rest;
    }
}
